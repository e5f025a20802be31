"""The pictures: what their words say about rows that can be checked by eye, and that they can be drawn, also of nothing."""

import polars as pl
import pytest
from shopstream.local.job import read_totals
from shopstream.local.result import TableResult, Totals
from shopstream.local.story import flow, freshness, lateness, quarantine, revenue, say, tables

NOTHING = Totals(lines=0, accepted=0, duplicates=0, quarantined=0, orders=0, sales_lines=0, units=0, revenue_cents=0, refunded_cents=0)


def line(sequence, received_at="2026-11-02T10:00:00.000Z", source="a.jsonl"):
    return {"sequence": sequence, "received_at": received_at, "body": "", "source": source}


def event(sequence, event_at, received_at, is_late=0):
    return {"event_id": f"e{sequence}", "sequence": sequence, "event_at": event_at, "received_at": received_at, "is_late": is_late}


def refused(sequence, reason, detail=""):
    return {"sequence": sequence, "reason": reason, "detail": detail}


def sold(order_id, cents, day="2026-11-02", line_number=1, quantity=1):
    return {
        "order_id": order_id,
        "line_number": line_number,
        "quantity": quantity,
        "order_date": f"{day}T09:00:00.000Z",
        "order_amount_cents": cents,
        "currency": "EUR",
    }


def ledger_of(folder, **days):
    """A ledger with truth and received cents for each day."""
    keys = [day.replace("_", "-").lstrip("d") for day in days]
    truth, received = zip(*days.values(), strict=True)
    pl.DataFrame({"measure": "gross_cents", "key": keys, "truth": truth, "received": received}).write_parquet(folder / "measures.parquet")
    return folder


def test_totals_count_orders_and_lines_of_more_than_0_cents(warehouse):
    query = warehouse(
        order_fact=[sold(1, 250, quantity=2), sold(1, 0, line_number=2, quantity=7), sold(2, 0), sold(3, 50), sold(3, 25, line_number=2)]
    )
    totals = read_totals(query)
    assert (totals.orders, totals.sales_lines, totals.units, totals.revenue_cents) == (2, 3, 4, 325)


def test_totals_call_a_line_a_duplicate_that_is_neither_in_silver_nor_in_quarantine(warehouse):
    moment = "2026-11-02T10:00:00.000Z"
    query = warehouse(
        bronze_lines=[line(1), line(2), line(3), line(4)], silver_events=[event(1, moment, moment)], quarantine=[refused(3, "not_json")]
    )
    totals = read_totals(query)
    assert (totals.lines, totals.accepted, totals.duplicates, totals.quarantined) == (4, 1, 2, 1)


def test_totals_of_an_empty_warehouse_are_zero(warehouse):
    assert read_totals(warehouse()) == NOTHING


def test_the_flow_says_the_sum():
    totals = NOTHING.model_copy(update={"accepted": 6, "duplicates": 1, "quarantined": 1})
    words = flow.words(flow.read(8, totals))
    assert words == "8 lines were fed: 6 accepted (75.0 %), 1 duplicates (12.5 %), 1 quarantined (12.5 %).\n6 + 1 + 1 = 8."


def test_reasons_come_with_the_first_case_the_most_frequent_reason_first(warehouse):
    rows = [refused(2, "not_json", "second"), refused(1, "not_json", "first"), refused(3, "clock_ahead", "late\nclock")]
    words = quarantine.words(quarantine.read(warehouse(quarantine=rows)))
    assert words.splitlines()[2:] == [
        "not_json         2  first",
        "clock_ahead      1  late clock",
        "3 lines are kept in quarantine, each with one reason; none is thrown away.",
    ]


