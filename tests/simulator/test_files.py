"""A feed as files: landing, ledger, and what is left of a call that was interrupted."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from shopstream.landing import landing_files, read_landing
from shopstream.simulator import write as module
from shopstream.simulator import write_feed, write_ledger

from .conftest import feed_of

LEDGER = ["ledger.json", "lines.parquet", "measures.parquet"]


@pytest.fixture
def feed():
    return feed_of("hostile", days=1, orders_per_day=20)


def landed(folder: Path) -> list[tuple]:
    lines = [line for path in landing_files(folder / "landing") for line in read_landing(path)]
    return [(line.sequence, line.received_at, line.body) for line in lines]


def test_what_was_written_reads_as_it_was_simulated(feed, tmp_path):
    write_feed(feed, tmp_path)
    assert landed(tmp_path) == feed.lines.select("sequence", "received_at", "body").rows()
    assert pq.read_table(tmp_path / "ledger" / "lines.parquet") == feed.ledger.lines
    assert pq.read_table(tmp_path / "ledger" / "measures.parquet") == feed.ledger.measures
    assert json.loads((tmp_path / "ledger" / "ledger.json").read_text(encoding="utf-8")) == feed.ledger.summary


def test_a_feed_is_two_folders_and_nothing_else(feed, tmp_path):
    write_feed(feed, tmp_path / "new" / "feed")
    assert sorted(path.name for path in (tmp_path / "new" / "feed").iterdir()) == ["landing", "ledger"]
    assert sorted(path.name for path in (tmp_path / "new" / "feed" / "ledger").iterdir()) == LEDGER


def test_no_file_has_more_lines_than_asked_for(feed, tmp_path):
    write_feed(feed, tmp_path, lines_per_file=100)
    sizes = [sum(1 for _ in read_landing(path)) for path in landing_files(tmp_path / "landing")]
    assert max(sizes) <= 100
    assert sum(sizes) == feed.lines.height


def test_a_partial_landing_is_replaced(feed, tmp_path):
    write_feed(feed_of("none", days=1, orders_per_day=20), tmp_path, lines_per_file=50)
    (tmp_path / "landing" / ".lines-000000000999.jsonl.part").write_text("half a li")
    write_feed(feed, tmp_path)
    assert landed(tmp_path) == feed.lines.select("sequence", "received_at", "body").rows()
    assert not list((tmp_path / "landing").glob(".*"))


def test_the_summary_is_written_last(feed, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError("the disk is full")

    monkeypatch.setattr(module.pq, "write_table", full)
    with pytest.raises(OSError, match="full"):
        write_ledger(feed.ledger, tmp_path)
    assert not (tmp_path / "ledger.json").exists()
