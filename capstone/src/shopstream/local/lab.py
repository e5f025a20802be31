"""The learner's own copies of the notebooks, in ``work/``, and JupyterLab on them."""

import os
import shutil
import sys
from itertools import count
from pathlib import Path

from shopstream.errors import UsageError
from shopstream.local.checkout import jupyter_folders, root

SETTINGS = Path(__file__).with_name("lab_settings")
"""JupyterLab asks no server for news, and the learner no question about it."""

SOURCES = ("week*/**/*.ipynb", "capstone/*.ipynb", "capstone/milestones/*.ipynb")
MOST_NAMED = 5
FIRST = "week1_sql/00_start_here.ipynb"


def copy_missing(checkout: Path) -> list[Path]:
    """Copy each notebook that ``work/`` lacks to the same place there; returns the copies. What is there stays as it is."""
    missing = [(path, checkout / "work" / path.relative_to(checkout)) for path in _notebooks(checkout)]
    return [_copy(path, copy) for path, copy in missing if not copy.exists()]


def reset(checkout: Path, name: str) -> tuple[Path, Path | None]:
    """Copy one notebook anew. What the learner had is kept beside it, under a name of its own.

    Args:
        name: a part of its path that no other notebook has, such as ``exercises/05``.

    Returns:
        The new copy, and the old one under its new name (None where there was none).

    Raises:
        UsageError: no notebook of that name, or several.
    """
    found = [path for path in _notebooks(checkout) if name in str(path.relative_to(checkout))]
    if len(found) != 1:
        which = "several notebooks" if found else "no notebook"
        shown = found or _notebooks(checkout)
        listed = ", ".join(str(path.relative_to(checkout)) for path in shown[:MOST_NAMED]) + (", ..." if len(shown) > MOST_NAMED else "")
        raise UsageError(f"{which} of the course with {name!r} in the path: give more of it, such as week1_sql/05; there are {listed}")
    copy = checkout / "work" / found[0].relative_to(checkout)
    kept = copy.rename(_free(copy)) if copy.exists() else None
    return _copy(found[0], copy), kept


def _free(copy: Path) -> Path:
    """A name beside a copy that no file has."""
    numbered = (copy.with_name(f"{copy.stem}.mine-{number}.ipynb") for number in count(1))
    return next(path for path in numbered if not path.exists())


def open_lab() -> None:
    """Replace this process by JupyterLab in ``work/``; whoever has answered nothing yet begins with the first lesson."""
    jupyter_folders()
    os.chdir(root() / "work")
    is_new = not Path("progress.jsonl").exists()
    begin = [f"--LabApp.default_url=/lab/tree/{FIRST}"] if is_new else []
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", f"--LabApp.app_settings_dir={SETTINGS}", *begin])


def _notebooks(checkout: Path) -> list[Path]:
    found = {path for pattern in SOURCES for path in checkout.glob(pattern)}
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def _copy(path: Path, copy: Path) -> Path:
    copy.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(path, copy))
