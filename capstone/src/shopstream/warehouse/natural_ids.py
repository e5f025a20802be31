"""The names that real data had for its customers, products and orders, beside the numbers that stand for them."""

from collections.abc import Iterable

from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite import insert

from shopstream.warehouse.tables import NATURAL_IDS


def load_natural_ids(engine: Engine, rows: Iterable[tuple[str, int, str]]) -> None:
    """Store kind, id and natural id; what is known already stays."""
    values = [dict(zip(NATURAL_IDS.columns.keys(), row, strict=True)) for row in rows]
    if values:
        with engine.begin() as connection:
            connection.execute(insert(NATURAL_IDS).on_conflict_do_nothing(), values)
