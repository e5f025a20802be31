"""Each business query by an example in which its typical mistakes give another answer, by laws, and in a second engine."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shopstream.contracts.tables import TABLES, UNKNOWN_KEY, Role
from shopstream.errors import UsageError
from shopstream.warehouse import METADATA, open_warehouse, queries

Part = tuple[str, dict]
"""A row of a table: the table's name, and its values by column."""

EMPTY: list[Part] = []
LAW = settings(deadline=None, derandomize=True, max_examples=25)
numbers = count(1)

# A tiny shop in the year 2026: moments are written "11-02 10:00", and 11-02 is a Monday.


def moment(short: str) -> str:
    return f"2026-{short[:5]}T{short[6:]}:00.000Z"


def version(name: str, item: int, since: str, until: str | None, **values) -> Part:
    validity = {"valid_from_at": moment(since), "valid_to_at": until and moment(until), "is_current": until is None}
    return f"{name}_dim", {f"{name}_key": next(numbers), f"{name}_id": item} | values | validity


def product(item: int, name: str, category: str | None = None, cents: int = 100, since="01-01 00:00", until=None) -> list[Part]:
    return [version("product", item, since, until, product_name=name, category=category, unit_price_cents=cents)]


def customer(item: int, location: str | None = None, since="01-01 00:00", until=None) -> list[Part]:
    return [version("customer", item, since, until, customer_name="Ada", location=location)]


def order(order_id: int, at: str, *lines: tuple, by=None, session=None, is_cancelled=False, is_paid=True) -> list[Part]:
    """Each line is a product, its cents, and its quantity where that is not 1."""
    header = {"order_id": order_id, "customer_id": by, "session_id": session, "order_date": moment(at), "currency": "EUR"}
    state = {"is_cancelled": is_cancelled, "is_paid": is_paid}
    filled = [(number, *line, 1)[:4] for number, line in enumerate(lines, start=1)]
    names = ("line_number", "product_id", "order_amount_cents", "quantity")
    return [("order_fact", header | state | dict(zip(names, line, strict=True))) for line in filled]


def payment(order_id: int, at: str, is_captured: bool) -> list[Part]:
    values = {"order_id": order_id, "amount_cents": 100, "is_captured": is_captured, "paid_at": moment(at)}
    return [("payment_fact", {"event_id": f"p{next(numbers)}"} | values)]


def refund(refund_id: int, at: str, item: int, cents: int, order_id: int | None = None, line=1) -> list[Part]:
    values = {"refund_id": refund_id, "line_number": line, "order_id": order_id, "product_id": item, "quantity": 1}
    return [("refund_fact", values | {"amount_cents": cents, "refunded_at": moment(at)})]


def interaction(kind: str, session: int, at: str, item: int, by=None) -> list[Part]:
    values = {"session_id": session, "customer_id": by, "product_id": item, "kind": kind, "quantity": 1 if kind == "cart" else None}
    return [("interaction_fact", {"event_id": f"i{next(numbers)}"} | values | {"event_at": moment(at)})]


def view(*parts, **options) -> list[Part]:
    return interaction("view", *parts, **options)


def cart(*parts, **options) -> list[Part]:
    return interaction("cart", *parts, **options)


def visit(session_id: int, started_at: str, ended_at: str, views=0, carts=0, orders=0) -> list[Part]:
    values = {"session_id": session_id, "customer_id": None, "started_at": started_at, "ended_at": ended_at}
    return [("session_fact", values | {"view_count": views, "cart_count": carts, "order_count": orders})]


def minute(at: str, orders: int, late: int, cents: int, currency="EUR") -> list[Part]:
    values = {"minute_at": moment(at), "currency": currency, "order_count": orders, "unit_count": orders, "amount_cents": cents}
    return [("sales_by_minute", values | {"late_count": late})]


def days(*rows: tuple[str, int]) -> list[Part]:
    """Days with their weekdays, as the shop's calendar has them."""
    names = ("date_on", "weekday", "year", "month", "day", "is_weekend")
    return [
        ("date_dim", dict(zip(names, (f"2026-{day}", weekday, 2026, int(day[:2]), int(day[3:]), weekday > 5), strict=True)))
        for day, weekday in rows
    ]


def shop(*parts: list[Part]) -> list[Part]:
    return [part for several in parts for part in several]


def with_keys(parts: list[Part]) -> list[Part]:
    """Facts point to the version of their time; to the unknown member where there is none."""
    return [(table, keys_of(parts, values) | values if table in ("order_fact", "interaction_fact") else values) for table, values in parts]


