"""The books of week 1's shop: the simulator's history, without damage, as tables, and what the shop itself knows of its totals.

Lessons 03 to 06 know orders of one product; from lesson 07 on an order is a basket. Both have the same lines and the same cents. With this
module come polars and the simulator, half a second of imports: whoever finds the books on the shelf does without.
"""

import json
from collections.abc import Iterable
from typing import Literal

import polars as pl

from shopstream.simulator import check, simulate
from shopstream.simulator.catalogue import PRODUCTS, product_name
from shopstream.simulator.history import History, live
from shopstream.simulator.names import CATEGORIES, FIRST, LAST, PLACES
from shopstream.simulator.people import customer_name
from shopstream.simulator.visits import FIRST_ORDER

Books = Literal["orders", "baskets"]

LATE = {"late": 400_000}
"""Four in ten events arrive some minutes late."""


def history_of(seed: int, **size: int) -> History:
    """What happened in a shop.

    Raises:
        UsageError: a seed that cannot be.
    """
    check(seed=seed, faults="none", **size)
    return live(seed, **size)


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


def late_sales(seed: int, **size: int) -> list[tuple]:
    """The orders of a shop of which many come late, in order of arrival: (order_id, happened_at, arrived_at, amount_cents)."""
    lines = simulate(seed=seed, faults=LATE, **size).lines.filter(pl.col("body").str.contains('"order_placed"', literal=True))
    orders = [json.loads(body) for body in lines["body"]]
    return [
        (order["order_id"], order["event_at"], received_at, sum(line["amount_cents"] for line in order["lines"]))
        for order, received_at in zip(orders, lines["received_at"], strict=True)
    ]


def books_of(seed: int, books: Books, **size: int) -> dict[str, pl.DataFrame]:
    """The tables of a shop, in the order in which they can be filled."""
    history = history_of(seed, **size)
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
