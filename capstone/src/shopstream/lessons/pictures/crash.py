"""What everybody else sees of a load, while it runs and after a crash: with a block for each statement, and with one for all."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from shopstream.lessons.figures import BLUE, GREEN, GREY, ORANGE, new_figure

FIRST, CRASH, SECOND, END = 2, 4, 6, 9
"""When each thing happens, from left to right."""

SEEN = {"nothing": GREY, "orders alone": ORANGE, "orders and payments": GREEN}


def what_others_see(*left: Mapping[str, int]) -> Figure:
    """Three lanes from top to bottom: two blocks and a crash, one block and a crash, one block that ends well.

    Args:
        left: the orders and payments that are there after each of them.
    """
    figure, axes = new_figure(7.5, 3.4)
    lane(axes, 2, "a block each", [(0, "nothing"), (FIRST, "orders alone")], left[0])
    lane(axes, 1, "one block", [(0, "nothing")], left[1])
    lane(axes, 0, "one block,\nno crash", [(0, "nothing"), (SECOND, "orders and payments")], left[2])
    axes.plot([CRASH, CRASH], [0.65, 2.65], color="black", linestyle="--")
    for at, word in ((FIRST, "insert orders"), (CRASH, "crash"), (SECOND, "insert payments")):
        axes.text(at, 2.72, word, ha="center", va="bottom")
        axes.plot([at], [2.66], marker="v", color="black")
    axes.plot([FIRST, SECOND], [2, 0], marker="|", markersize=38, markeredgewidth=4, color=BLUE, linestyle="none", label="commit")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.02), frameon=False, handletextpad=0.1, markerscale=0.35)
    axes.text(END + 0.15, 2.72, "left in the end", va="bottom")
    axes.set(xlim=(-2, END + 2.6), ylim=(-0.6, 3.1), title="What everybody else sees of the load")
    axes.axis("off")
    return figure


def lane(axes: Axes, height: int, name: str, seen: Sequence[tuple[int, str]], left: Mapping[str, int]) -> None:
    """One load: its name, what others see from each moment on, and what is left of it."""
    axes.text(-0.15, height, name, ha="right", va="center")
    ends = [start for start, _ in seen[1:]] + [END]
    for (start, what), end in zip(seen, ends, strict=True):
        axes.barh(height, end - start, left=start, height=0.5, color=SEEN[what], alpha=0.75)
        axes.text(start + 0.15, height, what, ha="left", va="center", fontsize=9.5)
    axes.text(END + 0.15, height, f"{left['orders']} orders,\n{left['payments']} payments", ha="left", va="center")
