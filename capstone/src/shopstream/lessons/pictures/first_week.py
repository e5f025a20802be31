"""The shop's first week day by day, and what two ways to ask for it take in."""

from matplotlib.figure import Figure
from sqlalchemy import Engine

from shopstream.lessons.figures import BLUE, GREEN, GREY, ORANGE, new_figure

DAYS = ("Mon 2", "Tue 3", "Wed 4", "Thu 5", "Fri 6", "Sat 7", "Sun 8", "Mon 9")
LOST, BEYOND = 6, 7
"""The day that ``between`` loses, and the first one of the next week."""

COUNTS = """
    select count(*) from order_fact
    where order_date >= '2026-11-02' and order_date < '2026-11-10'
    group by substr(order_date, 1, 10) order by substr(order_date, 1, 10)
"""


def orders_by_day(engine: Engine) -> list[int]:
    """The orders of each day from Monday 2026-11-02 to the Monday after."""
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(COUNTS).scalars())


def first_week(counts: list[int]) -> Figure:
    """A bar a day, from midnight to midnight, and above the bars the two ranges."""
    figure, axes = new_figure(height=3.8)
    colours = [{LOST: ORANGE, BEYOND: "#DDDDDD"}.get(day, GREY) for day in range(len(counts))]
    axes.bar(range(len(counts)), counts, width=0.96, align="edge", color=colours)
    top = max(counts)
    for height, end, colour, words in (
        (1.12, LOST, BLUE, "between '2026-11-02' and '2026-11-08'"),
        (1.34, BEYOND, GREEN, ">= '2026-11-02' and < '2026-11-09'"),
    ):
        axes.plot([0, end], [height * top] * 2, color=colour, linewidth=4, solid_capstyle="butt")
        axes.text(0.05, (height + 0.03) * top, words, color=colour, va="bottom")
        axes.plot([end, end], [0, height * top], color=colour, linewidth=1, linestyle="--")
    axes.set(
        xlim=(0, len(counts)), ylim=(0, 1.55 * top), ylabel="orders a day", xlabel="November 2026, days from midnight to midnight (UTC)"
    )
    axes.set_xticks([day + 0.48 for day in range(len(counts))], DAYS)
    axes.tick_params(axis="x", length=0)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure
