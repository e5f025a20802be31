"""Who buys: customers register, move and change their names."""

import numpy as np
import polars as pl

from shopstream.simulator.draws import Draws
from shopstream.simulator.frames import filled, frame, nullable, ordinals
from shopstream.simulator.names import FIRST, LAST, PLACES
from shopstream.simulator.rhythm import DAY, HOUR, MINUTE, OPENS_AT, SECOND, anywhere

FIRST_ID = 2001
NO_PLACE = len(PLACES)
REGISTERED = 600_000
"""In a million customers, these are known before the shop opens; the others register when they come first."""

CHANGES_PER_MILLION = 25_000
"""Announcements a day for each million customers."""

NAME_STAYS, PLACE_STAYS, CORRECTED = 900_000, 300_000, 60_000
"""In a million announcements; a correction comes in the same millisecond."""


def population(orders_per_day: int) -> int:
    """How many customers a shop has."""
    return 40 + 3 * orders_per_day


def loyalty(count: int) -> np.ndarray:
    """A weight for each customer: a few come often, most of them seldom."""
    return 1_000_000 // (20 + np.arange(count))


def announced(seed: int, days: int, count: int, visits: pl.DataFrame) -> pl.DataFrame:
    """``customer_changed`` events: each customer before the first visit, then changes.

    Args:
        count: customers of the shop; those who never come may register too.
        visits: ``customer`` (a number below ``count``, null for a guest) and ``started_at``.
    """
    draws = Draws(seed, "people")
    registered_at = _registered_at(draws, days, count, visits)
    changes = draws.below(count, count * days * CHANGES_PER_MILLION // 1_000_000)
    changed_at = _later(draws, registered_at[changes], days)
    corrected = draws.happens(CORRECTED, len(changes))
    customer = np.concatenate([np.arange(count), changes, changes[corrected]])
    at = np.concatenate([registered_at, changed_at, changed_at[corrected]])
    order = np.lexsort((at, customer))
    customer, at = customer[order], at[order]
    is_first = ordinals(np.bincount(customer, minlength=count)) == 0
    name = filled(draws.below(len(FIRST) * len(LAST), len(at)), ~is_first & draws.happens(NAME_STAYS, len(at)))
    place = filled(draws.below(NO_PLACE + 1, len(at)), ~is_first & draws.happens(PLACE_STAYS, len(at)))
    return frame(event_at=at, customer_id=FIRST_ID + customer, name=name).with_columns(place=nullable(place, place == NO_PLACE))


def _registered_at(draws: Draws, days: int, count: int, visits: pl.DataFrame) -> np.ndarray:
    first = visits.drop_nulls("customer").group_by("customer").agg(pl.col("started_at").min())
    early = OPENS_AT - HOUR // 2 + draws.below(HOUR // 2, count)
    late = anywhere(draws, days, count)
    late[first["customer"].to_numpy()] = first["started_at"].to_numpy()
    late -= draws.between(5 * SECOND, 10 * MINUTE, count)
    return np.where(draws.happens(REGISTERED, count), early, late)


def _later(draws: Draws, at: np.ndarray, days: int) -> np.ndarray:
    """A moment after each of the given ones, before the shop closes."""
    left = OPENS_AT + DAY * days - at
    return at + 1 + draws.below(left // SECOND, len(at)) * SECOND


def customer_name(number: int) -> str:
    """One of the names that customers may have."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST)]}"
