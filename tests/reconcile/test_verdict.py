"""The verdict: what it says to programs, and the table that people read."""

import pytest
from shopstream.reconcile import Law, Verdict
from shopstream.reconcile.law import Rule, compare, compare_rows, judge

GROSS = Rule("gross_cents", "cents", "amount of all order lines")
RIGHT = Law("orders", "orders by day", "orders", 1234, 1234, True)
WRONG = Law("gross_cents", "amount of all order lines", "cents", 100_000, 99_950, False, "2026-11-02: expected 1,000.00, got 999.50")


def test_a_verdict_holds_when_every_law_does():
    assert Verdict((RIGHT,)).holds
    assert not Verdict((RIGHT, WRONG)).holds
    assert Verdict((RIGHT, WRONG)).broken == (WRONG,)


def test_the_table_shows_what_differs_and_by_how_much():
    assert str(Verdict((RIGHT, WRONG))).splitlines() == [
        "law          expected     got  difference  unit",
        "orders          1,234   1,234              orders  holds",
        "gross_cents   100,000  99,950         -50  cents   BROKEN",
        "gross_cents: amount of all order lines. But 2026-11-02: expected 1,000.00, got 999.50",
        "NOT reconciled: 1 of 2 laws are broken",
    ]


def test_the_table_ends_with_one_sentence_where_all_is_well():
    assert str(Verdict((RIGHT,))).splitlines()[-1] == "reconciled: all 1 laws hold"


def test_a_law_names_three_keys_and_counts_the_rest():
    law = compare(GROSS, dict.fromkeys("abcde", 1), {})
    assert law.detail == "a: expected 0.01, got nothing; b: expected 0.01, got nothing; c: expected 0.01, got nothing; and 2 more"


def test_keys_that_end_in_a_number_stand_as_people_sort_them():
    law = compare(Rule("lines", "lines", ""), {"line 10": "lost", "line 9": "lost"}, {})
    assert law.detail.startswith("line 9:")


def test_equal_totals_do_not_hide_a_difference():
    law = compare(GROSS, {"a": 1, "b": 2}, {"a": 2, "b": 1})
    assert (law.holds, law.difference) == (False, 0)


@pytest.mark.parametrize(
    ("absent", "holds"), [pytest.param(None, False, id="nothing is not 0"), pytest.param(0, True, id="nothing is 0, where that is said")]
)
def test_a_missing_key(absent, holds):
    assert compare(GROSS, {"a": 0}, {}, absent=absent).holds == holds
    assert compare(GROSS, {}, {"a": 0}, absent=absent).holds == holds


def test_totals_that_differ_break_a_law_without_differences():
    assert judge(GROSS, 1, 2, []).detail == "in total: expected 0.01, got 0.02"


ROWS = Rule("payments", "payments", "each payment")


@pytest.mark.parametrize(
    ("expected", "actual", "detail"),
    [
        pytest.param([("e1", 5)], [("e1", 5)], "", id="the same"),
        pytest.param([("e1", 5)], [("e1", 6)], "event_id e1 has cents 6 and not 5", id="another cell"),
        pytest.param([("e1", 5)], [], "event_id e1 is missing", id="a row too few"),
        pytest.param([], [("e1", 5)], "event_id e1 should not be there", id="a row too many"),
        pytest.param([("e1", 5)], [("e1", 5), ("e1", 5)], "event_id e1 should not be there", id="a row twice"),
        pytest.param([("e1", None)], [("e1", 0)], "event_id e1 has cents 0 and not null", id="a null is no 0"),
    ],
)
def test_tables_are_compared_row_by_row(expected, actual, detail):
    law = compare_rows(ROWS, expected, actual, columns=["event_id", "cents"], key=["event_id"])
    assert (law.holds, law.detail) == (not detail, detail)


def test_a_value_that_would_break_the_line_is_shown_as_json():
    law = compare_rows(ROWS, [("e1", "a\nb")], [("e1", "x" * 99)], columns=["event_id", "text"], key=["event_id"])
    assert law.detail == f'event_id e1 has text {"x" * 57}... and not "a\\nb"'


def test_a_null_is_a_difference_and_not_a_traceback():
    law = compare(Rule("accepted", "events", "an id stands for each"), {"e1": "line 1"}, {None: "line 1", "e2": None})
    assert not law.holds
    assert law.detail == "e1: expected line 1, got nothing; e2: expected nothing, got nothing; null: expected nothing, got line 1"
