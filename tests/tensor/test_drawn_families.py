"""Two thousand further drawn calls, by family: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_tensor_families.py`; `calls.py` makes the inputs from their seeds.
"""

import json
from pathlib import Path

import numpy as np
import pytest
import theano
import theano.tensor.extra_ops
import theano.tensor.fft

from tests.known_differences import DRAWN_FAMILIES, known_difference
from tests.tensor.calls import evaluate

CALLS = json.loads((Path(__file__).parents[1] / "golden" / "tensor_families.json").read_text())
TOLERANCE = {"float32": 5e-5, "complex64": 5e-5}
REASONS = {number: reason for reason, numbers in DRAWN_FAMILIES.items() for number in numbers}


def agrees(mine, theirs):
    """Assert that an answer is the recorded one: dtypes, patterns, shapes and numbers, or the error."""
    if "error" in theirs:
        assert theirs["error"][0] in mine.get("error", [])
        return
    assert "error" not in mine
    for one, other in zip(mine["outputs"], theirs["outputs"], strict=True):
        assert {**one, "value": None} == {**other, "value": None}
        tolerance = TOLERANCE.get(other["dtype"], 1e-7)
        values, expected = (np.array(answer["value"], "float64") for answer in (one, other))
        np.testing.assert_allclose(values, expected, tolerance, tolerance)


def calls():
    for number, call in enumerate(CALLS):
        marks = known_difference(REASONS[number]) if number in REASONS else ()
        yield pytest.param(call, marks=marks, id=f"{number}-{call['family']}")


@pytest.mark.parametrize("call", list(calls()))
def test_call(call):
    agrees(evaluate(theano, call), call["result"])
