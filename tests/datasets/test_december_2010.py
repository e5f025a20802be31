"""The real files of December 2010: what comes out equals a second computation by another engine, to the cent."""

import os
from collections import Counter
from pathlib import Path

import duckdb
import polars as pl
import pytest
from shopstream.datasets.online_retail import convert

from .conftest import accepted, read_converted

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("ONLINE_RETAIL_DIR") or ROOT.parent / "shared" / "data" / "online_retail_2010-12")
FILES = sorted(str(path) for path in FOLDER.glob("2010-12-*.csv"))
HOW = (
    f"{len(FILES)} of the 20 files of December 2010 are in {FOLDER}: take the folder data/retail-data/by-day of the public repository "
    "databricks/Spark-The-Definitive-Guide, keep the files 2010-12-*.csv and name their folder in ONLINE_RETAIL_DIR"
)
SLOW_ORDER = "536591"
"""The one invoice of the month whose rows have two times."""

pytestmark = pytest.mark.skipif(len(FILES) != 20, reason=HOW)


def second_computation(name: str) -> list[dict]:
    """The rows of a DuckDB query on the CSV files."""
    query = Path(__file__).with_name(name).read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        result = connection.execute(query, {"files": FILES})
        columns = [column[0] for column in result.description]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


@pytest.fixture(scope="module")
def expected() -> dict:
    return second_computation("december_2010.sql")[0]


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("december")


@pytest.fixture(scope="module")
def december(out):
    return read_converted(convert(FOLDER, out), out)


def test_the_report_equals_the_second_computation(december, expected):
    assert {name: december.report.to_dict()[name] for name in expected} == expected


def test_every_line_sold_or_given_back_equals_its_row_in_the_second_computation(december, out):
    frame = pl.read_parquet(out / "natural_ids.parquet")
    natural = {(kind, given): natural_id for kind, given, natural_id in frame.rows()}
    sent = Counter(lines_of(december, natural))
    rows = second_computation("december_2010_lines.sql")
    assert sent == Counter(tuple(known_time(row).values()) for row in rows)


def lines_of(december, natural: dict):
    """invoice, stock code, customer (of orders), quantity, cents, time of each line."""
    for event in filter(None, (accepted(line.body) for line in december.lines)):
        if event.event_type == "order_placed":
            invoice, customer = natural["order", event.order_id], natural.get(("customer", event.customer_id), "")
            for line in event.lines:
                yield invoice, natural["product", line.product_id], customer, line.quantity, line.amount_cents, event.event_at
        elif event.event_type == "refund_issued":
            invoice = natural["refund", event.refund_id]
            yield invoice, natural["product", event.product_id], "", event.quantity, event.amount_cents, event.event_at


def known_time(row: dict) -> dict:
    """The row as our contract can tell it: a refund has no customer, an order one time."""
    customer = row["customer"] if row["invoice"].isdigit() else ""
    return row | {"customer": customer, "sold_at": "2010-12-01T16:57:00.000Z" if row["invoice"] == SLOW_ORDER else row["sold_at"]}


def test_nothing_is_late_but_what_the_shop_s_clock_says(december):
    lines = [(line.received_at, event.event_at) for line in december.lines if (event := accepted(line.body))]
    assert all(received_at >= event_at for received_at, event_at in lines)
    assert len(december.refused) == december.report.refused_rows == 70


@pytest.fixture(scope="module")
def loaded(out, december):
    """A query function on a warehouse that holds December."""
    from shopstream.etl.pipeline import load_landing
    from shopstream.warehouse import load_natural_ids, open_warehouse, query

    engine = open_warehouse(out / "warehouse.db")
    load_natural_ids(engine, pl.read_parquet(out / "natural_ids.parquet").rows())
    load_landing(out / "landing", engine)
    yield lambda sql: query(engine, sql)
    engine.dispose()


def test_the_laws_of_conservation_hold(loaded, december):
    from shopstream.reconcile import reconcile

    verdict = reconcile(loaded, lines_fed=len(december.lines), ledger=None)
    assert [law for law in verdict.laws if not law.holds] == []


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("orders", "select count(distinct order_id) from order_fact"),
        ("orders_with_a_sale", "select count(distinct order_id) from order_fact where order_amount_cents > 0"),
        ("order_lines", "select count(*) from order_fact"),
        ("sales_lines", "select count(*) from order_fact where order_amount_cents > 0"),
        ("units", "select sum(quantity) from order_fact where order_amount_cents > 0"),
        ("revenue_cents", "select sum(order_amount_cents) from order_fact"),
        ("guest_orders", "select count(distinct order_id) from order_fact where customer_id is null"),
        ("refund_rows", "select count(*) from refund_fact"),
        ("refunded_cents", "select sum(amount_cents) from refund_fact"),
        ("refused_rows", "select count(*) from quarantine"),
    ],
)
def test_the_warehouse_equals_the_second_computation(loaded, expected, name, sql):
    assert loaded(sql) == [(expected[name],)]


def test_each_sale_points_to_versions_of_its_time_but_for_guests(loaded):
    sales = "select count(*) from order_fact where order_amount_cents > 0"
    assert loaded(f"{sales} and product_key = -1") == [(0,)]
    assert loaded(f"{sales} and (customer_key = -1) <> (customer_id is null)") == [(0,)]


def run(folder: Path, engine: str):
    """The result of a run of the whole month."""
    from shopstream.local.job import Job
    from shopstream.local.result import read_result

    job = Job(source=f"online_retail={FOLDER}", run_dir=str(folder), engine=engine)
    fed = job.feed()
    job.load(fed)
    job.finish(fed, job.reconcile(fed))
    job.close()
    return read_result(folder / "result.json")


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """The result of the Python engine."""
    return run(tmp_path_factory.mktemp("python"), "python")


@pytest.mark.slow
def test_the_result_of_a_run_equals_the_second_computation(expected, result):
    same = {"orders": "orders_with_a_sale", "quarantined": "refused_rows"}
    told = result.totals.model_dump()
    assert result.reconciled
    for name in ("orders", "sales_lines", "units", "revenue_cents", "refunded_cents", "quarantined"):
        assert told[name] == expected[same.get(name, name)], name
    assert told["lines"] == told["accepted"] + told["quarantined"]
    assert {name: result.source_report[name] for name in expected} == expected


@pytest.mark.slow
def test_spark_makes_the_same_tables_of_the_month(jvm_log, result, tmp_path):
    by_spark = run(tmp_path / "spark", "spark")
    assert by_spark.reconciled
    assert (by_spark.tables, by_spark.totals) == (result.tables, result.totals)
