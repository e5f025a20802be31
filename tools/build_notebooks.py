"""Build the stored notebooks from ``authoring/``: convert, execute, strip what changes, lint, store with outputs.

    python tools/build_notebooks.py            build all
    python tools/build_notebooks.py --check    build nothing; fail where a stored notebook's sources differ from authoring/

Building twice gives the same bytes. ``authoring/<folder>/<name>.py`` becomes ``<folder>/<name>.ipynb``.
"""

import argparse
import hashlib
import sys
import tempfile
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from notebook_lint import lint
from shopstream.local.checkout import jupyter_folders
from shopstream.local.kernel import execute

ROOT = Path(__file__).resolve().parents[1]
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="build nothing, compare sources")
    step = check if arguments.parse_args().check else build
    faults = [f"{stored_path(source).relative_to(ROOT)}: {fault}" for source in sources() for fault in step(source)]
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


def sources() -> list[Path]:
    """What people edit."""
    return sorted((ROOT / "authoring").rglob("*.py"))


def stored_path(source: Path) -> Path:
    """Where the notebook of a source is stored."""
    return (ROOT / source.relative_to(ROOT / "authoring")).with_suffix(".ipynb")


def check(source: Path) -> list[str]:
    """What is wrong with the stored notebook of a source, without executing it."""
    stored = stored_path(source)
    if not stored.exists():
        return ["is missing: `make notebooks`"]
    notebook = nbformat.read(stored, as_version=4)
    same = skeleton(notebook) == skeleton(convert(source))
    return ([] if same else [f"is not what {source.relative_to(ROOT)} says: `make notebooks`"]) + lint(notebook)


def build(source: Path) -> list[str]:
    """Execute the notebook of a source and store it, unless it has faults, which are returned."""
    notebook = executed(convert(source))
    faults = lint(notebook)
    if not faults:
        stored_path(source).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return faults


def convert(source: Path) -> NotebookNode:
    """The notebook of a source, with cell ids that follow from type and text, and metadata that do not change."""
    notebook = jupytext.read(source, fmt="py:percent")
    seen = Counter()
    for cell in notebook.cells:
        text = f"{cell.cell_type}\n{cell.source}"
        seen[text] += 1
        cell.id = hashlib.sha256(f"{text}\n{seen[text]}".encode()).hexdigest()[:12]
    return stripped(notebook)


def executed(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its outputs, as papermill makes them in a new kernel."""
    jupyter_folders()
    with tempfile.TemporaryDirectory() as folder:
        before, after, log = (Path(folder) / name for name in ("before.ipynb", "after.ipynb", "log.txt"))
        nbformat.write(notebook, before)
        execute(before, after, {}, log=log)
        return stripped(nbformat.read(after, as_version=4))


def stripped(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs from one build to the next: times, versions, empty tags."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {})
    return notebook


def skeleton(notebook: NotebookNode) -> list[tuple]:
    """What a notebook says before it is executed."""
    return [(cell.id, cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in notebook.cells]


if __name__ == "__main__":
    sys.exit(main())
