"""Customers and products are announced just before what shows them, when they are new or have changed."""

import pytest
from shopstream.datasets.online_retail.natural_ids import to_bigint

from .conftest import row


def seen(converted) -> list[str]:
    return [body["event_type"] for body in converted.bodies]


def test_what_is_new_comes_just_before_its_order_and_at_the_same_time(converted):
    first = converted([row(), row(StockCode="71053"), row()])
    assert seen(first) == ["customer_changed", "product_changed", "product_changed", "order_placed"]
    assert {body["event_at"] for body in first.bodies} == {"2010-12-01T08:26:00.000Z"}
    (customer,) = first.of("customer_changed")
    assert (customer["customer_id"], customer["customer_name"], customer["location"]) == (17850, "Customer 17850", "United Kingdom")
    product, _ = first.of("product_changed")
    assert (product["product_name"], product["category"], product["unit_price_cents"]) == ("WHITE LANTERN", None, 255)


def test_what_is_known_is_not_sent_again(converted):
    later = {"InvoiceNo": "536366", "InvoiceDate": "2010-12-01 09:00:00"}
    assert seen(converted([row(), row(UnitPrice="9.99", **later)])) == [
        "customer_changed",
        "product_changed",
        "order_placed",
        "order_placed",
    ]


def test_a_customer_who_moves_and_a_product_of_a_new_name_are_sent_again(converted):
    later = {"InvoiceNo": "536366", "InvoiceDate": "2010-12-01 09:00:00"}
    moved = converted([row(), row(Country="Cyprus", Description="RED LANTERN", **later)])
    assert [customer["location"] for customer in moved.of("customer_changed")] == ["United Kingdom", "Cyprus"]
    assert [product["product_name"] for product in moved.of("product_changed")] == ["WHITE LANTERN", "RED LANTERN"]


def test_a_second_name_within_one_moment_waits_until_the_product_shows_up_later(converted):
    later = {"InvoiceNo": "536366", "InvoiceDate": "2010-12-01 09:00:00"}
    changed = converted([row(), row(Description="RED LANTERN"), row(Description="RED LANTERN", **later)])
    names = [(product["event_at"][11:16], product["product_name"]) for product in changed.of("product_changed")]
    assert names == [("08:26", "WHITE LANTERN"), ("09:00", "RED LANTERN")]


def test_a_refund_announces_too(converted):
    assert seen(converted([row(InvoiceNo="C1", Quantity="-1")])) == ["customer_changed", "product_changed", "refund_issued"]


def test_a_refused_row_announces_nothing(converted):
    assert seen(converted([row(Quantity="-1", Description="damaged")])) == ["order_placed"]


def test_an_empty_description_sends_no_name(converted):
    later = {"InvoiceNo": "536366", "InvoiceDate": "2010-12-01 09:00:00"}
    assert converted([row(Description=""), row(Description="", **later)]).of("product_changed") == []


def test_an_empty_country_is_no_location(converted):
    assert converted([row(Country="")]).of("customer_changed")[0]["location"] is None


def test_the_case_of_a_stock_code_makes_another_product(converted):
    cases = converted([row(StockCode="85123A"), row(StockCode="85123a")])
    assert len({product["product_id"] for product in cases.of("product_changed")}) == 2


@pytest.mark.parametrize(
    ("written", "customer_id", "name"),
    [
        pytest.param("17850.0", 17850, "Customer 17850", id="a number written as a float"),
        pytest.param("17850", 17850, "Customer 17850", id="a number"),
        pytest.param("17850.5", to_bigint("17850.5"), "Customer 17850.5", id="no whole number is a text"),
        pytest.param("X1", to_bigint("X1"), "Customer X1", id="a text"),
    ],
)
def test_a_customer_is_the_number_that_the_float_stands_for(converted, written, customer_id, name):
    (customer,) = converted([row(CustomerID=written)]).of("customer_changed")
    assert (customer["customer_id"], customer["customer_name"]) == (customer_id, name)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        pytest.param("x" * 255, 0, id="as long as the contract allows"),
        pytest.param("x" * 256, 1, id="too long"),
        pytest.param("nul \0 inside", 1, id="with the character NUL"),
    ],
)
def test_a_name_that_the_contract_refuses_is_sent_once_and_counted_and_the_order_is_not_harmed(converted, name, refused):
    later = {"InvoiceNo": "536366", "InvoiceDate": "2010-12-01 09:00:00"}
    long = converted([row(Description=name), row(Description=name, **later)])
    assert (len(long.refused), long.report.refused_names, long.report.refused_rows, long.report.orders) == (refused, refused, 0, 2)
