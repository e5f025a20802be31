from hypothesis import given
from hypothesis import strategies as st
from shopstream.contracts.events import MAX_BIGINT
from shopstream.contracts.keys import surrogate_key
from shopstream.contracts.tables import UNKNOWN_KEY


def test_a_key_is_the_beginning_of_a_sha256():
    """``printf '2001|2026-11-02T10:00:00.000Z' | sha256sum`` begins with these 15 digits."""
    assert f"{surrogate_key(2001, '2026-11-02T10:00:00.000Z'):015x}" == "955f20439f3370f"


@given(st.integers(1, MAX_BIGINT), st.text())
def test_a_key_fits_into_a_bigint_and_is_never_the_unknown_member(business_id, valid_from_at):
    assert UNKNOWN_KEY < surrogate_key(business_id, valid_from_at) <= MAX_BIGINT
