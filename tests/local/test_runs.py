from datetime import UTC, datetime

import pytest
from shopstream.errors import RunError
from shopstream.local.parameters import Parameters
from shopstream.local.runs import Run, State, all_runs, create, find, new_id, newest, prune, write_state, writing

PARAMETERS = Parameters(seed=3, source="landing=/a/b")


def made(root, number, state=State.DONE) -> Run:
    run = create(root / f"20261124-10000{number}-0000", PARAMETERS)
    write_state(run, state, PARAMETERS)
    return run


def test_ids_sort_by_time():
    early, late = (new_id(datetime(2026, 11, day, tzinfo=UTC)) for day in (9, 10))
    assert early < late


def test_a_run_remembers_its_parameters_and_its_state(tmp_path):
    run = made(tmp_path, 1, State.INTERRUPTED)
    assert (run.state, run.parameters) == (State.INTERRUPTED, PARAMETERS)


def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RunError, match="not empty"):
        create(tmp_path, PARAMETERS)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="cannot make"):
        create(tmp_path / "file" / "run", PARAMETERS)


def test_a_run_is_found_by_its_id_and_by_its_folder(tmp_path):
    run = made(tmp_path, 1)
    assert find(tmp_path, run.id) == find(tmp_path / "elsewhere", str(run.folder)) == run


def test_an_unknown_run_is_refused_with_the_names_of_the_last_ones(tmp_path):
    run = made(tmp_path, 1)
    with pytest.raises(RunError, match=run.id):
        find(tmp_path, "nothing")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "done"}', '{"state": "asleep", "parameters": {}}'], ids=repr)
def test_a_state_that_cannot_be_read_is_an_error_of_one_line(tmp_path, text):
    run = made(tmp_path, 1)
    run.state_file.write_text(text)
    with pytest.raises(RunError, match=r"no readable state\.json"):
        _ = run.state


def test_the_newest_run_is_the_newest_with_a_database(tmp_path):
    runs = [made(tmp_path, number) for number in (1, 2, 3)]
    for run in runs[:2]:
        run.database.touch()
    assert newest(tmp_path) == runs[1]


def test_without_any_database_the_newest_run_is_an_error(tmp_path):
    with pytest.raises(RunError, match="shopstream run"):
        newest(tmp_path / "runs")


def test_pruning_keeps_the_last_finished_runs_and_all_that_are_not_finished(tmp_path):
    kept = [made(tmp_path, 0, State.INTERRUPTED), made(tmp_path, 1, State.FAILED), made(tmp_path, 2, State.RUNNING)]
    old, *last = (made(tmp_path, number) for number in (3, 4, 5))
    assert prune(tmp_path, keep=2) == [old]
    assert all_runs(tmp_path) == kept + last


def test_pruning_leaves_a_run_that_is_in_use(tmp_path):
    run = made(tmp_path, 1)
    with writing(run):
        assert prune(tmp_path, keep=0) == []
    assert prune(tmp_path, keep=0) == [run]


def test_pruning_leaves_what_is_no_run(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "20261124-100001-0000").mkdir()  # a folder that was made, and nothing more
    assert prune(tmp_path, keep=0) == []


def test_a_run_that_is_being_written_refuses_a_second_writer_by_its_id(tmp_path):
    run = made(tmp_path, 1)
    with writing(run), pytest.raises(RunError, match=f"{run.id} is being written"), writing(run):
        pass
