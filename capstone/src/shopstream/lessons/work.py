"""Work: plans of several statements one below the other, pages, and questions whose answer must make statements take fewer steps."""

import math
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import sqlparse

from shopstream.errors import AnswerError, LessonError, SqlError
from shopstream.lessons import current
from shopstream.lessons.plan import Plan, plan
from shopstream.lessons.question import Refusal
from shopstream.lessons.script import Probe, ScriptQuestion, outcome, run_script
from shopstream.lessons.sql import Rows, SqlQuestion, is_attempted, on_a_copy

MET = "met"
NAME = re.compile(r"(?:covering )?\bindex \w+")
SCAN_OF_INDEX = re.compile(r"^(\s*scan \S+) by covering index \w+$")
"""Whether a scan reads the table or a narrower index in its place depends on the version."""


@dataclass(frozen=True)
class Job:
    """A statement that the shop runs all day; what it changes is taken back.

    ``times``: so many times fewer steps it is to take after an answer. Below 1 it may take more: with 0.5 twice as many.
    ``value``: a query for the whole number that stands for ``?`` in the statement, asked before the answer runs.
    """

    told: str
    statement: str
    times: float
    value: str = "select 0"

    def on(self, connection: sqlite3.Connection) -> "Job":
        """The job with its value."""
        return replace(self, statement=self.statement.replace("?", str(int(connection.execute(self.value).fetchone()[0]))))


@dataclass(frozen=True)
class Missed:
    """A job that is not as it should be: whether its rows are the same, how they are found, how often its steps fell to a third."""

    is_same: bool
    way: tuple[str, ...]
    thirds: int
    steps: int = field(compare=False)
    most: float = field(compare=False)

    def __str__(self) -> str:
        if not self.is_same:
            return "It no longer gives what it gave before your statements."
        way = "; ".join(line.strip() for line in self.way)
        return f"It takes {self.steps:,} steps ({way}), and should take at most {self.most:,.0f}."


@dataclass(eq=False)
class WorkQuestion(ScriptQuestion):
    """A question whose answer is statements, such as `create index`. Its result: the outcome of each probe, and each job met or missed.

    All answers that meet each job are alike, whatever their plans. Steps differ a little from one version of SQLite to the next: choose
    ``times`` far from what right and wrong answers reach.
    """

    jobs: Sequence[Job] = field(kw_only=True)
    probes: Sequence[Probe] = field(default=(), kw_only=True)

    def run(self, answer: str, data: bytes) -> tuple | Refusal:
        if not is_attempted(answer):
            raise NotImplementedError
        before = as_found(data, tuple(self.jobs))
        try:
            with on_a_copy(data) as connection:
                run_script(connection, answer)
                probed = [outcome(connection, probe) for probe in self.probes]
                return (*probed, *(judged(job, old, measured(connection, job)) for job, old in before))
        except AnswerError as refusal:
            return Refusal(refusal)

    def complaint(self, result: tuple, data: bytes) -> str | None:
        """The first probe with another outcome, or the first job that was missed."""
        looks = ScriptQuestion(self.prompt, level=self.level, hints=self.hints, probes=self.probes)
        looks.solution(self.right[0])
        if self.probes and (told := looks.complaint(result[: len(self.probes)], data)):
            return told
        found = zip(self.jobs, result[len(self.probes) :], strict=True)
        return next((f"Tried: {job.told}. {missed}" for job, missed in found if missed != MET), None)


@dataclass(frozen=True, eq=False, repr=False)
class Worked(Rows):
    """The rows of a query; and where they are right and take too many steps, how they were found."""

    missed: Missed | None = None

    @cached_property
    def form(self) -> tuple:
        return *super().form, self.missed

    def __repr__(self) -> str:
        return repr(Rows(self.columns, self.values, self.in_order))


@dataclass(eq=False)
class RewriteQuestion(SqlQuestion):
    """A question whose answer is a query with the same rows as the given one, and ``times`` times fewer steps."""

    given: str = field(kw_only=True)
    times: float = field(kw_only=True)

    def run(self, answer: str, data: bytes) -> Worked | Refusal:
        rows = super().run(answer, data)
        if isinstance(rows, Refusal):
            return rows
        found = None if rows != super().run(self.given, data) else self._missed(answer, data)
        return Worked(rows.columns, rows.values, rows.in_order, found)

    def complaint(self, result: Worked, data: bytes) -> str | None:
        """What is to be said of the rows; and where these are right, of the work."""
        return f"The rows are right. {result.missed}" if result.missed else super().complaint(result, data)

    def _missed(self, answer: str, data: bytes) -> Missed | None:
        given = Job("the given query", self.given, self.times)
        with on_a_copy(data) as connection:
            found = judged(*as_found(data, (given,))[0], measured(connection, Job("the answer", answer, self.times)))
        return None if found == MET else found


def measured(connection: sqlite3.Connection, job: Job) -> tuple[object, Plan]:
    """What a job gives, how, and in how many steps."""
    return outcome(connection, Probe(job.told, job.statement)), plan(connection, job.statement)


@lru_cache(maxsize=8)
def as_found(data: bytes, jobs: tuple[Job, ...]) -> tuple[tuple[Job, tuple[object, Plan]], ...]:
    """Each job, and what it gives before anybody answers."""
    with on_a_copy(data) as connection:
        return tuple((known, measured(connection, known)) for known in [job.on(connection) for job in jobs])


def judged(job: Job, before: tuple[object, Plan], after: tuple[object, Plan]) -> Missed | str:
    """Whether a job gives the same, in few enough steps."""
    (old, was), (new, now) = before, after
    most = was.steps / job.times
    if old == new and now.steps <= most:
        return MET
    way = tuple(NAME.sub("index", SCAN_OF_INDEX.sub(r"\1", line)) for line in now.lines)
    return Missed(old == new, way, round(math.log(max(was.steps, 1) / max(now.steps, 1), 3)), now.steps, most)


def plans(text: str) -> None:
    """Print the plan of each statement in a text, below the comment that stands before it. What they change is taken back.

    Raises:
        LessonError: no shop is open.
        SqlError: what SQLite refuses.
    """
    if current.engine is None:
        raise LessonError("no shop is open: run the cell with `open_shop` first")
    connection = current.engine.raw_connection().driver_connection
    for statement in filter(is_attempted, sqlparse.split(text)):
        told = [line.strip() for line in statement.splitlines() if line.strip().startswith("--")]
        try:
            found = plan(connection, statement.rstrip("; \n"))
        except sqlite3.Error as error:
            raise SqlError(str(error)) from None
        print("\n".join([*told, *(f"   {line}" for line in str(found).splitlines())]))


def pages_in_use(connection: sqlite3.Connection) -> int:
    """How many pages a database needs for its tables and indexes; those that a dropped one left free do not count."""
    count, free = (connection.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
    return count - free
