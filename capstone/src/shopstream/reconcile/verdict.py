"""The verdict over all laws, and the table of it that people read."""

from dataclasses import dataclass
from pathlib import Path

from shopstream.reconcile.dispositions import line_laws, read_dispositions
from shopstream.reconcile.gold import gold_laws
from shopstream.reconcile.law import Law
from shopstream.reconcile.ledger import ledger_laws, read_ledger
from shopstream.reconcile.queries import Query
from shopstream.reconcile.silver import silver_laws

HEADER = ("law", "expected", "got", "difference", "unit", "")
NUMBERS = range(1, 4)


@dataclass(frozen=True)
class Verdict:
    """All laws of a run. ``str(verdict)`` is the table for people."""

    laws: tuple[Law, ...]

    @property
    def holds(self) -> bool:
        return all(law.holds for law in self.laws)

    @property
    def broken(self) -> tuple[Law, ...]:
        return tuple(law for law in self.laws if not law.holds)

    def __str__(self) -> str:
        details = [f"{law.name}: {law.meaning}. But {law.detail}" for law in self.broken]
        return "\n".join([*_aligned([HEADER, *map(_cells, self.laws)]), *details, self._sentence()])

    def _sentence(self) -> str:
        if self.holds:
            return f"reconciled: all {len(self.laws)} laws hold"
        return f"NOT reconciled: {len(self.broken)} of {len(self.laws)} laws are broken"


def reconcile(query: Query, *, lines_fed: int, ledger: Path | None) -> Verdict:
    """Hold what is stored against what was fed, and against the shop's ledger where there is one.

    Args:
        query: runs one SQL text on the warehouse.
        lines_fed: how many lines the landing files hold.
        ledger: the folder of the ledger. None: only the laws that need none.

    Raises:
        LedgerError: the ledger cannot be read, or contradicts itself.
    """
    told = read_ledger(ledger) if ledger else None
    stored = read_dispositions(query)
    laws = [*line_laws(query, stored, lines_fed), *silver_laws(query), *gold_laws(query)]
    return Verdict(tuple(laws + ledger_laws(query, told, stored))) if told else Verdict(tuple(laws))


def _cells(law: Law) -> tuple[str, ...]:
    difference = f"{law.difference:+,}" if law.difference else ""
    return law.name, f"{law.expected:,}", f"{law.actual:,}", difference, law.unit, "holds" if law.holds else "BROKEN"


def _aligned(table: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(_padded(i, cell, widths[i]) for i, cell in enumerate(row)).rstrip() for row in table]


def _padded(position: int, cell: str, width: int) -> str:
    return cell.rjust(width) if position in NUMBERS else cell.ljust(width)
