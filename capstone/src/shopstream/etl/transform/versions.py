"""Facts point to the version of a customer or product that was valid when they happened."""

import pandas as pd

from shopstream.contracts.tables import UNKNOWN_KEY


def add_version_keys(facts: pd.DataFrame, customers: pd.DataFrame, products: pd.DataFrame, *, at: str) -> pd.DataFrame:
    """The facts with ``customer_key`` and ``product_key``.

    Args:
        customers, products: all versions of the customers and products that occur, at least.
        at: the column that says when a fact happened.
    """
    with_customers = add_version_key(facts, customers, member="customer", at=at)
    return add_version_key(with_customers, products, member="product", at=at)


def add_version_key(facts: pd.DataFrame, versions: pd.DataFrame, *, member: str, at: str) -> pd.DataFrame:
    """The facts with the key of the version valid at their time; -1 before the first version, for strangers and for guests.

    Shape: N rows in, N rows out.
    """
    business_id, key = f"{member}_id", f"{member}_key"
    moments = facts[[business_id, at]].dropna().drop_duplicates()
    pairs = moments.merge(versions[[business_id, key, "valid_from_at", "valid_to_at"]], on=business_id, how="inner")
    is_valid = (pairs["valid_from_at"] <= pairs[at]) & (pairs["valid_to_at"].isna() | (pairs[at] < pairs["valid_to_at"].fillna("")))
    valid = pairs.loc[is_valid, [business_id, at, key]]
    keyed = facts.merge(valid, on=[business_id, at], how="left", validate="many_to_one")
    return keyed.assign(**{key: keyed[key].fillna(UNKNOWN_KEY)})
