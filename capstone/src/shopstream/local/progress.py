"""What a run is doing, for people: a line on the terminal that follows the run's ``progress.json``."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table

WORDS = {
    "start": "starting the notebook",
    "feed": "the shop is open",
    "load": "loading",
    "spark": "starting Spark",
    "bronze": "bronze: keeping every line",
    "silver": "silver: judging the lines",
    "gold": "gold: building the tables",
    "publish": "publishing into the SQL warehouse",
    "reconcile": "reconciling",
    "hash": "hashing the tables",
    "report": "writing the report",
}


@contextmanager
def shown(path: Path, console: Console) -> Iterator[None]:
    """Show, for the length of the block, what the progress file says. Nothing is written where there is no terminal."""
    if not console.is_terminal:
        yield
        return
    spinner = Spinner("dots")
    with Live(get_renderable=lambda: _line(spinner, read(path)), console=console, refresh_per_second=8, transient=True):
        yield


def read(path: Path) -> dict:
    """Stage, lines done and lines in total (0 where a stage counts none)."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"stage": "start", "done": 0, "total": 0}


def _line(spinner: Spinner, progress: dict) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    parts = [spinner, WORDS.get(progress["stage"], progress["stage"])]
    if progress["total"]:
        parts += [
            ProgressBar(total=progress["total"], completed=progress["done"], width=30),
            f"{progress['done']:,} of {progress['total']:,} lines",
        ]
    row.add_row(*parts)
    return row
