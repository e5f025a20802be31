"""Wrong engines: each makes one mistake that pipelines make, and each ends as not reconciled, in the laws that it breaks."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from shopstream.contracts import judge
from shopstream.contracts.times import ALLOWED_LATENESS_MS, CLOCK_TOLERANCE_MS
from shopstream.etl import load, rebuild, validate
from shopstream.etl.pipeline import load_landing
from shopstream.etl.transform import facts, marts
from shopstream.reconcile import Verdict, reconcile
from shopstream.simulator import simulate, write_feed
from shopstream.warehouse import open_warehouse, query

SHOP = {"seed": 20, "days": 4, "orders_per_day": 60, "faults": "everyday"}


@pytest.fixture(scope="module")
def feed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    write_feed(simulate(**SHOP), folder)
    return folder


@pytest.fixture
def verdict_of(feed, tmp_path) -> Callable[[], Verdict]:
    """The verdict on a load by the engine as it is now."""

    def _verdict_of() -> Verdict:
        engine = open_warehouse(tmp_path / "warehouse.db")
        load_landing(feed / "landing", engine, lines_per_batch=1_000)
        lines_fed = simulate(**SHOP).lines.height
        verdict = reconcile(lambda sql: query(engine, sql), lines_fed=lines_fed, ledger=feed / "ledger")
        engine.dispose()
        return verdict

    return _verdict_of


def no_deduplication(patch):
    """An id of its own for each line."""

    def unique(line, right=load.validate):
        result = right(line)
        if isinstance(result, validate.Refused):
            return result
        return replace(result, event=result.event.model_copy(update={"event_id": f"{result.event.event_id}-{line.sequence}"}))

    patch.setattr(load, "validate", unique)


def late_facts_dropped(patch):
    """What comes after the allowed lateness is thrown away."""

    def in_time(connection, accepted, right=load.keep_events):
        right(connection, [item for item in accepted if item.delay_ms <= ALLOWED_LATENESS_MS])

    patch.setattr(load, "keep_events", in_time)


def float_money(patch):
    """Cents become a fraction of a euro, and cents again."""

    def rounded_down(orders, right=facts.explode_lines):
        lines = right(orders)
        return lines.assign(order_amount_cents=[int(cents / 100 * 100) for cents in lines["order_amount_cents"]])

    for module in (facts, marts):
        patch.setattr(module, "explode_lines", rounded_down)


def late_a_millisecond_early(patch):
    """``<`` for ``<=``: exactly the allowed lateness counts as late."""
    patch.setattr(validate, "ALLOWED_LATENESS_MS", ALLOWED_LATENESS_MS - 1)


def clock_refused_a_millisecond_early(patch):
    """``<`` for ``<=``: exactly five minutes ahead is refused."""
    patch.setattr(judge, "CLOCK_TOLERANCE_MS", CLOCK_TOLERANCE_MS - 1)


def wrong_precedence(patch):
    """Of several reasons the last counts."""
    patch.setattr(judge, "PRECEDENCE", {reason: -place for reason, place in judge.PRECEDENCE.items()})


def dimension_of_today(patch):
    """Each fact points to the current version."""

    def current(sales, customers, products, *, at, right=facts.add_version_keys):
        return right(sales.assign(_at="9999"), _open(customers), _open(products), at="_at")

    patch.setattr(facts, "add_version_keys", current)


def _open(versions):
    return versions[versions["valid_to_at"].isna()]


def refund_on_the_day_before(patch):
    """As if the refund belonged to the day on which it was asked for."""

    def booked(events, right=facts.build_refund_fact):
        rows = right(events)
        return rows.assign(refunded_at=[f"{at[:8]}{int(at[8:10]) - 1:02d}{at[10:]}" for at in rows["refunded_at"]])

    patch.setattr(rebuild, "build_refund_fact", booked)


def batch_counted_twice(patch):
    """Aggregates are incremented, and a batch that was committed comes again."""

    def added(connection, part, right=rebuild.rebuild):
        if part.table != "sales_by_minute":
            return right(connection, part)
        before = connection.exec_driver_sql(
            "select order_count, amount_cents, minute_at, currency from sales_by_minute "
            "where minute_at in (select item from touched where kind = 'minute')"
        ).all()
        right(connection, part)
        update = (
            "update sales_by_minute set order_count = order_count + ?, amount_cents = amount_cents + ? where minute_at = ? and currency = ?"
        )
        if before:
            connection.exec_driver_sql(update, [tuple(row) for row in before])

    def again(connection, batch, right=load.load_batch):
        right(connection, batch)
        right(connection, batch)

    patch.setattr(rebuild, "rebuild", added)
    patch.setattr("shopstream.etl.pipeline.load_batch", again)


MUTANTS = [
    (no_deduplication, {"accepted", "duplicates", "views"}),
    (late_facts_dropped, {"accepted", "dispositions", "gross_cents", "minute_late"}),
    (float_money, {"order_fact", "gross_cents", "net_cents", "minute_cents"}),
    (late_a_millisecond_early, {"lateness", "minute_orders", "minute_cents", "minute_late"}),
    (clock_refused_a_millisecond_early, {"quarantined", "accepted", "orders"}),
    (wrong_precedence, {"quarantined"}),
    (dimension_of_today, {"product_as_of", "customer_as_of", "gross_cents_by_category"}),
    (refund_on_the_day_before, {"refund_fact", "refunded_cents", "net_cents"}),
    (batch_counted_twice, {"sales_by_minute", "minute_orders", "minute_cents"}),
]


def test_the_right_engine_is_reconciled(verdict_of):
    assert verdict_of().holds


@pytest.mark.parametrize(("mutant", "laws"), [pytest.param(*case, id=case[0].__name__) for case in MUTANTS])
def test_a_wrong_engine_is_not_reconciled_and_the_law_is_named(mutant, laws, verdict_of, monkeypatch):
    mutant(monkeypatch)
    verdict = verdict_of()
    assert not verdict.holds
    assert laws <= {law.name for law in verdict.broken}


def test_the_two_totals_that_a_refund_on_the_wrong_day_leaves_right_do_not_hide_it(verdict_of, monkeypatch):
    """The sum over all days is the same: only the days tell."""
    refund_on_the_day_before(monkeypatch)
    broken = {law.name: law for law in verdict_of().broken}
    assert broken["refunded_cents"].expected == broken["refunded_cents"].actual
