"""Random integers that are the same on every machine: raw PCG64 words and integer arithmetic, no float anywhere.

numpy promises the words of a bit generator for ever, not what its distributions make of them. Each purpose has a stream of
its own, named after it, so that drawing more for one changes nothing for another.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

HALF = np.uint64(32)


class Draws:
    """A stream of draws for one purpose of one shop."""

    def __init__(self, seed: int, purpose: str) -> None:
        self._words = np.random.PCG64(int.from_bytes(hashlib.sha256(f"{seed}/{purpose}".encode()).digest()))

    def words(self, count: int) -> np.ndarray:
        """``count`` numbers below 2**64."""
        return self._words.random_raw(count)

    def below(self, limit: int | np.ndarray, count: int) -> np.ndarray:
        """``count`` numbers from 0 to ``limit`` - 1, where a limit is below 2**31; one limit for all, or one for each."""
        return (((self.words(count) >> HALF) * np.asarray(limit, dtype=np.uint64)) >> HALF).astype(np.int64)

    def between(self, low: int, high: int, count: int) -> np.ndarray:
        """``count`` numbers from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1, count)

    def chosen(self, weights: Sequence[int] | np.ndarray, count: int) -> np.ndarray:
        """``count`` positions in ``weights``, each as often as its weight says."""
        ends = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(ends, self.below(int(ends[-1]), count), side="right")

    def happens(self, per_million: int, count: int) -> np.ndarray:
        """``count`` truth values, each true with a probability of ``per_million`` in a million."""
        return self.below(1_000_000, count) < per_million
