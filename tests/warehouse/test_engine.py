"""A warehouse file that cannot be used ends in one line that says what to do, and is left as it was."""

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from shopstream.errors import WarehouseError
from shopstream.warehouse import engine as warehouse_engine
from shopstream.warehouse import load_natural_ids, open_warehouse, query
from shopstream.warehouse.engine import SCHEMA_VERSION
from sqlalchemy.exc import OperationalError

COUNT = "select count(*) from loaded_files"
WRITE = "insert into loaded_files values ('a.jsonl', 1)"


@pytest.fixture
def path(tmp_path):
    """A warehouse that is there and closed."""
    open_warehouse(tmp_path / "warehouse.db").dispose()
    return tmp_path / "warehouse.db"


def refusal(path, **options) -> str:
    with pytest.raises(WarehouseError) as caught:
        open_warehouse(path, **options)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


def sqlite(path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_warehouse_that_is_there_is_opened_with_what_it_holds(path):
    sqlite(path, WRITE)
    assert query(open_warehouse(path), COUNT) == [(1,)]


def test_an_empty_file_becomes_a_warehouse(tmp_path):
    (tmp_path / "empty.db").touch()
    assert query(open_warehouse(tmp_path / "empty.db"), COUNT) == [(0,)]


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}], ids=["to write", "to read"])
def test_a_file_that_is_not_there_is_not_made_unasked(tmp_path, options):
    assert "`shopstream run` makes one" in refusal(tmp_path / "none.db", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path):
    assert "its folder is there" in refusal(tmp_path / "none" / "warehouse.db")


def test_a_binary_file_is_no_database_and_stays_as_it_is(tmp_path):
    content = bytes(range(256)) * 40
    (tmp_path / "picture.png").write_bytes(content)
    assert "is no SQLite database" in refusal(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes() == content


def test_a_database_of_something_else_is_refused_and_stays_as_it_is(tmp_path):
    sqlite(tmp_path / "mine.db", "create table diary (day text)")
    before = (tmp_path / "mine.db").read_bytes()
    assert "no warehouse of the course" in refusal(tmp_path / "mine.db")
    assert (tmp_path / "mine.db").read_bytes() == before


def test_another_schema_version_is_refused(path):
    sqlite(path, f"pragma user_version = {SCHEMA_VERSION + 1}")
    assert f"has schema version {SCHEMA_VERSION + 1}, and this program works with {SCHEMA_VERSION}" in refusal(path)


def test_a_locked_database_is_said(path, monkeypatch):
    monkeypatch.setattr(warehouse_engine, "PATIENCE_SECONDS", 0)
    other = sqlite3.connect(path)
    other.execute("begin exclusive")
    assert "is locked by another process" in refusal(path)
    other.close()


@pytest.fixture
def unprivileged():
    """Be a user who may not write everywhere, also where the tests run as root."""
    if is_root := os.geteuid() == 0:
        os.seteuid(65534)
    yield
    if is_root:
        os.seteuid(0)


@pytest.fixture
def forbidden():
    """A warehouse that everybody may read and nobody may write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.db"
        open_warehouse(path).dispose()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def test_a_file_without_permission_to_write_is_said(forbidden, unprivileged):
    assert "may not be written" in refusal(forbidden)


def test_a_file_without_permission_to_write_can_be_read(forbidden, unprivileged):
    assert query(open_warehouse(forbidden, read_only=True), COUNT) == [(0,)]


def test_a_write_where_only_reading_is_asked_is_refused(path):
    engine = open_warehouse(path, read_only=True)
    with pytest.raises(OperationalError, match="readonly database"), engine.begin() as connection:
        connection.exec_driver_sql(WRITE)
    engine.dispose()


def test_nothing_can_be_attached_where_only_reading_is_asked(path, tmp_path):
    """A second connection to the same file would not be read only."""
    engine = open_warehouse(path, read_only=True)
    for file in (path, tmp_path / "new.db"):
        with pytest.raises(OperationalError, match="too many attached databases"), engine.connect() as connection:
            connection.exec_driver_sql(f"attach '{file}' as other")
    engine.dispose()
    assert not (tmp_path / "new.db").exists()


def test_a_full_disk_is_said_and_nothing_of_the_transaction_stays(path):
    engine = open_warehouse(path)
    rows = [(f"{number}" * 100, 1) for number in range(1_000)]
    with engine.connect() as connection:
        connection.exec_driver_sql(f"pragma max_page_count = {path.stat().st_size // 4096 + 1}")
        with pytest.raises(WarehouseError, match="no room left on its disk"):
            connection.exec_driver_sql("insert into loaded_files values (?, ?)", rows)
    assert query(engine, COUNT) == [(0,)]


def test_a_damaged_database_is_said(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match="is damaged"):
        query(open_warehouse(path), "select * from loaded_files")


def test_reading_is_possible_while_another_process_is_about_to_write(path):
    writer = open_warehouse(path)
    with writer.begin():
        assert query(open_warehouse(path, read_only=True), COUNT) == [(0,)]


def test_tables_are_made_whole_or_not_at_all(tmp_path, monkeypatch):
    statements = warehouse_engine.statements

    def interrupted(script):
        yield from statements(script)[:5]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(warehouse_engine, "statements", interrupted)
        with pytest.raises(KeyboardInterrupt):
            open_warehouse(tmp_path / "warehouse.db")
    assert query(open_warehouse(tmp_path / "warehouse.db"), COUNT) == [(0,)]


def test_natural_ids_are_stored_once(path):
    engine = open_warehouse(path)
    for _ in range(2):
        load_natural_ids(engine, [("product", 7, "85123A"), ("customer", 7, "C7")])
    assert query(engine, "select * from natural_ids order by kind") == [("customer", 7, "C7"), ("product", 7, "85123A")]
