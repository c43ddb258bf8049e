"""What our rewrites do to loops: the same numbers as without, and what is taken out of the steps is gone there."""

import numpy as np
import pytest

import theano_min as theano
import theano_min.tensor as T
from theano_min.scan_module.scan_op import Scan
from theano_min.tensor.nnet.sigm import ScalarSigmoid

OURS = (
    "theano_min_scan_products",
    "theano_min_join_slices",
    "theano_min_scan_steps_kept",
    "theano_min_scan_factors",
    "theano_min_scan_stored",
)
STEPS, BATCH, N = 5, 3, 50


class Layer:
    """A recurrent layer drawn from a seed: inputs, parameters, the loop's outputs and its cost."""

    def __init__(self, dtype="float64", units=1):
        random = np.random.RandomState(1)
        self.x = T.TensorType(dtype, (False,) * 3)("x")
        self.value = random.randn(STEPS, BATCH, N).astype(dtype)
        self.zeros = T.zeros((BATCH, N), dtype)
        shapes = (N, units * N), (N, units * N), (units * N,)
        self.parameters = [theano.shared((0.1 * random.randn(*shape)).astype(dtype)) for shape in shapes]
        self.W, self.U, self.b = self.parameters

    def cost(self, outputs):
        return (outputs[-1] ** 2).sum() + T.sin(outputs).sum()


def elman(layer, **options):
    """The input is multiplied in each step."""

    def step(x, h, W, U, b):
        return T.tanh(T.dot(x, W) + T.dot(h, U) + b)

    outputs, _ = theano.scan(
        step, layer.x, outputs_info=layer.zeros, non_sequences=layer.parameters, strict=True, **options
    )
    return layer.cost(outputs)


def gru(layer, **options):
    def step(a, h, U):
        gates = T.nnet.sigmoid(a[:, : 2 * N] + T.dot(h, U[:, : 2 * N]))
        z, r = gates[:, :N], gates[:, N:]
        return z * h + (1 - z) * T.tanh(a[:, 2 * N :] + T.dot(r * h, U[:, 2 * N :]))

    a = T.dot(layer.x, layer.W) + layer.b
    outputs, _ = theano.scan(step, a, outputs_info=layer.zeros, non_sequences=layer.U, **options)
    return layer.cost(outputs)


def lstm(layer, **options):
    def step(x, h, c, W, U, b):
        gates = T.dot(x, W) + T.dot(h, U) + b
        i, f, o = (T.nnet.sigmoid(gates[:, k * N : (k + 1) * N]) for k in range(3))
        c = f * c + i * T.tanh(gates[:, 3 * N :])
        return o * T.tanh(c), c

    (outputs, _), _ = theano.scan(
        step, layer.x, outputs_info=[layer.zeros] * 2, non_sequences=layer.parameters, **options
    )
    return layer.cost(outputs)


def one_row(layer, **options):
    """A vector is the state, and the gradient of a matrix a column times a row in each step."""

    def step(x, h):
        return T.tanh(T.dot(layer.W, x) + T.dot(h, layer.U) + layer.b)

    outputs, _ = theano.scan(step, layer.x[:, 0], outputs_info=layer.zeros[0], **options)
    return layer.cost(outputs)


def two_back(layer, **options):
    def step(x, before, h):
        return T.tanh(T.dot(x, layer.W) + T.dot(h, layer.U) + T.dot(before, layer.U.T) + layer.b)

    start = T.stack([layer.zeros, layer.zeros + 0.1])
    outputs, _ = theano.scan(step, layer.x, outputs_info={"initial": start, "taps": [-2, -1]}, **options)
    return layer.cost(outputs)


def gates_of_two(layer, **options):
    """A gate that depends on the two last states, and on two neighbours in the input."""

    def step(x, neighbour, before, h):
        z = T.nnet.sigmoid(T.dot(x, layer.W) + T.dot(h, layer.U) + T.dot(before, layer.U.T) + layer.b)
        return z * h + (1 - z) * T.tanh(before + neighbour)

    start = T.stack([layer.zeros, layer.zeros + 0.1])
    sequences = {"input": layer.x, "taps": [0, 1]}
    outputs, _ = theano.scan(step, sequences, outputs_info={"initial": start, "taps": [-2, -1]}, **options)
    return layer.cost(outputs)


def two_sequences(layer, **options):
    def step(x, y, h):
        return T.tanh(T.dot(x * y, layer.W) + T.dot(h, layer.U) + layer.b), T.dot(x, layer.W)

    (outputs, others), _ = theano.scan(step, [layer.x, layer.x[1:]], outputs_info=[layer.zeros, None], **options)
    return layer.cost(outputs) + layer.cost(others)


def until(layer, **options):
    def step(x, h):
        h = T.tanh(T.dot(x, layer.W) + T.dot(h, layer.U) + layer.b)
        return h, theano.scan_module.until(h[0, 0] > 0.3)

    outputs, _ = theano.scan(step, layer.x, outputs_info=layer.zeros, **options)
    return layer.cost(outputs)


