"""The tables of the lakehouse into the SQL warehouse, each in one transaction with the Delta commit that it comes from."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from shopstream.contracts.tables import TABLES, Role, Table
from shopstream.jobs.params import Params
from shopstream.spark.schemas import MOMENT, spark_type
from shopstream.streaming.tables import Lakehouse, version
from shopstream.warehouse import open_warehouse, published_version, replace_table

Rows = Iterable[tuple]


AT_ONCE = 3
"""Tables that are read side by side; SQLite is written by one."""


def run(spark: SparkSession, params: Params) -> None:
    """Replace each table of the warehouse whose table in the lakehouse has changed since."""
    engine = open_warehouse(Path(params.warehouse))
    try:
        known = {table: published_version(engine, table) for table in TABLES}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for table, commit, rows in pool.map(lambda table: changed(spark, params.lakehouse, table, known[table.name]), TABLES.values()):
                if rows is not None:
                    replace_table(engine, table.name, rows, version=commit)
    finally:
        engine.dispose()


def changed(spark: SparkSession, lakehouse: Lakehouse, table: Table, known: int | None) -> tuple[Table, int, Rows | None]:
    """The number of a table's last commit, and its rows where that is not the known one.

    The number is read first: rows of a later commit under it are published once more the next time.
    """
    commit = version(spark, lakehouse, table.name)
    return table, commit, None if commit == known else rows_of(spark.table(lakehouse.name(table.name)), table)


def rows_of(frame: DataFrame, table: Table) -> Rows:
    """The rows of a table, as the SQL warehouse stores them."""
    found = frame.select(*stored_columns(table)).toArrow()
    return zip(*(column.to_pylist() for column in found.columns), strict=True)


def stored_columns(table: Table) -> list[Column]:
    """The columns that are written there; what is for display only, the database computes."""
    written = [column.name for column in table.columns if column.role != Role.DISPLAY]
    return [_stored(F.col(name), spark_type(table, name)).alias(name) for name in written]


def _stored(value: Column, stated: str) -> Column:
    if stated == "timestamp":
        return F.date_format(value, MOMENT)
    if stated == "boolean":
        return value.cast("int")
    if stated == "date":
        return value.cast("string")
    return F.to_json(value) if stated.startswith("array") else value
