"""A converter of files written in the test, and the contract as the judge of what it sends."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import ValidationError
from shopstream.contracts.events import MODELS, Event
from shopstream.datasets.online_retail import ConversionReport, convert
from shopstream.datasets.online_retail.records import HEADER
from shopstream.landing import Line, landing_files, read_landing

ROW = {
    "InvoiceNo": "536365",
    "StockCode": "85123A",
    "Description": "WHITE LANTERN",
    "Quantity": "6",
    "InvoiceDate": "2010-12-01 08:26:00",
    "UnitPrice": "2.55",
    "CustomerID": "17850.0",
    "Country": "United Kingdom",
}


def row(**changes: str) -> str:
    """One line of CSV: a good row with some fields changed."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow((ROW | changes).values())
    return text.getvalue()


def write_day(path: Path, lines: list[str]) -> None:
    """A daily file of these lines; a lone surrogate in one stands for a byte that is no UTF-8."""
    path.write_bytes("\n".join([",".join(HEADER), *lines, ""]).encode("utf-8", "surrogateescape"))


@dataclass(frozen=True)
class Converted:
    """What a conversion has written."""

    report: ConversionReport
    lines: list[Line]

    @property
    def bodies(self) -> list[dict]:
        """The bodies that are JSON, in order."""
        return [body for line in self.lines if (body := parsed(line.body)) is not None]

    def of(self, event_type: str) -> list[dict]:
        return [body for body in self.bodies if body["event_type"] == event_type]

    @property
    def refused(self) -> list[str]:
        """The bodies that the contract refuses, in order."""
        return [line.body for line in self.lines if accepted(line.body) is None]


def parsed(body: str) -> dict | None:
    try:
        value = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def accepted(body: str) -> Event | None:
    """The event of a body, or None where the contract refuses it."""
    fields = parsed(body)
    model = MODELS.get((fields.get("event_type"), fields.get("schema_version"))) if fields else None
    try:
        return model.model_validate(fields) if model and "\ufffd" not in body else None
    except ValidationError:
        return None


def read_converted(report: ConversionReport, out: Path) -> Converted:
    return Converted(report, [line for path in landing_files(out / "landing") for line in read_landing(path)])


@pytest.fixture
def converted(tmp_path):
    """``converted([line, ...], [line, ...])``: each list is a day's file, each line its raw text."""

    def _converted(*days: list[str]) -> Converted:
        source = tmp_path / "source"
        source.mkdir()
        for number, lines in enumerate(days, start=1):
            write_day(source / f"2010-12-{number:02d}.csv", lines)
        return read_converted(convert(source, tmp_path / "out"), tmp_path / "out")

    return _converted
