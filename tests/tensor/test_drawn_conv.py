"""Seven hundred drawn convolutions and their gradients: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_cases.py`; `conv_calls.py` makes the inputs from their seeds. They run in NumPy:
`test_conv.py` has the linkers that compile.
"""

import json

import numpy as np
import pytest
import theano

from tests.known_differences import DRAWN_CONV
from tests.tensor.conv_calls import Drawing, evaluate
from tests.tensor.drawn import cases, recorded

CALLS = recorded("conv")


@pytest.mark.parametrize("call", cases(CALLS, DRAWN_CONV))
@pytest.mark.filterwarnings("ignore")
def test_as_recorded(call):
    mine, theirs = evaluate(theano, call, theano.Mode("py", None)), call
    if "error" in theirs:
        assert mine.get("error") == theirs["error"]
        return
    assert len(mine.get("outputs", [mine])) == len(theirs["outputs"])
    for one, other in zip(mine["outputs"], theirs["outputs"], strict=True):
        assert one[:2] == other[:2]
        tolerance = 1e-5 if one[0] == "float32" else 1e-8
        np.testing.assert_allclose(one[2], other[2], rtol=tolerance, atol=tolerance * max(1.0, other[2][3]))


def test_what_is_drawn_is_what_was_recorded():
    drawn = json.loads(json.dumps(list(Drawing(1989).calls(len(CALLS)))))
    assert drawn == [{name: call[name] for name in ("call", "inputs", "arguments")} for call in CALLS]
