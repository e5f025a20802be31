"""The world is plausible, and everything in it refers to something that is there."""

import numpy as np
import polars as pl
import pytest
from shopstream.simulator.catalogue import PRODUCTS, product_name
from shopstream.simulator.history import History, live
from shopstream.simulator.rhythm import DAY, HOUR, OPENS_AT

DAYS = 14


@pytest.fixture(scope="module")
def history() -> History:
    return live(7, DAYS, 100)


def test_ids_are_distinct_and_in_the_order_of_time(history):
    at = pl.concat([rows.select("event", "event_at") for rows in history.kinds.values()]).sort("event")
    assert at["event"].to_list() == list(range(history.height))
    assert at["event_at"].is_sorted()
    assert history.ids.n_unique() == history.height
    assert history.ids.is_sorted()
    assert [int(text[:12], 16) for text in history.ids] == at["event_at"].to_list()


def test_a_few_products_are_looked_at_most(history):
    views = history.views["product_id"].value_counts(sort=True)["count"]
    assert views.head(8).sum() > 0.4 * history.views.height
    assert len(views) == PRODUCTS


def test_a_few_customers_come_often(history):
    visits = history.views.drop_nulls("customer_id").unique("session_id")["customer_id"].value_counts(sort=True)["count"]
    assert visits.head(len(visits) // 5).sum() > 0.4 * visits.sum()


def test_the_day_has_a_rhythm(history):
    hours = np.bincount((history.views["event_at"].to_numpy() - OPENS_AT) // HOUR % 24, minlength=24)
    assert hours[19:21].mean() > 10 * hours[2:5].mean()
    assert hours[12] > hours[9]


def test_a_saturday_has_more_visits_than_a_tuesday(history):
    days = np.bincount((history.views["event_at"].to_numpy() - OPENS_AT) // DAY, minlength=DAYS)
    assert days[5] > 1.1 * days[1]


def test_the_orders_are_about_as_many_as_asked_for(history):
    assert 85 * DAYS < history.orders.height < 125 * DAYS


def test_every_cart_follows_a_view_and_every_order_a_cart_of_its_session(history):
    views, carts = (rows.group_by("session_id").agg(first=pl.col("event_at").min()) for rows in (history.views, history.carts))
    for rows, before in ((history.carts, views), (history.orders, carts)):
        joined = rows.join(before, on="session_id", how="left")
        assert (joined["event_at"] > joined["first"]).fill_null(False).all()


def test_what_follows_an_order_comes_after_it(history):
    placed = history.orders.select("order_id", placed_at="event_at")
    for rows in (history.payments, history.cancellations, history.refunds):
        joined = rows.join(placed, on="order_id", how="left")
        assert (joined["event_at"] > joined["placed_at"]).fill_null(False).all()


def test_every_product_and_every_customer_is_announced_before_anything_refers_to_it(history):
    for facts, changes, member in (
        (history.views, history.products, "product_id"),
        (history.carts, history.products, "product_id"),
        (history.lines.join(history.orders, on="order_id"), history.products, "product_id"),
        (history.views, history.customers, "customer_id"),
        (history.orders, history.customers, "customer_id"),
    ):
        known = changes.group_by(member).agg(known_at=pl.col("event_at").min())
        joined = facts.drop_nulls(member).join(known, on=member, how="left")
        assert (joined["event_at"] >= joined["known_at"]).fill_null(False).all()


def test_a_line_costs_the_price_of_its_moment_and_a_gift_nothing(history):
    lines = history.lines.join(history.orders, on="order_id").sort("event_at")
    priced = lines.join_asof(history.products.sort("event_at"), on="event_at", by="product_id", check_sortedness=False)
    paid = priced.filter(pl.col("amount_cents") > 0)
    assert (paid["amount_cents"] == paid["unit_price_cents"] * paid["quantity"]).all()
    assert 0 < priced.height - paid.height < 0.05 * priced.height


def test_a_payment_is_of_the_order_s_amount(history):
    amounts = history.lines.group_by("order_id").agg(total=pl.col("amount_cents").sum())
    paid = history.payments.join(amounts, on="order_id", how="left")
    assert (paid["amount_cents"] == paid["total"]).all()


def test_most_orders_are_paid_and_some_only_at_the_second_attempt(history):
    captured, failed = (set(history.payments.filter(pl.col("is_captured") == is_captured)["order_id"]) for is_captured in (True, False))
    assert 0.9 * history.orders.height < len(captured) < history.orders.height
    assert captured & failed
    assert failed - captured


def test_never_more_is_given_back_than_was_bought(history):
    refunded = history.refunds.join(history.lines, on=["order_id", "line_number"], how="left", suffix="_bought")
    assert (refunded["quantity"] <= refunded["quantity_bought"]).all()
    assert (refunded["amount_cents"] <= refunded["amount_cents_bought"]).all()
    assert (refunded["product_id"] == refunded["product_id_bought"]).all()
    assert history.refunds.unique(["refund_id", "line_number"]).height == history.refunds.height


def test_most_refunds_are_on_another_day_than_their_order(history):
    joined = history.refunds.join(history.orders.select("order_id", placed_at="event_at"), on="order_id")
    assert (joined["event_at"] // DAY != joined["placed_at"] // DAY).mean() > 0.6


@pytest.mark.parametrize(
    ("kind", "member", "attribute"),
    [("products", "product_id", "unit_price_cents"), ("products", "product_id", "category"), ("customers", "customer_id", "place"),
     ("customers", "customer_id", "name")],
)  # fmt: skip
def test_prices_categories_places_and_names_change(history, kind, member, attribute):
    values = history.kinds[kind].group_by(member).agg(pl.col(attribute).n_unique())
    assert (values[attribute] > 1).sum() >= 5


def test_some_announcements_say_what_is_known(history):
    before = history.products.sort("event").select(pl.all().exclude("event", "event_at").shift().over("product_id").name.suffix("_before"))
    same = history.products.sort("event").hstack(before)
    names = ("name", "category", "unit_price_cents")
    assert same.filter(*(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in names)).height > 5


@pytest.mark.parametrize(("kind", "column"), [("views", "customer_id"), ("products", "category"), ("customers", "place")])
def test_guests_products_without_category_and_customers_without_place_exist(history, kind, column):
    missing = history.kinds[kind][column].null_count()
    assert 0 < missing < history.kinds[kind].height / 2


def test_orders_have_one_line_or_several(history):
    counts = history.lines.group_by("order_id").len()["len"]
    assert counts.min() == 1
    assert counts.max() >= 4
    assert history.lines["line_number"].min() == 1


def test_no_event_comes_after_the_shop_has_closed(history):
    assert max(rows["event_at"].max() for rows in history.kinds.values()) < OPENS_AT + DAY * DAYS


def test_no_order_is_cancelled_and_sent_back(history):
    assert not set(history.cancellations["order_id"]) & set(history.refunds["order_id"])


def test_each_product_has_a_name_of_its_own():
    assert len({product_name(number) for number in range(PRODUCTS)}) == PRODUCTS


@pytest.mark.parametrize(("kind", "member"), [("products", "product_id"), ("customers", "customer_id")])
def test_some_changes_are_corrected_in_the_same_millisecond(history, kind, member):
    again = history.kinds[kind].group_by(member, "event_at").len().filter(pl.col("len") > 1)
    assert again.height >= 2
