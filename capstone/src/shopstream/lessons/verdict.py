"""Not attempted, not yet, or right: what an answer is, and the words for it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from shopstream.errors import AnswerError
from shopstream.lessons.question import Question, Refusal

SHOWN_SEED, UNSEEN_SEED = 7, 1
LONGEST = 200
"""So many characters of a learner's result are shown."""

LOOK = "Walk through the rows with a pencil: where do you first disagree with yourself?"
HARD_CODED = "Right on the rows that you see, wrong on rows that you have not seen. Does your answer hold a number from these rows?"


class Status(StrEnum):
    NOT_ATTEMPTED = "Not attempted"
    NOT_YET = "Not yet"
    RIGHT = "Right"


@dataclass(frozen=True, repr=False)
class Verdict:
    """What an answer is, in the words that the learner reads; ``result`` is what it gives on the data that they see."""

    status: Status
    message: str = ""
    result: object = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"{self.status}. {self.message}".rstrip()


def check(question: Question, answer, *, shop_seed: int = SHOWN_SEED, seed: int = UNSEEN_SEED) -> Verdict:
    """Run an answer on the data that the learner sees, then on data that nobody has seen. Only its results count."""
    shown = question.shown_data(shop_seed)
    first = _judge(question, answer, shown)
    if first.status is not Status.RIGHT:
        return first
    second = _judge(question, answer, question.fit(seed), told=HARD_CODED)
    return replace(second, result=first.result)


def _judge(question: Question, answer, data, *, told: str | None = None) -> Verdict:
    """The verdict on some data. ``told``: what to say of a result that no mistake gives."""
    try:
        result = question.run(answer, data)
    except NotImplementedError:
        return Verdict(Status.NOT_ATTEMPTED, "Write your code here, in place of the line that raises this.")
    except AnswerError as refusal:
        return Verdict(Status.NOT_YET, str(refusal))
    except Exception as error:  # the learner's own, whatever it is
        return Verdict(Status.NOT_YET, f"Your answer ends in {type(error).__name__}: {error}")
    if result == question.expected(data):
        return Verdict(Status.RIGHT, result=result)
    if isinstance(result, Refusal):
        return Verdict(Status.NOT_YET, question.diagnosis(result, data) or str(result))
    return Verdict(Status.NOT_YET, question.diagnosis(result, data) or told or _first_look(question, result, data), result)


def _first_look(question: Question, result: object, data) -> str:
    if complaint := question.complaint(result, data):
        return complaint
    text = repr(result)
    return f"Your result: {text if len(text) <= LONGEST else f'{text[:LONGEST]} ...'}. {LOOK}"
