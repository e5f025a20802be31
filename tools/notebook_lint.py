"""What a stored notebook must not be. nbval compares outputs; these are the faults that it does not see, a sentence each."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from shopstream.local.checks import LANES

PATHS = re.compile(r"(?<![\w.:/-])/(?:home|root|tmp|var|Users|private|usr|opt|mnt|work)/[\w.-]+|[A-Za-z]:\\\\?\w+")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
CLOCK = re.compile(
    r"perf_counter|time\.(?:time|monotonic)\(|datetime\.(?:now|today|utcnow)\(|date\.today\(|%time|now\(\)|'now'|current_(?:date|time)"
)
TEXT_TYPES = ("text/plain", "text/html", "text/markdown", "image/svg+xml", "application/json")
MOST_CHARACTERS, MOST_LINES = 120_000, 80
"""Of the outputs of one cell: more than that nobody reads."""

FEWEST_CHARACTERS = 40
"""Of the words below a figure."""

IGNORED, REASON = "nbval-ignore-output", "# not compared: "

NOT_FOUND = "  # not found? Menu Kernel, Change Kernel: choose .venv"
"""What a learner reads in the traceback of a kernel without the package."""

PATHS_OF_LESSONS = ("fast", "core", "stretch")
TAUGHT = {"week1_sql": {"shopstream", "sqlalchemy", "sqlite3"}}
"""What the notebooks of a week may import."""


def lint(notebook: NotebookNode, stored: Path, *, is_executed: bool = True) -> list[str]:
    """The faults of a notebook, each with the number of its cell; none for a good one.

    Args:
        stored: where it stands in the repository, such as ``week1_sql/05_joins.ipynb``: a lesson's rules are its week's.
        is_executed: it is stored with outputs.
    """
    code = [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    faults = [fault for number, cell in code for fault in _of_source(number, cell, stored.parts[0])]
    if stored.parts[0].startswith("week"):
        faults += _of_lesson(notebook)
    if is_executed:
        faults += [fault for number, cell in code for fault in _of_output(number, cell)]
        counts = [cell.execution_count for _, cell in code]
        if None not in counts and counts != list(range(1, len(code) + 1)):
            faults.append("the cells were not executed once each, from top to bottom")
    elif outputs := [number for number, cell in code if cell.outputs or cell.execution_count is not None]:
        faults.append(f"cell {outputs[0]} has outputs, and a learner is to make them")
    return faults


def _of_lesson(notebook: NotebookNode) -> Iterator[str]:
    told = notebook.cells[0].metadata
    minutes, needs = told.get("minutes"), told.get("needs", [])
    if not isinstance(minutes, int) or not 5 <= minutes <= 240:
        yield f"cell 1 says minutes={minutes!r}: a whole number from 5 to 240 is wanted"
    if told.get("lane") not in LANES:
        yield f"cell 1 says lane={told.get('lane')!r}: one of {', '.join(LANES)} is wanted"
    if told.get("path") not in PATHS_OF_LESSONS:
        yield f"cell 1 says path={told.get('path')!r}: one of {', '.join(PATHS_OF_LESSONS)} is wanted"
    if not isinstance(needs, list):
        yield f"cell 1 says needs={needs!r}: a list of ids such as 1.04 is wanted"
    first = next((line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("from shopstream")), NOT_FOUND)
    if not first.endswith(NOT_FOUND):
        yield f"the first import of shopstream must end with the words for a wrong kernel: {NOT_FOUND.strip()}"


def _of_source(number: int, cell: NotebookNode, week: str) -> Iterator[str]:
    if found := CLOCK.search(cell.source):
        yield f"cell {number} asks a clock: {found.group()}"
    if "raises-exception" in cell.metadata.get("tags", []):
        yield f"cell {number} is tagged raises-exception: papermill stops there all the same, and nbval passes it when it no longer raises"
    is_compared = not {IGNORED, "nbval-skip"} & set(cell.metadata.get("tags", [])) and "NBVAL_" not in cell.source
    if not is_compared and REASON not in cell.source:
        yield f"cell {number} is not compared, and no line says why: {REASON}..."
    for name in sorted(_imported(cell.source) - TAUGHT[week]) if week in TAUGHT else ():
        yield f"cell {number} imports {name}, which {week} does not teach"


def _imported(source: str) -> set[str]:
    """The packages that a cell imports."""
    nodes = list(ast.walk(ast.parse(TransformerManager().transform_cell(source))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def _of_output(number: int, cell: NotebookNode) -> Iterator[str]:
    if cell.execution_count is None:
        yield f"cell {number} was not executed"
    errors = [output.ename for output in cell.outputs if output.output_type == "error"]
    if errors:
        yield f"cell {number} ends in {errors[0]}"
    if any(output.get("name") == "stderr" for output in cell.outputs):
        yield f"cell {number} writes to stderr"
    text = "\n".join(_text(output) for output in cell.outputs)
    for pattern, what in ((PATHS, "a path"), (ADDRESS, "a memory address")):
        if found := pattern.search(text):
            yield f"cell {number} shows {what}: {found.group()}"
    shown = "\n".join(_plain(output) for output in cell.outputs)
    if len(text) > MOST_CHARACTERS or shown.count("\n") > MOST_LINES:
        yield f"cell {number} shows {len(text):,} characters on {shown.count(chr(10)):,} lines: at most {MOST_CHARACTERS:,} on {MOST_LINES}"
    figures = [place for place, output in enumerate(cell.outputs) if any(kind.startswith("image/") for kind in output.get("data", {}))]
    if figures and len("".join(output.get("text", "") for output in cell.outputs[figures[-1] + 1 :])) < FEWEST_CHARACTERS:
        yield f"cell {number} shows a figure, and no words below it that say what is to be seen"


def _text(output: NotebookNode) -> str:
    return "\n".join([_plain(output), *output.get("traceback", []), *(str(output.get("data", {}).get(kind, "")) for kind in TEXT_TYPES)])


def _plain(output: NotebookNode) -> str:
    return output.get("text", "") or str(output.get("data", {}).get("text/plain", ""))
