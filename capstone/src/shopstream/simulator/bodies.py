"""What the shop's devices send: each event as one JSON object, rendered column by column."""

import json
from collections.abc import Iterable

import polars as pl

from shopstream.contracts.times import POLARS_FORMAT
from shopstream.simulator.catalogue import PRODUCTS, product_name
from shopstream.simulator.history import History
from shopstream.simulator.names import CANCEL_REASONS, CATEGORIES, CHANNELS, FIRST, LAST, PLACES
from shopstream.simulator.people import customer_name


def render(history: History, is_version_2: pl.Series) -> pl.DataFrame:
    """The bodies of a history: ``event`` (its number) and ``body``, in the order of the numbers.

    Args:
        is_version_2: for each order, whether it is sent in version 2.
    """
    ids = history.ids
    parts = [
        _products(history.products, ids),
        _customers(history.customers, ids),
        _rendered(history.views, ids, "product_viewed", "session_id", "customer_id", "product_id"),
        _rendered(history.carts, ids, "cart_added", "session_id", "customer_id", "product_id", "quantity"),
        _orders(history.orders, history.lines, ids, is_version_2),
        _rendered(history.payments.filter("is_captured"), ids, "payment_captured", "order_id", "amount_cents"),
        _rendered(history.payments.filter(~pl.col("is_captured")), ids, "payment_failed", "order_id", "amount_cents"),
        _rendered(history.cancellations.with_columns(reason=texts("reason", CANCEL_REASONS)), ids, "order_cancelled", "order_id", "reason"),
        _rendered(history.refunds, ids, "refund_issued", "refund_id", "order_id", "line_number", "product_id", "quantity", "amount_cents"),
    ]
    return pl.concat(parts).sort("event")


def _products(products: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    named = products.with_columns(
        product_name=texts("name", map(product_name, range(PRODUCTS))),
        category=texts("category", CATEGORIES),
    )
    return _rendered(named, ids, "product_changed", "product_id", "product_name", "category", "unit_price_cents")


def _customers(customers: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    names = map(customer_name, range(len(FIRST) * len(LAST)))
    named = customers.with_columns(customer_name=texts("name", names), location=texts("place", PLACES))
    return _rendered(named, ids, "customer_changed", "customer_id", "customer_name", "location")


def _orders(orders: pl.DataFrame, lines: pl.DataFrame, ids: pl.Series, is_version_2: pl.Series) -> pl.DataFrame:
    told = orders.with_columns(currency=pl.lit('"EUR"'), channel=texts("channel", CHANNELS))
    one, two = told.filter(~is_version_2), told.filter(is_version_2)
    fields = ("order_id", "customer_id", "session_id")
    return pl.concat(
        [
            _rendered(one.join(_baskets(lines, "amount_cents"), on="order_id"), ids, "order_placed", *fields, "currency", "lines"),
            _rendered(
                two.join(_baskets(lines, "line_amount_cents"), on="order_id"),
                ids, "order_placed", *fields, "channel", "currency", "lines", version=2,
            ),
        ]
    )  # fmt: skip


def _baskets(lines: pl.DataFrame, amount: str) -> pl.DataFrame:
    """The lines of each order as JSON, the amount under the name of a version."""
    named = lines.rename({"amount_cents": amount})
    objects = named.select("order_id", lines=_object("line_number", "product_id", "quantity", amount))
    baskets = objects.group_by("order_id", maintain_order=True).agg(pl.col("lines").str.join(","))
    return baskets.with_columns(lines=pl.concat_str(pl.lit("["), "lines", pl.lit("]")))


def _rendered(rows: pl.DataFrame, ids: pl.Series, event_type: str, *fields: str, version: int = 1) -> pl.DataFrame:
    """``event`` and ``body`` of rows of one type; a field that is a number is written as it is, a text must be JSON already."""
    envelope = [
        pl.lit('{"event_id":"'), "event_id", pl.lit(f'","event_type":"{event_type}","event_at":"'), iso("event_at"),
        pl.lit(f'","schema_version":{version},'),
    ]  # fmt: skip
    body = pl.concat_str(*envelope, *_fields(fields), pl.lit("}"))
    return rows.with_columns(event_id=ids.gather(rows["event"])).select("event", body=body)


def _object(*fields: str) -> pl.Expr:
    return pl.concat_str(pl.lit("{"), *_fields(fields), pl.lit("}"))


def _fields(names: Iterable[str]) -> list[pl.Expr]:
    parts = [
        (pl.lit(f'{"," if number else ""}"{name}":'), pl.col(name).cast(pl.String).fill_null("null")) for number, name in enumerate(names)
    ]
    return [part for pair in parts for part in pair]


def texts(column: str, values: Iterable[str]) -> pl.Expr:
    """The texts that the numbers of a column stand for, as JSON: each is escaped once, however often it occurs."""
    escaped = [json.dumps(value, ensure_ascii=False) for value in values]
    return pl.col(column).replace_strict(range(len(escaped)), escaped, return_dtype=pl.String)


def iso(column: str) -> pl.Expr:
    """Milliseconds since 1970 as ISO text."""
    return pl.from_epoch(column, "ms").dt.strftime(POLARS_FORMAT)
