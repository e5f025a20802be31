"""Where pyspark is not installed, whoever asks for Spark is told how to have it."""

import sys

import pytest
from rich.console import Console
from shopstream.errors import EnvironmentProblem
from shopstream.local import jobs
from shopstream.local.job import Job
from shopstream.local.runs import Run


@pytest.fixture
def _no_pyspark(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)


@pytest.mark.usefixtures("_no_pyspark")
def test_a_run_by_spark_names_what_installs_it():
    job = Job(days=1, orders_per_day=1, engine="spark")
    with pytest.raises(EnvironmentProblem, match="`make spark` installs it"):
        job.load(job.feed())
    job.close()


@pytest.mark.usefixtures("_no_pyspark")
def test_a_single_job_names_what_installs_it(tmp_path):
    with pytest.raises(EnvironmentProblem, match="`make spark` installs it"):
        jobs.perform("gold", Run(tmp_path), Console())
