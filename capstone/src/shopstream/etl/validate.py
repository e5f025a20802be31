"""A line is an event, or it is refused for one reason: the first that applies, in the order of ``Reason``."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from shopstream.contracts.events import EVENT_TYPES, MODELS, Event, OrderPlaced, OrderPlacedV2, Reason
from shopstream.contracts.tables import TABLES
from shopstream.contracts.times import ALLOWED_LATENESS_MS, CLOCK_TOLERANCE_MS, parse_at
from shopstream.landing import Line

REPLACEMENT = "\ufffd"
"""Stands in a body for bytes that were no UTF-8."""

PRECEDENCE = {reason: position for position, reason in enumerate(Reason)}
RANGE_PROBLEMS = {
    "greater_than_equal",
    "less_than_equal",
    "string_too_short",
    "string_too_long",
    "too_short",
    "too_long",
}
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


class Problem(Exception):
    """What is wrong with a body."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def validate(line: Line) -> Accepted | Refused:
    """What a line is."""
    try:
        event = parse_event(parse_body(line.body))
        delay_ms = _delay(event, line)
    except Problem as problem:
        return Refused(line, problem.reason, str(problem))
    return Accepted(line, event, delay_ms)


def parse_body(body: str) -> dict:
    """The fields of a body.

    Raises:
        Problem: it is no UTF-8, or not exactly one JSON object in which each key stands once.
    """
    if REPLACEMENT in body:
        raise Problem(Reason.NOT_UTF8, f"bytes that are no UTF-8, at character {body.index(REPLACEMENT) + 1}")
    try:
        fields = DECODER.decode(body)
    except (ValueError, RecursionError) as error:
        raise Problem(Reason.NOT_JSON, str(error) or "nested too deeply") from None
    if not isinstance(fields, dict):
        raise Problem(Reason.NOT_JSON, f"a JSON value, but no object: {body[:40]}")
    return fields


def _unrepeated(pairs: list[tuple]) -> dict:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a key stands twice")
    return fields


def _no_number(text: str):
    raise ValueError(f"{text} is no JSON")


DECODER = json.JSONDecoder(object_pairs_hook=_unrepeated, parse_constant=_no_number)


def parse_event(fields: dict) -> Event:
    """The event that the fields describe.

    Raises:
        Problem: of all that is wrong, what comes first in the order of ``Reason``.
    """
    event_type, version = fields.get("event_type"), fields.get("schema_version")
    if event_type not in EVENT_TYPES:
        raise Problem(Reason.UNKNOWN_TYPE, f"event_type {_short(event_type)}")
    model = MODELS.get((event_type, version)) if type(version) is int else None
    if model is None:
        raise Problem(Reason.UNKNOWN_VERSION, f"schema_version {_short(version)} of {event_type}")
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise _first_problem(error) from None


def _first_problem(error: ValidationError) -> Problem:
    problems = [(_reason(item), item) for item in error.errors(include_url=False, include_context=False)]
    reason, item = min(problems, key=lambda problem: PRECEDENCE[problem[0]])
    got = "" if item["type"] == "missing" else f", got {_short(item['input'])}"
    return Problem(reason, f"{'.'.join(map(str, item['loc']))}: {item['msg']}{got}")


def _reason(item: dict) -> Reason:
    """A null is an absent field; in a list there are no fields, so there it is a value of the wrong type."""
    kind, field = item["type"], item["loc"][-1]
    if kind == "missing" or (item["input"] is None and isinstance(field, str)):
        return Reason.MISSING_FIELD
    if kind in PRECEDENCE:
        return Reason(kind)
    return Reason.OUT_OF_RANGE if kind in RANGE_PROBLEMS else Reason.WRONG_TYPE


def _short(value: object) -> str:
    text = ascii(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _delay(event: Event, line: Line) -> int:
    delay_ms = parse_at(line.received_at) - parse_at(event.event_at)
    if -delay_ms > CLOCK_TOLERANCE_MS:
        raise Problem(
            Reason.CLOCK_AHEAD,
            f"event_at {event.event_at} is more than {CLOCK_TOLERANCE_MS // 60_000} minutes after its receipt at {line.received_at}",
        )
    return delay_ms


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
    amount = "line_amount_cents" if isinstance(order, OrderPlacedV2) else "amount_cents"
    lines = [
        {"line_number": line.line_number, "product_id": line.product_id, "quantity": line.quantity, "amount_cents": getattr(line, amount)}
        for line in order.lines
    ]
    return ENCODER.encode(lines)
