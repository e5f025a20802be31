"""The ledger: what a simulated shop knows about itself, as Parquet. The simulator writes it, ``reconcile`` reads it.

``ledger/lines.parquet``     one row for each line received, by ``sequence``
``ledger/measures.parquet``  one row for each measure and key: truth, received, lost (= truth - received)
``ledger/ledger.json``       the same in short, for people: `format_version`, the parameters, lines by disposition and reason, totals
"""

from dataclasses import dataclass

import pyarrow as pa

FORMAT_VERSION = 1

LINES = pa.schema(
    [
        pa.field("sequence", pa.int64(), nullable=False),
        pa.field("received_at", pa.string(), nullable=False),
        pa.field("event_id", pa.string()),  # of the event that the shop sent, also where the line was damaged
        pa.field("event_type", pa.string()),
        pa.field("fault", pa.string(), nullable=False),  # "" where nothing was done to the line
        pa.field("disposition", pa.string(), nullable=False),
        pa.field("reason", pa.string()),  # where quarantined
    ]
)

MEASURE_ROWS = pa.schema(
    [
        pa.field("measure", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),  # "" where the measure has one value
        pa.field("truth", pa.int64(), nullable=False),
        pa.field("received", pa.int64(), nullable=False),
        pa.field("lost", pa.int64(), nullable=False),
    ]
)

DISPOSITIONS = ("accepted", "duplicate", "quarantined")


@dataclass(frozen=True)
class Measure:
    """``key`` says what one row of the measure is for. Rows whose truth and received are both 0 may be absent."""

    name: str
    unit: str
    key: str
    meaning: str


# Keys of time: "2026-11-02", "2026-11-02 10", "2026-11-02 10:05", of event time in UTC.
# Categories and locations: "(none)" where the dimension has none, "(unknown)" where the fact points to the unknown member.
# Sales lines are order lines of more than 0 cents. Gross: all accepted lines, paid or not, cancelled or not.
MEASURES: tuple[Measure, ...] = (
    Measure("orders", "orders", "day", "orders with a sales line, by the order's day"),
    Measure("sales_lines", "lines", "day", "order lines of more than 0 cents, by the order's day"),
    Measure("units", "units", "day", "quantity of the sales lines, by the order's day"),
    Measure("gross_cents", "cents", "day", "amount of all order lines, by the order's day"),
    Measure("gross_cents_by_currency", "cents", "currency", "amount of all order lines"),
    Measure("cancelled_cents", "cents", "day", "amount of the lines of cancelled orders, by the order's day"),
    Measure("refunded_cents", "cents", "day", "amount of the refunds, by the refund's day"),
    Measure("net_cents", "cents", "day", "gross minus cancelled minus refunded, each by its own day"),
    Measure("gross_cents_by_category", "cents", "category", "amount of all order lines, by the category as of the order's time"),
    Measure("gross_cents_by_location", "cents", "location", "amount of all order lines, by the customer's location as of the order's time"),
    Measure("paid_orders", "orders", "day", "orders with a captured payment, by the order's day"),
    Measure("captured_cents", "cents", "day", "captured payments, by the payment's day, also of orders that never arrived"),
    Measure("failed_payments", "payments", "day", "failed payments, by the payment's day"),
    Measure("views", "events", "day", "product views"),
    Measure("carts", "events", "day", "products put into a cart"),
    Measure("views_by_category", "events", "category", "product views, by the category as of the view's time"),
    Measure("sessions", "sessions", "day", "sessions, by the day of their first event"),
    Measure("view_sessions", "sessions", "hour", "distinct sessions with a view in the hour"),
    Measure("cart_sessions", "sessions", "hour", "distinct sessions with a cart event in the hour"),
    Measure("order_sessions", "sessions", "hour", "distinct sessions with an order in the hour"),
    Measure("minute_orders", "orders", "minute", "orders that arrived in time, by the order's minute"),
    Measure("minute_cents", "cents", "minute", "amount of the orders that arrived in time, by the order's minute"),
    Measure("minute_late", "orders", "minute", "orders that arrived late, by the order's minute"),
    Measure("customer_versions", "versions", "", "versions of customers"),
    Measure("product_versions", "versions", "", "versions of products"),
    Measure("customers_by_location", "customers", "location", "customers, by their current location"),
)
