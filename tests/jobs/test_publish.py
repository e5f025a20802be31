"""Publishing reads the files of a Delta table, and stores its values as the SQL warehouse does."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from deltalake import write_deltalake
from deltalake.exceptions import TableNotFoundError
from hypothesis import given
from hypothesis import strategies as st
from shopstream import warehouse
from shopstream.contracts.tables import TABLES
from shopstream.contracts.times import format_at
from shopstream.jobs import publish
from shopstream.jobs.params import Params

PAYMENTS = TABLES["payment_fact"]
DAYS = TABLES["date_dim"]
MOMENT = pl.Datetime("us", "UTC")
LAST_MS = 253_402_300_799_999


def payments(*amounts: int) -> pl.DataFrame:
    """A payment for each amount."""
    at = datetime(2026, 11, 2, 10, 0, 0, 7_000, tzinfo=UTC)
    rows = [(f"event {number}", number, amount, number % 2 == 0, at) for number, amount in enumerate(amounts)]
    return pl.DataFrame(rows, PAYMENTS.names, orient="row").with_columns(pl.col("paid_at").cast(MOMENT))


@pytest.mark.parametrize("folder", ["lake", "a run", "50% #1 ü"])
def test_the_last_commit_of_a_table_is_read_with_its_number(tmp_path, folder):
    for amounts in ([100], [200, -300]):
        write_deltalake(tmp_path / folder / "payment_fact", payments(*amounts), mode="overwrite")
    commit, frame = publish.by_files(tmp_path / folder, PAYMENTS, None)
    at = "2026-11-02T10:00:00.007Z"
    assert commit == 1
    assert sorted(publish.stored_rows(frame, PAYMENTS)) == [("event 0", 0, 200, 1, at), ("event 1", 1, -300, 0, at)]


def test_a_commit_that_is_known_is_not_read_again(tmp_path):
    write_deltalake(tmp_path / "payment_fact", payments(100))
    assert publish.by_files(tmp_path, PAYMENTS, 0) == (0, None)


def test_a_table_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TableNotFoundError):
        publish.by_files(tmp_path, PAYMENTS, None)


def test_a_table_is_replaced_where_its_lakehouse_has_another_commit(tmp_path, monkeypatch):
    monkeypatch.setattr(publish, "TABLES", {"payment_fact": PAYMENTS})
    params = Params(lake=str(tmp_path), warehouse=str(tmp_path / "warehouse.db"))
    for amounts in ([100, 200], [300]):
        write_deltalake(tmp_path / "payment_fact", payments(*amounts), mode="overwrite")
        publish.run(None, params)
        engine = warehouse.open_warehouse(tmp_path / "warehouse.db", read_only=True)
        assert warehouse.query(engine, "select amount_cents from payment_fact order by event_id") == [(amount,) for amount in amounts]
        engine.dispose()


def test_lines_of_an_order_are_json_without_spaces_and_what_is_missing_stays_so():
    lines = [{"line_number": 1, "product_id": 7, "quantity": 2, "amount_cents": 1998}]
    frame = pl.DataFrame({"lines": [lines, None]})
    stored = frame.select(publish.stored("lines", frame.schema["lines"]))
    assert stored.rows() == [('[{"line_number":1,"product_id":7,"quantity":2,"amount_cents":1998}]',), (None,)]


@given(st.integers(-62_135_596_800_000, LAST_MS))
def test_a_moment_is_written_as_the_contract_writes_it(milliseconds):
    frame = pl.DataFrame({"event_at": [milliseconds]}).select(pl.col("event_at").cast(pl.Datetime("ms")).cast(MOMENT))
    assert frame.select(publish.stored("event_at", MOMENT)).item() == format_at(milliseconds)


def test_a_day_is_text_and_a_boolean_a_number():
    frame = pl.DataFrame([(date(2026, 11, 7), 2026, 11, 7, 6, True)], DAYS.names, orient="row")
    assert publish.stored_rows(frame, DAYS) == [("2026-11-07", 2026, 11, 7, 6, 1)]


def test_what_is_for_display_only_is_not_written():
    assert set(TABLES["order_fact"].names) - set(publish.written(TABLES["order_fact"])) == {"order_amount"}
