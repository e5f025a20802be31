"""The ledger adds up."""

import json

import polars as pl
import pytest
from shopstream.contracts.ledger import FORMAT_VERSION, LINES, MEASURE_ROWS, MEASURES

from .conftest import feed_of, ledger_lines


def measures(feed) -> pl.DataFrame:
    return pl.DataFrame(feed.ledger.measures)


def test_lines_are_in_the_order_of_receipt(feed):
    assert feed.lines["sequence"].to_list() == list(range(1, feed.lines.height + 1))
    assert feed.lines["received_at"].is_sorted()
    assert feed.lines.null_count().sum_horizontal().item() == 0


def test_every_measure_of_the_contract_is_there_and_no_other(feed):
    asked = {measure.name for measure in MEASURES}
    absent = {"minute_late"} if feed is feed_of("none") else set()
    assert set(measures(feed)["measure"]) == asked - absent


def test_what_is_lost_is_the_difference(feed):
    rows = measures(feed)
    assert (rows["lost"] == rows["truth"] - rows["received"]).all()
    assert rows.unique(["measure", "key"]).height == rows.height


def test_nothing_is_lost_where_nothing_is_broken():
    rows = measures(feed_of("none"))
    assert (rows["lost"] == 0).all()


def test_something_is_lost_where_something_is_broken():
    lost = measures(feed_of("everyday")).group_by("measure").agg(pl.col("lost").sum())
    assert {"orders", "gross_cents", "views", "minute_cents"} <= set(lost.filter(pl.col("lost") > 0)["measure"])


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["gross_cents_by_category"], "gross_cents"),
        (["gross_cents_by_location"], "gross_cents"),
        (["gross_cents_by_currency"], "gross_cents"),
        (["net_cents", "cancelled_cents", "refunded_cents"], "gross_cents"),
        (["views_by_category"], "views"),
    ],
)
def test_the_parts_add_up_to_the_whole(feed, parts, whole):
    sums = dict(measures(feed).group_by("measure").agg(pl.col("received").sum()).rows())
    assert sum(sums.get(part, 0) for part in parts) == sums[whole]


def test_every_order_is_in_time_or_late(feed):
    sums = dict(measures(feed).group_by("measure").agg(pl.col("received").sum()).rows())
    placed = ledger_lines(feed).filter(event_type="order_placed", disposition="accepted").height
    assert sums["minute_orders"] + sums.get("minute_late", 0) == placed


def test_the_summary_says_the_same_in_short(feed):
    summary, lines = feed.ledger.summary, ledger_lines(feed)
    assert summary["format_version"] == FORMAT_VERSION
    assert summary["lines"] == lines.height == sum(summary["lines_by_disposition"].values())
    assert sum(summary["lines_by_reason"].values()) == summary["lines_by_disposition"].get("quarantined", 0)
    assert summary["totals"]["gross_cents"]["truth"] == measures(feed).filter(measure="gross_cents")["truth"].sum()


def test_the_tables_have_the_contract_s_types(feed):
    assert feed.ledger.lines.schema.equals(LINES)
    assert feed.ledger.measures.schema.equals(MEASURE_ROWS)


def test_a_category_is_the_one_of_the_moment():
    """By hand from the bodies of a feed without faults: the last announcement before the view."""
    events = [json.loads(body) for body in feed_of("none").lines["body"]]
    products = sorted(
        (event["event_at"], event["event_id"], event["product_id"], event["category"])
        for event in events
        if event["event_type"] == "product_changed"
    )
    counts = {}
    for event in events:
        if event["event_type"] == "product_viewed":
            known = [category for at, _, product, category in products if product == event["product_id"] and at <= event["event_at"]]
            category = known[-1] or "(none)"
            counts[category] = counts.get(category, 0) + 1
    told = measures(feed_of("none")).filter(measure="views_by_category")
    assert dict(told.select("key", "truth").rows()) == counts


def test_a_day_s_revenue_is_the_sum_of_its_orders():
    events = [json.loads(body) for body in feed_of("none").lines["body"]]
    days = {}
    for event in events:
        if event["event_type"] == "order_placed":
            day = event["event_at"][:10]
            days[day] = days.get(day, 0) + sum(line["amount_cents"] for line in event["lines"])
    assert dict(measures(feed_of("none")).filter(measure="gross_cents").select("key", "truth").rows()) == days
