"""Spark on a laptop: one session with Delta, quiet, for a run's folder or for a notebook."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

from pyspark.sql import SparkSession

from shopstream.errors import UsageError
from shopstream.jobs import bronze, gold, publish, reconcile, silver
from shopstream.jobs.params import Params
from shopstream.local import jvm

MOST_CORES = 4

LOADING = ("bronze", "silver", "gold", "publish")
JOBS = {"bronze": bronze, "silver": silver, "gold": gold, "publish": publish, "reconcile": reconcile}
"""The jobs of the bundle, in the order of their tasks."""

SETTINGS = {
    "spark.app.name": "shopstream",
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    "spark.sql.session.timeZone": "UTC",
    # no page, no bar, nothing but the loopback address
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # a laptop has few cores and little data: few partitions, few files, no code generation for plans that run once
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.databricks.delta.snapshotPartitions": "1",
    # a table is a file or two: smallest and largest values of one column are enough, and those of all took a third of a run
    "spark.databricks.delta.properties.defaults.dataSkippingNumIndexedCols": "1",
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "2",
    "spark.sql.files.openCostInBytes": "65536",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # batches of a query are few; what it says of them nobody reads
    "spark.sql.streaming.numRecentProgressUpdates": "5",
}


def session(folder: Path, *, log: Path, settings: dict[str, str] | None = None) -> SparkSession:
    """The session of this process, with the Delta tables that ``folder/lake`` holds registered in the schema ``shop``.

    Args:
        folder: of the run; absolute. What Spark writes on its way goes there, too.
        log: what the JVM prints.
        settings: others than ``SETTINGS``, by name.

    Raises:
        EnvironmentProblem: no Java, no jars, or no JVM; see ``jvm.start``.
    """
    jvm.start(log)
    if earlier := SparkSession.getActiveSession():
        earlier.stop()  # its catalogue knows the tables of another run
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    builder = SparkSession.builder.master(f"local[{min(os.cpu_count() or 1, MOST_CORES)}]")
    chosen = (
        SETTINGS
        | jvm.settings
        | {"spark.sql.warehouse.dir": str(folder / "lake"), "spark.local.dir": str(folder / "spark")}
        | (settings or {})
    )
    for name, value in chosen.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    register(spark, folder / "lake", Params())
    return spark


def params_of(folder: Path, landing: Path, database: Path) -> Params:
    """The parameters of the jobs of a run."""
    return Params(landing=str(landing), checkpoints=str(folder / "checkpoints"), warehouse=str(database), lake=str(folder / "lake"))


def run_jobs(spark: SparkSession, params: Params) -> Iterator[tuple[str, Callable[[], None]]]:
    """The jobs that load a landing folder and publish what came of it, in their order: names, and what does them."""
    for name in LOADING:
        yield name, partial(job(name).run, spark, params)


def job(name: str) -> ModuleType:
    """The module of a job.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in JOBS:
        raise UsageError(f"no job {name!r}: use {', '.join(JOBS)}")
    return JOBS[name]


def register(spark: SparkSession, lake: Path, params: Params) -> None:
    """Tell the catalogue, which forgets with its session, which tables are there; what a kill left of a table's birth goes."""
    for stillborn in [table for table in lake.glob("*") if table.is_dir() and not any((table / "_delta_log").glob("*.json"))]:
        shutil.rmtree(stillborn)
    spark.sql(f"create schema if not exists {params.lakehouse.root} location '{_quoted(lake)}'")
    for found in sorted(lake.glob("*/_delta_log")):
        name = f"{params.lakehouse.root}.{found.parent.name}"
        spark.sql(f"create table if not exists {name} using delta location '{_quoted(found.parent)}'")


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'")
