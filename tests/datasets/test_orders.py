"""An invoice of digits is an order, and its rows are its lines."""

import pytest
from shopstream.contracts.events import MODELS
from shopstream.datasets.online_retail.lines import MAX_LINES

from .conftest import accepted, parsed, row


def lines_of(converted) -> list[tuple]:
    """(line_number, quantity, amount_cents) of the lines of the only order."""
    (order,) = converted.of("order_placed")
    return [(line["line_number"], line["quantity"], line["amount_cents"]) for line in order["lines"]]


def test_the_rows_of_an_invoice_are_the_lines_of_one_order_in_file_order(converted):
    both = converted([row(), row(StockCode="71053", Quantity="8", UnitPrice="3.39")])
    (order,) = both.of("order_placed")
    first, second = order["lines"]
    assert order | {"lines": [], "event_id": ""} == {
        "event_id": "",
        "event_type": "order_placed",
        "event_at": "2010-12-01T08:26:00.000Z",
        "schema_version": 1,
        "order_id": 536365,
        "customer_id": 17850,
        "session_id": None,
        "currency": "GBP",
        "lines": [],
    }
    assert first | {"product_id": 0} == {"line_number": 1, "product_id": 0, "quantity": 6, "amount_cents": 1530}
    assert second == {"line_number": 2, "product_id": 71053, "quantity": 8, "amount_cents": 2712}


def test_an_exact_repeat_is_a_line_of_its_own_and_counted(converted):
    repeated = converted([row(), row(), row(Quantity="7"), row()])
    assert lines_of(repeated) == [(1, 6, 1530), (2, 6, 1530), (3, 7, 1785), (4, 6, 1530)]
    assert repeated.report.exact_repeats == 2


def test_invoices_that_alternate_are_one_order_each(converted):
    two = converted([row(), row(InvoiceNo="536366"), row(Quantity="1")])
    assert [(order["order_id"], len(order["lines"])) for order in two.of("order_placed")] == [(536365, 2), (536366, 1)]


def test_an_empty_customer_is_a_guest(converted):
    guest = converted([row(CustomerID=""), row(CustomerID="")])
    assert guest.of("order_placed")[0]["customer_id"] is None
    assert guest.of("customer_changed") == []
    assert (guest.report.guest_orders, guest.report.guest_rows) == (1, 2)


def test_a_price_of_0_is_a_line_of_0_cents_and_no_sale(converted):
    free = converted([row(UnitPrice="0.0"), row()])
    assert lines_of(free) == [(1, 6, 0), (2, 6, 1530)]
    assert (free.report.zero_price_lines, free.report.sales_lines, free.report.units) == (1, 1, 6)


@pytest.mark.parametrize(
    ("quantity", "price", "cents", "rounding"),
    [
        pytest.param("1", "0.125", 13, 5, id="half a cent is rounded up"),
        pytest.param("1", "0.124", 12, -4, id="less than half a cent is rounded down"),
        pytest.param("3", "0.125", 38, 5, id="the line is rounded and not the price"),
        pytest.param("8", "0.125", 100, 0, id="a line that comes out even is not rounded"),
        pytest.param("3", "1", 300, 0, id="a price without decimals"),
        pytest.param("3", "1.10000", 330, 0, id="zeros at the end are no decimals"),
        pytest.param("100000", "10", 100_000_000, 0, id="the largest amount"),
    ],
)
def test_a_line_is_rounded_half_up_and_the_rounding_reported(converted, quantity, price, cents, rounding):
    one = converted([row(Quantity=quantity, UnitPrice=price)])
    assert lines_of(one) == [(1, int(quantity), cents)]
    assert (one.report.revenue_cents, one.report.rounding_mills) == (cents, rounding)


def test_a_sale_that_rounds_to_nothing_is_a_sale_and_counted(converted):
    tiny = converted([row(Quantity="1", UnitPrice="0.001")])
    assert lines_of(tiny) == [(1, 1, 0)]
    assert (tiny.report.sales_lines, tiny.report.sales_lines_of_0_cents, tiny.report.rounding_mills) == (1, 1, -1)


