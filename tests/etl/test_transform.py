"""Each table by examples: rows as literals in, rows as literals out."""

import pandas as pd
import pytest
from shopstream.contracts.keys import surrogate_key
from shopstream.contracts.tables import TABLES
from shopstream.etl.transform import dimensions, facts, marts
from shopstream.etl.transform.frames import to_frame, to_rows

EIGHT, NINE, TEN = (f"2026-11-02T{hour:02d}:00:00.000Z" for hour in (8, 9, 10))

CUSTOMER = ["event_id", "event_at", "customer_id", "customer_name", "location"]
PRODUCT = ["event_id", "event_at", "product_id", "product_name", "category", "unit_price_cents"]
ORDER = ["event_id", "event_type", "event_at", "order_id", "customer_id", "session_id", "currency", "lines", "is_late"]
SESSION = ["event_id", "event_type", "event_at", "session_id", "customer_id", "order_id"]
SEEN = ["hour_at", "event_type", "session_id"]
NO_CUSTOMERS = to_frame([], ["customer_id", "customer_key", "valid_from_at", "valid_to_at"])
NO_PRODUCTS = to_frame([], ["product_id", "product_key", "valid_from_at", "valid_to_at"])


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """Some columns of a frame as plain rows, sorted."""
    return sorted(to_rows(frame[list(columns)]), key=repr)


def customers(*rows: tuple) -> list[tuple]:
    versions = dimensions.build_customer_dim(to_frame(rows, CUSTOMER))
    return rows_of(versions, "customer_name", "location", "valid_from_at", "valid_to_at", "is_current")


def test_a_change_ends_the_version_before_it():
    assert customers(("a", EIGHT, 1, "Ada", "Bergen"), ("b", NINE, 1, "Ada", "Cork")) == [
        ("Ada", "Bergen", EIGHT, NINE, False),
        ("Ada", "Cork", NINE, None, True),
    ]


def test_a_change_that_changes_nothing_makes_no_version():
    assert len(customers(("a", EIGHT, 1, "Ada", "Bergen"), ("b", NINE, 1, "Ada", "Bergen"))) == 1


def test_a_place_that_is_still_missing_is_no_change():
    assert len(customers(("a", EIGHT, 1, "Ada", None), ("b", NINE, 1, "Ada", None))) == 1


@pytest.mark.parametrize(("before", "after"), [(None, "Bergen"), ("Bergen", None)], ids=["a place appears", "a place vanishes"])
def test_from_or_to_a_missing_place_is_a_change(before, after):
    assert len(customers(("a", EIGHT, 1, "Ada", before), ("b", NINE, 1, "Ada", after))) == 2


def test_the_order_in_which_changes_arrive_does_not_matter():
    changes = [("a", EIGHT, 1, "Ada", "Bergen"), ("b", NINE, 1, "Ada", "Cork"), ("c", TEN, 1, "Ada", "Bergen")]
    assert customers(*changes) == customers(*reversed(changes))


def test_of_two_changes_in_one_millisecond_the_last_id_counts():
    assert customers(("b", EIGHT, 1, "Ada", "Cork"), ("a", EIGHT, 1, "Ada", "Bergen")) == [("Ada", "Cork", EIGHT, None, True)]


def test_the_changes_of_another_customer_end_nothing():
    assert [row[-1] for row in customers(("a", EIGHT, 1, "Ada", "Bergen"), ("b", NINE, 2, "Bo", "Bergen"))] == [True, True]


def test_a_product_has_a_version_for_each_price():
    changes = [("a", EIGHT, 1, "Lantern", None, 250), ("b", NINE, 1, "Lantern", None, 275)]
    versions = dimensions.build_product_dim(to_frame(changes, PRODUCT))
    assert rows_of(versions, "unit_price_cents", "valid_from_at", "product_key") == [
        (250, EIGHT, surrogate_key(1, EIGHT)),
        (275, NINE, surrogate_key(1, NINE)),
    ]


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        ("2026-11-02", (2026, 11, 2, 1, False)),
        ("2028-02-29", (2028, 2, 29, 2, False)),
        ("2026-11-07", (2026, 11, 7, 6, True)),
        ("2026-11-08", (2026, 11, 8, 7, True)),
    ],
    ids=["a Monday", "a leap day", "a Saturday", "a Sunday"],
)
def test_a_day_has_its_parts(day, parts):
    (row,) = to_rows(dimensions.build_date_dim(to_frame([(day,)], ["date_on"])))
    assert row == (day, *parts)


LINES = '[{"line_number":1,"product_id":1,"quantity":2,"amount_cents":500},{"line_number":2,"product_id":2,"quantity":1,"amount_cents":0}]'
CHEAP = '[{"line_number":1,"product_id":1,"quantity":1,"amount_cents":100}]'


def placed(event_id="a", at=NINE, order_id=1001, customer_id=None, currency="EUR", lines=LINES, is_late=False):
    return (event_id, "order_placed", at, order_id, customer_id, None, currency, lines, is_late)


def said(event_type, order_id=1001):
    return (event_type, event_type, TEN, order_id, None, None, None, None, False)


def orders(*rows: tuple, customers=NO_CUSTOMERS, products=NO_PRODUCTS) -> pd.DataFrame:
    return facts.build_order_fact(to_frame(rows, ORDER), customers, products)


def test_an_order_has_a_row_for_each_line():
    assert rows_of(orders(placed()), "order_id", "line_number", "product_id", "quantity", "order_amount_cents", "order_date") == [
        (1001, 1, 1, 2, 500, NINE),
        (1001, 2, 2, 1, 0, NINE),
    ]


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], (False, False)),
        (["payment_captured"], (False, True)),
        (["order_cancelled"], (True, False)),
        (["payment_captured", "order_cancelled"], (True, True)),
    ],
    ids=["nothing followed", "paid", "cancelled", "paid and cancelled"],
)
def test_an_order_is_what_was_said_of_it(events, state):
    frame = orders(placed(lines=CHEAP), *map(said, events))
    assert rows_of(frame, "is_cancelled", "is_paid") == [state]


def test_what_is_said_of_an_order_that_never_came_makes_no_row():
    assert orders(said("payment_captured")).empty


def test_an_order_that_is_told_twice_is_as_the_newest_event_tells_it():
    frame = orders(placed("a", EIGHT, lines=LINES), placed("b", NINE, lines=CHEAP))
    assert rows_of(frame, "order_date", "order_amount_cents") == [(NINE, 100)]


def versions(*rows: tuple) -> pd.DataFrame:
    return to_frame(rows, ["product_id", "product_key", "valid_from_at", "valid_to_at"])


@pytest.mark.parametrize(
    ("at", "key"),
    [
        ("2026-11-02T08:59:59.999Z", -1),
        (NINE, 10),
        ("2026-11-02T09:59:59.999Z", 10),
        (TEN, 20),
        ("2026-11-03T00:00:00.000Z", 20),
    ],
    ids=["before the first version", "as the first begins", "as it ends", "as the second begins", "long after"],
)
def test_a_fact_points_to_the_version_of_its_time(at, key):
    frame = orders(placed(at=at, lines=CHEAP), products=versions((1, 10, NINE, TEN), (1, 20, TEN, None)))
    assert rows_of(frame, "product_key") == [(key,)]


def test_a_guest_and_a_stranger_point_to_the_unknown_member():
    frame = orders(placed("a", order_id=1, lines=CHEAP), placed("b", order_id=2, customer_id=7, lines=CHEAP))
    assert rows_of(frame, "order_id", "customer_id", "customer_key") == [(1, None, -1), (2, 7, -1)]


def test_large_ids_are_not_rounded():
    frame = orders(placed(customer_id=2**63 - 1, lines=CHEAP), placed("b", order_id=2, lines=CHEAP))
    assert (2**63 - 1,) in rows_of(frame, "customer_id")


def test_payments_are_attempts():
    columns = ["event_id", "event_type", "event_at", "order_id", "amount_cents"]
    events = to_frame([("a", "payment_failed", EIGHT, 1, 500), ("b", "payment_captured", NINE, 1, 500)], columns)
    assert rows_of(facts.build_payment_fact(events), "event_id", "is_captured", "paid_at") == [("a", False, EIGHT), ("b", True, NINE)]


