"""Lesson 1.09: the evening of one customer, as the shop wrote down its sessions, and as gaps between events cut it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.figure import Figure
from sqlalchemy import Engine

from shopstream.lessons.figures import BLUE, GREY, ORANGE, new_figure

LIMIT, FROM_HOUR, TO_HOUR = 30, 17, 23
"""A longer pause, in minutes, begins a session; the evening's hours, UTC."""

EVENINGS = """
    with event as (
        select
            customer_id, date(event_at) as day, session_id, (julianday(event_at) - julianday(date(event_at))) * 24 as hour
        from interaction_fact
        where customer_id is not null and time(event_at) >= :from_time and time(event_at) < :to_time
    ),
    chosen as (
        select customer_id, day
        from event
        group by customer_id, day
        having count(distinct session_id) = 4
    )
    select e.customer_id, e.day, e.session_id, e.hour
    from chosen as c
    inner join event as e on e.customer_id = c.customer_id and e.day = c.day
    order by e.customer_id desc, e.day, e.hour
"""


@dataclass(frozen=True)
class Evening:
    """The events of one customer on one evening, in order: the shop's session of each, and its hour."""

    customer_id: int
    day: str
    events: Sequence[tuple[int, float]]

    def pauses(self) -> list[float]:
        """Minutes from the last event of each of the shop's sessions to the first of the next."""
        ends = [(min(hours), max(hours)) for hours in self.own()]
        return [(after[0] - before[1]) * 60 for before, after in pairwise(ends)]

    def own(self) -> list[list[float]]:
        """The hours of the events, by the shop's sessions."""
        return [
            [hour for session, hour in self.events if session == wanted] for wanted in dict.fromkeys(session for session, _ in self.events)
        ]

    def islands(self) -> list[list[float]]:
        """The hours of the events, cut at pauses longer than the limit."""
        cut: list[list[float]] = []
        for _, hour in self.events:
            if not cut or (hour - cut[-1][-1]) * 60 > LIMIT:
                cut.append([])
            cut[-1].append(hour)
        return cut

    def is_telling(self) -> bool:
        """Whether gaps glue some of the sessions and part others, and no two of these overlap."""
        pauses = self.pauses()
        return (
            all(pause > 5 for pause in pauses) and any(pause < LIMIT - 5 for pause in pauses) and any(pause > LIMIT + 5 for pause in pauses)
        )

    def in_words(self) -> str:
        """What the figure shows."""
        pauses = ", ".join(f"{pause:.0f}" for pause in self.pauses())
        return (
            f"customer {self.customer_id} on the evening of {self.day}. The shop has {len(self.own())} sessions, "
            f"with pauses of {pauses} minutes between them. A limit of {LIMIT} minutes finds {len(self.islands())}: "
            f"where the pause is shorter, two sessions are one island."
        )

    def drawn(self) -> Figure:
        """A line for the shop's sessions and one for the islands: a bar for each, a dot for each event, the pauses in minutes between."""
        figure, axes = new_figure(height=2.6)
        for height, sessions, colour in ((1, self.own(), BLUE), (0, self.islands(), ORANGE)):
            for hours in sessions:
                axes.plot([hours[0], hours[-1]], [height, height], color=colour, linewidth=13, alpha=0.35, solid_capstyle="round")
                axes.plot(hours, [height] * len(hours), "o", color=colour, markersize=5)
        for before, after, pause in zip(self.own(), self.own()[1:], self.pauses(), strict=False):
            axes.text((before[-1] + after[0]) / 2, 1.32, f"{pause:.0f} min", ha="center", va="center", color=GREY, fontsize=9)
        axes.set_yticks([1, 0], ["the shop's own", f"gaps above {LIMIT} min"])
        axes.set(
            ylim=(-0.5, 1.6),
            xlabel="hour of the day (UTC)",
            title=f"One evening of one customer: {len(self.own())} sessions, or {len(self.islands())}",
        )
        axes.set_xlim(min(hour for _, hour in self.events) - 0.25, max(hour for _, hour in self.events) + 0.25)
        axes.xaxis.set_major_formatter(lambda hour, _: f"{int(hour):02d}:{round(hour % 1 * 60):02d}")
        for edge in ("top", "right", "left"):
            axes.spines[edge].set_visible(False)
        return figure


def an_evening(engine: Engine) -> Evening:
    """The first evening on which gaps glue two of the shop's sessions and part two others."""
    with engine.connect() as connection:
        hours = {"from_time": f"{FROM_HOUR}:00:00", "to_time": f"{TO_HOUR}:00:00"}
        rows = connection.connection.driver_connection.execute(EVENINGS, hours).fetchall()
    by_evening: dict[tuple[int, str], list[tuple[int, float]]] = {}
    for customer_id, day, session_id, hour in rows:
        by_evening.setdefault((customer_id, day), []).append((session_id, hour))
    return next(evening for key, events in by_evening.items() if (evening := Evening(*key, events)).is_telling())
