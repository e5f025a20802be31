"""A ``C`` invoice gives back; an ``A`` invoice is bookkeeping."""

import pytest

from .conftest import parsed, row


def test_each_row_of_a_cancellation_is_a_refund_under_the_invoice_s_own_number(converted):
    refunds = converted(
        [row(InvoiceNo="C536379", Quantity="-1", UnitPrice="27.5"), row(InvoiceNo="C536379", StockCode="71053", Quantity="-24")]
    )
    first, second = refunds.of("refund_issued")
    assert {name: second[name] for name in ("order_id", "line_number", "product_id", "quantity", "amount_cents")} == {
        "order_id": None,
        "line_number": 2,
        "product_id": 71053,
        "quantity": 24,
        "amount_cents": 6120,
    }
    assert (first["line_number"], first["quantity"], first["amount_cents"]) == (1, 1, 2750)
    assert first["refund_id"] == second["refund_id"] > 0
    assert (refunds.report.refund_rows, refunds.report.refunded_cents, refunds.report.orders) == (2, 8870, 0)


def test_a_refund_is_rounded_half_up_as_a_sale_is(converted):
    report = converted([row(InvoiceNo="C1", Quantity="-1", UnitPrice="0.125")]).report
    assert (report.refunded_cents, report.refund_rounding_mills, report.rounding_mills) == (13, 5, 0)


def test_exact_repeats_are_refunds_of_their_own(converted):
    twice = converted([row(InvoiceNo="C1", Quantity="-1")] * 2)
    assert [refund["line_number"] for refund in twice.of("refund_issued")] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        pytest.param({"Quantity": "1"}, "quantity_below_1", id="a positive quantity"),
        pytest.param({"Quantity": "0"}, "quantity_below_1", id="no quantity"),
        pytest.param({"Quantity": "-1", "UnitPrice": "-2.5"}, "price_below_0", id="a negative price"),
    ],
)
def test_a_cancellation_that_gives_nothing_back_is_a_refund_that_the_contract_refuses(converted, changes, kind):
    odd = converted([row(InvoiceNo="C1", **changes)])
    assert [parsed(body)["event_type"] for body in odd.refused] == ["refund_issued"]
    assert odd.report.refused == {kind: 1}


@pytest.mark.parametrize("price", ["11062.06", "-11062.06", "0"])
def test_the_adjustment_of_a_debt_is_an_event_that_the_contract_does_not_know(converted, price):
    adjusted = converted([row(InvoiceNo="A563185", StockCode="B", Quantity="1", UnitPrice=price, CustomerID="")])
    (body,) = adjusted.refused
    assert (parsed(body)["event_type"], parsed(body)["invoice"]) == ("debt_adjusted", "A563185")
    assert adjusted.report.refused == {"debt_adjustment": 1}
