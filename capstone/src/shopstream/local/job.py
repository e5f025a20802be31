"""The main job, step by step: feed, load, reconcile, finish. ``capstone/run.ipynb`` calls it, by hand or through papermill."""

import platform
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from sqlalchemy import Engine

from shopstream import warehouse
from shopstream.errors import QueryError
from shopstream.local.atomic import write_json
from shopstream.local.disk import mendable
from shopstream.local.feed import Fed, prepare
from shopstream.local.jars import need_pyspark
from shopstream.local.lock import hold
from shopstream.local.parameters import Parameters
from shopstream.local.result import SCHEMA_VERSION, LawResult, Result, Stage, TableResult, Totals, write_result
from shopstream.local.runs import Run
from shopstream.reconcile import Law, Verdict, reconcile, table_hashes

if TYPE_CHECKING:
    from shopstream.etl.pipeline import BatchReport

WRITER_PATIENCE_SECONDS = 10
"""A kernel ends within a second or two after its parent was killed. So long a resumed run waits for it."""

PACKAGES = ("shopstream", "numpy", "pandas", "polars", "pyarrow", "pydantic", "sqlalchemy")


class Job:
    """One run in its folder. A step that is called again finds what is done and goes on from there.

    Args:
        run_dir: the run's folder; without it a temporary one, which ends with the job.
        parameters: see ``Parameters``.
    """

    def __init__(self, *, run_dir: str = "", **parameters: str | int) -> None:
        self.parameters = Parameters(**parameters)
        self._temporary = None if run_dir else tempfile.TemporaryDirectory(prefix="shopstream-")
        self.run = Run(Path(run_dir or self._temporary.name).resolve())
        self.run.folder.mkdir(parents=True, exist_ok=True)
        self.stages: list[Stage] = []

    @cached_property
    def engine(self) -> Engine:
        return warehouse.open_warehouse(self.run.database)

    def query(self, sql: str) -> list[tuple]:
        """The rows of one SQL text on the run's database."""
        return warehouse.query(self.engine, sql)

    def feed(self) -> Fed:
        """The run's lines: simulated, converted or found, and counted."""
        with self._stage("feed"), self._writing():
            return prepare(self.parameters, self.run.feed)

    def load(self, fed: Fed) -> None:
        """Load what is not loaded yet, by the engine that was asked for."""
        with self._writing():
            if fed.natural_ids:
                warehouse.load_natural_ids(self.engine, pl.read_parquet(fed.natural_ids).rows())
            if self.parameters.engine == "spark":
                self._load_by_spark(fed)
            else:
                self._load_by_python(fed)

    def _load_by_python(self, fed: Fed) -> None:
        """Batch by batch, in this process."""
        from shopstream.etl.pipeline import load_landing  # without pandas the notebook starts sooner

        with self._stage("load"):
            load_landing(fed.landing, self.engine, on_batch=self._show)

    def _load_by_spark(self, fed: Fed) -> None:
        """The jobs of the bundle one after the other, on a lakehouse in the run's folder."""
        need_pyspark()
        from shopstream.local import spark as local_spark  # without a JVM nobody pays for it

        with self._stage("spark"):
            spark = local_spark.session(self.run.folder, log=self.run.spark_log)
        params = local_spark.params_of(self.run.folder, fed.landing, self.run.database)
        for name, work in local_spark.run_jobs(spark, params):
            with self._stage(name), self._spark_log_named():
                work()

    @contextmanager
    def _spark_log_named(self) -> Iterator[None]:
        try:
            yield
        except QueryError as error:
            raise QueryError(f"{error}; all that Spark said is in {self.run.spark_log}") from error

    def totals(self) -> Totals:
        """What became of the lines, and what was sold."""
        return read_totals(self.query)

    def reconcile(self, fed: Fed) -> Verdict:
        """What is stored against what was fed, and against the ledger where there is one."""
        with self._stage("reconcile"):
            return reconcile(self.query, lines_fed=fed.lines, ledger=fed.ledger)

    def finish(self, fed: Fed, verdict: Verdict) -> Result:
        """Hash the tables and write ``result.json``."""
        with self._stage("hash"):
            tables = {name: TableResult(rows=table.rows, sha256=table.sha256) for name, table in table_hashes(self.query).items()}
        result = Result(
            schema_version=SCHEMA_VERSION,
            reconciled=verdict.holds,
            laws=[law_result(law) for law in verdict.laws],
            totals=self.totals(),
            tables=tables,
            stages=self.stages,
            versions=versions(),
            parameters=self.parameters.to_dict(),
            source_report=fed.report,
        )
        write_result(result, self.run.result)
        return result

    def close(self) -> None:
        """Close the database. A temporary run folder is deleted."""
        self.engine.dispose()
        if self._temporary:
            self._temporary.cleanup()

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        write_json(self.run.progress, {"stage": name, "done": 0, "total": 0})
        started = time.perf_counter()
        with mendable():
            yield
        self.stages.append(Stage(name=name, seconds=round(time.perf_counter() - started, 3)))

    def _writing(self):
        refusal = f"{self.run.folder} is being written by another process: wait for its end, or choose another run_dir"
        return hold(self.run.folder / "writer", refusal=refusal, patience_seconds=WRITER_PATIENCE_SECONDS)

    def _show(self, batch: "BatchReport") -> None:
        write_json(self.run.progress, {"stage": "load", "done": batch.lines_done, "total": batch.lines_total})


def law_result(law: Law) -> LawResult:
    return LawResult(
        name=law.name,
        meaning=law.meaning,
        unit=law.unit,
        expected=law.expected,
        actual=law.actual,
        holds=law.holds,
        detail=law.detail,
    )


def read_totals(query) -> Totals:
    """What became of the lines, and what was sold."""
    (row,) = query(files(__package__).joinpath("totals.sql").read_text(encoding="utf-8"))
    return Totals(**dict(zip(Totals.model_fields, row, strict=True)))


def versions() -> dict[str, str]:
    """What the run ran on."""
    return {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version} | {name: version(name) for name in PACKAGES}
