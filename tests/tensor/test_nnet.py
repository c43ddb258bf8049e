"""``theano.tensor.nnet``: gradients, extreme values by every linker, losses of sequences, what is registered."""

import itertools

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.tensor import nnet
from theano.tensor.nnet import bn
from theano.tensor.nnet.ctc import ctc

PY = theano.Mode("py", "fast_compile")
LOGITS = [[1000, -1000, 0], [1, 2, 3], [-1000, -1000, 1000]]


def verify(function, *values):
    for dtype, tolerance in (("float64", None), ("float32", 3e-2)):
        inputs = [np.asarray(value, dtype) for value in values]
        theano.gradient.verify_grad(function, inputs, rng=np.random.RandomState(5), mode=PY, abs_tol=tolerance)


def numbers(*shape, low=-2, high=2):
    return np.random.RandomState(sum(shape)).uniform(low, high, shape)


# ---------------------------------------------------------------- gradients


@pytest.mark.parametrize(
    "function",
    [
        *(nnet.sigmoid, nnet.softplus, nnet.softsign, nnet.relu, nnet.elu, nnet.selu, nnet.hard_sigmoid),
        *(nnet.softmax, nnet.logsoftmax, nnet.softmax_graph, nnet.prepend_1_to_each_row),
        lambda x: nnet.relu(x, 0.3),
        lambda x: nnet.crossentropy_softmax_1hot(x, T.constant([1, 0, 3]))[0],
        lambda x: nnet.categorical_crossentropy(nnet.softmax(x), T.constant([1, 0, 3])),
        lambda x: nnet.sigmoid_binary_crossentropy(x, T.constant(numbers(3, 4, low=0, high=1).astype("float32"))),
    ],
)
def test_gradients(function):
    verify(function, numbers(3, 4))


def test_gradients_of_several():
    verify(nnet.softmax_with_bias, numbers(3, 4), numbers(4))
    verify(nnet.softmax_grad, numbers(3, 4), numbers(4, 3).T)
    verify(nnet.prepend_scalar_to_each_row, np.float64(2), numbers(3, 4))
    y = T.constant([1, 0, 3])
    verify(lambda x, b: nnet.crossentropy_softmax_argmax_1hot_with_bias(x, b, y)[0], numbers(3, 4), numbers(4))
    verify(lambda d, s: nnet.crossentropy_softmax_1hot_with_bias_dx(d, s, y), numbers(3), numbers(3, 4))


@pytest.mark.parametrize("axes", ["per-activation", "spatial", (1, 2)])
def test_gradients_of_batch_normalization(axes):
    x = numbers(4, 3, 2)
    shape = {"per-activation": (3, 2), "spatial": (3,), (1, 2): (4,)}[axes]
    parameters = numbers(*shape), numbers(*shape, low=-1)
    verify(lambda x, g, b: bn.batch_normalization_train(x, g, b, axes)[0], x, *parameters)
    given = numbers(*shape, low=-3), numbers(*shape, low=0.5)
    verify(lambda x, g, b, m, v: bn.batch_normalization_test(x, g, b, m, v, axes), x, *parameters, *given)


@pytest.mark.parametrize("output", [0, 1, 2])
def test_gradients_of_the_gradient_of_batch_normalization(output):
    values = numbers(4, 3), numbers(3, 4).T, numbers(1, 3), numbers(1, 3, low=-1), numbers(1, 3, low=0.5)
    if output == 2:
        # of dy alone
        verify(lambda dy: bn.AbstractBatchNormTrainGrad()(values[0], dy, *values[2:])[2], values[1])
    elif output == 1:
        verify(lambda x, dy, m, i: bn.AbstractBatchNormTrainGrad()(x, dy, m, m, i)[1], *values[:2], *values[3:])
    else:
        verify(lambda *given: bn.AbstractBatchNormTrainGrad()(*given)[0], *values)


def test_rop():
    x, v = T.dmatrices("xv")
    values = numbers(3, 4), numbers(4, 3).T
    for function in (nnet.softmax, nnet.logsoftmax):
        lop = T.Lop(function(x), x, v)
        along, back = theano.function([x, v], [T.Rop(function(x), x, v), lop], mode=PY)(*values)
        # <v, J v> is the same from both sides
        np.testing.assert_allclose((along * values[1]).sum(), (back * values[1]).sum())


# ---------------------------------------------------------------- extreme values