def keys_of(parts: list[Part], fact: dict) -> dict:
    at, keys = fact.get("order_date") or fact["event_at"], {"product_key": UNKNOWN_KEY, "customer_key": UNKNOWN_KEY}
    for table, row in parts:
        name = table.removesuffix("_dim")
        if f"{name}_key" in row and row[f"{name}_id"] == fact[f"{name}_id"]:
            is_valid = row["valid_from_at"] <= at < (row["valid_to_at"] or "9999")
            keys |= {f"{name}_key": row[f"{name}_key"]} if is_valid else {}
    return keys


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """``answers(parts, sql, ...)`` is what a warehouse with these rows answers; the warehouse is empty again after it."""
    engine = open_warehouse(tmp_path_factory.mktemp("queries") / "warehouse.db")

    def _answers(parts: list[Part], *statements: str) -> list[list[tuple]]:
        with engine.begin() as connection:
            for table, values in with_keys(parts):
                connection.execute(METADATA.tables[table].insert(), values)
            rows = [[tuple(row) for row in connection.exec_driver_sql(sql)] for sql in statements]
            connection.rollback()
        return rows

    yield _answers
    engine.dispose()


@pytest.fixture
def answer(answers):
    """The answer of one statement."""
    return lambda parts, sql: answers(parts, sql)[0]


LANTERN, ROPE = product(1, "Lantern", "light"), product(2, "Rope", "gear")

