"""Lesson 1.04: the orders of a product by day, and what its average is when the empty days are forgotten."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from shopstream.lessons.figures import BLUE, GREY, ORANGE, new_figure


def days_of_nothing(by_day: Sequence[Sequence]) -> Figure:
    """Bars of each day's orders, crosses where there are none, and two averages: over the days with an order, and over all days.

    Args:
        by_day: rows that begin with the day as text and its orders, in the order of days.
    """
    days, orders = zip(*(row[:2] for row in by_day), strict=True)
    empty = [position for position, count in enumerate(orders) if not count]
    figure, axes = new_figure()
    axes.bar(range(len(days)), orders, color=GREY)
    axes.plot(empty, [0] * len(empty), "x", color=ORANGE, markersize=9, markeredgewidth=2.5, clip_on=False, label="day without an order")
    of_rows, of_days = averages(by_day)
    axes.axhline(of_rows, color=ORANGE, linestyle="--", label="average of the rows")
    axes.axhline(of_days, color=BLUE, label="average of the days")
    axes.set_xticks(range(0, len(days), 7), [day[5:] for day in days[::7]])
    axes.set(xlabel="month and day of 2026", ylabel="orders", ylim=(0, max(orders) + 1.6), title="Days without a row are days")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.legend(loc="upper center", ncols=3, frameon=False, fontsize=9)
    return figure


def averages(by_day: Sequence[Sequence]) -> tuple[float, float]:
    """Orders a day: the average of the days that have any, and that of all days."""
    orders = [row[1] for row in by_day]
    return sum(orders) / sum(map(bool, orders)), sum(orders) / len(orders)
