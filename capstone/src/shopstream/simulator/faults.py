"""What can happen to a line on its way, how often, and to which events."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shopstream.contracts.events import Reason
from shopstream.errors import UsageError
from shopstream.simulator.draws import Draws
from shopstream.simulator.history import KINDS, History

DIMENSIONS = ("products", "customers")
FACTS = tuple(kind for kind in KINDS if kind not in DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one line. ``kinds`` are the parts of the history that it may meet; ``reason`` is why its line is refused, if it is."""

    name: str
    kinds: tuple[str, ...] = KINDS
    reason: Reason | None = None


FAULTS = (
    Fault("late", FACTS),
    Fault("too_late", FACTS),
    Fault("late_at_the_border", ("orders",)),
    Fault("late_past_the_border", ("orders",)),
    Fault("overtaken"),
    Fault("clock_fast", FACTS),
    Fault("clock_at_the_border", ("orders",)),
    Fault("clock_past_the_border", ("orders",), Reason.CLOCK_AHEAD),
    Fault("repeated_soon"),
    Fault("repeated_later"),
    Fault("repeated_after_days"),
    Fault("announced_later", DIMENSIONS),
    Fault("never_announced", DIMENSIONS),
    Fault("new_field"),
    Fault("two_reasons_in_text", KINDS, Reason.NOT_JSON),
    Fault("two_reasons_in_fields", KINDS, Reason.MISSING_FIELD),
    Fault("two_reasons_in_order", ("orders",), Reason.OUT_OF_RANGE),
    *(Fault(str(reason), KINDS, reason) for reason in Reason if reason != Reason.UNKNOWN_CURRENCY),
    Fault("unknown_currency", ("orders",), Reason.UNKNOWN_CURRENCY),
)
"""An event has one of these at the most. Their places in this tuple are their codes."""

NAMES = tuple(fault.name for fault in FAULTS)
HEALTHY = -1
"""The code of an event that nothing happens to."""

VERSION_2, DAMAGED_TWICE = "version_2", "damaged_twice"
"""Orders in version 2; damaged lines that are sent again; both in a million."""

SILENT_HOURS, BURSTS = "silent_hours", "bursts"
"""Hours in which the collector hears nothing; times when everything of the last half hour is sent again within seconds. Both counted."""

SWITCHES = (VERSION_2, DAMAGED_TWICE, SILENT_HOURS, BURSTS)
"""What can be switched besides the faults of single lines."""

EVERYDAY = {
    "late": 15_000, "too_late": 5_000, "late_at_the_border": 2_000, "late_past_the_border": 2_000, "overtaken": 20_000,
    "clock_fast": 4_000, "clock_at_the_border": 1_500, "clock_past_the_border": 1_500,
    "repeated_soon": 12_000, "repeated_later": 6_000, "repeated_after_days": 3_000,
    "announced_later": 15_000, "never_announced": 4_000, "new_field": 2_000,
    "two_reasons_in_text": 300, "two_reasons_in_fields": 300, "two_reasons_in_order": 1_500,
    "not_utf8": 900, "not_json": 1_500, "unknown_type": 900, "unknown_version": 900, "missing_field": 1_200, "wrong_type": 1_200,
    "out_of_range": 1_200, "unknown_currency": 4_000, "clock_ahead": 900,
    VERSION_2: 150_000, DAMAGED_TWICE: 50_000, SILENT_HOURS: 1, BURSTS: 1,
}  # fmt: skip

HOSTILE = {name: min(6 * rate, 120_000) for name, rate in EVERYDAY.items()} | {
    VERSION_2: 500_000, DAMAGED_TWICE: 250_000, SILENT_HOURS: 3, BURSTS: 3,
}  # fmt: skip

PROFILES: dict[str, Mapping[str, int]] = {"none": {}, "everyday": EVERYDAY, "hostile": HOSTILE}
"""For each profile how often a fault happens, in a million events that it may meet; silent hours and bursts are counted."""


def rates_of(faults: str | Mapping[str, int]) -> Mapping[str, int]:
    """The rates of a profile, or the given ones.

    Raises:
        UsageError: no such profile or fault.
    """
    if isinstance(faults, str):
        if faults not in PROFILES:
            raise UsageError(f"no faults {faults!r}: use {', '.join(list(PROFILES)[:-1])} or {list(PROFILES)[-1]}")
        return PROFILES[faults]
    if unknown := faults.keys() - {*NAMES, *SWITCHES}:
        raise UsageError(f"no fault {', '.join(sorted(unknown))}: there is {', '.join((*NAMES, *SWITCHES))}")
    return faults


def assign(seed: int, history: History, rates: Mapping[str, int]) -> np.ndarray:
    """The code of each event's fault. A fault with a rate happens at least once where there is an event for it."""
    kinds = _kinds(history)
    weights = np.array([rates.get(name, 0) for name in NAMES])
    codes = np.searchsorted(np.cumsum(weights), Draws(seed, "faults").below(1_000_000, history.height), side="right")
    codes[codes == len(NAMES)] = HEALTHY
    allowed = np.array([[kind in fault.kinds for kind in KINDS] for fault in FAULTS])
    codes[~allowed[codes, kinds]] = HEALTHY
    for code in np.flatnonzero((weights > 0) & (np.bincount(codes[codes >= 0], minlength=len(NAMES)) == 0)):
        candidates = np.flatnonzero((codes == HEALTHY) & allowed[code, kinds])
        if len(candidates):
            codes[candidates[Draws(seed, NAMES[code]).below(len(candidates), 1)[0]]] = code
    return codes


def _kinds(history: History) -> np.ndarray:
    """For each event the place of its kind in ``KINDS``."""
    kinds = np.empty(history.height, dtype=np.int64)
    for place, rows in enumerate(history.kinds.values()):
        kinds[rows["event"].to_numpy()] = place
    return kinds
