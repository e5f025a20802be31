"""Feeds drawn by hypothesis: few customers, products, orders and moments, so that they meet."""

import json
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shopstream.contracts.events import EVENT_TYPES
from shopstream.landing import Line

from .conftest import basket, event, later, line

MOMENTS = [f"2026-11-0{day}T{time}.000Z" for day in (2, 3) for time in ("09:00:00", "09:00:30", "09:59:59", "10:20:00")]


def for_any(examples: int, law: Callable[[st.DataObject], None]) -> None:
    """Hold a law against so many drawn inputs."""
    settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])(given(st.data())(law))()


@st.composite
def bodies(draw) -> str:
    """Events of very few customers, products, orders and moments, so that they meet; one in nine is broken."""
    kind = draw(st.sampled_from(EVENT_TYPES))
    values = {
        "customer_id": [1, 2, None], "product_id": [1, 2], "order_id": [1, 2], "session_id": [1, 2], "refund_id": [1],
        "location": ["Bergen", "Cork", None], "unit_price_cents": [100, 200], "quantity": [-1, 1, 1, 1, 2], "currency": ["EUR", "GBP"],
    }  # fmt: skip
    good = event(kind, f"{kind}-{draw(st.integers(0, 9))}", draw(st.sampled_from(MOMENTS)))
    changes = {name: draw(st.sampled_from(few)) for name, few in values.items() if name in good}
    if kind == "order_placed":
        changes |= {"lines": basket(*draw(st.lists(st.sampled_from([0, 50, 100]), min_size=1, max_size=2)))}
    return json.dumps(good | changes)


@st.composite
def feeds(draw) -> list[Line]:
    """Lines of a feed: some bodies come several times, on time or late; the same id may even carry two contents."""
    some = draw(st.lists(bodies(), min_size=1, max_size=12))
    sent = draw(st.lists(st.sampled_from(some), min_size=len(some), max_size=20))
    delays = draw(st.lists(st.sampled_from([0, 29, 31, 60 * 24]), min_size=len(sent), max_size=len(sent)))
    return [
        line(body, sequence, later(json.loads(body)["event_at"], minutes=delay))
        for sequence, (body, delay) in enumerate(zip(sent, delays, strict=True), start=1)
    ]


@st.composite
def splits(draw, lines: list[Line]) -> list[list[Line]]:
    """The same lines in another order, with repeats, cut into files."""
    again = draw(st.permutations(lines + draw(st.lists(st.sampled_from(lines), max_size=5))))
    cuts = sorted(draw(st.sets(st.integers(1, len(again)), max_size=4)))
    return [again[start:end] for start, end in zip([0, *cuts], [*cuts, len(again)], strict=True) if start < end]
