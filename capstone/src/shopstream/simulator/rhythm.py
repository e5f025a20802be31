"""When people come: the days of the week, the hours of the day."""

import numpy as np

from shopstream.contracts.times import parse_at
from shopstream.simulator.draws import Draws

OPENS_AT = parse_at("2026-11-02T00:00:00.000Z")
"""A Monday. In the hour before, the shop announces what it sells and who is registered."""

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000

WEEKDAYS = np.array([100, 95, 95, 100, 110, 130, 120])
"""Visits of a day in per cent of a Monday."""

HOURS = np.array([6, 3, 2, 1, 1, 2, 6, 15, 26, 34, 38, 40, 44, 40, 34, 32, 34, 40, 52, 66, 72, 60, 36, 16])
"""Weight of each hour, UTC: a bump at noon, a hill in the evening, hardly anybody at night."""


def moments(draws: Draws, *, days: int, per_monday: int) -> np.ndarray:
    """Moments in milliseconds, ascending: so many on a Monday, on other days as the week goes, in each hour as the day goes."""
    per_day = per_monday * WEEKDAYS[np.arange(days) % 7] // 100
    count = int(per_day.sum())
    midnights = OPENS_AT + DAY * np.repeat(np.arange(days), per_day)
    return np.sort(midnights + HOUR * draws.chosen(HOURS, count) + draws.below(HOUR, count))


def closes_at(days: int) -> int:
    """When the shop closes: what would be later has not happened."""
    return OPENS_AT + DAY * days


def anywhere(draws: Draws, days: int, count: int) -> np.ndarray:
    """Moments at any time of day while the shop is open."""
    return OPENS_AT + SECOND * draws.below(days * DAY // SECOND, count) + draws.below(SECOND, count)
