"""What became of the lines that were fed."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from shopstream.local.result import Totals
from shopstream.local.story import say
from shopstream.local.story.style import AGAIN, BAD, FED, GOOD, INK, canvas, named

BAR, GAP, LEAST = 0.03, 0.12, 0.02
"""Width of a bar, gap between two ends, and the least height of a band, as shares of the picture."""


@dataclass(frozen=True)
class Flow:
    fed: int
    ends: tuple[tuple[str, int, str], ...]
    # name, lines, colour


def read(fed: int, totals: Totals) -> Flow:
    """Lines fed, and the lines of each disposition."""
    return Flow(
        fed, (("accepted", totals.accepted, GOOD), ("duplicates", totals.duplicates, AGAIN), ("quarantined", totals.quarantined, BAD))
    )


def draw(flow: Flow) -> Figure:
    """A band from the lines fed to each end, as thick as its share. A band of a few lines is drawn thicker, to be seen."""
    figure, axes = canvas(3.0)
    heights = [max(lines / max(flow.fed, 1), LEAST) for _, lines, _ in flow.ends]
    top = 1 + GAP
    start = 1.0
    for (name, lines, colour), height in zip(flow.ends, heights, strict=True):
        share = height / sum(heights)
        _band(axes, (start - share, start), (top - height, top), colour)
        axes.text(1.02, top - height / 2, f"{name}  {lines:,}  ({say.share(lines, flow.fed)})", va="center", color=INK)
        start, top = start - share, top - height - GAP
    axes.add_patch(Rectangle((-BAR, 0), BAR, 1, color=FED))
    axes.text(-2 * BAR, 0.5, f"fed\n{flow.fed:,}", ha="right", va="center", color=INK)
    axes.set(xlim=(-0.2, 1.5), ylim=(top, 1 + 1.5 * GAP))
    axes.set_axis_off()
    named(axes, "A band is as thick as its share of the lines")
    return figure


def words(flow: Flow) -> str:
    """The picture as a sum."""
    parts = [f"{lines:,} {name} ({say.share(lines, flow.fed)})" for name, lines, _ in flow.ends]
    total = sum(lines for _, lines, _ in flow.ends)
    return f"{flow.fed:,} lines were fed: {', '.join(parts)}.\n{' + '.join(f'{lines:,}' for _, lines, _ in flow.ends)} = {total:,}."


def _band(axes: Axes, left: tuple[float, float], right: tuple[float, float], colour: str) -> None:
    (low, high), (end_low, end_high) = left, right
    corners = [(0, high), (0.5, high), (0.5, end_high), (1, end_high), (1, end_low), (0.5, end_low), (0.5, low), (0, low), (0, high)]
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(corners, codes), facecolor=colour, alpha=0.45, linewidth=0))
    axes.add_patch(Rectangle((1 - BAR, end_low), BAR, end_high - end_low, color=colour))
