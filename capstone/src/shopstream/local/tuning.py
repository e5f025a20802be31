"""What makes a JVM of Spark start and write faster, kept in ``.cache/jvm/``: file calls without child processes, and a class archive.

All of it may be absent: Spark works without, only slower.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from shopstream.local.checkout import root
from shopstream.local.java import Java

ENCODED = re.compile(r"[\x00-\x20\"#%<>?\[\\\]^`{|}]")
"""What Java writes otherwise in the address of a file."""

FILES_JAR, BASE, ARCHIVE = "files.jar", "base.jsa", "spark.jsa"

FILE_SETTINGS = {
    "spark.hadoop.fs.file.impl": "shopstream.Files$Checked",
    "spark.hadoop.fs.AbstractFileSystem.file.impl": "shopstream.Files$CheckedContext",
}
"""Settings of a session whose JVM has ``files.jar``."""


def folder(java: Java, jars: Sequence[Path]) -> Path:
    """Where it is for this Java and these jars; Java takes an archive only with the very files that it was made with."""
    files = [(jar, jar.stat()) for jar in jars]
    told = "\n".join(f"{jar} {found.st_size} {found.st_mtime_ns}" for jar, found in files)
    return root() / ".cache" / "jvm" / _short_hash(str(java.home)) / _short_hash(told)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def outdated(tuned: Path) -> list[Path]:
    """The folders of the same Java with other jars; each takes 200 MB, and nothing will use it again."""
    return [path for path in tuned.parent.glob("*") if path != tuned]


def extra_jars(tuned: Path) -> list[Path]:
    """Jars to put before the others."""
    return [path for path in (tuned / FILES_JAR,) if path.is_file()]


def archive_options(tuned: Path) -> list[str]:
    """Options to start from the archive. One that does not fit is ignored by Java, without a word."""
    base, archive = tuned / BASE, tuned / ARCHIVE
    return [f"-XX:SharedArchiveFile={base}:{archive}"] if base.is_file() and archive.is_file() else []


def can_archive(jars: Sequence[Path]) -> bool:
    """Whether Java archives classes of these jars: it does not find those again whose address is not their path, as with a space in it."""
    return not any(ENCODED.search(str(jar)) for jar in jars)


def training_options(tuned: Path) -> list[str]:
    """Options to write the archive at the JVM's end."""
    return [f"-XX:SharedArchiveFile={tuned / BASE}", f"-XX:ArchiveClassesAtExit={tuned / ARCHIVE}"]
