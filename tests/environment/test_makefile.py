"""The Makefile on a bare checkout whose path has a space, with stand-ins for Python and uv: no network, nothing installed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "Makefile",
    "capstone/pyproject.toml",
    *(f"requirements/{name}.txt" for name in ("uv", "lab", "dev", "spark", "kafka", "app", "azure")),
)
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
"""The environment of these tests holds nothing that a surrounding ``make`` has put there."""


@pytest.fixture
def checkout(tmp_path):
    """A bare checkout."""
    for name in FILES:
        target = tmp_path / "a checkout" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return tmp_path / "a checkout"


@pytest.fixture
def make(checkout):
    """Call make in the checkout."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}

    def _make(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(["make", *arguments], cwd=checkout, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    return _make


@pytest.fixture
def stand_in(checkout):
    """Put a shell script at the place of a program, relative to the checkout."""

    def _stand_in(name: str, script: str) -> Path:
        path = checkout / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return _stand_in


@pytest.fixture
def installed(checkout, stand_in):
    """Layers that are installed, as far as make can see; ``uv`` writes its arguments to ``uv.log``."""

    def _installed(*layers: str) -> None:
        stand_in(".venv/bin/uv", 'echo "$@" >> uv.log')
        stand_in(".venv/bin/shopstream", 'echo "$0 $*"; env | grep -E "^(IPY|JUPYTER|MPL|UV_CACHE|PIP_CACHE)"')
        (checkout / ".venv" / "done").mkdir(exist_ok=True)
        for layer in layers:
            (checkout / ".venv" / "done" / layer).touch()

    return _installed


def locks_in(plan: str) -> set[str]:
    """The layers that a plan of make installs."""
    return set(re.findall(r"requirements/(\w+)\.txt", plan))


def test_bare_make_lists_the_targets(make):
    listed = set(re.findall(r"^  (\w+) ", make().stdout, re.MULTILINE))
    assert listed >= {"run", "test", "verify", "lab", "doctor", "notebooks", "lint", "bench", "clean", "locks"}


def test_every_target_says_what_it_does(make):
    listed = [line.split(maxsplit=1) for line in make().stdout.splitlines() if line.startswith("  ")]
    assert [line for line in listed if len(line) != 2] == []


@pytest.mark.parametrize(
    ("target", "layers"),
    [
        pytest.param("run", {"uv", "lab", "spark"}, id="a run needs Spark and no linter"),
        pytest.param("run ENGINE=python", {"uv", "lab"}, id="a run of the Python engine needs no Spark"),
        pytest.param("lab", {"uv", "lab"}, id="week 1 needs no Spark and no linter"),
        pytest.param("doctor", {"uv", "lab"}, id="the doctor needs what week 1 needs"),
        pytest.param("test", {"uv", "lab", "dev", "spark"}, id="the tests need Spark"),
        pytest.param("verify", {"uv", "lab", "dev", "spark"}, id="so do the long ones"),
        pytest.param("spark", {"uv", "lab", "spark"}, id="week 3 needs no linter"),
        pytest.param("help", set(), id="help needs nothing"),
        pytest.param("clean", set(), id="cleaning needs nothing"),
    ],
)
def test_a_target_installs_what_it_needs_and_no_more(make, target, layers):
    assert locks_in(make("--dry-run", *target.split()).stdout) == layers


def test_a_second_call_installs_nothing(make, installed, checkout):
    installed("uv", "lab", "spark")
    assert make("run").returncode == 0
    assert not (checkout / "uv.log").exists()


@pytest.mark.parametrize(
    ("changed", "target", "layers"),
    [
        pytest.param("requirements/lab.txt", "run", {"lab", "spark"}, id="the lock of week 1, and what stands on it"),
        pytest.param("capstone/pyproject.toml", "run", {"lab", "spark"}, id="the package's own metadata"),
        pytest.param("requirements/dev.txt", "verify", {"dev"}, id="the lock of the tests"),
        pytest.param("requirements/dev.txt", "run", set(), id="a lock that the target does not need"),
    ],
)
def test_a_changed_lock_installs_its_layer_again(make, installed, checkout, changed, target, layers):
    installed("uv", "lab", "dev", "spark")
    later = (checkout / ".venv" / "done" / "dev").stat().st_mtime + 10
    os.utime(checkout / changed, (later, later))
    assert locks_in(make("--dry-run", target).stdout) == layers


def test_an_install_is_done_when_it_has_ended_well(make, installed, stand_in, checkout):
    installed("uv")
    stand_in(".venv/bin/uv", "kill -TERM $$")
    assert make("doctor").returncode != 0
    assert not (checkout / ".venv" / "done" / "lab").exists()
    stand_in(".venv/bin/uv", "exit 0")
    assert make("doctor").returncode == 0
    assert (checkout / ".venv" / "done" / "lab").exists()


def test_a_failed_install_says_what_to_try(make, installed, stand_in):
    installed("uv")
    stand_in(".venv/bin/uv", "exit 1")
    assert "INSTALLER=pip" in make("doctor").stderr


def test_hashes_are_demanded_and_the_package_itself_needs_no_network(make, installed, checkout):
    installed("uv")
    make("doctor")
    packages, itself = (checkout / "uv.log").read_text().splitlines()
    assert {"--no-deps", "--require-hashes"} < set(packages.split())
    assert {"--no-deps", "--no-build-isolation", "--no-index"} < set(itself.split())


def test_pip_can_install_in_the_place_of_uv(make, installed):
    installed("uv")
    assert ".venv/bin/python -m pip install --no-deps --require-hashes" in make("--dry-run", "run", "INSTALLER=pip").stdout


@pytest.mark.parametrize("version", ["(2, 7)", "(3, 10)", "(3, 14)"])
def test_a_wrong_python_is_refused_before_anything_is_made(make, stand_in, checkout, version):
    old = stand_in("old python", f'exec "{sys.executable}" -c "import sys; sys.version_info = {version}; $2"')
    refused = make("run", f"PYTHON={old}")
    assert refused.returncode != 0
    assert len([line for line in refused.stderr.splitlines() if line.startswith("error: ") and "3.11, 3.12 or 3.13" in line]) == 1
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_not_there_is_refused(make, checkout):
    refused = make("run", "PYTHON=python3.99")
    assert "error: there is no python3.99" in refused.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        pytest.param((), "run --engine spark", id="no option"),
        pytest.param(
            ("SEED=1977", "DAYS=2", "ORDERS_PER_DAY=50"),
            "run --seed 1977 --days 2 --orders-per-day 50 --engine spark",
            id="a shop of its own",
        ),
        pytest.param(
            ("FAULTS=hostile", "SIZE=large", "ENGINE=python"), "run --faults hostile --size large --engine python", id="a larger one"
        ),
        pytest.param(("SOURCE=online_retail=my files",), "run --source online_retail=my files --engine spark", id="a folder with a space"),
        pytest.param(("RESUME=20261102-000000-abcd",), "run --resume 20261102-000000-abcd", id="a run to go on with"),
    ],
)
def test_options_are_passed_on_when_given(make, installed, given, passed):
    installed("uv", "lab", "spark")
    assert make("run", *given).stdout.splitlines()[0] == f".venv/bin/shopstream {passed}"


def test_everything_that_is_written_goes_into_the_checkout(make, installed, checkout):
    installed("uv", "lab", "spark")
    written = [line.split("=", 1)[1] for line in make("run").stdout.splitlines()[1:]]
    assert len(written) == 7
    assert {Path(folder).relative_to(checkout).parts[0] for folder in written} == {".cache"}


def test_clean_leaves_the_learners_work(make, installed, checkout):
    installed("uv", "lab")
    for name in ("runs/x", "work/x", ".cache/x", "capstone/__pycache__/x"):
        (checkout / name).mkdir(parents=True)
    assert make("clean").returncode == 0
    assert sorted(path.name for path in checkout.iterdir()) == ["Makefile", "capstone", "requirements", "runs", "work"]
    assert not (checkout / "capstone" / "__pycache__").exists()
