"""A question knows what is right and what goes wrong: each answer gets its own verdict, by what it gives and nothing else."""

from itertools import combinations

import pytest
from shopstream.errors import LessonError
from shopstream.lessons import PythonQuestion, Status, Verdict, check

from .late_data import BY_HAND, QUESTIONS, ask_the_window, lost_orders

RIGHT = [pytest.param(question, answer, id=answer.__name__) for question in QUESTIONS.values() for answer in question.right]
WRONG = [pytest.param(question, mistake, id=mistake.answer.__name__) for question in QUESTIONS.values() for mistake in question.mistakes]


@pytest.fixture
def doubled():
    """A function that makes a question, with the mistakes that it is given."""

    def _doubled(*mistakes) -> PythonQuestion:
        question = PythonQuestion("Double it.", level="core", hints=("Twice what?", "n + n"))
        question.data(shown=(2,), unseen=lambda seed: (seed,))
        question.solution(lambda number: 2 * number)
        for function in mistakes:
            question.mistake("You squared it.")(function)
        return question

    return _doubled


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_each_right_answer_is_right(question, answer):
    assert check(question, answer) == Verdict(Status.RIGHT)


@pytest.mark.parametrize(("question", "mistake"), WRONG)
def test_each_mistake_gets_its_own_sentence(question, mistake):
    assert check(question, mistake.answer) == Verdict(Status.NOT_YET, mistake.diagnosis)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_no_two_mistakes_look_alike_on_the_data_used(question):
    results = [question.run(mistake.answer, question.shown) for mistake in question.mistakes]
    assert all(one != other for one, other in combinations(results, 2))


def test_an_answer_that_is_not_written_is_not_attempted():
    def untouched(orders, delay):
        raise NotImplementedError

    assert check(lost_orders, untouched).status == Status.NOT_ATTEMPTED


def test_an_answer_that_holds_a_number_of_the_shown_data_is_found_out():
    assert "have not seen" in check(lost_orders, lambda orders, delay: {6, 7, 11}).message


def test_an_unknown_wrong_answer_sees_its_result():
    assert "{1}" in check(lost_orders, lambda orders, delay: {1}).message


def test_a_long_result_is_cut():
    assert len(check(lost_orders, lambda orders, delay: set(range(100_000))).message) < 400


def test_a_function_that_returns_nothing_is_told_so():
    assert "return" in check(lost_orders, lambda orders, delay: None).message


def test_an_answer_that_fails_is_told_how():
    assert str(check(lost_orders, lambda orders, delay: orders[0].price)).startswith("Not yet. Your answer ends in AttributeError")


def test_an_answer_may_change_what_it_is_given():
    def greedy(orders, delay):
        result = ask_the_window(orders, delay)
        orders.clear()
        return result

    assert check(lost_orders, greedy).status == Status.RIGHT
    assert len(BY_HAND) == 11


def test_unseen_data_are_of_the_first_seed_on_which_every_mistake_shows(doubled):
    assert doubled(lambda number: number**2).fit(0) == (1,)  # 0 and 2 are their own doubles and squares
    assert doubled(lambda number: number**2).fit(2) == (3,)


def test_a_mistake_that_never_shows_is_an_error_of_the_author(doubled):
    with pytest.raises(LessonError, match=r"no data on which each mistake shows.*Double it\."):
        doubled(lambda number: number + number).fit(0)
