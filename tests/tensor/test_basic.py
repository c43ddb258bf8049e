"""Fifteen hundred drawn calls of theano.tensor: what Theano 1.0.5 answered, theano-min answers; gradients; classes.

Recorded by `tests/oracle/record_tensor_basic.py`.
"""

import itertools

import numpy as np
import pytest
import theano
import theano.tensor as T

from tests.contract.compare import ENGINE
from tests.known_differences import DRAWN_BASIC, DRAWN_BASIC_3_0, DRAWN_BASIC_3_3
from tests.tensor.calls import evaluate
from tests.tensor.drawn import alike, cases, compare, recorded

KNOWN = DRAWN_BASIC, DRAWN_BASIC_3_0 if ENGINE == "3.0" else DRAWN_BASIC_3_3
TOLERANCES = {"float16": 1e-2, "float32": 2e-5, "complex64": 2e-5, None: 1e-7}
PYTHON = theano.Mode("py", "fast_compile")


@pytest.mark.rewrite_fails  # PyTensor's of negative numbers in float16 and complex64, and of complex products
@pytest.mark.parametrize("call", cases(recorded("tensor_basic"), *KNOWN))
def test_drawn_calls(call):
    mine, theirs = evaluate(theano, call), call["result"]
    compare(mine.get("outputs", mine), theirs.get("outputs", theirs), lambda *both: alike(*both, TOLERANCES))


# --- gradients -------------------------------------------------------------------------------------------------------

GRADIENTS = {
    "mean(op=True)": (lambda x: T.mean(x, 1, op=True), [(3, 4)]),
    "var(ddof=1)": (lambda x: T.var(x, [0, 1], ddof=1), [(3, 4)]),
    "var(corrected)": (lambda x: T.var(x, 1, ddof=1, keepdims=True, corrected=True), [(3, 4)]),
    "std": (lambda x: T.std(x, 0), [(3, 4)]),
    "join on a symbolic axis": (
        lambda x, y: T.join(T.constant(3)[()] % 2 + T.zeros((), "int64"), x, y),
        [(3, 4), (3, 2)],
    ),
    "stack(x, y)": (lambda x, y: T.stack([x, y], axis=-1), [(2, 3), (2, 3)]),
    "split": (lambda x: T.split(x, [1, 3], 2, 1)[1] ** 2, [(2, 4)]),
    "tile": (lambda x: T.tile(x, (2, 1, 2)) ** 2, [(2, 3)]),
    "roll": (lambda x: T.roll(x, 2, axis=1) ** 2, [(2, 3)]),
    "flatten": (lambda x: T.flatten(x, 2) ** 2, [(2, 3, 2)]),
    "diag": (lambda x: T.diag(x) ** 2, [(3, 3)]),
    "addbroadcast": (lambda x: T.addbroadcast(x, 0) * np.ones((3, 2)), [(1, 2)]),
    "unbroadcast": (lambda x: T.unbroadcast(x, 0) ** 2, [(1, 2)]),
    "batched_dot 3-3": (T.batched_dot, [(2, 3, 4), (2, 4, 2)]),
    "batched_dot 2-3": (T.batched_dot, [(2, 4), (2, 4, 3)]),
    "batched_dot 1-2": (T.batched_dot, [(2,), (2, 4)]),
    "batched_dot 4-3": (T.batched_dot, [(2, 3, 2, 4), (2, 4, 2)]),
    "batched_tensordot": (lambda x, y: T.batched_tensordot(x, y, [[1, 2], [2, 1]]), [(2, 3, 4), (2, 4, 3)]),
    "tensordot": (lambda x, y: T.tensordot(x, y, [[2, 1], [0, 1]]), [(2, 3, 4), (4, 3)]),
    "chi2sf": (lambda x: T.chi2sf(x, 3.0), [(2, 3)]),
    "xlogx": (T.xlogx.xlogx, [(2, 3)]),
    "xlogy0": (T.xlogx.xlogy0, [(2, 3), (2, 3)]),
    "permute_row_elements": (lambda x: T.permute_row_elements(x, np.array([[2, 0, 1], [0, 2, 1]])) ** 2, [(2, 3)]),
}


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients(name, dtype):
    function, shapes = GRADIENTS[name]
    rng = np.random.RandomState(3)
    points = [rng.uniform(0.5, 2, shape).astype(dtype) for shape in shapes]
    T.verify_grad(function, points, rng=rng, mode=PYTHON)


def test_consider_constant():
    x = T.dvector("x")
    gradient = T.grad((T.consider_constant(x) * x).sum(), x)
    assert gradient.eval({x: np.array([3.0, 4.0])}, mode=PYTHON).tolist() == [3.0, 4.0]


