"""A whole small run from the shell: what it says, what it leaves, and what can be done with it afterwards."""

import json
import os
from pathlib import Path
from typing import NamedTuple

import pytest
from shopstream.local.result import Totals, read_result
from shopstream.local.runs import Run, State, all_runs, write_state, writing

from .conftest import Ended, call

SMALL = ["--seed", "11", "--days", "2", "--orders-per-day", "30"]


class Finished(NamedTuple):
    runs: Path
    run: Run
    ended: Ended


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> Finished:
    """A small run that has ended."""
    runs = tmp_path_factory.mktemp("runs")
    ended = call(runs, "run", *SMALL)
    (run,) = all_runs(runs)
    return Finished(runs, run, ended)


def test_a_run_ends_reconciled_with_exit_code_0(finished):
    assert (finished.ended.code, finished.ended.err) == (0, "")
    assert "reconciled: all" in finished.ended.out
    assert finished.run.state == State.DONE


def test_the_screen_names_each_law_and_where_everything_is(finished):
    result = read_result(finished.run.result)
    for text in (*(law.name for law in result.laws), str(finished.run.report), str(finished.run.database), "shopstream sql"):
        assert text in finished.ended.out


def test_the_result_has_what_other_programs_read(finished):
    result = json.loads(finished.run.result.read_text())
    assert result["schema_version"] == 1
    assert result["reconciled"] is True
    assert set(result["totals"]) == set(Totals.model_fields)
    assert result["totals"]["lines"] == sum(result["totals"][part] for part in ("accepted", "duplicates", "quarantined"))
    assert result["parameters"] == {
        "seed": 11, "days": 2, "orders_per_day": 30, "faults": "everyday", "source": "simulator", "engine": "python",
    }  # fmt: skip
    assert [stage["name"] for stage in result["stages"]] == ["feed", "load", "reconcile", "hash"]
    assert {"order_fact", "silver_events"} <= set(result["tables"])


def test_the_report_stands_alone(finished):
    page = finished.run.report.read_text()
    assert "Reconciled: all" in page
    assert '<script src="http' not in page
    assert '<link rel="stylesheet" href="http' not in page


def test_no_lock_and_no_hidden_file_stays(finished):
    assert [path.name for path in finished.run.folder.rglob(".*")] == []
    with writing(finished.run):
        pass


def test_sql_answers_a_query_on_the_newest_run(finished):
    ended = call(finished.runs, "sql", "select count(*) as n from silver_events")
    assert ended.code == 0
    assert ended.out.split() == ["n", str(read_result(finished.run.result).totals.accepted)]


def test_sql_refuses_to_write(finished):
    ended = call(finished.runs, "sql", "delete from silver_events")
    assert ended.code == 2
    assert ended.err.startswith("error: SQL: ")


def test_a_finished_run_is_not_resumed(finished):
    ended = call(finished.runs, "run", "--resume", finished.run.id)
    assert ended.code == 2
    assert "is finished" in ended.err


def test_a_run_folder_that_is_in_use_is_refused(finished):
    before = finished.run.folder.stat().st_mtime_ns, sorted(os.listdir(finished.run.folder))
    ended = call(finished.runs, "run", "--run-dir", str(finished.run.folder), *SMALL)
    assert ended.code == 2
    assert "not empty" in ended.err
    assert (finished.run.folder.stat().st_mtime_ns, sorted(os.listdir(finished.run.folder))) == before


@pytest.mark.slow
def test_the_same_feed_from_a_folder_has_the_same_hashes(finished, tmp_path):
    ended = call(tmp_path, "run", "--source", f"landing={finished.run.feed}", "--run-dir", str(tmp_path / "mine"))
    assert ended.code == 0
    assert read_result(tmp_path / "mine" / "result.json").tables == read_result(finished.run.result).tables


@pytest.mark.slow
def test_lines_without_a_ledger_are_held_to_the_laws_of_conservation(finished, tmp_path):
    ended = call(tmp_path, "run", "--source", f"landing={finished.run.feed / 'landing'}", "--run-dir", str(tmp_path / "mine"))
    assert ended.code == 0
    assert 0 < len(read_result(tmp_path / "mine" / "result.json").laws) < len(read_result(finished.run.result).laws)


@pytest.mark.slow
def test_a_run_whose_tables_were_touched_ends_with_1_and_names_a_law(finished, tmp_path):
    call(tmp_path, "run", "--run-dir", str(tmp_path / "mine"), *SMALL)
    run = Run(tmp_path / "mine")
    _change(run.database, "update order_fact set order_amount_cents = order_amount_cents + 1 where rowid = 1")
    write_state(run, State.INTERRUPTED, run.parameters)
    ended = call(tmp_path, "run", "--resume", str(run.folder))
    assert ended.code == 1
    assert "NOT reconciled" in ended.out
    assert "gross_cents" in ended.out
    assert read_result(run.result).reconciled is False


def _change(database: Path, statement: str) -> None:
    import sqlite3

    connection = sqlite3.connect(database)
    with connection:
        connection.execute(statement)
    connection.close()
