import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from shopstream import cli
from shopstream.local.jvm import GATEWAY

COMMAND = [sys.executable, "-c", "from shopstream.cli import main; main()"]


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def shopstream(capsys, tmp_path, monkeypatch):
    """Call the command line in this process, with runs in a folder of the test."""
    monkeypatch.setenv("SHOPSTREAM_RUNS", str(tmp_path / "runs"))
    for name in GATEWAY:
        monkeypatch.delenv(name, raising=False)  # and it is there again after the test

    def _shopstream(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        return Ended(ended.value.code, *capsys.readouterr())

    return _shopstream


def start(runs: Path, *arguments: str) -> subprocess.Popen:
    """Start the command line in a process of its own, with runs in a folder."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*COMMAND, *arguments], **pipes, text=True, env=os.environ | {"SHOPSTREAM_RUNS": str(runs)})


def end(process: subprocess.Popen) -> Ended:
    """Wait for the end of a started command."""
    out, err = process.communicate()
    return Ended(process.returncode, out, err)


def call(runs: Path, *arguments: str) -> Ended:
    """Start a command and wait for its end."""
    return end(start(runs, *arguments))
