"""Rows of an invoice as lines: what is sold or given back, to the cent, and why the contract refuses it."""

from dataclasses import dataclass

from shopstream.contracts.events import MAX_CENTS, MAX_QUANTITY
from shopstream.datasets.online_retail.rows import Row

MAX_LINES = 2_000
"""Lines that the contract allows in one order."""

MILLS_IN_A_CENT = 10


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A row seen as a sale, or with both signs turned as a refund. ``number`` is its position in the invoice, from 1."""

    row: Row
    number: int
    quantity: int

    @property
    def amount_mills(self) -> int:
        return self.quantity * self.row.price_mills

    @property
    def amount_cents(self) -> int:
        return round_half_up(self.amount_mills)

    @property
    def rounding_mills(self) -> int:
        """What rounding added to the exact amount."""
        return self.amount_cents * MILLS_IN_A_CENT - self.amount_mills

    @property
    def is_in_range(self) -> bool:
        """Whether the contract accepts quantity and amount."""
        return 1 <= self.quantity <= MAX_QUANTITY and 0 <= self.amount_cents <= MAX_CENTS

    @property
    def refusal(self) -> str:
        """The kind under which the report counts a refused line; empty for a good one."""
        if self.quantity < 1:
            return "quantity_below_1"
        if self.row.price_mills < 0:
            return "price_below_0"
        return "" if self.is_in_range and self.number <= MAX_LINES else "beyond_limits"


def sold(rows: list[Row]) -> list[InvoiceLine]:
    """The rows of an invoice without a letter as lines of an order."""
    return [InvoiceLine(row, number, row.quantity) for number, row in enumerate(rows, start=1)]


def given_back(rows: list[Row]) -> list[InvoiceLine]:
    """The rows of a ``C`` invoice as refunds: its negative quantities are positive here."""
    return [InvoiceLine(row, number, -row.quantity) for number, row in enumerate(rows, start=1)]


def round_half_up(mills: int) -> int:
    """Cents, a half away from zero.

    >>> round_half_up(125), round_half_up(-125), round_half_up(124)
    (13, -13, 12)
    """
    cents = (abs(mills) + MILLS_IN_A_CENT // 2) // MILLS_IN_A_CENT
    return cents if mills >= 0 else -cents
