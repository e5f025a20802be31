"""The one form of a value that stands for it whichever engine returned it: moments as ISO text, whole numbers as ``int``.

What is no value of its type keeps its text, so that it shows as a difference and not as a traceback.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from shopstream.contracts.tables import Column, Role, Table
from shopstream.contracts.times import EPOCH, format_at

ORDER_LINE_FIELDS = ("line_number", "product_id", "quantity", "amount_cents")

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""One for all: ``json.dumps`` makes a new one for each call with options, which takes longer than the row."""


def business_columns(table: Table) -> list[Column]:
    """What two engines must agree on: no surrogate key, no audit, source or display column."""
    return [column for column in table.columns if column.role == Role.BUSINESS]


def canonical_rows(rows: Iterable[tuple], columns: Sequence[Column]) -> list[tuple]:
    """The same rows, each value in its canonical form."""
    rows = list(rows)
    values = [canonical_cells(column.type, cells) for column, cells in zip(columns, zip(*rows, strict=True), strict=bool(rows))]
    return list(zip(*values, strict=True))


def canonical_cells(column_type: str, cells: Sequence) -> Sequence:
    """The cells of one column; as they are where each has the type that it should have in the end."""
    if set(map(type, cells)) <= {CANONICAL_TYPES[column_type], type(None)}:
        return cells
    return list(map(CANONICAL[column_type], cells))


def moment(value: datetime | str | None) -> str | None:
    """ISO text in UTC with milliseconds. A time without a zone is UTC; finer digits are kept, so that they show."""
    if value is None or isinstance(value, str):
        return value
    milliseconds, rest = divmod((value if value.tzinfo else value.replace(tzinfo=UTC)) - EPOCH, timedelta(milliseconds=1))
    return format_at(milliseconds) if not rest else f"{format_at(milliseconds)[:-1]}{rest.microseconds:03d}Z"


def day(value: date | str | None) -> str | None:
    """ISO text of a date."""
    return value if value is None or isinstance(value, str) else value.isoformat()[:10]


def whole(value) -> int | str | None:
    """A whole number as ``int``, whatever number type the engine returns.

    >>> whole(2.0), whole(2.5), whole("two")
    (2, '2.5', 'two')
    """
    if value is None or type(value) is int:
        return value
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return str(value)
    return number if number == value else str(value)


def boolean(value) -> bool | str | None:
    """0 and 1 as false and true."""
    if value is None:
        return None
    return bool(value) if value in (0, 1) else str(value)


def text(value) -> str | None:
    """Text as it is. The lines of an order come as text or, from an engine with arrays, as a list of mappings."""
    return compact([{name: line[name] for name in ORDER_LINE_FIELDS} for line in value]) if isinstance(value, list) else value


def compact(value) -> str:
    """JSON without a blank."""
    return ENCODER.encode(value)


CANONICAL_TYPES = {"bigint": int, "int": int, "text": str, "timestamp": str, "date": str, "boolean": bool}

CANONICAL = {"bigint": whole, "int": whole, "text": text, "timestamp": moment, "date": day, "boolean": boolean}
