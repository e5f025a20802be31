"""A learner's own tables: tried with the shop's rows and with bad ones, kept when they are right, filled with the shop."""

import pytest
from shopstream.errors import LessonError, NotAttempted
from shopstream.lessons import Status, check, current, records, warehouse
from shopstream.lessons.exercises import Exercise
from shopstream.lessons.given import CONTRACT, contract
from shopstream.lessons.warehouse import (
    FILE,
    SENT,
    Design,
    Try,
    filled,
    keep_schema,
    open_warehouse,
    own_tables,
    review,
    rows_of,
    small_shop,
)

QUANTITY = "insert into order_fact (order_id, line_number, product_id, quantity, order_date, order_amount_cents, session_id) values "
GOOD_TABLES = own_tables()
NO_STRICT = GOOD_TABLES.replace(") strict;", ");")


@pytest.fixture
def question():
    """Tables are right that refuse no row of the shop, 0 pieces, and 'two' pieces."""
    asked = Design(
        "Make the tables.",
        level="core",
        hints=("one", "two"),
        probes=[
            Try("order_fact, reading session_id", "select session_id from order_fact limit 0", "Names are given."),
            Try("interaction_fact, reading kind", "select kind from interaction_fact limit 0", "Names are given."),
            Try("order_fact, 0 pieces", f"{QUANTITY} (1, 1, 1, 0, '2026-11-02 10:00:00', 5, 1)", "A check."),
            Try("order_fact, 'two' pieces", f"{QUANTITY} (1, 1, 1, 'two', '2026-11-02 10:00:00', 5, 1)", "A type."),
            Try("order_fact, 'three' pieces", f"{QUANTITY} (1, 1, 1, 'three', '2026-11-02 10:00:00', 5, 1)", "A type."),
            Try("order_fact, how many rows", "select count(*) > 0 from order_fact", "The load."),
        ],
    )
    asked.data(shown=small_shop, unseen=small_shop)
    asked.solution(GOOD_TABLES)
    return asked


@pytest.fixture
def q(question, monkeypatch):
    monkeypatch.setattr(current, "engine", None)
    return keep_schema(Exercise("1.milestone", {"schema": question}, seed=3))


@pytest.fixture
def copies(tmp_path, monkeypatch):
    """A learner's folder of copies, in which the notebook runs."""
    folder = tmp_path / "work" / "week1_sql" / "exercises"
    folder.mkdir(parents=True)
    monkeypatch.setattr(records, "root", lambda: tmp_path)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def small(monkeypatch):
    """The shop that fills a warehouse is a small one."""
    monkeypatch.setattr(warehouse, "shown", lambda seed, books: small_shop(seed))
    monkeypatch.setattr(warehouse, "SHOWN", warehouse.SMALL)


def test_the_shops_rows_are_what_it_sends():
    rows = rows_of(small_shop(3))
    assert list(rows) == list(SENT)
    assert all(len(row) == len(SENT[table].split(", ")) for table, values in rows.items() for row in values)


def test_what_is_given_has_a_place_for_all_that_is_sent():
    for table, columns in SENT.items():
        told = ", ".join(CONTRACT[table][1]).split(", ")
        assert set(columns.split(", ")) <= set(told), table


def test_the_contract_says_what_one_row_is(capsys):
    contract()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "customer_dim      one row is a customer"
    assert len([line for line in lines if "one row is" in line]) == len(SENT)


def test_tables_that_do_as_the_solution_are_right(question):
    assert check(question, "-- the same, in other words\n" + GOOD_TABLES.lower()).status == Status.RIGHT


@pytest.mark.parametrize(
    ("script", "told"),
    [
        pytest.param("create tabel a (b)", 'SQLite says: near "tabel": syntax error.', id="what SQLite does not take"),
        pytest.param(
            GOOD_TABLES.replace("interaction_fact", "visit").replace("quantity > 0", "quantity >= 0"),
            "Still missing: interaction_fact.\n1 of 6 tries went wrong:\n- order_fact, 0 pieces: accepted, should be refused. A check.",
            id="what is there is tried while a table is missing",
        ),
        pytest.param(
            GOOD_TABLES.replace("interaction_fact", "visit"),
            "Still missing: interaction_fact.\nNothing went wrong so far.",
            id="what is there is right",
        ),
        pytest.param(
            GOOD_TABLES.replace("session_id", "visit_id"),
            "Tried: order_fact, reading session_id. SQLite says: no such column: session_id.",
            id="a column has another name",
        ),
        pytest.param(
            "begin; " + GOOD_TABLES,
            "Still missing: order_fact, interaction_fact.\nNothing went wrong so far.",
            id="tables of a transaction that is not ended",
        ),
        pytest.param(
            NO_STRICT,
            "2 of 6 tries went wrong:\n- order_fact, 'two' pieces: accepted, should be refused; 1 more of this kind. A type.",
            id="one line a kind of fault",
        ),
    ],
)
def test_a_review_says_what_was_tried(question, script, told):
    assert check(question, script).message == told


