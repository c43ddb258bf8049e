"""Nine hundred drawn calls of the linear algebra: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_tensor_linalg.py`; `linalg_calls.py` makes the inputs from their seeds.
"""

import numpy as np
import pytest
import theano

from tests.known_differences import DRAWN_LINALG
from tests.tensor.drawn import cases, compare, recorded
from tests.tensor.linalg_calls import Drawing, evaluate

CALLS = recorded("tensor_linalg")
TOLERANCES = {"float16": 2e-3, "float32": 2e-4, "complex64": 2e-4}


def same(mine, theirs):
    """Assert that an output is the recorded one: dtype, pattern, shape, numbers."""
    assert mine["dtype"] == mine["computed"]
    if theirs["dtype"] == theirs["computed"]:
        # of other outputs Theano declared a wrong dtype
        assert mine["dtype"] == theirs["dtype"]
    if len(theirs["broadcastable"]) == len(theirs["shape"]):
        # of other outputs Theano declared a wrong number of dimensions
        assert mine["broadcastable"] == theirs["broadcastable"]
    assert mine["shape"] == theirs["shape"]
    tolerance = max(TOLERANCES.get(output["computed"], 1e-8) for output in (mine, theirs))
    scale = max(1.0, np.max(np.abs(theirs["value"]), initial=0, where=np.isfinite(theirs["value"])))
    np.testing.assert_allclose(mine["value"], theirs["value"], rtol=tolerance, atol=tolerance * scale)


def in_order(outputs):
    """Return eigenvalues and eigenvectors in the order of the values: LAPACK gives them in any."""
    values, vectors = (np.array(output["value"]) for output in outputs)
    order = np.argsort(values)
    return [outputs[0] | {"value": values[order]}, outputs[1] | {"value": vectors[:, order]}]


@pytest.mark.parametrize("call", cases(CALLS, DRAWN_LINALG))
@pytest.mark.filterwarnings("ignore::numpy.exceptions.ComplexWarning")
def test_call(call):
    mine, theirs = evaluate(theano, call), call
    if "nlinalg.eig(x)]" in call["call"] and "outputs" in mine and "outputs" in theirs:
        mine, theirs = ({"outputs": in_order(found["outputs"])} for found in (mine, theirs))
    compare(mine.get("outputs", mine), theirs.get("outputs", theirs), same)
    # where Theano had no gradient there may be one
    if "error" not in call.get("gradients", ["error"]):
        compare(mine["gradients"], call["gradients"], same)


def test_the_drawing_is_the_recorded_one():
    drawn = list(Drawing(1925).calls(len(CALLS)))
    assert drawn == [{name: call[name] for name in ("call", "inputs")} for call in CALLS]
