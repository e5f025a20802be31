import subprocess
import sys

import pytest
from shopstream.errors import RunError
from shopstream.local.lock import hold, is_held

HOLD_UNTIL_KILLED = """
import sys
from pathlib import Path
from shopstream.local.lock import hold
with hold(Path(sys.argv[1]), refusal="held"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLD_UNTIL_KILLED, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_with_the_message_it_gave(tmp_path, holder):
    with pytest.raises(RunError, match="somebody writes"), hold(tmp_path / "lock", refusal="somebody writes"):
        pass


def test_a_kill_of_the_holder_frees_the_lock(tmp_path, holder):
    assert is_held(tmp_path / "lock")
    holder.kill()
    holder.wait()
    assert not is_held(tmp_path / "lock")


def test_the_end_of_the_block_frees_the_lock_also_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), hold(tmp_path / "lock", refusal=""):
        _ = 1 / 0
    assert not is_held(tmp_path / "lock")


def test_whoever_has_patience_gets_the_lock_when_the_holder_ends(tmp_path, holder):
    holder.stdin.close()
    with hold(tmp_path / "lock", refusal="", patience_seconds=60):
        assert holder.wait() == 0


def test_a_lock_file_that_is_not_there_is_not_held(tmp_path):
    assert not is_held(tmp_path / "lock")
    assert list(tmp_path.iterdir()) == []
