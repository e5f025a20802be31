"""Indexes are judged by the work that queries take with them."""

import re
import sqlite3
from contextlib import closing

import pytest
from shopstream.lessons import Status, check
from shopstream.lessons.indexes import IndexQuestion, Wanted


def letters(seed: int) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table letter (letter_id integer primary key, person integer, sent integer, note text)")
        rows = [(number % 40, number // 40, f"{seed}") for number in range(2_000)]
        connection.executemany("insert into letter (person, sent, note) values (?, ?, ?)", rows)
        connection.commit()
        return connection.serialize()


@pytest.fixture
def question():
    asked = IndexQuestion(
        "Which index?",
        level="stretch",
        hints=("one", "two"),
        most=1,
        wanted=[
            Wanted("the letters of one person", "select note from letter where person = ?", "select max(person) from letter"),
            Wanted("one person's last letters", "select note from letter where person = ? and sent > 45", "select max(person) from letter"),
        ],
    )
    asked.data(shown=letters, unseen=letters)
    asked.solution("create index a on letter (person, sent)")
    return asked


@pytest.mark.parametrize("columns", ["person, sent", "person, sent desc, note"])
def test_an_index_that_leads_to_the_rows_is_right_whatever_it_is_called(question, columns):
    assert check(question, f"create index other on letter ({columns})").status == Status.RIGHT


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (
            "create index a on letter (sent, person)",
            r"do not give:\n- the letters of one person: [\d,]+ steps for 50 rows\.\n- one person's last letters: ",
        ),
        (
            "create index a on letter (person)",
            r"do not give:\n- one person's last letters: [\d,]+ steps for 4 rows\.$",
        ),
        (
            "create index a on letter (person, sent); create index b on letter (note)",
            r"^Every query finds its rows. You made 2 indexes, and 1 do: ",
        ),
        ("create index a on letters (person)", r"^SQLite says: no such table: main.letters\.$"),
    ],
)
def test_another_answer_hears_which_query_works_too_much(question, script, told):
    verdict = check(question, script)
    assert verdict.status == Status.NOT_YET
    assert re.search(told, verdict.message)


def test_nothing_is_not_attempted(question):
    assert check(question, "-- write your statements here").status == Status.NOT_ATTEMPTED