EXAMPLES: dict[str, tuple[list[Part], list[tuple]]] = {
    "repeat_intervals": (
        shop(  # customer 1 waits 0 and 5 days, customer 2 waits 5; guests, one order alone and a cancelled one make no interval
            order(11, "11-02 10:00", (1, 100), (2, 100), by=1),
            order(12, "11-02 23:59", (1, 100), by=1),
            order(13, "11-07 00:00", (1, 100), by=1),
            order(21, "11-02 10:00", (1, 100), by=2),
            order(22, "11-03 10:00", (1, 100), by=2, is_cancelled=True),
            order(23, "11-07 10:00", (1, 100), by=2),
            order(31, "11-04 10:00", (1, 100), by=3),
            order(41, "11-02 10:00", (1, 100)),
            order(42, "11-03 10:00", (1, 100)),
        ),
        [(0, 1, 333), (5, 2, 1000)],
    ),
    "cohorts_by_month": (
        shop(  # nobody of November comes in December; the guest of October is nobody's first order
            order(11, "11-02 10:00", (1, 100), (2, 100), by=1),
            order(12, "11-03 10:00", (1, 100), by=1),
            order(21, "11-04 10:00", (1, 100), by=2),
            order(31, "12-01 10:00", (1, 100), by=3),
            order(41, "10-01 10:00", (1, 100)),
            [
                ("order_fact", values | {"order_id": 13, "order_date": "2027-01-05T10:00:00.000Z"})
                for _, values in order(0, "01-05 10:00", (1, 1), by=1)
            ],
        ),
        [
            ("2026-11", 0, 2, 2, 1000),
            ("2026-11", 1, 2, 0, 0),
            ("2026-11", 2, 2, 1, 500),
            ("2026-12", 0, 1, 1, 1000),
            ("2026-12", 1, 1, 0, 0),
        ],
    ),
    "comebacks_by_week": (
        shop(  # Sunday belongs to the week of Monday; eight days are more than seven; two lines are no second order
            order(11, "11-02 10:00", (1, 100), (2, 100), by=1),
            order(21, "11-08 10:00", (1, 100), by=2),
            order(22, "11-15 23:00", (1, 100), by=2),
            order(31, "11-03 10:00", (1, 100), by=3),
            order(32, "11-11 10:00", (1, 100), by=3),
            order(41, "11-09 10:00", (1, 100), by=4),
            order(42, "11-09 11:00", (1, 100), by=4, is_cancelled=True),
        ),
        [("2026-11-02", 3, 2, 1, 333), ("2026-11-09", 1, 0, 0, 0)],
    ),
    "viewed_never_bought": (
        shop(  # customer 1 views twice and buys under a later version; customer 2 buys something else; a guest buys, and is nobody
            product(1, "Lantern", until="11-03 00:00"),
            product(1, "Storm lantern", since="11-03 00:00"),
            view(31, "11-02 10:00", 1, by=1),
            view(31, "11-02 10:01", 1, by=1),
            view(32, "11-02 10:02", 1, by=2),
            view(33, "11-02 10:03", 1),
            view(34, "11-02 10:04", 9, by=1),
            cart(34, "11-02 10:05", 7, by=1),
            order(11, "11-04 10:00", (1, 100), by=1),
            order(12, "11-04 11:00", (1, 100), by=1),
            order(21, "11-04 10:00", (2, 100), by=2),
            order(22, "11-04 10:00", (1, 100), by=2, is_cancelled=True),
            order(41, "11-04 10:00", (9, 100)),
        ),
        [(1, "Storm lantern", 2, 1, 500), (9, "(unknown)", 1, 1, 1000)],
    ),
    "funnel_by_category": (
        shop(  # session 31 goes all the way with two lines; 32 orders without a cart; 33 puts into the cart before it looks; 34 never looks
            LANTERN,
            product(2, "Torch", "light"),
            product(3, "Gift"),
            view(31, "11-02 10:00", 1),
            view(31, "11-02 10:01", 2),
            cart(31, "11-02 10:02", 2),
            cart(31, "11-02 10:03", 2),
            order(11, "11-02 10:04", (1, 100), (2, 100), session=31),
            view(32, "11-02 10:00", 1),
            order(12, "11-02 10:01", (1, 100), session=32),
            cart(33, "11-02 10:00", 1),
            view(33, "11-02 10:01", 1),
            cart(34, "11-02 10:00", 1),
            view(31, "11-02 10:05", 3),
            view(35, "11-02 10:05", 9),
            order(13, "11-02 10:06", (1, 100)),
        ),
        [("light", 3, 1, 1, 333), ("(none)", 1, 0, 0, 0), ("(unknown)", 1, 0, 0, 0)],
    ),
    "session_length": (
        shop(  # over midnight, and in milliseconds: 1 s and 600 ms; of 0, 10 and 60 seconds the median is 10 and the mean 23
            visit(31, "2026-11-02T23:59:59.900Z", "2026-11-03T00:00:01.500Z", views=1, carts=1, orders=1),
            visit(32, "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00.000Z", views=1),
            visit(33, "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:10.000Z", views=2),
            visit(34, "2026-11-02T10:00:00.000Z", "2026-11-02T10:01:00.000Z", views=2),
            visit(35, "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:20.000Z", views=1, carts=2),
            visit(36, "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:40.000Z", carts=2),
        ),
        [("view", 3, 1, 10, 23, 60), ("cart", 2, 0, 20, 30, 40), ("order", 1, 0, 2, 2, 2)],
    ),
    "new_and_returning_by_day": (
        shop(  # the first order has two lines, and both are new; the second of the day is returning
            order(11, "11-02 10:00", (1, 100), (2, 50), by=1),
            order(12, "11-02 11:00", (1, 30), by=1),
            order(13, "11-03 10:00", (1, 20), by=1),
            order(21, "11-01 10:00", (1, 900), by=2, is_cancelled=True),
            order(22, "11-03 10:00", (1, 7), by=2),
            order(41, "11-02 10:00", (1, 5)),
            order(42, "11-03 10:00", (1, 4)),
        ),
        [("2026-11-02", 1, 1, 1, 150, 30, 5), ("2026-11-03", 1, 1, 1, 7, 20, 4)],
    ),
    "net_revenue_by_day": (
        shop(  # two lines and two refunds of one order; a refund without an order; a day of views alone
            days(("11-01", 7), ("11-02", 1), ("11-03", 2)),
            order(11, "11-02 10:00", (1, 1000), (2, 1000)),
            order(12, "11-02 11:00", (1, 300), is_cancelled=True),
            refund(51, "11-02 12:00", 1, 200, order_id=11),
            refund(51, "11-02 12:00", 2, 200, order_id=11, line=2),
            refund(52, "11-03 12:00", 1, 50),
        ),
        [("2026-11-01", 0, 0, 0, 0), ("2026-11-02", 2300, 300, 400, 1600), ("2026-11-03", 0, 0, 50, -50)],
    ),
    "average_basket_by_weekday": (
        shop(  # Mondays: 100, then 200 and 300 a week later, so 200 and not the 175 of two daily averages, nor the 150 of four lines
            days(("11-02", 1), ("11-03", 2), ("11-09", 1)),
            order(11, "11-02 10:00", (1, 100, 3)),
            order(12, "11-09 10:00", (1, 150), (2, 50)),
            order(13, "11-09 11:00", (1, 300)),
            order(14, "11-09 12:00", (1, 9000), is_cancelled=True),
            order(15, "11-03 10:00", (1, 0)),
        ),
        [(1, 3, 600, 200, 2.0), (2, 1, 0, 0, 1.0)],
    ),
    "top_products": (
        shop(  # product 1 stands twice in an order and has two versions; 2 and 3 share a rank; nobody has described 3
            product(1, "Lantern", until="11-02 12:00"),
            product(1, "Storm lantern", since="11-02 12:00"),
            ROPE,
            order(11, "11-02 10:00", (1, 300, 3), (1, 100)),
            order(12, "11-02 13:00", (1, 200), (2, 200, 2)),
            order(13, "11-02 14:00", (3, 200), (4, 0)),
            order(14, "11-02 15:00", (2, 999), is_cancelled=True),
        ),
        [
            (1, 1, "Storm lantern", 2, 5, 600, 600, 600),
            (2, 2, "Rope", 1, 2, 200, 200, 800),
            (2, 3, "(unknown)", 1, 1, 200, 200, 1000),
            (4, 4, "(unknown)", 1, 1, 0, 0, 1000),
        ],
    ),
    "revenue_by_category": (
        shop(  # the lantern moves to another category at noon; the order at noon belongs to the new one
            product(1, "Lantern", "light", until="11-02 12:00"),
            product(1, "Lantern", "gear", since="11-02 12:00"),
            product(2, "Gift"),
            order(11, "11-02 10:00", (1, 100), (1, 100, 2)),
            order(12, "11-02 12:00", (1, 500), (2, 150)),
            order(13, "11-02 13:00", (9, 150)),
            order(14, "11-02 14:00", (1, 999), is_cancelled=True),
        ),
        [("gear", 1, 1, 500, 500), ("light", 1, 3, 200, 200), ("(none)", 1, 1, 150, 150), ("(unknown)", 1, 1, 150, 150)],
    ),
    "revenue_by_location": (
        shop(  # customer 1 moves at noon; 2 lives nowhere we know; 3 has not arrived; two guests are no customer
            customer(1, "Bergen", until="11-02 12:00"),
            customer(1, "Cork", since="11-02 12:00"),
            customer(2),
            order(11, "11-02 10:00", (1, 100), (2, 100), by=1),
            order(12, "11-02 12:00", (1, 400), by=1),
            order(21, "11-02 13:00", (1, 150), by=2),
            order(31, "11-02 13:00", (1, 150), by=3),
            order(41, "11-02 13:00", (1, 60)),
            order(42, "11-02 13:00", (1, 40)),
            order(13, "11-02 14:00", (1, 999), by=1, is_cancelled=True),
        ),
        [
            ("Cork", 1, 1, 400, 400),
            ("Bergen", 1, 1, 200, 200),
            ("(none)", 1, 1, 150, 150),
            ("(unknown)", 1, 1, 150, 150),
            ("(guest)", 0, 2, 100, 100),
        ],
    ),
    "unpaid_orders": (
        shop(  # two lines and two failures; nobody tried to pay order 12; 13 is paid after a failure; 14 is cancelled
            order(11, "11-02 10:00", (1, 100), (2, 100), by=1, is_paid=False),
            payment(11, "11-02 10:01", False),
            payment(11, "11-02 10:02", False),
            order(12, "11-02 11:00", (1, 300), is_paid=False),
            order(13, "11-02 12:00", (1, 900)),
            payment(13, "11-02 12:01", False),
            payment(13, "11-02 12:02", True),
            order(14, "11-02 13:00", (1, 900), is_paid=False, is_cancelled=True),
        ),
        [
            (12, None, "2026-11-02T11:00:00.000Z", 300, 0, None),
            (11, 1, "2026-11-02T10:00:00.000Z", 200, 2, "2026-11-02T10:02:00.000Z"),
        ],
    ),
    "payment_attempts": (
        shop(  # 13 is paid twice, and fails in between; 12 and 15 fail once, and 15 for good; 14 never arrived as an order
            payment(13, "11-02 10:00", True),
            payment(13, "11-02 10:01", False),
            payment(13, "11-02 10:02", True),
            payment(12, "11-02 10:00", False),
            payment(12, "11-02 10:01", True),
            payment(15, "11-02 10:00", False),
            payment(14, "11-02 10:00", True),
            order(13, "11-02 10:00", (1, 100), (2, 100)),
        ),
        [(0, 2, 2, 0, 1000), (1, 2, 1, 1, 500)],
    ),
    "refund_share_by_product": (
        shop(  # two sales and two refunds of the lantern; the rope was never sold here; the kettle is never given back
            LANTERN,
            order(11, "11-02 10:00", (1, 500), (3, 100)),
            order(12, "11-02 11:00", (1, 500)),
            refund(51, "11-03 10:00", 1, 100, order_id=11),
            refund(52, "11-03 11:00", 1, 100, order_id=12),
            refund(53, "11-03 12:00", 2, 70),
        ),
        [(1, "Lantern", 2, 1000, 200, 200), (2, "(unknown)", 1, 0, 70, None)],
    ),
    "order_value_quartiles": (
        shop(  # five orders: the first quarter takes two; the largest order has two lines
            order(11, "11-02 10:00", (1, 300), (2, 400)),
            order(12, "11-02 10:00", (1, 50)),
            order(13, "11-02 10:00", (1, 51)),
            order(14, "11-02 10:00", (1, 99)),
            order(15, "11-02 10:00", (1, 100)),
            order(16, "11-02 10:00", (1, 9000), is_cancelled=True),
        ),
        [(1, 2, 50, 51, 101, 51, 101), (2, 1, 99, 99, 99, 99, 99), (3, 1, 100, 100, 100, 100, 100), (4, 1, 700, 700, 700, 700, 700)],
    ),
    "bought_together": (
        shop(  # the lantern stands twice in order 11; three products make three pairs; one of 51 products is left out
            LANTERN,
            ROPE,
            order(11, "11-02 10:00", (2, 100), (1, 100), (1, 100)),
            order(12, "11-02 11:00", (1, 100), (2, 100), (3, 100)),
            order(13, "11-02 12:00", (1, 100)),
            order(14, "11-02 13:00", (1, 100), (3, 100), is_cancelled=True),
            order(15, "11-02 14:00", *((item, 1) for item in range(1, 52))),
        ),
        [
            (1, "Lantern", 2, "Rope", 2, 1000),
            (1, "Lantern", 3, "(unknown)", 1, 1000),
            (2, "Rope", 3, "(unknown)", 1, 1000),
        ],
    ),
    "price_history": (
        shop(  # up at noon, a new name a day later; the second version sells nothing; the rope has always cost the same
            product(1, "Lantern", cents=100, until="11-02 12:00"),
            product(1, "Lantern", cents=120, since="11-02 12:00", until="11-03 12:00"),
            product(1, "Storm lantern", cents=120, since="11-03 12:00"),
            product(2, "Rope", cents=50, until="11-02 12:00"),
            product(2, "Long rope", cents=50, since="11-02 12:00"),
            order(11, "11-02 10:00", (1, 200, 2)),
            order(12, "11-02 11:00", (1, 100)),
            order(13, "11-03 12:00", (1, 120)),
            order(14, "11-03 13:00", (1, 120), is_cancelled=True),
        ),
        [
            (1, "Lantern", "2026-01-01T00:00:00.000Z", "2026-11-02T12:00:00.000Z", 100, None, 3, 300),
            (1, "Lantern", "2026-11-02T12:00:00.000Z", "2026-11-03T12:00:00.000Z", 120, 20, 0, 0),
            (1, "Storm lantern", "2026-11-03T12:00:00.000Z", None, 120, 0, 1, 120),
        ],
    ),
    "busiest_minutes": (
        shop(  # late orders make 10:01 the busiest; two currencies of a minute are one row
            minute("11-02 10:00", 3, 0, 300),
            minute("11-02 10:01", 2, 2, 200),
            minute("11-02 10:02", 1, 0, 100),
            minute("11-02 10:02", 1, 1, 50, "GBP"),
            minute("11-02 10:03", 0, 1, 0),
        ),
        [
            ("2026-11-02T10:01:00.000Z", 4, 2, 500, 200),
            ("2026-11-02T10:00:00.000Z", 3, 0, 0, 300),
            ("2026-11-02T10:02:00.000Z", 3, 1, 333, 150),
            ("2026-11-02T10:03:00.000Z", 1, 1, 1000, 0),
        ],
    ),
    "rhythm_by_hour": (
        shop(  # the same hour of two days; two lines are one order
            view(31, "11-02 09:59", 1),
            view(31, "11-03 09:00", 1),
            cart(31, "11-03 23:59", 1),
            order(11, "11-02 10:00", (1, 100), (2, 100), is_cancelled=True),
        ),
        [(hour, 2 * (hour == 9), int(hour == 23), int(hour == 10)) for hour in range(24)],
    ),
}


