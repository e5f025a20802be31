"""Surrogate keys that are the same in every engine, because they follow from the content."""

import hashlib


def surrogate_key(business_id: int, valid_from_at: str) -> int:
    """The key of a version: the first 15 hex digits of sha256 over ``business_id|valid_from_at``, so it fits into 60 bits.

    >>> surrogate_key(2001, "2026-11-02T10:00:00.000Z")
    672709819327788815
    """
    return int(hashlib.sha256(f"{business_id}|{valid_from_at}".encode()).hexdigest()[:15], 16)
