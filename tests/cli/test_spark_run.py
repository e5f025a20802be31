"""The command with the Spark engine: quiet on a good run, clear on a bad one, and exact after a kill at any point."""

import os
import random
import signal
import time
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from psutil import Process, wait_procs
from shopstream.local.jvm import GATEWAY
from shopstream.local.progress import read
from shopstream.local.result import read_result
from shopstream.local.runs import Run, State
from shopstream.simulator import simulate, write_feed

from .conftest import call, end, start

pytestmark = pytest.mark.usefixtures("needs_spark")
SLOW = pytest.mark.slow
STAGES = ("spark", "bronze", "silver", "gold", "publish")
POINTS = [(stage, random.Random(number).uniform(0, 6)) for number, stage in enumerate(STAGES if os.environ.get("FULL") else ("gold",))]
"""Kill so many seconds after the run has said that it is at a stage."""
PATIENCE_SECONDS = 300


@pytest.fixture(scope="module")
def feed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    write_feed(simulate(seed=5, days=2, orders_per_day=30, faults="hostile"), folder)
    return folder


@pytest.fixture(scope="module")
def python_run(feed, tmp_path_factory) -> Run:
    """The Python engine's run, which has no lakehouse."""
    run = Run(tmp_path_factory.mktemp("runs") / "python")
    assert call(run.folder.parent, "run", "--engine", "python", "--source", f"landing={feed}", "--run-dir", str(run.folder)).code == 0
    return run


@pytest.fixture(scope="module")
def tables(python_run):
    """The hashes of the Python engine's run."""
    return read_result(python_run.result).tables


def spark_run(feed: Path, run: Run) -> list[str]:
    return ["run", "--engine", "spark", "--source", f"landing={feed}", "--run-dir", str(run.folder)]


def test_a_good_run_is_quiet_and_has_the_tables_of_the_python_engine(feed, tables, tmp_path, monkeypatch):
    for name in GATEWAY:
        monkeypatch.setenv(name, "1")  # as a notebook with a session would call the command: its JVM is not ours
    run = Run(tmp_path / "a run")
    ended = call(tmp_path, *spark_run(feed, run))
    assert (ended.code, ended.err) == (0, "")
    assert "reconciled: all 51 laws hold" in ended.out
    assert "WARN" not in ended.out
    result = read_result(run.result)
    assert result.tables == tables
    assert [stage.name for stage in result.stages] == ["feed", *STAGES, "reconcile", "hash"]


@pytest.mark.parametrize("job", ["gold", "publish"])
def test_a_job_whose_table_is_not_there_yet_says_which_jobs_come_before(python_run, tmp_path, job):
    ended = call(tmp_path, "job", job, "--run", str(python_run.folder))
    assert (ended.code, ended.out) == (2, "")
    order = "bronze, silver, gold, publish, reconcile"
    assert ended.err == f"error: run python has no table that {job} reads: run the jobs before it: {order}\n"


@SLOW
@pytest.mark.parametrize(("stage", "seconds"), POINTS)
def test_a_run_that_is_killed_ends_with_the_same_tables(feed, tables, tmp_path, stage, seconds):
    run = Run(tmp_path / "run")
    process = start(tmp_path, *spark_run(feed, run))
    wait_for(run, stage)
    with pytest.raises(TimeoutExpired):  # it is in the middle of its work
        process.wait(seconds)
    process.kill()
    end(process)
    ended = call(tmp_path, "run", "--resume", str(run.folder))
    assert ended.code == 0, ended.err
    assert read_result(run.result).tables == tables


@SLOW
def test_ctrl_c_ends_a_run_with_130_and_its_jvm_with_it(feed, tmp_path):
    run = Run(tmp_path / "run")
    process = start(tmp_path, *spark_run(feed, run))
    wait_for(run, "bronze")
    jvms = [child for child in Process(process.pid).children(recursive=True) if "java" in child.name()]
    process.send_signal(signal.SIGINT)
    ended = end(process)
    assert (ended.code, run.state) == (130, State.INTERRUPTED)
    assert len(jvms) == 1
    _, alive = wait_procs(jvms, timeout=PATIENCE_SECONDS)
    assert alive == []


@SLOW
def test_two_runs_at_once_do_not_meet(feed, tables, tmp_path):
    runs = [Run(tmp_path / name) for name in ("one", "two")]
    for process in [start(tmp_path, *spark_run(feed, run)) for run in runs]:
        ended = end(process)
        assert (ended.code, ended.err) == (0, "")
    assert [read_result(run.result).tables for run in runs] == [tables, tables]


def wait_for(run: Run, stage: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (run.progress.exists() and read(run.progress)["stage"] == stage):
        assert time.monotonic() < deadline, f"the run never came to {stage}"
        time.sleep(0.02)
