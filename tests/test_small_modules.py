"""gof, scalar, ifelse, typed_list, misc, compat, printing and sandbox against what real Theano answered."""

import importlib
import json
from pathlib import Path

import pytest

from tests.known_differences import SMALL_MODULES
from tests.small_module_cases import cases, outcome

GOLDEN = json.loads((Path(__file__).parent / "golden" / "small_modules.json").read_text())
CASES = cases(lambda name: importlib.import_module("theano_min" + name))
DIFFERENT = {name for names in SMALL_MODULES.values() for name in names}


def test_the_golden_file_is_of_these_cases():
    assert list(GOLDEN) == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    agrees = outcome(CASES[name]) == GOLDEN[name]
    assert agrees != (name in DIFFERENT), (outcome(CASES[name]), GOLDEN[name])
