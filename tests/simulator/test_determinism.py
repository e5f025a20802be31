"""The same seed gives the same bytes, on every Python and machine; the hashes were taken once and must never change by accident."""

import hashlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shopstream.landing import landing_files
from shopstream.simulator import simulate, write_feed
from shopstream.simulator.draws import Draws

GOLDEN = [
    ({"seed": 1, "days": 2, "orders_per_day": 30, "faults": "none"}, "eae9c23ec6a68b21", "5869e498cc781a51"),
    ({"seed": 7, "days": 3, "orders_per_day": 50, "faults": "everyday"}, "b70785f5b9521ea0", "65eedec77073e2d6"),
    ({"seed": 2**63 - 1, "days": 1, "orders_per_day": 80, "faults": "hostile"}, "a67dad5c6b2fcbd2", "43b6a2d0e9f81289"),
]


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()[:16]


@pytest.mark.parametrize(("shop", "landing", "ledger"), GOLDEN, ids=[case[0]["faults"] for case in GOLDEN])
def test_the_bytes_of_a_shop_are_known(shop, landing, ledger, tmp_path):
    feed = simulate(**shop)
    write_feed(feed, tmp_path)
    assert digest(*(path.read_bytes() for path in landing_files(tmp_path / "landing"))) == landing
    told = json.dumps([feed.ledger.lines.to_pylist(), feed.ledger.measures.to_pylist(), feed.ledger.summary])
    assert digest(told.encode()) == ledger


def test_the_same_arguments_give_the_same_feed():
    shop = {"seed": 3, "days": 2, "orders_per_day": 20, "faults": "hostile"}
    one, two = simulate(**shop), simulate(**shop)
    assert one.lines.equals(two.lines)
    assert one.ledger.measures == two.ledger.measures


def test_another_seed_is_another_shop():
    one, two = (simulate(seed=seed, days=1, orders_per_day=20, faults="none") for seed in (3, 4))
    assert not one.lines.equals(two.lines)


def test_the_words_are_those_of_pcg64():
    """From sha256 of the seed and the purpose; the first two words, as numpy's documentation promises them for ever."""
    key = int.from_bytes(hashlib.sha256(b"7/catalogue").digest())
    assert Draws(7, "catalogue").words(2).tolist() == np.random.PCG64(key).random_raw(2).tolist()


@given(limit=st.integers(1, 2**31 - 1), seed=st.integers(0, 2**63 - 1))
def test_a_draw_is_below_its_limit(limit, seed):
    drawn = Draws(seed, "test").below(limit, 50)
    assert (drawn >= 0).all()
    assert (drawn < limit).all()


def test_draws_reach_both_ends_about_equally_often():
    counts = np.bincount(Draws(1, "test").between(0, 9, 100_000))
    assert counts.min() > 9_600
    assert counts.max() < 10_400


def test_a_weight_of_0_is_never_chosen():
    assert set(Draws(1, "test").chosen([0, 3, 0, 1, 0], 10_000).tolist()) == {1, 3}


def test_what_one_purpose_draws_changes_nothing_for_another():
    first = Draws(1, "one")
    first.words(1_000)
    assert Draws(1, "two").words(5).tolist() == Draws(1, "two").words(5).tolist() != first.words(5).tolist()
