"""The figures behind the pictures, by the queries of this folder."""

from collections.abc import Callable
from importlib.resources import files

import polars as pl

from shopstream.contracts.times import POLARS_FORMAT

Query = Callable[[str], list[tuple]]


def frame(query: Query, name: str, schema: dict) -> pl.DataFrame:
    """The answer of ``<name>.sql`` as a frame; columns that end in ``_at`` become moments in milliseconds."""
    sql = files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    rows = pl.DataFrame(query(sql), schema=schema, orient="row")
    return rows.with_columns(pl.col(column).str.to_datetime(POLARS_FORMAT, time_unit="ms") for column in schema if column.endswith("_at"))
