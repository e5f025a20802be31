"""An exercise as a learner holds it: ``q.fan_out.check(...)``, ``q.fan_out.hint()``, ``q.fan_out.solution()``."""

import inspect
import pkgutil
import textwrap
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module

from shopstream.errors import EnvironmentProblem, LessonError, NotAttempted
from shopstream.lessons import current, records
from shopstream.lessons.question import Question
from shopstream.lessons.verdict import Status, Verdict, check
from shopstream.local.checkout import root

WEEKS = {"1": "week1_sql"}
"""The package of each week's questions. In it ``q05_joins.py`` holds those of exercise 1.05."""


@dataclass
class Asked:
    """One question, as a learner asks it for a verdict, a hint, the solution."""

    exercise: str
    name: str
    question: Question = field(repr=False)
    seed: int
    hints_given: int = 0

    def check(self, answer) -> Verdict:
        """Say what an answer is: a function, or a query as text.

        Raises:
            NotAttempted: it is not written yet.
        """
        verdict = check(self.question, answer, shop_seed=self.seed)
        if verdict.status is Status.NOT_ATTEMPTED:
            raise NotAttempted("write your code here")
        records.keep(records.Record(self.exercise, self.name, verdict.status))
        return verdict

    def hint(self) -> None:
        """Print the next hint; the second one says more."""
        number = min(self.hints_given, len(self.question.hints) - 1)
        self.hints_given = number + 1
        print(f"Hint {number + 1} of {len(self.question.hints)}: {self.question.hints[number]}")

    def solution(self) -> None:
        """Print one right answer, unless this is a release without solutions."""
        print(source(self.question) if has_solutions() else "This release has no solutions: ask whoever gave it to you.")


class Exercise:
    """The questions of an exercise, each an attribute."""

    def __init__(self, id: str, questions: dict[str, Question], seed: int) -> None:
        self.id = id
        self.asked = {name: Asked(id, name, question, seed) for name, question in questions.items()}

    def named(self, name: str) -> Asked:
        """The question of a name.

        Raises:
            LessonError: there is none; the message names those that are.
        """
        if name not in self.asked:
            raise LessonError(f"exercise {self.id} has no question {name!r}: it has {', '.join(self.asked)}")
        return self.asked[name]

    def __getattr__(self, name: str) -> Asked:
        if name.startswith("_") or name == "asked":
            raise AttributeError(name)
        return self.named(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.asked]

    def __repr__(self) -> str:
        return f"exercise {self.id}: {', '.join(self.asked)}"


def exercise(id: str, *, seed: int = 7) -> Exercise:
    """The exercise of a lesson, such as "1.05". The next ``%%answer`` cells belong to it.

    Args:
        seed: of the shop that is asked, as given to ``open_shop``.

    Raises:
        LessonError: there is no such exercise.
    """
    current.exercise = Exercise(id, questions_of(id), seed)
    return current.exercise


def exercises() -> dict[str, str]:
    """The name of the module of each exercise, by id."""
    return {
        f"{week}.{name[1:].partition('_')[0]}": f"{package}.{name}"
        for week, package in WEEKS.items()
        for _, name, _ in pkgutil.iter_modules(import_module(f"{__package__}.{package}").__path__)
        if name.startswith("q")
    }


def questions_of(id: str) -> dict[str, Question]:
    """The questions of an exercise, by name, in the order in which they are written."""
    known = exercises()
    if id not in known:
        raise LessonError(f"there is no exercise {id!r}: there are {', '.join(known)}")
    module = import_module(f"{__package__}.{known[id]}")
    return {name: value for name, value in vars(module).items() if isinstance(value, Question)}


def has_solutions() -> bool:
    """Whether the solution notebooks are there. Without a checkout, as in a notebook of one's own, nothing is held back."""
    with suppress(EnvironmentProblem):
        return any(root().glob("week*/solutions"))
    return True


def source(question: Question) -> str:
    """The text of a question's solution."""
    answer = question.right[0]
    return textwrap.dedent(answer if isinstance(answer, str) else inspect.getsource(answer).partition("\n")[2]).strip()
