"""The shop's ledger, read and held against its contract, and the laws that it makes possible."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from shopstream.contracts.ledger import DISPOSITIONS, FORMAT_VERSION, LINES, MEASURE_ROWS, MEASURES
from shopstream.errors import LedgerError
from shopstream.reconcile.dispositions import REASONS, Dispositions, line_name
from shopstream.reconcile.law import Law, Rule, compare
from shopstream.reconcile.queries import Amounts, Query, amounts, rows


@dataclass(frozen=True)
class Ledger:
    """What was sent, by the shop's own account. ``received`` has the amounts of each measure, by key."""

    dispositions: Dispositions
    received: Mapping[str, Amounts]


LEDGER_LINES = Rule("ledger_lines", "lines", "the lines of bronze are those of the ledger, each received at the same time")
ACCEPTED = Rule("accepted", "events", "the accepted events are those of the ledger, each by the same line")
DUPLICATES = Rule("duplicates", "lines", "the lines dropped as duplicates are those of the ledger, each a repeat of the same event")
QUARANTINED = Rule("quarantined", "lines", "the lines refused are those of the ledger, each for the same reason")


def ledger_laws(query: Query, ledger: Ledger, stored: Dispositions) -> list[Law]:
    """The laws between the stored answer and the ledger: lines, events, reasons, then every measure."""
    told = ledger.dispositions
    return [
        compare(LEDGER_LINES, told.received, stored.received),
        compare(ACCEPTED, told.accepted, stored.accepted),
        compare(DUPLICATES, told.duplicates, stored.duplicates),
        compare(QUARANTINED, told.quarantined, stored.quarantined),
        *(compare(Rule(m.name, m.unit, m.meaning), ledger.received[m.name], amounts(rows(query, m.name)), absent=0) for m in MEASURES),
    ]


def read_ledger(folder: Path) -> Ledger:
    """The ledger of a feed.

    Raises:
        LedgerError: a file is missing, unreadable, of another format version, or contradicts itself.
    """
    _check_version(folder / "ledger.json")
    lines, measures = folder / "lines.parquet", folder / "measures.parquet"
    return Ledger(_dispositions(_read(lines, LINES), lines), _received(_read(measures, MEASURE_ROWS), measures))


def _check_version(path: Path) -> None:
    try:
        version = json.loads(path.read_text(encoding="utf-8"))["format_version"]
    except OSError as error:
        raise _broken(path, f"cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _broken(path, "is not the summary of a ledger, with its format_version") from None
    if type(version) is not int or version != FORMAT_VERSION:
        raise _broken(path, f"has format version {version!r}, and this program reads {FORMAT_VERSION}")


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        with path.open("rb") as file:
            table = pq.read_table(file, columns=schema.names).select(schema.names).cast(_nullable(schema))
        table.validate(full=True)
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise _broken(path, f"is not a table of the ledger ({' '.join(str(error).split())[:120]})") from None
    except OSError as error:
        raise _broken(path, f"cannot be read ({error.strerror})" if error.strerror else "is not a whole Parquet file") from None
    for field in schema:
        if not field.nullable and table[field.name].null_count:
            raise _broken(path, f"has no {field.name} in some rows")
    return table


def _nullable(schema: pa.Schema) -> pa.Schema:
    """The schema without its promises: nulls are looked for afterwards, where they can be named."""
    return pa.schema([field.with_nullable(True) for field in schema])


def _dispositions(lines: pa.Table, path: Path) -> Dispositions:
    _refuse_repeats(lines, ["sequence"], path)
    told = Dispositions()
    columns = ("sequence", "received_at", "event_id", "disposition", "reason")
    for sequence, received_at, event_id, disposition, reason in _rows(lines.sort_by("sequence"), *columns):
        name = line_name(sequence)
        if problem := _contradiction(event_id, disposition, reason, told.accepted):
            raise _broken(path, f"contradicts itself: {name} {problem}")
        told.received[name] = received_at
        if disposition == "accepted":
            told.accepted[event_id] = name
        elif disposition == "duplicate":
            told.duplicates[name] = event_id
        else:
            told.quarantined[name] = reason
    return told


def _contradiction(event_id: str | None, disposition: str, reason: str | None, accepted: Mapping[str, str]) -> str:
    """What cannot be about a line, given the events accepted before it; empty where nothing is wrong."""
    if disposition not in DISPOSITIONS:
        return f"has the disposition {disposition!r}"
    if disposition == "quarantined":
        return "" if reason in REASONS else f"is quarantined for the reason {reason!r}"
    if reason is not None:
        return f"is no refused line and has the reason {reason!r}"
    if event_id is None:
        return f"is {disposition} and has no event_id"
    if (disposition == "duplicate") != (event_id in accepted):
        return f"is {disposition}, and the event {event_id!r} {'was' if event_id in accepted else 'was not'} accepted before"
    return ""


def _received(measures: pa.Table, path: Path) -> dict[str, Amounts]:
    received: dict[str, Amounts] = {measure.name: {} for measure in MEASURES}
    for name, key, truth, got, lost in _rows(measures, *MEASURE_ROWS.names):
        if name not in received:
            raise _broken(path, f"has a measure that this program does not know, {name!r}")
        if truth - got != lost:
            raise _broken(path, f"contradicts itself: of {name} {key!r}, {truth} - {got} is not {lost}")
        received[name][key] = got
    _refuse_repeats(measures, ["measure", "key"], path)
    return received


def _rows(table: pa.Table, *names: str) -> Iterator[tuple]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _refuse_repeats(table: pa.Table, key: list[str], path: Path) -> None:
    if table.group_by(key).aggregate([]).num_rows < table.num_rows:
        raise _broken(path, f"contradicts itself: a {' and '.join(key)} stands twice")


def _broken(path: Path, problem: str) -> LedgerError:
    return LedgerError(f"{path} {problem}: simulate the feed again (`shopstream simulate --out DIR`), or restore the file")
