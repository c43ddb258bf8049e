"""Pooling and neighbourhoods: four hundred drawn calls that Theano 1.0.5 answered, derivatives, and every linker.

Recorded by `tests/oracle/record_cases.py`; `pool_calls.py` makes the inputs from their seeds.
"""

import pickle
from itertools import product

import numpy as np
import pytest
import theano
from theano import tensor as T
from theano.tensor.nnet.neighbours import Images2Neibs, images2neibs, neibs2images
from theano.tensor.signal import pool

from tests.known_differences import DRAWN_POOL
from tests.tensor.drawn import alike, cases, compare, recorded
from tests.tensor.pool_calls import Drawing, evaluate

CALLS = recorded("pool")
PY = theano.Mode("py", "fast_compile")
MODES = ("max", "sum", "average_inc_pad", "average_exc_pad")


# --- drawn calls -----------------------------------------------------------------------------------------------------


def same(mine, theirs):
    alike(mine, theirs, {"float32": 1e-5, None: 1e-9})


@pytest.mark.parametrize("call", cases(CALLS, DRAWN_POOL))
def test_call(call):
    mine = evaluate(theano, call, "py")
    compare(mine.get("outputs", mine), call.get("outputs", call), same)
    if "error" not in call:
        # of Theano's warnings only those whose text has "pool" were counted
        assert mine["warned"] >= call["warned"]
    for name in ("gradient", "second", "rop"):
        # where Theano had no gradient there may be one
        if "error" not in call.get(name, ["error"]):
            compare(mine[name], call[name], same)


def test_the_drawing_is_the_recorded_one():
    drawn = list(Drawing(2017).calls(len(CALLS)))
    assert drawn == [{name: call[name] for name in ("call", "inputs", "linker")} for call in CALLS]


# --- derivatives -----------------------------------------------------------------------------------------------------


def values(*shape):
    """Distinct numbers, so that no maximum ties."""
    return np.random.RandomState(7).permutation(int(np.prod(shape))).reshape(shape) / 50.0


@pytest.mark.parametrize(
    ("ws", "shape"), [((2,), (7,)), ((2, 3), (2, 5, 7)), ((2, 2, 3), (2, 1, 5, 6, 4)), ((2, 1, 3, 2), (2, 3, 4, 3))]
)
@pytest.mark.parametrize("mode", MODES)
def test_gradient(ws, shape, mode):
    nd = len(ws)
    for ignore_border, stride, pad in [(True, None, None), (False, (1,) * nd, None), (True, (3,) * nd, (1,) * nd)]:
        pad = pad and tuple(min(p, w - 1) for p, w in zip(pad, ws, strict=True))
        op = pool.Pool(ignore_border, mode, nd)
        rng = np.random.RandomState(1)
        T.verify_grad(lambda x, op=op, s=stride, p=pad: op(x, ws, s, p), [values(*shape)], rng=rng, mode=PY)


@pytest.mark.parametrize("mode", MODES)
def test_gradient_of_the_gradient(mode):
    def gradient(x, gz):
        z = pool.pool_2d(x, (2, 2), False, stride=(1, 2), mode=mode)
        return T.grad(None, x, known_grads={z: gz})

    shape = pool.Pool.out_shape((2, 5, 6), (2, 2), False, (1, 2))
    T.verify_grad(gradient, [values(2, 5, 6), values(*shape)], rng=np.random.RandomState(1), mode=PY)


def test_tied_maxima_each_take_the_gradient():
    x = T.matrix()
    z = pool.pool_2d(x, (2, 2), True)
    f = theano.function([x], [T.grad(z.sum(), x), pool.max_pool_2d_same_size(x, (2, 2))], mode=PY)
    gradient, same_size = f([[1, 3, 0], [3, 2, 0]])
    assert gradient.tolist() == [[0, 1, 0], [1, 0, 0]]
    assert same_size.tolist() == [[0, 3, 0], [3, 0, 0]]


def test_rop_adds_the_tied_maxima_and_max_pool_rop_takes_the_first():
    x, d = T.matrices(2)
    z = pool.pool_2d(x, (2, 2), True)
    f = theano.function([x, d], [T.Rop(z, x, d), pool.MaxPoolRop(True)(x, d, (2, 2))], mode=PY)
    rop, first = f([[1, 3], [3, 2]], [[1, 10], [100, 1000]])
    assert (rop.item(), first.item()) == (110, 10)


