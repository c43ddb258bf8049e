"""The operations of extra_ops: their classes, their errors, their gradients, and Numba's answers.

What Theano answered to drawn calls stands in test_drawn_indexing.
"""

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.gradient import verify_grad
from theano.tensor import extra_ops

A = np.arange(12.0).reshape(4, 3) % 7 + 1
x = T.dmatrix("x")
v = T.lvector("v")


# --- classes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        (T.cumsum(x, axis=0), extra_ops.CumOp),
        (T.cumprod(x), extra_ops.CumOp),
        (extra_ops.CumOp(axis=1, mode="mul")(x), extra_ops.CumOp),
        (extra_ops.CumsumOp()(x), extra_ops.CumOp),
        (T.repeat(x, v, axis=0), extra_ops.RepeatOp),
        (extra_ops.RepeatOp(axis=1)(x, v), extra_ops.RepeatOp),
        (T.bartlett(3), extra_ops.Bartlett),
        (T.fill_diagonal(x, 1.0), extra_ops.FillDiagonal),
        (T.fill_diagonal_offset(x, 1.0, 1), extra_ops.FillDiagonalOffset),
        (extra_ops.Unique()(x), extra_ops.Unique),
        (T.unravel_index(v, (2, 3))[0], extra_ops.UnravelIndex),
        (T.ravel_multi_index((v, v), (2, 3)), extra_ops.RavelMultiIndex),
        (extra_ops.searchsorted(v, 3), extra_ops.SearchsortedOp),
        (extra_ops.cpu_contiguous(x.T), extra_ops.CpuContiguous),
    ],
)
def test_isinstance(result, kind):
    assert isinstance(result.owner.op, kind)
    assert not isinstance(T.exp(x).owner.op, kind)


def test_operations_called():
    mode = theano.Mode("py", "fast_run")
    unique = extra_ops.Unique(True, True, True, axis=-1)
    outputs = [
        *unique(x),
        extra_ops.CumOp(1, mode="mul")(x),
        extra_ops.DiffOp(n=2, axis=0)(x),
        extra_ops.DiffOp(n=0)(x),
        extra_ops.RepeatOp()(x, 2),
        *extra_ops.UnravelIndex(ndim=2)(v, T.stack([v[0], 7])),
    ]
    f = theano.function([x, v], outputs, mode=mode)
    wanted = [
        *np.unique(A, True, True, True, axis=1),
        A.cumprod(1),
        np.diff(A, 2, 0),
        A,
        A.repeat(2),
        *np.unravel_index([9, 8], (9, 7)),
    ]
    for got, expected in zip(f(A, [9, 8]), wanted, strict=True):
        np.testing.assert_array_equal(got, np.asarray(expected).reshape(got.shape))
    assert unique == extra_ops.Unique(True, True, True, axis=-1)
    assert unique != extra_ops.Unique(True, True, True)


# --- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: extra_ops.CumOp(mode="sub"), ValueError),
        (lambda: T.cumsum(x, axis=2), ValueError),
        (lambda: T.cumprod(x, axis=-3), ValueError),
        (lambda: extra_ops.diff(x, n=-1), ValueError),
        (lambda: T.bincount(x), TypeError),
        (lambda: extra_ops.compress([1, 0], x, axis=-3), AssertionError),
        (lambda: T.repeat(x, [[1, 2]], axis=0), ValueError),
        (lambda: T.repeat(x, [1.0, 2.0, 3.0, 1.0], axis=0), TypeError),
        (lambda: T.repeat(x, T.vector("r", dtype="uint64"), axis=0), TypeError),
        (lambda: T.repeat(x, 2, axis=2), ValueError),
        (lambda: T.bartlett(v), TypeError),
        (lambda: T.bartlett(T.dscalar()), TypeError),
        (lambda: T.fill_diagonal(v, 1), TypeError),
        (lambda: T.fill_diagonal(T.lmatrix(), 1.5), TypeError),
        (lambda: T.fill_diagonal_offset(x, 1.0, 0.5), TypeError),
        (lambda: extra_ops.Unique(axis=2)(x), RuntimeError),
        (lambda: extra_ops.searchsorted(v, 1, side="middle"), ValueError),
        (lambda: extra_ops.searchsorted(v, 1, sorter=x[0]), TypeError),
        (lambda: T.unravel_index(v, v), ValueError),
        (lambda: T.unravel_index(v, v, ndim=0), ValueError),
        (lambda: T.unravel_index(v, T.lmatrix(), ndim=2), TypeError),
        (lambda: T.unravel_index(x, (3, 4)), TypeError),
        (lambda: T.unravel_index(v, (3, 4), order="K"), AssertionError),
        (lambda: T.ravel_multi_index(v, (3, 4)), TypeError),
        (lambda: T.ravel_multi_index((x, x), (3, 4)), TypeError),
        (lambda: T.ravel_multi_index((v, v), (3, 4), mode="round"), AssertionError),
    ],
)
def test_errors(call, error):
    with pytest.raises(error):
        call()


