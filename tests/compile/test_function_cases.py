"""theano.function, In, Out, updates, givens, copies and shared variables against what real Theano answered."""

import json
from pathlib import Path

import pytest

import theano_min as theano
from tests.compile.function_cases import CASES, run
from tests.known_differences import FUNCTIONS
from tests.small_module_cases import outcome

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "functions.json").read_text())
DIFFERENT = {text for texts in FUNCTIONS.values() for text in texts}


def test_the_golden_file_is_of_these_cases():
    assert list(GOLDEN) == CASES
    assert set(CASES) >= DIFFERENT


@pytest.mark.parametrize("text", CASES)
def test_case(text):
    found = outcome(lambda: run(text, theano))
    if GOLDEN[text] == {"error": "Exception"} and "error" in found:
        found = GOLDEN[text]  # a class of our own choice
    assert (found == GOLDEN[text]) != (text in DIFFERENT), (found, GOLDEN[text])
