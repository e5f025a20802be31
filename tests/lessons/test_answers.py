"""What people answered who had not seen how it is checked: no right answer is refused, no wrong one accepted, most are told why.

``answers/1.05.toml`` holds two right and five wrong answers to each chosen question of exercise 1.05: a third of them, chosen by a
seed. Of a wrong one it says what is wrong with it (``error``), what the learner is told (``told``), and whether that is true and names
the error (``is_true``), as a reader judged it. Whoever changes a sentence judges it anew.
"""

import hashlib
import inspect
import math
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from shopstream.lessons import check
from shopstream.lessons.exercises import exercises, questions_of
from shopstream.lessons.question import PythonQuestion, Question
from shopstream.lessons.verdict import Status

FOLDER = Path(__file__).parent / "answers"
SEED = 7
SHARE_TOLD = 0.6


def chosen() -> dict[tuple[str, str], Question]:
    """The chosen questions, by exercise and name."""
    return {(exercise, name): questions_of(exercise)[name] for exercise in exercises() for name in _third(exercise)}


def _third(exercise: str) -> list[str]:
    """A third of the questions of an exercise, rounded up."""
    names = sorted(questions_of(exercise), key=lambda name: _draw(exercise, name))
    return names[: math.ceil(len(names) / 3)]


def _draw(exercise: str, name: str) -> bytes:
    return hashlib.sha256(f"{SEED} {exercise} {name}".encode()).digest()


GIVEN = {(path.stem, name): given for path in sorted(FOLDER.glob("*.toml")) for name, given in tomllib.loads(path.read_text()).items()}
QUESTIONS = [pytest.param(place, question, id=" ".join(place)) for place, question in chosen().items()]


def answer(question: Question, text: str) -> str | Callable:
    """What a learner hands in: the text of statements, or the function that the text defines."""
    if not isinstance(question, PythonQuestion):
        return text
    names: dict = {}
    exec(text, names)
    return [value for value in names.values() if inspect.isfunction(value)][-1]


def test_a_third_of_the_questions_was_answered_and_nothing_else():
    assert set(GIVEN) == set(chosen())
    assert all((len(given["right"]), len(given["wrong"])) == (2, 5) for given in GIVEN.values())


@pytest.mark.parametrize(("place", "question"), QUESTIONS)
def test_right_answers_are_right(place, question):
    for text in GIVEN[place]["right"]:
        assert check(question, answer(question, text)).status is Status.RIGHT, text


@pytest.mark.parametrize(("place", "question"), QUESTIONS)
def test_wrong_answers_are_told_what_a_reader_judged(place, question):
    for wrong in GIVEN[place]["wrong"]:
        verdict = check(question, answer(question, wrong["answer"]))
        assert (verdict.status, verdict.message) == (Status.NOT_YET, wrong["told"]), wrong["error"]


def test_most_wrong_answers_are_told_what_is_wrong():
    judged = [wrong["is_true"] for given in GIVEN.values() for wrong in given["wrong"]]
    assert sum(judged) >= SHARE_TOLD * len(judged)