# --- which dimensions broadcast --------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [PYTHON, None])
def test_a_promised_length_is_checked_by_every_linker(mode):
    x = T.matrix("x")
    f = theano.function([x], T.addbroadcast(x, 0).sum(0), mode=mode)
    np.testing.assert_allclose(f(np.array([[1, 2]], x.dtype)), [1, 2])
    with pytest.raises(ValueError, match="Dimension 0 in Rebroadcast's input was supposed to be 1"):
        f(np.ones((2, 2), x.dtype))


def test_a_loop_starts_from_a_length_of_1_that_may_grow():
    x = T.vector("x")
    start = T.unbroadcast(T.alloc(np.array(0, x.dtype), 1), 0)
    steps, updates = theano.scan(lambda seen, x: seen + x, outputs_info=[start], non_sequences=[x], n_steps=3)
    assert theano.function([x], steps[-1], updates=updates)(np.array([2], x.dtype)).tolist() == [6]


def test_rebroadcasts_leave_nothing_behind():
    x = T.matrix("x")
    assert T.unbroadcast(T.addbroadcast(x, 0), 0) is x
    assert T.unbroadcast(x, 0, 1) is x
    assert T.patternbroadcast(T.row(), (True, False)).owner is None
    assert isinstance(T.addbroadcast(x, 0).owner.op, T.Rebroadcast)
    assert T.Rebroadcast((0, True), (1, False)) == T.Rebroadcast((1, False), (0, True))


def test_shapes_see_through_a_rebroadcast():
    x = T.matrix("x")
    f = theano.function([x], T.addbroadcast(x, 0).shape, mode=PYTHON)
    assert f(np.ones((1, 3), x.dtype)).tolist() == [1, 3]


# --- along a symbolic axis -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [PYTHON, None])
def test_join_on_a_symbolic_axis(mode):
    axis, x, y = T.iscalar("axis"), T.dtensor3("x"), T.dtensor3("y")
    f = theano.function([axis, x, y], T.join(axis, x, y), mode=mode)
    rng = np.random.RandomState(1)
    for along in (0, 1, 2, -1, -3):
        shape = [2, 3, 4]
        shape[along] += 1
        a, b = rng.rand(2, 3, 4), rng.rand(*shape)
        np.testing.assert_array_equal(f(along, a, b), np.concatenate([a, b], along))
    assert f(1, np.ones((2, 0, 4)), np.ones((2, 0, 4))).shape == (2, 0, 4)
    with pytest.raises(ValueError, match="same along all axes but the one joined"):
        f(0, np.ones((2, 3, 4)), np.ones((2, 4, 3)))
    with pytest.raises(IndexError, match="out of bounds"):
        f(3, np.ones((2, 3, 4)), np.ones((2, 3, 4)))


@pytest.mark.parametrize("mode", [PYTHON, None])
def test_split_along_a_symbolic_axis(mode):
    axis, x, lengths = T.iscalar("axis"), T.dtensor3("x"), T.lvector("lengths")
    f = theano.function([axis, x, lengths], T.split(x, lengths, 2, axis), mode=mode)
    a = np.random.RandomState(1).rand(2, 3, 4)
    for along in (0, 1, 2, -1, -3):
        first, second = f(along, a, [1, a.shape[along] - 1])
        for piece, expected in zip((first, second), np.split(a, [1], along), strict=True):
            np.testing.assert_array_equal(piece, expected)
    with pytest.raises(ValueError, match="expected 2"):
        f(0, a, [1, 2])
    with pytest.raises(IndexError, match="out of bounds"):
        f(3, a, [1, 1])
    with pytest.raises(TypeError, match="axis is an integer"):
        T.split(x, lengths, 2, T.dscalar())


def test_the_operation_dot():
    values = {T.dvector(): np.arange(3.0), T.dmatrix(): np.arange(9.0).reshape(3, 3)}
    for x, y in itertools.product(values, repeat=2):
        product = theano.function([*values], T.Dot()(x, y), mode=PYTHON, on_unused_input="ignore")
        np.testing.assert_array_equal(product(*values.values()), values[x].dot(values[y]))
    assert isinstance(T.dot(x, x).owner.op, T.Dot)
    assert not isinstance((x * x).owner.op, T.Dot)
    for wrong in (T.dscalar(), T.dtensor3()):
        with pytest.raises(TypeError, match="Dot multiplies"):
            T.Dot()(x, wrong)


