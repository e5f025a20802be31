"""Set-up of Spark, once: the jars by hash, then what makes it start faster. ``make spark`` calls it; so can anyone, again and again."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from shopstream.errors import EnvironmentProblem
from shopstream.local import jvm, tuning
from shopstream.local.checkout import root
from shopstream.local.jars import need_jars, pyspark_jars
from shopstream.local.java import need_java

EPOCH = (2026, 1, 1, 0, 0, 0)
"""The time of each entry of our jar: the same source gives the same bytes."""


def prepare() -> None:
    """Fetch the jars, compile our file system, write the class archive; what is there is kept.

    Raises:
        EnvironmentProblem: Java or the jars cannot be had. Without the rest Spark works, only slower.
    """
    java, jars = need_java(), [*pyspark_jars(), *need_jars()]
    tuned = tuning.folder(java, jars)
    can_archive = tuning.can_archive(jars)
    if tuning.extra_jars(tuned) and (tuning.archive_options(tuned) or not can_archive):
        return
    print("Preparing Java for quick starts of Spark: about a minute, once", file=sys.stderr, flush=True)
    tuned.mkdir(parents=True, exist_ok=True)
    for earlier in tuning.outdated(tuned):
        shutil.rmtree(earlier)
    _child("compile", tuned)
    if not can_archive:
        print(f"({root()}: Java keeps no classes for a folder with a space in its path; a run by Spark takes 10 s longer)", file=sys.stderr)
        return
    base = ["-Xshare:dump", f"-XX:SharedArchiveFile={tuned / tuning.BASE}", "-XX:+UseSerialGC"]
    subprocess.run([java.program, *base], capture_output=True, timeout=jvm.PATIENCE_SECONDS)
    _child("train", tuned)


def _child(step: str, tuned: Path) -> None:
    """A step in a process of its own: a JVM can be started once in each."""
    try:
        subprocess.run([sys.executable, "-m", __spec__.name, step, str(tuned)], timeout=5 * jvm.PATIENCE_SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"({step} failed, Spark will be slower: {error})", file=sys.stderr, flush=True)


def compile_files(tuned: Path) -> None:
    """Compile ``Files.java`` by the Janino that pyspark ships: a Java of the wheel has no compiler."""
    from pyspark.java_gateway import launch_gateway

    jvm.start(tuned / "compile.log")
    gateway = launch_gateway()
    java = gateway.jvm
    compiler = java.org.codehaus.janino.SimpleCompiler()
    compiler.setParentClassLoader(java.java.lang.Thread.currentThread().getContextClassLoader())
    compiler.cook((Path(__file__).parent / "Files.java").read_text(encoding="utf-8"))
    classes = {str(name): bytes(code) for name, code in dict(compiler.getBytecodes()).items()}
    with zipfile.ZipFile(tuned / tuning.FILES_JAR, "w") as jar:
        for name in sorted(classes):
            jar.writestr(zipfile.ZipInfo(f"{name.replace('.', '/')}.class", EPOCH), classes[name])
    gateway.shutdown()
    jvm.stop()


def train(tuned: Path) -> None:
    """Run a day of a small shop, and write down which classes that took."""
    from shopstream.jobs import bronze, silver
    from shopstream.jobs.params import Params
    from shopstream.local.spark import session
    from shopstream.simulator import simulate, write_feed

    with tempfile.TemporaryDirectory(prefix="shopstream-train-") as name:
        folder = Path(name).resolve()
        write_feed(simulate(days=1, orders_per_day=1), folder)
        jvm.start(tuned / "train.log", options=tuning.training_options(tuned))
        spark = session(folder, log=tuned / "train.log")
        params = Params(landing=str(folder / "landing"), checkpoints=str(folder / "checkpoints"))
        bronze.run(spark, params)
        silver.run(spark, params)
        spark.table(params.lakehouse.name("silver_events")).toArrow()
        spark.stop()
        jvm.stop()


STEPS = {"compile": compile_files, "train": train}


def main(arguments: list[str]) -> None:
    try:
        if arguments:
            STEPS[arguments[0]](Path(arguments[1]))
        else:
            prepare()
    except EnvironmentProblem as problem:
        sys.exit(f"error: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
