"""Modes, operations, test values and errors against what real Theano answered."""

import json
from pathlib import Path

import pytest
import theano

from tests.compile.mode_cases import cases
from tests.known_differences import MODES
from tests.small_module_cases import outcome

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "modes.json").read_text())
CASES = cases(theano)
DIFFERENT = {name for names in MODES.values() for name in names}
COUNT = {"monitor", "profile"}  # what is called


def test_the_golden_file_is_of_these_cases():
    assert list(GOLDEN) == list(CASES)


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.calls_once] * (n in COUNT)) for n in CASES])
def test_case(name):
    mine, theirs = json.dumps(outcome(CASES[name])), json.dumps(GOLDEN[name])  # where NaN is itself
    assert (mine == theirs) != (name in DIFFERENT), (mine, theirs)
