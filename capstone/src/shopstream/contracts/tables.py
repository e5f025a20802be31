"""The tables: grain, key, columns with type and role. DDL and engine schemas must say the same; tests compare them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

UNKNOWN_KEY = -1
"""The surrogate key of the unknown member. It stands in no dimension table: facts point to it until the dimension arrives."""

Type = Literal["bigint", "text", "timestamp", "date", "boolean", "int", "double"]
Layer = Literal["bronze", "silver", "gold"]


class Role(StrEnum):
    """What a column is for. Only business columns are part of a table's hash."""

    BUSINESS = "business"
    SURROGATE = "surrogate"
    SOURCE = "source"
    AUDIT = "audit"
    DISPLAY = "display"


@dataclass(frozen=True)
class Column:
    """``type`` is the engine-neutral type: ``timestamp`` is UTC in milliseconds, ``double`` is for display only."""

    name: str
    type: Type
    nullable: bool = False
    role: Role = Role.BUSINESS


@dataclass(frozen=True)
class Table:
    name: str
    layer: Layer
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def business(self) -> list[str]:
        """Names of the columns that the table's hash covers, in the contract's order."""
        return [column.name for column in self.columns if column.role == Role.BUSINESS]


def _table(name: str, layer: Layer, grain: str, key: str, *columns: Column) -> Table:
    return Table(name, layer, grain, tuple(key.split()), columns)


def _id(name: str, **options) -> Column:
    return Column(name, "bigint", **options)


def _surrogate(name: str) -> Column:
    return Column(name, "bigint", role=Role.SURROGATE)


_VALIDITY = (Column("valid_from_at", "timestamp"), Column("valid_to_at", "timestamp", nullable=True), Column("is_current", "boolean"))

# fmt: off
_ALL = (
    _table(
        "bronze_lines", "bronze", "line received", "sequence",
        _id("sequence"), Column("received_at", "timestamp"), Column("body", "text"),
        Column("source", "text", role=Role.SOURCE), Column("loaded_at", "timestamp", role=Role.AUDIT),
    ),
    _table(
        "quarantine", "bronze", "line refused", "sequence",
        _id("sequence"), Column("received_at", "timestamp"), Column("reason", "text"),
        Column("detail", "text", role=Role.AUDIT), Column("body", "text"),
    ),
    _table(
        "silver_events", "silver", "distinct event", "event_id",
        Column("event_id", "text"), Column("event_type", "text"), Column("schema_version", "int"), Column("event_at", "timestamp"),
        Column("event_on", "date"), Column("received_at", "timestamp"), Column("is_late", "boolean"), _id("sequence"),
        _id("customer_id", nullable=True), Column("customer_name", "text", nullable=True), Column("location", "text", nullable=True),
        _id("product_id", nullable=True), Column("product_name", "text", nullable=True), Column("category", "text", nullable=True),
        Column("unit_price_cents", "bigint", nullable=True), _id("session_id", nullable=True), Column("quantity", "bigint", nullable=True),
        _id("order_id", nullable=True), Column("currency", "text", nullable=True), Column("channel", "text", nullable=True),
        Column("lines", "text", nullable=True), Column("amount_cents", "bigint", nullable=True), Column("reason", "text", nullable=True),
        _id("refund_id", nullable=True), Column("line_number", "bigint", nullable=True),
    ),
    _table(
        "customer_dim", "gold", "version of a customer", "customer_key",
        _surrogate("customer_key"), _id("customer_id"), Column("customer_name", "text"), Column("location", "text", nullable=True),
        *_VALIDITY,
    ),
    _table(
        "product_dim", "gold", "version of a product", "product_key",
        _surrogate("product_key"), _id("product_id"), Column("product_name", "text"), Column("category", "text", nullable=True),
        Column("unit_price_cents", "bigint"), *_VALIDITY,
    ),
    _table(
        "date_dim", "gold", "day", "date_on",
        Column("date_on", "date"), Column("year", "int"), Column("month", "int"), Column("day", "int"), Column("weekday", "int"),
        Column("is_weekend", "boolean"),
    ),
    _table(
        "order_fact", "gold", "order line", "order_id line_number",
        _id("order_id"), Column("line_number", "bigint"), _id("product_id"), _id("customer_id", nullable=True),
        Column("quantity", "bigint"), Column("order_amount", "double", role=Role.DISPLAY), Column("order_date", "timestamp"),
        Column("order_amount_cents", "bigint"), Column("currency", "text"), _surrogate("product_key"), _surrogate("customer_key"),
        _id("session_id", nullable=True), Column("is_cancelled", "boolean"), Column("is_paid", "boolean"),
    ),
    _table(
        "payment_fact", "gold", "payment attempt", "event_id",
        Column("event_id", "text"), _id("order_id"), Column("amount_cents", "bigint"), Column("is_captured", "boolean"),
        Column("paid_at", "timestamp"),
    ),
    _table(
        "refund_fact", "gold", "refunded line", "refund_id line_number",
        _id("refund_id"), Column("line_number", "bigint"), _id("order_id", nullable=True), _id("product_id"), Column("quantity", "bigint"),
        Column("amount_cents", "bigint"), Column("refunded_at", "timestamp"),
    ),
    _table(
        "interaction_fact", "gold", "view or cart event", "event_id",
        Column("event_id", "text"), _id("session_id"), _id("customer_id", nullable=True), _id("product_id"), Column("kind", "text"),
        Column("quantity", "bigint", nullable=True), Column("event_at", "timestamp"), _surrogate("product_key"), _surrogate("customer_key"),
    ),
    _table(
        "session_fact", "gold", "session", "session_id",
        _id("session_id"), _id("customer_id", nullable=True), Column("started_at", "timestamp"), Column("ended_at", "timestamp"),
        Column("view_count", "bigint"), Column("cart_count", "bigint"), Column("order_count", "bigint"),
    ),
    _table(
        "sales_by_minute", "gold", "minute of event time and currency", "minute_at currency",
        Column("minute_at", "timestamp"), Column("currency", "text"), Column("order_count", "bigint"), Column("unit_count", "bigint"),
        Column("amount_cents", "bigint"), Column("late_count", "bigint"),
    ),
    _table(
        "funnel_by_hour", "gold", "hour of event time", "hour_at",
        Column("hour_at", "timestamp"), Column("view_session_count", "bigint"), Column("cart_session_count", "bigint"),
        Column("order_session_count", "bigint"),
    ),
)
# fmt: on

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
