"""Frames with the types of the contract."""

from collections.abc import Iterable, Sequence

import pandas as pd

from shopstream.contracts.tables import TABLES, Role

DTYPES = {"bigint": "Int64", "int": "Int64", "boolean": "boolean"}
"""What is not here is text."""

COLUMN_TYPES = {column.name: column.type for table in TABLES.values() for column in table.columns}


def to_frame(rows: Iterable[tuple], columns: Sequence[str]) -> pd.DataFrame:
    """Rows as a frame; a column's type follows from its name, which means the same in every table.

    Each column gets its type at once: pandas left to itself makes floats of whole numbers beside a missing one, and rounds large ids.
    """
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame({name: pd.array(list(column), dtype=_dtype(name)) for name, column in zip(columns, values, strict=True)})


def with_types(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the contract's types: nullable whole numbers and booleans, text as objects."""
    return frame.astype({name: _dtype(name) for name in frame.columns})


def _dtype(name: str) -> str:
    return DTYPES.get(COLUMN_TYPES.get(name, "text"), "object")


def to_rows(frame: pd.DataFrame) -> list[tuple]:
    """Rows of plain Python values, None where one is missing."""
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in frame.columns]
    return list(zip(*columns, strict=True))


def as_contract(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The columns that the table stores, in the contract's order, with its types."""
    stored = [column.name for column in TABLES[table].columns if column.role != Role.DISPLAY]
    return with_types(frame[stored])
