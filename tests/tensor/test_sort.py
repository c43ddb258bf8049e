"""Sorting and the k largest elements: every linker, ties, NaN, gradients, errors.

What Theano answered to drawn calls stands in test_drawn_indexing.
"""

import importlib
import warnings

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.gradient import verify_grad

sorting = importlib.import_module("theano.tensor.sort")  # the name theano.tensor.sort is the function's
LINKERS = ["py", "cvm", "numba"]
FEWER = ["py", *(pytest.param(linker, marks=pytest.mark.more) for linker in LINKERS[1:])]
TIES = np.array([[3, 1, 3, 2, 3], [0, 0, 0, 0, 0], [5, -1, 5, -1, 2]])
NANS = np.array([[1, np.nan, 3, -2, 0], [4, 3, 2, 1, 0], [np.nan, np.nan, 1, 2, np.nan]])
x = T.dmatrix("x")
k = T.lscalar("k")
axis = T.lscalar("axis")


def mode(linker):
    return "NUMBA" if linker == "numba" else theano.Mode(linker, "fast_run")


def largest(a, k, axis):
    """What the k largest, or smallest, elements are, sorted."""
    n = a.shape[axis]
    return np.take(np.sort(a, axis), range(n - k, n) if k > 0 else range(-k), axis)


@pytest.fixture(scope="module", params=LINKERS)
def topk(request):
    """The k largest of floats along the first axis, and of integers along the second, with their indices."""
    inputs = [T.dmatrix(), T.bmatrix()]
    outputs = [o for a, i in enumerate(inputs) for o in T.topk_and_argtopk(i, k, axis=a, sorted=False)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Numba would warn that it falls back on Python
        return theano.function([*inputs, k], outputs, mode=mode(request.param))


@pytest.mark.parametrize("count", [1, 2, 3, -1, -2, -3])
@pytest.mark.parametrize("values", [TIES, np.abs(TIES) + 0.5, NANS], ids=["integers", "floats", "nan"])
def test_topk(topk, values, count):
    arrays = [values.astype("float64"), np.nan_to_num(values).astype("int8")]
    results = iter(topk(*arrays, count))
    for along, a in enumerate(arrays):
        found, indices = next(results), next(results)
        assert found.dtype == a.dtype
        assert indices.dtype == "int64"
        np.testing.assert_array_equal(np.take_along_axis(a, indices, along), found)
        assert np.all(np.diff(np.sort(indices, along), axis=along) > 0)
        # The one smallest is NaN where there is a NaN, as for min.
        wanted = a.min(along, keepdims=True) if count == -1 else largest(a, count, along)
        np.testing.assert_array_equal(np.sort(found, along), wanted)


@pytest.mark.parametrize("count", [0, 4, -4, 100])
def test_topk_out_of_bounds(topk, count):
    with pytest.raises(ValueError, match="kth"):
        topk(NANS, TIES.astype("int8"), count)


@pytest.mark.parametrize("dtype", ["float32", "int16", "uint8", "uint64"])
def test_topk_dtypes(dtype):
    a = np.abs(TIES).astype(dtype)
    i = T.matrix(dtype=dtype)
    f = theano.function([i, k], T.topk(i, k, sorted=False), mode=mode("py"))
    for count in (2, -2, 1, 5):
        np.testing.assert_array_equal(np.sort(f(a, count)), largest(a, count, 1))
    flat = theano.function([i], T.topk(i, 3, axis=None, sorted=False), mode=mode("py"))
    np.testing.assert_array_equal(np.sort(flat(a)), largest(a.ravel(), 3, 0))


@pytest.mark.parametrize("linker", FEWER)
def test_topk_of_constants(linker):
    outputs = [
        T.argtopk(x, -2, axis=0, sorted=False, idx_dtype="int32"),
        theano.grad(T.sqr(T.topk(x, 2, axis=0, sorted=False)).sum(), x),
    ]
    assert [o.dtype for o in outputs] == ["int32", "float64"]
    a = np.random.RandomState(1).permutation(12).reshape(4, 3).astype("float64")
    indices, gradient = theano.function([x], outputs, mode=mode(linker))(a)
    assert indices.dtype == "int32"
    np.testing.assert_array_equal(np.sort(np.take_along_axis(a, indices, 0), 0), largest(a, -2, 0))
    np.testing.assert_array_equal(gradient, np.where(a >= largest(a, 2, 0)[:1], 2 * a, 0))


def test_topk_node():
    values, indices = T.topk_and_argtopk(x, 2, sorted=False)
    assert isinstance(values.owner.op, sorting.TopKOp)
    assert values.owner is indices.owner
    [alone] = sorting.TopKOp(sorted=False, return_indices=False)(x, 2, return_list=True)
    assert alone.dtype == "float64"
    only = sorting.TopKOp(sorted=False, return_values=False)(x, 2)
    assert only.dtype == "int64"
    assert sorting.TopKOp(sorted=False) == sorting.TopKOp(-1, False, "int64")
    f = theano.function([x], [values.shape[1], only.shape[0], alone, theano.grad(alone.sum(), x)], mode=mode("py"))
    width, height, found, gradient = f(TIES.astype("float64"))
    assert (width, height) == (2, 3)
    np.testing.assert_array_equal(np.sort(found), largest(TIES, 2, 1))
    assert gradient.sum() == 6


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: T.topk(x, 2), NotImplementedError),
        (lambda: T.topk(x, 2, sorted=True), NotImplementedError),
        (lambda: T.topk(x, 2, axis=2, sorted=False), IndexError),
        (lambda: T.topk(x, 2, axis=0.5, sorted=False), TypeError),
        (lambda: T.topk(x, [1, 2], sorted=False), ValueError),
        (lambda: T.topk(x, T.dscalar(), sorted=False), TypeError),
        (lambda: T.topk(T.dscalar(), 1, sorted=False), ValueError),
        (lambda: T.argtopk(x, 2, sorted=False, idx_dtype="float64"), TypeError),
        (lambda: sorting.TopKOp(sorted=False, return_values=False, return_indices=False), ValueError),
        (lambda: T.sort(x, axis=2), ValueError),
        (lambda: T.sort(x, axis=0.5), ValueError),
        (lambda: T.argsort(x, axis=-3), ValueError),
        (lambda: T.sort(x, kind="bubblesort"), ValueError),
        (lambda: T.argsort(x, order="field"), ValueError),
        (lambda: sorting.SortOp(), TypeError),
    ],
)
def test_errors(call, error):
    with pytest.raises(error):
        call()


