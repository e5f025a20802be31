"""Aggregates: sessions, minutes, hours."""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from shopstream.spark.latest import keep_latest
from shopstream.spark.schemas import as_contract

STEPS = {"product_viewed": "view", "cart_added": "cart", "order_placed": "order"}


def build_session_fact(events: DataFrame) -> DataFrame:
    """A row for each session, from its views, cart events and orders; its customer is the first that an event names."""
    named = F.when(F.col("customer_id").isNotNull(), F.struct("event_at", "event_id"))
    sessions = _in_sessions(events).groupBy("session_id").agg(
        F.min_by("customer_id", named).alias("customer_id"),
        F.min("event_at").alias("started_at"),
        F.max("event_at").alias("ended_at"),
        F.count_if(F.col("event_type") == "product_viewed").alias("view_count"),
        F.count_if(F.col("event_type") == "cart_added").alias("cart_count"),
        F.size(F.collect_set(F.when(F.col("event_type") == "order_placed", F.col("order_id")))).alias("order_count"),
    )  # fmt: skip
    return as_contract(sessions, "session_fact")


def build_sales_by_minute(events: DataFrame) -> DataFrame:
    """A row for each minute and currency with an order. Orders that came late are counted, and nothing more."""
    orders = keep_latest(events.where("event_type = 'order_placed'"), key=["order_id"])
    told = orders.select(
        *("currency", "is_late", F.date_trunc("minute", "event_at").alias("minute_at")),
        _sum_of_lines("quantity").alias("units"),
        _sum_of_lines("amount_cents").alias("cents"),
    )
    in_time = ~F.col("is_late")
    sales = told.groupBy("minute_at", "currency").agg(
        F.count_if(in_time).alias("order_count"),
        F.sum(F.when(in_time, F.col("units")).otherwise(0)).alias("unit_count"),
        F.sum(F.when(in_time, F.col("cents")).otherwise(0)).alias("amount_cents"),
        F.count_if("is_late").alias("late_count"),
    )  # fmt: skip
    return as_contract(sales, "sales_by_minute")


def build_funnel_by_hour(events: DataFrame) -> DataFrame:
    """A row for each hour: the distinct sessions with a view, a cart event, an order in it."""
    steps = _in_sessions(events).select(F.date_trunc("hour", "event_at").alias("hour_at"), "session_id", "event_type").distinct()
    counts = [F.count_if(F.col("event_type") == event_type).alias(f"{step}_session_count") for event_type, step in STEPS.items()]
    hours = steps.groupBy("hour_at").agg(*counts)
    return as_contract(hours, "funnel_by_hour")


def _in_sessions(events: DataFrame) -> DataFrame:
    return events.where(F.col("session_id").isNotNull() & F.col("event_type").isin(list(STEPS)))


def _sum_of_lines(name: str) -> Column:
    return F.aggregate(F.transform("lines", lambda line: line[name]), F.lit(0).cast("bigint"), lambda total, value: total + value)
