"""Runs that are stopped in the middle of the load, and taken up again: nothing lost, nothing doubled.

The last landing file is a named pipe. The load waits there until somebody writes, so the moment of the stop is exact.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest
from shopstream.local.lock import is_held
from shopstream.local.progress import read
from shopstream.local.result import read_result
from shopstream.local.runs import Run, State
from shopstream.simulator import simulate, write_feed

from .conftest import call, end, start

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def feed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    write_feed(simulate(seed=5, days=5, orders_per_day=200, faults="everyday"), folder, lines_per_file=1_000)
    return folder


@pytest.fixture(scope="module")
def undisturbed(feed, tmp_path_factory):
    """The hashes of a run that nobody stopped."""
    runs = tmp_path_factory.mktemp("runs")
    assert call(runs, "run", "--source", f"landing={feed}", "--run-dir", str(runs / "whole")).code == 0
    return read_result(runs / "whole" / "result.json").tables


@contextmanager
def in_the_middle_of_a_load(feed: Path, run: Run) -> Iterator[Popen]:
    """A started run that has committed batches and waits for the last file; afterwards the file is whole again."""
    last = sorted((feed / "landing").iterdir())[-1]
    content = last.read_bytes()
    put_pipe(last)
    process = start(run.folder.parent, "run", "--source", f"landing={feed}", "--run-dir", str(run.folder))
    while True:
        with last.open("wb") as pipe:  # waits for a reader
            if read(run.progress)["done"]:
                yield process
                break
            pipe.write(content)  # the lines are only being counted
            put_pipe(last)
    put_file(last, content)


def put_pipe(path: Path) -> None:
    """A new pipe in the place of what is there, without a moment between."""
    hidden = path.with_name(".pipe")
    os.mkfifo(hidden)
    hidden.rename(path)


def put_file(path: Path, content: bytes) -> None:
    hidden = path.with_name(".file")
    hidden.write_bytes(content)
    hidden.rename(path)


def test_ctrl_c_ends_with_130_and_the_resumed_run_has_the_same_hashes(feed, undisturbed, tmp_path):
    run = Run(tmp_path / "run")
    with in_the_middle_of_a_load(feed, run) as process:
        process.send_signal(signal.SIGINT)
        ended = end(process)
        assert not is_held(run.folder / "writer")  # no kernel is left behind
    assert ended.code == 130
    assert "`shopstream run --resume run`" in ended.err
    assert ended.err.count("\n") == 1
    assert run.state == State.INTERRUPTED
    assert call(tmp_path, "run", "--resume", str(run.folder)).code == 0
    assert read_result(run.result).tables == undisturbed


def test_after_a_kill_the_resumed_run_has_the_same_hashes(feed, undisturbed, tmp_path):
    run = Run(tmp_path / "run")
    with in_the_middle_of_a_load(feed, run) as process:
        process.kill()
        assert end(process).code == -signal.SIGKILL
    assert run.state == State.RUNNING
    assert call(tmp_path, "run", "--resume", str(run.folder)).code == 0
    assert (run.state, read_result(run.result).tables) == (State.DONE, undisturbed)


def test_a_second_writer_is_refused_while_the_first_one_runs(feed, tmp_path):
    run = Run(tmp_path / "run")
    with in_the_middle_of_a_load(feed, run) as process:
        refused = call(tmp_path, "run", "--resume", str(run.folder))
        process.kill()
        end(process)
    assert refused.code == 2
    assert "is being written by another process" in refused.err
    assert refused.err.count("\n") == 1
