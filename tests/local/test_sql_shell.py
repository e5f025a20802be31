import io

import pytest
from rich.console import Console
from shopstream.errors import UsageError
from shopstream.local import sql_shell
from shopstream.local.sql_shell import Answer, answer_all, show, statements
from sqlalchemy import create_engine


@pytest.fixture
def asked():
    """Answer a text on a small database; returns what was printed."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("create table customer_dim (customer_id integer, customer_name text)")
        connection.exec_driver_sql("insert into customer_dim values (1, 'Ada'), (2, null)")

    def _asked(text: str) -> str:
        console = Console(file=io.StringIO(), width=200)
        answer_all(engine, text, console)
        return console.file.getvalue()

    yield _asked
    engine.dispose()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("select 1", ["select 1"], id="the last statement needs no semicolon"),
        pytest.param("select 1; select 2;", ["select 1;", "select 2;"], id="two statements on a line"),
        pytest.param("select\n1\n;", ["select\n1\n;"], id="a statement over three lines"),
        pytest.param("select ';';", ["select ';';"], id="a semicolon in a text ends nothing"),
        pytest.param("-- a; b\nselect 1;", ["-- a; b\nselect 1;"], id="a semicolon in a comment ends nothing"),
        pytest.param(".tables\nselect 1;", [".tables", "select 1;"], id="a dot command is a line"),
        pytest.param("select 0\n.5;", ["select 0\n.5;"], id="a line in the middle may begin with a dot"),
        pytest.param(" \n", [], id="nothing is no statement"),
    ],
)
def test_statements(text, expected):
    assert list(statements(text.splitlines(keepends=True))) == expected


def test_an_answer_is_a_table_with_null_as_such(asked):
    lines = asked("select customer_id, customer_name from customer_dim order by customer_id").splitlines()
    assert [line.split() for line in lines] == [["customer_id", "customer_name"], ["1", "Ada"], ["2", "NULL"]]


def test_tables_lists_the_tables(asked):
    assert "customer_dim" in asked(".tables")


def test_a_colon_or_a_bracket_in_a_text_is_only_text(asked):
    assert "[bold]a:b[/bold]" in asked("select '[bold]a:b[/bold]'")


@pytest.mark.parametrize("text", ["select nonsense", "selekt 1", ".frobnicate", "select * from missing"])
def test_what_the_database_refuses_is_an_error_of_one_line(asked, text):
    with pytest.raises(UsageError) as caught:
        asked(text)
    assert "\n" not in str(caught.value)


def test_what_comes_after_quit_is_not_answered(asked):
    assert asked(".quit\nselect nonsense;") == ""


def test_the_prompt_goes_on_after_a_refused_statement(monkeypatch):
    typed = iter(["select nonsense;", "select", "42;", ".quit", "never"])
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    console, engine = Console(file=io.StringIO(), width=200), create_engine("sqlite://")
    sql_shell.prompt(engine, console)
    engine.dispose()
    assert "no such column" in console.file.getvalue()
    assert "42" in console.file.getvalue()


def test_a_terminal_shows_the_first_rows_and_says_how_many_there_are():
    console = Console(file=io.StringIO(), width=80, force_terminal=True)
    show(Answer(("n",), [(number,) for number in range(1_234)]), console)
    assert "100 of 1,234 rows" in console.file.getvalue()
