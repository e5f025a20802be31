"""The tables of the lakehouse into the SQL warehouse, each in one transaction with the Delta commit that it comes from.

Where the files of the tables can be reached, delta-rs reads them: all tables take a second, and Spark needs one for each.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import polars as pl
from deltalake import DeltaTable
from pyspark.sql import SparkSession

from shopstream.contracts.tables import TABLES, Role, Table
from shopstream.contracts.times import POLARS_FORMAT
from shopstream.jobs.params import Params
from shopstream.streaming.tables import Lakehouse, version
from shopstream.warehouse import open_warehouse, published_version, replace_table

AT_ONCE = 3
"""Tables that are read side by side; SQLite is written by one."""

Reader = Callable[[Table, int | None], tuple[int, pl.DataFrame | None]]
"""Of a table and the commit that is known: the number of its last commit, and its rows where that is another one."""


def run(spark: SparkSession, params: Params) -> None:
    """Replace each table of the warehouse whose table in the lakehouse has changed since."""
    read: Reader = partial(by_files, Path(params.lake)) if params.lake else partial(by_spark, spark, params.lakehouse)
    engine = open_warehouse(Path(params.warehouse))
    try:
        known = [published_version(engine, name) for name in TABLES]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for table, (commit, frame) in zip(TABLES.values(), pool.map(read, TABLES.values(), known), strict=True):
                if frame is not None:
                    replace_table(engine, table.name, stored_rows(frame, table), version=commit)
    finally:
        engine.dispose()


def by_files(lake: Path, table: Table, known: int | None) -> tuple[int, pl.DataFrame | None]:
    """Read the files of the table's last commit.

    Raises:
        deltalake.exceptions.TableNotFoundError: there is no such table.
    """
    found = DeltaTable(lake / table.name)
    return found.version(), None if found.version() == known else pl.from_arrow(found.to_pyarrow_table(columns=written(table)))


def by_spark(spark: SparkSession, lakehouse: Lakehouse, table: Table, known: int | None) -> tuple[int, pl.DataFrame | None]:
    """Ask Spark. The number is read first: rows of a later commit under it are published once more the next time."""
    commit = version(spark, lakehouse, table.name)
    if commit == known:
        return commit, None
    return commit, pl.from_arrow(spark.table(lakehouse.name(table.name)).select(*written(table)).toArrow())


def written(table: Table) -> list[str]:
    """The columns that are written; what is for display only, the database computes."""
    return [column.name for column in table.columns if column.role != Role.DISPLAY]


def stored_rows(frame: pl.DataFrame, table: Table) -> list[tuple]:
    """The rows of a table as the SQL warehouse stores them."""
    return frame.select(stored(name, stated) for name, stated in frame.select(written(table)).schema.items()).rows()


def stored(name: str, stated: pl.DataType) -> pl.Expr:
    """A column as the SQL warehouse stores it: moments and days as text, booleans as 0 and 1, the lines of an order as JSON."""
    if stated == pl.Datetime:
        return pl.col(name).dt.strftime(POLARS_FORMAT)
    if stated == pl.Boolean:
        return pl.col(name).cast(pl.Int8)
    if stated == pl.Date:
        return pl.col(name).cast(pl.String)
    if stated == pl.List:
        return pl.col(name).map_elements(_json, return_dtype=pl.String)
    return pl.col(name)


def _json(values: pl.Series) -> str:
    return json.dumps(values.to_list(), separators=(",", ":"))
