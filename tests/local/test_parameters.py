import inspect

import pytest
from shopstream.errors import UsageError
from shopstream.local.parameters import Parameters, parse_source


@pytest.mark.parametrize(
    "text", ["", "=", "kafka", "landing", "landing=", "online_retail=", "simulator=", "simulator=x", "Landing=x", "landing:x"], ids=repr
)
def test_a_source_that_names_nothing_is_refused_with_what_is_possible(text):
    with pytest.raises(UsageError, match=r"use simulator, landing=DIR or online_retail=DIR"):
        parse_source(text)


def test_a_folder_may_hold_an_equals_sign():
    assert str(parse_source("landing=a=b").folder) == "a=b"


def test_an_unknown_engine_is_refused():
    with pytest.raises(UsageError, match="use --engine python or --engine spark"):
        Parameters(engine="flink")


def test_parameters_become_a_dictionary_of_plain_values():
    assert Parameters().to_dict().keys() == inspect.signature(Parameters).parameters.keys()