@pytest.mark.parametrize(("mode", "step"), list(product(["valid", "ignore_borders"], [(2, 3), (1, 2)])))
def test_gradient_of_neighbourhoods(mode, step):
    rng = np.random.RandomState(1)
    T.verify_grad(lambda x: images2neibs(x, (2, 3), step, mode), [values(2, 1, 4, 9)], rng=rng, mode=PY)


@pytest.mark.parametrize("mode", ["half", "full", "wrap_centered"])
def test_these_neighbourhoods_have_no_gradient(mode):
    x = T.tensor4()
    with pytest.raises(TypeError):
        T.grad(images2neibs(x, (3, 3), mode=mode).sum(), x)


# --- linkers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("linker", ["numba", "cvm"])
def test_linker(linker):
    """One function with symbolic sizes gives what NumPy gives, whatever the strides, borders and padding."""
    x, direction, ws, stride, pad = T.ftensor4(), T.ftensor4(), T.lvector(), T.lvector(), T.lvector()
    outputs = []
    for mode in ("max", "average_exc_pad"):
        z = pool.pool_2d(x, ws, True, stride, pad, mode)
        outputs += [z, T.grad((z**2).sum(), x), T.Rop(z, x, direction)]
    inputs = [x, direction, ws, stride, pad]
    f, expected = (theano.function(inputs, outputs, mode=m) for m in (theano.Mode(linker, "fast_compile"), PY))
    draw = np.random.RandomState(3)
    for number in range(60):
        shape, sizes, steps = draw.randint(1, 8, 4), draw.randint(1, 5, 2), draw.randint(1, 4, 2)
        given = [draw.randint(-3, 4, shape).astype("float32"), draw.rand(*shape).astype("float32")]
        if number % 3 == 0:
            given = [array.transpose(1, 0, 3, 2) for array in given]
        given += [sizes, steps, draw.randint(0, sizes)]
        for mine, theirs in zip(f(*given), expected(*given), strict=True):
            assert (mine.shape, mine.dtype) == (theirs.shape, theirs.dtype)
            np.testing.assert_allclose(mine, theirs, rtol=1e-5, atol=1e-5)
    nothing = np.zeros((0, 2, 4, 4), "float32")
    assert [array.shape for array in f(nothing, nothing, [2, 2], [2, 2], [0, 0])][:2] == [(0, 2, 2, 2), (0, 2, 4, 4)]
    for sizes in ([0, 2], [2, 2, 2]):
        with pytest.raises(ValueError, match=r"ws|stride"):
            f(*given[:2], sizes, [1, 1], [0, 0])
    with pytest.raises(ValueError, match="padding alone"):
        f(*given[:2], [1, 1], [1, 1], [1, 1])


