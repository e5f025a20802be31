"""A small shop: 16 lines, the warehouse that has loaded them, and the ledger that tells the same, both open to damage."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shopstream.contracts.ledger import FORMAT_VERSION, LINES, MEASURE_ROWS
from shopstream.contracts.tables import TABLES, Table
from shopstream.etl.pipeline import load_landing
from shopstream.reconcile import Query, Verdict, reconcile
from shopstream.warehouse import open_warehouse, query

MONDAY, SATURDAY = "2026-11-02", "2026-11-07"


def at(time: str, day: str = MONDAY) -> str:
    return f"{day}T{time}:00.000Z"


def body(event_id: str, event_type: str, event_at: str, schema_version: int = 1, **fields) -> str:
    return json.dumps(
        {"event_id": event_id, "event_type": event_type, "event_at": event_at, "schema_version": schema_version} | fields,
    )


def item(line_number: int, product_id: int, quantity: int, cents: int, name: str = "amount_cents") -> dict:
    return {"line_number": line_number, "product_id": product_id, "quantity": quantity, name: cents}


VIEW = body("e04", "product_viewed", at("09:50"), session_id=31, customer_id=1, product_id=1)

# Received, body, disposition, reason, event_id; the sequence is the place, from 1. Order 1002 is late, and nobody knows its product.
# fmt: off
FEED = (
    (at("09:01"), body("e01", "customer_changed", at("09:00"), customer_id=1, customer_name="Ada", location="Bergen"), "accepted", None),
    (at("09:01"), body("e02", "product_changed", at("09:00"), product_id=1, product_name="Lantern", category="light", unit_price_cents=250),
     "accepted", None),
    (at("09:01"), body("e03", "product_changed", at("09:00"), product_id=2, product_name="Rope", unit_price_cents=100), "accepted", None),
    (at("09:51"), VIEW, "accepted", None),
    (at("09:52"), body("e05", "cart_added", at("09:51"), session_id=31, customer_id=1, product_id=1, quantity=2), "accepted", None),
    (at("10:00"), body("e06", "order_placed", at("10:00"), order_id=1001, customer_id=1, session_id=31, currency="EUR",
                       lines=[item(1, 1, 2, 500), item(2, 2, 1, 100)]), "accepted", None),
    (at("10:02"), body("e07", "payment_captured", at("10:01"), order_id=1001, amount_cents=600), "accepted", None),
    (at("10:05"), VIEW, "duplicate", None),
    (at("10:06"), '{"event_id": "e09", "event_t', "quarantined", "not_json"),
    (at("11:01"), body("e10", "customer_changed", at("11:00"), customer_id=1, customer_name="Ada", location="Cork"), "accepted", None),
    (at("12:15"), body("e11", "order_placed", at("11:30"), 2, order_id=1002, session_id=32, channel="web", currency="EUR",
                       lines=[item(1, 3, 1, 70, "line_amount_cents")]), "accepted", None),
    (at("12:16"), body("e12", "payment_failed", at("12:00"), order_id=1002, amount_cents=70), "accepted", None),
    (at("12:17"), body("e13", "order_cancelled", at("12:01"), order_id=1002, reason="no money"), "accepted", None),
    (at("09:01", SATURDAY), body("e14", "refund_issued", at("09:00", SATURDAY), refund_id=51, order_id=1001, line_number=1, product_id=1,
                                 quantity=1, amount_cents=250), "accepted", None),
    (at("09:59", SATURDAY), body("e15", "order_placed", at("09:58", SATURDAY), order_id=1004, currency="EUX", lines=[item(1, 1, 1, 90)]),
     "quarantined", "unknown_currency"),
    (at("10:05", SATURDAY), body("e16", "order_placed", at("10:00", SATURDAY), order_id=1003, customer_id=1, currency="EUR",
                                 lines=[item(1, 1, 1, 300), item(2, 2, 1, 0)]), "accepted", None),
)

RECEIVED = {
    "orders": {MONDAY: 2, SATURDAY: 1},
    "sales_lines": {MONDAY: 3, SATURDAY: 1},
    "units": {MONDAY: 4, SATURDAY: 1},
    "gross_cents": {MONDAY: 670, SATURDAY: 300},
    "gross_cents_by_currency": {"EUR": 970},
    "cancelled_cents": {MONDAY: 70},
    "refunded_cents": {SATURDAY: 250},
    "net_cents": {MONDAY: 600, SATURDAY: 50},
    "gross_cents_by_category": {"light": 800, "(none)": 100, "(unknown)": 70},
    "gross_cents_by_location": {"Bergen": 600, "Cork": 300, "(unknown)": 70},
    "paid_orders": {MONDAY: 1, SATURDAY: 0},
    "captured_cents": {MONDAY: 600},
    "failed_payments": {MONDAY: 1},
    "views": {MONDAY: 1},
    "carts": {MONDAY: 1},
    "views_by_category": {"light": 1},
    "sessions": {MONDAY: 2},
    "view_sessions": {f"{MONDAY} 09": 1},
    "cart_sessions": {f"{MONDAY} 09": 1},
    "order_sessions": {f"{MONDAY} 10": 1, f"{MONDAY} 11": 1},
    "minute_orders": {f"{MONDAY} 10:00": 1, f"{SATURDAY} 10:00": 1},
    "minute_cents": {f"{MONDAY} 10:00": 600, f"{SATURDAY} 10:00": 300},
    "minute_late": {f"{MONDAY} 11:30": 1},
    "customer_versions": {"": 2},
    "product_versions": {"": 2},
    "customers_by_location": {"Cork": 1},
}
"""What the shop says that it received, counted by hand."""
# fmt: on

LOST = {("gross_cents", SATURDAY): 90, ("orders", SATURDAY): 1}
"""The order in a currency that nobody takes."""


@dataclass(frozen=True)
class Told:
    """A ledger before it is written: rows of its two tables, by column."""

    lines: tuple[dict, ...]
    measures: tuple[dict, ...]
    version: object = FORMAT_VERSION

    def write(self, folder: Path) -> Path:
        folder.mkdir()
        pq.write_table(pa.Table.from_pylist(list(self.lines), _loose(LINES)), folder / "lines.parquet")
        pq.write_table(pa.Table.from_pylist(list(self.measures), _loose(MEASURE_ROWS)), folder / "measures.parquet")
        (folder / "ledger.json").write_text(json.dumps({"format_version": self.version}), encoding="utf-8")
        return folder

    def with_line(self, sequence: int, /, **changes) -> "Told":
        """The same with some fields of one line changed."""
        return replace(self, lines=tuple(row | changes if row["sequence"] == sequence else row for row in self.lines))

    def plus(self, measure: str, *amounts: int) -> "Told":
        """The same with more received: the first amount under the measure's first key, and so on."""
        more = iter(amounts)
        changed = [_plus(row, next(more, 0)) if row["measure"] == measure else row for row in self.measures]
        return replace(self, measures=tuple(changed))


