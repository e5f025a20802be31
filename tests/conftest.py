"""A session of Spark for the tests that need one, started once; they say so where there is none."""

import pytest
from shopstream.errors import EnvironmentProblem


@pytest.fixture(scope="session")
def jvm_log(tmp_path_factory):
    """The log of the JVM of this test run, which is up."""
    from shopstream.local import jvm

    log = tmp_path_factory.mktemp("jvm") / "spark.log"
    try:
        jvm.start(log, memory="1500m")
    except EnvironmentProblem as problem:
        pytest.skip(f"no Spark here: {str(problem).splitlines()[0]}")
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
