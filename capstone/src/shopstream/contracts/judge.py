"""What a body says: an event by its model, or one reason for refusing it: the first that applies, in the order of ``Reason``."""

import json

from pydantic import ValidationError

from shopstream.contracts.events import EVENT_TYPES, MODELS, Event, OrderPlaced, OrderPlacedV2, Reason
from shopstream.contracts.times import CLOCK_TOLERANCE_MS, parse_at

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


class Problem(Exception):
    """What is wrong with a body."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def judge(body: str, received_at: str) -> tuple[Event, int]:
    """The event that a line brings, and how many milliseconds after it happened the line was received.

    Raises:
        Problem: the line is to be refused.
    """
    event = parse_event(parse_body(body))
    delay_ms = parse_at(received_at) - parse_at(event.event_at)
    if -delay_ms > CLOCK_TOLERANCE_MS:
        raise Problem(
            Reason.CLOCK_AHEAD,
            f"event_at {event.event_at} is more than {CLOCK_TOLERANCE_MS // 60_000} minutes after its receipt at {received_at}",
        )
    return event, delay_ms


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


def basket(order: OrderPlaced | OrderPlacedV2) -> list[dict[str, int]]:
    """The lines of an order, the amount under one name whatever the version."""
    amount = "line_amount_cents" if isinstance(order, OrderPlacedV2) else "amount_cents"
    return [
        {"line_number": line.line_number, "product_id": line.product_id, "quantity": line.quantity, "amount_cents": getattr(line, amount)}
        for line in order.lines
    ]
