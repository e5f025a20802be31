"""Lab 1: from finance's revenue to marketing's, with a step for each finding and one for what is not explained yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from matplotlib.figure import Figure
from sqlalchemy import Engine

from shopstream.lessons.case import signed
from shopstream.lessons.figures import BLUE, GREEN, GREY, ORANGE, new_figure
from shopstream.lessons.shop import euro


@dataclass(frozen=True)
class Bridge:
    """Two totals and the findings between them, in cents. Whatever the findings say, the rest makes up for it."""

    finance: int
    marketing: int
    findings: Mapping[str, int]

    @property
    def rest(self) -> int:
        """What no finding explains.

        >>> Bridge(500, 800, {"guests": -100}).rest
        400
        """
        return self.marketing - self.finance - sum(self.findings.values())

    def __str__(self) -> str:
        steps = [f"{cause} {signed(cents)}" for cause, cents in self.findings.items()]
        known = f", with {', '.join(steps)}" if steps else ""
        return f"from finance's {euro(self.finance)} EUR to marketing's {euro(self.marketing)} EUR{known}; unexplained {signed(self.rest)}."


def bridge_of(engine: Engine) -> Bridge:
    """What the open case says now."""
    with engine.connect() as connection:
        finance, marketing = (
            connection.exec_driver_sql(f"select taken_cents - refunded_cents from {name}").scalar()
            for name in ("finance_report", "marketing_report")
        )
        findings = connection.exec_driver_sql("select cause, cents from finding order by rowid").all()
    return Bridge(finance, marketing, dict(map(tuple, findings)))


def bridge(told: Bridge) -> Figure:
    """A bar for each total; between them bars that hang where the last one ended."""
    steps = [*told.findings.items(), ("unexplained", told.rest)]
    figure, axes = new_figure(width=max(7.5, 1.3 * (len(steps) + 2)), height=3.6)
    levels = list(accumulate((cents for _, cents in steps), initial=told.finance))
    level, top = told.finance, max(levels)
    axes.bar(0, told.finance / 100, color=BLUE)
    for place, (name, cents) in enumerate(steps, start=1):
        axes.bar(place, cents / 100, bottom=level / 100, color=ORANGE if name == "unexplained" else GREEN)
        axes.plot([place - 1.4, place + 0.4], [level / 100] * 2, color=GREY, linewidth=1)
        level += cents
        axes.text(place, max(level, level - cents) / 100 + top / 5_000, signed(cents), ha="center", va="bottom")
    last = len(steps) + 1
    axes.plot([last - 1.4, last + 0.4], [level / 100] * 2, color=GREY, linewidth=1)
    axes.bar(last, told.marketing / 100, color=BLUE)
    for place, cents in ((0, told.finance), (last, told.marketing)):
        axes.text(place, cents / 100 + top / 5_000, euro(cents), ha="center", va="bottom")
    axes.set_xticks(range(last + 1), ["finance", *(name.replace(" ", "\n") for name, _ in steps), "marketing"])
    axes.set(ylabel="revenue of the week (EUR)", ylim=(min(0, *levels) / 100, 1.1 * top / 100))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure
