"""Every law holds where all is well, and every law can fail: one damage at a time, and the law that must see it."""

from dataclasses import replace

import pytest
from shopstream.contracts.ledger import MEASURES
from shopstream.reconcile import reconcile

from .conftest import FEED, TOLD, names

STRAY = {"sequence": 17, "received_at": "", "event_id": None, "event_type": None, "fault": "", "disposition": "quarantined"}


def breaks(law: str, sentence: str, *statements: str, **changes):
    return pytest.param(law, statements, changes, id=f"{law}: {sentence}")


DAMAGES = [
    breaks("lines_fed", "a line never reached bronze", lines_fed=17),
    breaks("unique_keys", "bronze holds a line twice", "insert into bronze_lines select * from bronze_lines where sequence = 8"),
    breaks("dispositions", "an accepted event was lost", "delete from silver_events where sequence = 7"),
    breaks("dispositions", "a refused line was lost", "delete from quarantine where sequence = 9"),
    breaks("dispositions", "a broken line is nowhere", "delete from quarantine where sequence = 9"),
    breaks("dispositions", "a good line that repeats nothing is nowhere", "delete from silver_events where sequence = 7"),
    breaks("dispositions", "a line is in silver and refused", "update quarantine set sequence = 7 where sequence = 9"),
    breaks("dispositions", "silver keeps the later copy", "update silver_events set sequence = 8 where sequence = 4"),
    breaks(
        "dispositions",
        "an id that is no text repeats nothing",
        """update bronze_lines set body = '{"event_id": 4}' where sequence = 8""",
    ),
    breaks("kept_lines", "silver has a line of its own", "update silver_events set sequence = 99 where sequence = 7"),
    breaks("kept_lines", "the quarantine has a line of its own", "update quarantine set sequence = 99 where sequence = 9"),
    breaks("kept_lines", "a refused body was changed", "update quarantine set body = '' where sequence = 9"),
    breaks("kept_lines", "a receipt was moved", "update silver_events set received_at = event_at where sequence = 7"),
    breaks("kept_lines", "a refusal was moved", "update quarantine set received_at = '' where sequence = 9"),
    breaks("quarantine_reasons", "nobody knows the reason", "update quarantine set reason = 'ugly' where sequence = 9"),
    breaks("unique_keys", "a line is refused twice", "insert into quarantine select * from quarantine where sequence = 9"),
    breaks("unique_keys", "an event is accepted twice", "update silver_events set event_id = 'e06' where event_id = 'e07'"),
    breaks("unique_keys", "a day stands twice", "insert into date_dim select * from date_dim where day = 2"),
    breaks("unique_keys", "a payment stands twice", "insert into payment_fact select * from payment_fact where event_id = 'e07'"),
    breaks("silver_events", "an amount is another than the line's", "update silver_events set amount_cents = 1 where event_id = 'e07'"),
    breaks("silver_events", "a basket has lost a line", "update silver_events set lines = '[]' where event_id = 'e06'"),
    breaks("silver_events", "a null has become a text", "update silver_events set category = '' where event_id = 'e03'"),
    breaks("silver_events", "a broken line was accepted", "update silver_events set sequence = 9 where event_id = 'e07'"),
    breaks("silver_events", "a type is another", "update silver_events set event_type = 'payment_failed' where event_id = 'e07'"),
    breaks("lateness", "a late event counts as in time", "update silver_events set is_late = 0 where event_id = 'e11'"),
    breaks("lateness", "an event in time counts as late", "update silver_events set is_late = 1 where event_id = 'e06'"),
    breaks("lateness", "a moment is none", "update silver_events set event_at = 'noon' where event_id = 'e12'"),
    breaks("event_on", "an event stands under the day after", "update silver_events set event_on = '2026-11-03' where event_id = 'e06'"),
    breaks("customer_dim", "a version is missing", "delete from customer_dim where location = 'Bergen'"),
    breaks("customer_dim", "a location is wrong", "update customer_dim set location = null where location = 'Cork'"),
    breaks("customer_dim", "a version stands twice", "insert into customer_dim select * from customer_dim where location = 'Cork'"),
    breaks("customer_dim", "a version does not end", "update customer_dim set valid_to_at = null where location = 'Bergen'"),
    breaks("customer_dim", "two versions are current", "update customer_dim set is_current = 1 where location = 'Bergen'"),
    breaks("customer_dim", "no version is current", "update customer_dim set is_current = 0 where location = 'Cork'"),
    breaks("customer_as_of", "an order is nobody's", "update order_fact set customer_key = -1 where order_id = 1001"),
    breaks(
        "customer_as_of",
        "a guest is somebody",
        "update order_fact set customer_key = (select min(customer_key) from customer_dim) where order_id = 1002",
    ),
    breaks(
        "customer_as_of",
        "a view points to the version after it",
        "update interaction_fact set customer_key = (select customer_key from customer_dim where location = 'Cork') where kind = 'view'",
    ),
    breaks("product_dim", "a price is wrong", "update product_dim set unit_price_cents = 251 where product_id = 1"),
    breaks("product_dim", "a category is invented", "update product_dim set category = 'ropes' where product_id = 2"),
    breaks(
        "product_dim",
        "a product has ended",
        "update product_dim set valid_to_at = '2026-12-01T00:00:00.000Z' where product_id = 1",
    ),
    breaks("product_as_of", "a line is of no product", "update order_fact set product_key = -1 where order_id = 1001"),
    breaks("product_as_of", "a cart points to nothing", "update interaction_fact set product_key = null where kind = 'cart'"),
    breaks("version_keys", "keys are counted instead of derived", "update product_dim set product_key = product_id"),
    breaks("version_keys", "a customer's key is another's", "update customer_dim set customer_key = 5 where location = 'Cork'"),
    breaks("date_dim", "a day is missing", "delete from date_dim where day = 7"),
    breaks("date_dim", "a day is superfluous", "insert into date_dim values ('2026-11-03', 2026, 11, 3, 2, 0)"),
    breaks("date_dim", "a weekday is wrong", "update date_dim set weekday = 0 where day = 2"),
    breaks("date_dim", "a Saturday is no weekend", "update date_dim set is_weekend = 0 where day = 7"),
    breaks("date_dim", "a month is wrong", "update date_dim set month = 12 where day = 7"),
    breaks("date_dim", "a fact has no day", "update payment_fact set paid_at = 'noon' where event_id = 'e07'"),
    breaks("order_fact", "a line costs a cent more", "update order_fact set order_amount_cents = 501 where order_amount_cents = 500"),
    breaks("order_fact", "a line of nothing is missing", "delete from order_fact where order_amount_cents = 0"),
    breaks("order_fact", "a line stands twice", "insert into order_fact select * from order_fact where order_id = 1002"),
    breaks("order_fact", "a paid order is unpaid", "update order_fact set is_paid = 0 where order_id = 1001"),
    breaks("order_fact", "a cancellation is forgotten", "update order_fact set is_cancelled = 0 where order_id = 1002"),
    breaks("order_fact", "a quantity is wrong", "update order_fact set quantity = 3 where order_id = 1001 and line_number = 1"),
    breaks(
        "order_fact",
        "an order is a minute late",
        "update order_fact set order_date = '2026-11-02T10:01:00.000Z' where order_id = 1001",
    ),
    breaks("order_fact", "an order is in pounds", "update order_fact set currency = 'GBP' where order_id = 1001"),
    breaks("order_fact", "a guest has a name", "update order_fact set customer_id = 1 where order_id = 1002"),
    breaks("order_fact", "a session is another", "update order_fact set session_id = 33 where order_id = 1002"),
    breaks("order_fact", "a product is another", "update order_fact set product_id = 4 where order_id = 1002"),
    breaks("order_fact", "silver's lines cannot be read", "update silver_events set lines = '[{' where order_id = 1003"),
    breaks("payment_fact", "a payment has another amount", "update payment_fact set amount_cents = 601 where event_id = 'e07'"),
    breaks("payment_fact", "a failure counts as captured", "update payment_fact set is_captured = 1 where event_id = 'e12'"),
    breaks("refund_fact", "a refund is of another order", "update refund_fact set order_id = null"),
    breaks("refund_fact", "a refund is missing", "delete from refund_fact"),
    breaks("interaction_fact", "a view has become a cart", "update interaction_fact set kind = 'cart' where kind = 'view'"),
    breaks("interaction_fact", "a cart has lost its quantity", "update interaction_fact set quantity = null where kind = 'cart'"),
    breaks("session_fact", "a session ends early", "update session_fact set ended_at = started_at where session_id = 31"),
    breaks("session_fact", "an order is not counted", "update session_fact set order_count = 0 where session_id = 32"),
    breaks("session_fact", "a session is nobody's", "update session_fact set customer_id = null where session_id = 31"),
    breaks("sales_by_minute", "an order is missing", "update sales_by_minute set order_count = 0 where order_count = 1"),
    breaks("sales_by_minute", "an empty minute", "insert into sales_by_minute values ('2026-11-02T08:00:00.000Z', 'EUR', 0, 0, 0, 0)"),
    breaks("sales_by_minute", "a cent is missing", "update sales_by_minute set amount_cents = amount_cents - 1 where order_count = 1"),
    breaks("sales_by_minute", "the free line's piece is missing", "update sales_by_minute set unit_count = 1 where unit_count = 2"),
    breaks(
        "sales_by_minute",
        "a late order counts as in time",
        "update sales_by_minute set order_count = 1, late_count = 0 where late_count = 1",
    ),
    breaks("funnel_by_hour", "a session is not counted", "update funnel_by_hour set cart_session_count = 0 where cart_session_count = 1"),
    breaks("funnel_by_hour", "an empty hour", "insert into funnel_by_hour values ('2026-11-02T08:00:00.000Z', 0, 0, 0)"),
    breaks(
        "sales_by_minute", "a minute starts within", "update sales_by_minute set minute_at = replace(minute_at, ':00.000Z', ':01.000Z')"
    ),
    breaks("funnel_by_hour", "an hour starts within", "update funnel_by_hour set hour_at = replace(hour_at, ':00:00.000Z', ':00:00.001Z')"),
    breaks("ledger_lines", "the ledger knows a line more", told=replace(TOLD, lines=(*TOLD.lines, STRAY | {"reason": "not_json"}))),
    breaks("accepted", "the ledger knows another event", told=TOLD.with_line(16, event_id="other")),
    breaks("accepted", "silver has the later copy", "update silver_events set sequence = 8 where sequence = 4"),
    breaks("duplicates", "the ledger has it refused", told=TOLD.with_line(8, disposition="quarantined", reason="not_json")),
    breaks("duplicates", "it repeats another event", told=TOLD.with_line(8, event_id="e05")),
    breaks("quarantined", "for another reason", "update quarantine set reason = 'not_utf8' where sequence = 9"),
    breaks("quarantined", "another line", "update quarantine set sequence = 8 where sequence = 9"),
]


def test_all_laws_hold_of_a_warehouse_that_is_right(judge):
    verdict = judge()
    assert [(law.name, law.detail) for law in verdict.broken] == []
    assert verdict.holds


def test_without_a_ledger_the_laws_of_conservation_are_judged_alone(judge, damaged):
    verdict = reconcile(damaged(), lines_fed=len(FEED), ledger=None)
    of_the_ledger = {"ledger_lines", "accepted", "duplicates", "quarantined"} | names(MEASURES)
    assert verdict.holds
    assert names(verdict.laws) == names(judge().laws) - of_the_ledger


def test_no_two_laws_have_one_name(judge):
    laws = judge().laws
    assert len(names(laws)) == len(laws)


@pytest.mark.parametrize(("law", "statements", "changes"), DAMAGES)
def test_a_damage_breaks_the_law(judge, law, statements, changes):
    verdict = judge(*statements, **changes)
    assert law in names(verdict.broken)
    assert all(broken.detail for broken in verdict.broken)


@pytest.mark.parametrize("measure", [measure.name for measure in MEASURES])
def test_one_more_in_the_ledger_breaks_its_measure_and_nothing_else(judge, measure):
    assert names(judge(told=TOLD.plus(measure, 1)).broken) == {measure}


def test_no_law_is_unable_to_fail(judge):
    assert {damage.values[0] for damage in DAMAGES} | names(MEASURES) == names(judge().laws)


FROM_MONDAY_TO_SATURDAY = [
    pytest.param("gross_cents", "order_fact", "order_amount_cents", "order_id", (1001, 1003), id="the cents of two days"),
    pytest.param("units", "order_fact", "quantity", "order_id", (1001, 1003), id="the pieces of two days"),
    pytest.param(
        "minute_cents",
        "sales_by_minute",
        "amount_cents",
        "minute_at",
        ("2026-11-02T10:00:00.000Z", "2026-11-07T10:00:00.000Z"),
        id="the cents of two minutes",
    ),
]


@pytest.mark.parametrize(("law", "table", "column", "key", "moved"), FROM_MONDAY_TO_SATURDAY)
def test_a_day_too_high_and_a_day_too_low_do_not_cancel_out(judge, law, table, column, key, moved):
    less, more = moved
    first = " and line_number = 1" if table == "order_fact" else ""
    verdict = judge(
        f"update {table} set {column} = {column} - 1 where {key} = {less!r}{first}",
        f"update {table} set {column} = {column} + 1 where {key} = {more!r}{first}",
    )
    (found,) = [broken for broken in verdict.broken if broken.name == law]
    assert found.difference == 0
    assert found.detail.count("expected") == 2


@pytest.mark.parametrize("measure", ["orders", "order_sessions", "minute_orders", "gross_cents_by_category"])
def test_a_key_too_high_and_a_key_too_low_in_the_ledger_do_not_cancel_out(judge, measure):
    (broken,) = judge(told=TOLD.plus(measure, 1, -1)).broken
    assert (broken.name, broken.difference) == (measure, 0)


def test_a_measure_of_0_may_be_absent_on_either_side(judge):
    paid = {"measure": "paid_orders", "key": "2026-12-24", "truth": 0, "received": 0, "lost": 0}
    assert judge(told=replace(TOLD, measures=(*TOLD.measures, paid))).holds


def test_a_measure_that_the_ledger_does_not_name_counts_as_0(judge):
    silent = replace(TOLD, measures=tuple(row for row in TOLD.measures if row["measure"] != "views"))
    (broken,) = judge(told=silent).broken
    assert (broken.name, broken.detail) == ("views", "2026-11-02: expected 0, got 1")


@pytest.mark.parametrize(("received_at", "is_late"), [("2026-11-02T10:30:00.000Z", 0), ("2026-11-02T10:30:00.001Z", 1)])
def test_late_begins_a_millisecond_after_the_allowed_lateness(judge, received_at, is_late):
    verdict = judge(f"update silver_events set received_at = '{received_at}', is_late = {is_late} where event_id = 'e06'")
    assert "lateness" not in names(verdict.broken)


def test_an_empty_warehouse_that_was_fed_nothing_holds():
    assert reconcile(lambda sql: [], lines_fed=0, ledger=None).holds
