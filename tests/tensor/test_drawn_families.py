"""Two thousand further drawn calls, by family: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_tensor_families.py`; `calls.py` makes the inputs from their seeds.
"""

import pytest
import theano
import theano.tensor.extra_ops
import theano.tensor.fft

from tests.known_differences import DRAWN_FAMILIES
from tests.tensor.calls import evaluate
from tests.tensor.drawn import alike, cases, compare, recorded

TOLERANCES = {"float32": 5e-5, "complex64": 5e-5, None: 1e-7}


@pytest.mark.parametrize("call", cases(recorded("tensor_families"), DRAWN_FAMILIES))
def test_call(call):
    mine, theirs = evaluate(theano, call), call["result"]
    compare(mine.get("outputs", mine), theirs.get("outputs", theirs), lambda *both: alike(*both, TOLERANCES))
