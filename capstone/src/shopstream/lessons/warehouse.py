"""Milestone 1: the tables that a learner designs. They are judged by what they do with rows, kept as a file, and filled with the shop."""

import sqlite3
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from shopstream.errors import AnswerError, LessonError
from shopstream.lessons import current, records
from shopstream.lessons.exercises import Asked, Exercise
from shopstream.lessons.figures import WIDTH
from shopstream.lessons.question import Refusal
from shopstream.lessons.script import Probe, ScriptQuestion, outcome, run_script
from shopstream.lessons.shop import SHOWN, Shop, engine_on, ledger_of, open_shop, shop_of, shown
from shopstream.lessons.sql import is_attempted, on_a_copy
from shopstream.lessons.verdict import Status, Verdict

FILE = "warehouse.sql"
SMALL = {"days": 3, "orders_per_day": 40}
MOST_TOLD = 4
"""So many kinds of faults are told at once."""

SENT = {
    "customer_dim": "customer_id, customer_name, location",
    "product_dim": "product_id, product_name, category",
    "date_dim": "date_on, weekday, is_weekend",
    "order_fact": "order_id, line_number, product_id, customer_id, quantity, order_date, order_amount_cents, session_id",
    "payment_fact": "order_id, amount_cents, is_captured, paid_at",
    "refund_fact": "refund_id, line_number, order_id, amount_cents, refunded_at",
    "interaction_fact": "session_id, customer_id, product_id, kind, event_at",
}
"""What the shop sends to each table, in the order in which they can be filled. Further columns the tables make themselves."""

Rows = Mapping[str, list[tuple]]


@dataclass(frozen=True)
class Try(Probe):
    """A probe that says why, to whoever's table does otherwise."""

    why: str


@dataclass(frozen=True)
class Loaded:
    """How many of the shop's rows a table refuses. ``first`` tells the first one, in words that hold a learner's own names."""

    refused: int
    first: str = field(default="", compare=False)


@dataclass(eq=False)
class Design(ScriptQuestion):
    """A question whose answer makes all tables of the shop. Its result: a ``Loaded`` for each table, then the outcome of each try.

    The tries are made on the tables filled with the shop that the data hold.
    """

    def run(self, answer: str, data: bytes) -> tuple | Refusal:
        if not is_attempted(answer):
            raise NotImplementedError
        return _tried(self, answer, data)

    def complaint(self, result: tuple, data: bytes) -> str | None:
        """The first column that is not there; the first of the shop's own rows that is refused; or a review of the tries."""
        loaded, tried = dict(zip(SENT, result, strict=False)), result[len(SENT) :]
        gone = [table for table in SENT if f"no such table: {table}" in tried]
        still = f"Still missing: {', '.join(gone)}.\n" if gone else ""
        for probe, got in zip(self.probes, tried, strict=True):
            if isinstance(got, str) and got.startswith("no such column"):
                return f"{still}Tried: {probe.told}. SQLite says: {got}."
        for table, rows in loaded.items():
            if rows.refused and "no such table" not in rows.first:
                return f"{still}The shop's own rows are good, and `{table}` refuses {rows.refused:,} of them. The first:\n{rows.first}."
        tries = zip(self.probes, tried, self.expected(data)[len(SENT) :], strict=True)
        faults = [(probe, got, wanted) for probe, got, wanted in tries if got != wanted and not str(got).startswith("no such")]
        return still + review([fault for fault in faults if not fault[0].told.startswith(tuple(gone))], len(self.probes))


def review(faults: Sequence[tuple[Try, object, object]], tries: int) -> str:
    """The first fault of each kind, a line for a kind."""
    kinds: dict[tuple, list[Try]] = {}
    for probe, got, wanted in faults:
        kinds.setdefault((probe.why, got, wanted), []).append(probe)
    told = [
        f"- {first.told}: {_shown(got)}, should be {_shown(wanted)}{f'; {len(others)} more of this kind' if others else ''}. {why}"
        for (why, got, wanted), (first, *others) in kinds.items()
    ]
    more = [f"and {len(told) - MOST_TOLD} more kinds"] if len(told) > MOST_TOLD else []
    head = f"{len(faults)} of {tries} tries went wrong:" if faults else "Nothing went wrong so far."
    return "\n".join([head, *(textwrap.fill(line, WIDTH, subsequent_indent="  ") for line in told[:MOST_TOLD]), *more])


