"""Frames with the types of the contract."""

from collections.abc import Iterable, Sequence

import pandas as pd

from shopstream.contracts.tables import TABLES

DTYPES = {"bigint": "Int64", "int": "Int64", "boolean": "boolean"}
"""What is not here is text."""

COLUMN_TYPES = {column.name: column.type for table in TABLES.values() for column in table.columns}


def to_frame(rows: Iterable[tuple], columns: Sequence[str]) -> pd.DataFrame:
    """Rows as a frame; a column's type follows from its name, which means the same in every table."""
    return with_types(pd.DataFrame.from_records(list(rows), columns=list(columns), coerce_float=False))


def with_types(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the contract's types: nullable whole numbers and booleans, text as objects."""
    return frame.astype({name: DTYPES.get(COLUMN_TYPES.get(name, "text"), "object") for name in frame.columns})


def to_rows(frame: pd.DataFrame) -> list[tuple]:
    """Rows of plain Python values, None where one is missing."""
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in frame.columns]
    return list(zip(*columns, strict=True))


def as_contract(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The columns that the table stores, in the contract's order, with its types."""
    stored = [column.name for column in TABLES[table].columns if column.role != "display"]
    return with_types(frame[stored])
