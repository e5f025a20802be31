import io

from rich.console import Console
from shopstream.local import screen
from shopstream.local.progress import read, shown
from shopstream.local.result import LawResult, Result, Stage, Totals
from shopstream.local.runs import Run


def law(name="gross_cents", expected=1_000, actual=1_000, detail=""):
    holds = expected == actual
    return LawResult(name=name, meaning="what is meant", unit="cents", expected=expected, actual=actual, holds=holds, detail=detail)


def shown_screen(tmp_path, *laws: LawResult) -> str:
    totals = Totals(**dict.fromkeys(Totals.model_fields, 2))
    result = Result(
        schema_version=1,
        reconciled=all(law.holds for law in laws),
        laws=list(laws),
        totals=totals,
        tables={},
        stages=[Stage(name="load", seconds=1.25)],
        versions={},
        parameters={},
    )
    console = Console(file=io.StringIO(), width=10_000)
    screen.show(result, Run(tmp_path / "20261124-100000-0000"), console)
    return console.file.getvalue()


def test_laws_that_hold_end_in_reconciled(tmp_path):
    text = shown_screen(tmp_path, law(), law("orders"))
    assert "reconciled: all 2 laws hold" in text
    assert "NOT" not in text


def test_a_broken_law_shows_its_difference_and_the_first_keys(tmp_path):
    text = shown_screen(tmp_path, law(), law("orders", 10, 8, "2026-11-05: expected 10, got 8"))
    (row,) = (line.split() for line in text.splitlines() if line.startswith("orders "))
    assert row == ["orders", "10", "8", "-2", "cents", "BROKEN"]
    assert "orders: 2026-11-05: expected 10, got 8" in text
    assert "NOT reconciled: 1 of 2 laws are broken" in text


def test_laws_that_are_broken_key_by_key_with_the_same_sum_are_broken(tmp_path):
    broken = law().model_copy(update={"holds": False, "detail": "two days differ"})
    text = shown_screen(tmp_path, broken)
    assert "BROKEN" in text
    assert "gross_cents: two days differ" in text


def test_progress_that_is_not_there_or_half_there_is_the_start(tmp_path):
    assert read(tmp_path / "progress.json") == {"stage": "start", "done": 0, "total": 0}
    (tmp_path / "progress.json").write_text('{"stage"')
    assert read(tmp_path / "progress.json")["stage"] == "start"


def test_without_a_terminal_progress_writes_nothing(tmp_path):
    console = Console(file=io.StringIO())
    with shown(tmp_path / "progress.json", console):
        pass
    assert console.file.getvalue() == ""


def test_on_a_terminal_progress_says_the_stage_and_the_lines(tmp_path):
    (tmp_path / "progress.json").write_text('{"stage": "load", "done": 5000, "total": 20000}')
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with shown(tmp_path / "progress.json", console):
        pass
    assert "loading" in console.file.getvalue()
    assert "5,000 of 20,000 lines" in console.file.getvalue()
