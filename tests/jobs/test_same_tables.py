"""Both engines make the same tables of the same lines, to the last row; so does Spark whatever happens on the way."""

import os
import shutil
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from shopstream import warehouse
from shopstream.contracts.tables import TABLES
from shopstream.errors import QueryError, ReconcileError
from shopstream.jobs import bronze, publish, reconcile
from shopstream.jobs.params import Params
from shopstream.landing import count_lines
from shopstream.local.spark import session
from shopstream.reconcile import Law, Verdict

from .conftest import Lake, by_python

SLOW = pytest.mark.slow
PROFILES, SEEDS = ("none", "everyday", "hostile"), (1, 2, 3)
PAIRS = list(product(PROFILES, SEEDS) if os.environ.get("FULL") else zip(PROFILES, SEEDS, strict=True))


@pytest.fixture(scope="module")
def expected(feed, tmp_path_factory):
    """What the Python engine makes of the feed that most tests use."""
    return by_python(feed(seed=5, faults="hostile") / "landing", tmp_path_factory.mktemp("python") / "python.db")


def test_a_hostile_feed_gives_the_tables_of_the_python_engine(feed, lake, expected, tmp_path):
    landing, arrived = feed(seed=5, faults="hostile") / "landing", tmp_path / "arrived"
    arrived.mkdir()
    loaded = lake(arrived)
    files = sorted(landing.iterdir())
    middle = len(files) // 2
    copy(files[middle:], arrived)
    loaded.run("bronze", "silver")  # into new tables; lines with lower sequences come later, and are merged
    copy(files[:middle], arrived)
    assert loaded.load() == expected
    assert details_of_spark(loaded) == details_of_python(landing, tmp_path / "python.db")
    before = loaded.rows()
    assert loaded.load() == expected  # nothing new: nothing changes
    assert loaded.rows() == before


def copy(files: Sequence[Path], folder: Path) -> None:
    for path in files:
        shutil.copy(path, folder)


def details_of_spark(loaded: Lake) -> list[tuple]:
    """What each refusal says; no part of the hash, and the same all the same: one judge decides."""
    found = loaded.spark.table(loaded.params.lakehouse.name("quarantine")).select("sequence", "detail").orderBy("sequence")
    return [tuple(row) for row in found.collect()]


def details_of_python(landing: Path, database: Path) -> list[tuple]:
    by_python(landing, database)
    engine = warehouse.open_warehouse(database, read_only=True)
    told = warehouse.query(engine, "select sequence, detail from quarantine order by sequence")
    engine.dispose()
    return told


@SLOW
def test_spark_itself_finds_every_law_kept_on_the_lakehouse(feed, lake):
    folder = feed(seed=5, faults="hostile")
    loaded = lake(folder / "landing")
    loaded.load()
    loaded.run("reconcile", ledger=str(folder / "ledger"), lines_fed=str(count_lines(folder / "landing")))


def test_a_broken_law_ends_the_job_with_the_table_of_laws(monkeypatch):
    broken = Law("lines_fed", "each line that was fed is in bronze", "lines", expected=2, actual=1, holds=False, detail="one is gone")
    monkeypatch.setattr(reconcile, "judge", lambda spark, params: Verdict((broken,)))
    with pytest.raises(ReconcileError, match=r"lines_fed .* BROKEN"):
        reconcile.run(None, Params())


@SLOW
@pytest.mark.parametrize(("faults", "seed"), PAIRS)
def test_each_profile_and_seed_gives_the_tables_of_the_python_engine(feed, lake, tmp_path, faults, seed):
    landing = feed(seed=seed, faults=faults) / "landing"
    assert lake(landing).load() == by_python(landing, tmp_path / "python.db")


@SLOW
def test_lines_in_any_cut_and_order_of_files_give_the_same_tables(feed, lake, tmp_path, expected):
    landing = tmp_path / "landing"
    landing.mkdir()
    lines = [
        line
        for path in sorted((feed(seed=5, faults="hostile") / "landing").iterdir())
        for line in path.read_bytes().splitlines(keepends=True)
    ]
    cut = [lines[start::3] for start in range(3)]  # each file takes every third line
    loaded = lake(landing)
    for number, part in enumerate(reversed(cut)):
        (landing / f"part-{number:05d}.jsonl").write_bytes(b"".join(part))
        loaded.run("bronze", "silver")
    assert loaded.load() == expected


@SLOW
def test_whatever_is_lost_the_next_load_gives_the_same_tables(feed, lake, jvm_log, expected):
    loaded = lake(feed(seed=5, faults="hostile") / "landing")
    loaded.load()
    before = loaded.rows()
    for query in ("bronze", "silver"):
        lose_the_last_commit(loaded.folder / "checkpoints" / query / "commits")
        loaded.run("bronze", "silver")
        assert loaded.rows() == before
    shutil.rmtree(loaded.folder / "checkpoints")
    loaded.run("bronze", "silver")
    assert loaded.rows() == before

    for table in TABLES:
        if table != "bronze_lines":
            shutil.rmtree(loaded.folder / "lake" / table)
    shutil.rmtree(loaded.folder / "checkpoints" / "silver")
    from_bronze = Lake(loaded.folder, session(loaded.folder, log=jvm_log), loaded.landing)
    assert from_bronze.load() == expected


def lose_the_last_commit(commits: Path) -> None:
    last = max(commits.glob("[0-9]*"), key=lambda path: int(path.name))
    last.unlink()
    (commits / f".{last.name}.crc").unlink(missing_ok=True)


@SLOW
def test_what_has_not_changed_is_not_published_again(feed, lake, monkeypatch):
    loaded = lake(feed(seed=5, faults="none") / "landing")
    loaded.run("bronze", "silver")
    monkeypatch.setattr(publish, "TABLES", {name: TABLES[name] for name in ("bronze_lines", "silver_events")})
    publish.run(loaded.spark, loaded.params)
    monkeypatch.setattr(publish, "replace_table", None)
    publish.run(loaded.spark, loaded.params)


def test_a_line_that_comes_again_in_a_later_batch_of_a_new_table_is_kept_once(lake, tmp_path):
    (tmp_path / "landing").mkdir()
    for number in (1, 2):
        line = '{"sequence": 1, "received_at": "2026-11-02T10:00:00.000Z", "body": "{}"}\n'
        (tmp_path / "landing" / f"part-{number:05d}.jsonl").write_text(line)
    loaded = lake(tmp_path / "landing")
    loaded.run("bronze", files_per_batch="1")
    assert len(list((tmp_path / "checkpoints" / "bronze" / "commits").glob("[0-9]*"))) == 2
    assert loaded.spark.table(loaded.params.lakehouse.name("bronze_lines")).count() == 1


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('{"sequence": 1, "received_at": "yesterday", "body": "{}"}', id="a time that is none"),
        pytest.param('{"sequence": -1, "received_at": "2026-11-02T10:00:00.000Z", "body": "{}"}', id="a sequence below 1"),
        pytest.param('{"sequence": 1, "received_at": "2026-11-02T10:00:00.000Z"}', id="no body"),
        pytest.param("no JSON", id="no JSON"),
    ],
)
def test_a_line_that_is_not_of_the_collector_ends_the_query_and_names_its_file(lake, tmp_path, line):
    (tmp_path / "landing").mkdir()
    (tmp_path / "landing" / "part-00001.jsonl").write_text(line + "\n")
    loaded = lake(tmp_path / "landing")
    with pytest.raises(QueryError, match=r"the query bronze failed in batch 0: .*part-00001\.jsonl.*restore the file or delete it"):
        bronze.run(loaded.spark, loaded.params)
