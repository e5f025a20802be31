"""What a finished run shows on the terminal: the laws, the verdict, and where everything is."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from shopstream.local.launch import name
from shopstream.local.result import LawResult, Result, Totals
from shopstream.local.runs import Run
from shopstream.local.story.say import money


def show(result: Result, run: Run, console: Console) -> None:
    """Print one screen: laws, differences if there are any, totals, verdict, files."""
    console.print(laws_table(result.laws))
    for law in result.laws:
        if not law.holds:
            console.print(Text(f"{law.name}: {law.detail or law.meaning}", style="red"))
    console.print(Text(totals_line(result.totals)))
    console.print(verdict_line(result))
    for label, place in places(run):
        console.print(Text(f"{label:<10}{place}"), soft_wrap=True)


def laws_table(laws: list[LawResult]) -> Table:
    """A row for each law; the difference stands only where there is one."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("law", "expected", "got", "difference", "unit", ""):
        table.add_column(header, justify="right" if header in ("expected", "got", "difference") else "left", no_wrap=True)
    for law in laws:
        difference = law.actual - law.expected
        figures = (f"{law.expected:,}", f"{law.actual:,}", f"{difference:+,}" if difference else "")
        table.add_row(law.name, *figures, law.unit, "holds" if law.holds else "BROKEN", style=None if law.holds else "red")
    return table


def totals_line(totals: Totals) -> str:
    """What became of the lines, and what was sold."""
    return (
        f"{totals.lines:,} lines = {totals.accepted:,} accepted + {totals.duplicates:,} duplicates + {totals.quarantined:,} quarantined\n"
        f"{totals.orders:,} orders, {totals.units:,} units, {money(totals.revenue_cents)} gross"
    )


def verdict_line(result: Result) -> Text:
    broken = sum(not law.holds for law in result.laws)
    seconds = sum(stage.seconds for stage in result.stages)
    if result.reconciled:
        return Text(f"reconciled: all {len(result.laws)} laws hold ({seconds:.1f} s of work)", style="bold green")
    return Text(f"NOT reconciled: {broken} of {len(result.laws)} laws are broken", style="bold red")


def places(run: Run) -> list[tuple[str, str]]:
    """Where things are, and how to look inside."""
    return [
        ("run", str(run.folder)),
        ("report", str(run.report)),
        ("database", str(run.database)),
        ("look", f'shopstream sql --run {name(run)} "select * from sales_by_minute limit 5", or shopstream sql --list'),
    ]
