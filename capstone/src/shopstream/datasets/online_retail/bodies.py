"""What the shop sends: the bodies of events, as dictionaries in the order of the contract's fields."""

import hashlib
import json

from shopstream.datasets.online_retail.records import Record

CURRENCY = "GBP"


def event_id(record: Record, what: str = "") -> str:
    """The identity of what a record sends: the same whenever the same files are read again."""
    return hashlib.sha256(f"{record.file}/{record.number}/{record.text}{what and '/' + what}".encode()).hexdigest()[:32]


def to_text(body: dict) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def raw_body(record: Record) -> str:
    """The record as it stands, which is no JSON. Were it a JSON object, it would be taken for an event: such a one is marked."""
    return f"{record.file}:{record.number}:{record.text}" if record.text.lstrip().startswith("{") else record.text


def order_placed(first: Record, at: str, *, order_id: int, customer_id: int | None, lines: list[dict]) -> dict:
    order = {"order_id": order_id, "customer_id": customer_id, "session_id": None, "currency": CURRENCY, "lines": lines}
    return _envelope(event_id(first), "order_placed", at) | order


def refund_issued(record: Record, at: str, *, refund_id: int, line: dict) -> dict:
    return _envelope(event_id(record), "refund_issued", at) | {"refund_id": refund_id, "order_id": None} | line


def debt_adjusted(record: Record, at: str, *, invoice: str, amount_cents: int) -> dict:
    """An event that the contract does not know: bookkeeping, neither sale nor refund."""
    return _envelope(event_id(record), "debt_adjusted", at) | {"invoice": invoice, "amount_cents": amount_cents}


def customer_changed(record: Record, at: str, *, customer_id: int, customer: str, location: str) -> dict:
    changed = {"customer_id": customer_id, "customer_name": f"Customer {customer}", "location": location or None}
    return _envelope(event_id(record, "customer_changed"), "customer_changed", at) | changed


def product_changed(record: Record, at: str, *, product_id: int, name: str, unit_price_cents: int) -> dict:
    changed = {"product_id": product_id, "product_name": name, "category": None, "unit_price_cents": unit_price_cents}
    return _envelope(event_id(record, "product_changed"), "product_changed", at) | changed


def order_line(line_number: int, product_id: int, quantity: int, amount_cents: int) -> dict:
    return {"line_number": line_number, "product_id": product_id, "quantity": quantity, "amount_cents": amount_cents}


def _envelope(identity: str, event_type: str, at: str) -> dict:
    return {"event_id": identity, "event_type": event_type, "event_at": at, "schema_version": 1}
