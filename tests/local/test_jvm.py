"""The JVM of the course: room for a long session, and a start that others need not wait for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from psutil import Process, pid_exists
from shopstream.errors import EnvironmentProblem
from shopstream.local import jvm

MEGABYTE = 2**20
CHILD = "import sys; from pathlib import Path; from shopstream.local import jvm; jvm.start(Path(sys.argv[1])); print(jvm._running)"


def test_there_is_room_for_the_code_of_many_loads(spark):
    """The 48 MB that Java takes by itself were full after a few loads; then messages of Spark were lost."""
    pools = spark._jvm.java.lang.management.ManagementFactory.getMemoryPoolMXBeans()
    assert sum(pool.getUsage().getMax() for pool in pools if "Code" in pool.getName()) >= 200 * MEGABYTE


@pytest.fixture
def no_jvm_of_mine(monkeypatch):
    monkeypatch.setattr(jvm, "_running", None)
    for name in jvm.GATEWAY:
        monkeypatch.delenv(name, raising=False)


def child(log: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", CHILD, str(log)], capture_output=True, text=True, timeout=120)


def test_a_process_takes_the_jvm_that_was_launched_for_it_which_ends_with_the_block(needs_spark, no_jvm_of_mine, tmp_path):
    with jvm.launched(tmp_path / "log"):
        (mine,) = [one for one in Process().children() if "java" in one.name() and str(tmp_path) in str(one.open_files())]
        ended = child(tmp_path / "log")
        assert (ended.returncode, ended.stdout) == (0, "None\n"), ended.stderr  # it has started none of its own
    assert not pid_exists(mine.pid)
    assert jvm.LAUNCHED not in os.environ


def test_a_launched_jvm_that_dies_at_once_is_one_clear_error(needs_spark, no_jvm_of_mine, tmp_path, monkeypatch):
    monkeypatch.setattr(jvm, "command", lambda *arguments: [sys.executable, "-c", "raise SystemExit('no room')"])
    monkeypatch.setattr(jvm, "need_jars", list)
    with jvm.launched(tmp_path / "log"), pytest.raises(EnvironmentProblem, match=r"Java did not start: .*log says why"):
        jvm.start(tmp_path / "log")
    assert "no room" in (tmp_path / "log").read_text()


def test_where_none_can_be_launched_the_start_says_why(no_jvm_of_mine, tmp_path, monkeypatch):
    def none():
        raise EnvironmentProblem("there is no Java here")

    monkeypatch.setattr(jvm, "need_java", none)
    with jvm.launched(tmp_path / "log"), pytest.raises(EnvironmentProblem, match="there is no Java here"):
        jvm.start(tmp_path / "log")
