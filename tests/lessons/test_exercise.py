"""An exercise in a learner's hands, and what is written down of it."""

import json

import pytest
from shopstream.errors import LessonError, NotAttempted
from shopstream.lessons import exercise, records
from shopstream.lessons.exercises import Exercise
from shopstream.lessons.progress import standings
from shopstream.lessons.records import Record

from .late_data import QUESTIONS, highest_version_wins, largest_wins

RIGHT = "select count(*) as orders from order_fact"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A checkout with a folder of copies, in which the notebook runs."""
    folder = tmp_path / "work" / "week1_sql"
    folder.mkdir(parents=True)
    monkeypatch.setattr(records, "root", lambda: tmp_path)
    monkeypatch.chdir(folder)
    return tmp_path / "work"


@pytest.fixture
def q(monkeypatch):
    return Exercise("2.10", QUESTIONS, seed=7)


def test_an_exercise_names_its_questions(q):
    assert repr(q) == "exercise 2.10: lost_orders, waits, page"
    assert {"lost_orders", "waits", "page"} <= set(dir(q))
    with pytest.raises(LessonError, match="no question 'pages': it has lost_orders, waits, page"):
        _ = q.pages


def test_an_exercise_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(LessonError, match=r"no exercise '9.99': there are 1.00"):
        exercise("9.99")


def test_a_function_is_checked(q):
    assert repr(q.page.check(highest_version_wins)) == "Right."
    assert repr(q.page.check(largest_wins)).startswith("Not yet. You keep the largest total.")


def test_a_function_that_is_not_written_stops_the_notebook(q):
    def page(messages):
        raise NotImplementedError("write your code here")

    with pytest.raises(NotAttempted, match="write your code here"):
        q.page.check(page)


def test_the_second_hint_says_more_and_is_the_last(q, capsys):
    for _ in range(3):
        q.page.hint()
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Hint 1 of 2", "Hint 2 of 2", "Hint 2 of 2"]


def test_the_solution_is_shown_without_its_decorator(q, capsys):
    q.page.solution()
    assert capsys.readouterr().out.startswith("def highest_version_wins(messages):\n    newest = {}\n")


def test_a_release_without_solutions_shows_none(q, capsys, monkeypatch):
    monkeypatch.setattr("shopstream.lessons.exercises.has_solutions", lambda: False)
    q.page.solution()
    assert capsys.readouterr().out == "This release has no solutions: ask whoever gave it to you.\n"


def test_what_a_learner_answers_in_a_copy_is_written_down(work):
    q = exercise("1.00")
    q.orders.check("select 1 as orders")
    q.orders.check(RIGHT)
    assert list(records.read(work)) == [Record("1.00", "orders", "Not yet"), Record("1.00", "orders", "Right")]


def test_what_the_courses_own_notebooks_answer_is_not(work, monkeypatch):
    monkeypatch.chdir(work.parent)
    exercise("1.00").orders.check(RIGHT)
    assert list(records.read(work)) == []


def test_a_record_that_a_crash_cut_off_is_passed_over(work):
    whole = json.dumps({"exercise": "1.00", "question": "orders", "status": "Right"})
    (work / records.FILE).write_text(f'{whole}\n{whole[:20]}\n{{"other": 1}}\n{whole}\n')
    assert len(list(records.read(work))) == 2


def test_what_was_right_once_is_solved_and_what_is_gone_counts_nothing():
    kept = [Record("1.00", "orders", "Right"), Record("1.00", "orders", "Not yet"), Record("1.00", "gone", "Right")]
    first = standings(kept)[0]
    assert (first.exercise, first.solved) == ("1.00", 1)
    assert first.next_question != "orders"
    assert standings([])[0].next_question == "orders"
