"""Each reason by an example, each pair of reasons by a line to which both apply, and the borders of both clocks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shopstream.contracts.events import EVENT_TYPES, Reason
from shopstream.etl.validate import Accepted, Refused, silver_row, validate
from shopstream.landing import Line

from .conftest import GOOD, MORNING, basket, event, later, line


def reason_of(body: dict | str, **options) -> str:
    """Why a body is refused, ``accepted`` where it is not."""
    result = validate(line(body, **options))
    return str(result.reason) if isinstance(result, Refused) else "accepted"


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_a_good_event_of_each_type_is_accepted(event_type):
    assert reason_of(event(event_type)) == "accepted"


ORDER = json.dumps(event("order_placed"))
AHEAD = later(MORNING, minutes=5, milliseconds=1_001)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(ORDER.replace("EUR", "E\ufffdR"), "not_utf8", id="bytes that are no UTF-8"),
        pytest.param("", "not_json", id="nothing"),
        pytest.param(ORDER[:40], "not_json", id="cut off"),
        pytest.param(ORDER + " ok", "not_json", id="text behind it"),
        pytest.param(ORDER.replace('"', "'"), "not_json", id="single quotes"),
        pytest.param(ORDER[:-1] + ', "order_id": 7}', "not_json", id="a repeated key"),
        pytest.param(ORDER.replace('"line_number": 1', '"line_number": 1, "line_number": 1'), "not_json", id="a repeated key inside"),
        pytest.param(ORDER.replace("500", "NaN"), "not_json", id="a number that is none"),
        pytest.param(f"[{ORDER}]", "not_json", id="an array"),
        pytest.param("[" * 100_000, "not_json", id="nested without end"),
        pytest.param("1" * 5_000, "not_json", id="a number of 5,000 digits"),
        pytest.param("{}", "unknown_type", id="an empty object"),
        pytest.param(event("order_placed", event_type="order_eaten"), "unknown_type", id="a type that is not there"),
        pytest.param(event("order_placed", event_type=["order_placed"]), "unknown_type", id="a type that is no text"),
        pytest.param(event("order_placed", schema_version=3), "unknown_version", id="a version that is not there"),
        pytest.param(event("order_placed", schema_version=...), "unknown_version", id="no version"),
        pytest.param(event("order_placed", schema_version=True), "unknown_version", id="true is not version 1"),
        pytest.param(event("order_placed", schema_version=1.0), "unknown_version", id="1.0 is not version 1"),
        pytest.param(event("product_viewed", schema_version=2), "unknown_version", id="version 2 of another type"),
        pytest.param(event("order_placed", order_id=...), "missing_field", id="a field is absent"),
        pytest.param(event("order_placed", order_id=None), "missing_field", id="a field is null"),
        pytest.param(event("order_placed", lines=[{"line_number": 1}]), "missing_field", id="a field of a line is absent"),
        pytest.param(event("order_placed", order_id="1001"), "wrong_type", id="a number as text"),
        pytest.param(event("order_placed", order_id=1001.0), "wrong_type", id="a number with a point"),
        pytest.param(event("payment_captured", amount_cents=4.99), "wrong_type", id="money as a fraction"),
        pytest.param(event("payment_captured", amount_cents=True), "wrong_type", id="money as true"),
        pytest.param(event("order_placed", event_at="yesterday"), "wrong_type", id="a time that is none"),
        pytest.param(event("order_placed", event_at="2026-11-02T10:00:00Z"), "wrong_type", id="a time without milliseconds"),
        pytest.param(event("order_placed", event_at="2026-02-30T10:00:00.000Z"), "wrong_type", id="a day that no calendar has"),
        pytest.param(event("order_placed", lines=[None]), "wrong_type", id="a line that is null"),
        pytest.param(event("cart_added", quantity=0), "out_of_range", id="a quantity of 0"),
        pytest.param(event("cart_added", quantity=-1), "out_of_range", id="a negative quantity"),
        pytest.param(event("payment_captured", amount_cents=10**30), "out_of_range", id="an absurd amount"),
        pytest.param(event("order_placed", lines=[]), "out_of_range", id="an order without a line"),
        pytest.param(event("order_placed", lines=basket(1) + basket(2)), "out_of_range", id="a line number twice"),
        pytest.param(event("customer_changed", customer_name=""), "out_of_range", id="an empty name"),
        pytest.param(event("customer_changed", customer_name="a\x00b"), "out_of_range", id="a name with NUL"),
        pytest.param(event("order_placed", event_at="1999-12-31T23:59:59.999Z"), "out_of_range", id="a time of another century"),
        pytest.param(event("order_placed", currency="USD"), "unknown_currency", id="dollars"),
        pytest.param(event("order_placed", currency="eur"), "unknown_currency", id="a currency in lower case"),
    ],
)
def test_a_bad_body_has_its_reason(body, reason):
    assert reason_of(body, received_at=MORNING) == reason


@pytest.mark.parametrize(
    ("first", "second", "body"),
    [
        pytest.param("not_utf8", "not_json", '{"a": "\ufffd"', id="bytes before JSON"),
        pytest.param("not_json", "unknown_type", '{"event_type": "x"', id="JSON before type"),
        pytest.param("unknown_type", "unknown_version", '{"event_type": "x", "schema_version": 9}', id="type before version"),
        pytest.param("unknown_version", "missing_field", '{"event_type": "order_placed"}', id="version before field"),
        pytest.param("missing_field", "wrong_type", event("cart_added", quantity=..., product_id="1"), id="field before type"),
        pytest.param("wrong_type", "out_of_range", event("cart_added", quantity=-1, product_id="1"), id="type before range"),
        pytest.param(
            "out_of_range", "unknown_currency", event("order_placed", order_id=0, currency="USD"), id="out_of_range before unknown_currency"
        ),
        pytest.param(
            "unknown_currency", "clock_ahead", event("order_placed", event_at="2099-01-01T00:00:00.000Z", currency="USD"),
            id="unknown_currency before clock_ahead",
        ),
    ],
)  # fmt: skip
def test_of_two_reasons_the_first_in_the_order_counts(first, second, body):
    order = [str(reason) for reason in Reason]
    assert order.index(first) + 1 == order.index(second)
    assert reason_of(body, received_at=MORNING) == first


@pytest.mark.parametrize(
    ("ahead_ms", "reason"), [(300_000, "accepted"), (300_001, "clock_ahead")], ids=["five minutes", "a millisecond more"]
)
def test_a_clock_may_be_five_minutes_ahead(ahead_ms, reason):
    assert reason_of(event("order_placed"), received_at=later(MORNING, milliseconds=-ahead_ms)) == reason


@pytest.mark.parametrize(("after_ms", "is_late"), [(1_800_000, False), (1_800_001, True)], ids=["thirty minutes", "a millisecond more"])
def test_an_event_is_late_after_thirty_minutes(after_ms, is_late):
    row = silver(event("order_placed"), received_at=later(MORNING, milliseconds=after_ms))
    assert row["is_late"] is is_late


def silver(body: dict, **options) -> dict:
    from shopstream.etl.validate import SILVER_COLUMNS

    result = validate(line(body, **options))
    assert isinstance(result, Accepted)
    return dict(zip(SILVER_COLUMNS, silver_row(result), strict=True))


@pytest.mark.parametrize("event_type", [name for name in EVENT_TYPES if name != "order_placed"])
def test_an_event_keeps_its_fields_and_has_no_others(event_type):
    row = silver(event(event_type), sequence=9)
    envelope = {
        "event_id": "e1", "event_type": event_type, "schema_version": 1, "event_at": MORNING, "event_on": "2026-11-02",
        "received_at": later(MORNING, milliseconds=1_000), "is_late": False, "sequence": 9,
    }  # fmt: skip
    assert {name: value for name, value in row.items() if value is not None} == envelope | GOOD[event_type]


def test_both_versions_of_an_order_tell_the_same():
    lines = basket(500, 0)
    renamed = [{"line_amount_cents" if name == "amount_cents" else name: value for name, value in item.items()} for item in lines]
    one = silver(event("order_placed", lines=lines))
    two = silver(event("order_placed", schema_version=2, channel="phone", lines=renamed))
    assert one["lines"] == two["lines"] == json.dumps(lines, separators=(",", ":"))
    assert {name for name in one if one[name] != two[name]} == {"schema_version", "channel"}


@pytest.mark.parametrize("value", [None, ...], ids=["null", "absent"])
def test_null_and_absent_are_the_same(value):
    assert silver(event("order_placed", customer_id=value))["customer_id"] is None


def test_an_unknown_field_is_ignored():
    assert reason_of(event("product_viewed", colour="red")) == "accepted"


@pytest.mark.parametrize(
    ("quantity", "detail"),
    [(-1, "quantity: Input should be greater than or equal to 1, got -1"), (..., "quantity: Field required")],
    ids=["a wrong value", "no value"],
)
def test_the_detail_names_the_field_what_is_wrong_and_what_was_got(quantity, detail):
    assert validate(line(event("cart_added", quantity=quantity))).detail == detail


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def damaged_bodies(draw) -> str:
    """A good event with some fields replaced by anything."""
    good = event(draw(st.sampled_from(EVENT_TYPES)))
    changes = draw(st.dictionaries(st.sampled_from(sorted(good)), VALUES, max_size=3))
    return json.dumps(good | changes)


@given(body=st.text() | damaged_bodies())
def test_any_body_is_an_event_or_has_a_reason_and_a_detail(body):
    result = validate(Line(1, MORNING, body))
    assert isinstance(result, Accepted) or (result.reason in Reason and result.detail)
    assert result == validate(Line(1, MORNING, body))
