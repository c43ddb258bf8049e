"""The first tier: a graph written out as one Python function computes what its operations compute one by one."""

import re

import numpy as np
import pytest

import theano_min as theano
import theano_min.scalar as scal
import theano_min.tensor as T
from tests.compile.test_tiered import Drawn
from theano_min._engine.written import Written, WrittenLinker
from theano_min.printing import numpy_source


def both(inputs, outputs, monkeypatch, **options):
    """The function written out, and the one that calls its operations one by one."""
    written = theano.function(inputs, outputs, **options)
    with monkeypatch.context() as patch:
        patch.delattr(WrittenLinker, "make_all")
        called = theano.function(inputs, outputs, **options)
    assert not isinstance(called.vm.interpreter, Written)
    return written, called


def same(ours, others):
    for mine, other in zip(ours, others, strict=True):
        assert (mine.dtype, mine.shape) == (other.dtype, other.shape)
        np.testing.assert_allclose(mine, other, rtol=1e-6 if mine.dtype.char in "fF" else 1e-13, equal_nan=True)


@pytest.mark.parametrize("seed", [pytest.param(s, marks=[pytest.mark.slow] * (s >= 12)) for s in range(300)])
def test_drawn_functions(seed, monkeypatch):
    drawn = Drawn(seed)
    options = {"updates": drawn.updates, "on_unused_input": "ignore"}
    written, called = both(drawn.arguments, drawn.outputs, monkeypatch, **options)
    results = []
    for f in (written, called):
        drawn.start()
        drawn.streams.seed(seed)
        results.append([x for call in range(3) for x in f(*drawn.values(call))] + [drawn.state.get_value()])
    same(*results)


def test_a_softmax_and_its_logarithm_are_computed_once(monkeypatch):
    m = T.dmatrix("m")
    outputs = [T.nnet.softmax(m), T.log(T.nnet.softmax(m)), T.exp(m - m.max(axis=1, keepdims=True)) * 2]
    written, called = both([m], outputs, monkeypatch)
    assert len(re.findall(r"\bexp\(", numpy_source(theano.function([m], outputs[:2])))) == 1
    rows = np.random.RandomState(1).randn(8, 4) * 300
    rows[0, 1], rows[1, 2], rows[2, 3], rows[3], rows[4] = np.inf, -np.inf, np.nan, -np.inf, np.inf
    same(written(rows), called(rows))
    np.testing.assert_array_equal(np.isnan(written(rows)[1]).any(axis=1), [1, 0, 1, 1, 1, 0, 0, 0])


INTEGERS = np.array([-3, -1, 0, 1, 2, 5])
FLOATS = np.array([-40.0, -1.5, -0.4, 0.0, 0.5, 2.5, 20.0, 35.0, np.inf, -np.inf, np.nan])


def elementwise():
    """Theano's operations on numbers, by name."""
    for name, op in sorted(vars(scal).items()):
        if isinstance(op, scal.ScalarOp) and op.nin in (1, 2, 3) and op.nout == 1:
            yield name, op


@pytest.mark.parametrize("dtype", ["float64", "float32", "int8", "int64", "uint16", "complex128"])
@pytest.mark.parametrize(("name", "op"), list(elementwise()))
def test_no_operation_goes_number_by_number(name, op, dtype, monkeypatch):
    if dtype == "complex128" and name in ("deg2rad", "rad2deg"):
        pytest.skip("not of this dtype")
    values = INTEGERS if dtype.startswith(("int", "uint")) else FLOATS
    values = values.astype(dtype) if not dtype.startswith("u") else np.arange(6).astype(dtype)
    inputs = [T.TensorType(dtype, (False,))(letter) for letter in "xyz"[: op.nin]]
    try:
        output = T.Elemwise(op)(*inputs)
    except (TypeError, NotImplementedError):
        pytest.skip("not of this dtype")
    given = [np.roll(values, i) for i in range(op.nin)]
    if getattr(op, "name", "") in ("int_div", "floor_div", "mod"):
        given[1] = np.abs(given[1]) + 1  # 0 raises
    try:
        written, called = both(inputs, [output], monkeypatch, on_unused_input="ignore")
        expected = called(*given)
    except (NotImplementedError, TypeError, ValueError, ArithmeticError):
        pytest.skip("not of this dtype")
    same(written(*given), expected)
    assert not re.search(r"\b(Elemwise|Activation)_\d", numpy_source(written))


def test_lines_tell_their_node():
    x, W = T.matrix("x"), theano.shared(np.ones((2, 3)), "W")
    text = numpy_source(theano.function([x], T.tanh(T.dot(x, W)) + 1))
    for part in ("matmul(", "# dot(x, W)", "tanh(", "del v"):
        assert part in text


def test_loops_are_written_too():
    x = T.vector("x")
    total, _ = theano.scan(lambda v, s: T.tanh(s + v), sequences=x, outputs_info=T.zeros(()))
    f = theano.function([x], total)
    assert numpy_source(f).count("def run(") == 2
    assert "while i < n:" in numpy_source(f)
    np.testing.assert_allclose(f([1.0, 2.0]), [np.tanh(1), np.tanh(np.tanh(1) + 2)])


