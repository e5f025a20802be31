"""The simulator: events as columns, and a whole feed against a loop that makes a dictionary of each event and each line."""

import hashlib
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl
from shopstream.contracts.events import MODELS
from shopstream.contracts.times import format_at
from shopstream.landing import landing_files, write_landing
from shopstream.simulator.bodies import render
from shopstream.simulator.catalogue import product_name
from shopstream.simulator.collector import receive
from shopstream.simulator.draws import Draws
from shopstream.simulator.faults import EVERYDAY, HEALTHY, VERSION_2, assign
from shopstream.simulator.history import History, live
from shopstream.simulator.names import CANCEL_REASONS, CATEGORIES, CHANNELS, PLACES
from shopstream.simulator.people import customer_name

SEED, ORDERS_PER_DAY = 7, 2_000
DAYS_OF_COLUMNS, DAYS_OF_FEED = 35, 7
TURNS = 3
LINES_PER_FILE = 20_000
EVENTS_A_SECOND, RATIO = 1_000_000, 4.0
"""What the course promises, at least."""

ENVELOPE = ("event_id", "event_at", "event_type", "schema_version")
FIELDS = {key: [name for name in model.model_fields if name not in ENVELOPE] for key, model in MODELS.items()}

Bodies = Callable[[History, np.ndarray], pl.Series]
Writer = Callable[[pl.DataFrame, Path], None]


def main() -> None:
    kept = [measure_columns(), measure_feed()]
    if not all(kept):
        raise SystemExit(1)


def measure_columns() -> bool:
    """Events of a true history, as columns, without bodies."""
    turns = [timed(lambda: live(SEED, DAYS_OF_COLUMNS, ORDERS_PER_DAY).height) for _ in range(TURNS)]
    seconds, events = min(turns)
    rate = events / seconds
    print(f"events as columns  {seconds:5.2f} s   {events:,} events   {rate:,.0f} a second   promised {EVENTS_A_SECOND:,}")
    return rate >= EVENTS_A_SECOND


def measure_feed() -> bool:
    """From a seed to landing files. Drawing and damage are the same code on both sides; bodies, moments and lines are not."""
    sides = {"columns": (columns_of_bodies, write_columns), "dictionaries": (bodies_one_by_one, write_one_by_one)}
    turns = {name: [] for name in sides}
    for _ in range(TURNS):
        for name, side in sides.items():
            turns[name].append(feed_to_files(*side))
    (fast, fast_hash), (plain, plain_hash) = (min(turns[name]) for name in sides)
    same = "same sha256" if fast_hash == plain_hash else "OTHER sha256"
    print(f"feed to files      {fast:5.2f} s   against dictionaries and json.dumps {plain:.2f} s   ratio {plain / fast:.1f}   {same}")
    return plain / fast >= RATIO and fast_hash == plain_hash


def timed(work: Callable) -> tuple:
    """Seconds, and what the work gives."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def feed_to_files(bodies: Bodies, write: Writer) -> tuple[float, str]:
    """Seconds, and the hash of all that was written."""
    with tempfile.TemporaryDirectory() as name:
        seconds, _ = timed(lambda: write(drawn(bodies), Path(name)))
        written = b"".join(path.read_bytes() for path in landing_files(Path(name)))
        return seconds, hashlib.sha256(written).hexdigest()


def drawn(bodies: Bodies) -> pl.DataFrame:
    """The lines of an everyday feed."""
    history = live(SEED, DAYS_OF_FEED, ORDERS_PER_DAY)
    codes = assign(SEED, history, EVERYDAY)
    orders = history.orders["event"].to_numpy()
    is_version_2 = Draws(SEED, VERSION_2).happens(EVERYDAY[VERSION_2], len(orders)) & (codes[orders] == HEALTHY)
    return receive(SEED, DAYS_OF_FEED, history, bodies(history, is_version_2), codes, EVERYDAY)


def columns_of_bodies(history: History, is_version_2: np.ndarray) -> pl.Series:
    return render(history, pl.Series(is_version_2))["body"]


def write_columns(lines: pl.DataFrame, folder: Path) -> None:
    write_landing(lines, folder, lines_per_file=LINES_PER_FILE)


def bodies_one_by_one(history: History, is_version_2: np.ndarray) -> pl.Series:
    bodies = [""] * history.height
    for number, event in events(history, is_version_2):
        bodies[number] = to_text(event)
    return pl.Series(bodies)


def write_one_by_one(lines: pl.DataFrame, folder: Path) -> None:
    for part in lines.select("arrival", "sequence", "body").iter_slices(LINES_PER_FILE):
        with (folder / f"lines-{part['sequence'][0]:012d}.jsonl").open("w", encoding="utf-8") as file:
            for arrival, sequence, body in part.iter_rows():
                file.write(to_text({"received_at": format_at(arrival), "sequence": sequence, "body": body}) + "\n")


def to_text(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def events(history: History, is_version_2: np.ndarray) -> Iterator[tuple[int, dict]]:
    """The number and the fields of each event."""
    ids = history.ids.to_list()
    for event_type, version, row in told(history, is_version_2):
        envelope = {
            "event_id": ids[row["event"]],
            "event_type": event_type,
            "event_at": format_at(row["event_at"]),
            "schema_version": version,
        }
        yield row["event"], envelope | {name: row[name] for name in FIELDS[event_type, version]}


def told(history: History, is_version_2: np.ndarray) -> Iterator[tuple[str, int, dict]]:
    """Type, version and row of each event, the numbers of names replaced by the names."""
    for row in rows(history.products):
        yield "product_changed", 1, row | {"product_name": product_name(row["name"]), "category": named(CATEGORIES, row["category"])}
    for row in rows(history.customers):
        yield "customer_changed", 1, row | {"customer_name": customer_name(row["name"]), "location": named(PLACES, row["place"])}
    for row in rows(history.views):
        yield "product_viewed", 1, row
    for row in rows(history.carts):
        yield "cart_added", 1, row
    yield from told_orders(history, is_version_2)
    for row in rows(history.payments):
        yield "payment_captured" if row["is_captured"] else "payment_failed", 1, row
    for row in rows(history.cancellations):
        yield "order_cancelled", 1, row | {"reason": named(CANCEL_REASONS, row["reason"])}
    for row in rows(history.refunds):
        yield "refund_issued", 1, row


def told_orders(history: History, is_version_2: np.ndarray) -> Iterator[tuple[str, int, dict]]:
    baskets = defaultdict(list)
    for line in rows(history.lines):
        baskets[line["order_id"]].append(line)
    for row, version in zip(rows(history.orders), (1 + is_version_2).tolist(), strict=True):
        lines = [line_fields(line, version) for line in baskets[row["order_id"]]]
        yield "order_placed", version, row | {"channel": named(CHANNELS, row["channel"]), "currency": "EUR", "lines": lines}


def line_fields(line: dict, version: int) -> dict:
    amount = "amount_cents" if version == 1 else "line_amount_cents"
    return {name: line[name] for name in ("line_number", "product_id", "quantity")} | {amount: line["amount_cents"]}


def rows(frame: pl.DataFrame) -> Iterator[dict]:
    return frame.iter_rows(named=True)


def named(names: tuple[str, ...], number: int | None) -> str | None:
    return None if number is None else names[number]
