"""What this machine lacks, for which week, and how to mend it, as a table."""

from typing import TYPE_CHECKING

from shopstream.local.checkout import jupyter_folders, root
from shopstream.local.checks import CHECKS, LANES, Row, Status, lane_of, packages
from shopstream.local.machine import Machine, gather

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {Status.OK: "green", Status.LATER: "dim", Status.WARN: "yellow", Status.MISSING: "bold red"}


def main(lane: str, console: "Console") -> int:
    """Show the table for a lane; 1 where something that the lane needs is missing, else 0.

    Raises:
        UsageError: there is no such lane.
    """
    lane_of(lane)
    jupyter_folders()
    rows = report(gather(root()), lane)
    show(rows, lane, console)
    return 1 if any(row.status == Status.MISSING for row in rows) else 0


def report(machine: Machine, lane: str) -> list[Row]:
    """Every check of a machine, in the order in which one would mend things.

    Raises:
        UsageError: there is no such lane.
    """
    asked = lane_of(lane)
    rows = [check(machine, asked) for check in CHECKS]
    return [*rows[:2], *packages(machine, asked), *rows[2:]]


def show(rows: list[Row], lane: str, console: "Console") -> None:
    """Print the rows as a table, and a sentence that sums them up."""
    from rich.table import Table
    from rich.text import Text

    table = Table("check", "status", "found", "what it means", "how to mend it")
    for row in rows:
        table.add_row(row.check, Text(row.status, STYLES[row.status]), row.found, row.meaning, row.mend)
    console.print(table)
    console.print(verdict(rows, lane))


def verdict(rows: list[Row], lane: str) -> str:
    """The table in one sentence."""
    missing = [row.check for row in rows if row.status == Status.MISSING]
    serves = f"{LANES[lane].serves} (lane {lane})"
    return f"Missing for {serves}: {', '.join(missing)}." if missing else f"Nothing is missing for {serves}."
