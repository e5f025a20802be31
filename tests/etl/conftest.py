"""Small feeds written in the test: bodies, lines, landing files, and a warehouse that has loaded them."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from shopstream.contracts.times import format_at, parse_at
from shopstream.etl.pipeline import load_landing
from shopstream.landing import Line
from shopstream.reconcile import table_hashes
from shopstream.warehouse import open_warehouse, query

MORNING = "2026-11-02T10:00:00.000Z"

GOOD = {
    "customer_changed": {"customer_id": 2001, "customer_name": "Ada", "location": "Bergen"},
    "product_changed": {"product_id": 1, "product_name": "Lantern", "category": "light", "unit_price_cents": 250},
    "product_viewed": {"session_id": 31, "customer_id": 2001, "product_id": 1},
    "cart_added": {"session_id": 31, "customer_id": 2001, "product_id": 1, "quantity": 2},
    "order_placed": {"order_id": 1001, "customer_id": 2001, "session_id": 31, "currency": "EUR"},
    "payment_captured": {"order_id": 1001, "amount_cents": 500},
    "payment_failed": {"order_id": 1001, "amount_cents": 500},
    "order_cancelled": {"order_id": 1001, "reason": "changed my mind"},
    "refund_issued": {"refund_id": 51, "order_id": 1001, "line_number": 1, "product_id": 1, "quantity": 1, "amount_cents": 250},
}
"""The fields of one good event of each type."""


def basket(*amounts: int) -> list[dict]:
    """Lines of an order, one for each amount in cents: products 1, 2, ... twice each."""
    return [
        {"line_number": number, "product_id": number, "quantity": 2, "amount_cents": cents} for number, cents in enumerate(amounts, start=1)
    ]


def event(kind: str, event_id: str = "e1", at: str = MORNING, /, **changes) -> dict:
    """A good event of a type with some fields changed; ``...`` takes a field away."""
    lines = {"lines": basket(500)} if kind == "order_placed" else {}
    fields = {"event_id": event_id, "event_type": kind, "event_at": at, "schema_version": 1} | GOOD[kind] | lines | changes
    return {name: value for name, value in fields.items() if value is not ...}


def later(at: str, *, minutes: float = 0, milliseconds: int = 0) -> str:
    """A moment after (or before) another."""
    return format_at(parse_at(at) + int(minutes * 60_000) + milliseconds)


def line(body: dict | str, sequence: int = 1, received_at: str | None = None) -> Line:
    """The line of a body, received a second after it happened."""
    text = body if isinstance(body, str) else json.dumps(body)
    happened = body.get("event_at", MORNING) if isinstance(body, dict) else MORNING
    return Line(sequence, received_at or later(happened, milliseconds=1_000), text)


def numbered(*bodies: dict | str) -> list[Line]:
    """A line for each body, in order."""
    return [line(body, sequence) for sequence, body in enumerate(bodies, start=1)]


def write_files(folder: Path, files: Sequence[Sequence[Line]]) -> Path:
    """Landing files with these lines, named in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, lines in enumerate(files):
        rows = [{"received_at": item.received_at, "sequence": item.sequence, "body": item.body} for item in lines]
        (folder / f"lines-{number:04d}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


@pytest.fixture
def loaded(tmp_path) -> Callable:
    """``loaded(line, ...)`` loads the lines of one file and returns a query function."""
    engine = open_warehouse(tmp_path / "warehouse.db")

    def _loaded(*lines: Line, lines_per_batch: int = 100) -> Callable[[str], list[tuple]]:
        load_landing(write_files(tmp_path / "landing", [lines]), engine, lines_per_batch=lines_per_batch)
        return lambda sql: query(engine, sql)

    yield _loaded
    engine.dispose()


def hashes_of(folder: Path, files: Sequence[Sequence[Line]], *, lines_per_batch: int = 100) -> dict:
    """The hashes of a new warehouse that has loaded these files."""
    landing = write_files(folder / "landing", files)
    engine = open_warehouse(folder / "warehouse.db")
    load_landing(landing, engine, lines_per_batch=lines_per_batch)
    hashes = table_hashes(lambda sql: query(engine, sql))
    engine.dispose()
    return hashes
