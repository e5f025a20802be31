"""The SQL texts of the laws, and how their rows become numbers by key. One set of texts serves every engine.

What keeps them portable: a moment is cast to text before it is cut, because it is ISO text in SQLite and a timestamp
elsewhere; a boolean stands as a condition, never beside a number; no text holds a colon, which drivers read as a parameter.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files

from shopstream.contracts.tables import Column
from shopstream.reconcile.canonical import whole

Query = Callable[[str], list[tuple]]
"""Runs one SQL text on the warehouse and returns all rows."""

Amounts = dict[str, int | str]


def text(name: str) -> str:
    """The SQL text of a measure (``"orders"``) or of a law (``"laws/payment_fact"``)."""
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def rows(query: Query, name: str) -> list[tuple]:
    """The rows that a named text gives."""
    return query(text(name))


def columns_of(query: Query, table: str, columns: Sequence[Column]) -> list[tuple]:
    """Some columns of a table, which the contract names."""
    return query(f"select {', '.join(column.name for column in columns)} from {table}")


def amounts(pairs: Iterable[tuple]) -> Amounts:
    """Pairs of key and value as a mapping, without the keys whose value is null.

    Values become ``int``: an engine may return a sum of integers as a decimal. What is no whole number becomes a word.
    """
    return {str(key): whole(value) for key, value in pairs if value is not None}


def both_sides(query: Query, name: str) -> tuple[Amounts, Amounts]:
    """What a law's text expects and what it finds, by item."""
    told = rows(query, name)
    return amounts((item, expected) for item, expected, _ in told), amounts((item, actual) for item, _, actual in told)
