"""One writer a folder: a lock that the system frees when its holder dies, also by ``kill -9``."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopstream.errors import RunError

RETRY_SECONDS = 0.05


@contextmanager
def hold(path: Path, *, refusal: str, patience_seconds: float = 0) -> Iterator[None]:
    """Hold the lock file ``path`` for the length of the block.

    Args:
        patience_seconds: how long to wait for a holder that is about to end, such as a kernel whose parent was killed.

    Raises:
        RunError: another process, or another block of this one, holds it; the message is ``refusal``.
    """
    with path.open("a") as file:
        if not _taken(file, patience_seconds):
            raise RunError(refusal)
        yield


def _taken(file, patience_seconds: float) -> bool:
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(RETRY_SECONDS)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock file now. A file that is not there is not held."""
    try:
        with hold(path.resolve(strict=True), refusal=""):
            return False
    except FileNotFoundError:
        return False
    except RunError:
        return True
