"""Indices out of bounds raise IndexError under Numba, as Theano's did, and no others do."""

import numpy as np
import pytest
import theano
import theano.tensor as T

X = np.arange(12.0).reshape(4, 3)
x = T.matrix("x", dtype="float64")
v, w = T.lvectors("v", "w")
n = T.matrix("n", dtype="int32")
small = T.vector("small", dtype="int8")
i = T.lscalar("i")


@pytest.fixture(autouse=True, scope="module")
def compiled_at_once():
    with theano.change_flags(tiered=False):
        yield


# What an index can stand in, in one function: compiling is what takes time.
CASES = {
    "rows": (x[v], lambda x, v, **_: x[v]),
    "columns": (x[:, w], lambda x, w, **_: x[:, w]),
    "pairs": (x[v, w], lambda x, v, w, **_: x[v, w]),
    "matrix": (x[n], lambda x, n, **_: x[n]),
    "int8": (x[1:, small], lambda x, small, **_: x[1:, small]),
    "array and number": (x[v, i], lambda x, v, i, **_: x[v, i]),
    "set columns": (T.set_subtensor(x[:, w], 0), lambda x, w, **_: put(x, np.s_[:, w], 0)),
    "inc": (T.inc_subtensor(x[v], x[v]), lambda x, v, **_: add(x, v, x[v])),
    "gradient of pairs": (theano.grad(T.sqr(x[v, w]).sum(), x), lambda x, v, w, **_: add(0 * x, (v, w), 2 * x[v, w])),
}
ALONE = {
    "number": (x[v[0]], lambda x, v, **_: x[v[0]]),
    "elementwise": (T.exp(x[v]) * 2, lambda x, v, **_: np.exp(x[v]) * 2),
    "sum": (x[v].sum(), lambda x, v, **_: x[v].sum()),
    "inc pairs": (T.inc_subtensor(x[v, v], 1), lambda x, v, **_: add(x, (v, v), 1)),
    "gradient": (theano.grad(T.sqr(x[v]).sum(), x), lambda x, v, **_: add(0 * x, v, 2 * x[v])),
}
INPUTS = {"x": x, "v": v, "w": w, "n": n, "small": small, "i": i}
GOOD = {
    "x": X,
    "v": np.array([0, -4, 3, 0]),
    "w": np.array([2, -1, 1, 2]),
    "n": np.array([[0, 3], [-1, -4]], "int32"),
    "small": np.array([-3, 2], "int8"),
    "i": -3,
}
BAD = {
    "v": [[0, 4, 0, 0], [0, 0, 0, -5], [2**40, 0, 0, 0]],
    "w": [[0, 3, 1, 1], [-4, 0, 0, 0]],
    "n": [[[0, 1], [4, 0]], [[-5, 0], [0, 0]]],
    "small": [[3, 0], [-4, -4]],
    "i": [3, -4],
}


def put(x, index, value):
    x = x.copy()
    x[index] = value
    return x


def add(x, index, value):
    x = x.copy()
    np.add.at(x, index, value)
    return x


@pytest.fixture(scope="module")
def everything():
    outputs = [output for output, _ in CASES.values()]
    return theano.function(list(INPUTS.values()), outputs)


def arguments(**changed):
    values = GOOD | changed
    return [np.asarray(value, GOOD[name].dtype) if name != "i" else value for name, value in values.items()]


def test_compiled_by_numba(everything):
    assert everything.maker.linker.__class__.__name__ == "CompilingLinker"


def test_no_false_alarm(everything):
    for (name, (_, wanted)), result in zip(CASES.items(), everything(*arguments()), strict=True):
        np.testing.assert_allclose(result, wanted(**GOOD), err_msg=name)


def test_empty_indices(everything):
    empty = dict.fromkeys("vw", np.zeros(0, "int64")) | {"n": np.zeros((0, 2), "int32")}
    results = dict(zip(CASES, everything(*arguments(**empty)), strict=True))
    assert results["rows"].shape == (0, 3)
    assert results["matrix"].shape == (0, 2, 3)
    np.testing.assert_array_equal(results["inc"], X)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in BAD.items() for value in values])
