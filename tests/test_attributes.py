"""Each object has what Theano's had, as recorded from it, but for the names that `known_differences.py` lists."""

import json
from pathlib import Path

import numpy as np
import pytest
import theano
import theano.tensor as T

from tests.known_differences import ATTRIBUTES
from tests.oracle.cases.attributes import OBJECTS, START

GOLDEN = json.loads((Path(__file__).parent / "oracle" / "golden" / "attributes.json").read_text())
LISTED = {name: reason for reason, names in ATTRIBUTES.items() for name in names.split()}


@pytest.fixture(scope="module")
def lacking():
    """{kind of object: the names that ours has not}"""
    space = {"theano": theano, "T": T, "np": np}
    exec(START, space)
    found = {}
    for kind, text in OBJECTS.items():
        made = eval(text, space)
        found[kind] = {name for name in GOLDEN[kind]["value"] if not hasattr(made, name)}
    return found


@pytest.mark.parametrize("kind", OBJECTS)
def test_it_has_what_theanos_had(kind, lacking):
    assert sorted(lacking[kind] - LISTED.keys()) == []


def test_what_is_listed_is_lacking_somewhere(lacking):
    assert sorted(LISTED.keys() - set().union(*lacking.values())) == []
