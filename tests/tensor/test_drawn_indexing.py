"""A thousand drawn calls of indexing, extra_ops and sort: what Theano 1.0.5 answered, theano-min answers.

Recorded by `tests/oracle/record_tensor_indexing.py`.
"""

import builtins
import importlib

import numpy as np
import pytest
import theano
import theano.tensor as T

from tests.known_differences import DRAWN_INDEXING
from tests.tensor.drawn import cases, recorded

NAMES = {"T": T, "np": np}
NAMES |= {name: importlib.import_module(f"theano.tensor.{name}") for name in ("extra_ops", "sort", "subtensor")}
MODE = theano.Mode("py", "fast_compile")
FLOATS = ("float32", "float64")


def array(dtype, shape, shown):
    """An array from its JSON, where complex numbers are pairs."""
    if dtype.startswith("complex"):
        parts = np.array(shown, "float64").reshape(*shape, 2)
        return (parts[..., 0] + 1j * parts[..., 1]).astype(dtype)
    return np.array(shown).astype(dtype).reshape(shape)


def same(variable, value, expected):
    """Assert that an output is the recorded one: dtype, pattern, shape, numbers."""
    assert variable.dtype == expected["dtype"] == value.dtype.name
    assert list(value.shape) == expected["shape"]
    assert list(variable.broadcastable) == expected["broadcastable"]
    wanted = array(expected["dtype"], expected["shape"], expected["value"])
    rtol = 1e-5 if expected["dtype"] in ("float32", "complex64") else 1e-10
    np.testing.assert_allclose(value, wanted, rtol=rtol)


def evaluated(outputs, variables, values):
    return theano.function(variables, outputs, mode=MODE, on_unused_input="ignore")(*values)


def raises(expected):
    return pytest.raises(tuple(getattr(builtins, name) for name in expected["error"]))


@pytest.mark.parametrize("call", cases(recorded("tensor_indexing"), DRAWN_INDEXING))
def test_call(call):
    inputs = {name: T.TensorType(dtype, pattern)(name) for name, (dtype, pattern, _, _) in call["inputs"].items()}
    values = [array(dtype, shape, shown) for dtype, _, shape, shown in call["inputs"].values()]
    variables = list(inputs.values())

    def outputs():
        made = eval(call["call"], NAMES, inputs)
        return list(made) if isinstance(made, list | tuple) else [made]

    if "error" in call:
        with raises(call):
            evaluated(outputs(), variables, values)
        return
    made = outputs()
    for variable, value, expected in zip(made, evaluated(made, variables, values), call["outputs"], strict=True):
        same(variable, value, expected)
    if "gradients" not in call:
        return

    def gradients():
        cost = sum(T.sqr(v).sum() for v in made if v.dtype in FLOATS)
        return theano.grad(cost, [v for v in variables if v.dtype in FLOATS], disconnected_inputs="ignore")

    if "error" in call["gradients"]:
        with raises(call["gradients"]):
            evaluated(gradients(), variables, values)
        return
    made = gradients()
    for variable, value, expected in zip(made, evaluated(made, variables, values), call["gradients"], strict=True):
        same(variable, value, expected)
