"""The commands of learners and instructors: `reset`, `progress`, `release`, on a checkout of the test."""

import subprocess

import pytest
from shopstream.lessons.records import FILE


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A small clone of a course, with two notebooks, in which the commands are called."""
    for name in ("capstone/pyproject.toml", "week1_sql/05_joins.ipynb", "week1_sql/solutions/05_joins.ipynb"):
        (tmp_path / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / name).write_text("{}")
    subprocess.run(["git", "init", "-q", tmp_path / "course"], check=True)
    subprocess.run(["git", "-C", tmp_path / "course", "add", "."], check=True)
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def test_a_reset_says_where_the_old_copy_is(shopstream, course):
    assert shopstream("reset", "week1_sql/05").out == "work/week1_sql/05_joins.ipynb is as the course has it\n"
    assert shopstream("reset", "week1_sql/05").out.endswith("; yours is 05_joins.mine-1.ipynb in the same folder\n")


def test_a_reset_of_nonsense_names_what_there_is(shopstream, course):
    ended = shopstream("reset", "cobol")
    assert (ended.code, ended.out) == (2, "")
    assert "no notebook of the course with 'cobol'" in ended.err
    assert "week1_sql/05_joins.ipynb" in ended.err


def test_progress_counts_what_is_solved(shopstream, course):
    assert "0 of " in shopstream("progress").out
    (course / "work").mkdir()
    (course / "work" / FILE).write_text('{"exercise": "1.00", "question": "orders", "status": "Right"}\n')
    ended = shopstream("progress")
    assert ended.code == 0
    assert "\n1 of " in ended.out
    assert "Next: exercise 1.00." in ended.out


def test_a_release_is_written_once(shopstream, course, tmp_path):
    ended = shopstream("release", "--without-solutions", str(tmp_path / "out"))
    assert (ended.code, ended.out) == (0, f"2 files in {tmp_path / 'out'}\n")
    again = shopstream("release", str(tmp_path / "out"))
    assert (again.code, again.out) == (2, "")
    assert "is not empty: name a new folder" in again.err
