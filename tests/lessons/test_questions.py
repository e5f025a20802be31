"""Every question of the course: right answers pass, each mistake gets its own sentence, and no two of them look alike."""

import pytest
from shopstream.lessons import check
from shopstream.lessons.exercises import exercises, questions_of
from shopstream.lessons.verdict import Status

SHOWN_SEEDS = (7, 11)
UNSEEN_SEEDS = (1, 2)

QUESTIONS = [
    pytest.param(question, id=f"{exercise} {name}") for exercise in exercises() for name, question in questions_of(exercise).items()
]

pytestmark = pytest.mark.parametrize("question", QUESTIONS, scope="module")
"""By module: all tests of one question come one after the other, while what its answers give is still kept."""


def test_it_has_two_ways_to_be_right_three_to_be_wrong_and_two_hints(question):
    assert len(question.right) >= 2
    assert len(question.mistakes) >= 3
    assert len(set(question.hints)) == 2
    assert question.level in ("core", "stretch")
    assert len({mistake.diagnosis for mistake in question.mistakes}) == len(question.mistakes)


def test_right_answers_are_right(question):
    for answer in question.right:
        for shown_seed, seed in zip(SHOWN_SEEDS, UNSEEN_SEEDS, strict=True):
            verdict = check(question, answer, shop_seed=shown_seed, seed=seed)
            assert verdict.status == Status.RIGHT, (answer, shown_seed, seed, verdict)


def test_each_mistake_is_named(question):
    for mistake in question.mistakes:
        verdict = check(question, mistake.answer, shop_seed=SHOWN_SEEDS[0])
        assert (verdict.status, verdict.message) == (Status.NOT_YET, mistake.diagnosis), mistake.answer


@pytest.mark.parametrize("seed", SHOWN_SEEDS)
def test_no_two_answers_look_alike(question, seed):
    data = question.shown_data(seed)
    visible = [mistake.answer for mistake in question.mistakes if not mistake.is_hidden]
    outcomes = [question.outcome(answer, data) for answer in (question.right[0], *visible)]
    for position, outcome in enumerate(outcomes):
        assert outcome not in outcomes[:position], (position, outcomes.index(outcome), question.prompt)