@pytest.mark.parametrize("name", queries.names())
def test_the_example(answer, name):
    parts, expected = EXAMPLES[name]
    assert answer(parts, queries.text(name)) == expected


def test_each_query_has_an_example():
    assert set(EXAMPLES) == set(queries.names())


MISTAKES = [
    ("repeat_intervals", "select distinct\n", "select\n", "order lines counted as orders"),
    ("repeat_intervals", "customer_id is not null and ", "", "all guests are one customer"),
    ("repeat_intervals", "partition by customer_id ", "", "the next order of anybody"),
    ("repeat_intervals", " and not is_cancelled", "", "a cancelled order ends an interval"),
    ("cohorts_by_month", "left join active", "inner join active", "a month in which nobody comes back is gone"),
    ("cohorts_by_month", "customer_id is not null and ", "", "guests have a first month"),
    ("cohorts_by_month", "select distinct\n        customer_id", "select\n        customer_id", "an order line is a customer"),
    ("comebacks_by_week", "select distinct\n", "select\n", "the second line is a second order"),
    ("comebacks_by_week", "'-6 days', 'weekday 1'", "'weekday 1'", "a day belongs to the week after it"),
    ("comebacks_by_week", "<= 7", "< 7", "the seventh day is left out"),
    ("viewed_never_bought", "select distinct\n        product_id,\n        customer_id\n    from order",
     "select product_id, customer_id\n    from order", "each purchase repeats the viewer"),
    ("viewed_never_bought", "kind = 'view' and customer_id is not null", "kind = 'view'", "a guest never buys"),
    ("viewed_never_bought", " and product_dim.is_current", "", "a row for each version of the product"),
    ("viewed_never_bought", "left join buyer", "inner join buyer", "who never bought is gone"),
    ("funnel_by_category", "            and viewed.viewed_at <= described.happened_at\n", "", "a cart before the view"),
    ("funnel_by_category", "select distinct\n", "select\n", "order lines repeat the session"),
    ("funnel_by_category", "left join product_dim", "inner join product_dim", "unknown products are gone"),
    ("funnel_by_category", "coalesce(product_dim.category, '(none)')", "product_dim.category", "products without a category have no name"),
    ("session_length", "* place in", "* (place + 1) in", "another place than the middle"),
    ("session_length", " / session_count) as bigint) as mean", " / nullif(session_count - single_event_count, 0)) as bigint) as mean",
     "sessions of one event left out of the divisor"),
    ("new_and_returning_by_day", "partition by customer_id order by order_date, order_id",
     "partition by customer_id, substr(order_date, 1, 10) order by order_date", "new on each day"),
    ("new_and_returning_by_day", "when customer_id is null then 'guest' ", "", "guests are one customer, who comes back"),
    ("new_and_returning_by_day", "group by order_id, customer_id, order_date", "group by order_id, customer_id, order_date, line_number",
     "the second line of the first order is returning"),
    ("net_revenue_by_day", "from date_dim", "from date_dim where false", "a day of nothing is gone"),
    ("net_revenue_by_day", "union all\n\n    select\n        substr(cast(refunded", "union\n\n    select\n        substr(cast(refunded",
     "equal amounts are taken for the same"),
    ("net_revenue_by_day", "from refund_fact", "from refund_fact where order_id is not null", "a refund of an unknown order is lost"),
    ("average_basket_by_weekday", "group by order_id, order_date", "group by order_id, order_date, line_number", "an average of lines"),
    ("average_basket_by_weekday", "sum(order_amount_cents) as amount_cents", "avg(order_amount_cents) as amount_cents",
     "an average of averages"),
    ("top_products", "count(distinct order_id)", "count(*)", "order lines counted as orders"),
    ("top_products", " and product_dim.is_current", "", "a row for each version of the product"),
    ("top_products", "desc, product_id rows unbounded preceding", "desc", "ties share one running total"),
    ("top_products", "rank() over", "row_number() over", "equal revenue, another rank"),
    ("revenue_by_category", "order_fact.product_key = product_dim.product_key",
     "order_fact.product_id = product_dim.product_id and product_dim.is_current", "the category of today"),
    ("revenue_by_category", "order_fact.product_key = product_dim.product_key", "order_fact.product_id = product_dim.product_id",
     "every version"),
    ("revenue_by_category", "left join", "inner join", "unknown products are gone"),
    ("revenue_by_location", "order_fact.customer_key = customer_dim.customer_key",
     "order_fact.customer_id = customer_dim.customer_id and customer_dim.is_current", "where the customer lives today"),
    ("revenue_by_location", "left join", "inner join", "guests are gone"),
    ("revenue_by_location", "count(distinct order_id)", "count(*)", "order lines counted as orders"),
    ("unpaid_orders", "left join failed", "inner join failed", "an order for which nobody tried to pay is gone"),
    ("unpaid_orders", "order_date\n),\n\nfailed", "order_date, line_number\n),\n\nfailed", "a row for each line"),
    ("unpaid_orders", "not is_paid and not is_cancelled", "not is_paid", "a cancelled order waits for money"),
    ("payment_attempts", "when payment_fact.paid_at > first_capture.captured_at then 0", "when false then 0",
     "a failure after the capture"),
    ("payment_attempts", "left join first_capture", "inner join first_capture", "who never paid is gone"),
    ("payment_attempts", "min(paid_at) as captured_at\n    from payment_fact\n    where is_captured\n    group by order_id",
     "paid_at as captured_at\n    from payment_fact\n    where is_captured", "paid twice, counted twice"),
    ("refund_share_by_product", "left join sold", "inner join sold", "refunds of what was never sold are gone"),
    ("refund_share_by_product", "from order_fact\n", "from order_fact inner join refund_fact using (product_id)\n",
     "two facts joined row by row"),
    ("order_value_quartiles", "group by order_id\n", "group by order_id, line_number\n", "order lines counted as orders"),
    ("order_value_quartiles", "where not is_cancelled", "where true", "a cancelled order is the largest"),
    ("bought_together", "first_content.product_id < second", "first_content.product_id <> second", "each pair twice"),
    ("bought_together", "first_content.product_id < second", "first_content.product_id <= second", "a product with itself"),
    ("bought_together", "where product_count <= 50", "where true", "a wholesale basket"),
    ("price_history", "partition by product_id ", "", "the price before it of another product"),
    ("price_history", "left join version_sale", "inner join version_sale", "a price at which nothing sold is gone"),
    ("price_history", "select distinct product_id\n    from price_version\n    where price_change_cents <> 0",
     "select product_id\n    from price_version", "each version of each version"),
    ("busiest_minutes", "sum(order_count) as in_time_count", "sum(order_count) - sum(late_count) as in_time_count",
     "late orders taken from those in time"),
    ("busiest_minutes", "group by minute_at", "group by minute_at, currency", "a row for each currency"),
    ("rhythm_by_hour", "select distinct\n", "select\n", "order lines counted as orders"),
    ("rhythm_by_hour", "from hour_of_day\nleft join", "from hour_of_day\ninner join", "an hour of nothing is gone"),
]  # fmt: skip
"""Query, what it says, what one writes by mistake, and what is wrong with that."""


