"""Lesson 1.01: what a broken checkout costs until somebody acts, on each of the shop's Fridays."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from matplotlib.figure import Figure
from sqlalchemy import Engine

from shopstream.lessons.figures import BLUE, GREY, ORANGE, new_figure

BREAKS, HOUR, DRAWN = 600, 60, 10
"""Ten in the morning, in minutes after midnight; a line is drawn in steps of ten minutes."""

ACTED = {"five minutes": 15, "hour": 70, "24 hours": 1_210}
"""By how often there is a load: the minutes from the break to the repair. The last load is at 06:00; ten minutes go to the repair."""

FRIDAYS = ("2026-11-13", "2026-11-06", "2026-11-20", "2026-11-27")
"""The one that is told, then the others."""

SOLD = """
    select cast((julianday(order_date) - julianday(:day)) * 1440 as integer) as minute, order_amount_cents
    from order_fact where order_date >= :day and order_date < date(:day, '+2 days')
"""


@dataclass(frozen=True)
class Outage:
    """For each Friday the cents that the shop takes from ten o'clock until the end of each minute."""

    days: Sequence[Sequence[int]]

    def wait(self, load: str) -> int:
        """Minutes until the repair."""
        return ACTED[load]

    def cents(self, load: str) -> int:
        """What the shop takes until then, on the Friday that is told."""
        return self.days[0][ACTED[load]]

    def compared(self) -> str:
        """What more frequent loads save."""
        wait, loss = self.wait("24 hours") / self.wait("five minutes"), self.cents("24 hours") / self.cents("five minutes")
        first = self.cents("24 hours") - self.cents("hour")
        second = self.cents("hour") - self.cents("five minutes")
        return (
            f"24 hours against five minutes: {wait:.0f} times the wait, {loss:.0f} times the loss\n"
            f"from 24 hours to one hour saves {whole_euro(first)}, from one hour to five minutes {whole_euro(second)} more"
        )

    def in_words(self) -> str:
        """What the figure shows."""
        told = ", ".join(f"{whole_euro(self.cents(load))} with a load every {load}" for load in ACTED)
        soon = [day[ACTED["five minutes"]] for day in self.days]
        return (
            f"the loss climbs by day and hardly at night. It is {told}. "
            f"With five minutes, the four Fridays lie between {whole_euro(min(soon))} and {whole_euro(max(soon))}."
        )


def whole_euro(cents: int) -> str:
    """Cents as a reader of a figure needs them."""
    return f"{cents / 100:,.0f} EUR"


def outage_on_fridays(engine: Engine) -> Outage:
    """What the shop takes after ten o'clock, read from its orders."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        return Outage([taken(driver.execute(SOLD, {"day": day}).fetchall()) for day in FRIDAYS])


def taken(sold: Sequence[tuple[int, int]]) -> list[int]:
    """The cents from the break until each minute after it; nothing until minute 0."""
    minutes = [0] * (ACTED["24 hours"] + 1)
    for minute, cents in sold:
        if 0 <= minute - BREAKS < ACTED["24 hours"]:
            minutes[minute - BREAKS + 1] += cents
    return list(accumulate(minutes))


def outage(told: Outage) -> Figure:
    """A line for each Friday that climbs as long as nobody acts, and a point for each way to load."""
    figure, axes = new_figure(height=4)
    steps = range(0, ACTED["24 hours"] + 1, DRAWN)
    hours = [minute / HOUR for minute in steps]
    for day in told.days[1:]:
        axes.plot(hours, [day[minute] / 100 for minute in steps], color=GREY, linewidth=1, alpha=0.6)
    axes.plot([], [], color=GREY, linewidth=1, label="the other Fridays")
    axes.plot(hours, [told.days[0][minute] / 100 for minute in steps], color=BLUE, linewidth=2, label="Friday 13th")
    for load, marker in (("24 hours", "^"), ("hour", "s"), ("five minutes", "o")):
        hour, euro = told.wait(load) / HOUR, told.cents(load) / 100
        label = f"load every {load}: {euro:,.0f}"
        axes.plot(hour, euro, marker, color=ORANGE, markersize=9, clip_on=False, zorder=3, label=label)
    axes.set(xlim=(0, 20.4), ylim=(0, None), xlabel="somebody acts at (UTC)", ylabel="revenue lost (EUR)")
    axes.set_title("Lost since ten o'clock, until somebody acts")
    axes.set_xticks(range(0, 21, 4), [f"{(10 + hour) % 24:02d}:00" for hour in range(0, 21, 4)])
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.legend(loc="lower right", frameon=False)
    for edge in ("top", "right"):
        axes.spines[edge].set_visible(False)
    return figure
