"""The laws of gold: each table is what silver says, told by other code than the pipeline's.

``sql/laws/<table>.sql`` gives the rows that the table should hold. What SQL engines do not share stands here: the lines
of an order, the parts of a date, the end of a truncated moment.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from shopstream.contracts.keys import surrogate_key
from shopstream.contracts.tables import TABLES
from shopstream.reconcile.canonical import ORDER_LINE_FIELDS, business_columns, canonical_rows, moment
from shopstream.reconcile.law import Law, Rule, compare, compare_rows
from shopstream.reconcile.queries import Query, both_sides, columns_of, rows

Rows = Iterable[tuple]

TABLE_RULES = (
    Rule("customer_dim", "versions", "a version for each change of a customer, valid until the next"),
    Rule("product_dim", "versions", "a version for each change of a product, valid until the next"),
    Rule("date_dim", "days", "the days on which a fact happened, each with its parts"),
    Rule("order_fact", "lines", "the lines of each order as its last event tells them, with what was cancelled and paid"),
    Rule("payment_fact", "payments", "each payment, captured or failed"),
    Rule("refund_fact", "lines", "each refunded line as its last event tells it"),
    Rule("interaction_fact", "events", "each view and each product put into a cart"),
    Rule("session_fact", "sessions", "each session, with its first customer and its events"),
    Rule("sales_by_minute", "rows", "what the orders of each minute sum up to: amounts in time, late ones counted"),
    Rule("funnel_by_hour", "hours", "the distinct sessions of each hour at each step"),
)
AS_OF_RULES = (
    Rule("customer_as_of", "facts", "each fact points to the customer's version of its time, to -1 where none was"),
    Rule("product_as_of", "facts", "each fact points to the product's version of its time, to -1 where none was"),
)
VERSION_KEYS = Rule("version_keys", "versions", "a version's key follows from its id and its beginning")

NAMED_BY = {"customer_dim": ("customer_id", "valid_from_at"), "product_dim": ("product_id", "valid_from_at")}
"""A surrogate key says nothing to people."""

WEEKEND = 6
MIDNIGHT = "0000-00-00T00:00:00.000Z"


def gold_laws(query: Query) -> list[Law]:
    """A law for each table, then the keys between them."""
    return [
        *(table_law(query, rule) for rule in TABLE_RULES),
        *(compare(rule, *both_sides(query, f"laws/{rule.name}")) for rule in AS_OF_RULES),
        version_key_law(query),
    ]


def table_law(query: Query, rule: Rule) -> Law:
    """The law that a table is what silver says."""
    table = TABLES[rule.name]
    columns = business_columns(table)
    told = COMPLETED.get(table.name, list)(rows(query, f"laws/{table.name}"))
    stored = columns_of(query, table.name, columns)
    key = NAMED_BY.get(table.name, table.key)
    return compare_rows(rule, canonical_rows(told, columns), canonical_rows(stored, columns), columns=table.business, key=key)


def version_key_law(query: Query) -> Law:
    """The law that surrogate keys are the contract's, so that they are equal in every engine."""
    expected, actual = {}, {}
    for kind, business_id, valid_from_at, key in rows(query, "laws/version_keys"):
        name = f"{kind} {business_id} from {moment(valid_from_at)}"
        expected[name], actual[name] = f"key {surrogate_key(business_id, moment(valid_from_at))}", f"key {key}"
    return compare(VERSION_KEYS, expected, actual)


def order_lines(orders: Rows) -> Iterator[tuple]:
    """A row for each line of each order, in the order of ``order_fact``."""
    for order_id, customer_id, session_id, currency, order_date, is_cancelled, is_paid, lines in orders:
        for line_number, product_id, quantity, cents in basket(lines):
            head = (order_id, line_number, product_id, customer_id, quantity)
            yield (*head, order_date, cents, currency, session_id, is_cancelled, is_paid)


def basket(lines: str | list) -> list[tuple]:
    """The lines of an order, from JSON text or from an engine's array; none where there are no such lines."""
    try:
        found = json.loads(lines) if isinstance(lines, str) else lines
        return [tuple(line[name] for name in ORDER_LINE_FIELDS) for line in found]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def dated(days: Rows) -> Iterator[tuple]:
    """The parts of each day. What is no day has none."""
    for (text,) in days:
        try:
            day = date.fromisoformat(text)
        except (ValueError, TypeError):
            yield (text, None, None, None, None, None)
        else:
            yield (text, day.year, day.month, day.day, day.isoweekday(), day.isoweekday() >= WEEKEND)


def truncated(told: Rows) -> Iterator[tuple]:
    """Rows that begin with a moment cut off after its minute or hour, which gets the rest.

    >>> list(truncated([("2026-11-02 10", 1)]))
    [('2026-11-02T10:00:00.000Z', 1)]
    """
    for text, *values in told:
        cut = str(text).replace(" ", "T")
        yield (cut + MIDNIGHT[len(cut) :], *values)


COMPLETED: dict[str, Callable[[Rows], Rows]] = {
    "date_dim": dated,
    "order_fact": order_lines,
    "sales_by_minute": truncated,
    "funnel_by_hour": truncated,
}
