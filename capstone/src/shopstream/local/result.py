"""``result.json``: the verdict and the figures of a run, for programs."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from shopstream.errors import RunError
from shopstream.local.atomic import write_text

SCHEMA_VERSION = 1


class Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class LawResult(Part):
    """A law with what it expects and what was found, both in ``unit``; ``detail`` names the first differences."""

    name: str
    meaning: str
    unit: str
    expected: int
    actual: int
    holds: bool
    detail: str


class Totals(Part):
    """``orders`` to ``revenue_cents`` (gross) are over order lines of more than 0 cents."""

    lines: int
    accepted: int
    duplicates: int
    quarantined: int
    orders: int
    sales_lines: int
    units: int
    revenue_cents: int
    refunded_cents: int


class TableResult(Part):
    rows: int
    sha256: str


class Stage(Part):
    """Wall time: it differs from one run to the next."""

    name: str
    seconds: float


class Result(Part):
    """``source_report`` is what the conversion of real data counted; None for other sources."""

    schema_version: int
    reconciled: bool
    laws: list[LawResult]
    totals: Totals
    tables: dict[str, TableResult]
    stages: list[Stage]
    versions: dict[str, str]
    parameters: dict[str, str | int]
    source_report: dict | None = None


def write_result(result: Result, path: Path) -> None:
    """Write the result whole or not at all."""
    write_text(path, result.model_dump_json(indent=2) + "\n")


def read_result(path: Path) -> Result:
    """The result of a run.

    Raises:
        RunError: the file is missing, or is no result of this version.
    """
    try:
        return Result.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise RunError(f"{path} is no result of a run ({type(error).__name__}): run again") from None