@pytest.mark.parametrize(("name", "right", "wrong", "what"), MISTAKES, ids=[f"{name}: {what}" for name, *_, what in MISTAKES])
def test_the_example_tells_a_mistake_from_the_answer(answer, name, right, wrong, what):
    parts, expected = EXAMPLES[name]
    sql = queries.text(name)
    assert right in sql
    assert answer(parts, sql.replace(right, wrong)) != expected


def test_each_query_has_a_mistake():
    assert {name for name, *_ in MISTAKES} == set(queries.names())


@pytest.mark.parametrize("name", queries.names())
def test_an_empty_warehouse_has_an_answer(answer, name):
    expected = [(hour, 0, 0, 0) for hour in range(24)] if name == "rhythm_by_hour" else []
    assert answer(EMPTY, queries.text(name)) == expected


@pytest.mark.parametrize("name", queries.names())
def test_a_query_says_its_grain_and_its_question(name):
    grain, question, *_ = queries.text(name).splitlines()
    assert grain.startswith("-- grain: ")
    assert question.startswith("-- ")
    assert queries.question(name).endswith("?")


@pytest.mark.parametrize("name", queries.names())
def test_no_query_calculates_with_the_amount_to_display(name):
    assert "order_amount" not in queries.text(name).replace("order_amount_cents", "")


