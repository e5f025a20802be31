"""Stored notebooks are what their sources say, and their sources run with other parameters too."""

import nbformat
import pytest
from build_notebooks import ROOT, check, targets, targets_of
from notebook_source import convert, stripped
from shopstream.local.kernel import execute
from shopstream.local.result import read_result

RUN = ROOT / "capstone" / "run.ipynb"


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.name)
def test_a_stored_notebook_is_what_its_source_says_and_has_no_faults(target):
    assert check(target) == []


def test_every_stored_notebook_has_a_source():
    known = {target.stored for target in targets()}
    assert set(ROOT.glob("week*/**/*.ipynb")) | set(ROOT.glob("capstone/**/*.ipynb")) <= known


def test_a_source_that_differs_from_its_notebook_is_found(tmp_path, monkeypatch):
    source = tmp_path / "authoring" / "a.py"
    source.parent.mkdir()
    source.write_text("# %%\n1 + 1\n")
    monkeypatch.setattr("build_notebooks.ROOT", tmp_path)
    notebook = convert(source)
    notebook.cells[0].execution_count = 1
    nbformat.write(notebook, tmp_path / "a.ipynb")
    (target,) = targets_of(source)
    assert check(target) == []
    source.write_text("# %%\n1 + 2\n")
    assert check(target) == ["is not what authoring/a.py says: `make notebooks`"]


def test_cell_ids_follow_from_the_text_and_are_distinct(tmp_path):
    source = tmp_path / "a.py"
    source.write_text("# %%\n1\n\n# %%\n1\n\n# %% [markdown]\n# 1\n")
    ids = [cell.id for cell in convert(source).cells]
    assert len(set(ids)) == 3
    assert ids == [cell.id for cell in convert(source).cells]


def test_what_differs_from_build_to_build_is_not_stored():
    cell = nbformat.v4.new_code_cell("1", metadata={"tags": [], "papermill": {"duration": 1.0}, "execution": {}})
    notebook = stripped(
        nbformat.v4.new_notebook(cells=[cell], metadata={"papermill": {}, "language_info": {"name": "python", "version": "3.11.7"}})
    )
    assert notebook.cells[0].metadata == {}
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert "version" not in notebook.metadata.language_info


def test_a_text_that_came_in_pieces_is_stored_as_one():
    pieces = [nbformat.v4.new_output("stream", name="stdout", text=text) for text in ("2 rows changed", "\n")]
    (whole,) = stripped(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=pieces)])).cells[0].outputs
    assert whole.text == "2 rows changed\n"


def test_the_main_notebook_runs_with_other_parameters(tmp_path):
    parameters = {"seed": 3, "days": 1, "orders_per_day": 20, "faults": "hostile", "run_dir": str(tmp_path / "run")}
    execute(RUN, tmp_path / "out.ipynb", parameters, log=tmp_path / "log")
    result = read_result(tmp_path / "run" / "result.json")
    assert result.reconciled
    assert result.parameters == {"source": "simulator", "engine": "python"} | {
        name: value for name, value in parameters.items() if name != "run_dir"
    }
