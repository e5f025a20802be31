"""One set of SQL texts for every engine: DuckDB, with typed tables, comes to the verdict and the hashes of SQLite."""

import json
from importlib.resources import files

import duckdb
import pytest
from shopstream.contracts.tables import TABLES
from shopstream.reconcile import reconcile, table_hashes

from .conftest import FEED, TOLD

ENGINE_TYPES = {"text": "varchar", "int": "integer"}
ARRAY = "struct(line_number bigint, product_id bigint, quantity bigint, amount_cents bigint)[]"

DAMAGES = [
    pytest.param([], id="all is well"),
    pytest.param(["update order_fact set order_amount_cents = order_amount_cents + 1 where order_id = 1001"], id="cents too many"),
    pytest.param(["delete from silver_events where sequence < 7"], id="events are lost"),
    pytest.param(["delete from quarantine where sequence = 9"], id="a line is lost"),
    pytest.param(["delete from customer_dim where location = 'Bergen'", "delete from date_dim"], id="versions and days are lost"),
    pytest.param(["update interaction_fact set event_at = '2026-11-02T12:00:00.000Z'"], id="views at another time"),
]


@pytest.fixture(scope="module", params=["varchar", pytest.param(ARRAY, id="array")])
def copy(request, stored):
    """A copy of the warehouse in DuckDB; order lines are text or an array."""
    connection = duckdb.connect()
    for table in TABLES.values():
        types = {column.name: ENGINE_TYPES.get(column.type, column.type) for column in table.columns}
        types |= {"lines": request.param} if "lines" in types else {}
        connection.execute(f"create table {table.name} ({', '.join(f'{name} {type_}' for name, type_ in types.items())})")
        rows = [[cell(value, request.param) for value in row] for row in stored[table.name]]
        connection.executemany(f"insert into {table.name} values ({', '.join('?' for _ in types)})", rows)
    yield connection
    connection.close()


@pytest.fixture
def duck(copy):
    """``duck(sql, ...)`` returns a query on the copy after these statements, which are taken back in the end."""
    copy.execute("begin")

    def _damaged(*statements):
        for statement in statements:
            copy.execute(statement)
        return lambda sql: copy.execute(sql).fetchall()

    yield _damaged
    copy.execute("rollback")


def cell(value, lines_type: str):
    """A cell of SQLite as DuckDB takes it: the lines of an order may have to be an array."""
    is_lines = isinstance(value, str) and value.startswith("[") and lines_type == ARRAY
    return json.loads(value) if is_lines else value


@pytest.mark.parametrize("statements", DAMAGES)
def test_duckdb_comes_to_the_verdict_of_sqlite(duck, damaged, statements, tmp_path):
    ledger = TOLD.write(tmp_path / "ledger")
    expected = reconcile(damaged(*statements), lines_fed=len(FEED), ledger=ledger)
    actual = reconcile(duck(*statements), lines_fed=len(FEED), ledger=ledger)
    assert actual == expected
    assert actual.holds == (not statements)


def test_duckdb_has_the_hashes_of_sqlite(duck, damaged):
    assert table_hashes(duck()) == table_hashes(damaged())


def texts(folder, prefix="") -> dict[str, str]:
    """The SQL texts under a folder, by name."""
    found = {}
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        found |= texts(entry, f"{name}/") if entry.is_dir() else {name: entry.read_text(encoding="utf-8")}
    return found


TEXTS = texts(files("shopstream.reconcile") / "sql")


def test_every_text_is_used(damaged, tmp_path):
    query, asked = damaged(), []

    def recording(sql):
        asked.append(sql)
        return query(sql)

    reconcile(recording, lines_fed=len(FEED), ledger=TOLD.write(tmp_path / "ledger"))
    assert [name for name, text in TEXTS.items() if text not in asked] == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_begins_with_its_grain_and_holds_no_colon_in_its_code(name):
    first, *rest = TEXTS[name].splitlines()
    assert first.startswith("-- grain: ")
    assert not [line for line in rest if ":" in line and not line.startswith("--")]
