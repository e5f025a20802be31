"""The learner's own copies of the notebooks, in ``work/``, and JupyterLab on them."""

import os
import shutil
import sys
from pathlib import Path

from shopstream.local.checkout import jupyter_folders, root

SOURCES = ("week*/**/*.ipynb", "capstone/*.ipynb", "capstone/milestones/*.ipynb")


def copy_missing(checkout: Path) -> list[Path]:
    """Copy each notebook that ``work/`` lacks to the same place there; returns the copies. What is there stays as it is."""
    missing = [(path, checkout / "work" / path.relative_to(checkout)) for path in _notebooks(checkout)]
    return [_copy(path, copy) for path, copy in missing if not copy.exists()]


def open_lab() -> None:
    """Replace this process by JupyterLab in ``work/``."""
    jupyter_folders()
    os.chdir(root() / "work")
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab"])


def _notebooks(checkout: Path) -> list[Path]:
    found = {path for pattern in SOURCES for path in checkout.glob(pattern)}
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def _copy(path: Path, copy: Path) -> Path:
    copy.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(path, copy))