def test_lateness_counts_what_came_late_and_whose_clock_was_ahead(warehouse):
    rows = [
        event(1, "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:01.000Z"),
        event(2, "2026-11-02T10:00:00.000Z", "2026-11-02T11:00:00.000Z", is_late=1),
        event(3, "2026-11-02T10:00:00.000Z", "2026-11-02T09:59:00.000Z"),
    ]
    words = lateness.words(lateness.read(warehouse(silver_events=rows)))
    assert "2 arrived within 30 min of happening and 1 later (33.3 %)" in words
    assert "at most 1 s, 95 % at most 1 h, the slowest 1 h." in words
    assert "1 carry a time after their arrival" in words


def test_an_event_is_as_old_as_the_end_of_its_file_makes_it(warehouse):
    query = warehouse(
        bronze_lines=[
            line(1, "2026-11-02T10:00:00.000Z"),
            line(2, "2026-11-02T12:00:00.000Z"),
            line(3, "2026-11-02T13:00:00.000Z", "b.jsonl"),
        ],
        silver_events=[
            event(1, "2026-11-02T10:00:00.000Z", "2026-11-02T10:00:00.000Z"),
            event(3, "2026-11-02T12:59:00.000Z", "2026-11-02T13:00:00.000Z"),
        ],
    )
    found = freshness.read(query)
    assert (found.ages, found.file_count) == ([60_000, 7_200_000], 2)
    assert "Half of the events are at most 1 min old" in freshness.words(found)


def test_revenue_stands_beside_the_ledger_day_by_day(warehouse, tmp_path):
    ledger = ledger_of(tmp_path, d2026_11_02=(350, 300), d2026_11_03=(10, 10))
    words = revenue.words(revenue.read(warehouse(order_fact=[sold(1, 100), sold(2, 200)]), ledger)).splitlines()
    assert words[2].split() == ["2026-11-02", "3.00", "3.00", "0.00", "3.50", "0.50"]
    assert words[3].split() == ["2026-11-03", "0.00", "0.10", "-0.10", "0.10", "0.00"]
    assert words[4:] == ["In total 3.00 EUR; days that differ from the ledger: 1.", "Lost at the source, beyond repair: 0.50 EUR."]


def test_revenue_without_a_ledger_says_so(warehouse):
    words = revenue.words(revenue.read(warehouse(order_fact=[sold(1, 100)]), None))
    assert words.splitlines()[-1] == "In total 1.00 EUR. This source has no ledger: there is nothing to compare with."


def test_a_long_run_shows_its_first_days_and_the_number_of_the_others(warehouse):
    rows = [sold(day, 100, f"2026-11-{day:02d}") for day in range(1, 31)]
    assert "... and 16 more days" in revenue.words(revenue.read(warehouse(order_fact=rows), None))


def test_tables_say_what_a_row_is():
    words = tables.words(tables.read({"order_fact": TableResult(rows=1_234, sha256="0123456789abcdef")}))
    assert words.splitlines()[-1].split() == ["order_fact", "order", "line", "1,234", "0123456789ab"]


def test_each_picture_can_be_drawn_of_an_empty_warehouse(warehouse):
    query = warehouse()
    drawn = [
        flow.draw(flow.read(0, NOTHING)),
        quarantine.draw(quarantine.read(query)),
        lateness.draw(lateness.read(query)),
        freshness.draw(freshness.read(query)),
        revenue.draw(revenue.read(query, None)),
        tables.draw(tables.read({"order_fact": TableResult(rows=0, sha256="")})),
    ]
    for figure in drawn:
        figure.draw_without_rendering()


@pytest.mark.parametrize(("part", "whole", "text"), [(1, 3, "33.3 %"), (0, 5, "0.0 %"), (0, 0, "0.0 %")])
def test_share(part, whole, text):
    assert say.share(part, whole) == text


@pytest.mark.parametrize(("cents", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_456_789, "1,234,567.89")])
def test_money_is_exact(cents, text):
    assert say.money(cents) == text


@pytest.mark.parametrize(("per_cent", "value"), [(1, 10), (50, 20), (51, 30), (95, 40), (100, 40)])
def test_a_quantile_is_one_of_the_values(per_cent, value):
    assert say.quantile([10, 20, 30, 40], per_cent) == value
