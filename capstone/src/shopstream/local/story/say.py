"""Figures as people read them."""

from collections.abc import Sequence

UNITS = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"))


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, with one decimal.

    >>> share(1, 8)
    '12.5 %'
    """
    return f"{100 * part / whole:.1f} %" if whole else "0.0 %"


def money(cents: int, currency: str = "") -> str:
    """Cents as an amount, exact.

    >>> money(-123456, "EUR")
    '-1,234.56 EUR'
    """
    euros, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{euros:,}.{rest:02d} {currency}".rstrip()


def duration(milliseconds: int) -> str:
    """A length of time in its two largest units.

    >>> duration(3_725_000), duration(1_250), duration(-250), duration(1_800_000)
    ('1 h 2 min', '1.2 s', '-0.2 s', '30 min')
    """
    if milliseconds < 0:
        return "-" + duration(-milliseconds)
    if milliseconds < 60_000:
        return f"{milliseconds // 100 / 10:.1f} s".replace(".0 ", " ")
    index = next(index for index, (size, _) in enumerate(UNITS) if milliseconds >= size)
    (size, name), (smaller, smaller_name) = UNITS[index : index + 2]
    rest = milliseconds % size // smaller
    return f"{milliseconds // size} {name}" + (f" {rest} {smaller_name}" if rest else "")


def quantile(ascending: Sequence[int], per_cent: int) -> int:
    """The smallest value that at least so many per cent of the values do not exceed (nearest rank).

    >>> quantile([1, 2, 3, 4], 50)
    2
    """
    return ascending[-(-len(ascending) * per_cent // 100) - 1]


def table(aligned: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows of texts under a header; ``aligned`` has ``<`` for each column aligned left and ``>`` for each aligned right.

    >>> print(table("<>", ["day", "orders"], [["Monday", "9"]]))
    day     orders
    ------  ------
    Monday       9
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    form = "  ".join(f"{{:{side}{width}}}" for side, width in zip(aligned, widths, strict=True))
    return "\n".join(form.format(*cells).rstrip() for cells in (header, ["-" * width for width in widths], *rows))
