"""Run folders: ``runs/<id>/``, one for each run, with a state, a lock, and all that the run makes."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from shopstream.errors import RunError, UsageError
from shopstream.local.atomic import write_json
from shopstream.local.lock import hold, is_held
from shopstream.local.parameters import Parameters

KEPT = 5
"""Finished runs that stay when a new one has finished."""

ID_PATTERN = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")


class RunInterrupted(Exception):
    """A run was stopped by Ctrl-C; the message says how to go on."""


class State(StrEnum):
    """``running`` with a free lock means that the run was killed."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Run:
    """The names of what a run folder holds."""

    folder: Path

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def state_file(self) -> Path:
        return self.folder / "state.json"

    @property
    def progress(self) -> Path:
        return self.folder / "progress.json"

    @property
    def log(self) -> Path:
        return self.folder / "run.log"

    @property
    def spark_log(self) -> Path:
        return self.folder / "spark.log"

    @property
    def feed(self) -> Path:
        return self.folder / "feed"

    @property
    def database(self) -> Path:
        return self.folder / "warehouse.db"

    @property
    def result(self) -> Path:
        return self.folder / "result.json"

    @property
    def notebook(self) -> Path:
        return self.folder / "run.ipynb"

    @property
    def report(self) -> Path:
        return self.folder / "report.html"

    @property
    def state(self) -> State:
        return self._read()[0]

    @property
    def parameters(self) -> Parameters:
        return self._read()[1]

    def _read(self) -> tuple[State, Parameters]:
        try:
            record = json.loads(self.state_file.read_text(encoding="utf-8"))
            return State(record["state"]), Parameters(**record["parameters"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UsageError):
            raise RunError(f"{self.folder} is no run folder (it has no readable state.json): start a new run") from None


def new_id(now: datetime | None = None) -> str:
    """A name for a run: its time, so that names sort by age, and four random digits."""
    return f"{now or datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def create(folder: Path, parameters: Parameters) -> Run:
    """Make a run folder, which must not exist or be empty.

    Raises:
        RunError: the folder holds something, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RunError(f"{folder} is not empty: name another folder, or go on with `--resume {folder}`")
        run = Run(folder.resolve())
        write_state(run, State.RUNNING, parameters)
    except OSError as error:
        raise RunError(f"cannot make the run folder {folder}: {error.strerror}; name another one with --run-dir") from None
    return run


def write_state(run: Run, state: State, parameters: Parameters) -> None:
    write_json(run.state_file, {"state": state, "parameters": parameters.to_dict()})


def all_runs(root: Path) -> list[Run]:
    """The runs under ``root``, the oldest first."""
    if not root.is_dir():
        return []
    return [Run(path) for path in sorted(root.iterdir()) if ID_PATTERN.fullmatch(path.name) and path.is_dir()]


def find(root: Path, name: str) -> Run:
    """The run of an id, or of a folder.

    Raises:
        RunError: there is none; the message names the last ones.
    """
    for folder in (root / name, Path(name)):
        if (folder / "state.json").is_file():
            return Run(folder.resolve())
    known = ", ".join(run.id for run in all_runs(root)[-3:]) or "none yet"
    raise RunError(f"no run {name} in {root} (the last ones: {known}): give one of these, or start a new one with `shopstream run`")


def newest(root: Path) -> Run:
    """The newest run that has a database.

    Raises:
        RunError: there is none.
    """
    for run in reversed(all_runs(root)):
        if run.database.exists():
            return run
    raise RunError(f"no run with a database in {root}: start one with `shopstream run`")


@contextmanager
def writing(run: Run) -> Iterator[None]:
    """Be the only writer of a run for the length of the block.

    Raises:
        RunError: it is being written.
    """
    with hold(run.lock, refusal=f"run {run.id} is being written by another process: wait for its end, or interrupt it there with Ctrl-C"):
        yield


def prune(root: Path, *, keep: int = KEPT) -> list[Run]:
    """Delete all but the newest ``keep`` finished runs, never one that is not done or is in use; returns what was deleted."""
    done = [run for run in all_runs(root) if _is_done(run) and not is_held(run.lock)]
    old = done[: max(0, len(done) - keep)]
    for run in old:
        doomed = run.folder.with_name(f".{run.id}.deleted")
        os.replace(run.folder, doomed)
        shutil.rmtree(doomed, ignore_errors=True)
    return old


def _is_done(run: Run) -> bool:
    try:
        return run.state == State.DONE
    except RunError:
        return False
