"""What ``doctor`` knows about this machine: gathered once, as plain values, so that each check is a function of them."""

import importlib.metadata
import os
import platform
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
from packaging.utils import canonicalize_name

from shopstream.local.jars import SPARK, wrong
from shopstream.local.java import Java, find_java
from shopstream.local.locks import read_pins, versions_here

WRITTEN = ("", ".cache", "runs", "work")
"""Folders of the checkout that the course writes to; one that is not there is made when it is needed."""

TEXT = ("*.py", "*.sql", "*.sh", "Makefile", "run")
"""Files that a carriage return breaks, by name; looked for in these folders and in the checkout itself."""
TEXT_FOLDERS = (".ci", "authoring", "bench", "capstone", "tests", "tools")

LAYERS = ("lab", "dev", "spark", "kafka", "app", "azure")


@dataclass(frozen=True)
class Machine:
    """The facts. Sizes are in bytes; ``kernel`` is what the kernel ``python3`` would start, None where there is no such kernel."""

    root: str
    system: str
    release: str
    processor: str
    python: tuple[int, int]
    interpreter: str
    locked: Mapping[str, Mapping[str, str]]
    installed: Mapping[str, str]
    sqlite: tuple[int, ...]
    java: Java | None
    jars_missing: tuple[str, ...]
    memory: int
    disk_free: int
    not_writable: tuple[str, ...]
    port_opens: bool
    crlf_files: tuple[str, ...]
    kernel: str | None
    runs_in_use: tuple[str, ...]


def gather(root: Path) -> Machine:
    """Look at this machine and at the checkout ``root``. Writes one temporary file into each folder that is to be written."""
    return Machine(
        root=str(root),
        system=platform.system(),
        release=platform.release(),
        processor=platform.machine(),
        python=sys.version_info[:2],
        interpreter=sys.executable,
        locked={layer: versions_here(read_pins(root / "requirements" / f"{layer}.txt")) for layer in LAYERS},
        installed={canonicalize_name(found.name): found.version for found in importlib.metadata.distributions()},
        sqlite=sqlite3.sqlite_version_info,
        java=find_java(os.environ),
        jars_missing=tuple(jar.artifact for jar in wrong(SPARK, root / ".cache" / "jars" / "spark")),
        memory=psutil.virtual_memory().total,
        disk_free=shutil.disk_usage(root).free,
        not_writable=tuple(name or "." for name in WRITTEN if not is_writable(root / name)),
        port_opens=port_opens(),
        crlf_files=crlf_files(root),
        kernel=find_kernel(),
        runs_in_use=runs_in_use(root / "runs"),
    )


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in ``folder``; a folder that is not there counts as writable."""
    if not folder.exists():
        return True
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def port_opens() -> bool:
    """Whether a process of this machine can talk to another over the loopback address, as notebooks and kernels do."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=2):
            return True
    except OSError:
        return False


def crlf_files(root: Path) -> tuple[str, ...]:
    """Files of the checkout that a carriage return would break and that hold one, by name."""
    folders = [path for name in TEXT_FOLDERS for pattern in TEXT for path in (root / name).rglob(pattern)]
    found = {path for path in (*folders, root / "Makefile") if path.is_file() and b"\r\n" in path.read_bytes()}
    return tuple(sorted(str(path.relative_to(root)) for path in found))


def find_kernel() -> str | None:
    """The program that the kernel ``python3`` starts. A bare ``python`` means this interpreter, as Jupyter reads it."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return None
    return sys.executable if program in ("python", "python3", f"python3.{sys.version_info.minor}") else program


def runs_in_use(folder: Path) -> tuple[str, ...]:
    """Ids of the runs that somebody is writing now."""
    from shopstream.local.lock import is_held
    from shopstream.local.runs import all_runs

    return tuple(run.id for run in all_runs(folder) if is_held(run.lock))
