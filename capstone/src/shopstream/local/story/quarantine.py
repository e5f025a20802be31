"""Why lines were refused."""

import polars as pl
from matplotlib.figure import Figure

from shopstream.local.story import say
from shopstream.local.story.read import Query, frame
from shopstream.local.story.style import BAD, INK, canvas, named

SHOWN_DETAIL = 70


def read(query: Query) -> pl.DataFrame:
    """For each reason its ``line_count`` and the ``detail`` of its first line, the most frequent reason first."""
    return frame(query, "quarantine", {"reason": pl.String, "line_count": pl.Int64, "detail": pl.String})


def draw(reasons: pl.DataFrame) -> Figure:
    """A bar for each reason."""
    figure, axes = canvas(0.9 + 0.28 * max(reasons.height, 1))
    bars = axes.barh(reasons["reason"].to_list(), reasons["line_count"].to_list(), color=BAD, height=0.65)
    axes.bar_label(bars, fmt="{:,.0f}", padding=3, color=INK)
    axes.invert_yaxis()
    named(axes, "A bar for each reason", x="lines in quarantine")
    return figure


def words(reasons: pl.DataFrame) -> str:
    """The picture as a table, with the first case of each reason."""
    if reasons.is_empty():
        return "No line was refused."
    rows = [[reason, f"{lines:,}", _short(detail)] for reason, lines, detail in reasons.iter_rows()]
    table = say.table("<><", ["reason", "lines", "the first of them"], rows)
    return f"{table}\n{reasons['line_count'].sum():,} lines are kept in quarantine, each with one reason; none is thrown away."


def _short(detail: str | None) -> str:
    text = " ".join((detail or "").split())
    return text if len(text) <= SHOWN_DETAIL else text[: SHOWN_DETAIL - 3] + "..."
