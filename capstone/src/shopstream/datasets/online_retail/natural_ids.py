"""Natural ids as BIGINT. An id that is a number stays that number, so that people recognise it; a text is hashed."""

import hashlib
import re

import polars as pl

from shopstream.contracts.events import MAX_BIGINT
from shopstream.errors import SourceError

NUMBER = re.compile(r"[1-9][0-9]{0,17}")
SCHEMA = {"kind": pl.String, "id": pl.Int64, "natural_id": pl.String}


def to_bigint(natural_id: str) -> int:
    """The number that a natural id is, else one from its SHA-256: from 1 to 2**63 - 1, the same on every machine.

    >>> to_bigint("536365")
    536365
    """
    if NUMBER.fullmatch(natural_id):
        return int(natural_id)
    return int.from_bytes(hashlib.sha256(natural_id.encode()).digest()) % MAX_BIGINT + 1


class NaturalIds:
    """The ids given so far, by kind: customer, product, order, refund. Memory grows with the distinct ids, not with the rows."""

    def __init__(self) -> None:
        self._natural: dict[tuple[str, int], str] = {}

    def give(self, kind: str, natural_id: str) -> int:
        """The id of a natural id.

        Raises:
            SourceError: another natural id of this kind has the same id.
        """
        given = to_bigint(natural_id)
        known = self._natural.setdefault((kind, given), natural_id)
        if known != natural_id:
            raise SourceError(f"the {kind} ids {known!r} and {natural_id!r} both become {given}: rename one of them in the files")
        return given

    def to_frame(self) -> pl.DataFrame:
        """One row for each id: kind, id, natural_id, sorted by kind and id."""
        rows = sorted((kind, given, natural_id) for (kind, given), natural_id in self._natural.items())
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")
