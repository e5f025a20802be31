"""A single fault, planted in a copy of the checkout, makes the tests of `make test` fail, with a message that says where."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from build_notebooks import ROOT

pytestmark = pytest.mark.slow

LESSON, QUESTIONS = "week1_sql/03_query.ipynb", "capstone/src/shopstream/lessons/week1_sql/q03_query.py"
STORED, LINKS, ANSWERS = "tests/notebooks/test_stored.py", "tests/notebooks/test_links.py", "tests/lessons/test_questions.py"
NBVAL = ("--nbval", "--nbval-current-env", LESSON)


def of_notebook(change: Callable[[nbformat.NotebookNode], None]) -> Callable[[Path], None]:
    """A fault in the stored lesson."""

    def plant(copy: Path) -> None:
        notebook = nbformat.read(copy / LESSON, as_version=4)
        change(notebook)
        nbformat.write(notebook, copy / LESSON)

    return plant


def of_text(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A fault in a source."""

    def plant(copy: Path) -> None:
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def first_table(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return next(cell for cell in notebook.cells if cell.source.startswith("%%sql") and cell.outputs)


def change_a_number(notebook: nbformat.NotebookNode) -> None:
    data = first_table(notebook).outputs[0].data
    data["text/plain"] = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), data["text/plain"], count=1)


def drop_an_output(notebook: nbformat.NotebookNode) -> None:
    first_table(notebook).outputs = []


def forget_to_execute(notebook: nbformat.NotebookNode) -> None:
    cell = first_table(notebook)
    cell.outputs, cell.execution_count = [], None


FAULTS = [
    pytest.param(of_notebook(change_a_number), NBVAL, [LESSON, "Cell"], id="a changed number in a stored output"),
    pytest.param(of_notebook(drop_an_output), NBVAL, [LESSON, "Cell"], id="a cell whose output is gone"),
    pytest.param(of_notebook(forget_to_execute), (STORED, "-k", "03_query"), [LESSON, "was not executed"], id="a cell without output"),
    pytest.param(
        of_text("authoring/week1_sql/03_query.py", "# # 1.03 ", "# # 1.03: "),
        (STORED, "-k", "03_query"),
        [LESSON, "is not what authoring/week1_sql/03_query.py says"],
        id="a stale notebook",
    ),
    pytest.param(
        of_notebook(lambda notebook: notebook.cells[0].update(source="[there](nowhere.ipynb)")),
        (LINKS, "-k", "03_query"),
        [LESSON, "nowhere.ipynb"],
        id="a broken link",
    ),
    pytest.param(
        of_text(QUESTIONS, "unit_price.solution(PRICE)", 'unit_price.solution(PRICE.replace(">= 2", ">= 3"))'),
        (ANSWERS, "-k", "unit_price"),
        ["1.03 unit_price", "test_right_answers_are_right"],
        id="a question whose solution is wrong",
    ),
    pytest.param(
        of_text(QUESTIONS, 'PRICE.replace(">=", ">"),', "PRICE,"),
        (ANSWERS, "-k", "unit_price"),
        ["1.03 unit_price", "test_no_two_answers_look_alike"],
        id="a mistake that equals the solution",
    ),
]


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
    """The files of the checkout, as they are now; each test plants its fault in a copy of them."""
    folder = tmp_path_factory.mktemp("clean") / "checkout"
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"], capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)  # the test of links asks git what is there
    return folder


def run(copy: Path, chosen: tuple[str, ...]) -> subprocess.CompletedProcess:
    """The chosen tests of a checkout, with its own package."""
    environment = os.environ | {"PYTHONPATH": str(copy / "capstone" / "src")}
    return subprocess.run([sys.executable, "-m", "pytest", *chosen], cwd=copy, env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(("plant", "chosen", "told"), FAULTS)
def test_a_planted_fault_is_found(clean, tmp_path, plant, chosen, told):
    copy = tmp_path / "checkout"
    shutil.copytree(clean, copy)
    plant(copy)
    done = run(copy, chosen)
    assert done.returncode == 1, done.stdout
    assert [words for words in told if words not in done.stdout] == [], done.stdout


@pytest.mark.parametrize("chosen", [NBVAL, (STORED, LINKS, ANSWERS, "-k", "03_query or 1.03")], ids=["outputs", "the rest"])
def test_without_a_fault_they_pass(clean, chosen):
    done = run(clean, chosen)
    assert done.returncode == 0, done.stdout
