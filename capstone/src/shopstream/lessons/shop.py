"""The shop of week 1 in a SQLite database in memory. What its tables hold is made by ``books``, once, and kept on the shelf."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Engine, StaticPool, create_engine

from shopstream.lessons import current
from shopstream.lessons.shelf import kept
from shopstream.lessons.sql import SqlQuestion

if TYPE_CHECKING:
    import polars as pl

    from shopstream.lessons.books import Books

SHOWN = {"days": 28, "orders_per_day": 500}
UNSEEN = {"days": 10, "orders_per_day": 60}
DAY = {"days": 1, "orders_per_day": 2_000}
"""The shop that a learner sees has about 20,000 order lines, the one that nobody has seen about 700; a day has about 3,000."""


@dataclass(frozen=True)
class Shop:
    """A database in memory, and what the shop itself knows of its totals.

    ``ledger`` is counted from the shop's history, not from the tables: ``customers``, ``products``, ``orders``, ``order_lines``,
    ``revenue_cents`` (ordered, paid or not), ``captured_cents``, ``refunded_cents``.
    """

    engine: Engine
    ledger: Mapping[str, int]

    def __str__(self) -> str:
        counts = ", ".join(f"{self.ledger[name]:,} {name}" for name in ("customers", "products", "orders"))
        return f"{counts}; revenue {euro(self.ledger['revenue_cents'])} EUR"


def open_shop(seed: int = 7, *, books: Books = "orders") -> Shop:
    """The shop of a seed, in which you may change everything: it is a copy. The next ``%%sql`` cells ask it.

    Args:
        seed: any whole number from 0 on.
        books: "orders" has one row an order, "baskets" one row an order line, and more tables.

    Raises:
        UsageError: a seed that cannot be.
    """
    current.engine = engine_on(shown(seed, books))
    return Shop(current.engine, ledger_of(seed, books, **SHOWN))


def open_day(seed: int = 7) -> Shop:
    """One Monday of the shop as a page sees it: ``sale(order_id, happened_at, arrived_at, amount_cents)``, in order of arrival.

    Many orders arrive minutes after they happened. The next ``%%sql`` cells ask it.

    Raises:
        UsageError: a seed that cannot be.
    """
    current.engine = engine_on(kept(f"day {seed!r}", lambda: day(seed)))
    return Shop(current.engine, ledger_of(seed, "baskets", **DAY))


def open_database() -> Engine:
    """An empty database in memory. The next ``%%sql`` cells ask it."""
    current.engine = engine_on(b"")
    return current.engine


def engine_on(data: bytes) -> Engine:
    """An engine on a copy of a database in memory, an empty one without data; all its connections are one."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    if data:
        connection.deserialize(data)
    connection.execute("pragma foreign_keys = on")
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)


def ask(
    prompt: str,
    *,
    level: Literal["core", "stretch"],
    hints: tuple[str, str],
    in_order: bool = False,
    books: Books = "orders",
    edges: str = "",
) -> SqlQuestion:
    """A question to the shop, whose answer is one query.

    Args:
        edges: statements that put rows into the unseen shop which a shop seldom has: an order in the last second of a day.
    """
    question = SqlQuestion(prompt, level=level, hints=hints, in_order=in_order)
    question.data(shown=lambda seed: shown(seed, books), unseen=lambda seed: with_edges(unseen(seed, books), edges))
    return question


def with_edges(data: bytes, statements: str) -> bytes:
    """A database after some statements."""
    if not statements:
        return data
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.executescript(statements)
        return connection.serialize()


@lru_cache(maxsize=4)
def shown(seed: int, books: Books) -> bytes:
    """The database that a learner sees, serialised."""
    return shop_of(seed, books, **SHOWN)


@lru_cache(maxsize=16)
def unseen(seed: int, books: Books) -> bytes:
    """A smaller one of another time, for answers that know the shown one by heart."""
    return shop_of(seed, books, **UNSEEN)


def shop_of(seed: int, books: Books, **size: int) -> bytes:
    """The database of a shop, serialised."""

    def make() -> bytes:
        from shopstream.lessons.books import books_of

        return database(books_of(seed, books, **size), books)

    return kept(f"{books} of {size} {seed!r}", make)


def ledger_of(seed: int, books: Books, **size: int) -> dict[str, int]:
    """What a shop knows of its totals."""

    def make() -> bytes:
        from shopstream.lessons.books import history_of, totals

        return json.dumps(totals(history_of(seed, **size), books)).encode()

    return json.loads(kept(f"ledger of {books} of {size} {seed!r}", make))


def day(seed: int) -> bytes:
    """The database of a Monday, serialised."""
    from shopstream.lessons.books import late_sales

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table sale (order_id integer, happened_at text, arrived_at text, amount_cents integer) strict")
        connection.executemany("insert into sale values (?, ?, ?, ?)", late_sales(seed, **DAY))
        connection.commit()
        return connection.serialize()


def database(tables: Mapping[str, pl.DataFrame], books: Books) -> bytes:
    """The tables as a serialised database, which is the same for the same tables to the byte."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("pragma foreign_keys = on")
        for name in ("shop", books):
            connection.executescript(files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8"))
        for name, rows in tables.items():
            marks = ", ".join("?" * rows.width)
            connection.executemany(f"insert into {name} ({', '.join(rows.columns)}) values ({marks})", rows.rows())
        connection.commit()
        connection.execute("analyze")
        return connection.serialize()


def euro(cents: int) -> str:
    """Cents as people write them.

    >>> euro(123456)
    '1,234.56'
    """
    return f"{cents // 100:,}.{cents % 100:02d}"
