"""Five hundred and sixty drawn calls of ``theano.tensor.nnet``: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_tensor_nnet.py`; `nnet_calls.py` makes the inputs from their seeds.
"""

import json
from pathlib import Path

import numpy as np
import pytest
import theano

from tests.known_differences import DRAWN_NNET, known_difference
from tests.tensor.nnet_calls import Drawing, evaluate

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "tensor_nnet.json").read_text())
TOLERANCES = {"float16": 2e-3, "float32": 1e-5}
REASONS = {number: reason for reason, listed in DRAWN_NNET.items() for number in listed}


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


def compare(mine, theirs):
    if isinstance(theirs, dict):
        assert isinstance(mine, dict), mine
        assert theirs["error"][0] in mine["error"]
        return
    assert isinstance(mine, list), mine
    for one, other in zip(mine, theirs, strict=True):
        same(one, other)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(number, marks=known_difference(REASONS[number]) if number in REASONS else ())
        for number in range(len(GOLDEN["calls"]))
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_call(number):
    call = GOLDEN["calls"][number]
    mine = evaluate(theano, call)
    compare(mine.get("outputs", mine), call.get("outputs", call))
    # where Theano had no gradient there may be one
    if "error" not in call.get("gradients", ["error"]):
        compare(mine["gradients"], call["gradients"])


def test_the_drawing_is_the_recorded_one():
    drawn = list(Drawing(2013).calls(len(GOLDEN["calls"])))
    assert drawn == [{name: call[name] for name in ("call", "mode", "inputs")} for call in GOLDEN["calls"]]
