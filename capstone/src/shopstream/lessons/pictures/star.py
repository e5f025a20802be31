"""Lesson 1.07: two stars. Each fact with its grain sentence, and between them the dimensions that they share."""

from collections.abc import Mapping
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from shopstream.lessons.figures import BLUE, GREY, ORANGE, new_figure

DIMENSIONS = {
    "customer_dim": "one row is a customer",
    "product_dim": "one row is a product",
    "date_dim": "one row is a day",
}
"""The grain of each dimension."""


class Fact(NamedTuple):
    """A fact table. ``dimensions`` are the columns that lead to one, ``numbers`` those that lead to no table."""

    name: str
    grain: str
    dimensions: Mapping[str, str]
    numbers: tuple[str, ...]
    measures: tuple[str, ...]


ORDERS = Fact(
    "order_fact",
    "one row is a line of an order",
    {"customer_dim": "customer_id", "product_dim": "product_id", "date_dim": "date(order_date)"},
    ("order_id", "line_number"),
    ("quantity", "order_amount_cents"),
)
INTERACTIONS = Fact(
    "interaction_fact",
    "one row is one act of a visitor",
    {"customer_dim": "customer_id", "product_dim": "product_id", "date_dim": "date(event_at)"},
    ("interaction_id", "session_id", "kind"),
    (),
)

WIDE, FLAT = 3.3, 0.8
"""A box, in units of the axes."""


def stars(left: Fact, right: Fact) -> Figure:
    """The dimensions in the middle, a fact on each side; a line wherever a fact has the dimension's key."""
    figure, axes = new_figure(7.5, 4.2)
    between = {name: (5.0, 4.4 - 1.9 * position) for position, name in enumerate(DIMENSIONS)}
    for fact, place in ((left, (1.2, 2.5)), (right, (8.8, 2.5))):
        for name in fact.dimensions:
            line(axes, place, between[name])
        box(axes, place, told(fact), BLUE)
    for name, place in between.items():
        box(axes, place, [name, DIMENSIONS[name]], ORANGE)
    axes.set(xlim=(-0.6, 10.6), ylim=(0.0, 4.95))
    axes.axis("off")
    return figure


def in_words(*facts: Fact) -> str:
    """Each fact, what one row of it is, and where its columns lead."""
    return " ".join(
        f"{fact.name}, {fact.grain}: {', '.join(f'{column} leads to {name}' for name, column in fact.dimensions.items())}; "
        f"{', '.join(fact.numbers)} to no table. To add up: {', '.join(fact.measures) or 'no column, so its rows are counted'}."
        for fact in facts
    )


def told(fact: Fact) -> list[str]:
    """The lines in the box of a fact."""
    return [fact.name, fact.grain, *fact.numbers, *(fact.measures or ("(no measure: count rows)",))]


def line(axes: Axes, fact: tuple[float, float], dimension: tuple[float, float]) -> None:
    """From a fact to a dimension."""
    axes.plot([fact[0], dimension[0]], [fact[1], dimension[1]], color=GREY, linewidth=1.5, zorder=1)


def box(axes: Axes, centre: tuple[float, float], lines: list[str], colour: str) -> None:
    """A table: its name, its grain sentence, and what else there is to say, in grey."""
    step = 0.34
    height = step * len(lines) + 0.2
    corner = (centre[0] - WIDE / 2, centre[1] - height / 2)
    axes.add_patch(
        FancyBboxPatch(corner, WIDE, height, "round,pad=0,rounding_size=0.12", facecolor="white", edgecolor=colour, lw=2, zorder=2)
    )
    for position, text in enumerate(lines):
        look = {"fontweight": "bold"} if position == 0 else {"fontsize": 9.5, "color": "black" if position == 1 else "#555555"}
        axes.text(centre[0], centre[1] + height / 2 - 0.1 - step * (position + 0.5), text, ha="center", va="center", zorder=3, **look)