def loop_in_loop(layer, **options):
    def step(x, h):
        inner, _ = theano.scan(lambda row: T.tanh(T.dot(row, layer.W) + layer.b), x)
        return T.tanh(inner + T.dot(h, layer.U))

    outputs, _ = theano.scan(step, layer.x, outputs_info=layer.zeros, **options)
    return layer.cost(outputs)


def power(layer, **options):
    """No sequence, and a matrix is the state."""
    outputs, _ = theano.scan(lambda h, U: T.tanh(T.dot(h, U)), None, layer.zeros + 0.2, layer.U, n_steps=4, **options)
    return layer.cost(outputs) + (layer.x.sum() + layer.W.sum() + layer.b.sum())


LAYERS = {
    "elman": (elman, 1), "gru": (gru, 3), "lstm": (lstm, 4), "one row": (one_row, 1), "two back": (two_back, 1),
    "gates of two": (gates_of_two, 1),
    "two sequences": (two_sequences, 1), "until": (until, 1), "loop in loop": (loop_in_loop, 1), "power": (power, 1),
}  # fmt: skip
BY_DEFAULT = {"elman", "two back", "until"}
OPTIONS = [{"go_backwards": True}, {"truncate_gradient": 2}, {"n_steps": 3}]


def gradients(layer, cost, mode):
    return theano.function([layer.x], [cost, *T.grad(cost, [*layer.parameters, layer.x])], mode=mode)


def assert_same(f, g, value):
    for mine, plain in zip(f(value), g(value), strict=True):
        assert mine.dtype == plain.dtype
        assert mine.shape == plain.shape
        rtol, atol = (1e-4, 1e-5) if mine.dtype == "float32" else (1e-10, 1e-6)
        np.testing.assert_allclose(mine, plain, rtol=rtol, atol=atol)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        *(pytest.param(name, {}, marks=[pytest.mark.more] * (name not in BY_DEFAULT)) for name in LAYERS),
        *(pytest.param("elman", options, marks=pytest.mark.more) for options in OPTIONS),
        *(pytest.param("two sequences", options, marks=pytest.mark.slow) for options in OPTIONS),
        *(pytest.param("lstm", options, marks=pytest.mark.slow) for options in OPTIONS),
    ],
    ids=str,
)
def test_the_numbers_are_the_same(name, options):
    build, units = LAYERS[name]
    layer = Layer("float64", units)
    cost = build(layer, **options)
    mode = theano.Mode("py", "fast_run")
    f, g = gradients(layer, cost, mode), gradients(layer, cost, mode.excluding(*OURS))
    assert_same(f, g, layer.value)
    assert_same(f, g, layer.value[:4])


@pytest.mark.parametrize(
    "name",
    [
        *(pytest.param(x, marks=pytest.mark.more) for x in ("elman", "gru")),
        *(pytest.param(x, marks=pytest.mark.slow) for x in LAYERS if x not in ("elman", "gru")),
    ],
)
@pytest.mark.filterwarnings("error:Numba will use object mode")
def test_the_numbers_are_the_same_under_numba(name):
    build, units = LAYERS[name]
    layer = Layer("float32", units)
    cost = build(layer)
    f = gradients(layer, cost, theano.Mode("numba", "fast_run"))
    g = gradients(layer, cost, theano.Mode("py", "fast_run").excluding(*OURS))
    assert_same(f, g, layer.value)
    assert_same(f, g, layer.value[:4])


def test_a_loop_of_no_step():
    layer = Layer()
    layer.cost = lambda outputs: T.sin(outputs).sum()
    f = theano.function([layer.x], T.grad(elman(layer), layer.parameters), mode=theano.Mode("py", "fast_run"))
    for gradient, parameter in zip(f(layer.value[:0]), layer.parameters, strict=True):
        np.testing.assert_array_equal(gradient, np.zeros_like(parameter.get_value()))


@pytest.mark.parametrize("linker", ["py", "cvm"])
def test_sequences_that_are_too_short_are_refused(linker):
    layer, n = Layer(), T.lscalar("n")
    for of in lambda x: T.tanh(T.dot(x, layer.W)), lambda x: T.dot(x, layer.W):
        outputs, _ = theano.scan(of, layer.x, n_steps=n)
        f = theano.function([layer.x, n], [outputs, T.grad(layer.cost(outputs), layer.W)], mode=theano.Mode(linker))
        assert not any(isinstance(node.op, Scan) for node in f.maker.fgraph.apply_nodes)
        assert f(layer.value, STEPS - 1)[0].shape == (STEPS - 1, BATCH, N)
        with pytest.raises(ValueError, match="required number of steps"):
            f(layer.value, STEPS + 1)


def products(f):
    """The number of products in loops."""
    loops = [node.op.fgraph.apply_nodes for node in f.maker.fgraph.toposort() if isinstance(node.op, Scan)]
    return sum(isinstance(node.op, T.Dot) for nodes in loops for node in nodes)


