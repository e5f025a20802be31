"""How a body is broken: each function takes a good body and a number that says how, and returns what arrives."""

import json
from collections.abc import Callable

from shopstream.contracts.events import MAX_CENTS, MODELS
from shopstream.contracts.times import format_at, parse_at
from shopstream.simulator.rhythm import HOUR

WITH_OWN_REASON = ("event_type", "schema_version")


def _text(fields: dict) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _required(fields: dict) -> list[str]:
    """The fields that a reader cannot do without, besides type and version, which have reasons of their own."""
    model = MODELS[fields["event_type"], fields["schema_version"]]
    return [name for name, field in model.model_fields.items() if field.is_required() and name not in WITH_OWN_REASON]


def _numbers(fields: dict) -> list[str]:
    return [name for name in _required(fields) if isinstance(fields[name], int)]


def not_utf8(body: str, how: int) -> str:
    """A byte was lost: the collector wrote U+FFFD in its place."""
    place = 1 + how % (len(body) - 2)
    return f"{body[:place]}\ufffd{body[place + 1 :]}"


def not_json(body: str, how: int) -> str:
    broken = (
        body[: len(body) * 2 // 3],
        f"{body} ok",
        body.replace('"', "'"),
        f'{body[:-1]},"event_type":"again"}}',
        f"[{body}]",
        "",
        f"{body[:-1]},}}",
        f'{body[:-1]},"weight":NaN}}',
        f"{body}{body}",
    )
    return broken[how % len(broken)]


def unknown_type(body: str, how: int) -> str:
    fields = json.loads(body)
    event_type = ("page_scrolled", fields["event_type"].upper(), None, 7)[how % 4]
    return _text(fields | {"event_type": event_type})


def unknown_version(body: str, how: int) -> str:
    return _text(json.loads(body) | {"schema_version": (9, "1", None, 1.5, True)[how % 5]})


def missing_field(body: str, how: int) -> str:
    """Absent or null: the same."""
    fields = json.loads(body)
    name = _required(fields)[how // 2 % len(_required(fields))]
    fields[name] = None
    return _text(fields if how % 2 else {other: value for other, value in fields.items() if other != name})


def wrong_type(body: str, how: int) -> str:
    fields = json.loads(body)
    names = [*_numbers(fields), "event_at"]
    name = names[how // 3 % len(names)]
    if name == "event_at":
        return _text(fields | {name: fields[name].replace("T", " ").rstrip("Z")})
    return _text(fields | {name: (str(fields[name]), fields[name] + 0.5, bool(fields[name] % 2))[how % 3]})


def out_of_range(body: str, how: int) -> str:
    fields = json.loads(body)
    changes = [{name: value} for name in _numbers(fields) for value in (-fields[name] or -1, 10**19)]
    changes += [{"event_id": ""}, {"event_id": "x" * 65}, {"event_at": f"1999{fields['event_at'][4:]}"}]
    changes += [{name: value} for name, value in (("quantity", 0), ("amount_cents", MAX_CENTS + 1)) if name in fields]
    for line in fields.get("lines", [])[:1]:
        changes += [{"lines": lines} for lines in ([line, line], [line | {"quantity": -line["quantity"]}], [line | {"quantity": 0}], [])]
    return _text(fields | changes[how % len(changes)])


def unknown_currency(body: str, how: int) -> str:
    return _text(json.loads(body) | {"currency": ("USD", "eur", "XXX")[how % 3]})


def clock_ahead(body: str, how: int) -> str:
    """Some hours ahead, or in 2099."""
    fields = json.loads(body)
    ahead = format_at(parse_at(fields["event_at"]) + HOUR * (1 + how % 30))
    return _text(fields | {"event_at": ahead if how % 2 else f"2099{ahead[4:]}"})


def new_field(body: str, how: int) -> str:
    """A field that no version names: the event is good."""
    return f'{body[:-1]},"campaign":"winter {how % 10}"}}'


def two_reasons_in_text(body: str, how: int) -> str:
    """No JSON, and a type that is not known."""
    return not_json(unknown_type(body, how), how // 4 % 3)


def two_reasons_in_fields(body: str, how: int) -> str:
    """A field is missing, another has the wrong type, and the clock is ahead."""
    fields = json.loads(body)
    del fields[_numbers(fields)[-1] if _numbers(fields) else _required(fields)[-1]]
    return _text(fields | {"event_id": 12, "event_at": "2099-01-01T00:00:00.000Z"})


def two_reasons_in_order(body: str, how: int) -> str:
    """An order without lines, in dollars."""
    return unknown_currency(_text(json.loads(body) | {"lines": []}), how)


DAMAGES: dict[str, Callable[[str, int], str]] = {
    damage.__name__: damage
    for damage in (
        not_utf8, not_json, unknown_type, unknown_version, missing_field, wrong_type, out_of_range, unknown_currency, clock_ahead,
        new_field, two_reasons_in_text, two_reasons_in_fields, two_reasons_in_order,
    )
}  # fmt: skip
"""By the name of the fault."""