def test_dimshuffle_is_one_with_pytensors():
    x = T.dmatrix("x")
    padded, shuffled = T.shape_padleft(x), x.dimshuffle("x", 0, 1)
    assert str(padded) == "InplaceDimShuffle{x,0,1}.0"
    assert padded.owner.op == shuffled.owner.op == padded.owner.op
    assert hash(padded.owner.op) == hash(shuffled.owner.op)
    assert padded.owner.op != T.shape_padright(x).owner.op
    f = theano.function([x], [padded + 1, shuffled + 1, T.shape_padaxis(x, -1)], mode=theano.Mode("cvm", "fast_run"))
    assert sum(isinstance(node.op, T.DimShuffle) for node in f.maker.fgraph.toposort()) == 2
    assert [value.shape for value in f(np.ones((2, 3)))] == [(1, 2, 3), (1, 2, 3), (2, 3, 1)]
    with pytest.raises(IndexError, match="out of bounds"):
        T.shape_padaxis(x, 4)


@pytest.mark.parametrize("name", ["max", "min", "argmax", "argmin", "max_and_argmax", "ptp"])
def test_an_axis_may_be_a_constant_or_named_twice(name):
    x = T.tensor3("x")
    reduce = getattr(T, name)
    results = []
    for axis in ([0, 2], T.constant([2, 0]), (0, -1, 2), np.array([0, 2])):
        result = reduce(x, axis)
        results += result if isinstance(result, list) else [result]
    values = theano.function([x], results, mode=PYTHON)(np.random.RandomState(1).rand(2, 3, 4))
    step = len(results) // 4
    for value, first in zip(values, values[:step] * 4, strict=True):
        assert value.shape == (3,)
        np.testing.assert_array_equal(value, first)
    with pytest.raises(TypeError, match="needs a constant axis"):
        reduce(x, T.iscalar())


# --- classes of operations -------------------------------------------------------------------------------------------

VECTOR, MATRIX = T.fvector("v"), T.fmatrix("m")
NODES = {
    "Alloc": lambda: T.alloc(1, 2, T.iscalar()),
    "ARange": lambda: T.arange(T.iscalar()),
    "Argmax": lambda: T.argmax(MATRIX, 0),
    "CAReduce": lambda: T.sum(MATRIX),
    "Choose": lambda: T.choose(T.ivector(), MATRIX),
    "DimShuffle": lambda: MATRIX.dimshuffle(1, "x", 0),
    "Dot": lambda: T.dot(MATRIX, MATRIX),
    "Elemwise": lambda: T.exp(MATRIX),
    "ExtractDiag": lambda: T.diagonal(MATRIX),
    "Eye": lambda: T.eye(T.iscalar()),
    "Join": lambda: T.join(0, VECTOR, VECTOR),
    "MaxAndArgmax": lambda: T.max(MATRIX, 1),
    "Nonzero": lambda: T.nonzero(MATRIX)[0],
    "PermuteRowElements": lambda: T.permute_row_elements(MATRIX, T.imatrix()),
    "Rebroadcast": lambda: T.addbroadcast(MATRIX, 0),
    "Reshape": lambda: T.reshape(MATRIX, (2, -1)),
    "ScalarFromTensor": lambda: T.scalar_from_tensor(T.fscalar()),
    "Split": lambda: T.split(VECTOR, T.ivector(), 2)[0],
    "Sum": lambda: T.sum(MATRIX, 0),
    "TensorFromScalar": lambda: T.tensor_from_scalar(theano.scalar.float32()),
}


@pytest.mark.parametrize("name", NODES)
def test_nodes_are_recognised(name):
    op, cls = NODES[name]().owner.op, getattr(T, name)
    assert isinstance(op, cls)
    others = {"Alloc", "Join", "Reshape", "Dot"} - {name}
    assert [other for other in others if isinstance(op, getattr(T, other))] == []


CONSTRUCTED = {
    "AllocDiag": (lambda: T.AllocDiag(1)(VECTOR), lambda x: np.diag(x, 1), (2,)),
    "DimShuffle": (lambda: T.DimShuffle((False, False), (1, "x", 0))(MATRIX), lambda x: x.T[:, None], (2, 3)),
    "ExtractDiag": (lambda: T.ExtractDiag(offset=1)(MATRIX), lambda x: np.diagonal(x, 1), (2, 3)),
    "Join": (lambda: T.Join()(1, MATRIX, MATRIX), lambda x: np.hstack([x, x]), (2, 3)),
    "Join of one": (lambda: T.join_(0, MATRIX), lambda x: x, (2, 3)),
    "MaxAndArgmax": (lambda: T.MaxAndArgmax((0,))(MATRIX)[0], lambda x: x.max(0), (2, 3)),
    "Reshape": (lambda: T.Reshape(2)(MATRIX, (3, 2)), lambda x: x.reshape(3, 2), (2, 3)),
    "Split": (lambda: T.Split(2)(MATRIX, 1, (1, 2))[1], lambda x: x[:, 1:], (2, 3)),
}


