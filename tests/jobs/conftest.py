from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from pyspark.sql import DataFrame, SparkSession
from shopstream import warehouse
from shopstream.contracts.tables import TABLES
from shopstream.etl.pipeline import load_landing
from shopstream.jobs.params import Params
from shopstream.jobs.publish import stored_rows
from shopstream.local.spark import LOADING, job, params_of, session
from shopstream.reconcile import table_hashes
from shopstream.simulator import simulate, write_feed

SHOP = {"days": 2, "orders_per_day": 30}


def hashes_of(database: Path) -> dict:
    """Rows and hash of every table of a database."""
    engine = warehouse.open_warehouse(database, create=False, read_only=True)
    try:
        return table_hashes(partial(warehouse.query, engine))
    finally:
        engine.dispose()


def rows_of(frame: DataFrame, table: str) -> list[tuple]:
    """The rows of a frame of Spark as the SQL warehouse stores them."""
    return stored_rows(pl.from_arrow(frame.toArrow()), TABLES[table])


def by_python(landing: Path, database: Path) -> dict:
    """What the Python engine makes of a landing folder."""
    engine = warehouse.open_warehouse(database)
    load_landing(landing, engine)
    engine.dispose()
    return hashes_of(database)


@dataclass(frozen=True)
class Lake:
    """A run by Spark in a folder of its own."""

    folder: Path
    spark: SparkSession
    landing: Path

    @property
    def params(self) -> Params:
        return params_of(self.folder, self.landing, self.folder / "spark.db")

    def run(self, *jobs: str, **params: str) -> None:
        """Run some jobs."""
        for name in jobs:
            job(name).run(self.spark, replace(self.params, **params))

    def load(self) -> dict:
        """Run all jobs; rows and hash of every table that they publish."""
        self.run(*LOADING)
        return hashes_of(self.folder / "spark.db")

    def rows(self) -> dict[str, int]:
        """How many rows each table of the lakehouse has."""
        return {table: self.spark.table(self.params.lakehouse.name(table)).count() for table in TABLES}


@pytest.fixture(scope="session")
def feed(tmp_path_factory):
    """A function that writes the feed of a shop and returns its folder; each shop once."""
    written = {}

    def _feed(**shop) -> Path:
        key = tuple(sorted(shop.items()))
        if key not in written:
            written[key] = tmp_path_factory.mktemp("feed")
            write_feed(simulate(**(SHOP | shop)), written[key])
        return written[key]

    return _feed


@pytest.fixture
def lake(jvm_log, tmp_path):
    """A function that opens a lakehouse of its own for a landing folder."""

    def _lake(landing: Path, folder: Path = tmp_path) -> Lake:
        return Lake(folder, session(folder, log=jvm_log), landing)

    return _lake
