"""How the pictures look: colours that colour-blind readers can tell apart (Okabe and Ito), quiet axes."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

FED, GOOD, BAD, AGAIN, INK = "#0072B2", "#009E73", "#D55E00", "#999999", "#333333"
"""The stream and the ledger; accepted and gold; quarantined and late; repeated; text."""


def canvas(height: float = 3.2) -> tuple[Figure, Axes]:
    """A picture 8 inches wide with one pair of axes, without frame."""
    figure = Figure(figsize=(8, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color("#bbbbbb")
    axes.tick_params(colors=INK, length=3)
    return figure, axes


def named(axes: Axes, says: str, *, x: str = "", y: str = "") -> None:
    """What a mark stands for, above the picture; what the axes show, and in which unit."""
    axes.set_title(says, loc="left", color=INK, fontsize=10)
    axes.set_xlabel(x, color=INK)
    axes.set_ylabel(y, color=INK)
