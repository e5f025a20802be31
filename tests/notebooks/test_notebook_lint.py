from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from notebook_lint import MOST_LINES, NOT_FOUND, lint

RUN, LESSON = Path("capstone/run.ipynb"), Path("week1_sql/05_joins.ipynb")
TOLD = {"minutes": 50, "lane": "python", "path": "core", "needs": ["1.04"]}


def cell(source="x", *outputs, count=1, **metadata) -> nbformat.NotebookNode:
    return new_code_cell(source, execution_count=count, outputs=list(outputs), metadata=metadata)


def printed(text: str, name="stdout") -> nbformat.NotebookNode:
    return new_output("stream", name=name, text=text)


def shown(kind: str, text: str) -> nbformat.NotebookNode:
    return new_output("display_data", {kind: text})


def failed(name: str) -> nbformat.NotebookNode:
    return new_output("error", ename=name, evalue="", traceback=[])


def lesson(source="1", **told) -> nbformat.NotebookNode:
    first = new_markdown_cell("# 1.05", metadata={name: value for name, value in (TOLD | told).items() if value is not None})
    return new_notebook(cells=[first, cell(source)])


OUTPUTS = [
    pytest.param([cell(), cell(count=None)], "cell 2 was not executed", id="a cell without an execution count"),
    pytest.param([cell(count=2), cell(count=1)], "not executed once each", id="cells executed out of order"),
    pytest.param([cell(count=1), cell(count=3)], "not executed once each", id="a cell executed twice"),
    pytest.param([cell("x", failed("KeyError"))], "cell 1 ends in KeyError", id="an error output"),
    pytest.param([cell("x", failed("DeadKernelError"))], "cell 1 ends in DeadKernelError", id="a kernel that died"),
    pytest.param([cell("x", printed("1"), tags=["raises-exception"])], "tagged raises-exception", id="a cell that may raise, or not"),
    pytest.param([cell("x", printed("w", name="stderr"))], "cell 1 writes to stderr", id="a warning"),
    pytest.param([cell("x", printed("see /tmp/run-1/x"))], "a path: /tmp/run-1", id="a temporary path"),
    pytest.param([cell("x", printed("('/home/ada', 1)"))], "a path: /home/ada", id="a home folder"),
    pytest.param([cell("x", printed(r"C:\Users"))], "a path", id="a path of another system"),
    pytest.param([cell("x", shown("text/html", "<b>/Users/ada</b>"))], "a path: /Users/ada", id="a path in a table"),
    pytest.param([cell("x", shown("text/plain", "<Job at 0x7f12ab34cd56>"))], "a memory address", id="a memory address"),
    pytest.param([cell("x", printed("line\n" * (MOST_LINES + 1)))], "cell 1 shows", id="more lines than anybody reads"),
    pytest.param([cell("x", shown("image/svg+xml", "<svg>" + "x" * 200_000), printed("w" * 50))], "cell 1 shows", id="a figure too large"),
    pytest.param([cell("x", shown("image/png", "iVBOR"))], "no words below it", id="a figure without words"),
    pytest.param(
        [cell("x", printed("w" * 50), shown("image/png", "iVBOR"))], "no words below it", id="a figure with its words above"
    ),
]  # fmt: skip
SOURCES = [
    pytest.param("t = time.perf_counter()", "asks a clock: perf_counter", id="a clock"),
    pytest.param("%%sql\nselect datetime('now')", "asks a clock: 'now'", id="a clock in SQL"),
    pytest.param("%timeit f()", "asks a clock: %time", id="a stopwatch"),
    pytest.param("# NBVAL_IGNORE_OUTPUT\nf()", "no line says why", id="an output that is not compared, without a reason"),
]
LESSONS = [
    pytest.param(lesson(minutes=None), "minutes=None", id="no minutes"),
    pytest.param(lesson(minutes="50"), "minutes='50'", id="minutes as text"),
    pytest.param(lesson(lane="cobol"), "lane='cobol'", id="a lane that is not there"),
    pytest.param(lesson(path="slow"), "path='slow'", id="a path that is not there"),
    pytest.param(lesson(needs="1.04"), "needs='1.04'", id="needs that are no list"),
    pytest.param(lesson("import pyspark" + NOT_FOUND), "imports pyspark", id="a package that the week does not teach"),
    pytest.param(lesson("from shopstream.lessons import show"), "words for a wrong kernel", id="no words for a wrong kernel"),
]


@pytest.mark.parametrize(("cells", "fault"), OUTPUTS)
def test_a_bad_output_is_refused(cells, fault):
    (found,) = lint(new_notebook(cells=cells), RUN)
    assert fault in found


@pytest.mark.parametrize(("source", "fault"), SOURCES)
def test_a_bad_source_is_refused(source, fault):
    (found,) = lint(new_notebook(cells=[cell(source)]), RUN)
    assert fault in found


@pytest.mark.parametrize(("notebook", "fault"), LESSONS)
def test_a_lesson_without_what_every_lesson_says_is_refused(notebook, fault):
    (found,) = lint(notebook, LESSON)
    assert fault in found


def test_an_exercise_that_holds_outputs_is_refused():
    (found,) = lint(lesson(), LESSON, is_executed=False)
    assert found == "cell 2 has outputs, and a learner is to make them"


GOOD = [
    pytest.param([cell(), cell(count=2), cell(count=3)], id="each cell once"),
    pytest.param([cell("x", printed("3/4 of 24/7, 12 lines/file, https://example.org/home/x"))], id="a slash is no path"),
    pytest.param([cell("x", shown("image/png", "iVBOR"), printed("w" * 50))], id="a figure with its words"),
    pytest.param([cell("# NBVAL_IGNORE_OUTPUT\n# not compared: a draw of the machine\nf()")], id="an ignored output with its reason"),
]


@pytest.mark.parametrize("cells", GOOD)
def test_a_good_notebook_has_no_faults(cells):
    assert lint(new_notebook(cells=cells), RUN) == []


def test_a_good_lesson_has_no_faults():
    source = f"from shopstream.lessons import open_shop{NOT_FOUND}\n\n%load_ext shopstream.lessons\nrows = %sql select 1"
    assert lint(lesson(source), LESSON) == []
