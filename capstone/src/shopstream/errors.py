"""The exceptions of the package. Each message says what happened, where, and what to do next.

Whoever calls from a shell sees the message on one or two lines and exit code 2; anything that is not a
``ShopstreamError`` is a bug of ours.
"""


class ShopstreamError(Exception):
    """Root of all errors that a user can do something about."""


class OnOneLine(ShopstreamError):
    """What a notebook shows on one line: there is nothing for a learner in the lines of our code."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


class UsageError(OnOneLine):
    """An option or a value that cannot be: the caller corrects it and calls again."""


class SourceError(ShopstreamError):
    """Input that cannot be read at all: a missing folder, a foreign file, a landing file that is no JSON."""


class LedgerError(SourceError):
    """A ledger that is missing, incomplete, or of another format version."""


class WarehouseError(ShopstreamError):
    """A database that cannot be opened or written: locked, read-only, of another schema version, a full disk."""


class RunError(ShopstreamError):
    """A run folder that cannot be used: held by another writer, finished, unknown."""


class EnvironmentProblem(ShopstreamError):
    """Something that this machine lacks. ``shopstream doctor`` shows the whole list."""


class QueryError(ShopstreamError):
    """A streaming query that failed: its name, the batch, the cause."""


class ReconcileError(ShopstreamError):
    """Laws that do not hold. The message is the table of the laws."""


class LessonError(OnOneLine):
    """Something in a lesson that does not go on as it stands: an exercise that is not there, a statement that SQLite refuses."""


class AnswerError(LessonError):
    """A learner's answer that gives nothing to judge. The message is for the learner."""


class NotAttempted(LessonError, NotImplementedError):
    """An answer that is not written yet."""


class SqlError(LessonError):
    """A statement that the database refuses, in its own words."""
