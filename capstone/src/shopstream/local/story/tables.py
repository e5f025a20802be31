"""Which tables the run has made, and how large they are."""

import polars as pl
from matplotlib.figure import Figure

from shopstream.contracts.tables import TABLES
from shopstream.local.result import TableResult
from shopstream.local.story import say
from shopstream.local.story.style import GOOD, INK, canvas, named


def read(tables: dict[str, TableResult]) -> pl.DataFrame:
    """For each table its rows, what a row is, and the hash of its content."""
    rows = [(name, TABLES[name].grain, table.rows, table.sha256) for name, table in tables.items()]
    return pl.DataFrame(rows, schema=["table", "grain", "rows", "sha256"], orient="row")


def draw(tables: pl.DataFrame) -> Figure:
    """A bar for each table, on a logarithmic axis."""
    figure, axes = canvas(0.9 + 0.26 * tables.height)
    bars = axes.barh(tables["table"].to_list(), tables["rows"].to_list(), color=GOOD, height=0.65)
    axes.set_xscale("symlog", linthresh=1)
    axes.bar_label(bars, fmt="{:,.0f}", padding=3, color=INK)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlim(0, 10 * max(tables["rows"].max(), 1))
    axes.invert_yaxis()
    named(axes, "A bar for each table", x="rows, each mark ten times the one before")
    return figure


def words(tables: pl.DataFrame) -> str:
    """The picture as a table; equal hashes are equal tables, on every machine and engine."""
    rows = [[name, grain, f"{rows:,}", sha256[:12]] for name, grain, rows, sha256 in tables.iter_rows()]
    return say.table("<<><", ["table", "a row is a", "rows", "sha256 begins"], rows)
