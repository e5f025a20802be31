"""The ledger: what the shop knows of each line and of each measure. It is made from the true history, never from what arrives."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa

from shopstream.contracts.ledger import FORMAT_VERSION, LINES, MEASURE_ROWS
from shopstream.simulator.faults import FAULTS, HEALTHY, NAMES, VERSION_2
from shopstream.simulator.history import History
from shopstream.simulator.measures import measure

EVENT_TYPES = {
    "products": "product_changed", "customers": "customer_changed", "views": "product_viewed", "carts": "cart_added",
    "orders": "order_placed", "cancellations": "order_cancelled", "refunds": "refund_issued",
}  # fmt: skip


@dataclass(frozen=True)
class Ledger:
    """The two tables and the summary of ``contracts.ledger``."""

    lines: pa.Table
    measures: pa.Table
    summary: dict


def keep(parameters: dict, history: History, lines: pl.DataFrame, codes: np.ndarray, is_version_2: np.ndarray) -> Ledger:
    """The ledger of a feed.

    Args:
        lines: see ``collector.receive``.
        codes: the fault of each event.
        is_version_2: for each event, whether it was sent in version 2.
    """
    hit = fault_names(codes, is_version_2)
    told = account(history, lines, codes, hit)
    measures = compare(history, lines, codes)
    return Ledger(to_arrow(told, LINES), to_arrow(measures, MEASURE_ROWS), summarise(parameters, told, measures, hit))


def fault_names(codes: np.ndarray, is_version_2: np.ndarray) -> pl.Series:
    """The fault of each event, empty where nothing happened to it."""
    names = pl.Series([*NAMES, ""]).gather(codes % (len(NAMES) + 1))
    return pl.select(pl.when(pl.Series((codes == HEALTHY) & is_version_2)).then(pl.lit(VERSION_2)).otherwise(names)).to_series()


def account(history: History, lines: pl.DataFrame, codes: np.ndarray, hit: pl.Series) -> pl.DataFrame:
    """For each line its event, its fault, its disposition and the reason."""
    reasons = pl.Series([*(fault.reason and str(fault.reason) for fault in FAULTS), None], dtype=pl.String).gather(codes % (len(NAMES) + 1))
    numbers = lines["event"]
    told = lines.select(
        "sequence",
        "received_at",
        event_id=history.ids.gather(numbers),
        event_type=event_types(history).gather(numbers),
        fault=hit.gather(numbers),
        reason=reasons.gather(numbers),
        is_repeat="is_repeat",
        way="way",
    )
    accepted = pl.when("is_repeat").then(pl.lit("duplicate")).otherwise(pl.lit("accepted"))
    return told.with_columns(disposition=pl.when(pl.col("reason").is_null()).then(accepted).otherwise(pl.lit("quarantined")))


def event_types(history: History) -> pl.Series:
    """The type of each event."""
    types = [rows.select("event", type=pl.lit(EVENT_TYPES[kind])) for kind, rows in history.kinds.items() if kind != "payments"]
    captured = pl.when("is_captured").then(pl.lit("payment_captured")).otherwise(pl.lit("payment_failed"))
    return pl.concat([*types, history.payments.select("event", type=captured)]).sort("event")["type"]


def compare(history: History, lines: pl.DataFrame, codes: np.ndarray) -> pl.DataFrame:
    """For each measure and key what happened, what was received, and the difference."""
    arrival = np.zeros(history.height, dtype=np.int64)
    first = lines.filter(~pl.col("is_repeat"))
    arrival[first["event"].to_numpy()] = first["arrival"].to_numpy()
    is_lost = np.array([fault.reason is not None or fault.name == "never_announced" for fault in FAULTS] + [False])
    truth = measure(history, arrival).rename({"value": "truth"})
    received = measure(history.only(~is_lost[codes]), arrival).rename({"value": "received"})
    both = truth.join(received, on=["measure", "key"], how="full", coalesce=True).fill_null(0)
    return both.with_columns(lost=pl.col("truth") - pl.col("received")).sort("measure", "key")


def to_arrow(rows: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    """The columns of a schema, with its types."""
    return rows.select(schema.names).to_arrow().cast(schema)


def summarise(parameters: dict, told: pl.DataFrame, measures: pl.DataFrame, hit: pl.Series) -> dict:
    """The ledger in short, for people."""
    sums = measures.group_by("measure").agg(pl.col("truth", "received", "lost").sum()).sort("measure")
    return {
        "format_version": FORMAT_VERSION,
        "parameters": parameters,
        "events": len(hit),
        "events_by_fault": _counts(hit.filter(hit != "")),
        "lines": told.height,
        "lines_by_disposition": _counts(told["disposition"]),
        "lines_by_way": _counts(told["way"].filter(told["way"] != "")),
        "lines_by_reason": _counts(told["reason"].drop_nulls()),
        "events_that_no_good_line_tells": len(hit) - told.filter(pl.col("disposition") == "accepted").height,
        "totals": {name: {"truth": truth, "received": received, "lost": lost} for name, truth, received, lost in sums.rows()},
    }


def _counts(values: pl.Series) -> dict[str, int]:
    return dict(values.value_counts(name="n").sort(values.name).rows())
