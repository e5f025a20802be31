"""``silver_events`` into the tables of gold: each a pure function of silver, replaced in one commit."""

from functools import partial

from pyspark.sql import DataFrame, SparkSession

from shopstream.jobs.params import Params
from shopstream.spark import dimensions, facts, marts
from shopstream.streaming.parallel import side_by_side
from shopstream.streaming.tables import replace


def run(spark: SparkSession, params: Params) -> None:
    """Build every table of gold from silver, and from nothing else."""
    events = spark.table(params.lakehouse.name("silver_events"))
    side_by_side(partial(replace, frame, params.lakehouse, table) for table, frame in build(events).items())


def build(events: DataFrame) -> dict[str, DataFrame]:
    """Every table of gold, by name; those that take longest come first.

    Args:
        events: all of ``silver_events``.
    """
    customers, products = dimensions.build_customer_dim(events), dimensions.build_product_dim(events)
    return {
        "interaction_fact": facts.build_interaction_fact(events, customers, products),
        "order_fact": facts.build_order_fact(events, customers, products),
        "date_dim": dimensions.build_date_dim(events),
        "customer_dim": customers,
        "product_dim": products,
        "session_fact": marts.build_session_fact(events),
        "sales_by_minute": marts.build_sales_by_minute(events),
        "funnel_by_hour": marts.build_funnel_by_hour(events),
        "payment_fact": facts.build_payment_fact(events),
        "refund_fact": facts.build_refund_fact(events),
    }
