"""The shop of week 1: its tables and its ledger are counted by different code, and agree for any seed."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shopstream.errors import UsageError
from shopstream.lessons import euro, open_database, open_shop
from shopstream.lessons.books import books_of
from shopstream.lessons.plan import steps_of
from shopstream.lessons.shop import database, unseen

BOOKS = ("orders", "baskets")
TOTALS = {
    "customers": "select count(*) from customer_dim",
    "products": "select count(*) from product_dim",
    "order_lines": "select count(*) from order_fact",
    "revenue_cents": "select sum(order_amount_cents) from order_fact",
    "captured_cents": "select sum(amount_cents) from payment_fact where is_captured = 1",
    "refunded_cents": "select sum(amount_cents) from refund_fact",
}


def asked(data: bytes, query: str) -> list[tuple]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("books", BOOKS)
def test_the_tables_hold_what_the_ledger_knows(books):
    shop = open_shop(5, books=books)
    with shop.engine.connect() as connection:
        counted = {name: connection.exec_driver_sql(query).scalar() for name, query in TOTALS.items()}
        orders = connection.exec_driver_sql("select count(distinct order_id) from order_fact").scalar()
    assert counted | {"orders": orders} == shop.ledger


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**40))
def test_both_books_of_any_shop_hold_the_same_cents(seed):
    one, other = (unseen(seed, books) for books in BOOKS)
    for name, query in TOTALS.items():
        assert asked(one, query) == asked(other, query), name
    by_product = "select product_id, sum(quantity), sum(order_amount_cents) from order_fact group by product_id"
    assert sorted(asked(one, by_product)) == sorted(asked(other, by_product))


@pytest.mark.parametrize("books", BOOKS)
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(books):
    made = [database(books_of(seed, books, days=2, orders_per_day=20), books) for seed in (3, 3, 4)]
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize("books", BOOKS)
def test_mistakes_can_show(books):
    """Guests, namesakes, unknown places, failed payments, and two attempts that meet two refunds: each lesson needs them."""
    data = unseen(1, books)
    for query in (
        "select count(*) from order_fact where customer_id is null",
        "select count(*) - count(distinct customer_name) from customer_dim",
        "select count(*) from customer_dim where location is null",
        "select count(*) from product_dim where category is null",
        "select count(*) from payment_fact where is_captured = 0",
        "select count(*) from customer_dim where customer_id not in (select customer_id from order_fact where customer_id is not null)",
    ):
        assert asked(data, query)[0][0] > 0, query
    both = """select count(*) from (
        select order_id from payment_fact join refund_fact using (order_id) group by order_id having count(*) >= 4
    )"""
    shop = open_shop(1, books=books)
    with shop.engine.connect() as connection:
        assert connection.exec_driver_sql(both).scalar() > 0


@pytest.mark.parametrize("books", BOOKS)
def test_a_right_answer_that_looks_once_for_each_order_or_customer_takes_few_steps(books):
    for table, other, key in (
        ("order_fact", "payment_fact", "order_id"),
        ("order_fact", "refund_fact", "order_id"),
        ("customer_dim", "order_fact", "customer_id"),
    ):
        query = f"select count(*) from {table} as a where not exists (select 1 from {other} as b where b.{key} = a.{key})"
        connection = open_shop(1, books=books).engine.raw_connection().driver_connection
        assert steps_of(connection, query) < 1_000_000, query


def test_the_shop_of_a_learner_may_be_changed_and_the_next_one_is_whole():
    first = open_shop(2)
    with first.engine.begin() as connection:
        connection.exec_driver_sql("delete from refund_fact")
    with open_shop(2).engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from refund_fact").scalar() > 0


def test_an_empty_database_is_empty():
    with open_database().connect() as connection:
        assert connection.exec_driver_sql("select count(*) from sqlite_schema").scalar() == 0


def test_a_seed_that_cannot_be_is_refused_on_one_line():
    with pytest.raises(UsageError, match="seed must be a whole number") as caught:
        open_shop(-1)
    assert caught.value._render_traceback_() == [f"UsageError: {caught.value}"]


def test_a_shop_says_what_it_is():
    shop = open_shop(5)
    assert str(shop).endswith(f"revenue {euro(shop.ledger['revenue_cents'])} EUR")
