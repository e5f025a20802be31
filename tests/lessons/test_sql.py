"""A query is judged by its rows, on copies: by nothing that it says, and with no trace of what it does."""

import sqlite3
from contextlib import closing
from random import Random

import pytest
from shopstream.lessons import SqlQuestion, Status, check, sql

MISUSED = (
    "SQLite says: misuse of aggregate: sum(). `where` looks at single rows, before there are groups. "
    "A condition on a group stands in `having`."
)
AMBIGUOUS = (
    "SQLite says: ambiguous column name: city. More than one table of your query has a column of that name: "
    "say which you mean, such as `o.order_id`."
)

SHOWN = [(1, "Bergen", 500), (2, "Bergen", 500), (3, "Cork", 1_200), (4, None, 900)]


def shop(rows) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table sale (order_id integer, city text, cents integer)")
        connection.executemany("insert into sale values (?, ?, ?)", rows)
        connection.commit()
        return connection.serialize()


def any_shop(seed: int) -> bytes:
    rng = Random(seed)
    return shop([(number, rng.choice(["Bergen", "Cork", None]), rng.randrange(100, 900)) for number in range(1, 30)])


@pytest.fixture(params=[False, True], ids=["any order", "in order"])
def question(request):
    asked = SqlQuestion("Cents of each city?", level="core", hints=("A row for each what?", "group by"), in_order=request.param)
    asked.data(shown=shop(SHOWN), unseen=any_shop)
    asked.solution("select city, sum(cents) as cents from sale group by city order by city")
    asked.also_right("select distinct city, sum(cents) over (partition by city) as cents from sale order by city")
    asked.mistake(
        "Equal amounts fall together.", "select city, sum(distinct cents) as cents from sale where order_id < 4 group by city order by 1"
    )
    asked.mistake(
        "The sales without a city are gone.", "select city, sum(cents) as cents from sale where city <> '' group by city order by 1"
    )
    return asked


def test_each_right_answer_is_right(question):
    assert [check(question, query).status for query in question.right] == [Status.RIGHT, Status.RIGHT]


def test_each_mistake_gets_its_own_sentence(question):
    assert [check(question, mistake.answer).message for mistake in question.mistakes] == [
        mistake.diagnosis for mistake in question.mistakes
    ]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT SUM(cents) AS Cents, CITY FROM sale GROUP BY city ORDER BY city;", id="other case, other order of columns"),
        pytest.param("-- by city\nselect city, sum(cents) as cents from sale group by 1 order by 1 -- done", id="comments"),
        pytest.param(
            "with s as (select * from sale) select city, total(cents) as cents from s group by city order by city", id="12.0 is 12"
        ),
    ],
)
def test_how_a_query_is_written_does_not_count(question, query):
    assert check(question, query).status == Status.RIGHT


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "select city, sum(cents) from sale group by city order by city",
            "Your columns are called city, sum(cents); asked for: city, cents.",
        ),
        ("select city from sale", "Your result has 1 column; asked for: city, cents."),
        ("select city, cents from sale where order_id = 1", "Your result has 1 row; 3 would be right. Not right: cents 500, city Bergen."),
        (
            "select city, sum(cents) as cents from sale where city < 'D' and cents < 1200 group by city",
            "Your result has 1 row; 3 would be right. All of your rows are right ones; others are missing.",
        ),
        (
            "select city, max(cents) as cents from sale group by city order by city",
            "2 of your 3 rows are right. This one is not: cents 500, city Bergen.",
        ),
        ("select 'all' as city, sum(cents) as cents from sale where sum(cents) > 1", MISUSED),
        ("select city, a.cents from sale as a, sale as b", AMBIGUOUS),
        ("select city, sum(cents) as cents from sales group by city", "SQLite says: no such table: sales."),
        ("selec city", 'SQLite says: near "selec": syntax error.'),
        ("select 1; select 2", "There is more than one statement: give one query, with at most one semicolon at its end."),
        ("drop table sale", "Your statement would change the shop: this question asks for a `select`."),
        ("attach 'other.db' as other", "An answer cannot open other databases: ask the tables of the shop."),
        (
            "select city, :cents as cents from sale",
            "SQLite says: Incorrect number of bindings supplied. The current statement uses 1, and there are 0 supplied.",
        ),
    ],
)
def test_what_else_is_wrong_is_said_in_a_sentence(question, query, sentence):
    assert check(question, query).message == sentence


@pytest.mark.parametrize("query", ["", "  \n", "-- write your query here", ";"])
def test_a_query_that_is_not_written_is_not_attempted(question, query):
    assert check(question, query).status == Status.NOT_ATTEMPTED


def test_an_order_that_was_asked_for_counts(question):
    verdict = check(question, "select city, sum(cents) as cents from sale group by city order by city desc")
    assert verdict.status == (Status.NOT_YET if question.in_order else Status.RIGHT)
    assert ("their order is not" in verdict.message) == question.in_order


def test_numbers_written_by_hand_are_found_out(question):
    known = "select null as city, 900 as cents union all select 'Bergen', 1000 union all select 'Cork', 1200"
    assert "have not seen" in check(question, known).message


def test_what_an_answer_destroys_is_there_for_the_next(question):
    for statement in ("drop table sale", "delete from sale returning city, cents", "update sale set cents = 0"):
        check(question, statement)
    assert check(question, question.right[0]).status == Status.RIGHT


def test_an_endless_query_is_stopped_with_a_kind_word(question, monkeypatch):
    monkeypatch.setattr(sql, "PATIENCE_SECONDS", 0.05)
    endless = "with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) as cents, max(i) as city from n"
    assert check(question, endless).message.startswith("Your query was stopped after")


def test_a_mistake_may_end_in_a_refusal(question):
    question.mistake(
        "`where` comes before the groups: it knows no sum. Ask groups with `having`.",
        "select city, sum(cents) as cents from sale where sum(cents) > 0 group by city order by city",
    )
    assert check(question, "select city, 1 as cents from sale where sum(cents) > 5 group by city").message.startswith(
        "`where` comes before"
    )
    assert check(question, "select city, cents from sales").message == "SQLite says: no such table: sales."


def test_a_refusal_on_the_unseen_rows_alone_is_told_as_it_is(question):
    too_many = "select city, sum(cents) as cents, count(*) as n from sale group by city"
    only_there = "select city, sum(cents) as cents from sale group by city having json(iif(count(*) > 4, '[', '[]')) > '' order by city"
    assert check(question, too_many).message.startswith("Your result has 3 columns")
    assert check(question, only_there).message == "SQLite says: malformed JSON."


def test_a_query_that_gives_too_much_is_stopped(question, monkeypatch):
    monkeypatch.setattr(sql, "MOST_ROWS", 10)
    assert "more than 10 rows" in check(question, "select a.city, b.cents from sale as a, sale as b").message
