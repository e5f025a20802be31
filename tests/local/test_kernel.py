import sys

import nbformat
import pytest
from shopstream.errors import SourceError
from shopstream.local.kernel import NotebookFailure, execute


@pytest.fixture
def executed(tmp_path):
    """Execute cells; returns the notebook with outputs."""

    def _executed(*cells: str, **parameters):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.cells[0].metadata["tags"] = ["parameters"]
        nbformat.write(notebook, tmp_path / "before.ipynb")
        execute(tmp_path / "before.ipynb", tmp_path / "after.ipynb", parameters, log=tmp_path / "log")
        return nbformat.read(tmp_path / "after.ipynb", as_version=4)

    return _executed


def test_the_kernel_is_this_interpreter_and_gets_the_parameters(executed):
    notebook = executed("seed = 1", "import sys; print(sys.executable, seed)", seed=5)
    assert notebook.cells[-1].outputs[0].text == f"{sys.executable} 5\n"


def test_an_error_of_the_user_comes_out_as_it_was_raised(executed):
    with pytest.raises(SourceError, match=r"^the folder is missing$"):
        executed("from shopstream.errors import SourceError", "raise SourceError('the folder is missing')")


def test_a_bug_names_the_log_that_holds_the_traceback(executed, tmp_path):
    with pytest.raises(NotebookFailure, match="ZeroDivisionError") as caught:
        executed("1 / 0")
    assert "1 / 0" in caught.value.log.read_text()
    assert "\x1b" not in caught.value.log.read_text()
