"""What the shop sells: products, their prices and categories, and how these change."""

import numpy as np
import polars as pl

from shopstream.simulator.draws import Draws
from shopstream.simulator.frames import filled, frame, nullable, ordinals
from shopstream.simulator.names import CATEGORIES, KINDS, THINGS
from shopstream.simulator.rhythm import HOUR, OPENS_AT, anywhere

PRODUCTS = 80
NO_CATEGORY = len(CATEGORIES)
CHANGES_A_DAY = 16
"""Announcements of one product or another, on a usual day."""

PRICE_STAYS, CATEGORY_STAYS, CORRECTED = 300_000, 850_000, 60_000
"""In a million announcements. Where both stay, the announcement repeats what is known. A correction comes in the same millisecond."""


def popularity() -> np.ndarray:
    """A weight for each product: the second sells half as often as the first, the third a third."""
    return 1_000_000 // np.arange(1, PRODUCTS + 1)


def announced(seed: int, days: int) -> pl.DataFrame:
    """``product_changed`` events: each product in the hour before the shop opens, then changes."""
    draws = Draws(seed, "catalogue")
    changes = draws.below(PRODUCTS, CHANGES_A_DAY * days)
    changed_at = anywhere(draws, days, len(changes))
    corrected = draws.happens(CORRECTED, len(changes))
    product = np.concatenate([np.arange(PRODUCTS), changes, changes[corrected]])
    at = np.concatenate([OPENS_AT - HOUR + draws.below(HOUR // 2, PRODUCTS), changed_at, changed_at[corrected]])
    order = np.lexsort((at, product))
    product, at = product[order], at[order]
    is_first = ordinals(np.bincount(product, minlength=PRODUCTS)) == 0
    price = filled(draws.between(150, 9_000, len(at)), ~is_first & draws.happens(PRICE_STAYS, len(at)))
    category = filled(draws.below(NO_CATEGORY + 1, len(at)), ~is_first & draws.happens(CATEGORY_STAYS, len(at)))
    columns = frame(event_at=at, product_id=product + 1, name=product, unit_price_cents=price)
    return columns.with_columns(category=nullable(category, category == NO_CATEGORY))


def product_name(number: int) -> str:
    """The name of a product, distinct for each number below ``PRODUCTS``."""
    return f"{THINGS[number % len(THINGS)]}, {KINDS[number // len(THINGS) + number % len(THINGS) % 7]}"
