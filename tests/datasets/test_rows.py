"""What cannot be read as a row is not lost: its text is a line of its own."""

import pytest
from shopstream.datasets.online_retail.rows import parse_london

from .conftest import accepted, parsed, row


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("536365,85123A,LANTERN,6", "not_a_record", id="too few fields"),
        pytest.param(row() + ",more", "not_a_record", id="too many fields"),
        pytest.param(row().replace("WHITE", '"WHITE'), "not_a_record", id="a quote that does not end"),
        pytest.param(row().replace("WHITE LANTERN", '"WHITE" LANTERN'), "not_a_record", id="a quote that ends too early"),
        pytest.param("   ", "not_a_record", id="blanks"),
        pytest.param(row(Description="caf\udce9"), "not_utf8", id="a byte that is no UTF-8"),
        pytest.param(row(InvoiceNo=""), "bad_invoice", id="no invoice"),
        pytest.param(row(InvoiceNo="B536365"), "bad_invoice", id="an invoice of an unknown letter"),
        pytest.param(row(InvoiceNo="C"), "bad_invoice", id="a letter alone"),
        pytest.param(row(InvoiceNo="٣"), "bad_invoice", id="an invoice in other digits"),
        pytest.param(row(StockCode=""), "no_stock_code", id="no stock code"),
        pytest.param(row(Quantity=""), "bad_quantity", id="no quantity"),
        pytest.param(row(Quantity="six"), "bad_quantity", id="a quantity in words"),
        pytest.param(row(Quantity="6.0"), "bad_quantity", id="a quantity with decimals"),
        pytest.param(row(Quantity="9" * 5_000), "bad_quantity", id="a quantity of 5,000 digits"),
        pytest.param(row(InvoiceDate="01/12/2010 08:26"), "bad_date", id="a date of another form"),
        pytest.param(row(InvoiceDate="2010-02-30 08:26:00"), "bad_date", id="a day that is not"),
        pytest.param(row(InvoiceDate="0001-01-01 00:00:00"), "bad_date", id="the first year"),
        pytest.param(row(InvoiceDate="2110-12-01 08:26:00"), "bad_date", id="a century too late"),
        pytest.param(row(UnitPrice=""), "bad_price", id="no price"),
        pytest.param(row(UnitPrice="2,55"), "bad_price", id="a decimal comma"),
        pytest.param(row(UnitPrice="2.5E1"), "bad_price", id="a price with an exponent"),
        pytest.param(row(UnitPrice="NaN"), "bad_price", id="a price that is no number"),
        pytest.param(row(UnitPrice="2.5555"), "price_too_fine", id="a price of four decimals"),
        pytest.param(row(UnitPrice="123456789012345.0000000000000001"), "price_too_fine", id="more decimals than a Decimal keeps"),
    ],
)
def test_an_unreadable_row_is_a_line_of_its_own_text(converted, line, kind):
    odd = converted([row(), line, row(Quantity="1")])
    assert odd.refused == [line.replace("\udce9", "\ufffd")]
    assert odd.report.refused == {kind: 1}
    assert [len(order["lines"]) for order in odd.of("order_placed")] == [2]


def test_a_stray_quote_costs_its_own_row_only(converted):
    rows = [row().replace("WHITE", '"WHITE'), row(), row().replace("LANTERN", 'LANTERN"'), row(Description='FRAME 7" SINGLE SIZE ')]
    assert converted(rows).report.order_lines == 3


def test_a_row_that_is_a_good_event_cannot_smuggle_itself_in(converted):
    event = (
        '{"event_id":"x","event_type":"order_cancelled","event_at":"2010-12-01T08:26:00.000Z","schema_version":1,"order_id":1,"reason":"?"}'
    )
    assert accepted(event)
    smuggled = converted([row(), event])
    assert smuggled.refused == [f"2010-12-01.csv:2:{event}"]


def test_blank_lines_are_no_rows(converted):
    assert converted(["", row(), "", row(), ""]).report.rows == 2


@pytest.mark.parametrize(
    ("london", "utc"),
    [
        pytest.param("2010-12-01 08:26:00", "2010-12-01T08:26:00.000Z", id="winter"),
        pytest.param("2011-07-01 12:00:00", "2011-07-01T11:00:00.000Z", id="summer is an hour ahead"),
        pytest.param("2011-07-01 00:30:00", "2011-06-30T23:30:00.000Z", id="a summer night belongs to the day before"),
        pytest.param("2011-03-27 00:59:00", "2011-03-27T00:59:00.000Z", id="a minute before the spring change"),
        pytest.param("2011-03-27 01:30:00", "2011-03-27T01:30:00.000Z", id="the hour that spring leaves out"),
        pytest.param("2011-03-27 02:00:00", "2011-03-27T01:00:00.000Z", id="the spring change"),
        pytest.param("2011-10-30 00:59:00", "2011-10-29T23:59:00.000Z", id="before the hour that comes twice"),
        pytest.param("2011-10-30 01:30:00", "2011-10-30T00:30:00.000Z", id="the hour that comes twice is its first pass"),
        pytest.param("2011-10-30 02:00:00", "2011-10-30T02:00:00.000Z", id="after the hour that comes twice"),
    ],
)
def test_london_s_clock_becomes_utc(london, utc):
    assert parse_london(london) == utc


def test_the_report_names_the_first_and_the_last_day_of_london(converted):
    night = converted([row(InvoiceDate="2011-07-01 00:30:00")], [row(InvoiceNo="2", InvoiceDate="2011-06-30 10:00:00")])
    assert (night.report.first_day, night.report.last_day) == ("2011-06-30", "2011-07-01")


def test_a_name_keeps_its_commas_quotes_and_blanks(converted):
    names = ['RECORD FRAME 7" SINGLE SIZE ', 'CHARLIE+LOLA"EXTREMELY BUSY" SIGN', "POT, TIN , 3", " \u2028é€ "]
    many = converted([row(Description=name, StockCode=str(number)) for number, name in enumerate(names, start=1)])
    assert [product["product_name"] for product in many.of("product_changed")] == names
    assert [parsed(line.body) is None for line in many.lines] == [False] * 6