def test_a_refund_that_is_told_twice_counts_once():
    columns = ["event_id", "event_at", "refund_id", "line_number", "order_id", "product_id", "quantity", "amount_cents"]
    events = to_frame([("b", NINE, 5, 1, None, 1, 1, 200), ("a", EIGHT, 5, 1, None, 1, 1, 100), ("c", NINE, 5, 2, 1, 1, 1, 50)], columns)
    assert rows_of(facts.build_refund_fact(events), "refund_id", "line_number", "amount_cents") == [(5, 1, 200), (5, 2, 50)]


def test_interactions_have_a_kind():
    columns = ["event_id", "event_type", "event_at", "session_id", "customer_id", "product_id", "quantity"]
    events = to_frame([("a", "product_viewed", EIGHT, 3, None, 1, None), ("b", "cart_added", NINE, 3, None, 1, 4)], columns)
    frame = facts.build_interaction_fact(events, NO_CUSTOMERS, NO_PRODUCTS)
    assert rows_of(frame, "event_id", "kind", "quantity", "product_key") == [("a", "view", None, -1), ("b", "cart", 4, -1)]


def test_a_session_counts_its_events_and_belongs_to_the_first_customer_that_is_named():
    events = [
        ("c", "order_placed", TEN, 3, 8, 1001),
        ("a", "product_viewed", EIGHT, 3, None, None),
        ("b", "cart_added", NINE, 3, 7, None),
        ("d", "order_placed", TEN, 3, 8, 1001),
    ]
    assert to_rows(marts.build_session_fact(to_frame(events, SESSION))) == [(3, 7, EIGHT, TEN, 1, 1, 1)]


def minutes(*rows: tuple) -> list[tuple]:
    return to_rows(marts.build_sales_by_minute(to_frame(rows, ORDER)))


def test_a_minute_sums_its_orders_with_all_their_lines():
    at = "2026-11-02T09:00:59.999Z"
    assert minutes(placed("a", NINE, 1), placed("b", at, 2, lines=CHEAP)) == [(NINE, "EUR", 2, 4, 600, 0)]


def test_a_late_order_is_counted_and_nothing_more():
    assert minutes(placed(is_late=True)) == [(NINE, "EUR", 0, 0, 0, 1)]


def test_two_currencies_are_two_rows():
    assert [row[:2] for row in minutes(placed("a", order_id=1), placed("b", order_id=2, currency="GBP"))] == [(NINE, "EUR"), (NINE, "GBP")]


def test_the_funnel_counts_a_session_once_in_each_step_of_an_hour():
    rows = [(NINE, "product_viewed", 1), (NINE, "product_viewed", 1), (NINE, "product_viewed", 2), (NINE, "cart_added", 1)]
    rows += [(TEN, "order_placed", 1)]
    frame = marts.build_funnel_by_hour(to_frame(rows, SEEN))
    assert to_rows(frame) == [(NINE, 2, 1, 0), (TEN, 0, 0, 1)]


EMPTY = {
    "customer_dim": lambda: dimensions.build_customer_dim(to_frame([], CUSTOMER)),
    "product_dim": lambda: dimensions.build_product_dim(to_frame([], PRODUCT)),
    "date_dim": lambda: dimensions.build_date_dim(to_frame([], ["date_on"])),
    "order_fact": orders,
    "session_fact": lambda: marts.build_session_fact(to_frame([], SESSION)),
    "sales_by_minute": lambda: marts.build_sales_by_minute(to_frame([], ORDER)),
    "funnel_by_hour": lambda: marts.build_funnel_by_hour(to_frame([], SEEN)),
}


@pytest.mark.parametrize("table", EMPTY)
def test_of_no_events_comes_an_empty_table_with_the_contract_s_columns(table):
    frame = EMPTY[table]()
    assert frame.empty
    assert list(frame.columns) == [column.name for column in TABLES[table].columns if column.role != "display"]


def test_a_function_leaves_its_input_as_it_is():
    events = to_frame([placed("b"), placed("a")], ORDER)
    before = events.copy(deep=True)
    orders_of = facts.build_order_fact(events, NO_CUSTOMERS, NO_PRODUCTS)
    marts.build_sales_by_minute(events)
    pd.testing.assert_frame_equal(events, before)
    assert not orders_of.empty
