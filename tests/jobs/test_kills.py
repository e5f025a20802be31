"""A query killed at any point, by ``kill -9`` of its JVM: the next load ends with the tables of an undisturbed one."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from shopstream.errors import QueryError
from shopstream.jobs import bronze
from shopstream.local.jvm import GATEWAY
from shopstream.streaming import queries

from .conftest import Lake, by_python

pytestmark = pytest.mark.slow

POINTS = [(query, number) for query in ("bronze", "silver") for number in range(10 if os.environ.get("FULL") else 1)]
PATIENCE_SECONDS = 120
TRIES = 5
SLICE_SECONDS = 0.0003


class Worker(NamedTuple):
    """A process with one job, and the id of its JVM."""

    process: subprocess.Popen
    jvm: int


@contextmanager
def worker(folder: Path, landing: Path, job: str) -> Iterator[Worker]:
    """A job in a process of its own; at the end of the block both are killed, the JVM first."""
    environment = {name: value for name, value in os.environ.items() if name not in GATEWAY}
    command = [sys.executable, Path(__file__).parent / "query_worker.py", folder, landing, job]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            begun = Worker(process, int(process.stdout.readline()))
            yield begun
            os.kill(begun.jvm, signal.SIGKILL)
        finally:
            process.kill()  # a JVM that is still there ends with it


def wait_until(begun: Worker, is_time: Callable[[], bool]) -> None:
    """Wait for a moment that has to come before the end of the job."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_time():
        assert time.monotonic() < deadline, "it was never time to kill"
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"the job ended before it was time to kill, with {begun.process.wait(SLICE_SECONDS)}")


def files_in(folder: Path) -> int:
    """How many files a query has written so far: what its progress is measured by."""
    return sum(len(names) for part in ("checkpoints", "lake") for _, _, names in os.walk(folder / part))


@pytest.fixture(scope="module")
def landing(feed):
    return feed(seed=5, faults="hostile") / "landing"


@pytest.fixture(scope="module")
def expected(landing, tmp_path_factory):
    return by_python(landing, tmp_path_factory.mktemp("python") / "python.db")


@pytest.fixture(scope="module")
def written(landing, jvm_log, tmp_path_factory) -> dict[str, tuple[int, int]]:
    """How many files there are before and after each query that nobody disturbs."""
    from shopstream.local.spark import session

    folder = tmp_path_factory.mktemp("undisturbed")
    lake = Lake(folder, session(folder, log=jvm_log), landing)
    counts = [files_in(folder)]
    for query in ("bronze", "silver"):
        lake.run(query, files_per_batch="20")
        counts.append(files_in(folder))
    return {"bronze": (counts[0], counts[1]), "silver": (counts[1], counts[2])}


@pytest.mark.parametrize(("query", "number"), POINTS)
def test_after_a_kill_at_any_point_the_next_load_gives_the_same_tables(lake, landing, expected, written, tmp_path, query, number):
    if query == "silver":
        lake(landing).run("bronze", files_per_batch="20")
    before, after = written[query]
    enough = before + 1 + random.Random(f"{query} {number}").randrange(after - before - 1)
    with worker(tmp_path, landing, query) as begun:
        wait_until(begun, lambda: files_in(tmp_path) >= enough)
    assert lake(landing).load() == expected


def test_after_a_kill_in_the_very_first_commit_of_offsets_the_next_load_starts(lake, landing, expected, tmp_path, monkeypatch):
    folder = next((folder for number in range(TRIES) if killed_in_the_first_offset(folder := tmp_path / str(number), landing)), None)
    assert folder, f"in {TRIES} tries no kill came between the beginning and the end of the first offset"
    loaded = lake(landing, folder)
    with monkeypatch.context() as patched:
        patched.setattr(queries, "mend", lambda checkpoint: False)
        with pytest.raises(QueryError):
            bronze.run(loaded.spark, loaded.params)  # what Spark does by itself
    assert loaded.load() == expected


def killed_in_the_first_offset(folder: Path, landing: Path) -> bool:
    """Kill the bronze query while it writes its first offset; whether it was caught there.

    The JVM is let run in slices so short that the write cannot pass unseen between two of them, but for bad luck.
    """
    folder.mkdir()
    offsets = folder / "checkpoints" / "bronze" / "offsets"

    def is_planned() -> bool:
        return (offsets / "0").exists()

    def is_caught() -> bool:
        return offsets.is_dir() and any(path.name.startswith(".0.") and path.suffix == ".tmp" for path in offsets.iterdir())

    with worker(folder, landing, "bronze") as begun:

        def is_frozen_there() -> bool:
            if not offsets.is_dir():
                return False
            os.kill(begun.jvm, signal.SIGSTOP)
            if is_caught() or is_planned():
                return True
            os.kill(begun.jvm, signal.SIGCONT)
            return False

        wait_until(begun, is_frozen_there)
    return is_caught() and not is_planned()
