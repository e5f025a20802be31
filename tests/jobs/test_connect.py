"""The jobs use nothing but what Spark Connect offers, so they run on serverless compute."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from shopstream.local.spark import LOADING, session

from .conftest import by_python, hashes_of

PATIENCE_SECONDS = 400
RUNS = [
    pytest.param("hostile", LOADING, id="hostile"),
    pytest.param("everyday", (*LOADING, "reconcile"), id="everyday, with the laws", marks=pytest.mark.slow),
    pytest.param("none", (*LOADING, *LOADING), id="none, twice", marks=pytest.mark.slow),
]


@pytest.fixture
def served(jvm_log, tmp_path):
    """The address of a Connect server on the loopback address, whose lakehouse is in ``tmp_path``."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = {
        "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
    }
    server = session(tmp_path, log=jvm_log, settings=settings)
    yield f"sc://127.0.0.1:{port}"
    server.stop()


def by_connect(address: str, feed: Path, folder: Path, *jobs: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYSPARK_GATEWAY")}
    command = [sys.executable, Path(__file__).parent / "connect_client.py", address, feed, folder, *jobs]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS)


@pytest.mark.parametrize(("faults", "jobs"), RUNS if os.environ.get("FULL") else RUNS[:2])
def test_every_job_passes_as_a_client_of_connect_with_the_same_tables(feed, served, tmp_path, faults, jobs):
    sent = feed(seed=5, faults=faults)
    done = by_connect(served, sent, tmp_path, *jobs)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["PySparkAttributeError"]  # there was no JVM to fall back to
    assert hashes_of(tmp_path / "spark.db") == by_python(sent / "landing", tmp_path / "python.db")