def test_an_unknown_query_is_refused_and_the_known_are_listed():
    with pytest.raises(UsageError, match="no query @nonsense: there is average_basket_by_weekday, "):
        queries.text("nonsense")


# Laws, on shops in which few customers, products, sessions and moments meet often.

TIMES = [f"{day} {time}" for day in ("11-02", "11-03", "11-08", "12-01") for time in ("09:00", "09:01", "10:00", "12:00", "23:59")]
CALENDAR = days(("11-02", 1), ("11-03", 2), ("11-08", 7), ("12-01", 2))
ITEMS, SESSIONS, PEOPLE = (1, 2, 3, 4), (31, 32, 33), (1, 2, 3, None)
DAWN, NOON = "2026-11-02T06:00:00.000Z", "2026-11-02T12:00:00.000Z"


def any_shop(dice: Random) -> list[Part]:
    """A shop of up to twelve orders, some of unknown products and customers, some cancelled, some paid."""
    pick, few = dice.choice, lambda most: range(dice.randint(0, most))
    return shop(
        CALENDAR,
        product(1, "Lantern", "light", 100, until="11-03 10:00"),
        product(1, "Lantern", "gear", 120, since="11-03 10:00"),
        product(2, "Torch", "light"),
        product(3, "Gift"),
        customer(1, "Bergen", until="11-03 10:00"),
        customer(1, "Cork", since="11-03 10:00"),
        customer(2),
        *(any_order(number, pick) for number in few(12)),
        *(payment(pick(range(9)), pick(TIMES), pick([True, False])) for _ in few(6)),
        *(refund(number, pick(TIMES), pick(ITEMS), pick([0, 50])) for number in few(4)),
        *(interaction(pick(["view", "cart"]), pick(SESSIONS), pick(TIMES), pick(ITEMS), by=pick(PEOPLE)) for _ in few(12)),
        *(visit(number, DAWN, pick([DAWN, NOON]), views=pick([0, 1]), carts=pick([0, 2])) for number in few(4)),
        *(minute(f"11-02 10:0{number}", pick([0, 1, 2]), pick([0, 1, 2]), 100) for number in few(4)),
    )


