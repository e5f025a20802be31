"""Gold: which events a table is built from, by which function, and how the rows of its touched keys are replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd
from sqlalchemy import Connection, bindparam, column, delete, select, table

from shopstream.etl.statements import compiled, fetch, insert_rows, plain, run
from shopstream.etl.transform.dimensions import build_customer_dim, build_date_dim, build_product_dim
from shopstream.etl.transform.facts import build_interaction_fact, build_order_fact, build_payment_fact, build_refund_fact
from shopstream.etl.transform.frames import to_frame, to_rows
from shopstream.etl.transform.marts import build_funnel_by_hour, build_sales_by_minute, build_session_fact
from shopstream.warehouse import METADATA


@dataclass(frozen=True, slots=True)
class Rebuild:
    """``sql/events/<table>.sql`` reads what the touched keys of a kind need; ``build`` makes the rows; ``key`` finds them again."""

    table: str
    kind: str
    key: str
    build: Callable[[pd.DataFrame], pd.DataFrame]


DIMENSIONS = (
    Rebuild("customer_dim", "customer", "customer_id", build_customer_dim),
    Rebuild("product_dim", "product", "product_id", build_product_dim),
)


def rebuild_gold(connection: Connection) -> None:
    """Build every row anew whose key is in ``touched``: dimensions, the facts that point to them, then what follows from facts."""
    for part in DIMENSIONS:
        rebuild(connection, part)
    run(connection, "touch_moved")
    for part in facts(read(connection, "versions/customers"), read(connection, "versions/products")):
        rebuild(connection, part)


def facts(customers: pd.DataFrame, products: pd.DataFrame) -> tuple[Rebuild, ...]:
    """What is built after the dimensions; the last one asks the facts for their days."""
    return (
        Rebuild("order_fact", "order", "order_id", partial(build_order_fact, customers=customers, products=products)),
        Rebuild("payment_fact", "payment", "event_id", build_payment_fact),
        Rebuild("refund_fact", "refund", "refund_id", build_refund_fact),
        Rebuild("interaction_fact", "interaction", "event_id", partial(build_interaction_fact, customers=customers, products=products)),
        Rebuild("session_fact", "session", "session_id", build_session_fact),
        Rebuild("sales_by_minute", "minute", "minute_at", build_sales_by_minute),
        Rebuild("funnel_by_hour", "hour", "hour_at", build_funnel_by_hour),
        Rebuild("date_dim", "day", "date_on", build_date_dim),
    )


def rebuild(connection: Connection, part: Rebuild) -> None:
    """Replace the rows of the touched keys. Rows of other keys, for which not all events were read, are left as they are."""
    keys = {item for (item,) in connection.exec_driver_sql("select item from touched where kind = ?", (part.kind,))}
    if not keys:
        return
    rows = part.build(read(connection, f"events/{part.table}"))
    connection.exec_driver_sql(_delete_touched(part.table, part.key), (part.kind,))
    insert_rows(connection, plain(part.table), to_rows(rows[rows[part.key].isin(keys)]))


def read(connection: Connection, name: str) -> pd.DataFrame:
    """The answer of a text as a frame with the contract's types."""
    columns, rows = fetch(connection, name)
    return to_frame(rows, columns)


@cache
def _delete_touched(name: str, key: str) -> str:
    touched = table("touched", column("kind"), column("item"))
    target = METADATA.tables[name]
    return compiled(delete(target).where(target.c[key].in_(select(touched.c.item).where(touched.c.kind == bindparam("kind")))))
