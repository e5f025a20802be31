"""``shopstream simulate``: a feed in a folder or on standard output, at once or at a pace."""

import json
import os
import re
import sys
from pathlib import Path

from rich.console import Console

from shopstream.errors import UsageError
from shopstream.landing import SCHEMA
from shopstream.local.atomic import write_json
from shopstream.local.feed import is_complete
from shopstream.local.parameters import Parameters
from shopstream.simulator import Feed, simulate, write_feed

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
    if pace:
        parse_pace(pace)
    shop = {"seed": parameters.seed, "days": parameters.days, "orders_per_day": parameters.orders_per_day, "faults": parameters.faults}
    if out and claim(out, shop):
        return
    feed = simulate(**shop)
    if out:
        write_feed(feed, out)
    else:
        _print_lines(feed)


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
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot use the folder {folder} ({error}): name another one") from None


def _print_lines(feed: Feed) -> None:
    try:
        for part in feed.lines.select(list(SCHEMA)).iter_slices(PART_LINES):
            sys.stdout.write(part.write_ndjson())
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has enough; the flush at exit must not find the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parse_pace(text: str) -> float:
    """How much faster than real time: 60 for ``60x``.

    >>> parse_pace("60x")
    60.0

    Raises:
        UsageError: no positive number.
    """
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?x?", text) or not float(text.rstrip("x")):
        raise UsageError(f"no pace {text!r}: give how much faster than real time, such as 60x")
    return float(text.rstrip("x"))
