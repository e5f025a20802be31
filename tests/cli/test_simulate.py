"""``shopstream simulate``: to a folder, or to standard output."""

import json
import signal
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from shopstream.landing import Line, landing_files, read_landing
from shopstream.local import simulation

from .conftest import COMMAND

SHOP = ["--seed", "4", "--days", "1", "--orders-per-day", "20"]


def test_a_feed_is_landing_files_and_a_ledger(shopstream, tmp_path):
    ended = shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed"))
    assert (ended.code, ended.out) == (0, "")
    assert landing_files(tmp_path / "feed" / "landing")
    assert (tmp_path / "feed" / "ledger" / "ledger.json").exists()


def test_standard_output_has_the_same_lines(shopstream, tmp_path):
    shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed"))
    printed = [json.loads(line) for line in shopstream("simulate", *SHOP, "--to", "-").out.splitlines()]
    assert [(line["sequence"], line["received_at"], line["body"]) for line in printed] == [
        (line.sequence, line.received_at, line.body) for line in landed(tmp_path / "feed")
    ]


def test_a_partial_feed_of_the_same_parameters_is_completed(shopstream, tmp_path):
    shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed"))
    whole = {path.name: path.read_bytes() for path in landing_files(tmp_path / "feed" / "landing")}
    (tmp_path / "feed" / "ledger" / "ledger.json").unlink()
    landing_files(tmp_path / "feed" / "landing")[0].unlink()
    assert shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed")).code == 0
    assert {path.name: path.read_bytes() for path in landing_files(tmp_path / "feed" / "landing")} == whole
    assert (tmp_path / "feed" / "ledger" / "ledger.json").exists()


def test_a_complete_feed_of_the_same_parameters_stays_as_it_is(shopstream, tmp_path):
    shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed"))
    (first, *_) = landing_files(tmp_path / "feed" / "landing")
    before = first.stat().st_mtime_ns
    assert shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed")).code == 0
    assert first.stat().st_mtime_ns == before


@pytest.mark.parametrize("other", [["--seed", "5"], ["--faults", "none"]], ids=" ".join)
def test_a_feed_of_other_parameters_is_refused_and_left_as_it_was(shopstream, tmp_path, other):
    shopstream("simulate", *SHOP, "--out", str(tmp_path / "feed"))
    before = sorted(path.name for path in tmp_path.rglob("*"))
    ended = shopstream("simulate", *SHOP, *other, "--out", str(tmp_path / "feed"))
    assert ended.code == 2
    assert "holds something else" in ended.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_folder_with_something_else_is_refused(shopstream, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    assert shopstream("simulate", *SHOP, "--out", str(tmp_path)).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_that_cannot_be_made_is_refused(shopstream, tmp_path):
    (tmp_path / "file").write_text("")
    ended = shopstream("simulate", *SHOP, "--out", str(tmp_path / "file"))
    assert (ended.code, ended.err.count("\n")) == (2, 1)


def test_a_reader_that_has_enough_ends_it_quietly():
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*COMMAND, "simulate", "--to", "-"], **pipes) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def landed(feed: Path) -> list[Line]:
    return [line for path in landing_files(feed / "landing") for line in read_landing(path)]


def test_a_replay_leaves_the_same_lines_and_the_same_ledger(shopstream, tmp_path):
    at_once, paced = tmp_path / "at_once", tmp_path / "paced"
    shopstream("simulate", *SHOP, "--out", str(at_once))
    assert shopstream("simulate", *SHOP, "--out", str(paced), "--pace", "999999999x").code == 0
    assert landed(paced) == landed(at_once)
    for name in ("lines.parquet", "measures.parquet"):
        assert pq.read_table(paced / "ledger" / name) == pq.read_table(at_once / "ledger" / name)
    assert json.loads((paced / "ledger" / "ledger.json").read_text()) == json.loads((at_once / "ledger" / "ledger.json").read_text())


def test_ctrl_c_in_a_replay_leaves_whole_files_and_the_same_call_starts_again(shopstream, tmp_path, monkeypatch):
    def interrupted(feed, speed, sink, clock):
        sink(feed.lines.head(50))
        raise KeyboardInterrupt

    paced = ["simulate", *SHOP, "--out", str(tmp_path / "feed"), "--pace", "999999999x"]
    with monkeypatch.context() as patch:
        patch.setattr(simulation, "replay", interrupted)
        assert shopstream(*paced) == (130, "", "interrupted\n")
    assert len(landed(tmp_path / "feed")) == 50
    assert shopstream(*paced).code == 0
    assert len(landed(tmp_path / "feed")) > 50


def test_ctrl_c_ends_a_replay_to_standard_output():
    command = [*COMMAND, "simulate", *SHOP, "--to", "-", "--pace", "3600x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert (process.returncode, err) == (130, b"interrupted\n")
