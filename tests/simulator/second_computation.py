"""What the contract says of a feed, worked out line by line and event by event in plain Python."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pydantic import ValidationError
from shopstream.contracts.events import EVENT_TYPES, MODELS, Event, Reason
from shopstream.contracts.times import ALLOWED_LATENESS_MS, CLOCK_TOLERANCE_MS, parse_at
from shopstream.simulator import Feed

RANGES = ("greater_than_equal", "less_than_equal", "string_too_short", "string_too_long", "too_short", "too_long")


def judged(body: str, received_at: str) -> tuple[Event | None, set[Reason]]:
    """The event of a line, and all reasons that speak against it."""
    if "\ufffd" in body:
        return None, {Reason.NOT_UTF8} | judged(body.replace("\ufffd", "?"), received_at)[1]
    try:
        fields = json.loads(body, object_pairs_hook=_once, parse_constant=_no_number)
    except ValueError:
        return None, {Reason.NOT_JSON}
    if not isinstance(fields, dict):
        return None, {Reason.NOT_JSON}
    return _judged_fields(fields, received_at)


def _once(pairs: list[tuple]) -> dict:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_number(text: str):
    raise ValueError(f"{text} is no JSON")


def _judged_fields(fields: dict, received_at: str) -> tuple[Event | None, set[Reason]]:
    event_type, version = fields.get("event_type"), fields.get("schema_version")
    if event_type not in EVENT_TYPES:
        return None, {Reason.UNKNOWN_TYPE}
    if type(version) is not int or (event_type, version) not in MODELS:
        return None, {Reason.UNKNOWN_VERSION}
    ahead = {Reason.CLOCK_AHEAD} if _is_ahead(fields.get("event_at"), received_at) else set()
    try:
        return MODELS[event_type, version].model_validate(fields), ahead
    except ValidationError as error:
        return None, {_reason(problem) for problem in error.errors()} | ahead


def _reason(problem: dict) -> Reason:
    if problem["type"] == "missing" or (problem["input"] is None and isinstance(problem["loc"][-1], str)):
        return Reason.MISSING_FIELD
    if problem["type"] in set(Reason):
        return Reason(problem["type"])
    return Reason.OUT_OF_RANGE if problem["type"] in RANGES else Reason.WRONG_TYPE


def _is_ahead(event_at: object, received_at: str) -> bool:
    try:
        return parse_at(event_at) - parse_at(received_at) > CLOCK_TOLERANCE_MS
    except (ValueError, AttributeError):
        return False


def first_of(reasons: set[Reason]) -> Reason:
    return min(reasons, key=list(Reason).index)


@dataclass(frozen=True)
class Known:
    """An accepted event, and how long it was under way."""

    event: Event
    delay_ms: int

    @property
    def is_late(self) -> bool:
        return self.delay_ms > ALLOWED_LATENESS_MS


def dispositions(feed: Feed) -> Iterator[tuple[str, Reason | None]]:
    """What becomes of each line, in order."""
    seen = set()
    for body, received_at in feed.lines.select("body", "received_at").iter_rows():
        event, reasons = judged(body, received_at)
        if reasons:
            yield "quarantined", first_of(reasons)
        else:
            yield ("duplicate" if event.event_id in seen else "accepted"), None
            seen.add(event.event_id)


def accepted(feed: Feed) -> list[Known]:
    """The first good line of each event."""
    known: dict[str, Known] = {}
    for body, received_at in feed.lines.select("body", "received_at").iter_rows():
        event, reasons = judged(body, received_at)
        if not reasons:
            known.setdefault(event.event_id, Known(event, parse_at(received_at) - parse_at(event.event_at)))
    return list(known.values())


def measured(known: Iterable[Known]) -> dict[str, dict[str, int]]:
    """Each measure of the contract by key, without zeros, as the design words them."""
    by_type = defaultdict(list)
    for one in sorted(known, key=lambda one: (one.event.event_at, one.event.event_id)):
        by_type[one.event.event_type].append(one)
    totals = defaultdict(Counter)
    for count in (_count_orders, _count_payments, _count_visits, _count_dimensions):
        count(by_type, totals)
    by_key = {name: {key: value for key, value in counts.items() if value} for name, counts in totals.items()}
    return {name: counts for name, counts in by_key.items() if counts}


def _count_orders(by_type: dict, totals: dict) -> None:
    cancelled = {one.event.order_id for one in by_type["order_cancelled"]}
    paid = {one.event.order_id for one in by_type["payment_captured"]}
    places, categories = _history(by_type, "customer", "location"), _history(by_type, "product", "category")
    for one in by_type["order_placed"]:
        order, day, minute = one.event, one.event.event_at[:10], one.event.event_at[:16].replace("T", " ")
        lines = [(line.product_id, line.quantity, cents_of(line)) for line in order.lines]
        cents, sold = sum(line[2] for line in lines), [line for line in lines if line[2] > 0]
        totals["orders"][day] += bool(sold)
        totals["sales_lines"][day] += len(sold)
        totals["units"][day] += sum(quantity for _, quantity, _ in sold)
        totals["gross_cents"][day] += cents
        totals["gross_cents_by_currency"][order.currency] += cents
        totals["cancelled_cents"][day] += cents if order.order_id in cancelled else 0
        totals["net_cents"][day] += 0 if order.order_id in cancelled else cents
        totals["paid_orders"][day] += order.order_id in paid
        totals["minute_late"][minute] += one.is_late
        totals["minute_orders"][minute] += not one.is_late
        totals["minute_cents"][minute] += 0 if one.is_late else cents
        totals["gross_cents_by_location"][_as_of(places, order.customer_id, order.event_at)] += cents
        for product_id, _, amount in lines:
            totals["gross_cents_by_category"][_as_of(categories, product_id, order.event_at)] += amount


def cents_of(line) -> int:
    """The amount of an order line of either version."""
    return line.line_amount_cents if hasattr(line, "line_amount_cents") else line.amount_cents


def _count_payments(by_type: dict, totals: dict) -> None:
    for one in by_type["payment_captured"]:
        totals["captured_cents"][one.event.event_at[:10]] += one.event.amount_cents
    for one in by_type["payment_failed"]:
        totals["failed_payments"][one.event.event_at[:10]] += 1
    for one in by_type["refund_issued"]:
        totals["refunded_cents"][one.event.event_at[:10]] += one.event.amount_cents
        totals["net_cents"][one.event.event_at[:10]] -= one.event.amount_cents


def _count_visits(by_type: dict, totals: dict) -> None:
    categories, starts = _history(by_type, "product", "category"), {}
    for step, event_type in (("view", "product_viewed"), ("cart", "cart_added"), ("order", "order_placed")):
        hours = {(one.event.event_at[:13].replace("T", " "), one.event.session_id) for one in by_type[event_type]}
        totals[f"{step}_sessions"].update(hour for hour, _ in hours)
        for one in by_type[event_type]:
            starts[one.event.session_id] = min(starts.get(one.event.session_id, "9"), one.event.event_at)
    totals["views"].update(one.event.event_at[:10] for one in by_type["product_viewed"])
    totals["carts"].update(one.event.event_at[:10] for one in by_type["cart_added"])
    totals["sessions"].update(start[:10] for start in starts.values())
    totals["views_by_category"].update(_as_of(categories, one.event.product_id, one.event.event_at) for one in by_type["product_viewed"])


def _count_dimensions(by_type: dict, totals: dict) -> None:
    for member, attributes in (("customer", ("customer_name", "location")), ("product", ("product_name", "category", "unit_price_cents"))):
        told: dict[int, dict[str, tuple]] = defaultdict(dict)
        for one in by_type[f"{member}_changed"]:
            told[getattr(one.event, f"{member}_id")][one.event.event_at] = tuple(getattr(one.event, name) for name in attributes)
        totals[f"{member}_versions"][""] = sum(_changes(list(states.values())) for states in told.values())
    current = {one.event.customer_id: one.event.location or "(none)" for one in by_type["customer_changed"]}
    totals["customers_by_location"].update(current.values())


def _changes(states: list[tuple]) -> int:
    return 1 + sum(state != before for before, state in pairwise(states))


def _history(by_type: dict, member: str, attribute: str) -> dict[int, list[tuple[str, str]]]:
    """What was told of an attribute of each member, oldest first."""
    history = defaultdict(list)
    for one in by_type[f"{member}_changed"]:
        history[getattr(one.event, f"{member}_id")].append((one.event.event_at, getattr(one.event, attribute) or "(none)"))
    return history


def _as_of(history: dict, member: int | None, at: str) -> str:
    return next((value for since, value in reversed(history.get(member, [])) if since <= at), "(unknown)")
