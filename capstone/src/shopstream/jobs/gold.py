"""``silver_events`` into the tables of gold: each a pure function of silver, replaced in one commit."""

from collections.abc import Callable
from functools import partial

from pyspark.sql import DataFrame, SparkSession

from shopstream.jobs.params import Params
from shopstream.spark import dimensions, facts, marts
from shopstream.streaming.parallel import side_by_side
from shopstream.streaming.tables import Lakehouse, replace


def run(spark: SparkSession, params: Params) -> None:
    """Build every table of gold from silver, and from nothing else."""
    events = spark.table(params.lakehouse.name("silver_events"))
    side_by_side(partial(rebuild, params.lakehouse, table, build) for table, build in builders(events).items())


def rebuild(lakehouse: Lakehouse, table: str, build: Callable[[], DataFrame]) -> None:
    """Replace a table by what is built here and now: Spark analyses each step, and several tables can wait for that at once."""
    replace(build(), lakehouse, table)


def builders(events: DataFrame) -> dict[str, Callable[[], DataFrame]]:
    """What builds each table of gold, by name; those that take longest come first.

    Args:
        events: all of ``silver_events``.
    """
    customers, products = dimensions.build_customer_dim(events), dimensions.build_product_dim(events)
    return {
        "interaction_fact": partial(facts.build_interaction_fact, events, customers, products),
        "order_fact": partial(facts.build_order_fact, events, customers, products),
        "customer_dim": lambda: customers,
        "product_dim": lambda: products,
        "session_fact": partial(marts.build_session_fact, events),
        "sales_by_minute": partial(marts.build_sales_by_minute, events),
        "funnel_by_hour": partial(marts.build_funnel_by_hour, events),
        "date_dim": partial(dimensions.build_date_dim, events),
        "payment_fact": partial(facts.build_payment_fact, events),
        "refund_fact": partial(facts.build_refund_fact, events),
    }
