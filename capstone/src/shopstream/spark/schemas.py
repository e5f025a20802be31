"""The tables of the contract as Spark writes them."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from shopstream.contracts.tables import TABLES, Table

LINES = "array<struct<line_number: bigint, product_id: bigint, quantity: bigint, amount_cents: bigint>>"
"""The lines of an order; SQLite, which has no arrays, keeps them as JSON text."""

TYPES = {"text": "string", "double": "decimal(18, 2)"}
"""What Spark calls otherwise. The amount for display is exact here."""

MOMENT = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"
"""A moment as the contract writes it, where the session's time zone is UTC."""

PARTITIONS = {"silver_events": ("event_on",)}
"""Late events reach back some days; a merge reads no other day."""


def spark_type(table: Table, name: str) -> str:
    """The type of a column."""
    if (table.name, name) == ("silver_events", "lines"):
        return LINES
    stated = next(column.type for column in table.columns if column.name == name)
    return TYPES.get(stated, stated)


def columns_ddl(table: Table) -> str:
    """The columns as a ``create table`` names them."""
    return ", ".join(
        f"{column.name} {spark_type(table, column.name)}{'' if column.nullable else ' not null'} comment '{column.role}'"
        for column in table.columns
    )


def as_contract(frame: DataFrame, table: str) -> DataFrame:
    """The columns of a table, in the contract's order, with its types."""
    stated = TABLES[table]
    return frame.select(*(F.col(name).cast(spark_type(stated, name)).alias(name) for name in stated.names))
