"""``shopstream simulate``: a feed in a folder or on standard output, at once or at a pace."""

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.progress import Progress

from shopstream.errors import UsageError
from shopstream.landing import SCHEMA, write_file
from shopstream.local.atomic import write_json
from shopstream.local.feed import is_complete
from shopstream.local.parameters import Parameters
from shopstream.simulator import Feed, replay, simulate, write_feed, write_ledger

NOTE = "parameters.json"
PART_LINES = 2_000


def write(parameters: Parameters, *, out: Path | None, to: str | None, pace: str | None, console: Console) -> None:
    """Simulate a shop and write what it sends: to ``out`` with its ledger, or to standard output (``to="-"``).

    Raises:
        UsageError: no destination or two, a pace that is none, or a folder that holds something else.
    """
    if (out is None) == (to is None):
        raise UsageError("say where to write: --out DIR, or --to - for standard output")
    if to not in (None, "-"):
        raise UsageError(f"no destination {to!r}: --to - writes to standard output, --out DIR to a folder")
    speed = None if pace is None else parse_pace(pace)
    shop = {name: value for name, value in parameters.to_dict().items() if name not in ("source", "engine")}
    if out and claim(out, shop):
        return
    feed = simulate(**shop)
    if out:
        _to_folder(feed, out, speed, console)
    else:
        _to_stdout(feed, speed, console)


def claim(folder: Path, shop: dict) -> bool:
    """Make a folder ours, by a note of what it is for; whether it holds the whole feed already.

    Raises:
        UsageError: it holds something else than a feed of the same parameters.
    """
    note = folder / NOTE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and (not note.is_file() or json.loads(note.read_text(encoding="utf-8")) != shop):
            raise UsageError(f"{folder} holds something else than a feed of these parameters: name another folder, or empty this one")
        write_json(note, shop)
        return is_complete(folder)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"cannot use the folder {folder} ({error}): name another one") from None


def _to_folder(feed: Feed, folder: Path, speed: float | None, console: Console) -> None:
    if speed is None:
        write_feed(feed, folder)
        return
    landing = folder / "landing"
    shutil.rmtree(landing, ignore_errors=True)  # of a replay that was interrupted
    landing.mkdir()
    paced(feed, speed, lambda lines: write_file(lines.select(list(SCHEMA)), landing), console)
    write_ledger(feed.ledger, folder / "ledger")


def _to_stdout(feed: Feed, speed: float | None, console: Console) -> None:
    try:
        if speed is None:
            for lines in feed.lines.iter_slices(PART_LINES):
                _print_lines(lines)
        else:
            paced(feed, speed, _print_lines, console)
    except BrokenPipeError:  # the reader has enough; the flush at exit must not find the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def paced(feed: Feed, speed: float, sink: Callable[[pl.DataFrame], object], console: Console) -> None:
    """Give the lines to ``sink`` as they fall due, in accelerated real time, and show how many are out."""
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("replaying", total=feed.lines.height)

        def send(lines: pl.DataFrame) -> None:
            sink(lines)
            progress.advance(task, lines.height)

        replay(feed, speed, send, time)


def parse_pace(text: str) -> float:
    """How much faster than real time: 60 for ``60x``.

    >>> parse_pace("60x")
    60.0

    Raises:
        UsageError: no positive number.
    """
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?x?", text) or not float(text.rstrip("x")):
        raise UsageError(f"no pace {text!r}: give how much faster than real time, such as 60x")
    return float(text.rstrip("x"))


def _print_lines(lines: pl.DataFrame) -> None:
    sys.stdout.write(lines.select(list(SCHEMA)).write_ndjson())
    sys.stdout.flush()
