"""From a source in ``authoring/`` to a notebook that is not executed yet."""

import hashlib
import inspect
import re
import textwrap
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbconvert.preprocessors.coalescestreams import CoalesceStreamsPreprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from shopstream.errors import LessonError
from shopstream.lessons.exercises import questions_of, source
from shopstream.lessons.question import PythonQuestion, Question
from shopstream.lessons.script import ScriptQuestion

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
KEPT = ("tags", "minutes", "lane", "path", "needs")
"""Metadata of a cell that are stored; the first cell says what the lesson needs."""

PLACE = re.compile(r"\{\{ (\w+) \}\}")
"""A markdown cell of this form is the place of a question."""

EXERCISE = re.compile(r"""exercise\("([\w.]+)\"""")


def convert(path: Path, *, is_solved: bool = False) -> NotebookNode:
    """The notebook of a source, with its questions in their places.

    Cell ids follow from type and text, so that an exercise and its solution share most of them.

    Args:
        is_solved: with the solutions in place of the cells that a learner fills.
    """
    notebook = jupytext.read(path, fmt="py:percent")
    opened = EXERCISE.search("\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code"))
    questions = questions_of(opened[1]) if opened else {}
    cells, number = [], 0
    for cell in notebook.cells:
        if "raises-exception" in cell.metadata.get("tags", []):
            raise LessonError(
                f'papermill stops at a cell that raises ({cell.source[:40]!r}): show an error in SQL by `# %% language="refused"` '
                'in place of "sql" and no tag, in Python by try and except'
            )
        if language := cell.metadata.pop("language", None):  # a magic of ours, which jupytext does not know
            cell.source = f"%%{language}\n{cell.source}"
        place = PLACE.fullmatch(cell.source.strip()) if cell.cell_type == "markdown" else None
        number += bool(place)
        cells += asked(number, place[1], questions[place[1]], is_solved) if place else [cell]
    return stripped(nbformat.from_dict({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))


def asked(number: int, name: str, question: Question, is_solved: bool) -> list[NotebookNode]:
    """The cells of a question: the prompt, the cell to fill, and where help is to be had."""
    title, _, rest = textwrap.dedent(question.prompt).strip().partition("\n")
    if not is_solved:
        answer = new_code_cell(untouched(name, question))
        return [prompt(number, title, rest, question), answer, new_code_cell(f"# q.{name}.hint()\n# q.{name}.solution()")]
    return [prompt(number, title, rest, question), new_code_cell(solved(name, question))]


def prompt(number: int, title: str, rest: str, question: Question) -> NotebookNode:
    return new_markdown_cell(f"### {number}. {title}\n\n*{question.level}*\n\n{_unwrapped(rest)}".strip())


def is_answer(cell: NotebookNode) -> bool:
    """Whether it is the cell of a question, filled or not."""
    return cell.cell_type == "code" and (
        cell.source.startswith("%%answer ") or bool(re.search(r"^q\.\w+\.check\(", cell.source, re.MULTILINE))
    )


def untouched(name: str, question: Question) -> str:
    """The cell that a learner fills. Run as it is, it says "write your code here"."""
    if isinstance(question, PythonQuestion):
        signature = inspect.signature(question.right[0])
        return f'def {name}{signature}:\n    raise NotImplementedError("write your code here")\n\n\nq.{name}.check({name})'
    return f"%%answer {name}\n-- write your {'statements' if isinstance(question, ScriptQuestion) else 'query'} here"


def solved(name: str, question: Question) -> str:
    """The same cell with the solution in it."""
    text = source(question)
    if isinstance(question, PythonQuestion):
        return f"{text}\n\n\nq.{name}.check({question.right[0].__name__})"
    return f"%%answer {name}\n{text}"


def stripped(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs from one build to the next: times, versions, empty tags, where a printed text was cut."""
    notebook, _ = CoalesceStreamsPreprocessor().preprocess(notebook, {})
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    seen = Counter()
    for cell in notebook.cells:
        text = f"{cell.cell_type}\n{cell.source}"
        seen[text] += 1
        cell.id = hashlib.sha256(f"{text}\n{seen[text]}".encode()).hexdigest()[:12]
        cell.metadata = nbformat.from_dict({name: cell.metadata[name] for name in KEPT if cell.metadata.get(name) not in (None, [])})
    return notebook


def _unwrapped(text: str) -> str:
    """The paragraphs of a text, each on one line: a notebook breaks lines where its reader's window ends."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