COSTS = {
    "log, labels": lambda p, x, y, t: -T.mean(T.log(p)[T.arange(y.shape[0]), y]),
    "labels, log": lambda p, x, y, t: -T.mean(T.log(p[T.arange(y.shape[0]), y])),
    "integers": lambda p, x, y, t: nnet.categorical_crossentropy(p, y).mean(),
    "one-hot": lambda p, x, y, t: nnet.categorical_crossentropy(p, t).mean(),
    "transposed": lambda p, x, y, t: -T.log(p.T)[y, T.arange(3)].mean(),
    "reshaped": lambda p, x, y, t: -T.log(p.reshape((3, 1, 3)))[T.arange(3), 0, y].mean(),
    "by hand": lambda p, x, y, t: -T.mean(T.log(T.exp(x) / T.exp(x).sum(axis=1, keepdims=True))[T.arange(3), y]),
    "with an entropy": lambda p, x, y, t: nnet.categorical_crossentropy(p, y).mean() + 0 * (p * T.log(p)).sum(),
}


def check_extreme(costs, mode, dtype):
    x, t = T.matrix("x", dtype=dtype), T.matrix("t", dtype=dtype)
    y = T.ivector("y")
    labels = np.array([1, 0, 2], "int32")
    values = np.array(LOGITS, dtype), labels, np.eye(3, dtype=dtype)[labels]
    built = [COSTS[cost](nnet.softmax(x), x, y, t) for cost in costs]
    outputs = [*built, *[T.grad(cost, x) for cost in built]]
    results = theano.function([x, y, t], outputs, mode=mode, on_unused_input="ignore")(*values)
    # softmax of [1, 2, 3]
    p = np.exp([1.0, 2, 3]) / np.exp([1.0, 2, 3]).sum()
    gradient = np.array([[1, -1, 0], p - [1, 0, 0], [0, 0, 0]]) / 3
    for value in results[: len(costs)]:
        np.testing.assert_allclose(value, (2000 - np.log(p[0])) / 3, rtol=1e-5)
    for value in results[len(costs) :]:
        assert value.dtype == dtype
        np.testing.assert_allclose(value, gradient, atol=1e-6)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("optimizer", ["fast_run", "fast_compile"])
def test_crossentropies_of_extreme_logits(optimizer, dtype):
    check_extreme(COSTS, theano.Mode("py", optimizer), dtype)


@pytest.mark.parametrize("linker", ["numba", pytest.param("cvm", marks=pytest.mark.slow)])
def test_crossentropies_by_other_linkers(linker):
    check_extreme(["log, labels"], theano.Mode(linker, "fast_run"), "float32")


def test_parts_of_a_softmax_written_by_hand():
    """Rewritten, the gradient is that of the graph as it was."""
    x = T.dmatrix("x")
    e = T.exp(x)
    sm = e / e.sum(axis=1, keepdims=True)
    weights = np.arange(4)
    for cost in ((sm * weights).sum(), (sm**2 * e).sum(), (T.log(sm) * sm + e).sum(), (e / (1 + e.sum())).sum()):
        rewritten, plain = (
            theano.function([x], T.grad(cost, x), mode=theano.Mode("py", optimizer))(numbers(3, 4))
            for optimizer in ("fast_run", None)
        )
        np.testing.assert_allclose(rewritten, plain, atol=1e-12)


def test_labels_out_of_bounds():
    x, y = T.dmatrix("x"), T.lvector("y")
    p = nnet.softmax(x)
    for cost in (nnet.crossentropy_softmax_1hot(x, y)[0], T.log(p)[T.arange(y.shape[0]), y]):
        f = theano.function([x, y], cost, mode=PY)
        for labels in ([0, 3], [0, -1], [0]):
            with pytest.raises(ValueError, match="out of bounds"):
                f(np.zeros((2, 3)), labels)


# ---------------------------------------------------------------- classes, modes


def test_classes():
    x = T.dmatrix("x")
    assert isinstance(nnet.softmax(x).owner.op, nnet.Softmax)
    assert nnet.softmax(x).owner.op == nnet.softmax_op
    f = theano.function([x], nnet.softmax(x), mode=PY)
    assert any(isinstance(node.op, nnet.Softmax) for node in f.maker.fgraph.toposort())


def test_without_rewrites():
    x, b, y = T.dmatrix("x"), T.dvector("b"), T.lvector("y")
    outputs = nnet.crossentropy_softmax_argmax_1hot_with_bias(x, b, y)
    f, g = (theano.function([x, b, y], outputs, mode=theano.Mode("py", o)) for o in (None, "fast_run"))
    for one, other in zip(f(numbers(2, 3), [1, 2, 3], [0, 2]), g(numbers(2, 3), [1, 2, 3], [0, 2]), strict=True):
        np.testing.assert_allclose(one, other)


