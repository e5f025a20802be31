"""The CSV files of a folder, a record for each line. Nothing that stands in a file is lost, whatever it is."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from shopstream.errors import SourceError

HEADER = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file. ``number`` counts the lines after the header from 1; ``fields`` is empty where it is no CSV."""

    file: str
    number: int
    text: str
    fields: tuple[str, ...]


def csv_files(folder: Path) -> list[Path]:
    """The CSV files of a folder by name, which is by day, each with the data set's header.

    Raises:
        SourceError: the folder or a file cannot be read, there is no CSV file, or one has another header.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and not path.name.startswith("."))
    except OSError as error:
        raise SourceError(f"cannot read the folder {folder}: {error.strerror}; name a folder that is there and that you may read") from None
    if not files:
        raise SourceError(f"no CSV file in {folder}: name the folder that holds the daily files of the Online Retail data set")
    for path in files:
        with _opened(path) as file:
            _check_header(file.readline(), path)
    return files


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file in order. Blank lines are none; a quoted field ends on its own line.

    Were a field allowed to span lines, one stray quote would swallow the rows up to the next one.
    """
    with _opened(path) as file:
        next(file, "")
        for number, line in enumerate(file, start=1):
            text = line.rstrip("\r\n")
            if text:
                yield Record(path.name, number, text, _fields(text))


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The file as text. Bytes that are no UTF-8 become U+FFFD; a byte order mark is left out."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            yield file
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from None


def _check_header(line: str, path: Path) -> None:
    if not line:
        raise SourceError(f"{path} is empty, and each daily file has a header at least: restore it or delete it")
    if _fields(line) != HEADER:
        raise SourceError(
            f"{path} is no CSV file of the Online Retail data set: it begins with {line[:40]!r}\n"
            f"and not with the header {','.join(HEADER)}: restore it or move it away"
        )


def _fields(text: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([text], strict=True)))
    except csv.Error:
        return ()
