"""What visitors do: look, put into the cart, order."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from shopstream.simulator import catalogue, people
from shopstream.simulator.draws import Draws
from shopstream.simulator.frames import frame, nullable, ordinals
from shopstream.simulator.rhythm import SECOND, closes_at, moments

SESSIONS_AN_ORDER = 4
FIRST_SESSION, FIRST_ORDER = 50_001, 1_001
VIEWS = (42, 26, 15, 8, 4, 3, 1, 1)
"""Weight of one view in a session, of two, ..."""

QUANTITIES = (70, 18, 8, 4)
CHANNEL_WEIGHTS = (75, 10, 15)
"""Weight of one piece, of two, ...; of each of ``names.CHANNELS``."""

GUESTS, CARTED, ORDERED, GIFTS = 300_000, 290_000, 500_000, 40_000
"""In a million: sessions of guests, views that go into the cart, carts that are ordered, orders with a gift."""


@dataclass(frozen=True)
class Visits:
    """The events of visitors. ``lines`` belong to ``orders``; the amount of a gift is 0."""

    views: pl.DataFrame
    carts: pl.DataFrame
    orders: pl.DataFrame
    lines: pl.DataFrame


def sessions(seed: int, days: int, orders_per_day: int) -> pl.DataFrame:
    """A row for each session: ``session_id``, ``started_at``, ``customer`` (null for a guest)."""
    draws = Draws(seed, "sessions")
    started_at = moments(draws, days=days, per_monday=SESSIONS_AN_ORDER * orders_per_day)
    customer = draws.chosen(people.loyalty(people.population(orders_per_day)), len(started_at))
    numbered = frame(session_id=FIRST_SESSION + np.arange(len(started_at)), started_at=started_at)
    return numbered.with_columns(customer=nullable(customer, draws.happens(GUESTS, len(started_at))))


def visit(seed: int, days: int, sessions: pl.DataFrame, products: pl.DataFrame) -> Visits:
    """What happens in the sessions before the shop closes, at the prices of the moment."""
    visitors = sessions.select("session_id", "started_at", customer_id=pl.col("customer") + people.FIRST_ID)
    is_open = pl.col("event_at") < closes_at(days)
    views = look(Draws(seed, "views"), visitors).filter(is_open)
    carts = put_into_cart(Draws(seed, "carts"), views).filter(is_open)
    orders = order(Draws(seed, "orders"), carts).filter(is_open)
    lines = price(basket(Draws(seed, "gifts"), orders, carts), products)
    return Visits(views, carts, orders, lines)


def look(draws: Draws, visitors: pl.DataFrame) -> pl.DataFrame:
    """``product_viewed``: some views in each session, one after another."""
    counts = 1 + draws.chosen(VIEWS, visitors.height)
    number = ordinals(counts)
    product = draws.chosen(catalogue.popularity(), len(number))
    pause = np.cumsum(draws.between(4 * SECOND, 120 * SECOND, len(number)))
    before = np.repeat(pause[np.cumsum(counts) - counts], counts)
    rows = frame(visitor=np.repeat(np.arange(visitors.height), counts), product_id=product + 1, passed=pause - before)
    told = visitors.select(pl.all().gather(rows["visitor"]))
    return told.select("session_id", "customer_id", product_id=rows["product_id"], event_at=pl.col("started_at") + rows["passed"])


def put_into_cart(draws: Draws, views: pl.DataFrame) -> pl.DataFrame:
    """``cart_added``: some of the viewed products, a few seconds after the view."""
    carted = views.filter(pl.Series(draws.happens(CARTED, views.height)))
    later = pl.Series(draws.between(SECOND, 4 * SECOND, carted.height))
    return carted.with_columns(event_at=pl.col("event_at") + later, quantity=pl.Series(1 + draws.chosen(QUANTITIES, carted.height)))


def order(draws: Draws, carts: pl.DataFrame) -> pl.DataFrame:
    """``order_placed``: the whole cart, some time after the last product went into it."""
    filled = carts.group_by("session_id", maintain_order=True).agg(pl.col("customer_id").first(), pl.col("event_at").max())
    ordered = filled.filter(pl.Series(draws.happens(ORDERED, filled.height)))
    later = pl.Series(draws.between(20 * SECOND, 300 * SECOND, ordered.height))
    placed = ordered.with_columns(event_at=pl.col("event_at") + later, channel=pl.Series(draws.chosen(CHANNEL_WEIGHTS, ordered.height)))
    return placed.sort("event_at", "session_id").with_columns(order_id=pl.int_range(FIRST_ORDER, FIRST_ORDER + placed.height))


def basket(draws: Draws, orders: pl.DataFrame, carts: pl.DataFrame) -> pl.DataFrame:
    """The lines of each order: its cart in order, sometimes with a gift at the end."""
    headers = orders.select("order_id", "session_id", ordered_at="event_at")
    bought = headers.join(carts.select("session_id", "product_id", "quantity", "event_at"), on="session_id")
    given = headers.filter(pl.Series(draws.happens(GIFTS, headers.height)))
    product = pl.Series(1 + draws.below(catalogue.PRODUCTS, given.height))
    gifts = given.with_columns(product_id=product, quantity=pl.lit(1, pl.Int64), event_at="ordered_at")
    lines = pl.concat([bought.with_columns(is_gift=False), gifts.select(*bought.columns, is_gift=True)])
    ordered = lines.sort("order_id", "event_at", "is_gift").drop("event_at", "session_id")
    return ordered.with_columns(line_number=pl.int_range(1, pl.len() + 1).over("order_id"))


def price(lines: pl.DataFrame, products: pl.DataFrame) -> pl.DataFrame:
    """The lines with ``amount_cents``: the price as of the order's time, for the whole quantity."""
    prices = products.select("product_id", "event_at", "unit_price_cents").sort("event_at")
    priced = lines.sort("ordered_at").join_asof(
        prices, left_on="ordered_at", right_on="event_at", by="product_id", strategy="backward", check_sortedness=False
    )
    amount = pl.when("is_gift").then(0).otherwise(pl.col("unit_price_cents") * pl.col("quantity"))
    told = priced.select("order_id", "line_number", "product_id", "quantity", amount_cents=amount)
    return told.sort("order_id", "line_number")