def test_a_good_row_that_is_refused_comes_before_all_tries(question):
    told = check(question, NO_STRICT.replace("quantity > 0", "quantity > 1")).message
    assert told.startswith("The shop's own rows are good, and `order_fact` refuses ")
    assert "quantity 1" in told
    assert "SQLite says: CHECK constraint failed: quantity > 1" in told


def test_a_review_tells_the_first_kinds_and_how_many_more():
    faults = [(Try(f"row {number}", "", f"Reason {number}."), "accepted", "refused") for number in range(6)]
    lines = review(faults, 10).splitlines()
    assert lines[0] == "6 of 10 tries went wrong:"
    assert lines[-1] == "and 2 more kinds"


def test_the_words_of_a_refusal_do_not_tell_two_designs_apart(question):
    named, unnamed = (GOOD_TABLES.replace("check (quantity > 0)", f"{name} check (quantity > 1)") for name in ("constraint few", ""))
    data = small_shop(3)
    assert question.run(named, data) == question.run(unnamed, data) != question.expected(data)


def test_what_is_not_written_is_not_attempted(q):
    with pytest.raises(NotAttempted):
        q.schema.check("-- write your statements here")


def test_right_tables_are_kept_beside_a_learners_notebook(q, copies, capsys):
    q.schema.check(NO_STRICT)
    assert not (copies / FILE).exists()
    q.schema.check(GOOD_TABLES)
    assert (copies / FILE).read_text(encoding="utf-8").endswith(GOOD_TABLES)
    assert FILE in capsys.readouterr().out


def test_elsewhere_nothing_is_written(q, tmp_path, monkeypatch):
    monkeypatch.setattr(records, "root", lambda: tmp_path / "checkout")
    monkeypatch.chdir(tmp_path)
    assert repr(q.schema.check(GOOD_TABLES)) == "Right."
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_cannot_be_written_stops_nothing(q, copies):
    (copies / FILE).mkdir()
    assert repr(q.schema.check(GOOD_TABLES)) == "Right."


def test_while_there_are_no_tables_the_shop_opens_with_its_own(q, small, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(warehouse, "open_shop", lambda seed, books: (seed, books))
    assert open_warehouse(q) == (3, "baskets")
    assert "not right yet" in capsys.readouterr().out


@pytest.mark.parametrize("is_new_kernel", [False, True])
def test_own_tables_are_filled_with_the_shop(q, small, copies, is_new_kernel):
    q.schema.check(GOOD_TABLES + "create table my_own (a);")
    if is_new_kernel:
        q.schema.text = ""
    shop = open_warehouse(q)
    with shop.engine.connect() as connection:
        assert connection.exec_driver_sql("select sum(order_amount_cents) from order_fact").scalar() == shop.ledger["revenue_cents"]
        assert connection.exec_driver_sql("select count(*) from my_own").scalar() == 0
    assert current.engine is shop.engine


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "location text",
            "location text not null",
            r"warehouse.sql: `customer_dim` refuses \d+ rows of the shop. The first:\n  customer_id ",
        ),
        ("create table customer_dim", "create tabel customer_dim", 'warehouse.sql: SQLite says: near "tabel": syntax error'),
    ],
)
def test_a_file_that_was_edited_and_does_not_hold_the_shop_is_named(q, small, copies, old, new, told):
    (copies / FILE).write_text(GOOD_TABLES.replace(old, new), encoding="utf-8")
    with pytest.raises(LessonError, match=told):
        open_warehouse(q)


def test_a_row_that_points_to_nothing_is_counted():
    rows = rows_of(small_shop(3)) | {"customer_dim": []}
    with warehouse.on_a_copy(warehouse.empty()) as connection:
        connection.executescript(GOOD_TABLES)
        loaded = filled(connection, rows)
    assert loaded["order_fact"].refused == sum(row[3] is not None for row in rows["order_fact"])
    assert "FOREIGN KEY constraint failed" in loaded["order_fact"].first