@pytest.mark.more
def test_neighbourhoods_in_numba():
    x = T.tensor4(dtype="float64")
    modes = ("valid", "ignore_borders", "half", "full", "wrap_centered")
    outputs = [images2neibs(x, (3, 3), (1, 2), mode) for mode in modes]
    outputs += [T.grad((each**2).sum(), x) for each in outputs[:2]]
    f, expected = (theano.function([x], outputs, mode=m) for m in (theano.Mode("numba", "fast_compile"), PY))
    for mine, theirs in zip(f(values(2, 3, 5, 7)), expected(values(2, 3, 5, 7)), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    with pytest.raises(TypeError, match="fit"):
        f(values(2, 3, 5, 6))


def test_integers_in_numba():
    x = T.TensorType("int8", (False,) * 2)()
    sums, averages = pool.pool_2d(x, (2, 2), True, mode="sum"), pool.pool_2d(x, (2, 2), True, mode="average_inc_pad")
    f = theano.function([x], [sums, averages], mode=theano.Mode("numba", "fast_compile"))
    given = np.array([[100, 100, -1, -2], [1, 1, -1, -1]], "int8")
    assert [array.tolist() for array in f(given)] == [[[-54, -5]], [[-13, -1]]]


@pytest.mark.slow
def test_a_loop_in_numba():
    x = T.ftensor3()
    maxima, _ = theano.scan(lambda image: pool.pool_2d(image, (2, 2), True), sequences=[x])
    f = theano.function([x], maxima, mode=theano.Mode("numba", "fast_compile"))
    given = values(3, 4, 6).astype("float32")
    np.testing.assert_array_equal(f(given), given.reshape(3, 2, 2, 3, 2).max((2, 4)))


# --- the rest --------------------------------------------------------------------------------------------------------


def test_nan_counts_where_it_is_first():
    x = T.matrix()
    f = theano.function([x], pool.pool_2d(x, (2, 2), True), mode=PY)
    assert f([[1, np.nan], [3, 2]]).item() == 3
    assert np.isnan(f([[np.nan, 1], [3, 2]]).item())


def test_an_image_without_elements():
    x = T.matrix()
    with pytest.raises(ValueError, match="no elements"):
        theano.function([x], pool.pool_2d(x, (2, 2), False), mode=PY)(np.zeros((0, 3), x.dtype))
    assert theano.function([x], pool.pool_2d(x, (2, 2), True), mode=PY)(np.zeros((0, 3), x.dtype)).shape == (0, 1)


@pytest.mark.parametrize("dtype", ["float16", "bool", "complex64", "uint64"])
def test_other_dtypes(dtype):
    x = T.TensorType(dtype, (False, False))()
    f = theano.function([x], [pool.pool_2d(x, (2, 2), True, mode=mode) for mode in MODES[:3]], mode=PY)
    given = np.array([[1, 1, 0, 0], [0, 1, 0, 0]], dtype)
    results = f(given)
    assert {str(array.dtype) for array in results} == {dtype}
    assert results[0].tolist() == [[1, 0]]
    assert results[1].tolist() == [[1 if dtype == "bool" else 3, 0]]


@pytest.mark.parametrize("old", [{"ds": (2, 2)}, {"ws": (2, 2), "st": (1, 1)}, {"ws": (2, 2), "padding": (1, 1)}])
def test_old_names_warn(old):
    with pytest.warns(UserWarning, match="deprecated"):
        pool.pool_2d(T.matrix(), ignore_border=True, **old)
    with pytest.warns(UserWarning, match="ignore_border"):
        pool.pool_2d(T.matrix(), (2, 2))


def test_out_shape():
    assert pool.Pool.out_shape((9, 8, 6), (2, 2)) == [9, 4, 3]
    assert pool.Pool.out_shape((7, 7, 7), (3, 3, 3), False, (2, 2, 2), ndim=3) == [3, 3, 3]
    n = T.lscalar()
    symbolic = pool.Pool.out_shape((n, n), (3, 2), False, (2, 2))
    assert [int(v) for v in theano.function([n], symbolic, mode=PY)(8)] == [4, 4]


def test_the_shape_is_known_without_pooling():
    x = T.tensor4()
    z = pool.pool_2d(x, (2, 3), True, stride=(1, 2), pad=(1, 1))
    f = theano.function([x], z.shape, mode=theano.Mode("py", "fast_run"))
    assert not any(isinstance(node.op, pool.Pool) for node in f.maker.fgraph.toposort())
    assert f(np.zeros((2, 3, 6, 7), x.dtype)).tolist() == [2, 3, 7, 4]


def test_downsample():
    with pytest.warns(UserWarning, match=r"signal\.pool"):
        from theano.tensor.signal import downsample
    x = T.tensor4()
    old = downsample.DownsampleFactorMax((2, 2), ignore_border=True)(x)
    f = theano.function([x], [downsample.max_pool_2d(x, (2, 2), ignore_border=True), old], mode=PY)
    assert isinstance(old.owner.op, pool.Pool)
    np.testing.assert_array_equal(*f(values(1, 1, 5, 6).astype(x.dtype)))


def test_operations_are_compared_and_pickled():
    op = pool.Pool(True, "sum", 3)
    assert op == pickle.loads(pickle.dumps(op)) == pool.Pool(True, "sum", 3)
    assert len({op, pool.Pool(False, "sum", 3), pool.Pool(True, "max", 3), Images2Neibs("half")}) == 4


def test_neighbourhoods_of_the_sandbox():
    from theano.sandbox import neighbours

    assert neighbours.images2neibs is images2neibs
    assert neighbours.neibs2images is neibs2images
