"""Wrong transforms of Spark: each makes one mistake, and each ends as not reconciled, in the laws that it breaks."""

import inspect
from functools import partial

import pytest
from shopstream import warehouse
from shopstream.jobs import gold
from shopstream.landing import count_lines
from shopstream.reconcile import reconcile
from shopstream.spark import dimensions, facts, marts

from .conftest import Lake, rows_of

pytestmark = pytest.mark.slow

MUTANTS = [
    pytest.param(facts, 'F.coalesce("paid", F.lit(False))', "F.lit(True)", {"order_fact", "paid_orders"}, id="everything is paid"),
    pytest.param(
        facts, '"refunded_at", F.col("event_at")', '"refunded_at", F.col("received_at")', {"refund_fact"}, id="refunds when they arrive"
    ),
    pytest.param(dimensions, '| (F.col(at) < F.col("valid_to_at"))', "", {"product_as_of"}, id="only the version of today"),
    pytest.param(dimensions, "KEY_DIGITS = 15", "KEY_DIGITS = 14", {"version_keys"}, id="a shorter key"),
    pytest.param(marts, 'in_time = ~F.col("is_late")', "in_time = F.lit(True)", {"sales_by_minute", "minute_cents"}, id="late ones too"),
    pytest.param(marts, 'F.date_trunc("hour", "event_at")', 'F.date_trunc("day", "event_at")', {"funnel_by_hour"}, id="days for hours"),
    pytest.param(marts, 'F.max("event_at").alias("ended_at")', 'F.min("event_at").alias("ended_at")', {"session_fact"}, id="no end"),
]


@pytest.fixture(scope="module")
def sent(feed):
    return feed(seed=5, faults="hostile")


@pytest.fixture(scope="module")
def silver(sent, jvm_log, tmp_path_factory):
    """All of ``silver_events``, and a warehouse that holds it and what comes before it, and refuses nothing: the laws have to find it."""
    from shopstream.local.spark import session

    folder = tmp_path_factory.mktemp("mutants")
    lake = Lake(folder, session(folder, log=jvm_log), sent / "landing")
    lake.run("bronze", "silver")
    engine = warehouse.open_warehouse(folder / "lenient.db")
    with engine.begin() as connection:
        for table in warehouse.METADATA.sorted_tables:
            connection.exec_driver_sql(f"create table lenient as select * from {table.name}")
            connection.exec_driver_sql(f"drop table {table.name}")
            connection.exec_driver_sql(f"alter table lenient rename to {table.name}")
        connection.exec_driver_sql("create unique index published_name on published_tables (table_name)")
    for name in ("bronze_lines", "quarantine", "silver_events"):
        fill(engine, name, lake.spark.table(lake.params.lakehouse.name(name)))
    events = lake.spark.table(lake.params.lakehouse.name("silver_events"))
    yield lake.spark.createDataFrame(events.toArrow(), events.schema), engine
    engine.dispose()


def fill(engine, name: str, frame) -> None:
    warehouse.replace_table(engine, name, rows_of(frame, name), version=0)


def mutate(monkeypatch, module, right: str, wrong: str) -> None:
    """Put a module's functions in place again, with one text of it replaced."""
    source = inspect.getsource(module)
    assert source.count(right) == 1
    changed = {"__name__": module.__name__}
    exec(compile(source.replace(right, wrong), module.__file__, "exec"), changed)
    for name, value in changed.items():
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            monkeypatch.setattr(module, name, value)
    for user in (facts, marts):
        if module is dimensions and hasattr(user, "add_version_keys"):
            monkeypatch.setattr(user, "add_version_keys", changed["add_version_keys"])


def broken_laws(silver, sent) -> set[str]:
    """The laws that gold breaks, when the transforms as they are now make it."""
    events, engine = silver
    for name, build in gold.builders(events).items():
        fill(engine, name, build())
    verdict = reconcile(partial(warehouse.query, engine), lines_fed=count_lines(sent / "landing"), ledger=sent / "ledger")
    return {law.name for law in verdict.broken}


def test_the_right_transforms_are_reconciled(silver, sent):
    assert broken_laws(silver, sent) == set()


@pytest.mark.parametrize(("module", "right", "wrong", "laws"), MUTANTS)
def test_a_wrong_transform_is_caught_by_name(silver, sent, monkeypatch, module, right, wrong, laws):
    mutate(monkeypatch, module, right, wrong)
    assert laws <= broken_laws(silver, sent)
