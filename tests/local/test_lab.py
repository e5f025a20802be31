import pytest
from jupyterlab_server.settings_utils import _get_overrides as get_overrides
from shopstream.errors import UsageError
from shopstream.local import lab
from shopstream.local.lab import copy_missing, reset


def test_missing_notebooks_are_copied_and_what_is_there_stays(tmp_path):
    for name in ("week1_sql/01_a.ipynb", "week1_sql/exercises/01_a.ipynb", "capstone/run.ipynb", "capstone/.ipynb_checkpoints/run.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("new")
    mine = tmp_path / "work" / "capstone" / "run.ipynb"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    copies = [str(copy.relative_to(tmp_path / "work")) for copy in copy_missing(tmp_path)]
    assert copies == ["week1_sql/01_a.ipynb", "week1_sql/exercises/01_a.ipynb"]
    assert mine.read_text() == "mine"
    assert copy_missing(tmp_path) == []


@pytest.fixture
def course(tmp_path):
    for name in ("week1_sql/05_joins.ipynb", "week1_sql/exercises/05_joins.ipynb"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("course")
    return tmp_path


def test_a_reset_notebook_is_as_the_course_has_it_and_the_old_one_is_kept_each_time(course):
    copy, kept = reset(course, "exercises/05")
    assert (copy.read_text(), kept) == ("course", None)
    for number in (1, 2):
        copy.write_text(f"mine {number}")
        _, kept = reset(course, "exercises/05")
        assert (copy.read_text(), kept.name, kept.read_text()) == ("course", f"05_joins.mine-{number}.ipynb", f"mine {number}")


@pytest.mark.parametrize(("name", "which"), [("06", "no notebook"), ("05", "several notebooks")])
def test_a_name_that_is_not_one_notebooks_is_refused(course, name, which):
    with pytest.raises(UsageError, match=f"{which} of the course with '{name}'"):
        reset(course, name)


def test_jupyterlab_asks_no_server_for_news(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    called = []
    monkeypatch.setattr(lab, "root", lambda: tmp_path)
    monkeypatch.setattr(lab.os, "execv", lambda program, arguments: called.extend(arguments))
    monkeypatch.chdir(tmp_path)
    lab.open_lab()
    (folder,) = [argument.partition("=")[2] for argument in called if argument.startswith("--LabApp.app_settings_dir=")]
    settings, fault = get_overrides(folder)
    assert fault == ""
    assert settings["@jupyterlab/apputils-extension:notification"] == {"checkForUpdates": False, "fetchNews": "false"}