def _plus(row: dict, amount: int) -> dict:
    return row | {"truth": row["truth"] + amount, "received": row["received"] + amount}


def _loose(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema])


def _told_line(sequence: int, received_at: str, body: str, disposition: str, reason: str | None) -> dict:
    event_id = "e04" if disposition == "duplicate" else f"e{sequence:02d}"
    told = {"sequence": sequence, "received_at": received_at, "event_id": event_id, "event_type": None, "fault": ""}
    return told | {"disposition": disposition, "reason": reason}


def _told_measure(measure: str, key: str, received: int) -> dict:
    lost = LOST.get((measure, key), 0)
    return {"measure": measure, "key": key, "truth": received + lost, "received": received, "lost": lost}


TOLD = Told(
    tuple(_told_line(sequence, *line) for sequence, line in enumerate(FEED, start=1)),
    tuple(_told_measure(measure, key, received) for measure, by_key in RECEIVED.items() for key, received in by_key.items()),
)


@pytest.fixture(scope="session")
def stored(tmp_path_factory) -> dict[str, list[tuple]]:
    """The rows of every table, after the feed was loaded."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "landing").mkdir()
    rows = [{"received_at": line[0], "sequence": sequence, "body": line[1]} for sequence, line in enumerate(FEED, start=1)]
    (folder / "landing" / "lines-0000.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    engine = open_warehouse(folder / "warehouse.db")
    load_landing(folder / "landing", engine)
    found = {table.name: query(engine, f"select {', '.join(table.names)} from {table.name}") for table in TABLES.values()}
    engine.dispose()
    return found


def fill(connection, table: Table, rows: list[tuple]) -> None:
    """Insert rows of all columns."""
    if rows:
        connection.executemany(f"insert into {table.name} values ({', '.join('?' * len(table.columns))})", rows)


@pytest.fixture
def damaged(stored) -> Callable[..., Query]:
    """``damaged(sql, ...)`` returns a query on a copy of the warehouse, whose tables accept anything, after these statements."""
    connection = sqlite3.connect(":memory:")
    for table in TABLES.values():
        connection.execute(f"create table {table.name} ({', '.join(table.names)})")
        fill(connection, table, stored[table.name])

    def _damaged(*statements: str) -> Query:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, f"does no damage: {statement}"
        return lambda sql: connection.execute(sql).fetchall()

    yield _damaged
    connection.close()


@pytest.fixture
def judge(damaged, tmp_path) -> Callable[..., Verdict]:
    """``judge(sql, ..., told=, lines_fed=)`` reconciles a damaged warehouse with a ledger."""

    def _judge(*statements: str, told: Told = TOLD, lines_fed: int = len(FEED)) -> Verdict:
        return reconcile(damaged(*statements), lines_fed=lines_fed, ledger=told.write(tmp_path / "ledger"))

    return _judge


def names(laws) -> set[str]:
    return {law.name for law in laws}
