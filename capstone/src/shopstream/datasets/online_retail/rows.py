"""Records as rows: texts become numbers and moments here and nowhere else, exactly or not at all."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from shopstream.contracts.events import END_AT, FIRST_AT
from shopstream.contracts.times import EPOCH, format_at
from shopstream.datasets.online_retail.records import HEADER, Record

LONDON = ZoneInfo("Europe/London")
INVOICE = re.compile(r"[AC]?[0-9]+")
QUANTITY = re.compile(r"-?[0-9]{1,18}")
PRICE = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
NUMBER_AS_FLOAT = re.compile(r"([0-9]+)\.0*")


class UnreadableRow(ValueError):
    """A record that is no row of the data set. Its text is the ``kind`` under which the report counts it."""


@dataclass(frozen=True, slots=True)
class Row:
    """``at`` is UTC, ``on`` London's day. A mill is a thousandth of a pound. ``customer`` is empty for a guest."""

    record: Record
    invoice: str
    stock_code: str
    description: str
    quantity: int
    at: str
    on: str
    price_mills: int
    customer: str
    country: str


def parse_row(record: Record) -> Row:
    """The row of a record.

    Raises:
        UnreadableRow: a field is missing or is not what it has to be.
    """
    if "\ufffd" in record.text:
        raise UnreadableRow("not_utf8")
    if len(record.fields) != len(HEADER):
        raise UnreadableRow("not_a_record")
    invoice, stock_code, description, quantity, local_time, price, customer, country = record.fields
    return Row(
        record=record,
        invoice=_matching(INVOICE, invoice, "bad_invoice"),
        stock_code=_present(stock_code, "no_stock_code"),
        description=description,
        quantity=int(_matching(QUANTITY, quantity, "bad_quantity")),
        at=parse_london(local_time),
        on=local_time[:10],
        price_mills=parse_mills(price),
        customer=parse_customer(customer),
        country=country,
    )


@lru_cache(maxsize=4_096)
def parse_london(text: str) -> str:
    """The UTC moment of a London wall clock.

    >>> parse_london("2011-07-01 12:00:00")
    '2011-07-01T11:00:00.000Z'
    """
    try:
        local = datetime.fromisoformat(_matching(LOCAL_TIME, text, "bad_date"))
        at = format_at((local.replace(tzinfo=LONDON).astimezone(UTC) - EPOCH) // timedelta(milliseconds=1))
    except (ValueError, OverflowError):
        raise UnreadableRow("bad_date") from None
    if not FIRST_AT <= at < END_AT:
        raise UnreadableRow("bad_date")
    return at


@lru_cache(maxsize=4_096)
def parse_mills(text: str) -> int:
    """Thousandths of a pound, never cut.

    >>> parse_mills("2.55")
    2550
    """
    _matching(PRICE, text, "bad_price")
    pounds, _, fraction = text.partition(".")
    mills = fraction.rstrip("0").ljust(3, "0")
    if len(mills) > 3:
        raise UnreadableRow("price_too_fine")
    return int(pounds + mills)


def parse_customer(text: str) -> str:
    """The natural id of a customer: the number where it is written as a float, else the text.

    >>> parse_customer("17850.0")
    '17850'
    """
    number = NUMBER_AS_FLOAT.fullmatch(text)
    return number[1] if number else text


def _matching(pattern: re.Pattern, text: str, kind: str) -> str:
    if not pattern.fullmatch(text):
        raise UnreadableRow(kind)
    return text


def _present(text: str, kind: str) -> str:
    if not text:
        raise UnreadableRow(kind)
    return text
