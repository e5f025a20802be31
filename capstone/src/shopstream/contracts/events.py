"""The events that the shop sends, as pydantic models. JSON Schemas and engine schemas are derived from them.

A reader is tolerant where nothing can be lost by it: unknown fields are ignored, and an absent field that may be
null is null. It is strict where something can: types are never converted, and ranges are checked.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from shopstream.contracts.times import ISO_PATTERN, parse_at

CURRENCIES = ("EUR", "GBP")
"""The shop sells in EUR. GBP is for the real data of a British shop. Totals are kept by currency."""

MAX_BIGINT = 2**63 - 1
MAX_QUANTITY = 100_000
MAX_CENTS = 100_000_000
FIRST_AT, END_AT = "2000-01-01T00:00:00.000Z", "2100-01-01T00:00:00.000Z"


class Reason(StrEnum):
    """Why a line is refused, in order of precedence: a line has the first that applies."""

    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_VERSION = "unknown_version"
    MISSING_FIELD = "missing_field"
    WRONG_TYPE = "wrong_type"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_CURRENCY = "unknown_currency"
    CLOCK_AHEAD = "clock_ahead"


def _moment(text: str) -> str:
    try:
        parse_at(text)
    except ValueError as error:
        raise PydanticCustomError(Reason.WRONG_TYPE, "{problem}", {"problem": str(error)}) from None
    if not FIRST_AT <= text < END_AT:
        raise PydanticCustomError(Reason.OUT_OF_RANGE, "not between the years 2000 and 2100")
    return text


def _plain(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError(Reason.OUT_OF_RANGE, "holds the character NUL")
    return text


def _currency(text: str) -> str:
    if text not in CURRENCIES:
        raise PydanticCustomError(Reason.UNKNOWN_CURRENCY, "not one of {known}", {"known": ", ".join(CURRENCIES)})
    return text


def _distinct_line_numbers(lines: list) -> list:
    if len({line.line_number for line in lines}) < len(lines):
        raise PydanticCustomError(Reason.OUT_OF_RANGE, "a line_number stands twice")
    return lines


Id = Annotated[int, Field(ge=1, le=MAX_BIGINT)]
Quantity = Annotated[int, Field(ge=1, le=MAX_QUANTITY)]
Cents = Annotated[int, Field(ge=0, le=MAX_CENTS)]
LineNumber = Annotated[int, Field(ge=1, le=100_000)]
Text = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(_plain)]
EventId = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_plain)]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time", "pattern": f"^{ISO_PATTERN.pattern}$"}), AfterValidator(_moment)]
Currency = Annotated[str, Field(json_schema_extra={"enum": list(CURRENCIES)}), AfterValidator(_currency)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Event(Strict):
    """The envelope. ``event_at`` is the shop's clock, UTC, milliseconds."""

    event_id: EventId
    event_at: Moment


class CustomerChanged(Event):
    event_type: Literal["customer_changed"]
    schema_version: Literal[1]
    customer_id: Id
    customer_name: Text
    location: Text | None = None


class ProductChanged(Event):
    event_type: Literal["product_changed"]
    schema_version: Literal[1]
    product_id: Id
    product_name: Text
    category: Text | None = None
    unit_price_cents: Cents


class ProductViewed(Event):
    event_type: Literal["product_viewed"]
    schema_version: Literal[1]
    session_id: Id
    customer_id: Id | None = None
    product_id: Id


class CartAdded(Event):
    event_type: Literal["cart_added"]
    schema_version: Literal[1]
    session_id: Id
    customer_id: Id | None = None
    product_id: Id
    quantity: Quantity


class OrderLine(Strict):
    """One line of a basket. ``amount_cents`` is for its whole quantity."""

    line_number: LineNumber
    product_id: Id
    quantity: Quantity
    amount_cents: Cents


class OrderLineV2(Strict):
    """As ``OrderLine``, with the amount under its second name."""

    line_number: LineNumber
    product_id: Id
    quantity: Quantity
    line_amount_cents: Cents


class OrderPlaced(Event):
    """``session_id`` is null where the source knows no sessions."""

    event_type: Literal["order_placed"]
    schema_version: Literal[1]
    order_id: Id
    customer_id: Id | None = None
    session_id: Id | None = None
    currency: Currency
    lines: Annotated[list[OrderLine], Field(min_length=1, max_length=2_000), AfterValidator(_distinct_line_numbers)]


class OrderPlacedV2(Event):
    event_type: Literal["order_placed"]
    schema_version: Literal[2]
    order_id: Id
    customer_id: Id | None = None
    session_id: Id | None = None
    channel: Text
    currency: Currency
    lines: Annotated[list[OrderLineV2], Field(min_length=1, max_length=2_000), AfterValidator(_distinct_line_numbers)]


class PaymentCaptured(Event):
    event_type: Literal["payment_captured"]
    schema_version: Literal[1]
    order_id: Id
    amount_cents: Cents


class PaymentFailed(Event):
    event_type: Literal["payment_failed"]
    schema_version: Literal[1]
    order_id: Id
    amount_cents: Cents


class OrderCancelled(Event):
    event_type: Literal["order_cancelled"]
    schema_version: Literal[1]
    order_id: Id
    reason: Text


class RefundIssued(Event):
    """``order_id`` is null where the source does not say. ``amount_cents`` is what was given back, never negative."""

    event_type: Literal["refund_issued"]
    schema_version: Literal[1]
    refund_id: Id
    order_id: Id | None = None
    line_number: LineNumber
    product_id: Id
    quantity: Quantity
    amount_cents: Cents


MODELS: dict[tuple[str, int], type[Event]] = {
    ("customer_changed", 1): CustomerChanged,
    ("product_changed", 1): ProductChanged,
    ("product_viewed", 1): ProductViewed,
    ("cart_added", 1): CartAdded,
    ("order_placed", 1): OrderPlaced,
    ("order_placed", 2): OrderPlacedV2,
    ("payment_captured", 1): PaymentCaptured,
    ("payment_failed", 1): PaymentFailed,
    ("order_cancelled", 1): OrderCancelled,
    ("refund_issued", 1): RefundIssued,
}
"""The model of each (event_type, schema_version). All versions are read for ever."""

EVENT_TYPES = tuple(dict.fromkeys(event_type for event_type, _ in MODELS))
