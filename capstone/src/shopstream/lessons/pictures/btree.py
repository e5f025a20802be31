"""Lesson 1.11: a table, and an index beside it as a tree of pages. A search goes down the tree, and then to the rows, or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from shopstream.lessons.figures import BLUE, GREY, ORANGE, new_figure

ON_LEAF, ON_TABLE_PAGE = 5, 3
"""So many entries and rows on a page. In a real page of 4,096 bytes there are hundreds of entries."""

LINE = 0.17
ROOT, LEAVES, TABLE = 2.75, 1.75, 0.45
"""Heights: of a line of text, and of the upper edge of each row of pages."""


@dataclass(frozen=True)
class Sale:
    """A row of the table: where it stands, whose it is, and its cents."""

    row: int
    customer: int
    cents: int


@dataclass(frozen=True)
class Search:
    """What a search for one customer reads: pages of the index, and pages of the table."""

    leaves: tuple[int, ...]
    table_pages: tuple[int, ...]
    rows: tuple[int, ...]

    @property
    def pages(self) -> int:
        return 1 + len(self.leaves) + len(self.table_pages)


def search(sales: Sequence[Sale], customer: int, *, covering: bool) -> Search:
    """The pages between the root and the answer.

    >>> search([Sale(1, 7, 50), Sale(2, 8, 20), Sale(3, 7, 10), Sale(4, 7, 30)], 7, covering=False).pages
    4
    >>> search([Sale(1, 7, 50), Sale(2, 8, 20), Sale(3, 7, 10), Sale(4, 7, 30)], 7, covering=True).pages
    2
    """
    wanted = [place for place, sale in enumerate(entries(sales, covering=covering)) if sale.customer == customer]
    rows = [sale.row for sale in sales if sale.customer == customer]
    table_pages = [] if covering else sorted({(row - 1) // ON_TABLE_PAGE for row in rows})
    return Search(tuple(sorted({place // ON_LEAF for place in wanted})), tuple(table_pages), tuple(rows))


def entries(sales: Sequence[Sale], *, covering: bool) -> list[Sale]:
    """The rows as an index on the customer has them, sorted; a covering one holds the cents, too."""
    return sorted(sales, key=lambda sale: (sale.customer, sale.cents if covering else 0, sale.row))


def in_words(sales: Sequence[Sale], customer: int, *, covering: bool) -> str:
    """What is to be seen in the figure."""
    found = search(sales, customer, covering=covering)
    scanned = len(_pages(sales, ON_TABLE_PAGE))
    leaves = f"{len(found.leaves)} leaf page{'s' if len(found.leaves) > 1 else ''}"
    where = f"customer {customer} has rows {' and '.join(map(str, found.rows))}. The search reads the root, {leaves}"
    if covering:
        return f"{where} and no page of the table, as the amount stands in the index: {found.pages} pages. A scan reads {scanned}."
    return f"{where} and {len(found.table_pages)} pages of the table, one jump for each row: {found.pages} pages. A scan reads {scanned}."


def btree(sales: Sequence[Sale], customer: int, *, covering: bool) -> Figure:
    """The root above, the leaves below it, the table at the bottom; what a search for the customer reads is in colour."""
    found, listed = search(sales, customer, covering=covering), entries(sales, covering=covering)
    leaves, pages = _pages(listed, ON_LEAF), _pages(sales, ON_TABLE_PAGE)
    figure, axes = new_figure(7.5, 4.3)
    middles = [(place + 0.5) * len(pages) / len(leaves) for place in range(len(leaves))]
    starts = ", ".join(str(leaf[0].customer) for leaf in leaves)
    _page(axes, len(pages) / 2, ROOT, 1.5, [("the leaves begin at", False), (starts, False)], BLUE)
    for place, (middle, leaf) in enumerate(zip(middles, leaves, strict=True)):
        colour = BLUE if place in found.leaves else GREY
        told = [(_entry(sale, covering), sale.customer == customer) for sale in leaf]
        _page(axes, middle, LEAVES, 1.5, told, colour)
        _arrow(axes, (len(pages) / 2, ROOT - 2 * LINE - 0.08), (middle, LEAVES + 0.04), colour)
    for place, page in enumerate(pages):
        is_read = place in found.table_pages
        told = [(f"{sale.row}: {sale.customer}, {_euro(sale)}", is_read and sale.customer == customer) for sale in page]
        _page(axes, place + 0.5, TABLE, 0.9, told, ORANGE if is_read else GREY)
    for number, sale in enumerate(listed):
        if sale.customer == customer and not covering:
            start, end = middles[number // ON_LEAF], (sale.row - 1) // ON_TABLE_PAGE + 0.5
            lean = 0.3 if end > start else -0.3
            _arrow(axes, (start + lean, LEAVES - ON_LEAF * LINE - 0.1), (end, TABLE + 0.04), ORANGE)
    leaf = "customer, EUR: row" if covering else "customer: row"
    for height, word, what in ((ROOT, "root", ""), (LEAVES, "leaves", leaf), (TABLE, "table", "row: customer, EUR")):
        axes.text(-0.1, height - 0.12, word, ha="right", va="center", fontweight="bold")
        axes.text(-0.1, height - 0.32, what, ha="right", va="center", fontsize=9)
    axes.set(xlim=(-1.4, len(pages) + 0.05), ylim=(TABLE - ON_TABLE_PAGE * LINE - 0.1, ROOT + 0.1))
    axes.axis("off")
    return figure


def _pages(rows: Sequence[Sale], size: int) -> list[Sequence[Sale]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _entry(sale: Sale, covering: bool) -> str:
    return f"{sale.customer}, {_euro(sale)}: row {sale.row}" if covering else f"{sale.customer}: row {sale.row}"


def _euro(sale: Sale) -> str:
    return f"{sale.cents / 100:g}"


def _page(axes: Axes, middle: float, top: float, width: float, lines: Sequence[tuple[str, bool]], colour: str) -> None:
    """A box with lines of text; those that are wanted are in bold."""
    height = len(lines) * LINE + 0.06
    line = 1 if colour == GREY else 2.5
    axes.add_patch(Rectangle((middle - width / 2, top - height), width, height, facecolor="white", edgecolor=colour, linewidth=line))
    for number, (text, is_wanted) in enumerate(lines):
        weight = "bold" if is_wanted else "normal"
        axes.text(middle, top - 0.03 - (number + 0.5) * LINE, text, ha="center", va="center", fontsize=9, fontweight=weight)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    style = {"arrowstyle": "->", "color": colour, "linewidth": 1 if colour == GREY else 2}
    axes.annotate("", xy=end, xytext=start, arrowprops=style)