def any_order(number: int, pick: Callable) -> list[Part]:
    lines = [(pick(ITEMS), pick([0, 100]), pick([1, 2])) for _ in range(pick([1, 2, 3]))]
    cancelled, paid = pick([True, False, False]), pick([True, False, False])
    return order(number, pick(TIMES), *lines, by=pick(PEOPLE), session=pick(SESSIONS), is_cancelled=cancelled, is_paid=paid)


shops = st.randoms(use_true_random=False).map(any_shop)


def total(parts: Iterable[Part], table: str, column: str, keep: Callable[[dict], bool] = lambda row: True) -> int:
    """A sum straight from the rows, which no query has touched."""
    return sum(row[column] for name, row in parts if name == table and keep(row))


def test_gross_cancelled_refunded_and_net_sum_to_what_was_sold_and_given_back(answer):
    @LAW
    @given(shops)
    def law(parts):
        rows = answer(parts, queries.text("net_revenue_by_day"))
        gross = total(parts, "order_fact", "order_amount_cents")
        cancelled = total(parts, "order_fact", "order_amount_cents", lambda row: row["is_cancelled"])
        refunded = total(parts, "refund_fact", "amount_cents")
        assert [sum(row[place] for row in rows) for place in (1, 2, 3, 4)] == [gross, cancelled, refunded, gross - cancelled - refunded]

    law()


