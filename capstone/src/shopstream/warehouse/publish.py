"""Whole tables from elsewhere: the rows of one commit replace those of an earlier one, in one transaction with its number."""

from collections.abc import Iterable

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import sqlite

from shopstream.warehouse.tables import METADATA, PUBLISHED_TABLES


def published_version(engine: Engine, table: str) -> int | None:
    """The commit that a table was published from; None where it never was."""
    with engine.connect() as connection:
        return connection.execute(select(PUBLISHED_TABLES.c.version).where(PUBLISHED_TABLES.c.table_name == table)).scalar()


def replace_table(engine: Engine, table: str, rows: Iterable[tuple], *, version: int) -> None:
    """Make the rows the whole content of a table, and note the commit that they come from.

    Args:
        rows: plain values in the order of ``METADATA.tables[table].columns``, moments as ISO text, booleans as 0 and 1.
    """
    target = METADATA.tables[table]
    insert = str(sqlite.insert(target).compile(dialect=sqlite.dialect()))
    mark = sqlite.insert(PUBLISHED_TABLES).values(table_name=table, version=version)
    with engine.begin() as connection:
        connection.execute(delete(target))
        if rows := list(rows):
            connection.exec_driver_sql(insert, rows)
        connection.execute(mark.on_conflict_do_update(index_elements=["table_name"], set_={"version": version}))
