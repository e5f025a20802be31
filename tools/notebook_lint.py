"""What a stored notebook must not hold: unexecuted cells, errors, paths and addresses of one machine."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

PATHS = re.compile(r"(?<![\w.:/-])/(?:home|root|tmp|var|Users|private|usr|opt|mnt|work)/[\w.-]+|[A-Za-z]:\\\\?\w+")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
TEXT_TYPES = ("text/plain", "text/html", "text/markdown", "image/svg+xml", "application/json")


def lint(notebook: NotebookNode, *, is_executed: bool = True) -> list[str]:
    """The faults of a notebook, a sentence each that names the cell by its number; none for a good one."""
    if not is_executed:
        return []
    code = [(number, cell) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    faults = [fault for number, cell in code for fault in _faults_of(number, cell)]
    counts = [cell.execution_count for _, cell in code]
    if None not in counts and counts != list(range(1, len(code) + 1)):
        faults.append("the cells were not executed once each, from top to bottom")
    return faults


def _faults_of(number: int, cell: NotebookNode) -> Iterator[str]:
    if cell.execution_count is None:
        yield f"cell {number} was not executed"
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"cell {number} ends in {output.ename}"
        if output.get("name") == "stderr":
            yield f"cell {number} writes to stderr"
        text = "\n".join(_texts(output))
        for pattern, what in ((PATHS, "a path"), (ADDRESS, "a memory address")):
            if found := pattern.search(text):
                yield f"cell {number} shows {what}: {found.group()}"


def _texts(output: NotebookNode) -> Iterator[str]:
    yield output.get("text", "")
    yield "\n".join(output.get("traceback", []))
    yield from (str(output.get("data", {}).get(kind, "")) for kind in TEXT_TYPES)
