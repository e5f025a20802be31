"""The case of lab 1: its causes are the whole difference, its suspects are innocent, and its answer is not to be read anywhere."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from shopstream.errors import UsageError
from shopstream.lessons import check, open_case
from shopstream.lessons.case import OWNER, causes_of, shown_case, unseen_case
from shopstream.lessons.sql import run_query
from shopstream.lessons.verdict import Status
from shopstream.lessons.week1_sql import qlab_missing_revenue as questions

SEEDS = (3, 7, 11)
CASES = [pytest.param(made, seed, id=f"{made.__name__} {seed}") for made in (shown_case, unseen_case) for seed in SEEDS]
of_any_case = pytest.mark.parametrize(("made", "seed"), CASES)
of_any_seed = pytest.mark.parametrize("seed", SEEDS)


@pytest.fixture
def made():
    """The case that a learner sees, where a test asks for no other."""
    return shown_case


@pytest.fixture
def case(seed: int, made) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(made(seed))
        connection.execute("pragma foreign_keys = on")
        yield connection


def answer(question, data: bytes) -> tuple:
    return run_query(question.right[0], data)[1]


def right(data: bytes) -> tuple[int, int]:
    """Whom the solution accuses, and of how many cents."""
    ((accused,), _) = questions.accusation.run(questions.accusation.right[0], data)
    return accused


def accuse(case: sqlite3.Connection, staff_id: int, cents: int) -> str:
    """The verdict of an accusation."""
    number = case.execute("insert into accusation (staff_id, cents) values (?, ?)", (staff_id, cents)).lastrowid
    (words,) = case.execute("select words from verdict where accusation_id = ?", (number,)).fetchone()
    case.rollback()  # the desk hears five, and a test asks it more often
    return words


def values(case: sqlite3.Connection) -> set:
    """Every value that stands in any table."""
    tables = [name for (name,) in case.execute("select name from sqlite_schema where type = 'table'")]
    return {value for table in tables for row in case.execute(f"select * from {table}") for value in row}


# The difference -------------------------------------------------------------------------------------------------------------------
@of_any_case
def test_the_causes_are_the_difference_to_the_cent(case):
    causes = causes_of(case)
    assert sum(causes.values()) == case.execute("select cents from unexplained").fetchone()[0]
    assert 0 not in causes.values()


@of_any_case
def test_the_answers_of_the_exercise_are_the_causes(made, seed, case):
    causes, data = causes_of(case), made(seed)
    ((last_day,),), ((attempts,),) = (answer(question, data) for question in (questions.last_day, questions.attempts))
    ((earlier, later),) = answer(questions.another_week, data)
    forgotten = {was_paid: cents for was_paid, _, cents in answer(questions.no_reason, data)}
    assert causes == causes | {"last day": last_day, "attempts": attempts, "another week": earlier - later}
    assert (causes["forgotten reasons"], causes["never paid"]) == (-forgotten[1], -forgotten[0])
    assert right(data)[1] == forgotten[0]


@of_any_seed
def test_findings_with_the_right_signs_leave_nothing_unexplained(case):
    case.executemany("insert into finding values (?, ?)", causes_of(case).items())
    assert case.execute("select cents from unexplained").fetchone() == (0,)


@of_any_seed
def test_one_cause_alone_is_larger_than_the_difference(case):
    (gap,) = case.execute("select cents from unexplained").fetchone()
    assert -causes_of(case)["guests"] > abs(gap) > 100_000


# The suspects ---------------------------------------------------------------------------------------------------------------------
@of_any_seed
def test_what_the_memos_suspect_has_taken_no_cent(seed, case):
    told = dict(case.execute("select memo_id, body from memo").fetchall())
    gifts = "select count(*), sum(order_amount_cents) from order_fact where order_amount_cents = 0"
    twice = "select count(*) from (select 1 from payment_fact where is_captured = 1 group by order_id having count(*) > 1)"
    assert case.execute(gifts).fetchone()[0] > 0 == case.execute(gifts).fetchone()[1]
    assert case.execute(twice).fetchone() == (0,)
    customer = told[4].removeprefix("One more refund for ").partition(".")[0]
    of_customer = """
        select count(*), sum(o.order_id not in (select order_id from payment_fact where is_captured = 1))
        from refund_fact as r inner join order_fact as o on o.order_id = r.order_id and o.line_number = r.line_number
        inner join customer_dim as c on c.customer_id = o.customer_id
        where c.customer_name = ? and r.refunded_at >= '2026-11-09' and r.refunded_at < '2026-11-16'
    """
    refunds, of_unpaid = case.execute(of_customer, (customer,)).fetchone()
    assert refunds > 0 == of_unpaid
    names = dict(case.execute("select staff_id, staff_name from staff"))
    assert names[right(shown_case(seed))[0]] not in " ".join(told.values())


@of_any_seed
def test_orders_and_payments_are_the_ledgers(seed, case):
    shop = open_case(seed)
    assert case.execute("select sum(order_amount_cents) from order_fact").fetchone()[0] == shop.ledger["revenue_cents"]
    assert case.execute("select sum(amount_cents) from payment_fact where is_captured = 1").fetchone()[0] == shop.ledger["captured_cents"]
    assert "refunded_cents" not in shop.ledger


# The accusation -------------------------------------------------------------------------------------------------------------------
@of_any_case
def test_the_trigger_accepts_the_right_accusation(made, seed, case):
    who, cents = right(made(seed))
    assert accuse(case, who, cents).startswith("Case closed.")


@of_any_seed
def test_wrong_accusations_are_turned_down_in_different_words(seed, case):
    who, cents = right(shown_case(seed))
    (other,) = case.execute("select staff_id from staff where staff_name = ?", (OWNER,)).fetchone()
    framed = questions.accusation.run(questions.accusation.mistakes[0].answer, shown_case(seed))[0][0][0]
    causes, (gap,) = causes_of(case), case.execute("select cents from unexplained").fetchone()
    tries = [(who, cents + 1), (other, cents), (framed, cents), (who, -causes["forgotten reasons"]), (who, abs(gap))]
    tries += [(who, cents - causes["forgotten reasons"])]
    words = [accuse(case, *attempt) for attempt in tries]
    assert len(set(words)) == len(words)
    assert not [told for told in words if "closed" in told]


@of_any_seed
def test_no_other_person_closes_the_case(seed, case):
    who, cents = right(shown_case(seed))
    others = [number for (number,) in case.execute("select staff_id from staff where staff_id <> ?", (who,))]
    assert not [number for number in others if "closed" in accuse(case, number, cents)]


def test_each_row_of_one_statement_gets_its_own_verdict():
    data = shown_case(7)
    who, cents = right(data)
    with closing(sqlite3.connect(":memory:")) as case:
        case.deserialize(data)
        case.execute("insert into accusation values (9, ?, ?), (2, ?, ?)", (who, cents, who, cents + 1))
        told = dict(case.execute("select accusation_id, words from verdict"))
    assert told[9].startswith("Case closed.")
    assert told[2].startswith("No envelope opens.")


# What is to be read ---------------------------------------------------------------------------------------------------------------
@of_any_seed
def test_the_amount_stands_in_no_table_and_in_no_text(seed, case):
    _, cents = right(shown_case(seed))
    found = values(case)
    texts = [value for value in found if isinstance(value, str)] + [sql or "" for (sql,) in case.execute("select sql from sqlite_schema")]
    prose = [text for text in texts if not text.isdigit()]  # a letter is digits
    assert cents not in found
    assert not [text for text in prose if str(cents) in text or f"{cents // 100:,}.{cents % 100:02}" in text or "Case closed" in text]


@of_any_seed
def test_the_schema_names_nobody(case):
    text = " ".join(sql or "" for (sql,) in case.execute("select sql from sqlite_schema"))
    assert not [name for (name,) in case.execute("select staff_name from staff") if name in text]


def test_an_envelope_holds_digits_alone():
    assert all(letter.isdigit() for (letter,) in run_query("select letter from envelope", shown_case(7))[1])


# The database ---------------------------------------------------------------------------------------------------------------------
def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    made = [unseen_case.__wrapped__(seed) for seed in (3, 3, 4)]
    assert made[0] == made[1] != made[2]


def test_the_case_of_a_learner_may_be_changed_and_the_next_one_is_whole():
    with open_case(3).engine.begin() as connection:
        connection.exec_driver_sql("delete from sign_in")
    with open_case(3).engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from sign_in").scalar() > 0


def test_a_seed_that_cannot_be_is_refused():
    with pytest.raises(UsageError, match="seed must be a whole number"):
        open_case(-1)


@pytest.mark.parametrize(
    "change",
    [
        "delete from verdict where words not like 'Case closed%'",
        "update verdict set words = 'Case closed.'",
        "delete from accusation",
        "update accusation set cents = cents + 1",
    ],
)
def test_what_was_said_and_answered_stays(change):
    with closing(sqlite3.connect(":memory:")) as case:
        case.deserialize(shown_case(7))
        case.execute("insert into accusation (staff_id, cents) select min(staff_id), 1 from staff")
        with pytest.raises(sqlite3.IntegrityError, match="stays: open the case again"):
            case.execute(change)


# The question ---------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("select 1", "Nobody is accused"),
        ("insert into accusation (staff_id, cents) select staff_id, 1 from staff", "five accusations at most"),
        (
            "insert into accusation (staff_id, cents) select min(staff_id), -1 from staff",
            "SQLite says: CHECK constraint failed: cents > 0.",
        ),
        ("drop table verdict", "is gone: leave both as they are"),
        ("insert into accusation (staff_id, cents) values (99, 1)", "SQLite says: FOREIGN KEY constraint failed."),
        (
            "insert into accusation (staff_id, cents) select min(staff_id), 1 from staff",
            "You accuse 11 of 1 cents. The verdict: No envelope",
        ),
    ],
)
def test_a_wrong_accusation_hears_the_desk_and_never_the_answer(statement, sentence):
    verdict = check(questions.accusation, statement)
    assert verdict.status == Status.NOT_YET
    assert sentence in verdict.message
    assert "Case closed" not in verdict.message


def test_an_accusation_by_number_is_not_enough():
    who, cents = right(shown_case(7))
    verdict = check(questions.accusation, f"insert into accusation (staff_id, cents) values ({who}, {cents})")
    assert verdict.status == Status.NOT_YET
    assert "Case closed" not in verdict.message
