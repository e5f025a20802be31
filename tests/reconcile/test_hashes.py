"""A table's hash covers its business columns and nothing else, whatever the order of its rows and the types of its engine."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shopstream.contracts.tables import TABLES, Role
from shopstream.contracts.times import format_at, parse_at
from shopstream.reconcile import table_hashes

ALL_COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
OF_NO_CONCERN = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table, column in ALL_COLUMNS if column.role != Role.BUSINESS
]
COUNTING = [pytest.param(table, column, id=f"{table.name}.{column.name}") for table, column in ALL_COLUMNS if column.role == Role.BUSINESS]

VALUES = {
    "bigint": st.integers(0, 2**63 - 1),
    "int": st.integers(1, 9999),
    "text": st.text(max_size=9),
    "timestamp": st.integers(0, 4_000_000_000_000).map(format_at),
    "date": st.dates().map(date.isoformat),
    "boolean": st.integers(0, 1),
    "double": st.floats(0, 1e6),
}
"""What SQLite holds of each type."""

TYPED = {
    "bigint": Decimal,
    "int": Decimal,
    "text": str,
    "timestamp": lambda text: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=parse_at(text)),
    "date": date.fromisoformat,
    "boolean": bool,
    "double": Decimal,
}
"""The same values as an engine with types returns them."""

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def hash_of(table, rows):
    """The hash of one table that holds these rows, each a mapping by column; the other tables are empty."""

    def query(sql):
        names = sql.removeprefix("select ").split(" from ")[0].split(", ")
        return [tuple(row[name] for name in names) for row in rows] if sql.endswith(f" from {table.name}") else []

    return table_hashes(query)[table.name]


@st.composite
def stored_rows(draw, table, min_size=0):
    """Rows of a table as SQLite holds them."""
    cells = {c.name: st.none() | VALUES[c.type] if c.nullable else VALUES[c.type] for c in table.columns}
    return draw(st.lists(st.fixed_dictionaries(cells), min_size=min_size, max_size=4))


@FEW
@given(st.data())
def test_the_order_of_the_rows_changes_no_hash(data):
    table = data.draw(st.sampled_from(list(TABLES.values())))
    rows = data.draw(stored_rows(table, min_size=2))
    assert hash_of(table, data.draw(st.permutations(rows))) == hash_of(table, rows)


@FEW
@given(st.data())
def test_typed_values_have_the_hash_of_the_text_that_stands_for_them(data):
    table = data.draw(st.sampled_from(list(TABLES.values())))
    rows = data.draw(stored_rows(table, min_size=1))
    types = {column.name: column.type for column in table.columns}
    typed = [{name: value if value is None else TYPED[types[name]](value) for name, value in row.items()} for row in rows]
    assert hash_of(table, typed) == hash_of(table, rows)


@pytest.mark.parametrize(("table", "column"), COUNTING)
@settings(max_examples=3, deadline=None)
@given(st.data())
def test_any_business_cell_changes_the_hash(table, column, data):
    row, *others = data.draw(stored_rows(table, min_size=1))
    other = data.draw(VALUES[column.type].filter(lambda value: value != row[column.name]))
    assert hash_of(table, [row | {column.name: other}, *others]) != hash_of(table, [row, *others])


@pytest.mark.parametrize(("table", "column"), OF_NO_CONCERN)
@settings(max_examples=3, deadline=None)
@given(st.data())
def test_a_column_that_is_no_business_changes_no_hash(table, column, data):
    row, *others = data.draw(stored_rows(table, min_size=1))
    assert hash_of(table, [row | {column.name: data.draw(VALUES[column.type])}, *others]) == hash_of(table, [row, *others])


@pytest.mark.parametrize("table", [pytest.param(table, id=table.name) for table in TABLES.values()])
def test_a_row_more_or_a_row_twice_changes_the_hash(table):
    row = dict.fromkeys(table.names)
    hashes = [hash_of(table, [row] * times) for times in range(3)]
    assert [found.rows for found in hashes] == [0, 1, 2]
    assert len({found.sha256 for found in hashes}) == 3


def test_every_table_of_the_contract_has_a_hash(damaged):
    assert list(table_hashes(damaged())) == list(TABLES)


def test_a_null_a_zero_and_an_empty_text_are_three_things():
    table = TABLES["customer_dim"]
    row = dict.fromkeys(table.names)
    assert len({hash_of(table, [row | {"location": value}]).sha256 for value in (None, 0, "", "null")}) == 4


def test_the_lines_of_an_order_are_one_thing_as_text_and_as_an_array():
    table = TABLES["silver_events"]
    lines = [{"line_number": 1, "product_id": 2, "quantity": 3, "amount_cents": 4}]
    turned = [dict(reversed(line.items())) for line in lines]
    as_text = json.dumps(lines, separators=(",", ":"))
    row = dict.fromkeys(table.names)
    assert hash_of(table, [row | {"lines": turned}]) == hash_of(table, [row | {"lines": as_text}])


MOMENT = datetime(2026, 11, 2, 10, 0, 0, 250_000)


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(MOMENT, id="without a zone it is UTC"),
        pytest.param(MOMENT.replace(tzinfo=UTC), id="in UTC"),
        pytest.param(MOMENT.replace(hour=12, tzinfo=timezone(timedelta(hours=2))), id="in another zone"),
    ],
)
def test_a_moment_is_one_thing_in_every_zone(same):
    table = TABLES["funnel_by_hour"]
    row = dict.fromkeys(table.names)
    assert hash_of(table, [row | {"hour_at": same}]) == hash_of(table, [row | {"hour_at": "2026-11-02T10:00:00.250Z"}])


def test_microseconds_show():
    table = TABLES["funnel_by_hour"]
    row = dict.fromkeys(table.names)
    assert hash_of(table, [row | {"hour_at": MOMENT + timedelta(microseconds=1)}]) != hash_of(table, [row | {"hour_at": MOMENT}])


def test_a_hash_is_what_its_docstring_says(damaged):
    """SHA-256 over the sorted lines of JSON, so that anyone can compute it with other tools."""
    query = damaged("delete from date_dim where day = 7")
    assert table_hashes(query)["date_dim"].sha256 == hashlib.sha256(b'["2026-11-02",2026,11,2,1,false]\n').hexdigest()
