"""Questions that are answered by indexes: judged by the work that given queries take with them, never by their names."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from shopstream.errors import AnswerError
from shopstream.lessons.plan import steps_of
from shopstream.lessons.question import Refusal
from shopstream.lessons.script import Probe, ScriptQuestion, run_script
from shopstream.lessons.sql import is_attempted, on_a_copy

AT_START, FOR_A_ROW = 60, 12
"""So many steps of SQLite's machine may a query take, at most: to get going, and for each row that it gives."""


@dataclass(frozen=True)
class Wanted:
    """A query that is asked often. ``value`` finds what stands for ``?`` in it: the same for the same data."""

    told: str
    query: str
    value: str

    def text(self, connection: sqlite3.Connection) -> str:
        """The query with its value, which is a whole number."""
        return self.query.replace("?", str(int(connection.execute(self.value).fetchone()[0])))


@dataclass(frozen=True)
class Work:
    """Whether a query reads little more than the rows that it gives. The counts differ between versions and are not compared."""

    is_little: bool
    steps: int = field(compare=False)
    rows: int = field(compare=False)


@dataclass(eq=False)
class IndexQuestion(ScriptQuestion):
    """A question whose answer makes indexes. Its result: the work of each wanted query, and how many indexes were made."""

    probes: Sequence[Probe] = field(default=(), kw_only=True)
    wanted: Sequence[Wanted] = field(kw_only=True)
    most: int = field(kw_only=True)

    def run(self, answer: str, data: bytes) -> tuple | Refusal:
        if not is_attempted(answer):
            raise NotImplementedError
        try:
            with on_a_copy(data) as connection:
                queries = [wanted.text(connection) for wanted in self.wanted]
                before = _indexes(connection)
                run_script(connection, answer)
                return (*(_work(connection, query) for query in queries), _indexes(connection) - before)
        except AnswerError as refusal:
            return Refusal(refusal)

    def complaint(self, result: tuple, data: bytes) -> str | None:
        """The queries that read too much, or an index too many."""
        *works, made = result
        told = [
            f"- {wanted.told}: {work.steps:,} steps for {work.rows:,} row{'' if work.rows == 1 else 's'}."
            for wanted, work in zip(self.wanted, works, strict=True)
            if not work.is_little
        ]
        if told:
            return "\n".join(["These still read many rows that they do not give:", *told])
        return f"Every query finds its rows. You made {made} indexes, and {self.most} do: each one costs at every insert."


def _indexes(connection: sqlite3.Connection) -> int:
    return connection.execute("select count(*) from sqlite_master where type = 'index'").fetchone()[0]


def _work(connection: sqlite3.Connection, query: str) -> Work:
    rows = len(connection.execute(query).fetchall())
    steps = steps_of(connection, query)
    return Work(steps <= AT_START + FOR_A_ROW * rows, steps, rows)
