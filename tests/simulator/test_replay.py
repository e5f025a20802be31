"""A replay sends every line once, in order, and never before it is due. The clock is the test's own: nothing waits."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shopstream.contracts.times import parse_at
from shopstream.simulator import replay

from .conftest import feed_of


class FakeClock:
    """Time passes only where somebody sleeps, and a little with each look."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 0.001
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@settings(max_examples=15, deadline=None)
@given(speed=st.floats(1, 1e9))
def test_every_line_comes_once_in_order_and_never_before_it_is_due(speed):
    feed, clock, sent = feed_of("everyday", days=1, orders_per_day=20), FakeClock(), []
    first = parse_at(feed.lines["received_at"][0])

    def sink(lines):
        due = (parse_at(lines["received_at"][-1]) - first) / 1_000 / speed
        assert due <= clock.now + 1e-6
        sent.append(lines)

    replay(feed, speed, sink, clock)
    assert pl.concat(sent).equals(feed.lines)
    assert max(lines.height for lines in sent) <= 2_000


def test_an_hour_lasts_a_minute_at_60x():
    feed, clock = feed_of("everyday", days=1, orders_per_day=20), FakeClock()
    replay(feed, 60, lambda lines: None, clock)
    span = parse_at(feed.lines["received_at"][-1]) - parse_at(feed.lines["received_at"][0])
    assert clock.now == pytest.approx(span / 60_000, rel=0.01)


def test_what_the_sink_raises_ends_the_replay():
    def interrupted(lines):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replay(feed_of("everyday", days=1, orders_per_day=20), 60, interrupted, FakeClock())
