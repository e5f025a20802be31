"""Columns of the simulator."""

import numpy as np
import polars as pl


def frame(**columns: np.ndarray) -> pl.DataFrame:
    """A frame of whole numbers and truth values."""
    return pl.DataFrame({name: pl.Series(values) for name, values in columns.items()})


def nullable(values: np.ndarray, missing: np.ndarray) -> pl.Series:
    """The values as a column, null where ``missing``."""
    return pl.select(pl.when(pl.Series(~missing)).then(pl.Series(values))).to_series()


def ordinals(counts: np.ndarray) -> np.ndarray:
    """0, 1, 2, ... within each group of so many rows.

    >>> ordinals(np.array([2, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    starts = np.cumsum(counts) - counts
    return np.arange(int(counts.sum())) - np.repeat(starts, counts)


def filled(values: np.ndarray, keep: np.ndarray) -> np.ndarray:
    """Each value, or the last one before it, where it is to be kept; the first of all must not be kept.

    >>> filled(np.array([7, 0, 8, 0]), np.array([False, True, False, True])).tolist()
    [7, 7, 8, 8]
    """
    positions = np.where(keep, 0, np.arange(len(values)))
    return values[np.maximum.accumulate(positions)]
