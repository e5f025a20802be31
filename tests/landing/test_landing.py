"""The collector's files: whole or absent, in order, and readable whatever the bodies hold."""

import json
import os
import time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shopstream import landing
from shopstream.errors import SourceError
from shopstream.landing import Line, count_lines, landing_files, read_landing, write_file, write_landing

NINE = "2026-11-02T09:59:59.999Z"
TEN = "2026-11-02T10:00:00.000Z"


def lines(*received: str, first: int = 1, body: str = "x") -> pl.DataFrame:
    """Lines of one body, received at these moments."""
    rows = [(at, sequence, body) for sequence, at in enumerate(received, start=first)]
    return pl.DataFrame(rows, schema=landing.SCHEMA, orient="row")


def read(folder) -> list[Line]:
    return [line for path in landing_files(folder) for line in read_landing(path)]


def test_what_is_written_is_read_in_the_same_order(tmp_path):
    write_landing(lines(NINE, TEN, TEN), tmp_path)
    assert read(tmp_path) == [Line(1, NINE, "x"), Line(2, TEN, "x"), Line(3, TEN, "x")]


def test_a_file_ends_when_it_is_full_and_when_the_hour_ends(tmp_path):
    files = write_landing(lines(NINE, NINE, NINE, TEN), tmp_path, lines_per_file=2)
    assert [path.name for path in files] == [f"lines-{first:012d}.jsonl" for first in (1, 3, 4)]


def test_files_are_listed_in_the_order_in_which_they_were_written(tmp_path):
    files = write_landing(lines(*[NINE] * 25), tmp_path, lines_per_file=2)
    assert landing_files(tmp_path) == files
    stamps = [path.stat().st_mtime_ns for path in files]
    assert stamps == sorted(set(stamps))


def test_a_file_that_is_there_is_never_changed(tmp_path):
    (path,) = write_landing(lines(NINE), tmp_path)
    before = path.read_bytes()
    with pytest.raises(SourceError, match="a landing file never changes"):
        write_file(lines(TEN, body="other"), tmp_path)
    assert path.read_bytes() == before


def test_a_later_file_is_newer_even_where_the_clock_goes_back(tmp_path):
    (first,) = write_landing(lines(NINE), tmp_path)
    ahead = time.time_ns() + 10**12
    os.utime(first, ns=(ahead, ahead))
    assert write_file(lines(TEN, first=2), tmp_path).stat().st_mtime_ns > ahead


def test_a_half_written_file_is_not_listed(tmp_path):
    write_landing(lines(NINE), tmp_path)
    (tmp_path / ".lines-000000000002.jsonl.part").write_text("{")
    assert len(landing_files(tmp_path)) == 1


def test_lines_that_were_read_can_be_skipped(tmp_path):
    (path,) = write_landing(lines(NINE, NINE, NINE), tmp_path)
    assert [line.sequence for line in read_landing(path, skip=2)] == [3]
    assert list(read_landing(path, skip=3)) == []


def test_a_line_that_is_there_twice_counts_once(tmp_path):
    (path,) = write_landing(lines(NINE, NINE), tmp_path)
    (tmp_path / "lines-again.jsonl").write_bytes(path.read_bytes())
    assert count_lines(tmp_path) == 2


@given(body=st.text())
def test_a_body_may_be_anything(body, tmp_path_factory):
    folder = tmp_path_factory.mktemp("landing")
    write_landing(lines(NINE, body=body), folder)
    assert [line.body for line in read(folder)] == [body]


def test_half_a_surrogate_pair_is_read_as_a_character_that_was_lost(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"received_at": NINE, "sequence": 1, "body": "a\ud83db"}))
    assert read(tmp_path) == [Line(1, NINE, "a\ufffdb")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", "is empty", id="nothing"),
        pytest.param("hello", "line 1 is not a line of the collector", id="no JSON"),
        pytest.param('{"sequence": 1, "body": "x"}', "no field 'received_at'", id="a field is missing"),
        pytest.param('{"received_at": "10:00", "sequence": 1, "body": "x"}', "not a moment", id="no moment"),
        pytest.param(f'{{"received_at": "{NINE}", "sequence": 0, "body": "x"}}', "positive whole number", id="no sequence"),
        pytest.param(f'{{"received_at": "{NINE}", "sequence": true, "body": "x"}}', "positive whole number", id="a sequence that is true"),
        pytest.param(f'{{"received_at": "{NINE}", "sequence": 1, "body": 5}}', "body a text", id="a body that is no text"),
        pytest.param("[" * 100_000, "line 1 is not a line", id="nested without end"),
    ],
)
def test_what_is_no_landing_file_is_said_with_file_and_line(tmp_path, text, words):
    (tmp_path / "a.jsonl").write_text(text)
    with pytest.raises(SourceError, match=words) as caught:
        read(tmp_path)
    assert str(tmp_path / "a.jsonl") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_number_of_a_bad_line_counts_those_that_were_skipped(tmp_path):
    (path,) = write_landing(lines(NINE, NINE), tmp_path)
    path.write_text(path.read_text() + "broken\n")
    with pytest.raises(SourceError, match="line 3 "):
        list(read_landing(path, skip=2))


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_folder_that_cannot_be_read_is_said(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="name a folder that is there"):
        landing_files(tmp_path / name)


def test_a_folder_without_landing_files_is_said(tmp_path):
    with pytest.raises(SourceError, match="no landing file"):
        landing_files(tmp_path)
