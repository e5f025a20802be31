"""What SQLite does for a statement, in words that do not depend on its version: how it finds the rows, and how many steps that takes."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

STEP = 10
"""So many steps of SQLite's machine pass between two counts."""

ACCESS = re.compile(
    r"(?P<verb>SCAN|SEARCH) (?:TABLE )?(?P<table>\S+)(?: AS (?P<alias>\S+))?"
    r"(?: USING (?P<automatic>AUTOMATIC )?(?:PARTIAL )?(?P<covering>COVERING )?INDEX(?: (?P<index>\w+))?"
    r"| USING (?P<key>INTEGER PRIMARY KEY))?"
    r"(?: \((?P<condition>.*)\))?"
    r"(?: LEFT-JOIN)?"
)
SORT = re.compile(r"USE TEMP B-TREE FOR (?P<purpose>.+)")


@dataclass(frozen=True)
class Plan:
    """The lines of a plan, as deep as they are nested, and the steps that the statement took."""

    lines: tuple[str, ...]
    steps: int

    def __str__(self) -> str:
        return "\n".join([*self.lines, f"{self.steps:,} steps"])


def plan(connection: sqlite3.Connection, statement: str) -> Plan:
    """Explain a statement, run it, and take it back.

    Raises:
        sqlite3.Error: as SQLite says it.
    """
    lines = tuple(explained(connection.execute(f"explain query plan {statement}").fetchall()))
    return Plan(lines, steps_of(connection, statement))


def explained(rows: list[tuple[int, int, int, str]]) -> Iterator[str]:
    """The lines of ``explain query plan``, each further in than the one that it belongs to."""
    depth = {0: -1}
    for node, parent, _, detail in rows:
        depth[node] = depth.get(parent, -1) + 1
        yield "  " * depth[node] + in_words(detail)


def in_words(detail: str) -> str:
    """One line of a plan.

    >>> in_words("SEARCH o USING COVERING INDEX by_customer (customer_id=?)")
    'search o by covering index by_customer (customer_id=?)'
    >>> in_words("SCAN TABLE order_fact")
    'scan order_fact'
    >>> in_words("SEARCH p USING INDEX payment_of_order (order_id=?) LEFT-JOIN")
    'search p by index payment_of_order (order_id=?)'
    """
    if sort := SORT.fullmatch(detail):
        return f"sort for {sort['purpose'].lower()}"
    found = ACCESS.fullmatch(detail)
    if not found:
        return detail.lower()
    way = ""
    if found["key"]:
        way = " by primary key"
    elif found["index"] or found["automatic"]:
        kind = "an index made for this query" if found["automatic"] else f"{'covering ' if found['covering'] else ''}index {found['index']}"
        way = f" by {kind}"
    condition = f" ({found['condition']})" if found["condition"] else ""
    return f"{found['verb'].lower()} {found['alias'] or found['table']}{way}{condition}"


def steps_of(connection: sqlite3.Connection, statement: str) -> int:
    """How many steps of SQLite's machine a statement takes, in whole tens; what it changes is taken back."""
    count = 0

    def tick() -> int:
        nonlocal count
        count += STEP
        return 0

    connection.execute("savepoint counted")
    connection.set_progress_handler(tick, STEP)
    try:
        connection.execute(statement).fetchall()
    finally:
        connection.set_progress_handler(None, 0)
        connection.execute("rollback to counted")
        connection.execute("release counted")
    return count
