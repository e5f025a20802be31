"""The way from the shop to the collector: delays, faults, repeats; then each line gets its time of receipt and its number."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from shopstream.contracts.events import Reason
from shopstream.contracts.times import ALLOWED_LATENESS_MS, CLOCK_TOLERANCE_MS
from shopstream.simulator.bodies import iso
from shopstream.simulator.damage import DAMAGES
from shopstream.simulator.draws import Draws
from shopstream.simulator.faults import BURSTS, DAMAGED_TWICE, FAULTS, NAMES, SILENT_HOURS
from shopstream.simulator.frames import frame
from shopstream.simulator.history import History
from shopstream.simulator.rhythm import DAY, HOUR, MINUTE, OPENS_AT, SECOND

CODES = {name: code for code, name in enumerate(NAMES)}

AHEAD = [code for code, fault in enumerate(FAULTS) if fault.reason == Reason.CLOCK_AHEAD]
"""The codes of lines that are refused because their clock is ahead."""

DELAYS = {
    "late": (2 * MINUTE, 29 * MINUTE),
    "too_late": (31 * MINUTE, 26 * HOUR),
    "late_at_the_border": (ALLOWED_LATENESS_MS, ALLOWED_LATENESS_MS),
    "late_past_the_border": (ALLOWED_LATENESS_MS + 1, ALLOWED_LATENESS_MS + 1),
    "overtaken": (20 * SECOND, 100 * SECOND),
    "clock_fast": (-4 * MINUTE, -SECOND),
    "clock_at_the_border": (-CLOCK_TOLERANCE_MS, -CLOCK_TOLERANCE_MS),
    "clock_past_the_border": (-CLOCK_TOLERANCE_MS - 1, -CLOCK_TOLERANCE_MS - 1),
    "announced_later": (40 * MINUTE, 30 * HOUR),
}
"""Milliseconds from the event's own time to its receipt, least and most, where the network alone does not decide."""

NETWORK = (150, 6_000)

REPEATS = {
    "repeated_soon": (SECOND, 40 * SECOND),
    "repeated_later": (10 * MINUTE, 5 * HOUR),
    "repeated_after_days": (DAY, 3 * DAY),
}
"""Milliseconds from a line to its repeat."""

BUSY_HOURS = (12, 21)
"""The collector falls silent, and bursts come, in one of these hours, when many people come."""

HELD_BACK, SENT_AGAIN = "held_back", "sent_again"
"""What became of a line on its way: nothing of it, held back by silence, or sent again in a burst."""


def receive(seed: int, days: int, history: History, bodies: pl.Series, codes: np.ndarray, rates: Mapping[str, int]) -> pl.DataFrame:
    """The lines, in order of receipt: ``sequence``, ``received_at``, ``body``, ``event`` (number), ``arrival`` (ms), ``is_repeat``,
    ``way`` (empty, ``held_back`` by a silence, or ``sent_again`` in a burst).

    Args:
        bodies: by number of the event, as the shop sent them.
        codes: by number of the event, see ``faults.assign``.
    """
    at = np.empty(history.height, dtype=np.int64)
    for rows in history.kinds.values():
        at[rows["event"].to_numpy()] = rows["event_at"].to_numpy()
    arrival = at + delays(seed, codes)
    sent = np.flatnonzero(codes != CODES["never_announced"])
    again, gaps = repeats(seed, codes, rates.get(DAMAGED_TWICE, 0))
    event = np.concatenate([sent, again])
    arrival = np.concatenate([arrival[sent], arrival[again] + gaps])
    resent, rushes = bursts(seed, days, arrival, codes[event], rates.get(BURSTS, 0))
    event, arrival = np.concatenate([event, event[resent]]), np.concatenate([arrival, rushes])
    heard = silenced(seed, days, arrival, codes[event], rates.get(SILENT_HOURS, 0))
    way = np.repeat(["", SENT_AGAIN], [len(event) - len(resent), len(resent)])
    way[heard != arrival] = HELD_BACK
    lines = frame(event=event, arrival=heard, way=way).sort("arrival", "event", "way")
    told = damaged(seed, bodies, codes)
    return lines.select(
        sequence=pl.int_range(1, pl.len() + 1),
        received_at=iso("arrival"),
        body=told.gather(lines["event"]),
        event="event",
        arrival="arrival",
        is_repeat=~pl.col("event").is_first_distinct(),
        way="way",
    )


