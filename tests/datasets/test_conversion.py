"""The landing folder as a whole: the collector's clock, identities, files, and what happens when it cannot be made."""

import hashlib
import json
from pathlib import Path

import pytest
from shopstream.datasets.online_retail import convert
from shopstream.datasets.online_retail.natural_ids import NaturalIds
from shopstream.errors import SourceError
from shopstream.landing import landing_files

from .conftest import row, write_day


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    write_day(folder / "2010-12-01.csv", [row(), "no row"])
    write_day(folder / "2010-12-02.csv", [row(InvoiceNo="536370", InvoiceDate="2010-12-02 10:00:00")])
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_clock_of_the_collector_never_goes_back(converted):
    early, late = {"InvoiceNo": "1", "InvoiceDate": "2010-12-01 08:00:00"}, {"InvoiceDate": "2010-12-01 09:00:00"}
    lines = converted(["no row", row(**late), row(**early), "no row"]).lines
    assert [line.received_at[11:16] for line in lines] == ["09:00"] * 6
    assert [line.sequence for line in lines] == [1, 2, 3, 4, 5, 6]


def test_a_folder_without_any_readable_time_starts_with_the_contract_s_first_moment(converted):
    assert [line.received_at for line in converted(["no row"]).lines] == ["2000-01-01T00:00:00.000Z"]


def test_an_event_is_known_by_file_row_and_record(converted):
    orders = converted([row(), row(InvoiceNo="536366")]).of("order_placed")
    records = [f"2010-12-01.csv/1/{row()}", f"2010-12-01.csv/2/{row(InvoiceNo='536366')}"]
    assert [order["event_id"] for order in orders] == [hashlib.sha256(record.encode()).hexdigest()[:32] for record in records]


def test_each_file_of_the_source_has_landing_files_of_its_own(source, tmp_path):
    convert(source, tmp_path / "out")
    assert [path.name for path in landing_files(tmp_path / "out" / "landing")] == ["lines-000000000001.jsonl", "lines-000000000005.jsonl"]


def test_the_same_files_give_the_same_bytes(source, tmp_path):
    for name in ("one", "two"):
        convert(source, tmp_path / name)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_line_ends_and_a_byte_order_mark_change_nothing(source, tmp_path):
    convert(source, tmp_path / "one")
    for path in source.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    convert(source, tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_hidden_files_and_files_of_other_kinds_are_left_alone(source, tmp_path):
    (source / ".2010-12-03.csv").write_text("hidden")
    (source / "README.md").write_text("not data")
    assert convert(source, tmp_path / "out").files == 2


def test_a_day_without_trade_is_a_day(source, tmp_path):
    write_day(source / "2010-12-03.csv", [])
    assert convert(source, tmp_path / "out").files == 3


def test_the_report_is_written_beside_the_landing(source, tmp_path):
    report = convert(source, tmp_path / "out")
    written = json.loads((tmp_path / "out" / "source_report.json").read_text())
    assert written == report.to_dict()
    assert {name: written[name] for name in ("files", "rows", "lines", "orders", "refused_rows", "refused")} == {
        "files": 2,
        "rows": 3,
        "lines": 5,
        "orders": 2,
        "refused_rows": 1,
        "refused": {"not_a_record": 1},
    }


def test_an_interrupted_conversion_has_no_report_and_is_written_anew(source, tmp_path, monkeypatch):
    convert(source, tmp_path / "whole")
    with monkeypatch.context() as patched:
        patched.setattr(NaturalIds, "to_frame", lambda ids: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            convert(source, tmp_path / "out")
    assert not (tmp_path / "out" / "source_report.json").exists()
    convert(source, tmp_path / "out")
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_complete_conversion_is_not_overwritten(source, tmp_path):
    convert(source, tmp_path / "out")
    with pytest.raises(SourceError, match=r"holds a converted feed already.*choose another folder"):
        convert(source, tmp_path / "out")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(
            lambda folder: folder.rename(folder.with_name("away")),
            r"cannot read the folder .*source: No such",
            id="a folder that is not there",
        ),
        pytest.param(
            lambda folder: [path.unlink() for path in folder.iterdir()], r"no CSV file in .*source: name the folder", id="no CSV file"
        ),
        pytest.param(lambda folder: (folder / "3.csv").touch(), r"3.csv is empty.*restore it or delete it", id="an empty file"),
        pytest.param(
            lambda folder: (folder / "3.csv").mkdir(), r"cannot read .*3.csv: Is a directory", id="a folder with the name of a file"
        ),
        pytest.param(lambda folder: (folder / "3.csv").write_text("a,b\n1,2\n"), r"3.csv is no CSV file.*'a,b\\n'", id="another header"),
        pytest.param(lambda folder: (folder / "3.csv").write_bytes(bytes(range(256)) * 9), r"3.csv is no CSV file", id="a binary file"),
        pytest.param(lambda folder: (folder / "3.csv").write_bytes(b'"' * 300_000), r"3.csv is no CSV file", id="one endless field"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_clear_error_and_nothing_is_written(source, tmp_path, spoil, message):
    spoil(source)
    with pytest.raises(SourceError, match=f"(?s){message}") as error:
        convert(source, tmp_path / "out")
    assert str(error.value).count("\n") <= 1
    assert not (tmp_path / "out").exists()


def test_a_source_without_a_row_is_an_error(tmp_path):
    write_day(tmp_path / "2010-12-01.csv", [])
    with pytest.raises(SourceError, match=r"hold a header and no row"):
        convert(tmp_path, tmp_path / "out")


def test_a_file_without_permission_is_one_clear_error(source, tmp_path, monkeypatch):
    def refuse(path, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match=r"cannot read .*2010-12-01.csv: Permission denied"):
        convert(source, tmp_path / "out")
