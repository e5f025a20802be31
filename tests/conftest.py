"""A session of Spark for the tests that need one, started once; they say so where there is none."""

import os

import pytest
from shopstream.errors import EnvironmentProblem


@pytest.fixture(scope="session")
def needs_spark():
    """Java and the jars; where they cannot be had a test is skipped, with the reason, but in CI it fails."""
    from shopstream.local.jars import need_jars
    from shopstream.local.java import need_java

    try:
        need_java()
        need_jars()
    except EnvironmentProblem as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Spark here: {str(problem).splitlines()[0]}")


@pytest.fixture(scope="session")
def jvm_log(needs_spark, tmp_path_factory):
    """The log of the JVM of this test run, which is up."""
    from shopstream.local import jvm

    log = tmp_path_factory.mktemp("jvm") / "spark.log"
    jvm.start(log, memory="1500m")
    yield log
    from pyspark.sql import SparkSession

    if last := SparkSession.getActiveSession():
        last.stop()
    jvm.stop()


@pytest.fixture(scope="module")
def spark(jvm_log, tmp_path_factory):
    """A session with an empty lakehouse."""
    from shopstream.local.spark import session

    return session(tmp_path_factory.mktemp("lakehouse"), log=jvm_log)
