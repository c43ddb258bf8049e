"""Five hundred and sixty drawn calls of ``theano.tensor.nnet``: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_tensor_nnet.py`; `nnet_calls.py` makes the inputs from their seeds.
"""

import numpy as np
import pytest
import theano

from tests.known_differences import DRAWN_NNET
from tests.tensor.drawn import cases, compare, recorded
from tests.tensor.nnet_calls import Drawing, evaluate

CALLS = recorded("tensor_nnet")
TOLERANCES = {"float16": 2e-3, "float32": 1e-5}


def same(mine, theirs):
    """Assert that an output is the recorded one; a number may stand for one that Theano lost (nan)."""
    assert mine["dtype"] == mine["computed"]
    assert {name: mine[name] for name in ("computed", "shape")} == {
        name: theirs[name] for name in ("computed", "shape")
    }
    mine, theirs, dtype = np.asarray(mine["value"]), np.asarray(theirs["value"]), mine["computed"]
    theirs = np.where(np.isnan(theirs) & np.isfinite(mine), mine, theirs)
    tolerance = TOLERANCES.get(dtype, 1e-9)
    scale = max(1.0, np.max(np.abs(theirs), initial=0, where=np.isfinite(theirs)))
    np.testing.assert_allclose(mine, theirs, rtol=tolerance, atol=tolerance * scale)


@pytest.mark.parametrize("call", cases(CALLS, DRAWN_NNET))
@pytest.mark.filterwarnings("ignore")
def test_call(call):
    mine = evaluate(theano, call)
    compare(mine.get("outputs", mine), call.get("outputs", call), same)
    # where Theano had no gradient there may be one
    if "error" not in call.get("gradients", ["error"]):
        compare(mine["gradients"], call["gradients"], same)


def test_the_drawing_is_the_recorded_one():
    drawn = list(Drawing(2013).calls(len(CALLS)))
    assert drawn == [{name: call[name] for name in ("call", "mode", "inputs")} for call in CALLS]
