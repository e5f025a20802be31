"""``result.json`` is read by other programs: its shape changes only together with its version."""

import pytest
from shopstream.errors import RunError
from shopstream.local.result import SCHEMA_VERSION, LawResult, Result, Stage, TableResult, Totals, read_result, write_result

RESULT = Result(
    schema_version=SCHEMA_VERSION,
    reconciled=True,
    laws=[LawResult(name="lines_fed", meaning="each line", unit="lines", expected=1, actual=1, holds=True, detail="")],
    totals=Totals(lines=1, accepted=1, duplicates=0, quarantined=0, orders=1, sales_lines=1, units=1, revenue_cents=5, refunded_cents=0),
    tables={"order_fact": TableResult(rows=1, sha256="ab")},
    stages=[Stage(name="load", seconds=0.5)],
    versions={"python": "3.11.0"},
    parameters={"seed": 7, "faults": "none"},
)


def shape(schema: dict) -> dict:
    """The type of each field of each part."""
    parts = {"Result": schema, **schema["$defs"]}
    return {name: {field: _type(value) for field, value in part["properties"].items()} for name, part in parts.items()}


def _type(value: dict) -> str:
    if "anyOf" in value:
        return " or ".join(map(_type, value["anyOf"]))
    if "$ref" in value:
        return value["$ref"].rpartition("/")[2]
    inner = value.get("items") or value.get("additionalProperties")
    return f"{value['type']} of {_type(inner)}" if isinstance(inner, dict) else value["type"]


def test_the_shape_of_version_1():
    assert SCHEMA_VERSION == 1
    assert shape(Result.model_json_schema()) == {
        "Result": {
            "schema_version": "integer",
            "reconciled": "boolean",
            "laws": "array of LawResult",
            "totals": "Totals",
            "tables": "object of TableResult",
            "stages": "array of Stage",
            "versions": "object of string",
            "parameters": "object of string or integer",
            "source_report": "object or null",
        },
        "LawResult": {
            "name": "string",
            "meaning": "string",
            "unit": "string",
            "expected": "integer",
            "actual": "integer",
            "holds": "boolean",
            "detail": "string",
        },
        "Totals": dict.fromkeys(Totals.model_fields, "integer"),
        "TableResult": {"rows": "integer", "sha256": "string"},
        "Stage": {"name": "string", "seconds": "number"},
    }
    assert list(Totals.model_fields) == [
        "lines", "accepted", "duplicates", "quarantined", "orders", "sales_lines", "units", "revenue_cents", "refunded_cents",
    ]  # fmt: skip


def test_what_was_written_is_read(tmp_path):
    write_result(RESULT, tmp_path / "result.json")
    assert read_result(tmp_path / "result.json") == RESULT
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe"], ids=["empty", "no fields", "an array", "no text"])
def test_what_is_no_result_is_an_error_of_one_line(tmp_path, content):
    (tmp_path / "result.json").write_bytes(content)
    with pytest.raises(RunError, match="is no result"):
        read_result(tmp_path / "result.json")


def test_a_missing_result_is_an_error_of_one_line(tmp_path):
    with pytest.raises(RunError, match="is no result"):
        read_result(tmp_path / "result.json")