@lru_cache(maxsize=256)  # a check runs dozens of designs, and runs them again for the next answer
def _tried(question: Design, answer: str, data: bytes) -> tuple | Refusal:
    try:
        with on_a_copy(empty()) as connection:
            run_script(connection, answer)
            loaded = tuple(filled(connection, rows_of(data)).values())
            return loaded + tuple(outcome(connection, probe) for probe in question.probes)
    except AnswerError as refusal:
        return Refusal(refusal)


@lru_cache(maxsize=1)
def empty() -> bytes:
    """A database without tables, serialised."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("pragma user_version = 1")  # of nothing at all SQLite makes no bytes
        return connection.serialize()


def rows_of(shop: bytes) -> Rows:
    """What the shop sends, from its own tables as a serialised database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(shop)
        return {table: connection.execute(f"select {columns} from {table} order by rowid").fetchall() for table, columns in SENT.items()}


def filled(connection: sqlite3.Connection, rows: Rows) -> dict[str, Loaded]:
    """Insert rows one by one, as a stream would; each table's refusals."""
    return {table: _fill(connection, table, values) for table, values in rows.items()}


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[tuple]) -> Loaded:
    columns = SENT[table].split(", ")
    statement = f"insert into {table} ({SENT[table]}) values ({', '.join('?' * len(columns))})"
    refused, first = 0, ""
    for row in rows:
        try:
            connection.execute(statement, row)
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise
            refused += 1
            first = first or f"{_row(columns, row)}\nSQLite says: {error}"
    return Loaded(refused, first)


def _row(columns: Iterable[str], row: tuple) -> str:
    told = (f"{column} {'NULL' if value is None else value}" for column, value in zip(columns, row, strict=True))
    return textwrap.fill(", ".join(told), WIDTH, initial_indent="  ", subsequent_indent="  ")


def _shown(found: object) -> str:
    return (
        found if isinstance(found, str) else "; ".join(", ".join("NULL" if value is None else str(value) for value in row) for row in found)
    )


@lru_cache(maxsize=16)
def small_shop(seed: int) -> bytes:
    """Three days of the shop, serialised: enough rows for tables to show what they refuse."""
    return shop_of(seed, "baskets", **SMALL)


def own_tables() -> str:
    """The statements that make the shop's own tables, as 1.07 to 1.11 use them."""
    return "\n".join(files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("shop.sql", "baskets.sql"))


@dataclass
class Kept(Asked):
    """A question whose right answer is kept: in ``text``, and beside a learner's copy of the notebook as ``warehouse.sql``."""

    text: str = ""

    def check(self, answer: str) -> Verdict:
        verdict = super().check(answer)
        if verdict.status is Status.RIGHT:
            self.text = answer
            keep(answer)
        return verdict


def keep(text: str) -> None:
    """Write the tables down, if the notebook is one of the learner's own copies and the disk allows it."""
    folder = records.work()
    if folder is None or not Path.cwd().resolve().is_relative_to(folder):
        return
    with suppress(OSError):
        Path(FILE).write_text(
            f"-- Kept by the exercise when it was right, and again whenever it is. Edit the cell, not this file.\n{text}", encoding="utf-8"
        )
        print(f"Your tables are kept beside this notebook: {FILE}")


def keep_schema(q: Exercise) -> Exercise:
    """The exercise, which from now on keeps the right answer to its question ``schema``."""
    q.asked["schema"] = Kept(**vars(q.schema))
    return q


def open_warehouse(q: Exercise) -> Shop:
    """The learner's own tables, filled with the shop; while there are none, the shop with its own. The next ``%%sql`` cells ask it.

    Raises:
        LessonError: the tables refuse a row of the shop, or SQLite refuses the tables; the message says which and why.
    """
    text, seed = q.schema.text or _file(), q.schema.seed
    if not text:
        print("Your tables are not right yet: here is the shop with its own.")
        return open_shop(seed, books="baskets")
    engine = engine_on(b"")
    connection = engine.raw_connection().driver_connection
    try:
        connection.executescript(text)
    except sqlite3.Error as error:
        raise LessonError(f"{FILE}: SQLite says: {error}") from None
    for table, rows in filled(connection, rows_of(shown(seed, "baskets"))).items():
        if rows.refused:
            raise LessonError(f"{FILE}: `{table}` refuses {rows.refused:,} rows of the shop. The first:\n{rows.first}")
    connection.commit()
    current.engine = engine
    print("Your own tables, filled with the shop.")
    return Shop(engine, ledger_of(seed, "baskets", **SHOWN))


def _file() -> str:
    return Path(FILE).read_text(encoding="utf-8") if Path(FILE).is_file() else ""
