"""The ledger, line by line and measure by measure, against a second computation in plain Python that knows only the contract."""

import polars as pl
import pytest
from shopstream.simulator import Feed, simulate

from .second_computation import accepted, dispositions, measured

PROFILES = ("none", "everyday", "hostile")
SMALL = [(7, 3, 60), (2**63 - 1, 2, 40), (1, 1, 1), (3, 1, 5)]
MANY = [(seed, 7, 200) for seed in range(20, 30)] + [(9, 40, 4), (5, 14, 20), (6, 1, 400)]
"""Seed, days, orders a day."""


def check(faults: str, seed: int, days: int, orders_per_day: int) -> None:
    feed = simulate(seed=seed, days=days, orders_per_day=orders_per_day, faults=faults)
    undamaged = simulate(seed=seed, days=days, orders_per_day=orders_per_day, faults="none")
    assert pl.from_arrow(feed.ledger.lines).select("disposition", "reason").rows() == list(dispositions(feed))
    assert amounts(feed, "received") == measured(accepted(feed))
    assert whatever_the_way(amounts(feed, "truth")) == whatever_the_way(measured(accepted(undamaged)))


def amounts(feed: Feed, column: str) -> dict[str, dict[str, int]]:
    """A column of the measures by measure and key, without zeros."""
    rows = pl.from_arrow(feed.ledger.measures).filter(pl.col(column) != 0)
    return {name: dict(rows.filter(measure=name).select("key", column).iter_rows()) for name in rows["measure"].unique()}


def whatever_the_way(totals: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """The measures for which it does not matter when an event arrived."""
    return {name: counts for name, counts in totals.items() if not name.startswith("minute_")}


@pytest.mark.parametrize("faults", PROFILES)
@pytest.mark.parametrize("shop", SMALL, ids=str)
def test_received_is_what_arrived_and_truth_what_would_have_arrived_undamaged(shop, faults):
    check(faults, *shop)


@pytest.mark.slow
@pytest.mark.parametrize("faults", PROFILES)
@pytest.mark.parametrize("shop", MANY, ids=str)
def test_of_many_shops_too(shop, faults):
    check(faults, *shop)
