"""Facts: what was ordered, paid, given back and looked at."""

import json

import pandas as pd

from shopstream.etl.transform.frames import as_contract, to_frame
from shopstream.etl.transform.latest import keep_latest
from shopstream.etl.transform.versions import add_version_keys

LINE_COLUMNS = ["order_id", "line_number", "product_id", "quantity", "order_amount_cents"]


def build_order_fact(events: pd.DataFrame, customers: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """A row for each line of each order.

    Args:
        events: all ``order_placed``, ``order_cancelled`` and ``payment_captured`` of each order that occurs.
        customers, products: versions, see ``add_version_keys``.
    """
    orders = keep_latest(_of(events, "order_placed"), key=["order_id"]).assign(
        order_date=lambda order: order["event_at"],
        is_cancelled=lambda order: order["order_id"].isin(_of(events, "order_cancelled")["order_id"]),
        is_paid=lambda order: order["order_id"].isin(_of(events, "payment_captured")["order_id"]),
    )
    header = orders[["order_id", "customer_id", "session_id", "currency", "order_date", "is_cancelled", "is_paid"]]
    lines = explode_lines(orders).merge(header, on="order_id", how="inner", validate="many_to_one")
    return as_contract(add_version_keys(lines, customers, products, at="order_date"), "order_fact")


def explode_lines(orders: pd.DataFrame) -> pd.DataFrame:
    """A row for each line of each order, from the JSON text in ``lines``."""
    baskets = zip(orders["order_id"], map(json.loads, orders["lines"]), strict=True)
    rows = [
        (order_id, line["line_number"], line["product_id"], line["quantity"], line["amount_cents"])
        for order_id, lines in baskets
        for line in lines
    ]
    return to_frame(rows, LINE_COLUMNS)


def build_payment_fact(events: pd.DataFrame) -> pd.DataFrame:
    """A row for each attempt to pay, captured or failed."""
    return as_contract(
        events.assign(is_captured=events["event_type"] == "payment_captured", paid_at=events["event_at"]),
        "payment_fact",
    )


def build_refund_fact(events: pd.DataFrame) -> pd.DataFrame:
    """A row for each line that was given back, as its newest event tells it."""
    refunds = keep_latest(events, key=["refund_id", "line_number"])
    return as_contract(refunds.assign(refunded_at=refunds["event_at"]), "refund_fact")


def build_interaction_fact(events: pd.DataFrame, customers: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """A row for each view and each product put into a cart."""
    kinds = events["event_type"].map({"product_viewed": "view", "cart_added": "cart"})
    return as_contract(add_version_keys(events.assign(kind=kinds), customers, products, at="event_at"), "interaction_fact")


def _of(events: pd.DataFrame, event_type: str) -> pd.DataFrame:
    return events[events["event_type"] == event_type]
