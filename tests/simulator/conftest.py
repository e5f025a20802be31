"""Shops to look at, each simulated once."""

import json
from functools import cache

import polars as pl
import pytest
from pydantic import ValidationError
from shopstream.contracts.events import MODELS, Reason
from shopstream.contracts.times import CLOCK_TOLERANCE_MS, parse_at
from shopstream.simulator import Feed, simulate


@cache
def feed_of(faults: str = "everyday", seed: int = 7, days: int = 7, orders_per_day: int = 100) -> Feed:
    """The feed of a shop."""
    return simulate(seed=seed, days=days, orders_per_day=orders_per_day, faults=faults)


@pytest.fixture(params=["none", "everyday", "hostile"])
def feed(request) -> Feed:
    """A feed of each profile."""
    return feed_of(request.param)


def ledger_lines(feed: Feed) -> pl.DataFrame:
    """The ledger's lines beside what arrived."""
    return pl.DataFrame(feed.ledger.lines).join(feed.lines.select("sequence", "body"), on="sequence", how="left")


def judged(body: str, received_at: str) -> str:
    """The reason why the contract refuses a body, empty where it does not. Plainly, by the models and the words of the design."""
    if "\ufffd" in body:
        return "not_utf8"
    try:
        fields = json.loads(body, object_pairs_hook=once)
    except ValueError:
        return "not_json"
    if not isinstance(fields, dict):
        return "not_json"
    if fields.get("event_type") not in {event_type for event_type, _ in MODELS}:
        return "unknown_type"
    version = fields.get("schema_version")
    if type(version) is not int or (fields["event_type"], version) not in MODELS:
        return "unknown_version"
    try:
        event = MODELS[fields["event_type"], version].model_validate(fields)
    except ValidationError as error:
        order = list(map(str, Reason))
        return min(map(reason, error.errors()), key=order.index)
    return "clock_ahead" if parse_at(event.event_at) - parse_at(received_at) > CLOCK_TOLERANCE_MS else ""


def once(pairs: list) -> dict:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def reason(error: dict) -> str:
    kind = error["type"]
    if kind == "missing" or error["input"] is None:
        return "missing_field"
    if kind in list(Reason):
        return kind
    return "out_of_range" if kind.startswith(("greater", "less", "too_", "string_too")) else "wrong_type"
