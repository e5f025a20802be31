"""``%%sql``, ``%%refused``, ``%%plan`` and ``%%answer``, as a notebook calls them."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from shopstream.errors import LessonError, NotAttempted, SqlError
from shopstream.lessons import current, exercise, open_database, open_shop
from shopstream.lessons.magics import LessonMagics
from shopstream.lessons.table import MOST_ROWS, Table


@pytest.fixture
def cell():
    """Run a cell magic on a small database."""
    shell = InteractiveShell.instance()
    shell.register_magics(LessonMagics)
    with open_database().begin() as connection:
        connection.exec_driver_sql("create table sale (city text, cents integer not null)")
        connection.exec_driver_sql("insert into sale values ('Bergen', 3), (null, 4)")

    def run(magic: str, text: str, line: str = ""):
        return shell.run_cell_magic(magic, line, text)

    yield run
    current.engine = current.exercise = None
    InteractiveShell.clear_instance()


def test_a_query_shows_its_rows_and_null_as_null(cell):
    table = cell("sql", "select city, cents from sale order by cents;\n-- that is all")
    assert list(table) == [("Bergen", 3), (None, 4)]
    assert "NULL" in repr(table)
    assert "NULL" in table._repr_html_()


def test_a_change_is_counted_and_lasts(cell, capsys):
    assert cell("sql", "insert into sale values ('Cork', 5), ('Cork', 6); update sale set cents = 1 where cents = 3") is None
    assert capsys.readouterr().out == "2 rows changed\n1 row changed\n"
    assert list(cell("sql", "select count(*) as n from sale")) == [(4,)]


def test_rows_that_a_change_returns_are_counted_and_the_next_statement_runs(cell, capsys):
    assert list(cell("sql", "update sale set cents = 9 returning city; select sum(cents) as cents from sale")) == [(18,)]
    assert list(cell("sql", "delete from sale where city is null returning cents")) == [(9,)]
    assert capsys.readouterr().out == "2 rows changed\n1 row changed\n"


def test_rows_can_be_kept_in_a_variable(cell):
    assert cell("sql", "select cents from sale order by cents", line="kept <<") is None
    assert [row[0] for row in InteractiveShell.instance().user_ns["kept"]] == [3, 4]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select * from missing", "no such table: missing"),
        ("insert into sale values ('Cork', null)", "NOT NULL constraint failed: sale.cents"),
        ("selec", 'near "selec": syntax error'),
    ],
)
def test_what_the_database_refuses_stops_the_cell_with_one_line(cell, text, message):
    with pytest.raises(SqlError) as caught:
        cell("sql", text)
    assert str(caught.value) == message
    assert caught.value._render_traceback_() == [f"SqlError: {message}"]


def test_a_database_that_is_not_there_stops_the_cell_and_the_open_one_stays(cell):
    with pytest.raises(SqlError, match="unable to open database file"):
        cell("sql", "select 1", line="sqlite:///no/such/folder/shop.db")
    assert len(cell("sql", "select city from sale")) == 2


@pytest.mark.parametrize("magic", ["sql", "refused"])
def test_a_cell_of_comments_is_not_attempted(cell, magic):
    with pytest.raises(NotAttempted, match="write your code here"):
        cell(magic, "-- write your query here\n")


def test_a_refusal_that_is_meant_is_printed(cell, capsys):
    cell("refused", "insert into sale values ('Cork', null)")
    assert capsys.readouterr().out == "Refused: NOT NULL constraint failed: sale.cents\n"


def test_a_refusal_that_does_not_come_fails(cell):
    with pytest.raises(LessonError, match="the database accepts this"):
        cell("refused", "insert into sale values ('Cork', 1)")


def test_a_plan_says_how_rows_are_found_and_changes_nothing(cell, capsys):
    cell("plan", "delete from sale")
    assert capsys.readouterr().out.splitlines()[-1].endswith(" steps")
    assert len(cell("sql", "select city from sale")) == 2
    cell("sql", "create index by_city on sale (city)")
    cell("plan", "select city from sale where city = 'Cork'")
    assert capsys.readouterr().out.splitlines()[0] == "search sale by covering index by_city (city=?)"


def test_a_plan_of_nonsense_is_one_line(cell):
    with pytest.raises(SqlError, match="no such table: missing"):
        cell("plan", "select * from missing")


def test_without_a_shop_a_plan_says_what_to_run_first(cell):
    current.engine = None
    with pytest.raises(LessonError, match="run the cell with `open_shop` first"):
        cell("plan", "select 1")


def test_an_answer_shows_its_rows_and_the_verdict(cell, capsys):
    exercise("1.00")
    assert repr(cell("answer", "select count(*) as orders from order_fact", line="orders")) == "Right."
    assert "orders" in capsys.readouterr().out


def test_an_answer_that_is_not_there_yet_and_a_question_that_is_not_there(cell):
    with pytest.raises(LessonError, match="no exercise is open"):
        cell("answer", "select 1", line="orders")
    exercise("1.00")
    with pytest.raises(NotAttempted, match="write your code here"):
        cell("answer", "-- write your query here", line="orders")
    with pytest.raises(LessonError, match="no question 'nonsense': it has orders"):
        cell("answer", "select 1", line="nonsense")


def test_the_next_shop_is_the_one_that_is_asked(cell):
    open_shop(3)
    assert len(cell("sql", "select order_id from order_fact limit 2")) == 2


def test_a_long_result_is_cut_and_says_so():
    table = Table(["n", "n"], [(number, number) for number in range(MOST_ROWS + 5)])
    assert repr(table).endswith("25 rows, 20 shown")
    assert "<em>25 rows, 20 shown</em>" in table._repr_html_()
