"""The command with the Spark engine: quiet on a good run, clear on a bad one, and exact after a kill at any point."""

import os
import random
import signal
import time
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from shopstream.local.progress import read
from shopstream.local.result import read_result
from shopstream.local.runs import Run, State
from shopstream.simulator import simulate, write_feed

from .conftest import call, end, start

pytestmark = pytest.mark.usefixtures("needs_spark")
SLOW = pytest.mark.slow
STAGES = ("spark", "bronze", "silver", "gold", "publish")
POINTS = [
    (stage, random.Random(number).uniform(0, 6))
    for number, stage in enumerate(2 * STAGES if os.environ.get("FULL") else ("silver", "gold"))
]
"""Kill so many seconds after the run has said that it is at a stage."""
PATIENCE_SECONDS = 300


@pytest.fixture(scope="module")
def feed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    write_feed(simulate(seed=5, days=2, orders_per_day=30, faults="hostile"), folder)
    return folder


@pytest.fixture(scope="module")
def tables(feed, tmp_path_factory):
    """The hashes of the Python engine's run."""
    runs = tmp_path_factory.mktemp("runs")
    assert call(runs, "run", "--engine", "python", "--source", f"landing={feed}", "--run-dir", str(runs / "python")).code == 0
    return read_result(runs / "python" / "result.json").tables


def spark_run(feed: Path, run: Run) -> list[str]:
    return ["run", "--engine", "spark", "--source", f"landing={feed}", "--run-dir", str(run.folder)]


def test_a_good_run_is_quiet_and_has_the_tables_of_the_python_engine(feed, tables, tmp_path):
    run = Run(tmp_path / "a run")
    ended = call(tmp_path, *spark_run(feed, run))
    assert (ended.code, ended.err) == (0, "")
    assert "reconciled: all 51 laws hold" in ended.out
    assert "WARN" not in ended.out
    result = read_result(run.result)
    assert result.tables == tables
    assert [stage.name for stage in result.stages] == ["feed", *STAGES, "reconcile", "hash"]


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
def test_ctrl_c_ends_a_run_with_130_and_it_can_be_taken_up(feed, tables, tmp_path):
    run = Run(tmp_path / "run")
    process = start(tmp_path, *spark_run(feed, run))
    wait_for(run, "silver")
    process.send_signal(signal.SIGINT)
    ended = end(process)
    assert (ended.code, run.state) == (130, State.INTERRUPTED)
    assert call(tmp_path, "run", "--resume", str(run.folder)).code == 0
    assert read_result(run.result).tables == tables


def wait_for(run: Run, stage: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (run.progress.exists() and read(run.progress)["stage"] == stage):
        assert time.monotonic() < deadline, f"the run never came to {stage}"
        time.sleep(0.02)
