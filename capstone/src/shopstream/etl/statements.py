"""The statements of the load: the texts in ``sql/``, and inserts that SQLAlchemy builds from the contract's tables."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, Executable
from sqlalchemy.dialects import sqlite

from shopstream.warehouse import METADATA


@cache
def text(name: str) -> str:
    """The SQL text ``sql/<name>.sql``."""
    return files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def run(connection: Connection, name: str) -> None:
    """Execute a text."""
    connection.exec_driver_sql(text(name))


def fetch(connection: Connection, name: str) -> tuple[list[str], list[tuple]]:
    """Columns and rows of a text."""
    result = connection.exec_driver_sql(text(name))
    return list(result.keys()), result.cursor.fetchall()


def insert_rows(connection: Connection, statement: str, rows: Iterable[tuple]) -> None:
    """Execute an insert for rows of plain values, in the order of the table's columns."""
    if rows := list(rows):
        connection.exec_driver_sql(statement, rows)


def put_keys(connection: Connection, table: str, keys: Iterable) -> None:
    """Make the keys the whole content of a temporary table with one column."""
    connection.exec_driver_sql(f"delete from {table}")
    insert_rows(connection, f"insert into {table} values (?)", [(key,) for key in keys])


def compiled(statement: Executable) -> str:
    """The SQL of a statement, with a question mark for each value, as the driver takes it: ten times faster than values by name."""
    return str(statement.compile(dialect=sqlite.dialect()))


@cache
def plain(table: str) -> str:
    """An insert of whole rows."""
    return compiled(sqlite.insert(METADATA.tables[table]))


@cache
def unless_known(table: str) -> str:
    """An insert that leaves a row of the same key as it is."""
    return compiled(sqlite.insert(METADATA.tables[table]).on_conflict_do_nothing())


@cache
def replacing(table: str, *, if_smaller: str = "") -> str:
    """An insert that replaces a row of the same key, or only one whose ``if_smaller`` is greater than the new one's."""
    target = METADATA.tables[table]
    statement = sqlite.insert(target)
    others = {column.name: statement.excluded[column.name] for column in target.columns if not column.primary_key}
    guard = statement.excluded[if_smaller] < target.c[if_smaller] if if_smaller else None
    return compiled(statement.on_conflict_do_update(index_elements=list(target.primary_key.columns), set_=others, where=guard))
