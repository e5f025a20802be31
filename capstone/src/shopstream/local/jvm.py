"""Our own start of Spark's JVM: with the Java and the jars that are pinned, quiet, and ended with this process, also by ``kill -9``.

pyspark's own launcher asks for a module that the wheel's Java does not have. After ``start`` pyspark finds the JVM by its
environment variables, so ``SparkSession.builder.getOrCreate()`` works unchanged.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from shopstream.errors import EnvironmentProblem
from shopstream.local import tuning
from shopstream.local.jars import need_jars, pyspark_jars
from shopstream.local.java import Java, need_java

PATIENCE_SECONDS = 60
POLL_SECONDS = 0.02

GATEWAY = ("PYSPARK_GATEWAY_PORT", "PYSPARK_GATEWAY_SECRET")
"""By these variables pyspark finds a JVM that runs."""

OPENED = (
    "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent",
    "java.util.concurrent.atomic", "jdk.internal.ref", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar",
)  # fmt: skip
"""Packages of ``java.base`` that Spark reaches into."""

COMPILER = ("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-XX:+UseSerialGC", "-Xss4m")
"""The quick compiler only: a run on a laptop is bound by code that is still cold, not by data.

With that compiler alone Java keeps 48 MB for compiled code. A few loads fill them; then Java interprets, and Spark loses messages and waits
for ever.
"""

ROOM = ("-Xms1g", "-Xmn512m", "-XX:MetaspaceSize=256m", "-XX:+UseTransparentHugePages")
"""From the start: a heap that grows by need is collected a hundred times in a run of a week, this one thirty times. In huge pages, where
the system has them on offer."""

QUIET = ("-Xlog:disable", "-Xlog:all=off", "-XX:+IgnoreUnrecognizedVMOptions", "-Djdk.reflect.useDirectMethodHandle=false")

LOG4J = """\
status = error
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
appender.out.type = Console
appender.out.name = out
appender.out.target = SYSTEM_ERR
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{yyyy-MM-dd HH:mm:ss} %p %c{1}: %m%n%ex
"""
"""What Spark has to say goes to the JVM's standard error, which is a file."""

settings: dict[str, str] = {}
"""What a session of this process's JVM has to set."""

_running: subprocess.Popen | None = None


def start(log: Path, *, memory: str = "2g", options: Sequence[str] | None = None) -> None:
    """Start the JVM of this process, once; all that it prints goes to ``log``.

    Args:
        memory: the largest heap, 1 GB or more.
        options: further options of Java, instead of those that use the class archive.

    Raises:
        EnvironmentProblem: no Java, no jars, or the JVM did not come up; the message names the log.
    """
    global _running
    if _running is not None or GATEWAY[0] in os.environ:
        return
    java, jars = need_java(), [*pyspark_jars(), *need_jars()]
    tuned = tuning.folder(java, jars)
    extra = tuning.archive_options(tuned) if options is None else list(options)
    with tempfile.TemporaryDirectory(prefix="shopstream-jvm-") as name, log.open("ab") as output:
        told = Path(name) / "connection"
        process = subprocess.Popen(
            command(java, [*tuning.extra_jars(tuned), *jars], Path(name), [f"-Xmx{memory}", *extra]),
            stdin=subprocess.PIPE,  # the JVM ends when this pipe does
            stdout=output,
            stderr=output,
            env=environment(os.environ, told),
            start_new_session=True,  # Ctrl-C is ours
        )
        port, secret = _connection(process, told, log)
    _running = process
    settings.update(tuning.FILE_SETTINGS if tuning.extra_jars(tuned) else {})
    os.environ |= dict(zip(GATEWAY, (str(port), secret), strict=True))
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}


def forget() -> None:
    """Let pyspark find no JVM. A command forgets the one of the process that calls it, such as a notebook's."""
    for name in GATEWAY:
        os.environ.pop(name, None)


def stop() -> None:
    """End the JVM of this process, and wait for its end."""
    global _running
    if _running is not None and _running.stdin is not None:
        _running.stdin.close()
        _running.wait(PATIENCE_SECONDS)
        _running = None
        forget()


def command(java: Java, jars: Sequence[Path], folder: Path, extra: Sequence[str]) -> list[str]:
    """The command line; the long part of it stands in a file, because Windows allows 32 KB on a line."""
    (folder / "log4j2.properties").write_text(LOG4J, encoding="utf-8")
    options = [
        *(*COMPILER, *ROOM, *QUIET, *extra),
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
        *("--enable-native-access=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true", "-Djava.net.preferIPv4Stack=true"),
        f"-Dlog4j2.configurationFile={(folder / 'log4j2.properties').as_uri()}",
        *("-cp", os.pathsep.join(map(str, jars))),
    ]
    arguments = folder / "arguments"
    arguments.write_text("\n".join(map(_quoted, options)), encoding="utf-8")
    return [str(java.program), f"@{arguments}", "org.apache.spark.deploy.SparkSubmit", "pyspark-shell"]


def _quoted(argument: str) -> str:
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'


def environment(outer: os._Environ | dict, told: Path) -> dict[str, str]:
    """The JVM's environment: the caller's, without options that would change what Java does and print that it does."""
    kept = {name: value for name, value in outer.items() if name not in ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS")}
    return kept | {
        "_PYSPARK_DRIVER_CONN_INFO_PATH": str(told),
        "SPARK_CONNECT_MODE": "0",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }


def _connection(process: subprocess.Popen, told: Path, log: Path) -> tuple[int, str]:
    """Port and secret of the gateway, as soon as the JVM has written them."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not told.is_file():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise EnvironmentProblem(f"Java did not start (exit code {process.wait()}): {log} says why; `shopstream doctor --lane spark`")
        time.sleep(POLL_SECONDS)
    content = told.read_bytes()
    length = int.from_bytes(content[4:8], "big")
    return int.from_bytes(content[:4], "big"), content[8 : 8 + length].decode()