def test_negative_counts():
    f = theano.function([v], T.bincount(v, assert_nonneg=True), mode=theano.Mode("py", "fast_compile"))
    np.testing.assert_array_equal(f([3, 0, 3]), [1, 0, 0, 2])
    with pytest.raises(AssertionError):
        f([3, -1])


# --- Numba -----------------------------------------------------------------------------------------------------------

FLAGS = T.vector("flags", dtype="bool")
BYTES = T.vector("bytes", dtype="int8")
NUMBA = {
    "cumsum": (T.cumsum(x, axis=-1), lambda: A.cumsum(1)),
    "cumprod": (T.cumprod(x), lambda: A.cumprod()),
    "cumsum of bytes": (T.cumsum(BYTES), lambda: np.array([100, -56, 44], "int8")),
    "diff": (extra_ops.diff(x, n=2, axis=0), lambda: np.diff(A, 2, 0)),
    "diff of flags": (extra_ops.diff(FLAGS), lambda: np.diff([True, False, False, True])),
    "bincount": (T.bincount(v), lambda: np.bincount([3, 0, 3, 1])),
    "bincount, weights": (T.bincount(v, weights=x[:, 1], minlength=6), lambda: np.bincount([3, 0, 3, 1], A[:, 1], 6)),
    "compress": (extra_ops.compress(FLAGS, x, axis=0), lambda: A[[0, 3]]),
    "repeat": (T.repeat(x, 2, axis=1), lambda: A.repeat(2, 1)),
    "repeat, each": (T.repeat(x, v, axis=0), lambda: A.repeat([3, 0, 3, 1], 0)),
    "fill_diagonal": (T.fill_diagonal(x, 9.0), lambda: np.where(np.eye(4, 3), 9, A)),
    "fill_diagonal_offset": (T.fill_diagonal_offset(x, 9.0, -2), lambda: np.where(np.eye(4, 3, -2), 9, A)),
    "to_one_hot": (extra_ops.to_one_hot(v, 4), lambda: np.eye(4)[[3, 0, 3, 1]]),
    "searchsorted": (extra_ops.searchsorted(x[0], x[:, 1]), lambda: np.searchsorted(A[0], A[:, 1])),
    "unravel_index": (T.unravel_index(v, (2, 3))[1], lambda: np.array([0, 0, 0, 1])),
    "ravel_multi_index": (T.ravel_multi_index((v, v), (4, 5)), lambda: np.array([18, 0, 18, 6])),
    "unique": (extra_ops.Unique()(x), lambda: np.unique(A)),
    "bartlett": (T.bartlett(v[0]), lambda: np.bartlett(3)),
    "squeeze": (T.squeeze(x.dimshuffle("x", 0, "x", 1)), lambda: A),
}


@pytest.mark.filterwarnings("ignore:Numba will use object mode to run Repeat")
def test_numba():
    f = theano.function([x, v, FLAGS, BYTES], [output for output, _ in NUMBA.values()])
    results = f(A, [3, 0, 3, 1], [True, False, False, True], np.full(3, 100, "int8"))
    for (name, (output, wanted)), result in zip(NUMBA.items(), results, strict=True):
        np.testing.assert_allclose(result, wanted(), err_msg=name)
        assert result.dtype.name == output.dtype, name


# --- gradients -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "function",
    [
        lambda x: T.cumsum(x),
        lambda x: T.cumsum(x, axis=-1),
        lambda x: T.cumprod(x, axis=0),
        lambda x: extra_ops.diff(x, n=2, axis=0),
        lambda x: extra_ops.compress([0, 1, 1], x, axis=1),
        lambda x: T.repeat(x, 3),
        lambda x: T.repeat(x, [1, 0, 2], axis=1),
        lambda x: T.fill_diagonal(x, x[1, 2]),
        lambda x: T.fill_diagonal_offset(x, x[1, 2], 1),
        lambda x: T.bincount(T.constant([2, 0, 2, 5]), weights=x[:, 0]),
        lambda x: T.squeeze(x.dimshuffle(0, "x", 1)),
        lambda x: extra_ops.cpu_contiguous(x.T),
    ],
)
def test_gradients(function, dtype):
    mode = theano.Mode("py", "fast_compile")
    with theano.config.change_flags(linker="py", optimizer="fast_compile"):
        verify_grad(function, [(A / 4).astype(dtype)], rng=np.random.RandomState(5), mode=mode)
