"""One way to write a moment: UTC, milliseconds, 24 characters, so that text order is time order."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

ISO_PATTERN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
POLARS_FORMAT = "%Y-%m-%dT%H:%M:%S%.3fZ"
"""The same moments, as polars reads and writes them."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

ALLOWED_LATENESS_MS = 30 * 60_000
"""An event is late when ``received_at - event_at`` is *more* than this."""

CLOCK_TOLERANCE_MS = 5 * 60_000
"""An event is refused (``clock_ahead``) when ``event_at - received_at`` is *more* than this."""


@lru_cache(maxsize=2**16)
def parse_at(text: str) -> int:
    """Milliseconds since 1970 of an ISO moment.

    Raises:
        ValueError: the text is not exactly ``YYYY-MM-DDTHH:MM:SS.mmmZ``, or no such moment exists.

    >>> parse_at("2026-11-02T10:00:00.250Z")
    1793613600250
    """
    if not (text.isascii() and ISO_PATTERN.fullmatch(text)):
        raise ValueError(f"not a moment of the form 2026-11-02T10:00:00.250Z: {text[:40]!r}")
    return (datetime.fromisoformat(text) - EPOCH) // MILLISECOND


def format_at(milliseconds: int) -> str:
    """The ISO moment of milliseconds since 1970; the inverse of ``parse_at``.

    >>> format_at(1793613600250)
    '2026-11-02T10:00:00.250Z'
    """
    moment = EPOCH + timedelta(milliseconds=milliseconds)
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