@pytest.mark.parametrize("name", CONSTRUCTED)
def test_classes_are_constructed_as_in_theano(name):
    build, expected, shape = CONSTRUCTED[name]
    value = np.arange(np.prod(shape), dtype="float32").reshape(shape)
    got = theano.function([VECTOR if len(shape) == 1 else MATRIX], build(), mode=PYTHON)(value)
    np.testing.assert_array_equal(got, expected(value))


def test_dimshuffle_drops_only_what_broadcasts():
    with pytest.raises(ValueError, match="Cannot drop dimension 1"):
        T.DimShuffle((True, False), ("x",))


# --- variables -------------------------------------------------------------------------------------------------------


def test_constructors_of_variables():
    x, y = T.fmatrices("ab")
    assert (x.name, y.name, x.dtype, x.ndim) == ("a", "b", "float32", 2)
    assert [v.type for v in T.lvectors(2)] == [T.lvector] * 2
    assert T.dscalars("alpha", "beta")[1].name == "beta"
    assert T.row("r", "int8").broadcastable == (True, False)
    assert T.tensor("float32", (False, True), name="t").broadcastable == (False, True)
    assert T.tensor7().ndim == 7
    assert T.vector().dtype == theano.config.floatX
    with theano.config.change_flags(floatX="float32"):
        assert {T.scalar().dtype, T.matrices(1)[0].dtype, T.tensor3().dtype} == {"float32"}


class Spam:
    def _as_TensorVariable(self):
        return T.constant(3)


def test_as_tensor_variable():
    assert T.as_tensor_variable(Spam()).data == 3
    for wrong in (True, "a", object()):
        with pytest.raises(T.AsTensorError):
            T.as_tensor_variable(wrong)
    assert issubclass(T.AsTensorError, TypeError)


def test_stack_warns_of_its_old_form():
    with pytest.warns(DeprecationWarning, match="interface is deprecated"):
        T.stack(VECTOR, VECTOR)


def test_integer_division_follows_the_flag():
    x, y = T.iscalar(), T.iscalar()
    assert T.div_proxy(x, y).dtype == "int32"
    with theano.config.change_flags(int_division="floatX", floatX="float32"):
        assert T.div_proxy(x, y).dtype == "float32"
    with theano.config.change_flags(int_division="int"):
        assert T.div_proxy(x, y).dtype == "int32"
    with theano.config.change_flags(int_division="raise"), pytest.raises(theano.scalar.IntegerDivisionError):
        T.div_proxy(x, y)


def test_default_takes_the_place_of_none():
    x = T.fvector("x")
    default = T.default(x, T.constant(np.array([1, 2], "float32")))
    node, storage = default.owner, [[None]]
    node.op.perform(node, [None, node.inputs[1].data], storage)
    assert storage[0][0].tolist() == [1, 2]
    node.op.perform(node, [np.array([5], "float32"), node.inputs[1].data], storage)
    assert storage[0][0].tolist() == [5]


def test_values_are_compared():
    assert T.check_equal_numpy(np.ones(2), np.ones(2) + 1e-12)
    assert not T.check_equal_numpy(np.ones(2), np.ones(2, "float32"))
    assert T.check_equal_numpy(np.random.RandomState(1), np.random.RandomState(1))
    assert not T.check_equal_numpy(np.random.RandomState(1), np.random.RandomState(2))
    assert T.check_equal_numpy("a", "a")


def test_numbers_out_of_arrays():
    assert T.numpy_scalar(np.array([[3.5]])) == 3.5
    with pytest.raises(T.EmptyConstantError):
        T.numpy_scalar(np.array([]))
    with pytest.raises(T.NotScalarConstantError):
        T.numpy_scalar(np.array([1, 2]))


def test_lengths_are_checked():
    lengths, pattern = T.alloc_validate_shape((1, T.iscalar(), 2))
    assert (len(lengths), pattern) == (3, [True, False, False])
    with pytest.raises(TypeError, match="must be integers"):
        T.alloc_validate_shape((2.5,))
    with pytest.raises(TypeError, match="must be a scalar"):
        T.alloc_validate_shape((T.ivector(),))


@pytest.mark.rewrite_fails  # a file that is not there is looked for when constants are folded
def test_arrays_from_files(tmp_path):
    path = tmp_path / "array.npy"
    np.save(path, np.arange(6, dtype="int32").reshape(2, 3))
    f = theano.function([], T.load(str(path), "int32", (False, False)) * 2, mode=PYTHON)
    assert f().tolist() == [[0, 2, 4], [6, 8, 10]]
    wrong = theano.function([], T.load(str(path), "float64", (False, False)), mode=PYTHON)
    with pytest.raises(TypeError, match="Expected dtype float64, got int32"):
        wrong()
    with pytest.raises(ValueError, match="mmap_mode"):
        T.load(str(path), "int32", (False, False), mmap_mode="r+")
