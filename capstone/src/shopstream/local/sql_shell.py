"""SQL on a run's database, read only: one text, a prompt, or what comes on standard input."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from shopstream.errors import UsageError

SHOWN_ROWS = 100
"""Rows shown on a terminal. Into a pipe go all of them."""

HELP = ".tables lists the tables, .quit leaves, a statement ends with ;"


@dataclass(frozen=True, slots=True)
class Answer:
    columns: tuple[str, ...]
    rows: list[tuple]


def ask(connection: Connection, statement: str) -> Answer:
    """The answer of one statement.

    Raises:
        UsageError: the database refuses it; the message is the database's own.
    """
    try:
        result = connection.exec_driver_sql(statement)
        return Answer(tuple(result.keys()), [tuple(row) for row in result]) if result.returns_rows else Answer((), [])
    except (SQLAlchemyError, UnicodeError) as error:
        raise UsageError(f"SQL: {getattr(error, 'orig', error)}; `.tables` or `shopstream sql .tables` lists the tables") from None


def answer_all(engine: Engine, text: str, console: Console) -> None:
    """Answer each statement, or dot command, of a text, in order; stop at the first that is refused."""
    with engine.connect() as connection:
        for statement in statements(text.splitlines(keepends=True)):
            if _is_quit(statement):
                return
            show(_answer(connection, statement), console)


def prompt(engine: Engine, console: Console) -> None:
    """Ask for statements until ``.quit`` or the end of input. A refused statement is said, and the prompt comes again."""
    import readline  # noqa: F401  # arrow keys and history in input()

    console.print(Text(HELP))
    with engine.connect() as connection:
        for statement in statements(_typed()):
            if _is_quit(statement):
                return
            try:
                show(_answer(connection, statement), console)
            except UsageError as error:
                console.print(Text(f"error: {error}"))


def statements(lines: Iterable[str]) -> Iterator[str]:
    """Complete statements, each as soon as its semicolon is there; a dot command is a line. What is left at the end counts.

    >>> list(statements(["select 1; select", " ';';", ".tables"]))
    ['select 1;', "select ';';", '.tables']
    """
    pending = ""
    for line in lines:
        if not pending.strip() and line.lstrip().startswith("."):
            yield line.strip()
            continue
        for piece in line.split(";")[:-1]:
            pending += piece + ";"
            if sqlite3.complete_statement(pending):
                yield pending.strip()
                pending = ""
        pending += line.rpartition(";")[2]
    if pending.strip():
        yield pending.strip()


def show(answer: Answer, console: Console) -> None:
    """Print an answer as a table: numbers to the right, NULL as such, text as it is."""
    limit = SHOWN_ROWS if console.is_terminal else len(answer.rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(answer.columns):
        is_number = all(isinstance(row[number], int | float | None) for row in answer.rows)
        table.add_column(Text(name), justify="right" if is_number else "left", no_wrap=not console.is_terminal)
    for row in answer.rows[:limit]:
        table.add_row(*(Text("NULL", style="dim") if value is None else Text(str(value)) for value in row))
    console.print(table)
    if len(answer.rows) > limit:
        console.print(Text(f"{limit:,} of {len(answer.rows):,} rows; `| cat` shows all"))


def _answer(connection: Connection, statement: str) -> Answer:
    if statement == ".tables":
        return ask(connection, "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite_%' order by name")
    if statement.startswith("."):
        raise UsageError(f"no command {statement}: {HELP}")
    return ask(connection, statement)


def _is_quit(statement: str) -> bool:
    return statement in (".quit", ".exit")


def _typed() -> Iterator[str]:
    while True:
        try:
            yield input("sql> ") + "\n"
        except EOFError:
            return
