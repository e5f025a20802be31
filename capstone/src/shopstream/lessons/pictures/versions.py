"""Lesson 1.10: the versions of a customer on a time line, each from its first second to before the next one's, and the orders in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from matplotlib.figure import Figure

from shopstream.lessons.figures import BLUE, GREEN, GREY, ORANGE, new_figure

Version = tuple[str, str, str]
"""Where somebody lives, from when, and until when, which is not part of it."""

COLOURS = (BLUE, ORANGE, GREEN)


def in_force(history: Sequence[Version], at: str) -> list[str]:
    """Where the customer lives at a moment: one place, if the history has neither gaps nor overlaps.

    >>> in_force([("Cork", "2026-11-02", "2026-11-10"), ("Lyon", "2026-11-10", "9999-12-31")], "2026-11-10")
    ['Lyon']
    """
    return [place for place, begins, ends in history if begins <= at < ends]


def in_words(history: Sequence[Version], orders: Mapping[str, str]) -> str:
    """What the figure shows."""
    lives = ", then ".join(f"{place} from {begins}" for place, begins, _ in history)
    falls = ", ".join(f"{name} ({at}) to {' and '.join(in_force(history, at)) or 'no version'}" for name, at in orders.items())
    return f"the customer's versions are {lives}; each ends where the next begins, the last is open. The orders belong: {falls}."


def versions(history: Sequence[Version], orders: Mapping[str, str]) -> Figure:
    """A bar for each version, with a full point where it begins and a hollow one where it ends, and a line from each order into its bar.

    Args:
        history: versions in order of time; the last is open.
        orders: when each was placed.
    """
    figure, axes = new_figure(7.5, 1.6 + 0.6 * len(history))
    known = [_time(at) for _, begins, ends in history for at in (begins, ends) if at < "9999"] + [_time(at) for at in orders.values()]
    margin = (max(known) - min(known)) / 8
    first, last = min(known) - margin, max(known) + 2 * margin
    for height, (place, begins, ends) in zip(range(len(history), 0, -1), history, strict=True):
        colour, is_open = COLOURS[(len(history) - height) % len(COLOURS)], ends >= "9999"
        start, end = _time(begins), last if is_open else _time(ends)
        axes.plot([start, end], [height, height], color=colour, linewidth=7, solid_capstyle="butt", zorder=2)
        axes.plot(start, height, "o", markersize=11, color=colour, zorder=4)
        if is_open:
            axes.plot(end, height, ">", markersize=12, color=colour, zorder=4, clip_on=False)
        else:
            axes.plot(end, height, "o", markersize=11, markerfacecolor="white", markeredgecolor=colour, markeredgewidth=2, zorder=4)
        axes.annotate(place, (start, height), (12, 8), textcoords="offset points", color=colour)
    for name, at in orders.items():
        axes.plot([_time(at)] * 2, [0.25, len(history) + 0.3], color=GREY, linestyle=":", zorder=1)
        axes.text(_time(at), 0.18, name, ha="center", va="top")
        for height, version in zip(range(len(history), 0, -1), history, strict=True):
            if in_force([version], at):
                axes.plot(_time(at), height, "D", markersize=6, color="black", zorder=5)
    _name_axis(axes, first, last, len(history))
    return figure


def _name_axis(axes, first: datetime, last: datetime, height: int) -> None:
    from matplotlib.dates import DateFormatter, DayLocator

    axes.xaxis.set_major_locator(DayLocator(interval=2))
    axes.xaxis.set_major_formatter(DateFormatter("%d %b"))
    axes.set(xlim=(first, last), ylim=(-0.15, height + 0.75), xlabel="time (day, UTC)", yticks=[])
    axes.set_title("A full point belongs to the version, a hollow one does not", fontsize=11)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
