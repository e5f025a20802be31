"""Every measure of the ledger, from the events of a history. Written anew here: the pipeline's code is what is to be judged."""

import numpy as np
import polars as pl

from shopstream.contracts.times import ALLOWED_LATENESS_MS
from shopstream.simulator.history import History
from shopstream.simulator.names import CATEGORIES, PLACES
from shopstream.simulator.rhythm import DAY, HOUR, MINUTE

CENTS = "amount_cents"


def measure(history: History, arrival: np.ndarray) -> pl.DataFrame:
    """Rows of ``measure``, ``key``, ``value``.

    Args:
        arrival: for each event the milliseconds since 1970 at which its first line was received.
    """
    parts = {**sales(history), **money(history), **visits(history), **minutes(history, arrival), **dimensions(history)}
    return pl.concat([rows.select(pl.lit(name).alias("measure"), "key", pl.col("value").cast(pl.Int64)) for name, rows in parts.items()])


def sold(history: History) -> pl.DataFrame:
    """The lines of the orders, with what is known of these."""
    headers = history.orders.select("order_id", "customer_id", "event_at", day=_part("event_at", DAY))
    told = headers.with_columns(
        is_cancelled=pl.col("order_id").is_in(history.cancellations["order_id"].implode()),
        is_paid=pl.col("order_id").is_in(history.payments.filter("is_captured")["order_id"].implode()),
    )
    return history.lines.join(told, on="order_id")


def sales(history: History) -> dict[str, pl.DataFrame]:
    lines = sold(history)
    sale = lines.filter(pl.col(CENTS) > 0)
    categories, places = category_of(lines, history.products), place_of(lines, history.customers)
    return {
        "orders": _by_day(sale, pl.col("order_id").n_unique()),
        "sales_lines": _by_day(sale, pl.len()),
        "units": _by_day(sale, pl.col("quantity").sum()),
        "gross_cents": _by_day(lines, pl.col(CENTS).sum()),
        "gross_cents_by_currency": lines.select(key=pl.lit("EUR"), value=pl.col(CENTS).sum()),
        "cancelled_cents": _by_day(lines.filter("is_cancelled"), pl.col(CENTS).sum()),
        "paid_orders": _by_day(lines.filter("is_paid"), pl.col("order_id").n_unique()),
        "gross_cents_by_category": _by(lines.with_columns(key=categories), pl.col(CENTS).sum()),
        "gross_cents_by_location": _by(lines.with_columns(key=places), pl.col(CENTS).sum()),
    }


def money(history: History) -> dict[str, pl.DataFrame]:
    kept = sold(history).filter(~pl.col("is_cancelled")).select("day", CENTS)
    refunds = history.refunds.with_columns(day=_part("event_at", DAY))
    payments = history.payments.with_columns(day=_part("event_at", DAY))
    return {
        "refunded_cents": _by_day(refunds, pl.col(CENTS).sum()),
        "net_cents": _by_day(pl.concat([kept, refunds.select("day", -pl.col(CENTS))]), pl.col(CENTS).sum()),
        "captured_cents": _by_day(payments.filter("is_captured"), pl.col(CENTS).sum()),
        "failed_payments": _by_day(payments.filter(~pl.col("is_captured")), pl.len()),
    }


def visits(history: History) -> dict[str, pl.DataFrame]:
    steps = {"view": history.views, "cart": history.carts, "order": history.orders}
    told = {
        step: rows.select("session_id", "event_at", day=_part("event_at", DAY), hour=_part("event_at", HOUR))
        for step, rows in steps.items()
    }
    starts = pl.concat(told.values()).group_by("session_id").agg(pl.col("event_at").min()).with_columns(day=_part("event_at", DAY))
    return {
        "views": _by_day(told["view"], pl.len()),
        "carts": _by_day(told["cart"], pl.len()),
        "sessions": _by_day(starts, pl.len()),
        "views_by_category": _by(history.views.with_columns(key=category_of(history.views, history.products)), pl.len()),
        **{f"{step}_sessions": _by_time(rows, "hour", pl.col("session_id").n_unique(), "%Y-%m-%d %H") for step, rows in told.items()},
    }


