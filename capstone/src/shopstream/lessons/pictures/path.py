"""Lesson 1.01: the path of an order from the checkout to the answer of a question, and who reads at which station."""

from itertools import pairwise
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from shopstream.lessons.figures import BLUE, GREEN, GREY, ORANGE, new_figure


class Station(NamedTuple):
    """Where an order stops: what lies there, who reads it, and the place of its box."""

    name: str
    holds: str
    reader: str
    x: float
    y: float
    colour: str


WIDTH, HEIGHT = 1.9, 0.95

STATIONS = (
    Station("shop", "its own tables", "the checkout,\none order", 0.2, 3.15, ORANGE),
    Station("collector", "one line an event", "", 3.1, 3.15, GREY),
    Station("stream", "events in order", "programs that\ncannot wait", 6.0, 3.15, GREY),
    Station("bronze", "all, as it came", "who repairs\nand loads again", 0.2, 0.85, GREEN),
    Station("silver", "checked events", "data science", 2.65, 0.85, GREEN),
    Station("gold", "facts, dimensions", "the page behind\nthe counter", 5.1, 0.85, GREEN),
    Station("warehouse", "facts, dimensions", "your questions,\nall orders (week 1)", 8.0, 0.85, BLUE),
)


def path() -> Figure:
    """Seven boxes and the way between them; the three in the middle lie in the lakehouse, and that in the lake."""
    figure, axes = new_figure(7.5, 4.3)
    frame(axes, (-0.1, 0.02), (7.4, 2.55), "#EDEDED", "lake: files")
    frame(axes, (0.02, 0.12), (7.16, 2.0), "#DCEFE8", "lakehouse: tables made of these files (week 3)")
    for station in STATIONS:
        box(axes, station)
    for left, right in pairwise(STATIONS):
        if left.y == right.y:
            arrow(axes, (left.x + WIDTH, left.y + HEIGHT / 2), (right.x, right.y + HEIGHT / 2))
    stream, bronze = STATIONS[2], STATIONS[3]
    middle = 2.82
    axes.plot([stream.x + WIDTH / 2, stream.x + WIDTH / 2, bronze.x + WIDTH / 2], [stream.y, middle, middle], color="black", linewidth=1.2)
    arrow(axes, (bronze.x + WIDTH / 2, middle), (bronze.x + WIDTH / 2, bronze.y + HEIGHT))
    axes.set(xlim=(-0.2, 10.2), ylim=(-0.05, 4.75))
    axes.axis("off")
    return figure


def in_words() -> str:
    """The picture for those who do not see it."""
    way = " -> ".join(station.name for station in STATIONS)
    readers = "; ".join(f"{station.name}, {station.reader}" for station in STATIONS if station.reader).replace("\n", " ")
    return f"{way}. Bronze, silver and gold lie in the lakehouse, on the files of the lake. Who reads where: {readers}."


def box(axes: Axes, station: Station) -> None:
    """A station with its name and what it holds; below it its reader, or above in the upper row."""
    axes.add_patch(
        FancyBboxPatch(
            (station.x, station.y), WIDTH, HEIGHT, "round,pad=0,rounding_size=0.12", facecolor="white", edgecolor=station.colour, lw=2
        )
    )
    middle = station.x + WIDTH / 2
    axes.text(middle, station.y + 0.66, station.name, ha="center", va="center", fontweight="bold", color="black")
    axes.text(middle, station.y + 0.28, station.holds, ha="center", va="center", fontsize=9)
    is_above = station.y > 2
    place = station.y + HEIGHT + 0.1 if is_above else station.y - 0.1
    axes.text(middle, place, station.reader, ha="center", va="bottom" if is_above else "top", fontsize=9.5, color="#555555")


def frame(axes: Axes, corner: tuple[float, float], size: tuple[float, float], colour: str, name: str) -> None:
    """A ground on which stations stand, with its name at the top right."""
    axes.add_patch(FancyBboxPatch(corner, *size, "round,pad=0,rounding_size=0.15", facecolor=colour, edgecolor="none"))
    axes.text(corner[0] + size[0] - 0.12, corner[1] + size[1] - 0.08, name, ha="right", va="top", fontsize=9.5)


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """The way of an order."""
    axes.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": "black", "shrinkA": 2, "shrinkB": 2})
