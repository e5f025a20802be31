from shopstream.local.lab import copy_missing


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
