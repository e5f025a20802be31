"""What takes a second to make and is the same each time, kept in ``.cache/shelf/`` of the checkout: the next notebook has it at once."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from shopstream.errors import EnvironmentProblem
from shopstream.local.atomic import write_bytes
from shopstream.local.checkout import root

MOST = 40
"""So many things are kept; what was not asked for longest goes first."""

MAKERS = ("contracts", "simulator", "lessons")
"""The parts of the package whose text decides what is made."""

CHECKSUM = 32


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` gives, from the shelf if it is there, whole, and made by the code as it is now.

    Args:
        name: what it is, with all that it depends on beside the code. The same name stands for the same bytes.
    """
    path = _place(name)
    with suppress(OSError):
        content = path.read_bytes() if path else b""
        if content[:CHECKSUM] == _checksum(content[CHECKSUM:]):
            with suppress(OSError):
                path.touch()
            return content[CHECKSUM:]
    made = make()
    with suppress(OSError):  # a full disk must not stop a lesson
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, _checksum(made) + made)
            _make_room(path.parent)
    return made


def _place(name: str) -> Path | None:
    with suppress(EnvironmentProblem):
        return root() / ".cache" / "shelf" / sha256(f"{_makers()} {name}".encode()).hexdigest()
    return None


def _checksum(data: bytes) -> bytes:
    return sha256(data).digest()


def _make_room(folder: Path) -> None:
    newest_first = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest_first[MOST:]:
        path.unlink()


@lru_cache(maxsize=1)
def _makers() -> str:
    """A hash of the code that makes things, and of the libraries whose versions may show in them."""
    told = sha256(f"{sqlite3.sqlite_version} {version('numpy')} {version('polars')}".encode())
    for part in MAKERS:
        for text in _texts(files("shopstream") / part):
            told.update(text)
    return told.hexdigest()


def _texts(folder: Traversable) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".sql")):
            yield entry.read_bytes()
