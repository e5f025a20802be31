"""Landing files into ``bronze_lines``."""

from pyspark.sql import SparkSession

from shopstream.jobs.params import Params
from shopstream.streaming.queries import land


def run(spark: SparkSession, params: Params) -> None:
    """Load the landing files that are new."""
    land(
        spark,
        params.lakehouse,
        landing=params.landing,
        checkpoint=f"{params.checkpoints}/bronze",
        files_per_batch=params.whole("files_per_batch") or None,
    )
