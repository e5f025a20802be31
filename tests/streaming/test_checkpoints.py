"""A checkpoint of which nothing was committed is cleared; one that holds work is left alone."""

import pytest
from shopstream.streaming.checkpoints import mend


@pytest.fixture
def checkpoint(tmp_path):
    """A function that makes a checkpoint with some files."""

    def _checkpoint(*files: str):
        for name in files:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("v1\n")
        return tmp_path

    return _checkpoint


def test_a_kill_in_the_very_first_offset_commit_leaves_what_is_cleared(checkpoint):
    folder = checkpoint("metadata", "offsets/.0.1f2e.tmp", "sources/0/0")
    (folder / "commits").mkdir()
    assert mend(str(folder))
    assert not folder.exists()


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(["metadata", "offsets/0"], id="a batch was planned"),
        pytest.param(["metadata", "offsets/0", "commits/0"], id="a batch was done"),
        pytest.param(["metadata", "offsets/.1.1f2e.tmp", "commits/0"], id="offsets are lost, a commit is there"),
        pytest.param(["metadata"], id="no offset was ever tried"),
    ],
)
def test_a_checkpoint_that_may_hold_work_is_left_alone(checkpoint, files):
    folder = checkpoint(*files)
    assert not mend(str(folder))
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == sorted(files)


def test_no_checkpoint_is_nothing_to_mend(tmp_path):
    assert not mend(str(tmp_path / "nowhere"))
