"""Dimensions of type 2: a row for each version, valid from one change to the next."""

from collections.abc import Sequence

import pandas as pd

from shopstream.contracts.keys import surrogate_key
from shopstream.etl.transform.frames import as_contract
from shopstream.etl.transform.latest import keep_latest

WEEKEND = 6


def build_customer_dim(events: pd.DataFrame) -> pd.DataFrame:
    """Versions of customers from ``customer_changed`` events, which must be all of each customer that occurs."""
    return as_contract(_versions(events, "customer", ["customer_name", "location"]), "customer_dim")


def build_product_dim(events: pd.DataFrame) -> pd.DataFrame:
    """Versions of products from ``product_changed`` events, which must be all of each product that occurs."""
    return as_contract(_versions(events, "product", ["product_name", "category", "unit_price_cents"]), "product_dim")


def _versions(events: pd.DataFrame, member: str, attributes: Sequence[str]) -> pd.DataFrame:
    """Of changes in the same millisecond the last counts; a change that changes nothing makes no version."""
    business_id = f"{member}_id"
    changes = keep_latest(events, key=[business_id, "event_at"])
    versions = changes[changed(changes, business_id, attributes)]
    from_at = versions["event_at"]
    to_at = from_at.groupby(versions[business_id]).shift(-1)
    keys = [surrogate_key(*pair) for pair in zip(versions[business_id], from_at, strict=True)]
    return versions.assign(**{f"{member}_key": keys, "valid_from_at": from_at, "valid_to_at": to_at, "is_current": to_at.isna()})


def changed(changes: pd.DataFrame, business_id: str, attributes: Sequence[str]) -> pd.Series:
    """Whether each change differs from the one before it of the same member; two missing values are the same.

    Args:
        changes: ascending by time within each member.
    """
    members = changes.groupby(business_id, sort=False)
    differs = members.cumcount() == 0
    for name in attributes:
        before = members[name].shift()
        is_same = (changes[name] == before).fillna(False) | (changes[name].isna() & before.isna())
        differs |= ~is_same
    return differs.astype(bool)


def build_date_dim(days: pd.DataFrame) -> pd.DataFrame:
    """The parts of each day in ``date_on``; weekdays count from 1, Monday."""
    moments = pd.to_datetime(days["date_on"], format="%Y-%m-%d")
    parts = moments.dt.isocalendar()
    dated = days.assign(year=moments.dt.year, month=moments.dt.month, day=moments.dt.day, weekday=parts["day"])
    return as_contract(dated.assign(is_weekend=dated["weekday"] >= WEEKEND), "date_dim")