REVENUE = {
    "new_and_returning_by_day": (4, 5, 6),
    "average_basket_by_weekday": (2,),
    "top_products": (5,),
    "revenue_by_category": (3,),
    "revenue_by_location": (3,),
    "order_value_quartiles": (4,),
}
"""Where each query that parts the revenue has its amounts."""


def test_the_parts_of_the_revenue_sum_to_the_whole(answers):
    @LAW
    @given(shops)
    def law(parts):
        sold = total(parts, "order_fact", "order_amount_cents", lambda row: not row["is_cancelled"])
        for (name, places), rows in zip(REVENUE.items(), answers(parts, *map(queries.text, REVENUE)), strict=True):
            assert sum(row[place] for row in rows for place in places) == sold, name

    law()


def test_a_running_share_never_falls_and_ends_at_the_whole(answers):
    @LAW
    @given(shops)
    def law(parts):
        for rows in answers(parts, queries.text("top_products"), queries.text("repeat_intervals")):
            shares = [row[-1] for row in rows if row[-1] is not None]
            assert shares == sorted(shares)
            assert shares[-1:] in ([], [1000])

    law()


def test_a_funnel_never_grows(answer):
    @LAW
    @given(shops)
    def law(parts):
        for _, viewed, carted, ordered, _ in answer(parts, queries.text("funnel_by_category")):
            assert viewed >= carted >= ordered

    law()


def test_no_pair_comes_twice_nor_turned_round(answer):
    @LAW
    @given(shops)
    def law(parts):
        pairs = [(first, second) for first, _, second, *_ in answer(parts, queries.text("bought_together"))]
        assert all(first < second for first, second in pairs)
        assert len(pairs) == len(set(pairs))

    law()


def sort_keys(sql: str) -> list[str]:
    """The columns that the last ``order by`` names."""
    order_by = sql.rpartition("order by")[2].partition("limit")[0]
    return [word for word in re.findall(r"(?:\w+\.)?([a-z]\w*)", order_by) if word not in ("coalesce", "desc")]


@pytest.mark.parametrize("seed", range(8))
def test_no_two_rows_tie_so_the_order_of_an_answer_is_one(answers, seed):
    texts = [queries.text(name) for name in queries.names()]
    keys = answers(any_shop(Random(seed)), *(f"select {', '.join(sort_keys(sql))} from ({sql})" for sql in texts))
    assert [name for name, rows in zip(queries.names(), keys, strict=True) if len(set(rows)) < len(rows)] == []


# The queries are shared: another engine, with real timestamps and booleans, gives the same answers.

PORTABLE = [name for name in queries.names() if "SQLite's own" not in queries.text(name)]
DUCKDB_TYPES = {"text": "varchar", "int": "integer"}


@pytest.fixture(scope="module")
def duck():
    """``duck(parts, sql)`` answers like ``answer``, on DuckDB."""
    connection = duckdb.connect()
    for table in TABLES.values():
        columns = [f"{column.name} {DUCKDB_TYPES.get(column.type, column.type)}" for column in table.columns if column.role != Role.DISPLAY]
        connection.execute(f"create table {table.name} ({', '.join(columns)})")

    def _duck(parts: list[Part], sql: str) -> list[tuple]:
        connection.begin()
        for table, values in with_keys(parts):
            row = {
                name: value.removesuffix("Z") if name.endswith(("_at", "order_date")) and value else value for name, value in values.items()
            }
            connection.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))
        rows = connection.execute(sql).fetchall()
        connection.rollback()
        return [tuple(as_text(value) for value in row) for row in rows]

    yield _duck
    connection.close()


def as_text(value):
    return value.isoformat(timespec="milliseconds") + "Z" if isinstance(value, datetime) else value


@pytest.mark.parametrize("name", PORTABLE)
def test_another_engine_gives_the_same_answer(answer, duck, name):
    parts, expected = EXAMPLES[name]
    assert duck(parts, queries.text(name)) == expected


def test_only_three_queries_say_that_they_are_of_one_engine():
    assert set(queries.names()) - set(PORTABLE) == {"repeat_intervals", "comebacks_by_week", "session_length"}
