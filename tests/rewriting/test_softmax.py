"""The logarithm of a softmax, and its gradient, by whatever way a program takes parts of it, where exp underflows."""

import numpy as np
import pytest
import theano
import theano.tensor as T

LOGITS = np.array([[1000.0, 1.0, -1000.0], [3.0, 2.5, 799.0]])
LOGARITHMS = np.array([[0.0, -999.0, -2000.0], [-796.0, -796.5, 0.0]])
SOFTMAX = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
LABELS = np.array([1, 0], "int32")
W = np.array([[2.0, -3.0, 5.0], [7.0, 11.0, -13.0]])
ROWS = np.arange(2)

# parts of a softmax, and of an array of its shape
PARTS = {
    "all": lambda s: s,
    "columns": lambda s: s[:, 1:],
    "a column": lambda s: s[:, 1],
    "a row": lambda s: s[1],
    "transposed": lambda s: s.T,
    "with an axis more": lambda s: s.dimshuffle(0, "x", 1) if hasattr(s, "dimshuffle") else s[:, None, :],
    "reshaped": lambda s: s.reshape((3, 2)),
    "columns, transposed": lambda s: s[:, :2].T,
}


def held(cost, x, weights, others=(), values=()):
    """Hold a sum of logarithms with these weights, and its gradient, to what they are."""
    f = theano.function([x, *others], [cost, T.grad(cost, x)])
    for _ in range(2):
        mine, gradient = f(LOGITS, *values)
        np.testing.assert_allclose(mine, (weights * LOGARITHMS).sum(), rtol=1e-13)
        np.testing.assert_allclose(gradient, weights - SOFTMAX * weights.sum(1, keepdims=True), rtol=1e-13)


@pytest.mark.parametrize("part", PARTS)
def test_parts(part):
    x, take = T.dmatrix(), PARTS[part]
    weights = np.zeros_like(W)
    for place in np.ndindex(W.shape):  # those that the part has
        one = np.zeros_like(W)
        one[place] = 1.0
        weights[place] = W[place] * take(one).sum()
    held((T.log(take(T.nnet.softmax(x))) * take(W)).sum(), x, weights)


WAYS = {
    "logarithms of labelled ones": lambda s, i: T.log(s[T.arange(i.shape[0]), i]),
    "labelled logarithms": lambda s, i: T.log(s)[T.arange(i.shape[0]), i],
    "entropies": lambda s, i: -T.nnet.categorical_crossentropy(s, i),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("weighted", [False, True])
def test_labels(way, weighted):
    x, i = T.dmatrix(), T.ivector()
    w = np.array([2.0, 5.0]) if weighted else np.ones(2)
    weights = np.zeros_like(W)
    weights[ROWS, LABELS] = w
    chosen = WAYS[way](T.nnet.softmax(x), i)
    held((chosen * w).sum() if weighted else chosen.sum(), x, weights, [i], [LABELS])


@pytest.mark.parametrize(
    "combine",
    [
        lambda logs: (2 * logs * W).sum() + logs.sum(),
        lambda logs: -(logs * W - logs * 3).sum() + (logs.T * 3 * W.T).sum() - 2 * logs.sum(),
    ],
)
def test_sums_of_them(combine):
    x = T.dmatrix()
    logs = T.log(T.nnet.softmax(x))
    held(combine(logs), x, 2 * W + 1)
