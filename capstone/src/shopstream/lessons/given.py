"""Milestone 1: what the owner gives, seven tables by their names, and what each column means."""

from collections.abc import Iterator, Mapping


def in_words(contract: Mapping[str, tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    """The lines of a contract: a table, what one row is, each column."""
    for table, (grain, columns) in contract.items():
        yield f"{table:18}one row is {grain}"
        yield from (f"  {column:25}{told}" for column, told in columns.items())
        yield ""
    yield "A value is never missing, unless it says so above."
    yield "A row that others point to cannot be deleted."


CONTRACT = {
    "customer_dim": (
        "a customer",
        {
            "customer_id": "a whole number that the shop sends; names the row",
            "customer_name": "text; two customers may share it",
            "location": "text, may be missing",
        },
    ),
    "product_dim": (
        "a product",
        {
            "product_id": "a whole number that the shop sends; names the row",
            "product_name": "text",
            "category": "text, may be missing",
        },
    ),
    "date_dim": (
        "a day",
        {
            "date_on": "a day such as 2026-11-02; names the row",
            "weekday": "1 for Monday to 7 for Sunday",
            "is_weekend": "1 where weekday says Saturday or Sunday, else 0",
        },
    ),
    "order_fact": (
        "a line of an order",
        {
            "order_id, line_number": "whole numbers that the shop sends; together they name the row",
            "product_id": "a product that is there",
            "customer_id": "a customer that is there; missing for a guest",
            "quantity": "a whole number from 1 on",
            "order_date": "a moment such as 2026-11-02 09:00:00",
            "order_amount_cents": "a whole number from 0 on (a line may be free)",
            "order_amount": "the same in euros; the table computes it, nobody writes it",
            "session_id": "a whole number: the visit in which it was ordered",
        },
    ),
    "payment_fact": (
        "an attempt to pay an order",
        {
            "payment_id": "a number that the database gives; the shop sends none",
            "order_id": "a whole number; an order may need several attempts",
            "amount_cents": "a whole number from 0 on, for the whole order",
            "is_captured": "1 if the money came, else 0",
            "paid_at": "a moment",
        },
    ),
    "refund_fact": (
        "a line that a refund pays back",
        {
            "refund_id, line_number": "whole numbers that the shop sends; together they name the row",
            "order_id": "with line_number, a line that is in order_fact",
            "amount_cents": "a whole number from 0 on",
            "refunded_at": "a moment",
        },
    ),
    "interaction_fact": (
        "something that a visitor does",
        {
            "interaction_id": "a number that the database gives; the shop sends none",
            "session_id": "a whole number: the visit",
            "customer_id": "a customer that is there; missing for a guest",
            "product_id": "a product that is there",
            "kind": "view or cart",
            "event_at": "a moment",
        },
    ),
}
"""What is given: names, and what they mean. What is not said to be missing is never missing."""


def contract() -> None:
    """Print what is given of the seven tables."""
    print("\n".join(in_words(CONTRACT)))
