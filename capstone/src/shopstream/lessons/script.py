"""Questions that are answered by statements: what they have made is judged by how it behaves, never by its text."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from shopstream.errors import AnswerError
from shopstream.lessons.question import Refusal
from shopstream.lessons.sql import StatementQuestion, is_attempted, on_a_copy

ACCEPTED, REFUSED = "accepted", "refused"
SHOWN_ROWS = 3


@dataclass(frozen=True)
class Probe:
    """A statement that is tried on what an answer has made, and taken back.

    ``told`` says to a learner what it tries: "an order of a customer who is not there".
    """

    told: str
    statement: str


@dataclass(eq=False)
class ScriptQuestion(StatementQuestion):
    """A question on a database whose answer is one statement or several.

    Its result is the outcome of each probe; where SQLite refuses the answer itself, the one sentence that says so. A mistake may end there.
    """

    probes: Sequence[Probe] = field(kw_only=True)

    def run(self, answer: str, data: bytes) -> tuple | Refusal:
        if not is_attempted(answer):
            raise NotImplementedError
        try:
            with on_a_copy(data) as connection:
                run_script(connection, answer)
                return tuple(outcome(connection, probe) for probe in self.probes)
        except AnswerError as refusal:
            return Refusal(refusal)

    def complaint(self, result: tuple, data: bytes) -> str | None:
        """The first probe with another outcome than it should have."""
        pairs = zip(self.probes, result, self.expected(data), strict=True)
        return next((_complaint(probe, got, wanted) for probe, got, wanted in pairs if got != wanted), None)


class LoadedTwice(ScriptQuestion):
    """Its answer is run twice, as a load is after a crash. What it leaves must be right after either run: a second may heal a first."""

    def run(self, answer: str, data: bytes) -> tuple | Refusal:
        once = super().run(answer, data)
        return once if once != super().run(self.right[0], data) else super().run(f"{answer}\n;\n{answer}", data)


def run_script(connection: sqlite3.Connection, statements: str) -> None:
    """Run statements; what they begin and do not end is taken back, as nobody else would see it."""
    connection.executescript(statements)
    if connection.in_transaction:
        connection.rollback()


def outcome(connection: sqlite3.Connection, probe: Probe) -> object:
    """The rows of a probe that gives some, sorted; otherwise whether it is accepted. A table that is not there refuses all."""
    connection.execute("savepoint probe")
    try:
        cursor = connection.execute(probe.statement)
        rows = sorted(cursor.fetchall(), key=repr)
        return ACCEPTED if cursor.description is None else tuple(rows)
    except sqlite3.Error as error:
        is_missing = error.sqlite_errorcode == sqlite3.SQLITE_ERROR and str(error).startswith("no such")  # and no trigger's words
        return str(error) if is_missing else REFUSED
    finally:
        connection.execute("rollback to probe")
        connection.execute("release probe")


def _complaint(probe: Probe, got: object, wanted: object) -> str:
    if isinstance(got, str) and got.startswith("no such"):
        reason = " Does a `references` of yours point to it? It has to be there." if got.startswith("no such table: main.") else ""
        return f"Tried: {probe.told}. SQLite says: {got}.{reason}"
    if isinstance(got, tuple) and isinstance(wanted, tuple):
        got, wanted = _without(got, wanted), _without(wanted, got)  # of many rows those that differ
    return f"Tried: {probe.told}. It is {_shown(got)}, and should be {_shown(wanted)}."


def _without(rows: tuple, others: tuple) -> tuple:
    return tuple((Counter(rows) - Counter(others)).elements())


def _shown(found: object) -> str:
    if isinstance(found, str):
        return found
    return "; ".join(map(_row, found[:SHOWN_ROWS])) + (" ..." if len(found) > SHOWN_ROWS else "") if found else "no further row"


def _row(values: tuple) -> str:
    return ", ".join("NULL" if value is None else str(value) for value in values)
