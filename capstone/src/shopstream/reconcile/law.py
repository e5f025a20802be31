"""What a law is, and how two sides are compared: amounts key by key, tables row by row."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from shopstream.reconcile.canonical import compact

SHOWN = 3
"""So many of the keys that differ are named."""

SHOWN_CHARACTERS = 60
"""So much of a value is shown."""


@dataclass(frozen=True)
class Law:
    """``expected`` and ``actual`` are totals over all keys. A law holds only when every key agrees, so equal totals are not enough.

    ``unit`` says what is counted. ``detail`` names the first keys that differ, and is empty where none does.
    """

    name: str
    meaning: str
    unit: str
    expected: int
    actual: int
    holds: bool
    detail: str = ""

    @property
    def difference(self) -> int:
        return self.actual - self.expected


@dataclass(frozen=True)
class Rule:
    """What a law says, before anything is counted."""

    name: str
    unit: str
    meaning: str


def judge(rule: Rule, expected: int, actual: int, differences: Sequence[str]) -> Law:
    """The law over two totals, broken by each of the differences, and by totals that are not equal."""
    found = list(differences[:SHOWN])
    if len(differences) > SHOWN:
        found.append(f"and {len(differences) - SHOWN:,} more")
    if expected != actual and not found:
        found = [_difference("", expected, actual, rule.unit)]
    return Law(rule.name, rule.meaning, rule.unit, expected, actual, not found, "; ".join(found))


def compare(rule: Rule, expected: Mapping, actual: Mapping, *, absent: int | None = None) -> Law:
    """The law that both sides say the same for every key.

    Args:
        expected: amounts by key, or one word for each key; words count as one each in the totals.
        absent: what a missing key means. None: it agrees with nothing, not even with 0.
    """
    if expected == actual:  # the usual case, and quick
        return judge(rule, _total(expected), _total(actual), [])
    one_sided = expected.keys() ^ actual.keys() if absent is None else set()
    pairs = ((key, expected.get(key, absent), actual.get(key, absent)) for key in expected.keys() | actual.keys())
    different = [pair for pair in pairs if pair[1] != pair[2] or pair[0] in one_sided]
    different.sort(key=lambda pair: _by_length(str(pair[0])))
    return judge(rule, _total(expected), _total(actual), [_difference(*pair, rule.unit) for pair in different])


def compare_rows(rule: Rule, expected: Sequence[tuple], actual: Sequence[tuple], *, columns: Sequence[str], key: Sequence[str]) -> Law:
    """The law that a table holds these rows, each as often, and no others.

    Args:
        columns: names of the columns of both sides.
        key: the columns that name a row to people; rows that agree in them are shown side by side.
    """
    missing, extra = Counter(expected), Counter(actual)
    if dict.__eq__(missing, extra):  # the usual case, and quick
        return judge(rule, len(expected), len(actual), [])
    missing.subtract(extra)
    key_of = _picker([columns.index(name) for name in key])
    wanted = {key_of(row): row for row, times in missing.items() if times > 0}
    got = {key_of(row): row for row, times in missing.items() if times < 0}
    different = sorted(wanted.keys() | got.keys(), key=lambda parts: [_by_length(str(part)) for part in parts])
    return judge(
        rule, len(expected), len(actual), [f"{_named(key, each)} {_apart(columns, wanted.get(each), got.get(each))}" for each in different]
    )


def _picker(positions: list[int]) -> Callable[[tuple], tuple]:
    return itemgetter(*positions) if len(positions) > 1 else lambda row: (row[positions[0]],)


def _named(names: Iterable[str], values: Iterable) -> str:
    return ", ".join(f"{name} {_short(value)}" for name, value in zip(names, values, strict=True))


def _apart(columns: Sequence[str], wanted: tuple | None, got: tuple | None) -> str:
    if wanted is None:
        return "should not be there"
    if got is None:
        return "is missing"
    cells = zip(columns, wanted, got, strict=True)
    return "has " + ", ".join(f"{name} {_short(right)} and not {_short(left)}" for name, left, right in cells if left != right)


def _short(value) -> str:
    shown = value if isinstance(value, str) and value.isprintable() and value else compact(value)
    return shown if len(shown) <= SHOWN_CHARACTERS else f"{shown[: SHOWN_CHARACTERS - 3]}..."


def _by_length(key: str) -> tuple[int, str]:
    """Sorts names that end in a number as people do."""
    return len(key), key


def _total(side: Mapping) -> int:
    return sum(value if isinstance(value, int) else 1 for value in side.values())


def _difference(key: str, left: int | str | None, right: int | str | None, unit: str) -> str:
    return f"{'in total' if key == '' else _short(key)}: expected {say(left, unit)}, got {say(right, unit)}"


def say(value: int | str | None, unit: str) -> str:
    """A value for people: cents as money, a missing one as ``nothing``.

    >>> say(-123456, "cents")
    '-1,234.56'
    """
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return _short(value)
    if unit != "cents":
        return f"{value:,}"
    whole, cents = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{whole:,}.{cents:02d}"
