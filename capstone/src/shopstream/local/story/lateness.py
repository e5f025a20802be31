"""When events happened, and how much later they arrived."""

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from shopstream.contracts.times import ALLOWED_LATENESS_MS
from shopstream.local.story import say
from shopstream.local.story.read import Query, frame
from shopstream.local.story.style import BAD, FED, INK, canvas, named

MINUTE_MS = 60_000
MARKS_MS = (100, 1_000, 10_000, MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 6 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS, 7 * 24 * 60 * MINUTE_MS)
SHADES_ACROSS, SHADES_UP = 168, 40
LEAST_MS = MARKS_MS[0]
"""The lowest delay that the axis shows; what is less, also a clock that is ahead, is drawn there."""


def read(query: Query) -> pl.DataFrame:
    """For each accepted event ``event_at``, ``is_late``, and ``delay_ms``, negative where the sender's clock was ahead."""
    rows = frame(query, "lateness", {"event_at": pl.String, "received_at": pl.String, "is_late": pl.Int64})
    delay = (pl.col("received_at") - pl.col("event_at")).dt.total_milliseconds()
    return rows.select("event_at", pl.col("is_late").cast(pl.Boolean), delay_ms=delay)


def draw(events: pl.DataFrame) -> Figure:
    """Shades for the events in time, a dot for each late one; the line is the allowed lateness."""
    figure, axes = canvas(3.6)
    late = events.filter("is_late")
    if late.height < events.height:
        _shade(axes, events.filter(~pl.col("is_late")))
    axes.plot(late["event_at"].to_numpy(), late["delay_ms"] / MINUTE_MS, ".", color=BAD, markersize=4, label="late")
    axes.axhline(ALLOWED_LATENESS_MS / MINUTE_MS, color=INK, linewidth=1, linestyle="--", label="allowed lateness")
    axes.set_yscale("log")
    axes.set_yticks([mark / MINUTE_MS for mark in MARKS_MS], [say.duration(mark) for mark in MARKS_MS])
    axes.yaxis.set_minor_locator(NullLocator())
    locator = AutoDateLocator(maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1.08))
    named(axes, "Each accepted event", x="when it happened, UTC", y="how much later it arrived")
    return figure


def _shade(axes: Axes, events: pl.DataFrame) -> None:
    times = date2num(events["event_at"].to_numpy())
    edges = np.geomspace(LEAST_MS, ALLOWED_LATENESS_MS, SHADES_UP + 1) / MINUTE_MS
    delays = events["delay_ms"].clip(LEAST_MS).to_numpy() / MINUTE_MS
    counts, across, up = np.histogram2d(times, delays, bins=(SHADES_ACROSS, edges))
    shades = LinearSegmentedColormap.from_list("shades", ["#cfe3f1", FED])
    axes.pcolormesh(across, up, np.ma.masked_equal(counts.T, 0), norm=LogNorm(), cmap=shades)
    axes.plot([], [], "s", color=FED, label="in time; darker: more events")


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