def test_an_order_of_two_minutes_has_the_time_of_its_first_line(converted):
    slow = converted([row(), row(InvoiceDate="2010-12-01 08:27:00")])
    assert {body["event_at"] for body in slow.bodies} == {"2010-12-01T08:26:00.000Z"}
    assert [len(order["lines"]) for order in slow.of("order_placed")] == [2]
    assert slow.report.orders_with_several_times == 1


def test_an_order_of_two_customers_is_of_the_first(converted):
    shared = converted([row(), row(CustomerID="13047.0")])
    assert [order["customer_id"] for order in shared.of("order_placed")] == [17850]
    assert [customer["customer_id"] for customer in shared.of("customer_changed")] == [17850]
    assert shared.report.orders_with_several_customers == 1


def test_a_negative_quantity_is_refused_beside_the_good_lines_which_keep_their_numbers(converted):
    mixed = converted([row(Quantity="-3"), row(), row(Quantity="-2", UnitPrice="0.0"), row(Quantity="0")])
    assert lines_of_good(mixed) == [(2, 6)]
    assert [parsed(body)["lines"][0]["quantity"] for body in mixed.refused] == [-3, -2, 0]
    assert mixed.report.refused == {"quantity_below_1": 3}


def lines_of_good(converted) -> list[tuple]:
    events = [event for line in converted.lines if (event := accepted(line.body)) and event.event_type == "order_placed"]
    return [(line.line_number, line.quantity) for event in events for line in event.lines]


@pytest.mark.parametrize(
    ("changes", "kind", "amount"),
    [
        pytest.param({"Quantity": "-10", "UnitPrice": "0.0", "CustomerID": ""}, "quantity_below_1", 0, id="stock written off"),
        pytest.param({"Quantity": "1", "UnitPrice": "-11062.06"}, "price_below_0", -1_106_206, id="a negative price"),
        pytest.param({"Quantity": "100001"}, "beyond_limits", 25_500_255, id="more pieces than the contract allows"),
        pytest.param({"Quantity": "100000", "UnitPrice": "10.01"}, "beyond_limits", 100_100_000, id="more cents than the contract allows"),
        pytest.param(
            {"Quantity": "9" * 18, "UnitPrice": "9" * 15}, "beyond_limits", 99999999999999899900000000000000100, id="absurd numbers"
        ),
    ],
)
def test_a_row_that_is_no_sale_is_an_order_that_the_contract_refuses(converted, changes, kind, amount):
    refused = converted([row(**changes)])
    (body,) = refused.refused
    assert parsed(body)["lines"][0]["amount_cents"] == amount
    assert refused.report.refused == {kind: 1}
    assert (refused.report.orders, len(refused.lines)) == (0, 1)


def test_a_negative_price_that_rounds_to_nothing_is_refused_as_raw_text(converted):
    """As an event it would be a good order of 0 cents, and take the place of the true one."""
    odd = row(Quantity="1", UnitPrice="-0.001")
    assert converted([row(), odd]).refused == [odd]


def test_an_order_holds_as_many_lines_as_the_contract_allows_and_the_rest_is_refused_as_raw_text(converted):
    rows = [row(StockCode=str(number)) for number in range(1, MAX_LINES + 3)]
    long = converted(rows)
    (order,) = long.of("order_placed")
    assert len(order["lines"]) == MAX_LINES
    assert long.refused == rows[MAX_LINES:]
    one_more = order | {"lines": [*order["lines"], order["lines"][0] | {"line_number": MAX_LINES + 1}]}
    with pytest.raises(ValueError, match="at most 2000"):
        MODELS["order_placed", 1].model_validate(one_more)


def test_an_invoice_belongs_to_the_file_where_it_stands_first(converted):
    twice = converted([row(), row(InvoiceNo="C1", Quantity="-1")], [row(), row(InvoiceNo="C1", Quantity="-1"), row(InvoiceNo="536370")])
    assert [order["order_id"] for order in twice.of("order_placed")] == [536365, 536370]
    assert len(twice.of("refund_issued")) == 1
    assert twice.refused == [row(), row(InvoiceNo="C1", Quantity="-1")]
    assert twice.report.refused == {"invoice_of_an_earlier_file": 2}
