"""A feed: the lines that the collector received of a shop, and the shop's ledger."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from shopstream.errors import UsageError
from shopstream.landing import SCHEMA
from shopstream.simulator.bodies import render
from shopstream.simulator.collector import receive
from shopstream.simulator.draws import Draws
from shopstream.simulator.faults import HEALTHY, VERSION_2, assign, rates_of
from shopstream.simulator.history import live
from shopstream.simulator.ledger import Ledger, keep

MOST_SEED = 2**63 - 1
MOST_DAYS = 366
MOST_ORDERS = 50_000


@dataclass(frozen=True)
class Feed:
    """``lines`` are ordered by ``sequence``, which is the order of receipt: ``received_at``, ``sequence``, ``body``."""

    lines: pl.DataFrame
    ledger: Ledger


def simulate(*, seed: int = 7, days: int = 7, orders_per_day: int = 200, faults: str | Mapping[str, int] = "everyday") -> Feed:
    """Open a shop and damage what it sends. The same arguments give the same bytes, everywhere.

    Args:
        orders_per_day: about so many on a Monday; a week has some more.
        faults: a profile, or for each fault how often it happens in a million events.

    Raises:
        UsageError: a number out of its range, or a profile that is not there.
    """
    rates = check(seed=seed, days=days, orders_per_day=orders_per_day, faults=faults)
    history = live(seed, days, orders_per_day)
    codes = assign(seed, history, rates)
    is_version_2 = _in_version_2(seed, history.orders, codes, rates)
    bodies = render(history, pl.Series(is_version_2[history.orders["event"].to_numpy()]))["body"]
    lines = receive(seed, days, history, bodies, codes, rates)
    parameters = {
        "seed": seed,
        "days": days,
        "orders_per_day": orders_per_day,
        "faults": faults if isinstance(faults, str) else dict(faults),
    }
    return Feed(lines.select(list(SCHEMA)), keep(parameters, history, lines, codes, is_version_2))


def check(*, seed: int, days: int, orders_per_day: int, faults: str | Mapping[str, int]) -> Mapping[str, int]:
    """The rates of the faults, if all arguments of ``simulate`` can be.

    Raises:
        UsageError: see ``simulate``.
    """
    ranges = {"seed": (seed, 0, MOST_SEED), "days": (days, 1, MOST_DAYS), "orders per day": (orders_per_day, 1, MOST_ORDERS)}
    for name, (value, least, most) in ranges.items():
        if type(value) is not int or not least <= value <= most:
            raise UsageError(f"{name} must be a whole number from {least:,} to {most:,}, and is {value!r}: give another one")
    return rates_of(faults)


def _in_version_2(seed: int, orders: pl.DataFrame, codes: np.ndarray, rates: Mapping[str, int]) -> np.ndarray:
    """For each event whether it is sent in version 2: some orders are, of those that nothing else happens to."""
    events = orders["event"].to_numpy()
    sent = np.zeros(len(codes), dtype=bool)
    sent[events] = Draws(seed, VERSION_2).happens(rates.get(VERSION_2, 0), len(events)) & (codes[events] == HEALTHY)
    return sent
