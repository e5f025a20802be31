"""The collector's lines, as Spark reads them from text."""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from shopstream.contracts.times import ISO_PATTERN

COLLECTED = "received_at string, sequence bigint, body string"


def parse_lines(texts: DataFrame) -> DataFrame:
    """Lines of the collector from ``value`` (text of a line) and ``source`` (its file): sequence, received_at, body, source.

    A line that is not of the collector's form ends the query: nothing may be lost in silence.
    """
    told = texts.select("source", "value", F.from_json("value", COLLECTED).alias("line"))
    is_whole = (F.col("line.sequence") > 0) & is_moment(F.col("line.received_at")) & F.col("line.body").isNotNull()
    complaint = F.concat(
        F.lit("landing file "), "source", F.lit(" has a line that is not of the collector: "), F.substring("value", 1, 80),
        F.lit(": restore the file or delete it"),
    )  # fmt: skip
    return told.select(
        F.when(F.coalesce(is_whole, F.lit(False)), F.col("line.sequence")).otherwise(F.raise_error(complaint)).alias("sequence"),
        F.try_to_timestamp(F.col("line.received_at")).alias("received_at"),
        F.col("line.body").alias("body"),
        "source",
    )


def is_moment(text: Column) -> Column:
    """Whether a text is a moment as the contract writes it, and such a moment exists."""
    return text.rlike(f"^{ISO_PATTERN.pattern}$") & (F.length(text) == 24) & (text >= "0001") & F.try_to_timestamp(text).isNotNull()
