"""A ledger that cannot be used is refused on one line, which names the file, what is wrong with it, and what to do."""

import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shopstream.contracts.ledger import FORMAT_VERSION
from shopstream.errors import LedgerError
from shopstream.reconcile.ledger import read_ledger

from .conftest import RECEIVED, TOLD

LINES, MEASURES, SUMMARY = "lines.parquet", "measures.parquet", "ledger.json"


@pytest.fixture
def ledger(tmp_path):
    """The folder of a ledger that is right."""
    return TOLD.write(tmp_path / "ledger")


def problem_of(folder) -> str:
    """What is said of a ledger."""
    with pytest.raises(LedgerError) as caught:
        read_ledger(folder)
    return str(caught.value)


def assert_says(said: str, file: str, words: str) -> None:
    assert file in said
    assert words in said
    assert "simulate the feed again" in said
    assert "\n" not in said


def test_a_ledger_is_read_as_it_was_written(ledger):
    read = read_ledger(ledger)
    assert read.received == RECEIVED
    assert len(read.dispositions.accepted) == 13
    assert read.dispositions.duplicates == {"line 8": "e04"}
    assert read.dispositions.quarantined == {"line 9": "not_json", "line 15": "unknown_currency"}


def test_the_order_of_a_ledger_s_rows_says_nothing(ledger, tmp_path):
    turned = replace(TOLD, lines=TOLD.lines[::-1], measures=TOLD.measures[::-1]).write(tmp_path / "turned")
    assert read_ledger(turned) == read_ledger(ledger)


@pytest.mark.parametrize("file", [LINES, MEASURES, SUMMARY])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"\x00\xff garbage\n" * 99, id="garbage"),
        pytest.param(b"PAR1" + bytes(40) + b"PAR1", id="garbage between the marks of Parquet"),
        pytest.param(b"[" * 100_000, id="a bottomless text"),
    ],
)
def test_a_file_that_is_something_else_is_refused(ledger, file, content):
    (ledger / file).write_bytes(content)
    assert_says(problem_of(ledger), file, "is not")


@pytest.mark.parametrize("file", [LINES, MEASURES, SUMMARY])
def test_a_missing_file_is_named(ledger, file):
    (ledger / file).unlink()
    assert_says(problem_of(ledger), file, "cannot be read (No such file or directory)")


@pytest.mark.parametrize("file", [LINES, MEASURES, SUMMARY])
def test_a_folder_in_the_place_of_a_file_is_named(ledger, file):
    (ledger / file).unlink()
    (ledger / file).mkdir()
    assert_says(problem_of(ledger), file, "cannot be read (Is a directory)")


@pytest.mark.parametrize("file", [LINES, MEASURES])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_is_cut_off_is_refused(ledger, file, share):
    content = (ledger / file).read_bytes()
    (ledger / file).write_bytes(content[: int(len(content) * share)])
    assert_says(problem_of(ledger), file, "is not")


@pytest.mark.parametrize("version", [FORMAT_VERSION + 1, "1", None])
def test_another_format_version_is_refused(tmp_path, version):
    folder = replace(TOLD, version=version).write(tmp_path / "ledger")
    assert_says(problem_of(folder), SUMMARY, f"has format version {version!r}, and this program reads {FORMAT_VERSION}")


@pytest.mark.parametrize("summary", ["{}", "[]", "1"])
def test_a_summary_without_a_version_is_refused(ledger, summary):
    (ledger / SUMMARY).write_text(summary)
    assert_says(problem_of(ledger), SUMMARY, "format_version")


@pytest.mark.parametrize(("file", "column"), [(LINES, "reason"), (LINES, "sequence"), (MEASURES, "received")])
def test_a_missing_column_is_named(ledger, file, column):
    table = pq.read_table(ledger / file)
    pq.write_table(table.drop_columns([column]), ledger / file)
    assert_says(problem_of(ledger), file, column)


@pytest.mark.parametrize(("file", "column"), [(LINES, "sequence"), (LINES, "disposition"), (MEASURES, "truth"), (MEASURES, "key")])
def test_a_null_where_none_may_be_is_refused(ledger, file, column):
    table = pq.read_table(ledger / file)
    values = [None, *table[column].to_pylist()[1:]]
    position = table.column_names.index(column)
    pq.write_table(table.set_column(position, column, pa.array(values, table.schema.field(column).type)), ledger / file)
    assert_says(problem_of(ledger), file, f"has no {column} in some rows")


def test_a_column_of_another_type_is_refused(ledger):
    table = pq.read_table(ledger / MEASURES)
    position = table.column_names.index("lost")
    pq.write_table(table.set_column(position, "lost", pa.array(["much"] * table.num_rows)), ledger / MEASURES)
    assert_says(problem_of(ledger), MEASURES, "is not a table of the ledger")


FIRST = TOLD.measures[0]


@pytest.mark.parametrize(
    ("told", "file", "words"),
    [
        pytest.param(TOLD.with_line(7, disposition="eaten"), LINES, "line 7 has the disposition 'eaten'", id="no such disposition"),
        pytest.param(TOLD.with_line(9, reason="ugly"), LINES, "line 9 is quarantined for the reason 'ugly'", id="no such reason"),
        pytest.param(TOLD.with_line(9, reason=None), LINES, "line 9 is quarantined for the reason None", id="refused for no reason"),
        pytest.param(TOLD.with_line(7, reason="not_json"), LINES, "line 7 is no refused line", id="accepted, with a reason to refuse"),
        pytest.param(TOLD.with_line(7, event_id=None), LINES, "line 7 is accepted and has no event_id", id="accepted without an id"),
        pytest.param(TOLD.with_line(7, event_id="e06"), LINES, "line 7 is accepted, and the event 'e06' was", id="accepted twice"),
        pytest.param(
            TOLD.with_line(8, event_id="e16"), LINES, "line 8 is duplicate, and the event 'e16' was not", id="a repeat before the first"
        ),
        pytest.param(TOLD.with_line(8, sequence=7), LINES, "a sequence stands twice", id="a sequence twice"),
        pytest.param(replace(TOLD, measures=(FIRST, FIRST)), MEASURES, "a measure and key stands twice", id="a key twice"),
        pytest.param(
            replace(TOLD, measures=(FIRST | {"lost": 7},)),
            MEASURES,
            "of orders '2026-11-02', 2 - 2 is not 7",
            id="truth minus received is not lost",
        ),
        pytest.param(replace(TOLD, measures=(FIRST | {"measure": "joy"},)), MEASURES, "'joy'", id="a measure that nobody knows"),
    ],
)
def test_a_contradiction_is_named(tmp_path, told, file, words):
    assert_says(problem_of(told.write(tmp_path / "ledger")), file, words)


def test_the_summary_may_say_more(ledger):
    (ledger / SUMMARY).write_text(json.dumps({"format_version": FORMAT_VERSION, "seed": 7}))
    assert read_ledger(ledger).received == RECEIVED
