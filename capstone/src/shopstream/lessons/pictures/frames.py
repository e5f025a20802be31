"""Lesson 1.08: which rows a running total adds up, by `rows` and by `range`, where sales share a day."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from shopstream.lessons.figures import BLUE, GREY, ORANGE, new_figure

Sales = Sequence[tuple[str, int]]
"""Day and cents of each sale, in the order of days."""

GAP = 0.45
"""Between two days, in widths of a sale."""


def ends(days: Sequence[str], unit: str) -> list[int]:
    """For each row, how many rows its frame holds, from the first one on.

    >>> ends(["Mon", "Tue", "Tue", "Wed"], "rows")
    [1, 2, 3, 4]
    >>> ends(["Mon", "Tue", "Tue", "Wed"], "range")
    [1, 3, 3, 4]
    """
    if unit == "rows":
        return [position + 1 for position in range(len(days))]
    return [max(position for position, other in enumerate(days) if other == day) + 1 for day in days]


def running(sales: Sales, unit: str) -> list[int]:
    """The running total on each row.

    >>> running([("Mon", 100), ("Tue", 200), ("Tue", 300)], "range")
    [100, 600, 600]
    """
    return [sum(cents for _, cents in sales[:end]) for end in ends([day for day, _ in sales], unit)]


def frames(sales: Sales) -> Figure:
    """A line for each row: its frame by `rows` and below it by `range`, over the sales in order, with the totals on the right."""
    days = [day for day, _ in sales]
    lefts = [position + GAP * len(set(days[: position + 1])) for position in range(len(sales))]
    figure, axes = new_figure(height=1.3 + 0.72 * len(sales))
    for left, (_, cents) in zip(lefts, sales, strict=True):
        axes.axvspan(left, left + 1, color=GREY, alpha=0.18, linewidth=0)
        axes.text(left + 0.5, -0.72, f"{cents}", ha="center", va="center")
    for day in dict.fromkeys(days):
        held = [left for left, other in zip(lefts, days, strict=True) if other == day]
        axes.text((held[0] + held[-1] + 1) / 2, -1.12, day, ha="center", va="center", fontweight="bold")
    looks = (("rows", BLUE, -0.19, None), ("range", ORANGE, 0.19, "//"))
    for unit, colour, shift, hatch in looks:
        totals = running(sales, unit)
        for row, end in enumerate(ends(days, unit)):
            width = lefts[end - 1] + 1 - lefts[0]
            label = f"frame by {unit}" if row == 0 else None
            axes.barh(row + shift, width, 0.3, lefts[0], color=colour, hatch=hatch, edgecolor="white", linewidth=0, label=label)
            is_odd = totals[row] != running(sales, "rows")[row]
            weight = "bold" if is_odd else "normal"
            axes.text(lefts[-1] + 1.15, row + shift, f"{unit} {totals[row]}", va="center", color=colour, fontweight=weight)
    axes.text(lefts[-1] + 1.15, -1.12, "total (cents)", va="center", fontweight="bold")
    axes.set_yticks(range(len(sales)), [f"on sale {row + 1}" for row in range(len(sales))])
    axes.set(xlim=(0.3, lefts[-1] + 2.2), ylim=(len(sales) - 0.4, -1.4))
    axes.set_xticks([])
    axes.tick_params(left=False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.45, 0.0), ncols=2, frameon=False)
    return figure
