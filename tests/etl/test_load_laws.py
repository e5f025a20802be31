"""The laws of the load: however the same lines are split, ordered, repeated or interrupted, the tables are the same."""

import os
import signal
from collections.abc import Callable
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import strategies as st
from shopstream.etl.pipeline import load_landing
from shopstream.landing import Line
from shopstream.reconcile import reconcile, table_hashes
from shopstream.simulator import PROFILES, simulate
from shopstream.warehouse import open_warehouse, query
from sqlalchemy import Engine
from sqlalchemy import event as sqlalchemy_event

from .conftest import basket, event, hashes_of, numbered, write_files
from .feeds import feeds, for_any, splits

HOW_MANY = pytest.mark.parametrize("examples", [8, pytest.param(200 if os.environ.get("FULL") else 60, marks=pytest.mark.slow)])


@HOW_MANY
def test_order_split_and_repeats_change_nothing(examples, tmp_path_factory):
    def law(data):
        lines = data.draw(feeds())
        files, size = data.draw(splits(lines)), data.draw(st.sampled_from([1, 2, 3, 100]))
        expected = hashes_of(tmp_path_factory.mktemp("whole"), [lines])
        assert hashes_of(tmp_path_factory.mktemp("split"), files, lines_per_batch=size) == expected

    for_any(examples, law)


@HOW_MANY
def test_a_file_that_comes_twice_under_two_names_changes_nothing(examples, tmp_path_factory):
    def law(data):
        lines = data.draw(feeds())
        once = hashes_of(tmp_path_factory.mktemp("once"), [lines])
        assert hashes_of(tmp_path_factory.mktemp("twice"), [lines, lines]) == once

    for_any(examples, law)


@HOW_MANY
def test_gold_is_what_silver_says(examples, tmp_path_factory):
    """The laws of conservation rebuild every table from silver, by other code."""

    def law(data):
        lines = data.draw(feeds())
        folder = tmp_path_factory.mktemp("feed")
        landing = write_files(folder / "landing", data.draw(splits(lines)))
        engine = open_warehouse(folder / "warehouse.db")
        load_landing(landing, engine, lines_per_batch=3)
        verdict = reconcile(lambda sql: query(engine, sql), lines_fed=len(lines), ledger=None)
        engine.dispose()
        assert [(law.name, law.detail) for law in verdict.broken if law.name != "dispositions"] == []  # ids with two contents break it

    for_any(examples, law)


@pytest.mark.parametrize("examples", [2, pytest.param(100 if os.environ.get("FULL") else 20, marks=pytest.mark.slow)])
def test_a_day_of_any_shop_may_come_in_any_order(examples, tmp_path_factory):
    """Seeds and profiles of the simulator, its files cut, shuffled and repeated as a whole."""

    def law(data):
        seed, faults = data.draw(st.integers(0, 2**63 - 1)), data.draw(st.sampled_from(sorted(PROFILES)))
        sent = simulate(seed=seed, days=1, orders_per_day=4, faults=faults).lines
        lines = [Line(sequence, received_at, body) for received_at, sequence, body in sent.rows()]
        cuts = [0, *sorted(data.draw(st.sets(st.integers(1, len(lines) - 1), min_size=1, max_size=6))), len(lines)]
        files = [lines[start:end] for start, end in pairwise(cuts)]
        again = data.draw(st.permutations(files + data.draw(st.lists(st.sampled_from(files), max_size=2))))
        size = data.draw(st.sampled_from([40, 150, 10_000]))
        expected = hashes_of(tmp_path_factory.mktemp("whole"), [lines], lines_per_batch=10_000)
        assert hashes_of(tmp_path_factory.mktemp("split"), again, lines_per_batch=size) == expected

    for_any(examples, law)


STORY = numbered(
    event("order_placed", "01", "2026-11-02T10:00:00.000Z", customer_id=1, lines=basket(500, 100)),
    event("product_viewed", "02", "2026-11-02T09:50:00.000Z"),
    event("product_changed", "03", "2026-11-02T09:00:00.000Z"),
    event("customer_changed", "04", "2026-11-02T09:00:00.000Z", customer_id=1),
    event("payment_captured", "05", "2026-11-02T10:01:00.000Z"),
    event("product_viewed", "02", "2026-11-02T09:50:00.000Z"),
    "no JSON at all",
    event("customer_changed", "06", "2026-11-02T09:55:00.000Z", customer_id=1, location="Cork"),
    event("refund_issued", "07", "2026-11-03T09:00:00.000Z"),
    event("cart_added", "08", "2026-11-02T09:51:00.000Z"),
    event("order_cancelled", "09", "2026-11-03T09:30:00.000Z"),
)
"""Dimensions that come after their facts, a repeat, a broken line, a change that splits a version."""

BATCH = 6


class Killed(BaseException):
    """Stands for the end of the process: no handler of the package sees it as an error of its own."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> dict:
    """The hashes of the story, loaded without a break."""
    return hashes_of(tmp_path_factory.mktemp("undisturbed"), [STORY])


@pytest.fixture(scope="module")
def statement_count(tmp_path_factory) -> int:
    """How many statements the load of the story executes."""
    counted = []
    load_story(tmp_path_factory.mktemp("counted"), before_statement=counted.append)
    assert len(counted) > 60
    return len(counted)


def load_story(folder: Path, before_statement: Callable[[int], None] = lambda number: None) -> Engine:
    """Load what is not loaded yet of the story, with a call before each statement."""
    landing = write_files(folder / "landing", [STORY])
    engine = open_warehouse(folder / "warehouse.db")
    numbers = count(1)

    @sqlalchemy_event.listens_for(engine, "before_cursor_execute")
    def called(connection, cursor, statement, parameters, context, executemany):
        before_statement(next(numbers))

    try:
        load_landing(landing, engine, lines_per_batch=BATCH)
    finally:
        engine.dispose()
    return engine


def hashes_after(folder: Path) -> dict:
    """The hashes after another call has gone on from what is committed."""
    engine = load_story(folder)
    return table_hashes(lambda sql: query(engine, sql))


def test_a_load_that_dies_before_a_statement_is_completed_by_the_next_call(undisturbed, statement_count, tmp_path):
    for fatal in range(1, statement_count + 1, 9):

        def die(number, fatal=fatal):
            if number == fatal:
                raise Killed

        with pytest.raises(Killed):
            load_story(tmp_path / str(fatal), die)
        assert hashes_after(tmp_path / str(fatal)) == undisturbed, f"killed before statement {fatal} of {statement_count}"


@pytest.mark.slow
def test_a_process_that_is_killed_before_any_statement_loses_nothing(undisturbed, statement_count, tmp_path):
    """As above, before each statement, with SIGKILL: what SQLite has written half is its own to mend."""
    for fatal in range(1, statement_count + 1):
        assert killed_before(fatal, tmp_path / str(fatal)) == signal.SIGKILL
        assert hashes_after(tmp_path / str(fatal)) == undisturbed, f"killed before statement {fatal} of {statement_count}"


def killed_before(fatal: int, folder: Path) -> int:
    """Fork a process that loads and kills itself before a statement; returns the signal that ended it."""
    child = os.fork()
    if child == 0:
        load_story(folder, lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == fatal else None)
        os._exit(0)
    return -os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
