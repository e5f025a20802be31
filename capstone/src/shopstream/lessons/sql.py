"""Questions that are answered by one query. It runs on a copy of a database in memory, so nothing that it does lasts."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from shopstream.errors import AnswerError
from shopstream.lessons.question import Mistake, Question, Refusal

PATIENCE_SECONDS = 10.0
"""Of the processor's time: a busy machine stops nobody earlier."""

STEPS_BETWEEN_LOOKS = 10_000
MOST_ROWS = 100_000

FORBIDDEN = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
"""An answer reaches no file."""

REASONS = {
    "misuse of aggregate": " `where` looks at single rows, before there are groups. A condition on a group stands in `having`.",
    "misuse of window": " `where` comes before windows are computed. Put the query in brackets, or in a `with`, and filter outside.",
    "ambiguous column": " More than one table of your query has a column of that name: say which you mean, such as `o.order_id`.",
}
"""What a learner is told beside SQLite's words, by how these begin."""


@dataclass(frozen=True)
class Rows:
    """What a query gives. Equal are the same columns, whatever their case and order, and the same rows, as often.

    ``in_order``: the order of the rows counts, too.
    """

    columns: tuple[str, ...]
    values: tuple[tuple, ...]
    in_order: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self.form == other.form

    def __hash__(self) -> int:
        return hash(self.columns)

    @cached_property
    def form(self) -> tuple:
        """What makes two results equal."""
        names = [name.lower() for name in self.columns]
        order = sorted(range(len(names)), key=names.__getitem__)
        values = [tuple(row[position] for position in order) for row in self.values]
        return tuple(names[position] for position in order), values if self.in_order else Counter(values)


class StatementQuestion(Question[str, bytes]):
    """A question that is answered in SQL, on a database given as the bytes that ``sqlite3.Connection.serialize`` makes."""

    def solution(self, sql: str) -> None:
        """The answer that the course gives."""
        self.right.insert(0, sql)

    def also_right(self, sql: str) -> None:
        """Another right answer."""
        self.right.append(sql)

    def mistake(self, diagnosis: str, sql: str, *, is_hidden: bool = False) -> None:
        """A wrong answer, and what to say to whoever gives it. ``is_hidden``: it shows on unseen data alone."""
        self.mistakes.append(Mistake(sql, diagnosis, is_hidden))

    def outcome(self, answer: str, data: bytes) -> object:
        """As for each question; what the author's answers give is kept, since each verdict asks for it."""
        return _outcome(self, answer, data)

    def expected(self, data: bytes) -> object:
        return self.outcome(self.right[0], data)


@lru_cache(maxsize=64)
def _outcome(question: StatementQuestion, answer: str, data: bytes) -> object:
    return Question.outcome(question, answer, data)


@dataclass(eq=False)
class SqlQuestion(StatementQuestion):
    """A question that is answered by one query. ``in_order``: the prompt asks for an order."""

    in_order: bool = field(default=False, kw_only=True)

    def run(self, answer: str, data: bytes) -> Rows | Refusal:
        try:
            columns, values = run_query(answer, data)
        except AnswerError as refusal:
            return Refusal(refusal)
        return Rows(columns, values, self.in_order)

    def complaint(self, result: Rows, data: bytes) -> str:
        """What is wrong with a result, as far as the rows can say: names, order, number of rows, one row of the learner's."""
        expected = self.expected(data)
        if len(result.columns) != len(expected.columns):
            return f"Your result has {_count(len(result.columns), 'column')}; asked for: {', '.join(expected.columns)}."
        if result.form[0] != expected.form[0]:
            return f"Your columns are called {', '.join(result.columns)}; asked for: {', '.join(expected.columns)}."
        wrong = counted(result) - counted(expected)
        if self.in_order and len(result.values) == len(expected.values) and not wrong:
            return "The rows are right, their order is not: which `order by` does the question ask for?"
        return f"{_size(len(result.values), len(expected.values))}{_example(result, wrong)}"


def counted(rows: Rows) -> Counter:
    """How often each row is there, with its columns in the order of their names."""
    return Counter(map(tuple, rows.form[1])) if rows.in_order else rows.form[1]


def _size(got: int, wanted: int) -> str:
    return "" if got == wanted else f"Your result has {_count(got, 'row')}; {wanted:,} would be right. "


def _example(result: Rows, wrong: Counter) -> str:
    """One row that is not right, named by its columns; in a result of one row, that one."""
    if not wrong:
        return "All of your rows are right ones; others are missing."
    columns, first = result.form[0], next(iter(wrong))
    told = ", ".join(f"{name} {'NULL' if value is None else value}" for name, value in zip(columns, first, strict=True))
    if len(result.values) == 1:
        return f"Not right: {told}."
    right = len(result.values) - wrong.total()
    if right == 0:
        return f"None of your {len(result.values):,} rows is right; one of them: {told}."
    return f"{right:,} of your {len(result.values):,} rows {'is' if right == 1 else 'are'} right. This one is not: {told}."


def run_query(query: str, data: bytes) -> tuple[tuple[str, ...], tuple[tuple, ...]]:
    """Columns and rows of one statement, on a copy of a database.

    Raises:
        NotImplementedError: there is nothing but blanks and comments.
        AnswerError: it takes too long, gives too much, gives nothing, or is no SQL; the message is for the learner.
    """
    with on_a_copy(data) as connection:
        connection.execute("pragma query_only = on")
        cursor = connection.execute(query)
        values = cursor.fetchmany(MOST_ROWS + 1)
        if cursor.description is None:
            if not is_attempted(query):
                raise NotImplementedError
            raise AnswerError("Your statement gives no rows: this question asks for a `select`.")
        if len(values) > MOST_ROWS:
            raise AnswerError(f"Your query gives more than {MOST_ROWS:,} rows: does a join lack its condition?")
        return tuple(column[0] for column in cursor.description), tuple(values)


@contextmanager
def on_a_copy(data: bytes) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of a database in memory, which holds foreign keys, reaches no file and stops after a while.

    Raises:
        AnswerError: what SQLite refuses in the block, as a sentence for the learner.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        connection.execute("pragma foreign_keys = on")
        connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_DENY if action in FORBIDDEN else sqlite3.SQLITE_OK)
        deadline = time.thread_time() + PATIENCE_SECONDS
        connection.set_progress_handler(lambda: time.thread_time() > deadline, STEPS_BETWEEN_LOOKS)
        try:
            yield connection
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise AnswerError(_refusal(error)) from None


def is_attempted(query: str) -> bool:
    """Whether there is more than blanks, semicolons and comments."""
    lines = [line.split("--", 1)[0] for line in query.splitlines()]
    return bool("".join(lines).strip(" ;\t\n"))


def _refusal(error: Exception) -> str:
    text = str(error)
    if text == "interrupted":
        return (
            f"Your query was stopped after {PATIENCE_SECONDS:.0f} seconds of work: does a join lack its condition, or a recursion its end? "
            "Or does it read a whole table again for each row?"
        )
    if "one statement at a time" in text:
        return "There is more than one statement: give one query, with at most one semicolon at its end."
    if text == "attempt to write a readonly database":
        return "Your statement would change the shop: this question asks for a `select`."
    if text == "not authorized":
        return "An answer cannot open other databases: ask the tables of the shop."
    reason = next((told for start, told in REASONS.items() if text.startswith(start)), "")
    return f"SQLite says: {text.rstrip('.')}.{reason}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
