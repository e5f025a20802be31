"""From a folder of daily files to a landing folder, a file after another."""

import json
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from shopstream.contracts.events import FIRST_AT
from shopstream.datasets.online_retail.records import csv_files, read_records
from shopstream.datasets.online_retail.report import ConversionReport
from shopstream.datasets.online_retail.shop import Message, Shop
from shopstream.errors import SourceError
from shopstream.landing import PATTERN, SCHEMA, write_landing

REPORT = "source_report.json"


class Collector:
    """Numbers the lines. Its clock shows the shop's time and never goes back."""

    def __init__(self) -> None:
        self.lines = 0
        self._clock = ""

    def receive(self, messages: Iterable[Message]) -> pl.DataFrame:
        """The messages as landing lines: sequence, received_at, body. One without a time is received at the time before it."""
        messages = list(messages)
        self._clock = self._clock or next((message.at for message in messages if message.at), FIRST_AT)
        return pl.DataFrame([self._line(message) for message in messages], schema=SCHEMA, orient="row")

    def _line(self, message: Message) -> tuple[str, int, str]:
        self.lines += 1
        self._clock = max(self._clock, message.at)
        return self._clock, self.lines, message.body


def convert(source: Path, out: Path) -> ConversionReport:
    """Write the daily CSV files of a folder as ``out/landing``, ``out/natural_ids.parquet`` and ``out/source_report.json``.

    Files are taken by name. Memory grows with the largest file and with the distinct ids, not with the number of files.
    The report comes last: without it the folder is not complete, and a further call writes it anew.

    Raises:
        SourceError: the source cannot be read or is not this data set; ``out`` is complete already; two ids collide.
    """
    files = csv_files(source)
    landing = _cleared(out)
    shop, collector = Shop(), Collector()
    for path in files:
        write_landing(collector.receive(shop.send(read_records(path))), landing)
    if not collector.lines:
        raise SourceError(f"the CSV files in {source} hold a header and no row: name the folder with the daily files")
    report = _report(shop, files=len(files), lines=collector.lines)
    shop.ids.to_frame().write_parquet(out / "natural_ids.parquet")
    _write_json(report.to_dict(), out / REPORT)
    return report


def _cleared(out: Path) -> Path:
    """The landing folder, without what an interrupted call has left there."""
    if (out / REPORT).exists():
        raise SourceError(f"{out} holds a converted feed already, and landing files never change: use it, or choose another folder")
    landing = out / "landing"
    for left in [*landing.glob(PATTERN), *landing.glob(f".{PATTERN}.part")]:
        left.unlink()
    return landing


def _report(shop: Shop, *, files: int, lines: int) -> ConversionReport:
    days = {"first_day": min(shop.days, default=""), "last_day": max(shop.days, default="")}
    return ConversionReport(files=files, lines=lines, **days, refused=dict(sorted(shop.refused.items())), **shop.counts)


def _write_json(value: dict, path: Path) -> None:
    hidden = path.with_name(f".{path.name}.part")
    hidden.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    hidden.replace(path)
