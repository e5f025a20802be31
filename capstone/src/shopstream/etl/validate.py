"""A line is an event, or it is refused for one reason."""

import json
from dataclasses import dataclass

from shopstream.contracts.events import Event, OrderPlaced, OrderPlacedV2, Reason
from shopstream.contracts.judge import Problem, basket, judge
from shopstream.contracts.tables import TABLES
from shopstream.contracts.times import ALLOWED_LATENESS_MS
from shopstream.landing import Line

ENCODER = json.JSONEncoder(separators=(",", ":"))
SILVER_COLUMNS = TABLES["silver_events"].names


@dataclass(frozen=True, slots=True)
class Accepted:
    """A line that holds a good event, received so many milliseconds after it happened."""

    line: Line
    event: Event
    delay_ms: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that does not, why, and what exactly is wrong with it."""

    line: Line
    reason: Reason
    detail: str


def validate(line: Line) -> Accepted | Refused:
    """What a line is."""
    try:
        event, delay_ms = judge(line.body, line.received_at)
    except Problem as problem:
        return Refused(line, problem.reason, str(problem))
    return Accepted(line, event, delay_ms)


def silver_row(accepted: Accepted) -> tuple:
    """The row of an event in ``silver_events``; fields that its type does not have are null."""
    line, event = accepted.line, accepted.event
    fields = vars(event) | {
        "event_on": event.event_at[:10],
        "received_at": line.received_at,
        "is_late": accepted.delay_ms > ALLOWED_LATENESS_MS,
        "sequence": line.sequence,
    }
    if isinstance(event, OrderPlaced | OrderPlacedV2):
        fields["lines"] = lines_text(event)
    return tuple(map(fields.get, SILVER_COLUMNS))


def lines_text(order: OrderPlaced | OrderPlacedV2) -> str:
    """The lines of an order as JSON text, the amount under one name whatever the version."""
    return ENCODER.encode(basket(order))
