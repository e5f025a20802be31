"""One run from the shell: a folder, a lock, the notebook, the report, and a state that says how it ended."""

import logging
import os
import shutil
from pathlib import Path

from rich.console import Console

from shopstream.errors import RunError, ShopstreamError
from shopstream.local.atomic import write_json
from shopstream.local.checkout import jupyter_folders, root
from shopstream.local.parameters import Parameters
from shopstream.local.progress import shown
from shopstream.local.result import Result, read_result
from shopstream.local.runs import Run, RunInterrupted, State, create, find, new_id, prune, write_state, writing


def runs_root() -> Path:
    """Where runs are kept: ``$SHOPSTREAM_RUNS``, or ``runs/`` of the checkout."""
    named = os.environ.get("SHOPSTREAM_RUNS")
    return Path(named).resolve() if named else root() / "runs"


def start(parameters: Parameters, run_dir: Path | None = None) -> Run:
    """A new run folder, with nothing done yet."""
    return create(run_dir or runs_root() / new_id(), parameters)


def resume(name: str) -> Run:
    """The run of that id or folder, to go on from what it has committed.

    Raises:
        RunError: there is none, or it is finished.
    """
    run = find(runs_root(), name)
    if run.state == State.DONE:
        raise RunError(f"run {run.id} is finished, its report is {run.report}: start a new run without --resume")
    return run


def perform(run: Run, console: Console, *, is_new: bool) -> Result:
    """Execute the main notebook for a run, write its report and its last state; other finished runs beyond the last five go.

    Args:
        is_new: the folder was made by this call; it goes again where nothing was begun. A resumed run is never deleted.

    Raises:
        ShopstreamError: what the notebook refused; the message names the log.
        NotebookFailure: a bug of ours.
        RunInterrupted: by Ctrl-C.
    """
    with writing(run):
        parameters = run.parameters
        write_state(run, State.RUNNING, parameters)
        write_json(run.progress, {"stage": "start", "done": 0, "total": 0})
        try:
            with shown(run.progress, console):
                _execute(run, parameters)
        except KeyboardInterrupt:
            write_state(run, State.INTERRUPTED, parameters)
            raise RunInterrupted(f"run {run.id} is interrupted: go on with `shopstream run --resume {name(run)}`") from None
        except ShopstreamError as error:
            if is_new and not run.database.exists():
                shutil.rmtree(run.folder)  # made by this call, and nothing was begun: nothing to resume
                raise
            write_state(run, State.FAILED, parameters)
            raise type(error)(f"{error} (log: {run.log}; then go on with `shopstream run --resume {name(run)}`)") from None
        except BaseException:
            write_state(run, State.FAILED, parameters)
            raise
        write_state(run, State.DONE, parameters)
    prune(runs_root())
    return read_result(run.result)


def _execute(run: Run, parameters: Parameters) -> None:
    from shopstream.local.kernel import execute  # a second of imports, behind the progress display
    from shopstream.local.report import write_report

    logging.basicConfig(filename=run.log, level=logging.INFO, format="%(asctime)s %(name)s: %(message)s", force=True)
    jupyter_folders()
    notebook = root() / "capstone" / "run.ipynb"
    execute(notebook, run.notebook, parameters.to_dict() | {"run_dir": str(run.folder)}, log=run.log)
    write_json(run.progress, {"stage": "report", "done": 0, "total": 0})
    write_report(run.notebook, run.report)


def name(run: Run) -> str:
    """What to call a run by on the command line: its id, or its folder where it is not among the others."""
    return run.id if run.folder.parent == runs_root() else str(run.folder)
