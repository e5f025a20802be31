"""What the pipeline does with files, marks and foreign feeds."""

import pytest
from shopstream.contracts.keys import surrogate_key
from shopstream.errors import SourceError
from shopstream.etl.pipeline import BatchReport, LoadReport, load_landing
from shopstream.reconcile import reconcile
from shopstream.warehouse import open_warehouse, query

from .conftest import MORNING, event, later, line, numbered, write_files

VIEWS = numbered(*(event("product_viewed", f"e{number}") for number in range(1, 6)))


@pytest.fixture
def engine(tmp_path):
    engine = open_warehouse(tmp_path / "warehouse.db")
    yield engine
    engine.dispose()


def test_each_batch_is_reported(tmp_path, engine):
    reports = []
    folder = write_files(tmp_path / "landing", [VIEWS[:3], VIEWS[3:]])
    assert load_landing(folder, engine, on_batch=reports.append, lines_per_batch=2) == LoadReport(batches=3, lines=5)
    assert reports == [BatchReport(2, 5), BatchReport(4, 5), BatchReport(5, 5)]


def test_a_second_call_reads_nothing(tmp_path, engine):
    folder = write_files(tmp_path / "landing", [VIEWS])
    load_landing(folder, engine)
    assert load_landing(folder, engine) == LoadReport(batches=0, lines=0)


def test_a_new_file_is_all_that_the_next_call_reads(tmp_path, engine):
    load_landing(write_files(tmp_path / "landing", [VIEWS[:3]]), engine)
    folder = write_files(tmp_path / "landing", [VIEWS[:3], VIEWS[3:]])
    assert load_landing(folder, engine) == LoadReport(batches=1, lines=2)


def test_a_file_of_another_feed_is_refused(tmp_path, engine):
    load_landing(write_files(tmp_path / "landing", [VIEWS]), engine)
    other = write_files(tmp_path / "other", [numbered(event("cart_added"))])
    with pytest.raises(SourceError, match="a database of its own"):
        load_landing(other, engine)


@pytest.mark.parametrize("lines_per_batch", [1, 2], ids=["in two batches", "in one batch"])
def test_a_sequence_with_two_contents_is_refused(tmp_path, engine, lines_per_batch):
    folder = write_files(tmp_path / "landing", [[line(event("product_viewed"), 1), line(event("cart_added"), 1)]])
    with pytest.raises(SourceError, match="sequence 1, and so has a line with other content"):
        load_landing(folder, engine, lines_per_batch=lines_per_batch)


def test_a_line_that_is_not_the_collector_s_leaves_what_came_before_it(tmp_path, engine):
    folder = write_files(tmp_path / "landing", [VIEWS[:2]])
    (folder / "lines-0001.jsonl").write_text("{}\n")
    with pytest.raises(SourceError, match=r"lines-0001.jsonl, line 1 is not a line of the collector"):
        load_landing(folder, engine, lines_per_batch=2)
    assert query(engine, "select count(*) from silver_events") == [(2,)]


def test_silver_keeps_the_copy_with_the_lowest_sequence_whichever_comes_first(loaded):
    body = event("order_placed")
    on_time, late = line(body, 1), line(body, 2, later(MORNING, minutes=31))
    answer = loaded(late, on_time, lines_per_batch=1)
    assert answer("select sequence, is_late from silver_events") == [(1, 0)]
    assert answer("select order_count, late_count from sales_by_minute") == [(1, 0)]


def test_an_id_with_two_contents_follows_the_line_with_the_lower_sequence(loaded):
    here, there = event("product_viewed", session_id=1), event("product_viewed", "e1", "2026-11-05T08:00:00.000Z", session_id=2)
    answer = loaded(line(there, 2), line(here, 1), lines_per_batch=1)
    assert answer("select session_id from session_fact") == [(1,)]
    assert answer("select date_on from date_dim") == [("2026-11-02",)]
    assert answer("select hour_at from funnel_by_hour") == [(MORNING,)]


def test_a_dimension_that_arrives_later_moves_the_facts_that_waited(loaded):
    product = event("product_changed", "p", "2026-11-02T09:00:00.000Z")
    answer = loaded(*numbered(event("order_placed", "o"), event("product_viewed", "v"), product), lines_per_batch=1)
    key = surrogate_key(1, "2026-11-02T09:00:00.000Z")
    assert answer("select product_key, customer_key from order_fact") == [(key, -1)]
    assert answer("select product_key, customer_key from interaction_fact") == [(key, -1)]


def test_a_late_change_that_splits_a_version_moves_the_facts_after_it(loaded):
    early, change = (event("customer_changed", name, f"2026-11-02T{name}:00:00.000Z", location=name) for name in ("08", "09"))
    answer = loaded(*numbered(early, event("order_placed", "o"), change), lines_per_batch=1)
    assert answer("select customer_key from order_fact") == [(surrogate_key(2001, "2026-11-02T09:00:00.000Z"),)]


def test_an_order_that_moves_to_another_minute_leaves_no_row_behind(loaded):
    first, corrected = event("order_placed", "a"), event("order_placed", "b", "2026-11-03T07:00:00.000Z")
    answer = loaded(*numbered(first, corrected), lines_per_batch=1)
    assert answer("select minute_at, order_count from sales_by_minute") == [("2026-11-03T07:00:00.000Z", 1)]
    assert answer("select date_on from date_dim") == [("2026-11-03",)]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_input(tmp_path):
    """Ten times the days need at most a third more: batches, not feeds, are held."""
    import subprocess
    import sys

    from shopstream.simulator import simulate, write_feed

    def peak(days: int) -> int:
        folder = tmp_path / str(days)
        write_feed(simulate(seed=3, days=days, orders_per_day=100, faults="everyday"), folder)
        code = f"""
import resource
from pathlib import Path
from shopstream.etl.pipeline import load_landing
from shopstream.warehouse import open_warehouse
folder = Path({str(folder)!r})
load_landing(folder / "landing", open_warehouse(folder / "warehouse.db"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
        return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)

    assert peak(40) < 1.33 * peak(4)


def test_an_id_that_says_two_things_is_named_by_the_laws_and_not_lost_in_silence(loaded):
    answer = loaded(*numbered(event("order_placed"), event("order_placed", order_id=1002)))
    (law,) = reconcile(answer, lines_fed=2, ledger=None).broken
    assert law.name == "dispositions"
    assert law.detail == "line 2 has the event_id of the accepted line 1, and says something else"


def test_progress_counts_the_lines_of_this_folder(tmp_path, engine):
    load_landing(write_files(tmp_path / "monday", [VIEWS[:3]]), engine)
    (tmp_path / "tuesday").mkdir()
    for path in write_files(tmp_path / "later", [VIEWS[3:]]).iterdir():
        path.rename(tmp_path / "tuesday" / "other.jsonl")
    reports = []
    load_landing(tmp_path / "tuesday", engine, on_batch=reports.append)
    assert reports == [BatchReport(2, 2)]
