"""Errors of the file system that a user can mend, told apart from bugs."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from shopstream.errors import EnvironmentProblem

ADVICE = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EACCES: "grant the permission, or choose another folder",
    errno.EPERM: "grant the permission, or choose another folder",
    errno.EROFS: "choose a folder that can be written",
    errno.ENAMETOOLONG: "give a shorter name",
    errno.ELOOP: "name the folder itself, not a link that leads in circles",
}


@contextmanager
def mendable() -> Iterator[None]:
    """Turn a full disk, or a folder that may not be written, into an error that says what to do.

    Raises:
        EnvironmentProblem: instead of the OSError. Other errors pass.
    """
    try:
        yield
    except OSError as error:
        advice = ADVICE.get(error.errno)
        if advice is None:
            raise
        where = f" ({error.filename})" if error.filename else ""
        raise EnvironmentProblem(f"{error.strerror}{where}: {advice}, then call again") from error
