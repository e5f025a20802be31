"""Revenue by day, beside what the ledger says."""

from pathlib import Path

import polars as pl
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from shopstream.local.story import say
from shopstream.local.story.read import Query, frame
from shopstream.local.story.style import BAD, FED, GOOD, canvas, named

SHOWN_DAYS = 14


def read(query: Query, ledger: Path | None) -> pl.DataFrame:
    """For each day: ``gold_cents``, and from the ledger ``received_cents`` and ``truth_cents`` (null without a ledger)."""
    sales = frame(query, "revenue", {"day": pl.String, "currency": pl.String, "gold_cents": pl.Int64})
    by_day = sales.group_by("day").agg(pl.col("gold_cents").sum(), pl.col("currency").unique().sort().str.join("+"))
    return by_day.join(_told(ledger), on="day", how="full", coalesce=True).with_columns(pl.col("gold_cents").fill_null(0)).sort("day")


def _told(ledger: Path | None) -> pl.DataFrame:
    if ledger is None:
        return pl.DataFrame(schema={"day": pl.String, "received_cents": pl.Int64, "truth_cents": pl.Int64})
    gross = pl.read_parquet(ledger / "measures.parquet").filter(pl.col("measure") == "gross_cents")
    return gross.select(day="key", received_cents="received", truth_cents="truth")


def draw(days: pl.DataFrame) -> Figure:
    """A bar for each day of gold, with the ledger's two figures on it where there is a ledger."""
    figure, axes = canvas()
    dates = days["day"].str.to_date().to_numpy()
    axes.bar(dates, days["gold_cents"] / 100, color=GOOD, width=0.7, label="gold")
    if days["received_cents"].count():
        marks = {"linestyle": "none", "markersize": 9, "markerfacecolor": "none", "markeredgewidth": 1.6}
        axes.plot(dates, days["truth_cents"] / 100, marker="^", color=BAD, label="ledger: what happened", **marks)
        axes.plot(dates, days["received_cents"] / 100, marker="o", color=FED, label="ledger: what was received", **marks)
    locator = AutoDateLocator(maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, -0.45))
    named(axes, "A bar for each day", x="day of the order, UTC", y=f"gross revenue, {_currency(days)}")
    return figure


def words(days: pl.DataFrame) -> str:
    """The picture as a table, to the cent; a run without a ledger says so."""
    told = bool(days["received_cents"].count())
    rows = [_row(day, told) for day in days.head(SHOWN_DAYS).iter_rows(named=True)]
    header = ["day", "gold"] + (["received", "difference", "happened", "lost at the source"] if told else [])
    text = say.table("<" + ">" * (len(header) - 1), header, rows)
    rest = days.height - SHOWN_DAYS
    return "\n".join([text, *([f"... and {rest} more days"] if rest > 0 else []), _sum(days, told)])


def _row(day: dict, told: bool) -> list[str]:
    gold = [day["day"], say.money(day["gold_cents"])]
    if not told:
        return gold
    received, truth = day["received_cents"] or 0, day["truth_cents"] or 0
    return [*gold, say.money(received), say.money(day["gold_cents"] - received), say.money(truth), say.money(truth - received)]


def _sum(days: pl.DataFrame, told: bool) -> str:
    gold = days["gold_cents"].sum()
    if not told:
        return f"In total {say.money(gold, _currency(days))}. This source has no ledger: there is nothing to compare with."
    different = days.filter(pl.col("gold_cents") != pl.col("received_cents").fill_null(0)).height
    lost = days["truth_cents"].sum() - days["received_cents"].sum()
    return (
        f"In total {say.money(gold, _currency(days))}; days that differ from the ledger: {different}.\n"
        f"Lost at the source, beyond repair: {say.money(lost, _currency(days))}."
    )


def _currency(days: pl.DataFrame) -> str:
    return "+".join(days["currency"].drop_nulls().unique().sort())
