"""The SQL warehouse: its tables in SQLite, a thin engine over SQLAlchemy, and the business queries."""

from shopstream.warehouse.engine import open_warehouse, query
from shopstream.warehouse.natural_ids import load_natural_ids
from shopstream.warehouse.publish import published_version, replace_table
from shopstream.warehouse.tables import METADATA

__all__ = ["METADATA", "load_natural_ids", "open_warehouse", "published_version", "query", "replace_table"]
