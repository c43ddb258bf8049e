"""What Theano pickled, on Python 2.7 and 3.8, loads and gives the same numbers."""

import base64
import io
import json
import pickle
import zlib
from pathlib import Path

import numpy as np
import pytest

import theano_min as theano
from theano_min.misc.pkl_utils import CompatUnpickler, load

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "pickles.json").read_text())
FUNCTIONS = [name for name in GOLDEN if name.startswith("function: ")]
GRAPHS = [name for name in GOLDEN if name not in FUNCTIONS and name != "zip"]
PYTHONS = ["py27", "py38"]


def pickled(name, python):
    return zlib.decompress(base64.b64decode(GOLDEN[name][python]))


def compat_loads(data):
    return CompatUnpickler(io.BytesIO(data), encoding="latin1").load()


def compute(inputs, outputs, arguments):
    f = theano.function(inputs, outputs, mode=theano.Mode("py", "fast_compile"), on_unused_input="ignore")
    return f(*arguments)


def compare(found, expected):
    if isinstance(expected, dict):
        assert list(found) == list(expected)
        for key in expected:
            compare(found[key], expected[key])
    else:
        found = found if isinstance(found, list) else [found]
        assert [str(v.dtype) for v in found] == [dtype for dtype, _ in expected]
        for value, (dtype, numbers) in zip(found, expected, strict=True):
            np.testing.assert_allclose(value, np.array(numbers, dtype), rtol=1e-5, atol=1e-12)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", [name for name in GRAPHS if name != "a loop"])
def test_graph(name, python):
    compare(compute(*pickle.loads(pickled(name, python), encoding="latin1")), GOLDEN[name]["values"])


@pytest.mark.parametrize("name", ["a layer", "a classifier", "setting", "sums"])
def test_graph_by_the_compatible_unpickler(name):
    compare(compute(*compat_loads(pickled(name, "py27"))), GOLDEN[name]["values"])


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", [name for name in FUNCTIONS if "loop" not in name])
def test_function(name, python):
    f = compat_loads(pickled(name, python))
    for argument, expected in zip(([0.0, 0.5, 1.0], [1.0, 2.0, 3.0]), GOLDEN[name]["values"], strict=True):
        compare(f(argument), expected)


@pytest.mark.parametrize("python", PYTHONS)
def test_a_loop_says_what_to_do(python):
    inputs, outputs, arguments = compat_loads(pickled("a loop", python))
    with pytest.raises(TypeError, match=r"The operation Scan, which Theano pickled, .* build the expression anew"):
        compute(inputs, outputs, arguments)
    with pytest.raises(TypeError, match="The operation Scan, which Theano pickled"):
        compat_loads(pickled("function: a loop", python))([1.0, 2.0])


@pytest.mark.parametrize("python", PYTHONS)
def test_zip(python):
    found = load(io.BytesIO(base64.b64decode(GOLDEN["zip"][python])))
    np.testing.assert_array_equal(found["W"].get_value(), np.arange(6.0).reshape(2, 3))
    np.testing.assert_array_equal(found["again"].get_value(), np.zeros(2))
    assert found["b"].get_value().dtype == "float32"
    assert found["W"].name == found["again"].name == "W"
    found["W"].set_value(np.ones((1, 1)))
    assert compute([], found["W + 1"], []) == 2


def test_what_is_loaded_is_like_what_is_made():
    [], [W, bias, n, V], [] = pickle.loads(pickled("shared", "py27"), encoding="latin1")
    assert [v.name for v in (W, bias, n, V)] == ["W", "bias", "n", "V"]
    assert W.type == theano.tensor.fmatrix
    assert bias.broadcastable == (True, False)
    assert isinstance(n, theano.tensor.sharedvar.ScalarSharedVariable)
    assert V.default_update is None
    f = theano.function([], V.sum(), updates=[(V, V * 2)], mode=theano.Mode("py", "fast_compile"))
    assert [f(), f()] == [6, 12]
    assert pickle.loads(pickle.dumps(W)).type == W.type


def test_gradients_of_what_is_loaded():
    [m], outputs, [a] = pickle.loads(pickled("sums", "py38"))
    largest = outputs[3]
    gradient = compute([m], theano.grad(largest.sum(), m), [a])
    np.testing.assert_array_equal(gradient, [[0, 0, 1], [0, 0, 1]])
