"""What lessons type: ``%%sql`` (of ipython-sql, with errors that stop), ``%%answer`` and ``%%plan``. ``%load_ext shopstream.lessons``."""

import io
import re
import sqlite3
from contextlib import redirect_stdout
from functools import partial

import sqlparse
from IPython.core.magic import Magics, cell_magic, line_cell_magic, magics_class, needs_local_scope
from IPython.display import display
from sql.connection import Connection
from sql.magic import SqlMagic
from sqlalchemy import Engine
from sqlalchemy.exc import StatementError

from shopstream.errors import LessonError, NotAttempted, SqlError
from shopstream.lessons import current
from shopstream.lessons.plan import plan
from shopstream.lessons.sql import Rows, is_attempted
from shopstream.lessons.table import Table
from shopstream.lessons.verdict import Verdict

CHANGED = re.compile(r"^(\d+) rows affected\.$", re.MULTILINE)
"""What ipython-sql prints of a statement that changes rows."""

FAILURE = re.compile(r"^[\w.]*(?:Error|Exception): (.+)$", re.MULTILINE)
"""What it prints of a connection that cannot be made; then it goes on with the one before."""


@magics_class
class LessonMagics(Magics):
    """The magics of the lessons. The open shop is the one that ``open_shop`` gave last."""

    def __init__(self, shell) -> None:
        super().__init__(shell)
        self.inner = SqlMagic(shell)
        self.inner.displaycon, self.inner.short_errors, self.inner.feedback = False, False, True
        self.connected: Engine | None = None

    @needs_local_scope
    @line_cell_magic
    def sql(self, line: str, cell: str | None = None, local_ns: dict | None = None) -> Table | None:
        """Run statements on the open shop, or on the database that the first line names; show what the last one gives.

        Raises:
            SqlError: what the database refuses, in its own words.
            NotAttempted: there is nothing but comments.
        """
        self._follow()
        first, text = (line, cell) if cell is not None else ("", line)
        statements = [statement for statement in sqlparse.split(text) if is_attempted(statement)]
        if not statements and "://" not in first + text:
            raise NotAttempted("write your code here")
        *others, last = statements or [""]
        for statement in others:
            self._run("", statement, local_ns)
        return self._run(first, last, local_ns)

    def _run(self, first: str, statement: str, local_ns: dict | None) -> Table | None:
        """One statement through ipython-sql; ``first`` names a database, or a variable for the result."""
        printed = io.StringIO()
        try:
            with redirect_stdout(printed):
                result = self.inner.execute(first, statement, local_ns)
        except StatementError as error:
            raise SqlError(_told(error)) from None
        except Exception as error:  # ipython-sql raises what it finds
            raise SqlError(str(error)) from None
        if failures := FAILURE.findall(printed.getvalue()):
            raise SqlError(failures[-1])
        table = Table(result.keys, result) if getattr(result, "pretty", None) else None
        for told in CHANGED.findall(printed.getvalue()):
            count = int(told) if table is None else len(table)  # of `returning` the rows were not read yet
            print(f"{count:,} row{'' if count == 1 else 's'} changed")
        return table

    @needs_local_scope
    @cell_magic
    def refused(self, line: str, cell: str, local_ns: dict | None = None) -> None:
        """Run statements that the database is to refuse, and print why it does. The cell goes on, so a notebook may show an error.

        Raises:
            LessonError: the database accepts them all.
        """
        try:
            self.sql(line, cell, local_ns)
        except SqlError as refusal:
            print(f"Refused: {refusal}")
        else:
            raise LessonError("the database accepts this, and the lesson says that it does not")

    @cell_magic
    def answer(self, line: str, cell: str) -> Verdict:
        """Check what the cell says against a question of the open exercise. It runs on copies of the shop.

        Raises:
            NotAttempted: there is nothing but comments.
            LessonError: no exercise is open, or it has no such question.
        """
        if current.exercise is None:
            raise LessonError('no exercise is open: run the cell with `q = exercise("...")` first')
        verdict = current.exercise.named(line.strip()).check(cell)
        if isinstance(verdict.result, Rows):
            display(Table(verdict.result.columns, verdict.result.values))
        return verdict

    @cell_magic
    def plan(self, line: str, cell: str) -> None:
        """Print how SQLite finds the rows of a statement, and how many steps it takes. What it changes is taken back.

        Raises:
            SqlError: what SQLite refuses.
        """
        try:
            print(plan(_driver(self._engine()), cell))
        except sqlite3.Error as error:
            raise SqlError(str(error)) from None

    def _engine(self) -> Engine:
        if current.engine is None:
            raise LessonError("no shop is open: run the cell with `open_shop` first")
        return current.engine

    def _follow(self) -> None:
        """Let ipython-sql ask the open shop, if it is another one than last time."""
        if current.engine is not None and self.connected is not current.engine:
            Connection.connections.clear()
            Connection("sqlite://", creator=partial(_driver, current.engine))
            self.connected = current.engine


def _driver(engine: Engine) -> sqlite3.Connection:
    """The connection of a shop; there is only one."""
    return engine.raw_connection().driver_connection


def _told(error: StatementError) -> str:
    """What the database said, or what SQLAlchemy said before it asked."""
    return str(error.orig or error)
