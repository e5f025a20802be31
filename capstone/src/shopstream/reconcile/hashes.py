"""A hash for each table: equal hashes are equal tables, whichever engine stores them and in whatever order.

A row is one line of JSON, an array of its business columns in the contract's order; lines are sorted as text. Surrogate
keys, audit, source and display columns are no part of it.
"""

import hashlib
from dataclasses import dataclass

from shopstream.contracts.tables import TABLES, Table
from shopstream.reconcile.canonical import business_columns, canonical_rows, compact
from shopstream.reconcile.queries import Query, columns_of


@dataclass(frozen=True)
class TableHash:
    rows: int
    sha256: str


def table_hashes(query: Query) -> dict[str, TableHash]:
    """Rows and hash of every table of the contract, by name."""
    return {table.name: _table_hash(query, table) for table in TABLES.values()}


def _table_hash(query: Query, table: Table) -> TableHash:
    columns = business_columns(table)
    lines = sorted(map(compact, canonical_rows(columns_of(query, table.name, columns), columns)))
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return TableHash(len(lines), digest.hexdigest())
