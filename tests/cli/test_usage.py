"""What is refused: one line on stderr, exit code 2, and nothing left behind."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from shopstream import cli
from shopstream.local import lab

from .conftest import COMMAND


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["run", "--seed", "seven"], id="a seed that is no number"),
        pytest.param(["run", "--seed", "1.5"], id="a seed that is no whole number"),
        pytest.param(["run", "--frobnicate"], id="an option that is not there"),
        pytest.param(["fly"], id="a command that is not there"),
        pytest.param(["run", "--engine", "flink"], id="an engine that never comes"),
        pytest.param(["run", "--size", "huge"], id="a size that is not there"),
        pytest.param(["run", "--size", "large", "--orders-per-day", "5"], id="two sizes"),
        pytest.param(["run", "--source", "kafka"], id="a source that is not there"),
        pytest.param(["run", "--source", "landing"], id="a source without its folder"),
        pytest.param(["run", "--source", "landing=no/such/folder"], id="a landing folder that is missing"),
        pytest.param(["run", "--source", "online_retail=no/such/folder"], id="a data folder that is missing"),
        pytest.param(["run", "--days", "0"], id="no days"),
        pytest.param(["run", "--orders-per-day", "-1"], id="less than no orders"),
        pytest.param(["run", "--faults", "biblical"], id="faults that are not there"),
        pytest.param(["run", "--seed", "-1"], id="a seed below zero"),
        pytest.param(["run", "--resume", "20200101-000000-0000"], id="a run that is not there"),
        pytest.param(["run", "--resume", "x", "--seed", "3"], id="a resumed run with other parameters"),
        pytest.param(["sql", "select 1"], id="no run to look into"),
        pytest.param(["sql", "select 1", "--run", "x"], id="a run to look into that is not there"),
        pytest.param(["job", "bronze", "--run", "x"], id="a job on a run that is not there"),
        pytest.param(["doctor", "--lane", "canal"], id="a lane that is not there"),
        pytest.param(["run", "--resume", ""], id="a resumed run without a name"),
        pytest.param(["run", "--resume", "a" * 5_000], id="a run with an endless name"),
        pytest.param(["run", "--source", "landing=" + "a" * 5_000], id="a folder with an endless name"),
        pytest.param(["sql", "select 1", "--run", ""], id="a run to look into without a name"),
        pytest.param(["simulate"], id="nowhere to write"),
        pytest.param(["simulate", "--to", "-", "--pace", ""], id="a pace of nothing"),
        pytest.param(["simulate", "--to", "-", "--pace", "\u0663x"], id="a pace in Arabic digits"),
        pytest.param(["simulate", "--to", "kafka"], id="a destination that is not there"),
        pytest.param(["simulate", "--to", "-", "--out", "x"], id="two destinations"),
        pytest.param(["simulate", "--to", "-", "--pace", "fast"], id="a pace that is no number"),
        pytest.param(["simulate", "--to", "-", "--pace", "0x"], id="a pace that stands still"),
        pytest.param(["simulate", "--to", "-", "--days", "0"], id="a shop that is never open"),
    ],
)
def test_nonsense_ends_in_one_line_and_exit_code_2(shopstream, tmp_path, arguments):
    ended = shopstream(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") == 1
    assert [path for path in tmp_path.rglob("*") if path.name != "runs"] == []


def test_a_bug_ends_in_one_line_that_names_a_log_with_the_traceback(shopstream, monkeypatch):
    monkeypatch.setattr(lab, "copy_missing", lambda checkout: 1 / 0)
    ended = shopstream("lab")
    assert ended.code == 3
    assert ended.err.startswith("error: unexpected ZeroDivisionError: division by zero; traceback: ")
    assert "copy_missing" in Path(ended.err.rstrip().rpartition(" ")[2]).read_text()


def test_an_interruption_ends_with_130(shopstream, monkeypatch):
    def interrupted(checkout):
        raise KeyboardInterrupt

    monkeypatch.setattr(lab, "copy_missing", interrupted)
    assert shopstream("lab") == (130, "", "interrupted\n")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["run", "--help"], ["simulate", "-h"]], ids=" ".join)
def test_help_is_no_error(shopstream, arguments):
    ended = shopstream(*arguments)
    assert "Usage: shopstream" in ended.out
    assert ended.code == 0


def test_help_imports_no_heavy_package():
    code = "import sys; from shopstream import cli; cli._code(['run', '--help']); print(sorted(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not [heavy for heavy in ("pandas", "polars", "numpy", "sqlalchemy", "matplotlib", "papermill") if f"'{heavy}'" in modules]


def test_each_command_has_a_line_of_help():
    assert all(command.callback.__doc__ for command in cli.app.registered_commands)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_ends_in_one_line_that_says_so():
    with open("/dev/full", "w") as full:
        ended = subprocess.run([*COMMAND, "simulate", "--to", "-", "--days", "1"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 2
    assert ended.stderr == "error: No space left on device: free some space, then call again\n"


def test_a_folder_that_may_not_be_written_ends_in_one_line(shopstream, monkeypatch):
    def forbidden(checkout):
        raise PermissionError(errno.EACCES, "Permission denied", "work")

    monkeypatch.setattr(lab, "copy_missing", forbidden)
    assert shopstream("lab") == (
        2,
        "",
        "error: Permission denied (work): grant the permission, or choose another folder, then call again\n",
    )
