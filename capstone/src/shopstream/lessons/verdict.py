"""Not attempted, not yet, or right: what an answer is, and the words for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from shopstream.errors import AnswerError
from shopstream.lessons.question import Question

UNSEEN_SEED = 1
LONGEST = 200
"""So many characters of a learner's result are shown."""

LOOK = "Walk through the rows with a pencil: where do you first disagree with yourself?"
HARD_CODED = "Right on the rows that you see, wrong on rows that you have not seen. Does your answer hold a number from these rows?"


class Status(StrEnum):
    NOT_ATTEMPTED = "Not attempted"
    NOT_YET = "Not yet"
    RIGHT = "Right"


@dataclass(frozen=True)
class Verdict:
    """What an answer is. ``str(verdict)`` is what the learner reads."""

    status: Status
    message: str = ""

    def __str__(self) -> str:
        return f"{self.status}. {self.message}".rstrip()


def check(question: Question, answer, *, seed: int = UNSEEN_SEED) -> Verdict:
    """Run an answer on the data that the learner sees, then on data that nobody has seen. Only its results count."""
    for data, is_shown in _cases(question, seed):
        try:
            result = question.run(answer, data)
        except NotImplementedError:
            return Verdict(Status.NOT_ATTEMPTED, "Write your code here, in place of the line that raises this.")
        except AnswerError as refusal:
            return Verdict(Status.NOT_YET, str(refusal))
        except Exception as error:  # the learner's own, whatever it is
            return Verdict(Status.NOT_YET, f"Your answer ends in {type(error).__name__}: {error}")
        if result != question.expected(data):
            told = _first_look(question, result) if is_shown else HARD_CODED
            return Verdict(Status.NOT_YET, question.diagnosis(result, data) or told)
    return Verdict(Status.RIGHT)


def _cases(question: Question, seed: int) -> Iterator[tuple[object, bool]]:
    yield question.shown, True
    yield question.fit(seed), False  # made only for an answer that has come so far


def _first_look(question: Question, result: object) -> str:
    if complaint := question.complaint(result, question.shown):
        return complaint
    text = repr(result)
    return f"Your result: {text if len(text) <= LONGEST else f'{text[:LONGEST]} ...'}. {LOOK}"