@pytest.mark.parametrize("name", ["local_ultra_fast_sigmoid", "local_hard_sigmoid"])
def test_cheaper_sigmoids_where_a_mode_includes_them(name):
    x = T.dvector("x")
    cheaper = {"local_ultra_fast_sigmoid": nnet.ultra_fast_sigmoid, "local_hard_sigmoid": nnet.hard_sigmoid}[name]
    mode = theano.Mode("py", "fast_run")
    f = theano.function([x], nnet.sigmoid(x), mode=mode.including(name))
    g = theano.function([x], cheaper(x), mode=mode)
    np.testing.assert_array_equal(f(numbers(7)), g(numbers(7)))


def test_running_averages():
    x = T.dmatrix("x")
    mean, var = theano.shared(np.zeros(3)), theano.shared(np.ones(3))
    one = T.ones((3,))
    *_, new_mean, new_var = bn.batch_normalization_train(
        x, one, one, running_average_factor=0.25, running_mean=mean, running_var=var
    )
    f = theano.function([x], [], updates=[(mean, new_mean), (var, new_var)], mode=PY)
    f(numbers(5, 3))
    np.testing.assert_allclose(mean.get_value(), 0.25 * numbers(5, 3).mean(axis=0))
    np.testing.assert_allclose(var.get_value(), 0.75 + 0.25 * numbers(5, 3).var(axis=0, ddof=1))


# ---------------------------------------------------------------- losses of sequences


def loss(activations, labels):
    """Minus the logarithm of the probability of ``labels``, over all paths; 0 if there is none."""
    p = np.exp(activations) / np.exp(activations).sum(axis=1, keepdims=True)
    total = 0
    for path in itertools.product(range(p.shape[1]), repeat=len(p)):
        if [symbol for symbol, _ in itertools.groupby(path) if symbol] == labels:
            total += np.prod(p[np.arange(len(p)), path])
    return -np.log(total) if total else 0


def test_ctc():
    draw = np.random.RandomState(3)
    activations, labels, lengths = T.ftensor3(), T.imatrix(), T.ivector()
    f = theano.function([activations, labels, lengths], ctc(activations, labels, lengths), mode=PY)
    for _ in range(10):
        time, symbols = draw.randint(1, 6), draw.randint(2, 4)
        a = draw.normal(size=(time, 3, symbols)).astype("float32")
        y = draw.randint(1, symbols, (3, draw.randint(1, 4))).astype("int32")
        y[draw.uniform(size=y.shape) < 0.3] = -1
        n = draw.randint(1, time + 1, 3).astype("int32")
        expected = [loss(a[: n[i], i].astype("float64"), [s for s in y[i] if s >= 0]) for i in range(3)]
        np.testing.assert_allclose(f(a, y, n), expected, rtol=1e-4, atol=1e-5)
        theano.gradient.verify_grad(lambda x, y=y, n=n: ctc(x, T.constant(y), T.constant(n)), [a], rng=draw, mode=PY)


@pytest.mark.more
def test_ctc_compiled():
    """Numba's code gives what NumPy's does, also for what is impossible, infinite, or no number."""
    draw = np.random.RandomState(4)
    arguments = activations, labels, lengths = T.ftensor3(), T.imatrix(), T.ivector()
    losses = ctc(*arguments)
    outputs = [losses, T.grad((losses * T.arange(1, 1 + labels.shape[0])).sum(), activations)]
    f, g = (theano.function(arguments, outputs, mode=mode) for mode in (PY, theano.Mode("numba")))
    for case in range(60):
        time, symbols, count = draw.randint(1, 9), draw.randint(1, 6), draw.randint(0, 5)
        a = (draw.normal(size=(time, 3, symbols)) * draw.choice([1, 10, 300])).astype("float32")
        y = draw.randint(-1, symbols, (3, count)).astype("int32")
        n = draw.randint(1, time + 1, 3).astype("int32")
        for _ in range(case % 4):
            a[tuple(map(draw.randint, a.shape))] = draw.choice([np.inf, -np.inf, np.nan, -200], p=[0.1, 0.5, 0.1, 0.3])
        a = np.asfortranarray(a) if case % 3 == 0 else a
        for expected, got in zip(f(a, y, n), g(a, y, n), strict=True):
            assert got.dtype == expected.dtype == "float32"
            np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-7)
    for wrong in (a, y[:2], n), (a, y, n * 0), (a, y, n + time), (a, y + symbols, n), (a[..., :0], y * 0 - 1, n):
        for function in (f, g):
            with pytest.raises((ValueError, IndexError)):
                function(*wrong)
    assert [x.shape for x in g(a[:, :0], y[:0], n[:0])] == [(0,), (time, 0, symbols)]


def test_ctc_refuses():
    with pytest.raises(TypeError, match="float32"):
        ctc(T.dtensor3(), T.imatrix(), T.ivector())
    with pytest.raises(ValueError, match="labels must have 2"):
        ctc(T.ftensor3(), T.ivector(), T.ivector())
