"""The shop of week 1: the simulator's history as its own books, without damage, in a SQLite database in memory.

Lessons 03 to 06 know orders of one product; from lesson 07 on an order is a basket. Both have the same lines and the same cents.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import polars as pl
from sqlalchemy import Engine, StaticPool, create_engine

from shopstream.lessons import current
from shopstream.lessons.sql import SqlQuestion
from shopstream.simulator import check, simulate
from shopstream.simulator.catalogue import PRODUCTS, product_name
from shopstream.simulator.history import History, live
from shopstream.simulator.names import CATEGORIES, FIRST, LAST, PLACES
from shopstream.simulator.people import customer_name
from shopstream.simulator.visits import FIRST_ORDER

Books = Literal["orders", "baskets"]

SHOWN = {"days": 28, "orders_per_day": 500}
UNSEEN = {"days": 10, "orders_per_day": 60}
DAY, LATE = {"days": 1, "orders_per_day": 2_000}, {"late": 400_000}
"""The shop that a learner sees has about 20,000 order lines, the one that nobody has seen about 700; then a Monday on which four in ten
events arrive some minutes late."""


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
    check(seed=seed, faults="none", **SHOWN)
    current.engine = engine_on(shown(seed, books))
    return Shop(current.engine, totals(live(seed, **SHOWN), books))


def open_day(seed: int = 7) -> Shop:
    """One Monday of the shop as a page sees it: ``sale(order_id, happened_at, arrived_at, amount_cents)``, in order of arrival.

    Many orders arrive minutes after they happened. The next ``%%sql`` cells ask it.

    Raises:
        UsageError: a seed that cannot be.
    """
    lines = simulate(seed=seed, faults=LATE, **DAY).lines.filter(pl.col("body").str.contains('"order_placed"', literal=True))
    orders = [json.loads(body) for body in lines["body"]]
    rows = [
        (order["order_id"], order["event_at"], received_at, sum(line["amount_cents"] for line in order["lines"]))
        for order, received_at in zip(orders, lines["received_at"], strict=True)
    ]
    current.engine = engine_on(b"")
    with current.engine.begin() as connection:
        connection.exec_driver_sql("create table sale (order_id integer, happened_at text, arrived_at text, amount_cents integer) strict")
        connection.exec_driver_sql("insert into sale values (?, ?, ?, ?)", rows)
    return Shop(current.engine, totals(live(seed, **DAY), "baskets"))


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
    return database(books_of(seed, books, **SHOWN), books)


@lru_cache(maxsize=16)
def unseen(seed: int, books: Books) -> bytes:
    """A smaller one of another time, for answers that know the shown one by heart."""
    return database(books_of(seed, books, **UNSEEN), books)


def totals(history: History, books: Books) -> dict[str, int]:
    """What the shop knows of itself. The amounts are the same in both kinds of books."""
    return {
        "customers": history.customers["customer_id"].n_unique(),
        "products": history.products["product_id"].n_unique(),
        "orders": history.lines.height if books == "orders" else history.orders.height,
        "order_lines": history.lines.height,
        "revenue_cents": history.lines["amount_cents"].sum(),
        "captured_cents": history.payments.filter("is_captured")["amount_cents"].sum(),
        "refunded_cents": history.refunds["amount_cents"].sum(),
    }


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


def books_of(seed: int, books: Books, **size: int) -> dict[str, pl.DataFrame]:
    """The tables of a shop, in the order in which they can be filled."""
    history = live(seed, **size)
    facts = orders_of(history) if books == "orders" else baskets_of(history)
    return {"customer_dim": customers_of(history), "product_dim": products_of(history)} | facts


def customers_of(history: History) -> pl.DataFrame:
    """Each customer as the shop knows them at the end."""
    return changes_of(history).unique("customer_id", keep="last").sort("customer_id").drop("changed_at")


def changes_of(history: History) -> pl.DataFrame:
    """Each announcement of a customer, in order."""
    names = texts("name", map(customer_name, range(len(FIRST) * len(LAST))))
    return history.customers.sort("event").select("customer_id", customer_name=names, location=texts("place", PLACES), changed_at=moment())


def products_of(history: History) -> pl.DataFrame:
    """Each product as it is at the end."""
    last = history.products.sort("event").unique("product_id", keep="last").sort("product_id")
    names = texts("name", map(product_name, range(PRODUCTS)))
    return last.select("product_id", product_name=names, category=texts("category", CATEGORIES))


def orders_of(history: History) -> dict[str, pl.DataFrame]:
    """The facts if each line of a basket had been an order of its own: its payments are the basket's, in parts."""
    orders = sold(history).with_columns(number=pl.int_range(FIRST_ORDER, FIRST_ORDER + pl.len()))
    numbers = orders.select("order_id", "line_number", "number", line_cents="order_amount_cents")
    payments = history.payments.join(numbers, on="order_id").sort("event", "line_number")
    refunds = by_piece(history.refunds.join(numbers, on=["order_id", "line_number"]).sort("event", "line_number"))
    return {
        "order_fact": orders.select("product_id", "customer_id", "quantity", "order_date", "order_amount_cents", order_id="number"),
        "payment_fact": payments.select(order_id="number", amount_cents="line_cents", is_captured=as_int("is_captured"), paid_at=moment()),
        "refund_fact": refunds.select("amount_cents", order_id="number", refunded_at=moment()),
    }


