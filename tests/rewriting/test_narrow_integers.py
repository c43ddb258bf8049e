"""Integers of few bits in compiled code: one function whose parts are what the first tier, held to Theano, computes."""

import numpy as np
import pytest
import theano
import theano.tensor as T

DTYPES = {"b": "int8", "u": "uint8", "p": "bool", "w": "int16", "i": "int32", "l": "int64", "x": "float32"}
VALUES = {
    "b": [100, -100, 7],
    "u": [200, 3, 255],
    "p": [True, False, True],
    "w": [30000, -30000, 1],
    "i": [2**31 - 1, -5, 70000],
    "l": [3, -(2**40), 7],
    "x": [2.0**31, -2.5, 0.1],
}
TEXTS = (
    *("(b + b) // 2", "T.maximum(b + b, 3)", "abs(b) * 2.0", "(u - 5) > u", "(w * w) + 0.5", "(p + p) + b"),
    *("T.sqr(b + b).sum()", "b + b + w", "b * b * T.cast(w, 'float64')", "T.mul(b, b, w)", "x > i", "x - i"),
    *("1 / l", "T.nnet.sigmoid(b)", "T.nnet.sigmoid(i)", "T.arctan2(x, l)", "x + l", "b / 3", "x * 2"),
    *("(b + u) * x", "i - 2.5", "T.add(x, i, l)", "T.mul(x, b, i)", "T.add(i, l, x)"),
)


@pytest.mark.more
def test_compiled_they_are_what_they_are_in_numpy():
    variables = {name: T.TensorType(dtype, (False,))(name) for name, dtype in DTYPES.items()}
    outputs = [eval(text, {"T": T}, variables) for text in TEXTS]
    values = [np.array(value, DTYPES[name]) for name, value in VALUES.items()]
    plain = theano.function([*variables.values()], outputs)
    compiled = theano.function([*variables.values()], outputs, mode=theano.Mode("numba", "fast_run"))
    for text, mine, expected in zip(TEXTS, compiled(*values), plain(*values), strict=True):
        assert mine.dtype == expected.dtype, text
        rtol = 1e-6 if mine.dtype == "float32" else 1e-13
        np.testing.assert_allclose(mine, expected, rtol=rtol, atol=1e-37, err_msg=text)


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "uint64"])
def test_the_logarithm_of_a_sum_of_exponents(dtype):
    x = T.TensorType(dtype, (False, False))()
    total = T.exp(x).sum(axis=1)
    numbers = np.array([[2, 1, 7], [30, 0, 80]], dtype)
    found = theano.function([x], [T.log(total), T.log(T.exp(x).sum()), T.log(T.exp(x) + T.exp(x[:, ::-1]))])(numbers)
    exponents = np.exp(numbers.astype("float64"))
    expected = exponents.sum(axis=1), exponents.sum(), exponents + exponents[:, ::-1]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, np.log(other), rtol=1e-5)


def test_truth_values_less_one_are_set_at_their_places():
    x, i = T.TensorType("bool", (False,))(), T.lvector()
    f = theano.function([x, i], T.set_subtensor(x[i], x[i] - 1))
    assert f([False, True, False, True], [3, 0]).tolist() == [True, True, False, False]
