"""Seven hundred drawn convolutions and their gradients: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_cases.py`; `conv_calls.py` makes the inputs from their seeds. They run in NumPy:
`test_conv.py` has the linkers that compile.
"""

import json
from pathlib import Path

import numpy as np
import pytest
import theano

from tests.known_differences import DRAWN_CONV, known_difference
from tests.tensor.conv_calls import Drawing, evaluate

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "conv.json").read_text())
CALLS = GOLDEN["calls"]


def compare(number, mode):
    mine, theirs = evaluate(theano, CALLS[number], mode), CALLS[number]
    if "error" in theirs:
        assert mine.get("error") == theirs["error"]
        return
    assert len(mine.get("outputs", [mine])) == len(theirs["outputs"])
    for one, other in zip(mine["outputs"], theirs["outputs"], strict=True):
        assert one[:2] == other[:2]
        tolerance = 1e-5 if one[0] == "float32" else 1e-8
        np.testing.assert_allclose(one[2], other[2], rtol=tolerance, atol=tolerance * max(1.0, other[2][3]))


def numbers():
    reasons = {number: reason for reason, listed in DRAWN_CONV.items() for number in listed}
    for number in range(len(CALLS)):
        yield pytest.param(number, marks=known_difference(reasons[number]) if number in reasons else ())


@pytest.mark.parametrize("number", list(numbers()))
@pytest.mark.filterwarnings("ignore")
def test_as_recorded(number):
    compare(number, theano.Mode("py", None))


def test_what_is_drawn_is_what_was_recorded():
    drawn = json.loads(json.dumps(list(Drawing(1989).calls(len(CALLS)))))
    assert drawn == [{name: call[name] for name in ("call", "inputs", "arguments")} for call in CALLS]
