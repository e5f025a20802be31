"""The tables in SQLite say what the contract says, and refuse what it does not allow."""

import sqlite3

import pytest
from shopstream.contracts.tables import TABLES
from shopstream.warehouse import METADATA, open_warehouse, query
from sqlalchemy.exc import IntegrityError

SQLITE_TYPES = {"text": "TEXT", "timestamp": "TEXT", "date": "TEXT", "double": "REAL"}
"""What is not here is an INTEGER."""


@pytest.fixture
def engine(tmp_path):
    engine = open_warehouse(tmp_path / "warehouse.db")
    yield engine
    engine.dispose()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_has_the_contract_s_columns_types_and_key(engine, table):
    found = query(engine, f"select name, type, \"notnull\" or pk > 0, pk from pragma_table_xinfo('{table.name}')")
    stored = {(name, type_, bool(required)) for name, type_, required, _ in found if name != "order_amount"}
    asked = {(column.name, SQLITE_TYPES.get(column.type, "INTEGER"), not column.nullable) for column in table.columns}
    assert stored == {part for part in asked if part[0] != "order_amount"}
    assert tuple(name for name, *_, position in sorted(found, key=lambda row: row[3]) if position) == table.key


def test_the_statements_write_the_contract_s_columns_in_its_order():
    written = {name: [column.name for column in METADATA.tables[name].columns] for name in TABLES}
    assert written == {table.name: [name for name in table.names if name != "order_amount"] for table in TABLES.values()}


SALE = {
    "order_id": 1, "line_number": 1, "product_id": 1, "quantity": 2, "order_date": "2026-11-02T10:00:00.000Z",
    "order_amount_cents": 1999, "currency": "EUR", "product_key": -1, "customer_key": -1, "is_cancelled": 0, "is_paid": 0,
}  # fmt: skip


def insert(engine, table: str, **row) -> None:
    with engine.begin() as connection:
        connection.execute(METADATA.tables[table].insert(), row)


def test_the_amount_to_display_follows_from_the_cents(engine):
    insert(engine, "order_fact", **SALE)
    assert query(engine, "select order_amount from order_fact") == [(19.99,)]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"quantity": 0}, id="a quantity of 0"),
        pytest.param({"order_amount_cents": -1}, id="a negative amount"),
        pytest.param({"order_amount_cents": 19.99}, id="money as a fraction"),
        pytest.param({"is_paid": 2}, id="a third truth"),
        pytest.param({"currency": None}, id="no currency"),
    ],
)
def test_a_sale_that_cannot_be_is_refused(engine, changes):
    with pytest.raises(IntegrityError):
        insert(engine, "order_fact", **(SALE | changes))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"valid_to_at": "2026-11-01T00:00:00.000Z"}, id="a version that ends before it begins"),
        pytest.param({"valid_to_at": None}, id="a version without end that is not current"),
    ],
)
def test_a_version_that_cannot_be_is_refused(engine, changes):
    version = {"customer_key": 1, "customer_id": 1, "customer_name": "Ada", "valid_from_at": "2026-11-02T00:00:00.000Z", "is_current": 0}
    with pytest.raises(IntegrityError):
        insert(engine, "customer_dim", **(version | changes))


@pytest.mark.parametrize(
    ("table", "column"),
    [("silver_events", "customer_id = 1 and event_type = 'customer_changed'"), ("silver_events", "order_id = 1"),
     ("silver_events", "session_id = 1"), ("silver_events", "refund_id = 1"), ("order_fact", "product_id = 1"),
     ("interaction_fact", "customer_id = 1")],
)  # fmt: skip
def test_what_the_load_asks_for_is_found_by_an_index(engine, table, column):
    (step,) = query(engine, f"explain query plan select count(*) from {table} where {column}")
    assert step[-1].startswith("SEARCH")


def test_the_library_behind_the_tables_knows_strict_and_generated_columns():
    assert sqlite3.sqlite_version_info >= (3, 38)
