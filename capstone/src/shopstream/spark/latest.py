"""Of several events that tell the same thing, the newest counts."""

from collections.abc import Sequence

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

NEWEST = ("event_at", "event_id")
"""What "newest" means: the shop's clock, then the id, so that no tie is left."""


def keep_latest(events: DataFrame, *, key: Sequence[str]) -> DataFrame:
    """The newest event of each key.

    Shape: N rows in, one row per distinct ``key`` out.
    """
    newest_first = Window.partitionBy(*key).orderBy(*(F.desc(name) for name in NEWEST))
    return events.withColumn("position", F.row_number().over(newest_first)).where("position = 1").drop("position")