def test_out_of_bounds(everything, name, value):
    with pytest.raises(IndexError):
        everything(*arguments(**{name: value}))


@pytest.mark.parametrize("name", ALONE)
def test_each_alone(name):
    """Where nothing else in the function would have raised it, and the index may be part of a larger kernel."""
    output, wanted = ALONE[name]
    f = theano.function([x, v], output)
    good = np.array([0, -1, 2])
    np.testing.assert_allclose(f(X, good), wanted(x=X, v=good))
    for bad in ([4, 1, 0], [-5, 0, 0]):
        with pytest.raises(IndexError):
            f(X, bad)


@pytest.mark.parametrize("mask", [np.ones(3, bool), np.array([True, False, False, False, False]), np.zeros(0, bool)])
def test_masks_of_other_lengths(masked, mask):
    with pytest.raises(IndexError):
        masked(X, mask, np.ones((4, 3), bool))


@pytest.mark.parametrize("shape", [(1, 3), (4, 2), (4, 4), (5, 3)])
def test_matrix_masks_of_other_lengths(masked, shape):
    with pytest.raises(IndexError):
        masked(X, np.ones(4, bool), np.zeros(shape, bool))


@pytest.fixture(scope="module")
def masked():
    m, mm = T.vector("m", dtype="bool"), T.matrix("mm", dtype="bool")
    outputs = [x[m], x[mm], T.set_subtensor(x[m, 1], 5), theano.grad(T.sqr(x[mm]).sum(), x), x[x > 3]]
    return theano.function([x, m, mm], outputs)


def test_masks(masked):
    m, mm = np.array([True, False, False, True]), X % 5 > 2
    rows, numbers, put_in, gradient, own = masked(X, m, mm)
    np.testing.assert_array_equal(rows, X[m])
    np.testing.assert_array_equal(numbers, X[mm])
    np.testing.assert_array_equal(put_in, put(X, (m, 1), 5))
    np.testing.assert_array_equal(gradient, np.where(mm, 2 * X, 0))
    np.testing.assert_array_equal(own, X[X > 3])


@pytest.mark.more
def test_constant_indices():
    f = theano.function([x], [x[[0, -1]], x[:, np.array([[2], [0]])]])
    np.testing.assert_array_equal(f(X)[1], X[:, [[2], [0]]])
    with pytest.raises(IndexError):
        f(X[:, :2])
    with pytest.raises(IndexError):
        f(X[:0])


def test_known_length_and_constant_need_no_check():
    f = theano.function([i], (T.constant(np.arange(3.0)) * i)[[0, 2, -3]])
    assert not [node for node in f.maker.fgraph.toposort() if type(node.op).__name__ == "CheckIndex"]
    np.testing.assert_array_equal(f(2), [0, 4, 0])


def test_in_scan():
    def step(k, total, x):
        return T.inc_subtensor(total[T.stack([k, k])], x[T.stack([k, -k])].sum())

    totals, _ = theano.scan(step, sequences=[v], outputs_info=[T.zeros(4)], non_sequences=[x])
    f = theano.function([x, v], totals[-1])
    np.testing.assert_allclose(f(X, [0, 3]), [4 * X[0].sum(), 0, 0, 2 * (X[3].sum() + X[1].sum())])
    for bad in ([0, 4], [5, 0]):
        with pytest.raises(IndexError):
            f(X, bad)


def test_shared_variable_keeps_its_value():
    """An update that fails leaves the shared variable as it was."""
    state = theano.shared(X.copy())
    f = theano.function([v], updates=[(state, T.inc_subtensor(state[v], 1))])
    with pytest.raises(IndexError):
        f([0, 7])
    np.testing.assert_array_equal(state.get_value(), X)
    f([0, 0])
    np.testing.assert_array_equal(state.get_value()[0], X[0] + 2)
