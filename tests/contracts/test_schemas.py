"""The stored JSON Schemas are those of the models, and refuse nothing that the models accept."""

import json

import pytest
from export_schemas import FOLDER, check, schemas
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from shopstream.contracts.events import MODELS

ENVELOPE = {"event_id": "e1", "event_at": "2026-11-02T10:00:00.000Z"}
LINE = {"line_number": 1, "product_id": 1, "quantity": 2}
ORDER = {"order_id": 1001, "currency": "EUR"}
GOOD = {
    ("customer_changed", 1): {"customer_id": 2001, "customer_name": "Ada"},
    ("product_changed", 1): {"product_id": 1, "product_name": "Lantern", "unit_price_cents": 250},
    ("product_viewed", 1): {"session_id": 1, "product_id": 1},
    ("cart_added", 1): {"session_id": 1, "product_id": 1, "quantity": 1},
    ("order_placed", 1): ORDER | {"lines": [LINE | {"amount_cents": 500}]},
    ("order_placed", 2): ORDER | {"channel": "phone", "lines": [LINE | {"line_amount_cents": 500}]},
    ("payment_captured", 1): {"order_id": 1001, "amount_cents": 500},
    ("payment_failed", 1): {"order_id": 1001, "amount_cents": 500},
    ("order_cancelled", 1): {"order_id": 1001, "reason": "changed my mind"},
    ("refund_issued", 1): {"refund_id": 51, "line_number": 1, "product_id": 1, "quantity": 1, "amount_cents": 250},
}
VALIDATORS = {key: Draft202012Validator(json.loads(schemas()[f"{key[0]}.v{key[1]}.json"])) for key in MODELS}


def good(key: tuple[str, int]) -> dict:
    """The smallest good event of a type and version."""
    return ENVELOPE | {"event_type": key[0], "schema_version": key[1]} | GOOD[key]


def test_the_stored_schemas_are_those_of_the_models():
    assert check(FOLDER) == []


def test_a_schema_that_differs_is_missing_or_too_many_is_found(tmp_path):
    for name, text in schemas().items():
        (tmp_path / name).write_text(text)
    (tmp_path / "cart_added.v1.json").write_text("{}")
    (tmp_path / "order_placed.v2.json").unlink()
    (tmp_path / "order_eaten.v1.json").write_text("{}")
    assert [fault.split()[0] for fault in check(tmp_path)] == [
        f"capstone/schemas/{name}.json" for name in ("cart_added.v1", "order_eaten.v1", "order_placed.v2")
    ]


@pytest.mark.parametrize("key", MODELS, ids=lambda key: f"{key[0]} {key[1]}")
def test_the_smallest_good_event_is_valid_in_both(key):
    MODELS[key].model_validate(good(key))
    VALIDATORS[key].validate(good(key))


@pytest.mark.parametrize("key", MODELS, ids=lambda key: f"{key[0]} {key[1]}")
def test_without_any_of_its_fields_it_is_valid_in_neither(key):
    for name in good(key):
        body = {field: value for field, value in good(key).items() if field != name}
        assert not VALIDATORS[key].is_valid(body)
        with pytest.raises(ValidationError):
            MODELS[key].model_validate(body)


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        pytest.param(("cart_added", 1), {"quantity": 0}, id="a quantity of 0"),
        pytest.param(("order_placed", 1), {"currency": "USD"}, id="dollars"),
        pytest.param(("order_placed", 1), {"event_at": "2026-11-02"}, id="a day for a moment"),
        pytest.param(("order_placed", 1), {"lines": []}, id="an order without a line"),
        pytest.param(("order_placed", 2), {"schema_version": 1}, id="another version"),
    ],
)
def test_what_the_models_refuse_the_schemas_refuse_where_they_can(key, changes):
    assert not VALIDATORS[key].is_valid(good(key) | changes)


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300) | st.just([])


@given(data=st.data(), key=st.sampled_from(sorted(MODELS)))
def test_a_schema_refuses_nothing_that_its_model_accepts(data, key):
    """Type and version are given: a reader looks the model up by them."""
    names = sorted(MODELS[key].model_fields.keys() - {"event_type", "schema_version"})
    body = good(key) | data.draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=2))
    try:
        MODELS[key].model_validate(body)
    except ValidationError:
        return
    assert VALIDATORS[key].is_valid(body)
