from typing import NamedTuple

import pytest
from shopstream import cli


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def shopstream(capsys, tmp_path, monkeypatch):
    """Call the command line in this process, with runs in a folder of the test."""
    monkeypatch.setenv("SHOPSTREAM_RUNS", str(tmp_path / "runs"))

    def _shopstream(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        return Ended(ended.value.code, *capsys.readouterr())

    return _shopstream
