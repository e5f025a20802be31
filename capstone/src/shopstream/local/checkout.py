"""Where the course's files are on this machine."""

import os
from pathlib import Path

from shopstream.errors import EnvironmentProblem

MARK = Path("capstone") / "pyproject.toml"


def root() -> Path:
    """The checkout: around the working folder, or around the package where it is installed in editable form.

    Raises:
        EnvironmentProblem: neither.
    """
    for folder in (*_upwards(Path.cwd()), *_upwards(Path(__file__).parent)):
        if (folder / MARK).is_file():
            return folder
    raise EnvironmentProblem(f"no checkout of the course here ({MARK} is not found): change into it and call again")


def _upwards(folder: Path) -> tuple[Path, ...]:
    return (folder, *folder.parents)


def jupyter_folders() -> None:
    """Keep what Jupyter and matplotlib write out of the home folder, unless the caller has chosen other folders."""
    cache = root() / ".cache"
    for name, folder in {
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "jupyter/config",
        "JUPYTER_DATA_DIR": "jupyter/data",
        "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
        "MPLCONFIGDIR": "matplotlib",
    }.items():
        path = Path(os.environ.setdefault(name, str(cache / folder)))
        path.mkdir(parents=True, exist_ok=True)