def minutes(history: History, arrival: np.ndarray) -> dict[str, pl.DataFrame]:
    """Orders by minute: those in time with their cents, the others by number."""
    delay = arrival[history.orders["event"].to_numpy()] - history.orders["event_at"].to_numpy()
    amounts = history.lines.group_by("order_id").agg(pl.col(CENTS).sum())
    orders = history.orders.select("order_id", minute=_part("event_at", MINUTE), is_late=pl.Series(delay > ALLOWED_LATENESS_MS))
    told = orders.join(amounts, on="order_id")
    values = {"minute_orders": pl.len(), "minute_cents": pl.col(CENTS).sum()}
    in_time = {name: _by_minute(told.filter(~pl.col("is_late")), value) for name, value in values.items()}
    return {**in_time, "minute_late": _by_minute(told.filter("is_late"), pl.len())}


def dimensions(history: History) -> dict[str, pl.DataFrame]:
    current = history.customers.sort("event").unique("customer_id", keep="last").select(key=named("place", PLACES))
    return {
        "customer_versions": _versions(history.customers, "customer_id", ["name", "place"]),
        "product_versions": _versions(history.products, "product_id", ["name", "category", "unit_price_cents"]),
        "customers_by_location": _by(current, pl.len()),
    }


def _versions(changes: pl.DataFrame, member: str, attributes: list[str]) -> pl.DataFrame:
    """How many changes differ from the one before; of changes in the same millisecond the last counts."""
    last = changes.sort("event").unique([member, "event_at"], keep="last", maintain_order=True)
    is_first = pl.int_range(pl.len()).over(member) == 0
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift().over(member)) for name in attributes)
    return last.select(key=pl.lit(""), value=(is_first | differs).sum())


def category_of(facts: pl.DataFrame, products: pl.DataFrame) -> pl.Series:
    """The category of each fact's product when it happened."""
    return _as_of(facts, products, "product_id", named("category", CATEGORIES))


def place_of(facts: pl.DataFrame, customers: pl.DataFrame) -> pl.Series:
    """The place of each fact's customer when it happened."""
    return _as_of(facts, customers, "customer_id", named("place", PLACES))


def _as_of(facts: pl.DataFrame, changes: pl.DataFrame, member: str, attribute: pl.Expr) -> pl.Series:
    """In the order of the facts; ``(unknown)`` before the first change, and for guests and strangers."""
    told = (
        changes.sort("event").select(member, "event_at", attribute=attribute).unique([member, "event_at"], keep="last", maintain_order=True)
    )
    asked = facts.select(member, "event_at").with_row_index("row").sort("event_at")
    found = asked.join_asof(told.sort("event_at"), on="event_at", by=member, strategy="backward", check_sortedness=False)
    return found.sort("row")["attribute"].fill_null("(unknown)")


def named(column: str, names: tuple[str, ...]) -> pl.Expr:
    """The names that the numbers of a column stand for, ``(none)`` for a missing one."""
    return pl.col(column).replace_strict(range(len(names)), names, return_dtype=pl.String).fill_null("(none)")


def _part(column: str, size: int) -> pl.Expr:
    return pl.col(column) // size * size


def _by(rows: pl.DataFrame, value: pl.Expr) -> pl.DataFrame:
    return rows.group_by("key").agg(value=value)


def _by_time(rows: pl.DataFrame, column: str, value: pl.Expr, form: str) -> pl.DataFrame:
    grouped = rows.group_by(column).agg(value=value)
    return grouped.select(key=pl.from_epoch(column, "ms").dt.strftime(form), value="value")


def _by_day(rows: pl.DataFrame, value: pl.Expr) -> pl.DataFrame:
    return _by_time(rows, "day", value, "%Y-%m-%d")


def _by_minute(rows: pl.DataFrame, value: pl.Expr) -> pl.DataFrame:
    return _by_time(rows, "minute", value, "%Y-%m-%d %H:%M")
