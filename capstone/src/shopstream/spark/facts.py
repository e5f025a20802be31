"""Facts: what was ordered, paid, given back and looked at."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from shopstream.spark.dimensions import add_version_keys
from shopstream.spark.latest import keep_latest
from shopstream.spark.schemas import as_contract

CENTS = 100


def build_order_fact(events: DataFrame, customers: DataFrame, products: DataFrame) -> DataFrame:
    """A row for each line of each order, as its newest event tells it."""
    orders = keep_latest(events.where("event_type = 'order_placed'"), key=["order_id"])
    followed = events.where("event_type in ('order_cancelled', 'payment_captured')").groupBy("order_id").agg(
        F.bool_or(F.col("event_type") == "order_cancelled").alias("cancelled"),
        F.bool_or(F.col("event_type") == "payment_captured").alias("paid"),
    )  # fmt: skip
    header = orders.select("order_id", "customer_id", "session_id", "currency", F.col("event_at").alias("order_date"), "lines")
    lines = header.join(followed, "order_id", "left").select("*", F.explode("lines").alias("line")).select(
        *("order_id", "customer_id", "session_id", "currency", "order_date", "line.line_number", "line.product_id", "line.quantity"),
        F.col("line.amount_cents").alias("order_amount_cents"),
        (F.col("line.amount_cents").cast("decimal(18, 2)") / CENTS).alias("order_amount"),
        F.coalesce("cancelled", F.lit(False)).alias("is_cancelled"),
        F.coalesce("paid", F.lit(False)).alias("is_paid"),
    )  # fmt: skip
    return as_contract(add_version_keys(lines, customers, products, at="order_date"), "order_fact")


def build_payment_fact(events: DataFrame) -> DataFrame:
    """A row for each attempt to pay, captured or failed."""
    payments = events.where("event_type in ('payment_captured', 'payment_failed')")
    told = {"is_captured": F.col("event_type") == "payment_captured", "paid_at": F.col("event_at")}
    return as_contract(payments.withColumns(told), "payment_fact")


def build_refund_fact(events: DataFrame) -> DataFrame:
    """A row for each line that was given back, as its newest event tells it."""
    refunds = keep_latest(events.where("event_type = 'refund_issued'"), key=["refund_id", "line_number"])
    return as_contract(refunds.withColumn("refunded_at", F.col("event_at")), "refund_fact")


def build_interaction_fact(events: DataFrame, customers: DataFrame, products: DataFrame) -> DataFrame:
    """A row for each view and each product put into a cart."""
    seen = events.where("event_type in ('product_viewed', 'cart_added')")
    told = seen.withColumn("kind", F.when(F.col("event_type") == "product_viewed", "view").otherwise("cart"))
    return as_contract(add_version_keys(told, customers, products, at="event_at"), "interaction_fact")
