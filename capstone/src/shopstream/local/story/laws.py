"""The laws of a run, and the verdict."""

from shopstream.local.result import Result
from shopstream.local.story import say
from shopstream.reconcile import Verdict


def words(verdict: Verdict) -> str:
    """A row for each law, then what differs where one is broken."""
    rows = [[law.name, f"{law.expected:,}", f"{law.actual:,}", law.unit, "holds" if law.holds else "BROKEN"] for law in verdict.laws]
    table = say.table("<>><<", ["law", "expected", "got", "unit", ""], rows)
    return "\n".join([table, *(f"{law.name}: {law.detail}" for law in verdict.laws if not law.holds)])


def verdict(result: Result) -> str:
    """One sentence: whether the run is reconciled, and what it has accounted for."""
    broken = [law.name for law in result.laws if not law.holds]
    if broken:
        return f"NOT reconciled. Broken: {', '.join(broken)}."
    totals = result.totals
    return (
        f"Reconciled: all {len(result.laws)} laws hold. {totals.lines:,} lines are accounted for, with {totals.orders:,} orders, "
        f"{totals.units:,} units, {say.money(totals.revenue_cents)} of revenue and {say.money(totals.refunded_cents)} of refunds."
    )
