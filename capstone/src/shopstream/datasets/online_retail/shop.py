"""The shop behind the files: what it sends for the rows of each day, in order."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from shopstream.contracts.events import MODELS
from shopstream.datasets.online_retail import bodies
from shopstream.datasets.online_retail.lines import InvoiceLine, given_back, round_half_up, sold
from shopstream.datasets.online_retail.natural_ids import NaturalIds
from shopstream.datasets.online_retail.records import Record
from shopstream.datasets.online_retail.rows import Row, UnreadableRow, parse_row


class Message(NamedTuple):
    """``at`` is the shop's clock, empty where the row does not tell."""

    at: str
    body: str


class Unreadable(NamedTuple):
    record: Record
    kind: str


class Versions:
    """What was last sent of each customer or product.

    A second change within one moment waits until the key shows up later: of two changes at the same moment the
    warehouse keeps one, and it must be the one that is remembered here.
    """

    def __init__(self) -> None:
        self._sent: dict[str, tuple[str, str]] = {}

    def is_change(self, key: str, at: str, value: str) -> bool:
        """Whether the value must be sent; it then counts as sent."""
        last_at, last = self._sent.get(key, ("", None))
        if value == last or at <= last_at:
            return False
        self._sent[key] = at, value
        return True


class Shop:
    """Sends a file after another. It remembers ids, invoice numbers, customers and products, never rows of an earlier file.

    An invoice belongs to the file where it stands first: its rows in later files are refused, so that a file that is
    there twice under two names is not counted twice.
    """

    def __init__(self) -> None:
        self.ids = NaturalIds()
        self.counts: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.days: set[str] = set()
        self._customers, self._products = Versions(), Versions()
        self._closed: set[str] = set()

    def send(self, records: Iterable[Record]) -> Iterator[Message]:
        """The messages of one file: invoices in the order of their first rows, each as a whole."""
        invoices: dict[str | int, list] = {}
        for item in self._read(records):
            key = item.invoice if isinstance(item, Row) else item.record.number
            invoices.setdefault(key, []).append(item)
        for key, items in invoices.items():
            yield from self._unreadable(*items) if isinstance(key, int) else self._invoice(key, items)
        self._closed.update(key for key in invoices if isinstance(key, str))

    def _read(self, records: Iterable[Record]) -> Iterator[Row | Unreadable]:
        seen = set()
        for record in records:
            self.counts["rows"] += 1
            self.counts["exact_repeats"] += (record.fields or record.text) in seen
            seen.add(record.fields or record.text)
            try:
                row = parse_row(record)
            except UnreadableRow as error:
                yield Unreadable(record, str(error))
                continue
            self.counts["guest_rows"] += not row.customer
            self.days.add(row.on)
            yield row

    def _unreadable(self, item: Unreadable) -> Iterator[Message]:
        self.refused[item.kind] += 1
        yield Message("", bodies.raw_body(item.record))

    def _invoice(self, invoice: str, rows: list[Row]) -> Iterator[Message]:
        if invoice in self._closed:
            return self._torn(rows)
        letter = invoice[0] if invoice[0].isalpha() else ""
        return {"": self._order, "C": self._refunds, "A": self._debts}[letter](rows)

    def _torn(self, rows: list[Row]) -> Iterator[Message]:
        for row in rows:
            self.refused["invoice_of_an_earlier_file"] += 1
            yield Message(row.at, bodies.raw_body(row.record))

    def _debts(self, rows: list[Row]) -> Iterator[Message]:
        for row in rows:
            self.refused["debt_adjustment"] += 1
            amount = round_half_up(row.quantity * row.price_mills)
            yield Message(row.at, bodies.to_text(bodies.debt_adjusted(row.record, row.at, invoice=row.invoice, amount_cents=amount)))

    def _order(self, rows: list[Row]) -> Iterator[Message]:
        lines = sold(rows)
        good = [line for line in lines if not line.refusal]
        if good:
            at = good[0].row.at
            yield from self._customer(good[0].row, at)
            for line in good:
                yield from self._product(line.row, at)
            self._count_order(good)
            yield Message(at, bodies.to_text(self._order_body(good)))
        for line in lines:
            if line.refusal:
                yield self._refuse(line, self._order_body([line]))

    def _refunds(self, rows: list[Row]) -> Iterator[Message]:
        for line in given_back(rows):
            row = line.row
            body = bodies.refund_issued(row.record, row.at, refund_id=self.ids.give("refund", row.invoice), line=self._line_body(line))
            if line.refusal:
                yield self._refuse(line, body)
                continue
            yield from self._customer(row, row.at)
            yield from self._product(row, row.at)
            self._count_refund(line)
            yield Message(row.at, bodies.to_text(body))

    def _refuse(self, line: InvoiceLine, body: dict) -> Message:
        """The line as an event that the contract refuses; as raw text where the event alone would be accepted."""
        self.refused[line.refusal] += 1
        return Message(line.row.at, bodies.raw_body(line.row.record) if line.is_in_range else bodies.to_text(body))

    def _customer(self, row: Row, at: str) -> Iterator[Message]:
        if row.customer and self._customers.is_change(row.customer, at, row.country):
            customer_id = self.ids.give("customer", row.customer)
            yield self._announce(
                bodies.customer_changed(row.record, at, customer_id=customer_id, customer=row.customer, location=row.country)
            )

    def _product(self, row: Row, at: str) -> Iterator[Message]:
        if row.description and self._products.is_change(row.stock_code, at, row.description):
            product_id, cents = self.ids.give("product", row.stock_code), round_half_up(row.price_mills)
            yield self._announce(
                bodies.product_changed(row.record, at, product_id=product_id, name=row.description, unit_price_cents=cents)
            )

    def _announce(self, body: dict) -> Message:
        """A change, sent also where the contract refuses the name: in quarantine it can be seen."""
        try:
            MODELS[body["event_type"], body["schema_version"]].model_validate(body)
        except ValidationError:
            self.counts["refused_names"] += 1
        return Message(body["event_at"], bodies.to_text(body))

    def _order_body(self, lines: list[InvoiceLine]) -> dict:
        """An order of these lines, with time and customer of the first."""
        first = lines[0].row
        customer_id = self.ids.give("customer", first.customer) if first.customer else None
        order_id = self.ids.give("order", first.invoice)
        body_lines = [self._line_body(line) for line in lines]
        return bodies.order_placed(first.record, first.at, order_id=order_id, customer_id=customer_id, lines=body_lines)

    def _line_body(self, line: InvoiceLine) -> dict:
        return bodies.order_line(line.number, self.ids.give("product", line.row.stock_code), line.quantity, line.amount_cents)

    def _count_order(self, lines: list[InvoiceLine]) -> None:
        sales = [line for line in lines if line.row.price_mills > 0]
        self.counts.update(
            orders=1,
            orders_with_a_sale=bool(sales),
            order_lines=len(lines),
            sales_lines=len(sales),
            sales_lines_of_0_cents=sum(line.amount_cents == 0 for line in sales),
            zero_price_lines=len(lines) - len(sales),
            units=sum(line.quantity for line in sales),
            revenue_cents=sum(line.amount_cents for line in sales),
            rounding_mills=sum(line.rounding_mills for line in lines),
            guest_orders=not lines[0].row.customer,
            orders_with_several_times=len({line.row.at for line in lines}) > 1,
            orders_with_several_customers=len({line.row.customer for line in lines}) > 1,
        )

    def _count_refund(self, line: InvoiceLine) -> None:
        self.counts.update(refund_rows=1, refunded_cents=line.amount_cents, refund_rounding_mills=line.rounding_mills)
