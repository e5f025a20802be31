import subprocess

import pytest
from shopstream.errors import EnvironmentProblem, UsageError
from shopstream.local import release

FILES = (
    "README.md", "tests/test_a.py", "authoring/week1_sql/05_joins.py", "docs/instructors.md", "docs/glossary.md",
    "week1_sql/05_joins.ipynb", "week1_sql/exercises/05_joins.ipynb", "week1_sql/solutions/05_joins.ipynb",
)  # fmt: skip


@pytest.fixture
def clone(tmp_path):
    folder = tmp_path / "clone"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "add", "."], check=True)
    (folder / "my notes.txt").write_text("not tracked")
    return folder


def copied(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_learners_get_what_they_need(clone, tmp_path):
    assert release.write(clone, tmp_path / "out", without_solutions=False) == 5
    assert copied(tmp_path / "out") == {
        "README.md", "docs/glossary.md", "week1_sql/05_joins.ipynb", "week1_sql/exercises/05_joins.ipynb",
        "week1_sql/solutions/05_joins.ipynb",
    }  # fmt: skip


def test_without_solutions_there_are_none(clone, tmp_path):
    release.write(clone, tmp_path / "out", without_solutions=True)
    assert not list((tmp_path / "out").glob("week*/solutions"))
    assert (tmp_path / "out" / "week1_sql" / "exercises" / "05_joins.ipynb").exists()


def test_a_folder_that_holds_something_is_refused(clone):
    with pytest.raises(UsageError, match="is not empty"):
        release.write(clone, clone, without_solutions=True)


def test_a_folder_that_is_no_clone_is_refused(tmp_path):
    with pytest.raises(EnvironmentProblem, match="make the release in a clone"):
        release.write(tmp_path, tmp_path / "out", without_solutions=True)
