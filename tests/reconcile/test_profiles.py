"""Shops of several seeds under each profile of faults: every law holds, to the cent."""

import os

import pytest
from shopstream.etl.pipeline import load_landing
from shopstream.reconcile import reconcile
from shopstream.simulator import PROFILES, simulate, write_feed
from shopstream.warehouse import open_warehouse, query

SEEDS = (7, 1977, 2**63 - 1)
MORE_SEEDS = tuple(range(100, 120)) if os.environ.get("FULL") else ()


def broken_laws(folder, **shop) -> list[str]:
    feed = simulate(**shop)
    write_feed(feed, folder)
    engine = open_warehouse(folder / "warehouse.db")
    load_landing(folder / "landing", engine)
    verdict = reconcile(lambda sql: query(engine, sql), lines_fed=feed.lines.height, ledger=folder / "ledger")
    engine.dispose()
    return [f"{law.name}: {law.detail}" for law in verdict.broken]


@pytest.mark.parametrize("faults", PROFILES)
def test_a_small_shop_is_reconciled(faults, tmp_path):
    assert broken_laws(tmp_path, seed=7, days=2, orders_per_day=40, faults=faults) == []


@pytest.mark.parametrize("shop", [{"days": 1, "orders_per_day": 1}, {"days": 30, "orders_per_day": 3}], ids=["a tiny one", "a long one"])
def test_an_unusual_shop_is_reconciled(shop, tmp_path):
    assert broken_laws(tmp_path, seed=7, faults="hostile", **shop) == []


@pytest.mark.slow
@pytest.mark.parametrize("faults", PROFILES)
@pytest.mark.parametrize("seed", [*SEEDS, *MORE_SEEDS])
def test_a_week_of_the_shop_is_reconciled(seed, faults, tmp_path):
    assert broken_laws(tmp_path, seed=seed, days=7, orders_per_day=200, faults=faults) == []
