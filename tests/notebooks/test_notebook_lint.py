import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from notebook_lint import lint


def printed(text: str) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[new_output("stream", name="stdout", text=text)])])


def shown(kind: str, text: str) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[new_output("display_data", {kind: text})])])


def failed(name: str) -> nbformat.NotebookNode:
    output = new_output("error", ename=name, evalue="", traceback=[])
    return new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[output])])


def counted(*counts: int | None) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell("x", execution_count=count) for count in counts])


@pytest.mark.parametrize(
    ("notebook", "fault"),
    [
        pytest.param(counted(1, None), "cell 2 was not executed", id="a cell without an execution count"),
        pytest.param(counted(2, 1), "not executed once each", id="cells executed out of order"),
        pytest.param(counted(1, 3), "not executed once each", id="a cell executed twice"),
        pytest.param(failed("KeyError"), "cell 1 ends in KeyError", id="an error output"),
        pytest.param(printed("see /tmp/run-1/x"), "a path: /tmp/run-1", id="a temporary path"),
        pytest.param(printed("('/home/ada', 1)"), "a path: /home/ada", id="a home folder"),
        pytest.param(printed(r"C:\Users"), "a path", id="a path of another system"),
        pytest.param(shown("text/html", "<b>/Users/ada</b>"), "a path: /Users/ada", id="a path in a table"),
        pytest.param(shown("text/plain", "<Job at 0x7f12ab34cd56>"), "a memory address", id="a memory address"),
    ],
)
def test_a_bad_notebook_is_refused(notebook, fault):
    (found,) = lint(notebook)
    assert fault in found


@pytest.mark.parametrize(
    "notebook",
    [
        pytest.param(counted(1, 2, 3), id="each cell once"),
        pytest.param(printed("3/4 of 24/7, 12 lines/file, https://example.org/home/x"), id="a slash is no path"),
        pytest.param(shown("text/plain", "<Figure size 800x320 with 1 Axes>"), id="a figure"),
    ],
)
def test_a_good_notebook_has_no_faults(notebook):
    assert lint(notebook) == []
