import sqlite3

import pytest
from shopstream.contracts.tables import TABLES


@pytest.fixture
def warehouse():
    """A small database with the contract's tables: ``warehouse(table=[{column: value}])`` returns a query function."""
    connection = sqlite3.connect(":memory:")
    for table in TABLES.values():
        connection.execute(f"create table {table.name} ({', '.join(table.names)})")

    def _warehouse(**tables):
        for name, rows in tables.items():
            for row in rows:
                marks = ", ".join(f":{column}" for column in row)
                connection.execute(f"insert into {name} ({', '.join(row)}) values ({marks})", row)
        return lambda sql: connection.execute(sql).fetchall()

    yield _warehouse
    connection.close()
