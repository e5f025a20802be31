"""Dimensions of type 2: a row for each version, valid from one change to the next."""

from collections.abc import Sequence

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from shopstream.contracts.tables import UNKNOWN_KEY
from shopstream.spark.latest import keep_latest
from shopstream.spark.schemas import MOMENT, as_contract

FACTS = ["order_placed", "refund_issued", "payment_captured", "payment_failed", "product_viewed", "cart_added"]
"""Types of events of which each makes a fact, on its day."""

WEEKEND = 6
KEY_DIGITS = 15


def build_customer_dim(events: DataFrame) -> DataFrame:
    """Versions of customers from ``silver_events``."""
    changes = events.where("event_type = 'customer_changed'")
    return as_contract(_versions(changes, "customer", ["customer_name", "location"]), "customer_dim")


def build_product_dim(events: DataFrame) -> DataFrame:
    """Versions of products from ``silver_events``."""
    changes = events.where("event_type = 'product_changed'")
    return as_contract(_versions(changes, "product", ["product_name", "category", "unit_price_cents"]), "product_dim")


def _versions(events: DataFrame, member: str, attributes: Sequence[str]) -> DataFrame:
    """Of changes in the same millisecond the last counts; a change that changes nothing makes no version."""
    business_id = f"{member}_id"
    in_time = Window.partitionBy(business_id).orderBy("event_at")
    changes = keep_latest(events, key=[business_id, "event_at"])
    before = changes.select(
        *(business_id, "event_at", *attributes),
        F.row_number().over(in_time).alias("position"),
        *(F.lag(name).over(in_time).alias(f"earlier_{name}") for name in attributes),
    )
    same = [F.col(name).eqNullSafe(F.col(f"earlier_{name}")) for name in attributes]
    versions = before.where((F.col("position") == 1) | ~_all(same))
    dated = versions.withColumns({"valid_from_at": F.col("event_at"), "valid_to_at": F.lead("event_at").over(in_time)})
    return dated.withColumns({f"{member}_key": surrogate_key(business_id, "valid_from_at"), "is_current": F.col("valid_to_at").isNull()})


def _all(tests: Sequence[Column]) -> Column:
    result = F.lit(True)
    for test in tests:
        result = result & test
    return result


def surrogate_key(business_id: str, valid_from_at: str) -> Column:
    """The contract's key of a version: the first 15 hex digits of a sha256, as a number."""
    text = F.concat_ws("|", F.col(business_id).cast("string"), F.date_format(valid_from_at, MOMENT))
    return F.conv(F.substring(F.sha2(text, 256), 1, KEY_DIGITS), 16, 10).cast("bigint")


def add_version_keys(facts: DataFrame, customers: DataFrame, products: DataFrame, *, at: str) -> DataFrame:
    """The facts with ``customer_key`` and ``product_key`` of the versions that were valid at their time.

    Shape: N rows in, N rows out.
    """
    with_customers = add_version_key(facts, customers, member="customer", at=at)
    return add_version_key(with_customers, products, member="product", at=at)


def add_version_key(facts: DataFrame, versions: DataFrame, *, member: str, at: str) -> DataFrame:
    """The facts with the key of the version valid at their time; -1 before the first version, for strangers and for guests."""
    business_id, key = f"{member}_id", f"{member}_key"
    version = versions.select(F.col(business_id).alias("version_of"), F.col(key).alias("found"), "valid_from_at", "valid_to_at")
    is_valid = (
        (F.col(business_id) == F.col("version_of"))
        & (F.col("valid_from_at") <= F.col(at))
        & (F.col("valid_to_at").isNull() | (F.col(at) < F.col("valid_to_at")))
    )
    joined = facts.join(version, is_valid, "left")
    return joined.withColumn(key, F.coalesce("found", F.lit(UNKNOWN_KEY))).drop("version_of", "found", "valid_from_at", "valid_to_at")


def build_date_dim(events: DataFrame) -> DataFrame:
    """The days on which a fact happened, each with its parts; weekdays count from 1, Monday."""
    newest = events.where(F.col("event_type").isin(FACTS)).groupBy(_fact_of_event().alias("fact")).agg(F.max("event_at").alias("event_at"))
    days = newest.select(F.to_date("event_at").alias("date_on")).distinct()
    weekday = F.weekday("date_on") + 1
    parts = {"year": F.year("date_on"), "month": F.month("date_on"), "day": F.dayofmonth("date_on"), "weekday": weekday}
    return as_contract(days.withColumns(parts | {"is_weekend": weekday >= WEEKEND}), "date_dim")


def _fact_of_event() -> Column:
    """What an event tells of: of an order and of a refunded line several may tell, of all else one."""
    return F.coalesce(
        F.when(F.col("event_type") == "order_placed", F.concat_ws(" ", "event_type", "order_id")),
        F.when(F.col("event_type") == "refund_issued", F.concat_ws(" ", "event_type", "refund_id", "line_number")),
        "event_id",
    )
