"""Statements are judged by what they leave: what it holds, what it accepts, what it refuses."""

import sqlite3
from contextlib import closing

import pytest
from shopstream.lessons import Probe, ScriptQuestion, Status, check
from shopstream.lessons.script import LoadedTwice


def empty(seed: int = 0) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table customer (customer_id integer primary key not null)")
        connection.executemany("insert into customer values (?)", [(seed + number,) for number in (1, 2)])
        connection.commit()
        return connection.serialize()


RIGHT = "create table sale (sale_id integer primary key not null, customer_id integer not null references customer, cents integer not null)"


@pytest.fixture
def question():
    asked = ScriptQuestion(
        "Make the table of sales.",
        level="core",
        hints=("What must never be in it?", "not null, references"),
        probes=[
            Probe(
                "a sale of a customer who is there",
                "insert into sale (sale_id, customer_id, cents) select 1, max(customer_id), 5 from customer",
            ),
            Probe("a sale of a customer who is not there", "insert into sale (sale_id, customer_id, cents) values (1, 99, 5)"),
            Probe(
                "a sale without an amount", "insert into sale (sale_id, customer_id, cents) select 1, max(customer_id), null from customer"
            ),
            Probe("how many sales there are", "select count(*) from sale"),
        ],
    )
    asked.data(shown=empty(), unseen=empty)
    asked.solution(RIGHT)
    asked.also_right(
        "create table sale (cents int not null, customer_id int not null, sale_id int primary key, "
        "foreign key (customer_id) references customer)"
    )
    asked.mistake("Your sales may be of nobody: say `references`.", RIGHT.replace(" references customer", ""))
    asked.mistake("Your amounts may be missing: say `not null`.", RIGHT.replace("cents integer not null", "cents integer"))
    return asked


def test_several_designs_are_right(question):
    assert [check(question, script).status for script in question.right] == [Status.RIGHT, Status.RIGHT]


def test_each_mistake_gets_its_own_sentence(question):
    assert [check(question, mistake.answer).message for mistake in question.mistakes] == [
        mistake.diagnosis for mistake in question.mistakes
    ]


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("create table sales (sale_id integer)", "Tried: a sale of a customer who is there. SQLite says: no such table: sale."),
        (
            RIGHT.replace("cents integer not null", "cents integer not null check (cents > 10)"),
            "Tried: a sale of a customer who is there. It is refused, and should be accepted.",
        ),
        (
            RIGHT + "; insert into sale select 7, min(customer_id), 3 from customer",
            "Tried: how many sales there are. It is 1, and should be 0.",
        ),
        ("begin; " + RIGHT, "Tried: a sale of a customer who is there. SQLite says: no such table: sale."),
        ("create tabel sale (sale_id)", 'SQLite says: near "tabel": syntax error.'),
        (
            RIGHT.replace("references customer", "references buyer"),
            "Tried: a sale of a customer who is there. SQLite says: no such table: main.buyer. "
            "Does a `references` of yours point to it? It has to be there.",
        ),
        ("drop table customer; " + RIGHT, "Tried: a sale of a customer who is there. SQLite says: no such table: customer."),
    ],
)
def test_another_wrong_answer_hears_what_was_tried(question, script, sentence):
    assert check(question, script).message == sentence


def test_a_script_that_is_not_written_is_not_attempted(question):
    assert check(question, "-- your table\n").status == Status.NOT_ATTEMPTED


def test_a_probe_leaves_nothing_for_the_next(question):
    question.probes = [question.probes[0], question.probes[0], question.probes[3]]
    assert question.run(RIGHT, empty()) == ("accepted", "accepted", ((0,),))


def test_a_load_is_right_after_the_first_run_and_after_the_second():
    load = LoadedTwice("Load the sale.", level="core", hints=("a", "b"), probes=[Probe("the sales", "select sale_id from sale")])
    load.data(shown=with_sales(), unseen=lambda seed: with_sales())
    load.solution("insert or ignore into sale values (7, 3)")
    load.mistake("Twice is two rows.", "insert into sale select count(*) + 7, 3 from sale")
    load.mistake("Only the second run makes it right.", "insert into sale select 7, 3 from note; insert into note values (1)")
    assert check(load, load.right[0]).status is Status.RIGHT
    assert [check(load, mistake.answer).message for mistake in load.mistakes] == [mistake.diagnosis for mistake in load.mistakes]


def with_sales() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("create table sale (sale_id integer primary key, cents integer); create table note (note_id integer)")
        return connection.serialize()
