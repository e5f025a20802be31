"""The verdict of a run."""

from shopstream.local.result import Result
from shopstream.local.story import say


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
