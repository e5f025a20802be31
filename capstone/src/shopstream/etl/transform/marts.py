"""Aggregates: sessions, minutes, hours. Each is built from all events of the keys that occur."""

import pandas as pd

from shopstream.etl.transform.facts import explode_lines
from shopstream.etl.transform.frames import as_contract
from shopstream.etl.transform.latest import NEWEST, keep_latest

STEPS = {"product_viewed": "view", "cart_added": "cart", "order_placed": "order"}


def build_session_fact(events: pd.DataFrame) -> pd.DataFrame:
    """A row for each session, from its views, cart events and orders; its customer is the first that an event names."""
    ordered = events.sort_values(list(NEWEST))
    is_order = ordered["event_type"] == "order_placed"
    told = ordered.assign(
        is_view=ordered["event_type"] == "product_viewed",
        is_cart=ordered["event_type"] == "cart_added",
        placed_id=ordered["order_id"].where(is_order),
    )
    sessions = told.groupby("session_id", as_index=False).agg(
        customer_id=("customer_id", "first"),
        started_at=("event_at", "first"),
        ended_at=("event_at", "last"),
        view_count=("is_view", "sum"),
        cart_count=("is_cart", "sum"),
        order_count=("placed_id", "nunique"),
    )
    return as_contract(sessions, "session_fact")


def build_sales_by_minute(events: pd.DataFrame) -> pd.DataFrame:
    """A row for each minute and currency with an order. Orders that came late are counted, and nothing more.

    Args:
        events: all ``order_placed`` of each order that occurs; the newest of an order counts.
    """
    orders = keep_latest(events, key=["order_id"])
    sums = explode_lines(orders).groupby("order_id", as_index=False)[["quantity", "order_amount_cents"]].sum()
    told = orders[["order_id", "event_at", "currency", "is_late"]].merge(sums, on="order_id", how="left", validate="one_to_one")
    is_late = told["is_late"].astype(bool)
    told = told.assign(
        minute_at=told["event_at"].str[:16] + ":00.000Z",
        order_count=(~is_late).astype(int),
        late_count=is_late.astype(int),
        unit_count=told["quantity"].where(~is_late, 0),
        amount_cents=told["order_amount_cents"].where(~is_late, 0),
    )
    measures = ["order_count", "unit_count", "amount_cents", "late_count"]
    return as_contract(told.groupby(["minute_at", "currency"], as_index=False)[measures].sum(), "sales_by_minute")


def build_funnel_by_hour(seen: pd.DataFrame) -> pd.DataFrame:
    """A row for each hour: the distinct sessions with a view, a cart event, an order in it.

    Args:
        seen: ``hour_at``, ``event_type`` and ``session_id`` of all events in each hour that occurs, repeated or not.
    """
    told = seen.assign(step=seen["event_type"].map(STEPS)).drop_duplicates()
    counts = told.groupby(["hour_at", "step"]).size().unstack("step").reindex(columns=STEPS.values()).fillna(0).reset_index()
    return as_contract(counts.rename(columns={step: f"{step}_session_count" for step in STEPS.values()}), "funnel_by_hour")