def test_what_has_no_source():
    x = T.vector("x")
    for f in (theano.function([x], x, mode=theano.Mode("py", None)), 3):
        with pytest.raises(TypeError, match="function"):
            numpy_source(f)


def test_lengths_are_compared_once():
    x, y = T.vector("x"), T.vector("y")
    f = theano.function([x, y], [x + y, x * y, (x - y).sum(), T.exp(x) / y])
    assert numpy_source(f).count("!=") == 1
    for lengths in ((2, 1), (1, 2), (2, 3)):
        with pytest.raises(ValueError, match=r"mis-match|broadcast"):
            f(*map(np.ones, lengths))


def test_a_failing_line_is_its_nodes(monkeypatch):
    x, i = T.matrix("x"), T.lscalar("i")
    f = theano.function([x, i], T.exp(x)[i] * 2)
    with pytest.raises(IndexError, match=r"(?s)index 7.*Apply node that caused the error: .*Inputs shapes: .*\(2, 2\)"):
        f(np.ones((2, 2)), 7)
    np.testing.assert_allclose(f(np.zeros((2, 2)), 1), [2, 2])


@pytest.mark.calls_once
def test_arrays_are_let_go_of():
    """What a call computes is freed in the middle of it, as its memory is wanted for what follows."""
    import tracemalloc

    x = T.vector("x")
    y = x
    for _ in range(20):
        y = T.sort(y + 1)
    f = theano.function([x], y)
    value = np.zeros(1_000_000)
    f(value)
    f.vm.seconds_left = float("inf")  # on a slow machine it would be compiled now
    tracemalloc.start()
    f(value)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * value.nbytes


def test_warnings_of_a_programs_own_operation():
    """NumPy warns as the program has it in operations of its own, and not in ours."""

    class Logarithm(theano.Op):
        __props__ = ()

        def make_node(self, x):
            return theano.Apply(self, [x], [x.type()])

        def perform(self, node, inputs, output_storage):
            output_storage[0][0] = np.log(inputs[0])

    x = T.vector("x")
    quiet, loud = theano.function([x], T.log(x)), theano.function([x], Logarithm()(x))
    with np.errstate(all="raise"):
        assert quiet([0.0]) == -np.inf
        with pytest.raises(FloatingPointError):
            loud([0.0])


def test_what_a_graph_inside_copies_is_a_copy():
    x, state = T.vector("x"), theano.shared(np.zeros(2))
    same = theano.OpFromGraph([x], [x, x * 2])
    f = theano.function([x], [same(x)[0], *same(state)], updates=[(state, T.inc_subtensor(same(state)[0][0], 1))])
    value = np.ones(2)
    for call in range(3):
        first, second, twice = f(value)
        np.testing.assert_array_equal(first, [1, 1])
        np.testing.assert_array_equal(second, [call, 0])
        np.testing.assert_array_equal(twice, [2 * call, 0])
        first[:] = second[:] = 7
        np.testing.assert_array_equal(value, [1, 1])
        np.testing.assert_array_equal(state.get_value(), [call + 1, 0])


def test_arrays_that_are_dead_are_written_over(monkeypatch):
    x, y, v = T.matrix("x"), T.matrix("y"), T.vector("v")
    a, b = T.exp(x), T.sin(y)
    chain = T.sqrt(a * b + v)
    assert numpy_source(theano.function([x, y, v], chain)).count("out=") == 3
    kept = {
        "read later": T.cos(a) * b + a.sum(0),
        "by a view": T.cos(a) + a.T,
        "given out": [a, a * 2],
        "itself": T.cos(a * a) * T.cos(a * a),
        "of one row": T.exp(v) + a + v.dimshuffle("x", 0),
        "another dtype": T.exp(T.cast(x, "float32")) * a,
        "reshaped": T.cos(a) + a.reshape((a.shape[1], a.shape[0])),
        "part": T.inc_subtensor(T.cos(a)[0], b[1]) * a[::-1],
        "in a loop": theano.scan(lambda r, s: T.exp(r) * T.cos(s) + s, sequences=x, outputs_info=v)[0] * a,
        "in a graph": theano.OpFromGraph([x, y], [T.exp(x) * y + y])(a, b) * a,
        "lengths of one": T.exp(x[:1]) * T.exp(T.addbroadcast(y[:1], 0)) + T.exp(T.addbroadcast(x[:1], 0)),
        "products": T.dot(a, b) * b + T.dot(b, a),
    }
    rng = np.random.default_rng(0)
    values = rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.uniform(1, 2, 3)
    for name, outputs in kept.items():
        outputs = outputs if isinstance(outputs, list) else [outputs]
        written, called = both([x, y, v], outputs, monkeypatch, on_unused_input="ignore")
        before = [value.copy() for value in values]
        for _ in range(2):
            same(written(*values), called(*values))
        same(values, before)
        assert isinstance(written.vm.interpreter, Written), name
