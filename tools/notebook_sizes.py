"""How large the notebooks are, beside what is usual in the models that the course follows. A report, not a check.

python tools/notebook_sizes.py             all that are stored
python tools/notebook_sizes.py 05          those with 05 in their path
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
LESSON, EXERCISE = (40, 1_200), (18, 350)
"""Above so many cells, or words of prose, an author thinks again: in a lesson, in an exercise."""

CODE_LINES, PROSE_WORDS = 12, 80
"""The same for one cell."""


@dataclass(frozen=True)
class Size:
    """Of a notebook. ``long_cells`` are the numbers of cells that are too long."""

    cells: int
    words: int
    long_cells: tuple[int, ...]


def size_of(notebook: NotebookNode) -> Size:
    """Count what a reader meets."""
    prose = {number: words(cell.source) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "markdown"}
    code = {number: lines(cell.source) for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"}
    long = [number for number, count in prose.items() if count > PROSE_WORDS] + [n for n, count in code.items() if count > CODE_LINES]
    return Size(len(notebook.cells), sum(prose.values()), tuple(sorted(long)))


def words(text: str) -> int:
    """Words of prose: no signs of Markdown or HTML, no addresses of links.

    >>> words("**Two** words, [three](x.md)")
    3
    """
    return len(re.findall(r"[^\W\d_][\w'.-]*", re.sub(r"<[^>]+>|\]\([^)]*\)", " ", text)))


def lines(source: str) -> int:
    """Lines of code that hold something."""
    return sum(bool(line.strip()) for line in source.splitlines())


def main(parts: list[str]) -> None:
    stored = [path for path in sorted(ROOT.glob("week*/**/*.ipynb")) if not parts or any(part in str(path) for part in parts)]
    print(f"{'notebook':48} {'cells':>5} {'words':>6}  think again about")
    for path in stored:
        size = size_of(nbformat.read(path, as_version=4))
        most_cells, most_words = EXERCISE if path.parent.name in ("exercises", "solutions") else LESSON
        doubts = [f"{size.cells} cells"] * (size.cells > most_cells) + [f"{size.words:,} words"] * (size.words > most_words)
        doubts += [f"the length of cell {number}" for number in size.long_cells]
        print(f"{path.relative_to(ROOT)!s:48} {size.cells:5} {size.words:6,}  {', '.join(doubts)}")


if __name__ == "__main__":
    main(sys.argv[1:])
