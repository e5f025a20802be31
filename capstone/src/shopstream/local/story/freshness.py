"""How old the news is when a query can see it, by the shop's clock."""

from dataclasses import dataclass

import polars as pl
from matplotlib.figure import Figure

from shopstream.local.story import say
from shopstream.local.story.read import Query, frame
from shopstream.local.story.style import BAD, FED, INK, canvas, named

HOUR_MS = 3_600_000


@dataclass(frozen=True)
class Freshness:
    """Ages in milliseconds, ascending: from an event to the completion of the landing file that brought it."""

    ages: list[int]
    file_count: int


def read(query: Query) -> Freshness:
    """The age of each accepted event when its file was complete."""
    rows = frame(query, "freshness", {"event_at": pl.String, "complete_at": pl.String})
    ages = (rows["complete_at"] - rows["event_at"]).dt.total_milliseconds().sort().to_list()
    ((file_count,),) = query("select count(distinct source) from bronze_lines")
    return Freshness(ages, file_count)


def draw(freshness: Freshness) -> Figure:
    """The share of events that are at most so old; the median and the 95th percentile are marked."""
    figure, axes = canvas()
    count = max(len(freshness.ages), 1)
    hours = [age / HOUR_MS for age in freshness.ages]
    axes.step(hours, [100 * (number + 1) / count for number in range(len(hours))], where="post", color=FED)
    for per_cent in (50, 95) if hours else ():
        age = say.quantile(freshness.ages, per_cent)
        axes.plot([age / HOUR_MS] * 2, [0, per_cent], color=BAD, linewidth=1, linestyle="--")
        mark = f"{per_cent} %: {say.duration(age)}"
        axes.annotate(mark, (age / HOUR_MS, per_cent), (6, -12), textcoords="offset points", color=INK)
    axes.set(ylim=(0, 102))
    named(axes, "The share of events that are at most so old", x="age when the file is complete, hours", y="share of events, %")
    return figure


def words(freshness: Freshness) -> str:
    """The two marks of the picture, and what they depend on."""
    if not freshness.ages:
        return "No event was accepted."
    half, most = (say.duration(say.quantile(freshness.ages, per_cent)) for per_cent in (50, 95))
    return (
        f"Half of the events are at most {half} old when their file is complete, 95 % at most {most}.\n"
        f"The collector wrote {freshness.file_count:,} files; smaller files, sooner closed, are fresher and cost more files."
    )
