"""What became of the rows of the source."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionReport:
    """Every row is accounted for once: ``rows`` = ``order_lines`` + ``refund_rows`` + ``refused_rows``.

    ``lines`` are the landing's. A sales line has quantity and price above 0; units and revenue are theirs.
    ``sales_lines_of_0_cents`` are those among them that round to nothing. Rounding is what it added to the exact
    amounts, in mills: thousandths of a pound. ``refused_names`` are changes of customers or products that the
    contract refuses; they are no rows. Days are London's.
    """

    files: int
    rows: int
    lines: int
    first_day: str
    last_day: str
    orders: int = 0
    orders_with_a_sale: int = 0
    order_lines: int = 0
    sales_lines: int = 0
    sales_lines_of_0_cents: int = 0
    zero_price_lines: int = 0
    units: int = 0
    revenue_cents: int = 0
    rounding_mills: int = 0
    refund_rows: int = 0
    refunded_cents: int = 0
    refund_rounding_mills: int = 0
    guest_orders: int = 0
    guest_rows: int = 0
    exact_repeats: int = 0
    orders_with_several_times: int = 0
    orders_with_several_customers: int = 0
    refused_names: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def refused_rows(self) -> int:
        return sum(self.refused.values())

    def to_dict(self) -> dict:
        """As JSON has it: ``refused`` by kind, and their sum as ``refused_rows``."""
        return asdict(self) | {"refused_rows": self.refused_rows}
