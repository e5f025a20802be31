"""The laws of silver: an accepted event is what its line says, and what follows from its times is right."""

import json

from pydantic import ValidationError

from shopstream.contracts.events import MODELS, Event, OrderPlacedV2
from shopstream.contracts.tables import TABLES
from shopstream.contracts.times import ALLOWED_LATENESS_MS, parse_at
from shopstream.reconcile.canonical import ORDER_LINE_FIELDS, business_columns, canonical_rows, compact, day, moment
from shopstream.reconcile.law import Law, Rule, compare, compare_rows
from shopstream.reconcile.queries import Query, columns_of, rows

SILVER_EVENTS = Rule("silver_events", "events", "each accepted event is good by the contract, and says what its line says")
LATENESS = Rule(
    "lateness", "events", f"an event is late if it was received more than {ALLOWED_LATENESS_MS // 60_000} minutes after it happened"
)
EVENT_ON = Rule("event_on", "events", "each event is kept under the UTC day on which it happened")

NOT_FROM_BODY = ("event_on", "received_at", "is_late")
COLUMNS = [column for column in business_columns(TABLES["silver_events"]) if column.name not in NOT_FROM_BODY]
NAMES = [column.name for column in COLUMNS]


def silver_laws(query: Query) -> list[Law]:
    """The laws between silver and the lines that it came from."""
    told = [expected for sequence, body in rows(query, "laws/accepted_bodies") if (expected := row_of(sequence, body))]
    stored = canonical_rows(columns_of(query, "silver_events", COLUMNS), COLUMNS)
    times = rows(query, "laws/event_times")
    return [
        compare_rows(SILVER_EVENTS, told, stored, columns=NAMES, key=["event_id"]),
        compare(LATENESS, {row[0]: lateness(*row[1:3]) for row in times}, {row[0]: "late" if row[3] else "in time" for row in times}),
        compare(EVENT_ON, {row[0]: str(moment(row[1]))[:10] for row in times}, {row[0]: str(day(row[4])) for row in times}),
    ]


def row_of(sequence: int, body: str) -> tuple | None:
    """What silver should say of a line, in ``COLUMNS``; None where the contract knows no such event."""
    event = event_of(body)
    if event is None:
        return None
    fields = vars(event) | {"sequence": sequence}
    if "lines" in fields:
        amount = "line_amount_cents" if isinstance(event, OrderPlacedV2) else "amount_cents"
        names = [*ORDER_LINE_FIELDS[:-1], amount]
        values = ([getattr(line, name) for name in names] for line in event.lines)
        fields["lines"] = compact([dict(zip(ORDER_LINE_FIELDS, each, strict=True)) for each in values])
    return tuple(map(fields.get, NAMES))


def event_of(body: str) -> Event | None:
    """The event of a body, by the contract."""
    try:
        fields = json.loads(body)
        return MODELS[fields["event_type"], fields["schema_version"]].model_validate(fields)
    except (ValidationError, ValueError, TypeError, KeyError, RecursionError):
        return None


def lateness(event_at, received_at) -> str:
    """What the contract says of two moments."""
    try:
        delay = parse_at(moment(received_at)) - parse_at(moment(event_at))
    except (ValueError, AttributeError):
        return "no moment"
    return "late" if delay > ALLOWED_LATENESS_MS else "in time"
