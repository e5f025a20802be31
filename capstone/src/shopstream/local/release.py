"""The course as an instructor gives it out: what git tracks and a learner needs."""

import shutil
import subprocess
from pathlib import Path

from shopstream.errors import EnvironmentProblem, UsageError

FOR_MAINTAINERS = (".ci", ".github", "authoring", "bench", "docs/instructors.md", "tests", "tools")
SOLUTIONS = "week*/solutions/*"


def write(checkout: Path, folder: Path, *, without_solutions: bool) -> int:
    """Copy the files into a new folder; returns how many.

    Raises:
        UsageError: the folder is there and holds something.
        EnvironmentProblem: the checkout is no clone, or git is not there.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: name a new folder")
    kept = [name for name in tracked(checkout) if not left_out(name, without_solutions=without_solutions)]
    for name in kept:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(checkout / name, target)
    return len(kept)


def tracked(checkout: Path) -> list[Path]:
    """What git tracks and the checkout still has."""
    try:
        told = subprocess.run(["git", "-C", str(checkout), "ls-files", "-z"], capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EnvironmentProblem(f"git does not say what belongs to the course in {checkout}: make the release in a clone") from error
    return [Path(name) for name in told.stdout.split("\0") if name and (checkout / name).is_file()]


def left_out(name: Path, *, without_solutions: bool) -> bool:
    """Whether a file is none for learners."""
    parents = {str(part) for part in (name, *name.parents)}
    return bool(parents & set(FOR_MAINTAINERS)) or (without_solutions and name.match(SOLUTIONS))