@pytest.mark.parametrize(
    ("name", "with_ours", "without"),
    [
        ("elman", 2, 3),
        pytest.param("gru", 4, 8, marks=pytest.mark.more),
        pytest.param("lstm", 2, 5, marks=pytest.mark.more),
    ],
)
def test_products_leave_the_steps(name, with_ours, without):
    build, units = LAYERS[name]
    layer = Layer("float64", units)
    cost = build(layer)
    ours = theano.Mode("numba", "fast_run").excluding("fusion", "inplace", "BlasOpt")
    for mode, found in (ours, with_ours), (ours.excluding(*OURS), without):
        assert products(theano.function([layer.x], T.grad(cost, layer.parameters), mode=mode)) == found


def exponentials(graph):
    """The number of sigmoids and hyperbolic tangents in a graph, its loops and its fused operations."""
    total = 0
    for op in [getattr(node.op, "scalar_op", node.op) for node in graph.apply_nodes]:
        total += isinstance(op, (theano.scalar.Tanh, ScalarSigmoid))
        if hasattr(op, "fgraph"):
            total += exponentials(op.fgraph)
    return total


@pytest.mark.parametrize(
    "options", [{}, *(pytest.param(options, marks=pytest.mark.more) for options in OPTIONS)], ids=str
)
@pytest.mark.parametrize(
    ("name", "of_cost", "kept", "without"),
    [("gru", 2, 2, 4), pytest.param("lstm", 5, 7, 11, marks=pytest.mark.more)],
)
def test_gradients_do_not_compute_gates_again(name, of_cost, kept, without, options):
    build, units = LAYERS[name]
    layer = Layer("float64", units)
    cost = build(layer, **options)
    mode = theano.Mode("py", "fast_run").excluding("fusion", "inplace", "BlasOpt")
    assert exponentials(theano.function([layer.x], cost, mode=mode).maker.fgraph) == of_cost
    assert exponentials(gradients(layer, cost, mode).maker.fgraph) == kept
    assert exponentials(gradients(layer, cost, mode.excluding("theano_min_scan_steps_kept")).maker.fgraph) == without


def test_a_sum_without_a_product_stays_in_its_loop():
    x = T.dmatrix("x")
    sums, _ = theano.scan(lambda row, total: total + row, x, outputs_info=T.zeros(4))
    f = theano.function([x], sums[-1], mode=theano.Mode("py", "fast_run"))
    [loop] = [node for node in f.maker.fgraph.toposort() if isinstance(node.op, Scan)]
    assert loop.op.fgraph.apply_nodes
    np.testing.assert_array_equal(f(np.ones((3, 4))), [3] * 4)


# ---------------------------------------------------------------- slices that make up the whole


def joined(build):
    y, z = T.dmatrix("y"), T.dmatrix("z")
    f = theano.function([y, z], build(y, z), mode=theano.Mode("py", "fast_run"))
    g = theano.function([y, z], build(y, z), mode=theano.Mode("py", "fast_run").excluding(*OURS))
    return f, g, any(isinstance(node.op, T.Join) for node in f.maker.fgraph.toposort())


def add(whole, *parts):
    for y, *index in parts:
        whole = T.inc_subtensor(whole[tuple(index)], y)
    return whole


def known(y, z):
    return T.specify_shape(y, (2, 2)), T.specify_shape(z, (2, 3))


ALL = slice(None)


@pytest.mark.parametrize(
    ("build", "joins"),
    [
        (lambda y, z: add(T.zeros((2, 5)), (y, ALL, slice(2)), (z, ALL, slice(2, None))), True),
        (lambda y, z: add(T.zeros((2, 5)), (z, ALL, slice(2, None)), (y, ALL, slice(0, 2))), True),
        (lambda y, z: add(T.zeros((2, 6)), (y, ALL, slice(2)), (z, ALL, slice(2, 5))), False),
        (lambda y, z: add(T.zeros((2, 5)), (y, ALL, slice(2)), (z, ALL, slice(1, 4))), False),
        (lambda y, z: add(T.ones((2, 5)), (y, ALL, slice(2)), (z, ALL, slice(2, None))), False),
        (lambda y, z: add(T.zeros((2, 6)), (y, ALL, slice(2)), (z, ALL, slice(3, None))), False),
    ],
)
def test_slices_that_make_up_the_whole_are_joined(build, joins):
    f, g, is_joined = joined(lambda y, z: build(*known(y, z)))
    y, z = np.arange(4.0).reshape(2, 2), np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(f(y, z), g(y, z))
    assert is_joined is joins


def test_slices_of_another_length_are_refused():
    def build(y, z):
        whole = T.zeros((2, y.shape[1] + z.shape[1] + 1))
        y, z = known(y, z)
        return add(whole, (y, ALL, slice(2)), (z, ALL, slice(2, None)))

    f, _, is_joined = joined(build)
    assert is_joined
    with pytest.raises(ValueError, match="shape"):
        f(np.ones((2, 2)), np.ones((2, 3)))


def test_slices_of_unknown_length_stay_since_a_row_is_repeated():
    f, _, is_joined = joined(lambda y, z: add(T.zeros((2, 5)), (y, ALL, slice(2)), (z, ALL, slice(2, None))))
    assert not is_joined
    np.testing.assert_array_equal(f(np.ones((1, 2)), np.ones((1, 3))), np.ones((2, 5)))
