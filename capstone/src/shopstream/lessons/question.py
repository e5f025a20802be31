"""A question as its author writes it: a prompt, what is right, and what goes wrong, each mistake with the sentence that a learner reads."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from shopstream.errors import LessonError

Answer = TypeVar("Answer")
Data = TypeVar("Data")

MOST_SEEDS = 500
"""So many seeds are tried for data on which every mistake shows."""


@dataclass(frozen=True)
class Mistake(Generic[Answer]):
    """A typical wrong answer, and what to say to whoever gives it. ``is_hidden``: it shows on unseen data alone."""

    answer: Answer
    diagnosis: str
    is_hidden: bool = False


class Refusal(str):
    """What is said of an answer that does not run. It is a result as well: a mistake may end there."""


@dataclass(eq=False)
class Question(ABC, Generic[Answer, Data]):
    """What is asked, and every answer that is known.

    The first right answer is the solution. ``shown`` is the data that a learner sees, or a function that makes them from the seed of
    the learner's shop; ``unseen`` makes other data from a seed, on which an answer that holds a number from the shown data fails.
    """

    prompt: str
    level: Literal["core", "stretch"] = field(kw_only=True)
    hints: tuple[str, str] = field(kw_only=True)
    right: list[Answer] = field(default_factory=list, init=False)
    mistakes: list[Mistake[Answer]] = field(default_factory=list, init=False)
    shown: Data | Callable[[int], Data] | None = field(default=None, init=False)
    unseen: Callable[[int], Data] | None = field(default=None, init=False)

    def data(self, *, shown: Data | Callable[[int], Data], unseen: Callable[[int], Data]) -> None:
        """Say on what the answers run."""
        self.shown, self.unseen = shown, unseen

    def shown_data(self, seed: int) -> Data:
        """The data that a learner sees whose shop has this seed."""
        return self.shown(seed) if callable(self.shown) else self.shown

    @abstractmethod
    def run(self, answer: Answer, data: Data) -> object:
        """What an answer gives on a copy of the data, in a form in which equal results are equal.

        Raises:
            NotImplementedError: the answer is not written yet.
        """

    def complaint(self, result: object, data: Data) -> str | None:
        """What to say of a result that is wrong in a way that no mistake stands for; None where there is nothing to say."""
        return None

    def expected(self, data: Data) -> object:
        """What the solution gives."""
        return self.run(self.right[0], data)

    def diagnosis(self, result: object, data: Data) -> str | None:
        """The sentence of the mistake that gives this result."""
        return next((mistake.diagnosis for mistake in self.mistakes if self.outcome(mistake.answer, data) == result), None)

    def outcome(self, answer: Answer, data: Data) -> object:
        """What an answer gives, or the kind of error in which it ends: that, too, tells it from others."""
        try:
            return self.run(answer, data)
        except Exception as error:
            return type(error)

    def fit(self, seed: int) -> Data:
        """Unseen data on which every mistake shows: of the first seed from this one on.

        Raises:
            LessonError: no such data among many seeds.
        """
        for data in map(self.unseen, range(seed, seed + MOST_SEEDS)):
            expected = self.expected(data)
            if all(self.outcome(mistake.answer, data) != expected for mistake in self.mistakes):
                return data
        raise LessonError(f"no data on which each mistake shows, for {MOST_SEEDS} seeds from {seed} on: {self.prompt.splitlines()[0]}")


class PythonQuestion(Question[Callable, Sequence]):
    """A question that is answered by a function. The data are its arguments; results are compared by ``==``."""

    def solution(self, function: Callable) -> Callable:
        """Decorate the answer that the course gives."""
        self.right.insert(0, function)
        return function

    def also_right(self, function: Callable) -> Callable:
        """Decorate another right answer."""
        self.right.append(function)
        return function

    def mistake(self, diagnosis: str) -> Callable[[Callable], Callable]:
        """Decorate a wrong answer."""

        def keep(function: Callable) -> Callable:
            self.mistakes.append(Mistake(function, diagnosis))
            return function

        return keep

    def run(self, answer: Callable, data: Sequence) -> object:
        return answer(*deepcopy(data))

    def complaint(self, result: object, data: Sequence) -> str | None:
        return "Your function gives nothing back: end it with `return`." if result is None else None
