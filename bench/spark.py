"""The Spark engine: every job of a week of the shop, with the course's settings of Spark and of Java, and with those of Spark's makers.

Each turn is a process of its own, because a JVM is cold only once: a learner's run is always a cold one.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from shopstream import warehouse
from shopstream.local import jvm, tuning
from shopstream.local import spark as local_spark
from shopstream.reconcile import table_hashes
from shopstream.simulator import simulate, write_feed

SEED, DAYS, ORDERS_PER_DAY = 7, 7, 200
TURNS = 2
RATIO = 2.0
"""What the settings are worth, at least."""

NEEDED = (
    "spark.app.name", "spark.sql.extensions", "spark.sql.catalog.spark_catalog", "spark.sql.session.timeZone", "spark.ui.enabled",
    "spark.ui.showConsoleProgress", "spark.driver.host", "spark.driver.bindAddress",
)  # fmt: skip
"""Settings without which the jobs would not run, or not here, or would say something else."""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        feed = Path(name).resolve()
        simulated = simulate(seed=SEED, days=DAYS, orders_per_day=ORDERS_PER_DAY)
        write_feed(simulated, feed)
        turns = {side: [] for side in SIDES}
        for _ in range(TURNS):
            for side in SIDES:
                turns[side].append(in_a_process(side, feed / "landing"))
        best = {side: min(found, key=total) for side, found in turns.items()}
    for side, turn in best.items():
        stages = "   ".join(f"{stage} {seconds:.1f}" for stage, seconds in turn["seconds"].items())
        print(f"{side:<10}{total(turn):6.1f} s   {stages}")
    ratio = total(best["defaults"]) / total(best["tuned"])
    is_same = len({turn["sha256"] for found in turns.values() for turn in found}) == 1
    print(f"{simulated.lines.height:,} lines   ratio {ratio:.1f}   {'same sha256' if is_same else 'OTHER sha256'}   promised {RATIO}")
    if ratio < RATIO or not is_same:
        raise SystemExit(1)


def total(turn: dict) -> float:
    """Seconds of all stages."""
    return sum(turn["seconds"].values())


def in_a_process(side: str, landing: Path) -> dict:
    """Seconds of each stage, and the hash of all tables."""
    work = f"from bench.spark import turn; turn({side!r}, {str(landing)!r})"
    done = subprocess.run([sys.executable, "-c", work], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def turn(side: str, landing: str) -> None:
    """Run the jobs on a lakehouse of their own, and print what ``in_a_process`` returns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        seconds = {}
        spark = measured(seconds, "session", partial(SIDES[side], folder))
        database = folder / "warehouse.db"
        for stage, work in local_spark.run_jobs(spark, local_spark.params_of(folder, Path(landing), database)):
            measured(seconds, stage, work)
        spark.stop()
        jvm.stop()
        print(json.dumps({"seconds": seconds, "sha256": hash_of(database)}))


def measured(seconds: dict[str, float], stage: str, work):
    """What the work gives; how long it took is noted."""
    started = time.perf_counter()
    result = work()
    seconds[stage] = time.perf_counter() - started
    return result


def tuned(folder: Path):
    """A session as a run has it."""
    return local_spark.session(folder, log=folder / "spark.log")


def defaults(folder: Path):
    """A session on a JVM that nobody has tuned."""
    jvm.COMPILER = ()
    tuning.extra_jars = lambda tuned: []
    local_spark.SETTINGS = {name: local_spark.SETTINGS[name] for name in NEEDED}
    jvm.start(folder / "spark.log", options=["-Xss4m"])
    return local_spark.session(folder, log=folder / "spark.log")


SIDES = {"tuned": tuned, "defaults": defaults}


def hash_of(database: Path) -> str:
    """One hash over the hashes of all tables."""
    engine = warehouse.open_warehouse(database, create=False, read_only=True)
    hashes = table_hashes(partial(warehouse.query, engine))
    engine.dispose()
    return hashlib.sha256(json.dumps({name: table.sha256 for name, table in hashes.items()}, sort_keys=True).encode()).hexdigest()
