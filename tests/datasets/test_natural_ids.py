import polars as pl
import pytest
from shopstream.contracts.events import MAX_BIGINT
from shopstream.datasets.online_retail import natural_ids
from shopstream.datasets.online_retail.natural_ids import NaturalIds, to_bigint
from shopstream.errors import SourceError

from .conftest import row


@pytest.mark.parametrize(
    ("natural_id", "expected"),
    [
        pytest.param("536365", 536365, id="a number stays"),
        pytest.param("999999999999999999", 999_999_999_999_999_999, id="so do 18 digits"),
        pytest.param("85123A", 6708299178446288895, id="a text is hashed"),
        pytest.param("007", 0, id="leading zeros make a text"),
        pytest.param("0", 0, id="0 is no id"),
        pytest.param("9" * 30, 0, id="so many digits are a text"),
    ],
)
def test_an_id_fits_a_bigint(natural_id, expected):
    given = to_bigint(natural_id)
    assert 1 <= given <= MAX_BIGINT
    assert given == expected or (expected == 0 and given > MAX_BIGINT // 10**6)


def test_two_natural_ids_never_share_an_id(monkeypatch):
    monkeypatch.setattr(natural_ids, "to_bigint", lambda natural_id: 7)
    ids = NaturalIds()
    assert [ids.give("product", "A"), ids.give("product", "A"), ids.give("order", "B")] == [7, 7, 7]
    with pytest.raises(SourceError, match=r"product ids 'A' and 'C' both become 7: rename one"):
        ids.give("product", "C")


def test_every_natural_id_is_written_down(converted, tmp_path):
    converted([row(), row(InvoiceNo="C1", Quantity="-1", StockCode="M"), row(InvoiceNo="536370", Quantity="-1", CustomerID="")])
    frame = pl.read_parquet(tmp_path / "out" / "natural_ids.parquet")
    assert frame.schema == {"kind": pl.String, "id": pl.Int64, "natural_id": pl.String}
    assert frame.select("kind", "natural_id").sort("kind", "natural_id").rows() == [
        ("customer", "17850"),
        ("order", "536365"),
        ("order", "536370"),
        ("product", "85123A"),
        ("product", "M"),
        ("refund", "C1"),
    ]
