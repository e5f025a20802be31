"""The pipeline: batch after batch of a landing folder, each in one transaction with its high-water mark."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from shopstream.errors import SourceError
from shopstream.etl.extract import read_batches
from shopstream.etl.load import load_batch, prepare
from shopstream.landing import landing_files, read_landing

LINES_PER_BATCH = 10_000
"""Larger batches are a little faster, because a late event makes its hour be read again; memory grows with them."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How far a load has come: lines of the folder that are loaded, and all that it holds."""

    lines_done: int
    lines_total: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What one call of ``load_landing`` has read; what was loaded before is not part of it."""

    batches: int
    lines: int


def load_landing(
    folder: Path,
    engine: Engine,
    *,
    on_batch: Callable[[BatchReport], None] = lambda report: None,
    lines_per_batch: int = LINES_PER_BATCH,
) -> LoadReport:
    """Load what is new in a landing folder. After a kill, the next call goes on from the last batch that was committed.

    Raises:
        SourceError: a file cannot be read, or belongs to another feed than what is loaded.
        WarehouseError: the database cannot be written.
    """
    total = sum(_count_lines(path) for path in landing_files(folder))
    batches = lines = 0
    with engine.connect() as connection:
        with connection.begin():
            prepare(connection)
            marks = _read_marks(connection)
            _check_feed(connection, folder, marks)
        done = sum(marks.get(path.name, 0) for path in landing_files(folder))
        for batch in read_batches(folder, marks, lines_per_batch=lines_per_batch):
            with connection.begin():
                load_batch(connection, batch)
            batches, lines = batches + 1, lines + len(batch.lines)
            on_batch(BatchReport(done + lines, total))
    return LoadReport(batches, lines)


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for _ in file)
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from None


def _read_marks(connection: Connection) -> dict[str, int]:
    return dict(tuple(row) for row in connection.exec_driver_sql("select source, line_count from loaded_files"))


def _check_feed(connection: Connection, folder: Path, marks: dict[str, int]) -> None:
    """A file that is marked as loaded must be the one that was: its first line is in bronze."""
    for path in landing_files(folder):
        if path.name in marks and not _is_stored(connection, path):
            raise SourceError(f"{path} is not the file of that name that is loaded: load each feed into a database of its own")


def _is_stored(connection: Connection, path: Path) -> bool:
    first = next(read_landing(path))
    select = "select received_at, body from bronze_lines where sequence = ?"
    return connection.exec_driver_sql(select, (first.sequence,)).first() == (first.received_at, first.body)
