"""Figures in notebooks: drawn as SVG, the same to the byte for the same data, and followed by their content in words."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # matplotlib takes a second to import, and most cells draw nothing
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#8A8A8A"
"""Colours that colour-blind readers can tell apart, on white."""

WIDTH = 96
"""Characters of a line of words: what a notebook shows without breaking it."""

SETTINGS = {"svg.hashsalt": "shopstream", "svg.fonttype": "path", "font.size": 11}


def new_figure(width: float = 7.5, height: float = 3.6) -> tuple[Figure, Axes]:
    """A figure with one pair of axes, in inches, on a white ground also in dark rooms."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    return figure, figure.subplots()


def show(figure: Figure, words: str) -> None:
    """Show a figure and, below it, what is to be seen in it."""
    import matplotlib as mpl
    from IPython.display import SVG, display

    with mpl.rc_context(SETTINGS), io.StringIO() as text:
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
        display(SVG(text.getvalue()))
    print(textwrap.fill(f"The figure in words: {words}", WIDTH))
