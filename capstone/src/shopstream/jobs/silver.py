"""``bronze_lines`` into ``silver_events`` and ``quarantine``."""

from pyspark.sql import SparkSession

from shopstream.jobs.params import Params
from shopstream.streaming.queries import refine


def run(spark: SparkSession, params: Params) -> None:
    """Judge the lines of bronze that are new."""
    refine(spark, params.lakehouse, checkpoint=f"{params.checkpoints}/silver")
