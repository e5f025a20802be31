"""What a page shows for each ten minutes, and what is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopstream.lessons.figures import BLUE, ORANGE, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def ten_minutes(windows: Sequence[tuple[str, int, int]]) -> Figure:
    """The windows of some hours, each as (its start, cents that happened in it, cents that arrived in it)."""
    figure, axes = new_figure(height=3.2)
    starts = range(len(windows))
    for place, label, colour, dash in ((1, "happened", BLUE, "-"), (2, "arrived", ORANGE, "--")):
        axes.step(starts, [window[place] / 100 for window in windows], where="post", label=label, color=colour, linestyle=dash)
    axes.set(xlabel="start of the ten minutes (UTC)", ylabel="revenue (EUR)", ylim=(0, None))
    hours = [place for place, (start, _, _) in enumerate(windows) if start.endswith(":00")]
    axes.set_xticks(hours, [windows[place][0] for place in hours])
    axes.legend(loc="upper left")
    return figure
