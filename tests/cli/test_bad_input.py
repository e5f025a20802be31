"""Input that looks right until it is read, and databases that cannot be used: one or two lines, exit code 2, nothing to trip over."""

import sqlite3
from pathlib import Path

import pytest
from shopstream.local.parameters import Parameters
from shopstream.local.runs import Run, State, create, write_state
from shopstream.warehouse import open_warehouse

from .conftest import call

GOOD = '{"received_at":"2026-11-02T10:00:00.000Z","sequence":1,"body":"x"}\n'


def refused(runs: Path, *arguments: str) -> str:
    """What a refused command says, on at most two lines."""
    ended = call(runs, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") <= 2
    return ended.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", marks=pytest.mark.slow, id="an empty file"),
        pytest.param(GOOD.encode() + b"hello\n", "line 2 is not a line of the collector", id="a file that is no JSON"),
        pytest.param(bytes(range(256)) * 9, "line 1 is not a line of the collector", marks=pytest.mark.slow, id="a binary file"),
        pytest.param(b'{"a": 1}\n', "no field 'sequence'", marks=pytest.mark.slow, id="JSON of something else"),
        pytest.param(GOOD.encode()[:30], "line 1 is not a line of the collector", marks=pytest.mark.slow, id="a file that is cut off"),
    ],
)
def test_a_landing_file_that_cannot_be_read_leaves_no_run(tmp_path, content, words):
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "lines-1.jsonl").write_bytes(content)
    assert words in refused(tmp_path / "runs", "run", "--source", f"landing={tmp_path / 'landing'}")
    assert list((tmp_path / "runs").iterdir()) == []


def test_an_empty_folder_leaves_no_run(tmp_path):
    (tmp_path / "landing").mkdir()
    for source in ("landing", "online_retail"):
        refused(tmp_path / "runs", "run", "--source", f"{source}={tmp_path / 'landing'}")
    assert not (tmp_path / "runs").exists()


@pytest.mark.slow
def test_lines_of_two_feeds_in_one_folder_are_told_apart(tmp_path):
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "a.jsonl").write_text(GOOD + GOOD.replace('"x"', '"y"'))
    said = refused(tmp_path / "runs", "run", "--source", f"landing={tmp_path / 'landing'}")
    assert "files of two feeds" in said
    assert "run.log" in said


@pytest.fixture
def begun(tmp_path) -> Run:
    """A run that was interrupted before its load, with an empty warehouse."""
    parameters = Parameters(days=1, orders_per_day=5)
    run = create(tmp_path / "runs" / "20261124-000000-abcd", parameters)
    open_warehouse(run.database).dispose()
    write_state(run, State.INTERRUPTED, parameters)
    return run


def damage_version(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("pragma user_version = 99")
    connection.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(lambda path: path.write_bytes(b"no database" * 500), "is no SQLite database", id="a file of something else"),
        pytest.param(damage_version, "has schema version 99", id="another schema version"),
    ],
)
def test_a_database_that_cannot_be_used_is_left_as_it_is(begun, damage, words):
    damage(begun.database)
    before = begun.database.read_bytes()
    assert words in refused(begun.folder.parent, "run", "--resume", begun.id)
    assert begun.database.read_bytes() == before


@pytest.mark.slow
def test_a_locked_database_is_said_and_the_run_goes_on_when_it_is_free(begun):
    with sqlite3.connect(begun.database) as other:
        other.execute("begin exclusive")
        assert "is locked by another process" in refused(begun.folder.parent, "run", "--resume", begun.id)
    other.close()
    assert begun.state == State.FAILED
    assert call(begun.folder.parent, "run", "--resume", begun.id).code == 0


@pytest.mark.slow
def test_a_resumed_run_is_never_deleted(tmp_path):
    """Also where its folder holds something else, and its source is gone."""
    run = create(tmp_path / "mine", Parameters(source=f"landing={tmp_path / 'gone'}"))
    (run.folder / "thesis.txt").write_text("years of work")
    write_state(run, State.FAILED, Parameters(source=f"landing={tmp_path / 'gone'}"))
    refused(tmp_path / "runs", "run", "--resume", str(run.folder))
    assert (run.folder / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    "state", ["", "[" * 200_000, '{"state": "failed", "parameters": {"source": 5}}', '{"state": "lost"}'], ids=lambda text: text[:9]
)
def test_a_state_that_cannot_be_read_is_said(begun, state):
    begun.state_file.write_text(state)
    assert "no readable state.json" in refused(begun.folder.parent, "run", "--resume", begun.id)


def test_simulate_into_a_file_is_refused(tmp_path):
    (tmp_path / "feed").write_text("mine")
    refused(tmp_path, "simulate", "--out", str(tmp_path / "feed"))
    assert (tmp_path / "feed").read_text() == "mine"


@pytest.mark.parametrize("query", ["select", "@no_such_query", ".frobnicate", "select 1; selekt 2"])
def test_nonsense_for_sql_is_refused(begun, query):
    ended = call(begun.folder.parent, "sql", query)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") == 1
