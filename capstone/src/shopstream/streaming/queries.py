"""Streaming queries that end by themselves: from landing files to bronze, from bronze to silver and quarantine."""

from collections.abc import Callable
from functools import partial

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming import DataStreamWriter

from shopstream.errors import QueryError
from shopstream.spark.landing import parse_lines
from shopstream.spark.schemas import as_contract
from shopstream.spark.validate import accepted, judge_lines, refused
from shopstream.streaming.checkpoints import mend
from shopstream.streaming.parallel import side_by_side
from shopstream.streaming.tables import Lakehouse, create, insert_new, insert_new_or_earlier

FOREVER = "365000d"
"""Spark skips files that look older than this beside the newest one; none does."""

JUDGED = {"quarantine": (insert_new, refused), "silver_events": (insert_new_or_earlier, accepted)}
"""How a judged line gets into the tables: what inserts, and which rows."""


def land(spark: SparkSession, lakehouse: Lakehouse, *, landing: str, checkpoint: str, files_per_batch: int | None = None) -> None:
    """Put the lines of new landing files into bronze, each sequence once.

    Raises:
        QueryError: a file cannot be read, or is none of the collector.
    """
    is_new = create(spark, lakehouse, "bronze_lines")
    reader = spark.readStream.format("text").option("lineSep", "\n").option("maxFileAge", FOREVER).option("pathGlobFilter", "*.jsonl")
    if files_per_batch:
        reader = reader.option("maxFilesPerTrigger", files_per_batch)
    texts = reader.load(landing).select("value", F.col("_metadata.file_name").alias("source"))

    def keep(batch: DataFrame, number: int) -> None:
        lines = parse_lines(batch).withColumn("loaded_at", F.current_timestamp())
        rows = as_contract(lines, "bronze_lines").dropDuplicates(["sequence"])
        insert_new(rows, lakehouse, "bronze_lines", is_empty=is_new and number == 0)

    drain(texts.writeStream, "bronze", keep, checkpoint)


def refine(spark: SparkSession, lakehouse: Lakehouse, *, checkpoint: str) -> None:
    """Judge the new lines of bronze: good events into silver, each id once, by the line with the lowest sequence; others into quarantine.

    Raises:
        QueryError: see its message.
    """
    is_new = dict(zip(JUDGED, side_by_side(partial(create, spark, lakehouse, table) for table in JUDGED), strict=True))
    lines = spark.readStream.option("skipChangeCommits", "true").table(lakehouse.name("bronze_lines"))

    def keep(batch: DataFrame, number: int) -> None:
        judged = judge_lines(batch)
        side_by_side(
            partial(insert, rows(judged), lakehouse, table, is_empty=is_new[table] and number == 0)
            for table, (insert, rows) in JUDGED.items()
        )

    drain(lines.writeStream, "silver", keep, checkpoint)


def drain(writer: DataStreamWriter, name: str, keep: Callable[[DataFrame, int], None], checkpoint: str) -> None:
    """Run a query over all that is there now, and wait for its end.

    Raises:
        QueryError: the query failed; the message has its name, the batch where it is known, and the cause.
    """
    begun: list[int] = []

    def kept(batch: DataFrame, number: int) -> None:
        begun.append(number)
        keep(batch, number)

    mend(checkpoint)
    try:
        query = writer.foreachBatch(kept).option("checkpointLocation", checkpoint).queryName(name).trigger(availableNow=True).start()
        query.awaitTermination()
    except PySparkException as error:
        where = f" in batch {begun[-1]}" if begun else ""  # a client of Connect does not know
        raise QueryError(f"the query {name} failed{where}: {cause(error)}") from error


def cause(error: BaseException) -> str:
    """The innermost complaint of an error of Spark, on one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if "landing file" in line or "Caused by" in line or line.startswith("[")]
    return (told[-1] if told else lines[0] if lines else type(error).__name__)[:300]
