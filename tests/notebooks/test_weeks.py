"""The notebooks of the weeks, executed: with another seed they hold too, and an untouched exercise stops at its questions alone."""

import nbformat
import pytest
from build_notebooks import Target, targets
from IPython.core.interactiveshell import InteractiveShell
from notebook_source import convert, is_answer
from shopstream.errors import NotAttempted
from shopstream.lessons import current
from shopstream.local.kernel import execute

OTHER_SEED = 11

WEEKS = [target for target in targets() if target.name.startswith("week")]
EXERCISES = [target for target in WEEKS if not target.is_executed]


def named(chosen: list[Target]):
    return pytest.mark.parametrize("target", chosen, ids=lambda target: target.name)


def run(notebook: nbformat.NotebookNode, folder, **parameters) -> nbformat.NotebookNode:
    nbformat.write(notebook, folder / "in.ipynb")
    execute(folder / "in.ipynb", folder / "out.ipynb", parameters, log=folder / "log")
    return nbformat.read(folder / "out.ipynb", as_version=4)


def last_words(cell: nbformat.NotebookNode) -> str:
    return cell.outputs[-1].get("data", {}).get("text/plain", "") if cell.outputs else ""


@named([target for target in WEEKS if target.is_executed])
def test_it_holds_for_another_seed(target, tmp_path):
    done = run(convert(target.source, is_solved=target.is_solved), tmp_path, seed=OTHER_SEED)
    verdicts = [last_words(cell) for cell in done.cells if target.is_solved and is_answer(cell)]
    assert set(verdicts) <= {"Right."}
    assert bool(verdicts) == target.is_solved


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A notebook's shell in this process, for what needs no kernel of its own."""
    monkeypatch.chdir(tmp_path)
    yield InteractiveShell.instance()
    current.engine = current.exercise = None
    InteractiveShell.clear_instance()


@named(EXERCISES)
def test_an_untouched_exercise_stops_at_each_question_and_nowhere_else(target, shell):
    for cell in convert(target.source).cells:
        if cell.cell_type == "code":
            done = shell.run_cell(cell.source)
            stop = "NotAttempted('write your code here')" if is_answer(cell) else "None"
            assert repr(done.error_before_exec or done.error_in_exec) == stop, cell.source


def test_an_untouched_exercise_ends_papermill_with_what_is_to_be_done(tmp_path):
    with pytest.raises(NotAttempted, match="write your code here"):
        run(convert(EXERCISES[0].source), tmp_path)


def test_the_core_path_and_the_fast_path_hold_all_that_they_need():
    told = {lesson_id(target): convert(target.source).cells[0].metadata for target in WEEKS if "exercises" not in target.source.parts}
    for name, lesson in told.items():
        assert set(lesson.get("needs", [])) <= set(told), name
        if lesson["path"] == "fast":
            assert {told[need]["path"] for need in lesson.get("needs", [])} <= {"fast"}, name
        if lesson["path"] == "core":
            assert {told[need]["path"] for need in lesson.get("needs", [])} <= {"fast", "core"}, name
        assert all(need < name for need in lesson.get("needs", [])), name


def lesson_id(target: Target) -> str:
    """Such as 1.05, from ``week1_sql/05_joins.ipynb``."""
    week, number = target.stored.parent.name[4], target.stored.stem.partition("_")[0]
    return f"{week}.{number}"
