"""Arguments that cannot be, and those that just can."""

import pytest
from shopstream.errors import UsageError
from shopstream.simulator import simulate


@pytest.mark.parametrize(
    "arguments",
    [
        {"seed": -1}, {"seed": 2**63}, {"seed": True}, {"seed": 7.0}, {"seed": "7"},
        {"days": 0}, {"days": -1}, {"days": 367}, {"days": 1.5},
        {"orders_per_day": 0}, {"orders_per_day": -5}, {"orders_per_day": 10**9},
        {"faults": "some"}, {"faults": ""}, {"faults": {"fire": 1}},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_a_usage_error_of_one_sentence(arguments):
    with pytest.raises(UsageError) as raised:
        simulate(**arguments)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) > 20


def test_an_unknown_profile_is_told_the_known_ones():
    with pytest.raises(UsageError, match=r"(?=.*none)(?=.*everyday)(?=.*hostile)"):
        simulate(faults="some")


@pytest.mark.parametrize("seed", [0, 2**63 - 1])
def test_the_first_and_the_last_seed_can_be(seed):
    assert simulate(seed=seed, days=1, orders_per_day=3).lines.height > 50


@pytest.mark.parametrize("faults", ["none", "everyday", "hostile"])
def test_one_order_on_one_day_can_be(faults):
    assert simulate(days=1, orders_per_day=1, faults=faults).lines.height > 50


@pytest.mark.slow
def test_a_year_can_be():
    assert simulate(days=366, orders_per_day=1).lines.height > 1_000
