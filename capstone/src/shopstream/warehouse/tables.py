"""The tables as SQLAlchemy knows them, made from the contract; the statements that write them are built from these."""

from sqlalchemy import BigInteger, Column, Double, MetaData, Table, Text

from shopstream.contracts.tables import TABLES, Role

METADATA = MetaData()

TYPES = {"double": Double, "text": Text, "timestamp": Text, "date": Text}
"""What is not here is an integer: ids, cents, counts, and booleans as 0 and 1."""


def _columns(table) -> list[Column]:
    """The columns that are written. What is for display only, the database computes."""
    written = [column for column in table.columns if column.role != Role.DISPLAY]
    return [
        Column(column.name, TYPES.get(column.type, BigInteger), nullable=column.nullable, primary_key=column.name in table.key)
        for column in written
    ]


for _table in TABLES.values():
    Table(_table.name, METADATA, *_columns(_table))

LOADED_FILES = Table("loaded_files", METADATA, Column("source", Text, primary_key=True), Column("line_count", BigInteger, nullable=False))
PUBLISHED_TABLES = Table(
    "published_tables", METADATA, Column("table_name", Text, primary_key=True), Column("version", BigInteger, nullable=False)
)
NATURAL_IDS = Table(
    "natural_ids",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("id", BigInteger, primary_key=True),
    Column("natural_id", Text, nullable=False),
)
