"""One batch into the warehouse, in one transaction: lines, events, then everything that the events touch.

Silver is a set: of several copies of an event the one with the lowest sequence stays. Gold is a pure function of it: of
each key that the batch touches, all events are read and the rows are built anew. Nothing is ever incremented, so order,
split and repeats do not matter.
"""

import time
from collections.abc import Sequence

from sqlalchemy import Connection

from shopstream.contracts.times import format_at
from shopstream.errors import SourceError
from shopstream.etl.extract import Batch
from shopstream.etl.rebuild import rebuild_gold
from shopstream.etl.statements import fetch, insert_rows, put_keys, replacing, run, text, unless_known
from shopstream.etl.validate import Accepted, Refused, silver_row, validate
from shopstream.warehouse.engine import statements


def prepare(connection: Connection) -> None:
    """Make the temporary tables that ``load_batch`` works with."""
    for statement in statements(text("workspace")):
        connection.exec_driver_sql(statement)


def load_batch(connection: Connection, batch: Batch) -> None:
    """Load a batch of lines and move the high-water mark. The caller's transaction makes it all or nothing.

    Raises:
        SourceError: a line has the sequence of another line with other content.
    """
    judged = [validate(line) for _, line in batch.lines]
    keep_lines(connection, batch)
    keep_refused(connection, [result for result in judged if isinstance(result, Refused)])
    keep_events(connection, [result for result in judged if isinstance(result, Accepted)])
    rebuild_gold(connection)
    insert_rows(connection, replacing("loaded_files"), batch.marks.items())


def keep_lines(connection: Connection, batch: Batch) -> None:
    """Put the lines into bronze, each sequence once.

    Raises:
        SourceError: see ``load_batch``.
    """
    put_keys(connection, "batch_lines", {line.sequence for _, line in batch.lines})
    known = {sequence: (received_at, body) for sequence, received_at, body in fetch(connection, "known_lines")[1]}
    for source, line in batch.lines:
        content = (line.received_at, line.body)
        if known.setdefault(line.sequence, content) != content:
            raise SourceError(
                f"{source} has a line with sequence {line.sequence}, and so has a line with other content that is loaded already: "
                "these are files of two feeds; load each into a database of its own"
            )
    now = format_at(time.time_ns() // 1_000_000)
    rows = [(line.sequence, line.received_at, line.body, source, now) for source, line in batch.lines]
    insert_rows(connection, unless_known("bronze_lines"), rows)


def keep_refused(connection: Connection, refused: Sequence[Refused]) -> None:
    """Put refused lines into quarantine, each sequence once."""
    rows = [(item.line.sequence, item.line.received_at, item.reason.value, item.detail, item.line.body) for item in refused]
    insert_rows(connection, unless_known("quarantine"), rows)


def keep_events(connection: Connection, accepted: Sequence[Accepted]) -> None:
    """Put events into silver, each id once, by the line with the lowest sequence; note what they touch, and what they replace touched."""
    put_keys(connection, "batch_events", {item.event.event_id for item in accepted})
    connection.exec_driver_sql("delete from touched")
    run(connection, "touch")
    insert_rows(connection, replacing("silver_events", if_smaller="sequence"), map(silver_row, accepted))
    run(connection, "touch")
    run(connection, "touch_told_again")
