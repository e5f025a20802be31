"""A feed as it happened, only faster."""

from collections.abc import Callable
from typing import Protocol

import polars as pl

from shopstream.contracts.times import POLARS_FORMAT, parse_at
from shopstream.simulator.feed import Feed

TICK_SECONDS = 0.2
MOST_LINES = 2_000


class Clock(Protocol):
    """What ``time`` offers."""

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


def replay(feed: Feed, speed: float, sink: Callable[[pl.DataFrame], object], clock: Clock) -> None:
    """Give the lines to ``sink`` as they fall due, ``speed`` times as fast as they were received, at most 2,000 at once."""
    due = _due_seconds(feed.lines, speed)
    started, sent = clock.monotonic(), 0
    while sent < len(due):
        passed = clock.monotonic() - started
        ready = min(due.search_sorted(passed, side="right"), sent + MOST_LINES)
        if ready > sent:
            sink(feed.lines.slice(sent, ready - sent))
            sent = ready
        else:
            clock.sleep(max(TICK_SECONDS, due[sent] - passed))


def _due_seconds(lines: pl.DataFrame, speed: float) -> pl.Series:
    """Seconds from the first line to each, in accelerated time."""
    moments = lines["received_at"].str.to_datetime(POLARS_FORMAT, time_unit="ms").dt.epoch("ms")
    return (moments - parse_at(lines["received_at"][0])) / (1_000 * speed)