@pytest.mark.parametrize("linker", FEWER)
def test_sort(linker):
    outputs = [
        T.sort(x, axis=0, kind="heapsort"),
        T.sort(x, axis=None, kind="mergesort"),
        T.argsort(x, kind="mergesort"),
        T.sort(x, axis=axis),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        f = theano.function([x, axis], outputs, mode=mode(linker))
    for a, along in [(TIES.astype("float64"), 0), (NANS, -1)]:
        wanted = [np.sort(a, 0), np.sort(a, None), np.argsort(a, kind="stable"), np.sort(a, along)]
        for got, expected in zip(f(a, along), wanted, strict=True):
            np.testing.assert_array_equal(got, expected)
    for bad in (2, -3):
        with pytest.raises(ValueError, match="axis"):
            f(NANS, bad)


def test_gradient_along_a_variable():
    weights = np.arange(15.0).reshape(3, 5)
    f = theano.function([x, axis], theano.grad((T.sort(x, axis=axis) * weights).sum(), x), mode=mode("py"))
    for along in (0, 1, -1):
        wanted = np.take_along_axis(weights, np.argsort(np.argsort(NANS, along), along), along)
        np.testing.assert_array_equal(f(NANS, along), wanted)


def test_isinstance():
    assert isinstance(T.sort(x).owner.op, sorting.SortOp)
    assert isinstance(T.argsort(x, axis=0).owner.op, sorting.ArgSortOp)
    assert not isinstance(T.sort(x).owner.op, sorting.ArgSortOp)
    assert isinstance(sorting.SortOp("mergesort")(x, axis=0).owner.op, sorting.SortOp)
    assert sorting.ArgSortOp("quicksort") == sorting.ArgSortOp("quicksort", None) != sorting.ArgSortOp("mergesort")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "function",
    [
        lambda x: T.sort(x, axis=0),
        lambda x: T.sort(x, axis=-1),
        lambda x: T.sort(x, axis=None),
        lambda x: T.topk(x, 2, axis=0, sorted=False),
        lambda x: T.topk(x, -1, sorted=False),
        lambda x: T.topk(x, 7, axis=None, sorted=False),
    ],
)
def test_gradients(function, dtype):
    a = np.random.RandomState(2).permutation(12).reshape(3, 4).astype(dtype)
    with theano.config.change_flags(linker="py", optimizer="fast_compile"):
        verify_grad(function, [a], rng=np.random.RandomState(5), mode=theano.Mode("py", "fast_compile"))