def by_piece(refunds: pl.DataFrame) -> pl.DataFrame:
    """A row for each piece that is sent back; the first one takes the cents that cannot be shared."""
    pieces = refunds.with_columns(piece=pl.int_ranges(0, "quantity")).explode("piece")
    share, rest = pl.col("amount_cents") // pl.col("quantity"), pl.col("amount_cents") % pl.col("quantity")
    return pieces.with_columns(amount_cents=share + pl.when(pl.col("piece") == 0).then(rest).otherwise(0))


def baskets_of(history: History) -> dict[str, pl.DataFrame]:
    """The facts as they are, what visitors did, and how customers changed."""
    payments, refunds = history.payments.sort("event"), history.refunds.sort("event", "line_number")
    seen = pl.concat([history.views.with_columns(kind=pl.lit("view")), history.carts.drop("quantity").with_columns(kind=pl.lit("cart"))])
    orders = sold(history)
    return {
        "date_dim": days_of(orders),
        "order_fact": orders,
        "payment_fact": payments.select("order_id", "amount_cents", is_captured=as_int("is_captured"), paid_at=moment()),
        "refund_fact": refunds.select("refund_id", "line_number", "order_id", "amount_cents", refunded_at=moment()),
        "interaction_fact": seen.sort("event").select("session_id", "customer_id", "product_id", "kind", event_at=moment()),
        "customer_change": changes_of(history),
    }


def sold(history: History) -> pl.DataFrame:
    """The lines of all baskets, with what their order says."""
    told = history.orders.select("order_id", "customer_id", "session_id", order_date=moment())
    return history.lines.join(told, on="order_id").sort("order_id", "line_number").rename({"amount_cents": "order_amount_cents"})


def days_of(orders: pl.DataFrame) -> pl.DataFrame:
    """The calendar from the first order's day to the last one's, each day once, whether anybody bought or not."""
    days = orders["order_date"].str.slice(0, 10).str.to_date()
    calendar = pl.DataFrame({"day": pl.date_range(days.min(), days.max(), eager=True)})
    weekday = pl.col("day").dt.weekday()
    return calendar.select(date_on=pl.col("day").dt.to_string("%Y-%m-%d"), weekday=weekday, is_weekend=(weekday >= 6).cast(int))


def moment() -> pl.Expr:
    """``event_at`` as text: UTC, whole seconds."""
    return pl.from_epoch("event_at", time_unit="ms").dt.strftime("%Y-%m-%d %H:%M:%S")


def texts(column: str, words: Iterable[str]) -> pl.Expr:
    """The word that each number stands for."""
    return pl.col(column).replace_strict(dict(enumerate(words)), return_dtype=pl.String)


def as_int(column: str) -> pl.Expr:
    """A truth value as 0 or 1."""
    return pl.col(column).cast(int)


def euro(cents: int) -> str:
    """Cents as people write them.

    >>> euro(123456)
    '1,234.56'
    """
    return f"{cents // 100:,}.{cents % 100:02d}"
