"""Build the stored notebooks from ``authoring/``: convert, execute, strip what changes, lint, store with outputs.

    python tools/build_notebooks.py            build what differs from its source
    python tools/build_notebooks.py --all      build all, for instance after a change of the package
    python tools/build_notebooks.py --check    build nothing; fail where a stored notebook's sources differ from authoring/
    python tools/build_notebooks.py 1.05       build what belongs to one lesson

Building twice gives the same bytes. ``authoring/<folder>/<name>.py`` becomes ``<folder>/<name>.ipynb``; of ``exercises/<name>.py``
a second notebook is made in ``solutions/``, in which the questions are answered. One notebook that fails does not hide the others.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from notebook_lint import lint
from notebook_source import convert, stripped
from shopstream.local.checkout import jupyter_folders
from shopstream.local.kernel import NotebookFailure, execute

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = 2


@dataclass(frozen=True)
class Target:
    """A stored notebook and what it is made from. An exercise is stored as a learner finds it, without outputs."""

    source: Path
    stored: Path
    is_solved: bool

    @property
    def is_executed(self) -> bool:
        return self.is_solved or "exercises" not in self.source.parts

    @property
    def name(self) -> str:
        return str(self.stored.relative_to(ROOT))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("which", nargs="*", help="parts of paths, such as week1_sql/05; without them all")
    arguments.add_argument("--all", action="store_true", help="also what is as its source says")
    arguments.add_argument("--check", action="store_true", help="build nothing, compare sources")
    given = arguments.parse_args()
    chosen = [target for target in targets() if not given.which or any(part in target.name for part in given.which)]
    if given.check:
        faults = [f"{target.name}: {fault}" for target in chosen for fault in check(target)]
    else:
        faults = build_all([target for target in chosen if given.all or check(target)])
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


def targets() -> list[Target]:
    """Every notebook that is stored."""
    return [target for source in sorted((ROOT / "authoring").rglob("*.py")) for target in targets_of(source)]


def targets_of(source: Path) -> list[Target]:
    """The notebooks of one source."""
    stored = (ROOT / source.relative_to(ROOT / "authoring")).with_suffix(".ipynb")
    if stored.parent.name != "exercises":
        return [Target(source, stored, is_solved=False)]
    return [Target(source, stored, is_solved=False), Target(source, stored.parents[1] / "solutions" / stored.name, is_solved=True)]


def check(target: Target) -> list[str]:
    """What is wrong with a stored notebook, without executing it."""
    if not target.stored.exists():
        return ["is missing: `make notebooks`"]
    notebook = nbformat.read(target.stored, as_version=4)
    same = skeleton(notebook) == skeleton(convert(target.source, is_solved=target.is_solved))
    said = target.source.relative_to(ROOT)
    return ([] if same else [f"is not what {said} says: `make notebooks`"]) + lint(
        notebook, target.stored.relative_to(ROOT), is_executed=target.is_executed
    )


def build_all(chosen: Iterable[Target]) -> list[str]:
    """Build notebooks side by side, a line for each; returns the faults of all."""
    jupyter_folders()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        return [fault for target, faults in workers.map(_told, chosen) for fault in faults]


def _told(target: Target) -> tuple[Target, list[str]]:
    try:
        faults = build(target)
    except Exception as error:
        faults = [str(error).strip()]
    print(f"{'failed' if faults else 'built '} {target.name}", flush=True)
    return target, [f"{target.name}: {fault}" for fault in faults]


def build(target: Target) -> list[str]:
    """Execute a notebook and store it, unless it has faults, which are returned."""
    notebook = convert(target.source, is_solved=target.is_solved)
    if target.is_executed:
        notebook = executed(notebook)
    faults = lint(notebook, target.stored.relative_to(ROOT), is_executed=target.is_executed)
    if not faults:
        target.stored.parent.mkdir(parents=True, exist_ok=True)
        target.stored.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return faults


def executed(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its outputs, as papermill makes them in a new kernel."""
    with tempfile.TemporaryDirectory() as folder:
        before, after, log = (Path(folder) / name for name in ("before.ipynb", "after.ipynb", "log.txt"))
        nbformat.write(notebook, before)
        try:
            execute(before, after, {}, log=log)
        except NotebookFailure as failure:
            raise RuntimeError(f"{failure}\n{log.read_text(encoding='utf-8')}") from None  # the log goes with its folder
        return stripped(nbformat.read(after, as_version=4))


def skeleton(notebook: NotebookNode) -> list[tuple]:
    """What a notebook says before it is executed."""
    return [(cell.id, cell.cell_type, cell.source, cell.metadata) for cell in notebook.cells]


if __name__ == "__main__":
    sys.exit(main())
