"""The collector's files: one JSON object a line, ``{"received_at": ..., "sequence": n, "body": "..."}``.

A landing file never changes once it has its name. Files are written under a hidden name and renamed; their
modification times increase, because readers of streams order files by them.
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from shopstream.contracts.times import parse_at
from shopstream.errors import SourceError

PATTERN = "*.jsonl"
HOUR_DIGITS = 13
"""Characters of a moment up to its hour."""

SCHEMA = {"received_at": pl.String, "sequence": pl.Int64, "body": pl.String}


@dataclass(frozen=True, slots=True)
class Line:
    """What the collector received: ``body`` may be anything. ``sequence`` is the identity of the line."""

    sequence: int
    received_at: str
    body: str


def write_landing(lines: pl.DataFrame, folder: Path, *, lines_per_file: int = 2_000) -> list[Path]:
    """Write lines, in the order given, as numbered files named after their first sequence; returns the files in order.

    A file is closed when it is full, and when an hour of the collector's clock ends: what nobody can read yet is at most an hour old.

    Args:
        lines: columns ``received_at`` (ISO text), ``sequence``, ``body``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths, stamp = [], _newest(folder)
    for hour in lines.select(list(SCHEMA)).group_by(pl.col("received_at").str.slice(0, HOUR_DIGITS).rle_id(), maintain_order=True):
        for part in hour[1].iter_slices(lines_per_file):
            paths.append(_write(part, folder, after=stamp))
            stamp = paths[-1].stat().st_mtime_ns
    return paths


def write_file(lines: pl.DataFrame, folder: Path) -> Path:
    """Write one landing file, whole or not at all. An existing file of that name is an error: landing files never change."""
    return _write(lines, folder, after=_newest(folder))


def _write(lines: pl.DataFrame, folder: Path, *, after: int) -> Path:
    path = folder / f"lines-{lines['sequence'][0]:012d}.jsonl"
    if path.exists():
        raise SourceError(f"{path} exists already, and a landing file never changes: choose another folder, or delete this one")
    hidden = path.with_name(f".{path.name}.part")
    lines.write_ndjson(hidden)
    _stamp_after(hidden, after)
    hidden.rename(path)
    return path


def _newest(folder: Path) -> int:
    return max((path.stat().st_mtime_ns for path in folder.glob(PATTERN)), default=0)


def _stamp_after(path: Path, newest: int) -> None:
    stamp = max(time.time_ns(), newest + 1_000_000)
    os.utime(path, ns=(stamp, stamp))


def landing_files(folder: Path) -> list[Path]:
    """The files of a landing folder, by name, which is the order in which the collector wrote them.

    Raises:
        SourceError: the folder is missing, cannot be read, or holds no landing file.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.match(PATTERN) and not path.name.startswith("."))
    except OSError as error:
        raise SourceError(
            f"cannot read the landing folder {folder}: {error.strerror}; name a folder that is there and that you may read"
        ) from None
    if not files:
        raise SourceError(f"no landing file ({PATTERN}) in {folder}: `shopstream simulate --out DIR` writes them to DIR/landing")
    return files


def read_landing(path: Path, *, skip: int = 0) -> Iterator[Line]:
    """The lines of a landing file from the ``skip``-th on, one at a time: memory does not grow with the file.

    Raises:
        SourceError: naming file and line, where a line is no JSON object of the collector's form; also for an empty file.
    """
    try:
        with path.open("rb") as file:
            number = 0
            for number, raw in enumerate(file, start=1):
                if number > skip:
                    yield _parse(raw, path, number)
            if number == 0:
                raise SourceError(f"{path} is empty, and the collector writes no empty file: restore it or delete it")
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from None


def _parse(raw: bytes, path: Path, number: int) -> Line:
    try:
        record = json.loads(raw)
        line = Line(record["sequence"], record["received_at"], record["body"])
        if not (type(line.sequence) is int and line.sequence > 0 and isinstance(line.body, str)):
            raise TypeError("sequence must be a positive whole number and body a text")
        parse_at(line.received_at)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        problem = f"no field {error}" if isinstance(error, KeyError) else str(error)
        raise SourceError(
            f"{path}, line {number} is not a line of the collector ({problem[:120]}): restore the file or delete it"
        ) from None
    return line if _is_text(line.body) else replace(line, body=_mended(line.body))


def _is_text(body: str) -> bool:
    try:
        body.encode()
    except UnicodeEncodeError:
        return False
    return True


def _mended(body: str) -> str:
    """The body with U+FFFD for each half of a surrogate pair that stands alone: such text cannot be stored anywhere."""
    return body.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def count_lines(folder: Path) -> int:
    """Distinct lines fed by a landing folder: by sequence, so that a file that is there twice counts once."""
    return len({line.sequence for path in landing_files(folder) for line in read_landing(path)})
