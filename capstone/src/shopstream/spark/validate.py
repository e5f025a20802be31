"""A line is an event, or it is refused for one reason: the judge of the contract, on Arrow batches.

The same Python decides in both engines. Rules written a second time in Spark's own functions were fifteen times slower, and
differed in corners: numbers beyond 64 bits, ``1.0``, text behind the JSON.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from shopstream.contracts.judge import Problem, basket, judge
from shopstream.contracts.tables import TABLES
from shopstream.contracts.times import ALLOWED_LATENESS_MS
from shopstream.spark.schemas import LINES, MOMENT, as_contract, spark_type

LINE = ("sequence", "received_at", "body")
SILVER = TABLES["silver_events"]

JUDGED = dict.fromkeys(("received_at", "body", "refusal", "detail"), "string") | {
    column.name: "string" if column.type == "timestamp" else spark_type(SILVER, column.name)
    for column in SILVER.columns
    if column.name != "event_on"  # follows from event_at
}

ARROW = {
    "string": pa.string(),
    "bigint": pa.int64(),
    "int": pa.int32(),
    "boolean": pa.bool_(),
    LINES: pa.list_(pa.struct([(name, pa.int64()) for name in ("line_number", "product_id", "quantity", "amount_cents")])),
}


def judge_lines(lines: DataFrame) -> DataFrame:
    """Each line with ``refusal`` (a reason, or null where the event is good), ``detail``, and the columns of its event.

    Shape: N rows in, N rows out.

    Args:
        lines: sequence, received_at, body.
    """
    told = lines.select("sequence", F.date_format("received_at", MOMENT).alias("received_at"), "body")
    return told.mapInArrow(_judged, _schema())


def _schema() -> str:
    """The columns of a judged line, as DDL. Moments are text until the table gives them its type."""
    return ", ".join(f"{name} {stated}" for name, stated in JUDGED.items())


@cache
def _arrow_schema() -> pa.Schema:
    """The same columns for Arrow."""
    return pa.schema([(name, ARROW[stated]) for name, stated in JUDGED.items()])


def _judged(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    schema = _arrow_schema()
    for batch in batches:
        rows = [_row(*line) for line in zip(*(batch.column(name).to_pylist() for name in LINE), strict=True)]
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


def _row(sequence: int, received_at: str, body: str) -> dict:
    line = {"sequence": sequence, "received_at": received_at, "body": body}
    try:
        event, delay_ms = judge(body, received_at)
    except Problem as problem:
        return line | {"refusal": problem.reason.value, "detail": str(problem)}
    fields = vars(event) | line | {"is_late": delay_ms > ALLOWED_LATENESS_MS}
    return fields | {"lines": basket(event)} if "lines" in fields else fields


def refused(judged: DataFrame) -> DataFrame:
    """The rows of ``quarantine``."""
    return as_contract(judged.where(F.col("refusal").isNotNull()).withColumn("reason", F.col("refusal")), "quarantine")


def accepted(judged: DataFrame) -> DataFrame:
    """The rows of ``silver_events``: each event once, by its line with the lowest sequence."""
    good = judged.where(F.col("refusal").isNull())
    row = F.struct(*good.columns)
    first = good.groupBy("event_id").agg(F.min_by(row, "sequence").alias("line")).select("line.*")
    return as_contract(first.withColumn("event_on", F.to_date(F.substring("event_at", 1, 10))), "silver_events")
