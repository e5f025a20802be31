"""When events happened, and how much later they arrived."""

import polars as pl
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from shopstream.contracts.times import ALLOWED_LATENESS_MS
from shopstream.local.story import say
from shopstream.local.story.read import Query, frame
from shopstream.local.story.style import BAD, FED, INK, canvas, named

MINUTE_MS = 60_000
LEAST_MS = 100
"""The lowest delay that the axis shows; what is less, also a clock that is ahead, is drawn there."""


def read(query: Query) -> pl.DataFrame:
    """For each accepted event ``event_at``, ``is_late``, and ``delay_ms``, negative where the sender's clock was ahead."""
    rows = frame(query, "lateness", {"event_at": pl.String, "received_at": pl.String, "is_late": pl.Int64})
    delay = (pl.col("received_at") - pl.col("event_at")).dt.total_milliseconds()
    return rows.select("event_at", pl.col("is_late").cast(pl.Boolean), delay_ms=delay)


def draw(events: pl.DataFrame) -> Figure:
    """A dot for each event; the line is the allowed lateness."""
    figure, axes = canvas(3.6)
    for late, colour, label in ((False, FED, "in time"), (True, BAD, "late")):
        part = events.filter(pl.col("is_late") == late)
        minutes = part["delay_ms"].clip(LEAST_MS) / MINUTE_MS
        axes.plot(part["event_at"].to_numpy(), minutes, ".", color=colour, markersize=2 + 3 * late, alpha=0.5, label=label)
    axes.axhline(ALLOWED_LATENESS_MS / MINUTE_MS, color=INK, linewidth=1, linestyle="--", label="allowed lateness")
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(lambda minutes, _: say.duration(round(minutes * MINUTE_MS)))
    locator = AutoDateLocator(maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1.08), markerscale=3)
    named(axes, "From event to arrival", "when it happened, UTC", "how much later it arrived")
    return figure


def words(events: pl.DataFrame) -> str:
    """The picture in three sentences."""
    delays = events["delay_ms"].sort().to_list()
    if not delays:
        return "No event was accepted."
    late = events["is_late"].sum()
    ahead = sum(delay < 0 for delay in delays)
    return (
        f"Of {len(delays):,} accepted events, {len(delays) - late:,} arrived within {say.duration(ALLOWED_LATENESS_MS)} of happening "
        f"and {late:,} later ({say.share(late, len(delays))}).\n"
        f"Half of them needed at most {say.duration(say.quantile(delays, 50))}, 95 % at most {say.duration(say.quantile(delays, 95))}, "
        f"the slowest {say.duration(delays[-1])}.\n"
        f"{ahead:,} carry a time after their arrival: the sender's clock was ahead, within what is tolerated."
    )
