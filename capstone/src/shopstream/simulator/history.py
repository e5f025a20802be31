"""The true history: all events of the shop, numbered in the order in which they happened."""

from dataclasses import dataclass, fields, replace

import numpy as np
import polars as pl
import pyarrow as pa

from shopstream.simulator import catalogue, people
from shopstream.simulator.aftermath import follow
from shopstream.simulator.draws import Draws
from shopstream.simulator.visits import sessions, visit

ID_WIDTH = 28
"""Characters of an event_id: 12 hexadecimal digits of the moment, 16 drawn ones. Text order is time order."""

PAIRS = np.frombuffer(bytes(range(256)).hex().encode(), dtype=np.uint16)
"""The two hexadecimal digits of each byte."""


@dataclass(frozen=True)
class History:
    """A frame for each kind of event, with ``event`` (its number), ``event_at`` (milliseconds) and its fields.

    ``lines`` are those of ``orders``. ``ids`` has the event_id of each number.
    """

    products: pl.DataFrame
    customers: pl.DataFrame
    views: pl.DataFrame
    carts: pl.DataFrame
    orders: pl.DataFrame
    payments: pl.DataFrame
    cancellations: pl.DataFrame
    refunds: pl.DataFrame
    lines: pl.DataFrame
    ids: pl.Series

    @property
    def kinds(self) -> dict[str, pl.DataFrame]:
        """The frames whose rows are events, by name."""
        return {name: getattr(self, name) for name in KINDS}

    @property
    def height(self) -> int:
        return len(self.ids)

    def only(self, is_kept: np.ndarray) -> "History":
        """The history of some events: ``is_kept`` says for each number whether it stays. Numbers stay as they are."""
        kept = {name: rows.filter(pl.Series(is_kept[rows["event"].to_numpy()])) for name, rows in self.kinds.items()}
        return replace(self, **kept, lines=self.lines.join(kept["orders"].select("order_id"), on="order_id", how="semi"))


KINDS = tuple(field.name for field in fields(History) if field.name not in ("lines", "ids"))


def live(seed: int, days: int, orders_per_day: int) -> History:
    """What happens in a shop of this seed."""
    products = catalogue.announced(seed, days)
    visitors = sessions(seed, days, orders_per_day)
    customers = people.announced(seed, days, people.population(orders_per_day), visitors)
    visits = visit(seed, days, visitors, products)
    after = follow(seed, days, visits.orders, visits.lines)
    kinds = [products, customers, visits.views, visits.carts, visits.orders, after.payments, after.cancellations, after.refunds]
    at = np.concatenate([rows["event_at"].to_numpy() for rows in kinds])
    words = Draws(seed, "event ids").words(len(at))
    order = in_order(at, words)
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    ends = np.cumsum([rows.height for rows in kinds])
    parts = np.split(number, ends[:-1])
    numbered = [rows.with_columns(event=pl.Series(part)) for rows, part in zip(kinds, parts, strict=True)]
    return History(*numbered, lines=visits.lines, ids=event_ids(at[order], words[order]))


def in_order(at: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Positions by moment, then by the drawn number: one sort of one key that holds both, the upper 28 bits of the second."""
    key = ((at - at.min()).astype(np.uint64) << np.uint64(28)) | (words >> np.uint64(36))
    return pl.Series(key).arg_sort().to_numpy()


def event_ids(at: np.ndarray, words: np.ndarray) -> pl.Series:
    """The ids as text, made from the bytes of the numbers: a million in a tenth of a second."""
    digits = np.empty((len(at), ID_WIDTH), dtype=np.uint8)
    digits[:, :12] = _hexadecimal(at)[:, 4:]
    digits[:, 12:] = _hexadecimal(words)
    offsets = np.arange(len(at) + 1, dtype=np.int32) * ID_WIDTH
    return pl.Series(pa.StringArray.from_buffers(len(at), pa.py_buffer(offsets), pa.py_buffer(digits)))


def _hexadecimal(numbers: np.ndarray) -> np.ndarray:
    """The 16 digits of each number, a row for each."""
    octets = numbers.astype(">u8").view(np.uint8)
    return PAIRS[octets].view(np.uint8).reshape(len(numbers), 16)
