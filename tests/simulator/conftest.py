"""Shops to look at, each simulated once."""

from functools import cache

import polars as pl
import pytest
from shopstream.simulator import Feed, simulate


@cache
def feed_of(faults: str = "everyday", seed: int = 7, days: int = 7, orders_per_day: int = 100) -> Feed:
    """The feed of a shop."""
    return simulate(seed=seed, days=days, orders_per_day=orders_per_day, faults=faults)


@pytest.fixture(params=["none", "everyday", "hostile"])
def feed(request) -> Feed:
    """A feed of each profile."""
    return feed_of(request.param)


def ledger_lines(feed: Feed) -> pl.DataFrame:
    """The ledger's lines beside what arrived."""
    return pl.DataFrame(feed.ledger.lines).join(feed.lines.select("sequence", "body"), on="sequence", how="left")