def delays(seed: int, codes: np.ndarray) -> np.ndarray:
    """Milliseconds from each event to its receipt."""
    bounds = np.array([*(DELAYS.get(name, NETWORK) for name in NAMES), NETWORK])  # the last one is for HEALTHY, -1
    least, most = bounds[codes].T
    return least + Draws(seed, "delays").below(most - least + 1, len(codes))


def silenced(seed: int, days: int, arrival: np.ndarray, codes: np.ndarray, hours: int) -> np.ndarray:
    """Arrivals where the collector hears nothing for some hours: what came in one of them comes in the minute after it.

    Lines at a border of lateness or of the clock are spared: an hour more would take the border away.

    Args:
        arrival, codes: of each line.
    """
    draws = Draws(seed, "silence")
    spared = np.isin(codes, [CODES[name] for name in NAMES if name.endswith("border")])
    for day, hour in zip(draws.below(days, hours), draws.between(*BUSY_HOURS, hours), strict=True):
        starts_at = OPENS_AT + DAY * day + HOUR * hour
        is_silent = (arrival >= starts_at) & (arrival < starts_at + HOUR) & ~spared
        arrival = np.where(is_silent, starts_at + HOUR + (arrival - starts_at) // 60, arrival)
    return arrival


def bursts(seed: int, days: int, arrival: np.ndarray, codes: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Which lines come again in a burst, and when: all of a half hour, within half a minute after it.

    A line whose clock is ahead does not: later it would be in time.

    Args:
        arrival, codes: of each line.
    """
    draws = Draws(seed, "bursts")
    may_repeat = ~np.isin(codes, AHEAD)
    resent, rushes = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for day, hour, half in zip(draws.below(days, count), draws.between(*BUSY_HOURS, count), draws.below(2, count), strict=True):
        starts_at = OPENS_AT + DAY * day + HOUR * hour + HOUR // 2 * half
        resent.append(np.flatnonzero((arrival >= starts_at) & (arrival < starts_at + HOUR // 2) & may_repeat))
        rushes.append(starts_at + HOUR // 2 + (arrival[resent[-1]] - starts_at) // 60)
    return np.concatenate(resent), np.concatenate(rushes)


def repeats(seed: int, codes: np.ndarray, damaged_twice: int) -> tuple[np.ndarray, np.ndarray]:
    """Which events are received again, and how many milliseconds later.

    A damaged line may come again soon; its repeat is refused as it was. One whose clock is ahead may not: later it would be in time.
    """
    draws = Draws(seed, "repeats")
    parts = [(np.flatnonzero(codes == CODES[name]), bounds) for name, bounds in REPEATS.items()]
    broken = np.flatnonzero(np.isin(codes, [code for code, fault in enumerate(FAULTS) if fault.reason and code not in AHEAD]))
    parts.append((broken[draws.happens(damaged_twice, len(broken))], REPEATS["repeated_soon"]))
    gaps = [draws.between(*bounds, len(events)) for events, bounds in parts]
    return np.concatenate([events for events, _ in parts]), np.concatenate(gaps)


def damaged(seed: int, bodies: pl.Series, codes: np.ndarray) -> pl.Series:
    """The bodies as they arrive."""
    broken = np.flatnonzero(np.isin(codes, [CODES[name] for name in DAMAGES]))
    how = Draws(seed, "damage").below(2**30, len(broken))
    told = [DAMAGES[NAMES[code]](body, int(number)) for code, body, number in zip(codes[broken], bodies.gather(broken), how, strict=True)]
    return bodies.scatter(broken, told) if len(broken) else bodies
