"""What makes a JVM of Spark start and write faster, kept in ``.cache/jvm/``: file calls without child processes, and a class archive.

All of it may be absent: Spark works without, only slower.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from shopstream.local.checkout import root
from shopstream.local.java import Java

FILES_JAR, BASE, ARCHIVE = "files.jar", "base.jsa", "spark.jsa"

FILE_SETTINGS = {
    "spark.hadoop.fs.file.impl": "shopstream.Files$Checked",
    "spark.hadoop.fs.AbstractFileSystem.file.impl": "shopstream.Files$CheckedContext",
}
"""Settings of a session whose JVM has ``files.jar``."""


def folder(java: Java, jars: Sequence[Path]) -> Path:
    """Where it is for this Java and these jars; an archive fits no others."""
    text = "\n".join([str(java.home), *(f"{jar} {jar.stat().st_size}" for jar in jars)])
    return root() / ".cache" / "jvm" / hashlib.sha256(text.encode()).hexdigest()[:12]


def extra_jars(tuned: Path) -> list[Path]:
    """Jars to put before the others."""
    return [path for path in (tuned / FILES_JAR,) if path.is_file()]


def archive_options(tuned: Path) -> list[str]:
    """Options to start from the archive. One that does not fit is ignored by Java, without a word."""
    base, archive = tuned / BASE, tuned / ARCHIVE
    return [f"-XX:SharedArchiveFile={base}:{archive}"] if base.is_file() and archive.is_file() else []


def training_options(tuned: Path) -> list[str]:
    """Options to write the archive at the JVM's end."""
    return [f"-XX:SharedArchiveFile={tuned / BASE}", f"-XX:ArchiveClassesAtExit={tuned / ARCHIVE}"]
