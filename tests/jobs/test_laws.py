"""The functions of ``spark/`` hold for any feed: in any order of its lines they make what the Python engine makes of them."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import strategies as st
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from shopstream import warehouse
from shopstream.jobs import gold
from shopstream.landing import Line
from shopstream.reconcile import table_hashes
from shopstream.spark.validate import accepted, judge_lines, refused

from ..etl.conftest import hashes_of
from ..etl.feeds import feeds, for_any
from .conftest import rows_of

HOW_MANY = pytest.mark.parametrize("examples", [2, pytest.param(60 if os.environ.get("FULL") else 6, marks=pytest.mark.slow)])
BRONZE = "bronze_lines"


def by_functions(spark: SparkSession, lines: Sequence[Line], database: Path) -> dict:
    """Rows and hash of each table that the functions make of lines, without a lakehouse."""
    told = [(line.sequence, line.received_at, line.body) for line in lines]
    bronze = spark.createDataFrame(told, "sequence bigint, received_at string, body string")
    judged = judge_lines(bronze.withColumn("received_at", F.col("received_at").cast("timestamp")))
    silver = accepted(judged)
    silver = spark.createDataFrame(silver.toArrow(), silver.schema)  # judged once, not once for each table of gold
    engine = warehouse.open_warehouse(database)
    built = {name: build() for name, build in gold.builders(silver).items()}
    for name, frame in ({"quarantine": refused(judged), "silver_events": silver} | built).items():
        warehouse.replace_table(engine, name, rows_of(frame, name), version=0)
    hashes = table_hashes(partial(warehouse.query, engine))
    engine.dispose()
    return hashes


@HOW_MANY
def test_any_feed_in_any_order_gives_the_tables_of_the_python_engine(examples, spark, tmp_path_factory):
    def law(data):
        lines = data.draw(feeds())
        shuffled = data.draw(st.permutations(lines))
        expected = hashes_of(tmp_path_factory.mktemp("python"), [lines])
        found = by_functions(spark, shuffled, tmp_path_factory.mktemp("spark") / "warehouse.db")
        assert without(found, BRONZE) == without(expected, BRONZE)

    for_any(examples, law)


def without(tables: dict, name: str) -> dict:
    return {table: hashed for table, hashed in tables.items() if table != name}
