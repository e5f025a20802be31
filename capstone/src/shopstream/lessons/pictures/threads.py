"""Lesson 1.05: a join as threads. One leads from each row on the left to each on the right with its key; each is a row of the result."""

from collections.abc import Hashable, Mapping

from matplotlib.figure import Figure

from shopstream.lessons.figures import BLUE, GREEN, GREY, ORANGE, new_figure

KNOT = 0.27
"""Where on a thread its number stands: there no two threads are at the same height."""

Rows = Mapping[str, Hashable]
"""The key of each row, by the row's name; None is NULL."""


def matches(left: Rows, right: Rows) -> list[tuple[str, str]]:
    """The rows of an inner join, as pairs of names.

    >>> matches({"a": 1, "b": 1, "c": None}, {"x": 1, "y": 2, "z": None})
    [('a', 'x'), ('b', 'x')]
    """
    return [(one, other) for one in left for other in right if left[one] is not None and left[one] == right[other]]


def threads(left: Rows, right: Rows) -> Figure:
    """Two columns of rows, the threads between them with their numbers, and the rows without a thread in grey."""
    tied = matches(left, right)
    figure, axes = new_figure(height=0.8 + 0.7 * max(len(left), len(right)))
    sides = ((left, 0, "right", BLUE), (right, 1, "left", ORANGE))
    place = {(x, name): (x, -position) for side, x, *_ in sides for position, name in enumerate(side)}
    for number, (one, other) in enumerate(tied, start=1):
        (start, top), (end, bottom) = place[0, one], place[1, other]
        axes.plot([start, end], [top, bottom], color=GREEN, linewidth=2, zorder=1)
        at = (KNOT, top + KNOT * (bottom - top))
        axes.text(*at, str(number), ha="center", va="center", bbox={"boxstyle": "circle", "facecolor": "white", "edgecolor": GREEN})
    for side, x, align, colour in sides:
        for name, key in side.items():
            is_tied = any(name == pair[x] for pair in tied)
            axes.plot(*place[x, name], "o", markersize=11, color=colour if is_tied else GREY, zorder=2)
            told = f"{name} ({'NULL' if key is None else key})"
            axes.text(x + (x - 0.5) * 0.1, place[x, name][1], told, ha=align, va="center", color="black" if is_tied else GREY)
    axes.set(xlim=(-0.75, 1.75), ylim=(-max(len(left), len(right)) + 0.4, 0.6))
    axes.axis("off")
    return figure
