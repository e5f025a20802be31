"""A feed on disk: landing files, and the ledger beside them."""

import json
import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq

from shopstream.landing import write_landing
from shopstream.simulator.feed import Feed
from shopstream.simulator.ledger import Ledger


def write_feed(feed: Feed, folder: Path, *, lines_per_file: int = 2_000) -> None:
    """Write ``landing/`` and ``ledger/``. What an earlier call has left there half written is replaced."""
    shutil.rmtree(folder / "landing", ignore_errors=True)
    write_landing(feed.lines, folder / "landing", lines_per_file=lines_per_file)
    write_ledger(feed.ledger, folder / "ledger")


def write_ledger(ledger: Ledger, folder: Path) -> None:
    """Write the ledger; ``ledger.json`` comes last, so that its being there says that the feed is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(ledger.lines, folder / "lines.parquet")
    pq.write_table(ledger.measures, folder / "measures.parquet")
    hidden = folder / ".ledger.json.part"
    hidden.write_text(json.dumps(ledger.summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(hidden, folder / "ledger.json")
