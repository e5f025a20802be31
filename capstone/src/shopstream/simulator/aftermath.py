"""What follows an order: it is paid or not, cancelled, sent back."""

from dataclasses import dataclass

import polars as pl

from shopstream.simulator.draws import Draws
from shopstream.simulator.names import CANCEL_REASONS
from shopstream.simulator.rhythm import DAY, HOUR, MINUTE, SECOND, closes_at

FAILED, TRIED_AGAIN, CANCELLED, SENT_BACK, LINE_KEPT = 80_000, 750_000, 40_000, 90_000, 350_000
"""In a million: first payments that fail, failed ones that are tried again, orders cancelled, orders sent back, lines kept of these."""


@dataclass(frozen=True)
class Aftermath:
    payments: pl.DataFrame
    cancellations: pl.DataFrame
    refunds: pl.DataFrame


def follow(seed: int, days: int, orders: pl.DataFrame, lines: pl.DataFrame) -> Aftermath:
    """What happens to the orders before the shop closes; later events have not happened."""
    totals = lines.group_by("order_id").agg(pl.col("amount_cents").sum())
    placed = orders.select("order_id", "event_at").join(totals, on="order_id", maintain_order="left")
    payments = pay(Draws(seed, "payments"), placed)
    cancellations = cancel(Draws(seed, "cancellations"), placed)
    kept = payments.filter("is_captured").join(cancellations, on="order_id", how="anti", maintain_order="left")
    refunds = refund(Draws(seed, "refunds"), kept, lines)
    is_open = pl.col("event_at") < closes_at(days)
    return Aftermath(payments.filter(is_open), cancellations.filter(is_open), refunds.filter(is_open))


def pay(draws: Draws, placed: pl.DataFrame) -> pl.DataFrame:
    """``payment_captured`` and ``payment_failed``; some who fail try again."""
    attempts = _after(placed, draws, SECOND, 90 * SECOND).with_columns(is_captured=~pl.Series(draws.happens(FAILED, placed.height)))
    failed = attempts.filter(~pl.col("is_captured"))
    retried = failed.filter(pl.Series(draws.happens(TRIED_AGAIN, failed.height)))
    again = _after(retried, draws, MINUTE, 20 * MINUTE).with_columns(is_captured=True)
    return pl.concat([attempts, again])


def cancel(draws: Draws, placed: pl.DataFrame) -> pl.DataFrame:
    """``order_cancelled``, within two days."""
    cancelled = placed.filter(pl.Series(draws.happens(CANCELLED, placed.height)))
    reason = pl.Series(draws.below(len(CANCEL_REASONS), cancelled.height))
    return _after(cancelled, draws, 2 * MINUTE, 2 * DAY).select("order_id", "event_at", reason=reason)


def refund(draws: Draws, paid: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """``refund_issued``: some lines of a paid order, all or a part of the quantity, hours or days later."""
    returned = paid.filter(pl.Series(draws.happens(SENT_BACK, paid.height)))
    issued = _after(returned, draws, 3 * HOUR, 4 * DAY).select("order_id", "event_at", refund_id=pl.int_range(1, returned.height + 1))
    items = issued.join(lines, on="order_id", maintain_order="left")
    items = items.filter((pl.col("line_number") == 1) | ~pl.Series(draws.happens(LINE_KEPT, items.height)))
    kept = pl.Series(draws.below(items["quantity"].to_numpy(), items.height))
    quantity = pl.col("quantity") - kept
    return items.with_columns(quantity=quantity, amount_cents=pl.col("amount_cents") * quantity // pl.col("quantity"))


def _after(events: pl.DataFrame, draws: Draws, least: int, most: int) -> pl.DataFrame:
    """The events, each so many milliseconds later (at most 24 days)."""
    return events.with_columns(event_at=pl.col("event_at") + pl.Series(draws.between(least, most, events.height)))
