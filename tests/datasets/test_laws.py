"""Laws: no row is lost, no event is wrong, whatever the files hold."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from shopstream.datasets.online_retail import convert

from .conftest import Converted, accepted, read_converted, row, write_day

LAW = settings(deadline=None, derandomize=True, max_examples=60)
CENT = Decimal("0.01")
QUANTITIES = st.integers(-3, 12).map(str) | st.sampled_from(["", "x", "100000", "100001"])
PRICES = st.decimals(-2, 50, places=3).map(str) | st.sampled_from(["0", "0.0", "2.5555", "1e3", "20000000.0"])
ROWS = st.builds(
    row,
    InvoiceNo=st.sampled_from(["536365", "536366", "536367", "C536368", "A536369", "B1", ""]),
    StockCode=st.sampled_from(["85123A", "85123a", "71053", "POST", ""]),
    Description=st.sampled_from(["WHITE LANTERN", 'FRAME 7" ', "A, B", "", "x" * 256, "caf\udce9"]),
    Quantity=QUANTITIES,
    InvoiceDate=st.sampled_from(["2010-12-01 08:26:00", "2010-12-01 08:27:00", "2011-10-30 01:30:00", "soon"]),
    UnitPrice=PRICES,
    CustomerID=st.sampled_from(["17850.0", "13047.0", "", "X1"]),
    Country=st.sampled_from(["United Kingdom", "Cyprus", ""]),
)
NOISE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=30)
DAYS = st.lists(st.lists(ROWS | NOISE, max_size=25), min_size=1, max_size=3).filter(any)


def run(days: list[list[str]]) -> Converted:
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "source"), Path(folder, "out")
        source.mkdir()
        for number, lines in enumerate(days):
            write_day(source / f"{number}.csv", lines)
        return read_converted(convert(source, out), out)


def events(converted: Converted, event_type: str) -> list:
    found = [accepted(line.body) for line in converted.lines]
    return [event for event in found if event and event.event_type == event_type]


@LAW
@given(DAYS)
def test_every_row_is_an_order_line_a_refund_or_refused(days):
    converted = run(days)
    report = converted.report
    assert report.rows == sum(map(len, days)) == report.order_lines + report.refund_rows + report.refused_rows
    assert report.order_lines == sum(len(order.lines) for order in events(converted, "order_placed"))
    assert report.refund_rows == len(events(converted, "refund_issued"))
    assert report.refused_rows + report.refused_names == len(converted.refused)


@LAW
@given(DAYS)
def test_cents_are_those_of_exact_decimals(days):
    converted = run(days)
    report = converted.report
    sold = sum(line.amount_cents for order in events(converted, "order_placed") for line in order.lines)
    assert report.revenue_cents == sold
    assert report.refunded_cents == sum(refund.amount_cents for refund in events(converted, "refund_issued"))


@LAW
@given(st.integers(1, 100_000), st.decimals(0, 9, places=3))
def test_a_line_is_rounded_as_a_decimal_is(quantity, price):
    converted = run([[row(Quantity=str(quantity), UnitPrice=str(price))]])
    (order,) = events(converted, "order_placed")
    exact = quantity * price
    assert order.lines[0].amount_cents == int(exact.quantize(CENT, ROUND_HALF_UP) * 100)
    assert Decimal(order.lines[0].amount_cents) / 100 - exact == Decimal(converted.report.rounding_mills) / 1000


@LAW
@given(DAYS)
def test_ids_are_distinct_and_the_collector_s_clock_only_goes_forward(days):
    converted = run(days)
    ids = [body["event_id"] for body in converted.bodies]
    assert len(set(ids)) == len(ids)
    orders = [order.order_id for order in events(converted, "order_placed")]
    assert len(set(orders)) == len(orders)
    assert [line.sequence for line in converted.lines] == list(range(1, len(converted.lines) + 1))
    assert [line.received_at for line in converted.lines] == sorted(line.received_at for line in converted.lines)


@LAW
@given(DAYS)
def test_a_customer_is_announced_before_the_first_order(days):
    known = {None}
    for event in filter(None, (accepted(line.body) for line in run(days).lines)):
        if event.event_type == "customer_changed":
            known.add(event.customer_id)
        elif event.event_type == "order_placed":
            assert event.customer_id in known


@LAW
@given(DAYS)
def test_each_change_of_a_product_is_a_change_and_later_than_the_one_before(days):
    changes = {}
    for change in run(days).of("product_changed"):
        changes.setdefault(change["product_id"], []).append((change["event_at"], change["product_name"]))
    for versions in changes.values():
        assert all(one[0] < two[0] and one[1] != two[1] for one, two in pairwise(versions))


@LAW
@given(NOISE)
def test_noise_is_never_taken_for_an_event(noise):
    lines = run([[noise, row()]]).lines
    assert [accepted(line.body) is None for line in lines] == [True, False, False, False]
