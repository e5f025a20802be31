"""Work as it is counted, and questions whose answer must bring it down without changing what is answered."""

import sqlite3
from contextlib import closing

import pytest
from shopstream.errors import LessonError, SqlError
from shopstream.lessons import Probe, Status, check, current, open_database
from shopstream.lessons.work import Job, RewriteQuestion, WorkQuestion, pages_in_use, plans

ROWS = 2_000


def sales(seed: int = 0) -> bytes:
    """Sales of 100 customers; those of customer 7 are the rows whose number ends in 07."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table sale (sale_id integer primary key, customer_id integer not null, at text not null)")
        rows = [(seed * ROWS + number, number % 100, f"2026-11-{number % 28 + 1:02} 10:00") for number in range(ROWS)]
        connection.executemany("insert into sale values (?, ?, ?)", rows)
        connection.execute("create index by_time on sale (at)")
        connection.commit()
        return connection.serialize()


OF_7 = "select sale_id, at from sale where customer_id = 7"
A_DAY = "select count(*) as sales from sale where substr(at, 1, 10) = '2026-11-04'"


@pytest.fixture
def question():
    asked = WorkQuestion(
        "Make it a search.",
        level="core",
        hints=("Which column?", "create index"),
        jobs=[
            Job("the sales of customer 7", OF_7, times=10),
            Job("to load one", "insert into sale (customer_id, at) values (1, '2026-11-30')", times=0.1),
        ],
        probes=[Probe("how many sales there are", "select count(*) from sale")],
    )
    asked.data(shown=sales(), unseen=sales)
    asked.solution("create index by_customer on sale (customer_id)")
    asked.also_right("create index covering on sale (customer_id, at); analyze")
    asked.mistake("Your index begins with the time.", "create index late on sale (at, customer_id)")
    asked.mistake("Sales are gone.", "delete from sale where customer_id <> 7")
    return asked


def test_a_value_is_found_before_the_answer_runs():
    """Found after it, the newest sale would be another one, which is there."""
    job = Job("the newest", "select count(*) from sale where sale_id = ?", times=0.5, value="select max(sale_id) from sale")
    asked = WorkQuestion("Keep the rows.", level="core", hints=("a", "b"), jobs=[job])
    asked.data(shown=sales(), unseen=sales)
    asked.solution("create index by_customer on sale (customer_id)")
    assert asked.run(asked.right[0], sales()) == ("met",)
    assert asked.run("delete from sale where sale_id = (select max(sale_id) from sale)", sales())[0].is_same is False


def test_right_answers_are_alike_whatever_their_plans(question):
    assert [check(question, answer).status for answer in question.right] == [Status.RIGHT, Status.RIGHT]
    assert len({question.run(answer, sales()) for answer in question.right}) == 1


def test_each_mistake_gets_its_own_sentence(question):
    for mistake in question.mistakes:
        assert check(question, mistake.answer).message == mistake.diagnosis


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("create index by_customer on sales (customer_id)", "SQLite says: no such table: main.sales."),
        ("insert into sale values (999999, 8, '2026-11-30')", "Tried: how many sales there are. It is 2001, and should be 2000."),
        (
            "update sale set at = '2026-12-01' where sale_id = 7",
            "Tried: the sales of customer 7. It no longer gives what it gave before your statements.",
        ),
        ("begin; create index by_customer on sale (customer_id)", "Tried: the sales of customer 7. It takes"),
    ],
)
def test_another_wrong_answer_hears_what_was_tried(question, answer, sentence):
    question.mistakes.clear()
    assert check(question, answer).message.startswith(sentence)


def test_a_job_that_still_scans_is_told_with_its_way(question):
    question.mistakes.clear()
    assert "steps (scan sale), and should take at most" in check(question, "create table other (number integer)").message


def test_an_answer_that_is_not_written_is_not_attempted(question):
    assert check(question, "-- your index\n").status == Status.NOT_ATTEMPTED


@pytest.fixture
def rewriting():
    asked = RewriteQuestion("Let the index be used.", level="core", hints=("What does it hold?", "a range"), given=A_DAY, times=5)
    asked.data(shown=sales(), unseen=sales)
    asked.solution("select count(*) as sales from sale where at >= '2026-11-04' and at < '2026-11-05'")
    asked.also_right("select count(*) as sales from sale where at glob '2026-11-04*'")
    asked.mistake("No row is only a day.", "select count(*) as sales from sale where at = '2026-11-04'")
    return asked


def test_the_same_rows_in_fewer_steps_are_right(rewriting):
    assert [check(rewriting, answer).status for answer in rewriting.right] == [Status.RIGHT, Status.RIGHT]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (A_DAY, "The rows are right. It takes"),
        ("select count(*) as n from sale where at like '2026-11-04%'", "Your columns are called n; asked for: sales."),
        ("select count(*) as sales from sale where at = '2026-11-04'", "No row is only a day."),
        ("create index more on sale (at)", "Your statement would change the shop"),
    ],
)
def test_another_query_hears_what_it_lacks(rewriting, answer, sentence):
    assert check(rewriting, answer).message.startswith(sentence)


def test_plans_stand_below_their_comments_and_change_nothing(capsys):
    connection = open_database().raw_connection().driver_connection
    connection.executescript("create table sale (sale_id integer primary key); insert into sale values (1)")
    plans("-- all\nselect sale_id from sale;\n-- none left\ndelete from sale where sale_id + 0 = 1;")
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if not line.endswith("steps")] == ["-- all", "   scan sale", "-- none left", "   scan sale"]
    assert connection.execute("select count(*) from sale").fetchone() == (1,)


def test_plans_of_nonsense_and_without_a_shop_are_one_line():
    open_database()
    with pytest.raises(SqlError, match="no such table: missing"):
        plans("select 1 from missing")
    current.engine = None
    with pytest.raises(LessonError, match="run the cell with `open_shop` first"):
        plans("select 1")


def test_pages_that_a_dropped_index_leaves_do_not_count():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(sales())
        before = pages_in_use(connection)
        connection.execute("create index by_customer on sale (customer_id)")
        assert pages_in_use(connection) > before
        connection.execute("drop index by_customer")
        assert pages_in_use(connection) == before
