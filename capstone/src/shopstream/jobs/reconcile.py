"""What the lakehouse holds, against what was fed and against the shop's ledger: the laws, run by Spark."""

from pathlib import Path

from pyspark.sql import SparkSession

from shopstream.errors import ReconcileError
from shopstream.jobs.params import Params
from shopstream.reconcile import Verdict, reconcile


def run(spark: SparkSession, params: Params) -> None:
    """Hold every law.

    Raises:
        ReconcileError: a law is broken; the message is the table of all laws.
    """
    verdict = judge(spark, params)
    if not verdict.holds:
        raise ReconcileError(str(verdict))


def judge(spark: SparkSession, params: Params) -> Verdict:
    """The verdict over the tables of the lakehouse."""
    return reconcile(query_of(spark, params), lines_fed=params.whole("lines_fed"), ledger=Path(params.ledger) if params.ledger else None)


def query_of(spark: SparkSession, params: Params):
    """A function that runs one SQL text on the lakehouse and returns all rows; moments come with their zone."""
    spark.sql(f"use {params.lakehouse.root}")

    def query(sql: str) -> list[tuple]:
        found = spark.sql(sql).toArrow()
        return list(zip(*(column.to_pylist() for column in found.columns), strict=True))

    return query
