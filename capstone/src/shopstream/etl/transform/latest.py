"""Of several events that tell the same thing, the newest counts."""

from collections.abc import Sequence

import pandas as pd

NEWEST = ("event_at", "event_id")
"""What "newest" means: the shop's clock, then the id, so that no tie is left."""


def keep_latest(events: pd.DataFrame, *, key: Sequence[str]) -> pd.DataFrame:
    """The newest event of each key.

    Shape: N rows in, one row per distinct ``key`` out.
    """
    return events.sort_values(list(NEWEST)).drop_duplicates(list(key), keep="last")
