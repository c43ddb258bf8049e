"""Indexing: the classes of its nodes, its operations as they are called, its errors and gradients.

What Theano answered to drawn calls stands in test_drawn_indexing.
"""

import itertools
import pickle

import numpy as np
import pytest
import theano
import theano.tensor as T
from theano.gradient import verify_grad
from theano.tensor import subtensor

PY = theano.Mode("py", "fast_run")
A = np.arange(12.0).reshape(4, 3)
x = T.dmatrix("x")
v = T.lvector("v")
w = T.lvector("w")
i = T.lscalar("i")
m = T.vector("m", dtype="bool")

READS = {
    T.Subtensor: [x[1:], x[i], x[i, 1], x[::-1, 0]],
    T.AdvancedSubtensor1: [x[v], x[[0, 2]], T.advanced_subtensor1(x, v)],
    T.AdvancedSubtensor: [x[v, w], x[v, 1], T.advanced_subtensor(x, v, w)],
}
WRITES = {
    T.IncSubtensor: [T.set_subtensor(x[1:], 0), T.inc_subtensor(x[i], 1)],
    T.AdvancedIncSubtensor1: [T.inc_subtensor(x[v], 1), T.advanced_set_subtensor1(x, x[v], v)],
    T.AdvancedIncSubtensor: [T.set_subtensor(x[v, w], 0), T.advanced_inc_subtensor(x, 1, v, w)],
}


def evaluated(output, values, mode=PY):
    return theano.function(list(values), output, mode=mode)(*values.values())


# --- the classes of the nodes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kinds", [READS, WRITES])
def test_isinstance(kinds):
    for kind, results in kinds.items():
        for result in results:
            assert [k for k in READS | WRITES if isinstance(result.owner.op, k)] == [kind], result.owner


def test_masks_are_recognised():
    assert isinstance(x[m].owner.op, T.AdvancedBooleanSubtensor)
    assert isinstance(T.set_subtensor(x[m], 0).owner.op, T.AdvancedBooleanIncSubtensor)
    assert not isinstance(x[1].owner.op, T.AdvancedBooleanSubtensor)
    assert isinstance(x[v, w].owner.op, T.BaseAdvancedSubtensor)
    assert isinstance(T.inc_subtensor(x[v, w], 1).owner.op, T.BaseAdvancedIncSubtensor)


def test_isinstance_in_compiled_functions():
    f = theano.function([x, v], [x[v], T.inc_subtensor(x[v], 1)], mode=PY)
    ops = [node.op for node in f.maker.fgraph.toposort()]
    assert sum(isinstance(op, T.AdvancedSubtensor1) for op in ops) == 1
    assert sum(isinstance(op, T.AdvancedIncSubtensor1) for op in ops) == 1


@pytest.mark.parametrize("kind", [*READS, *WRITES])
def test_other_things_are_no_instances(kind):
    assert not isinstance(T.exp(x).owner.op, kind)
    assert not isinstance(3, kind)


def test_operations_are_operations():
    for op in (T.advanced_subtensor1, T.advanced_inc_subtensor, T.AdvancedBooleanSubtensor()):
        assert isinstance(op, theano.Op)
        assert pickle.loads(pickle.dumps(op)) == op
    assert T.AdvancedSubtensor1() == T.advanced_subtensor1
    assert T.AdvancedSubtensor1(sparse_grad=True) != T.advanced_subtensor1
    assert T.AdvancedIncSubtensor1(set_instead_of_inc=True) == T.advanced_set_subtensor1
    [result] = T.advanced_subtensor1(x, v, return_list=True)
    assert result.owner.inputs == [x, v]
    assert isinstance(T.advanced_subtensor.make_node(x, v, w), theano.gof.Apply)


# --- the operations as they are called -------------------------------------------------------------------------------


def test_called_with_slices_and_none():
    whole = subtensor.as_index_variable(slice(None, 2))
    values = {x: A, v: np.array([2, 0])}
    np.testing.assert_array_equal(evaluated(T.advanced_subtensor(x, whole, v), values), A[:2, [2, 0]])
    np.testing.assert_array_equal(evaluated(T.advanced_subtensor(x, None, v), values), A[None, [2, 0]])
    wanted = A.copy()
    wanted[[2, 0]] += 1
    np.testing.assert_array_equal(evaluated(T.advanced_inc_subtensor(x, 1, None, v), values), wanted)
    variable = T.make_slice(slice(i, None))
    values = {x: A, v: np.array([2, 0]), i: 1}
    np.testing.assert_array_equal(evaluated(T.advanced_subtensor(x, variable, v), values), A[1:, [2, 0]])


def test_duplicates_are_incremented_twice():
    values = {x: A, v: np.array([1, 1, -3])}
    wanted = A.copy()
    wanted[1] += 3
    for result in (T.inc_subtensor(x[v], 1), T.advanced_inc_subtensor1(x, 1, v), T.inc_subtensor(x[v, :2], 1)):
        np.testing.assert_array_equal(evaluated(result, values)[:, :2], wanted[:, :2])


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: T.advanced_subtensor1(x, T.dvector()), TypeError),
        (lambda: T.advanced_subtensor1(x, T.lmatrix()), TypeError),
        (lambda: T.advanced_subtensor1(T.dscalar(), v), TypeError),
        (lambda: T.advanced_inc_subtensor1(x, T.dtensor3(), v), TypeError),
        (lambda: T.advanced_subtensor(x, m), TypeError),
        (lambda: T.advanced_inc_subtensor(x, 1, [True, False]), TypeError),
        (lambda: T.advanced_subtensor(x, T.dvector()), TypeError),
        (lambda: T.AdvancedIncSubtensor(inplace=True), NotImplementedError),
        (lambda: T.AdvancedIncSubtensor(inplace=1), AssertionError),
        (lambda: T.set_subtensor(x, 1), TypeError),
        (lambda: T.set_subtensor(T.exp(x), 1), TypeError),
        (lambda: T.inc_subtensor(x[0], x), TypeError),
        (lambda: T.inc_subtensor(T.lvector()[1:], 1.5), TypeError),
        (lambda: T.inc_subtensor(x[1:], T.zmatrix()), TypeError),
        (lambda: subtensor.as_index_variable(1.5), TypeError),
        (lambda: subtensor.check_and_reject_bool((0, [1, np.bool_(True)])), TypeError),
        (lambda: subtensor.check_advanced_indexing_dimensions(A, (0, np.ones(4, bool))), IndexError),
        (lambda: x[0, 0, 0], IndexError),
        (lambda: x[[True, False]], TypeError),
        (lambda: T.take(x, [0.5]), TypeError),
        (lambda: T.take(x, [0], axis=2), IndexError),
        (lambda: T.take(x, [0], axis=-3), AssertionError),
        (lambda: T.take(x, [0], mode="clip"), ValueError),
    ],
)
def test_errors(call, error):
    with pytest.raises(error):
        call()


def test_numbers_take_the_dtype_of_x():
    bytes_ = T.vector("bytes", dtype="uint8")
    result = T.inc_subtensor(bytes_[1:], 2)
    assert result.dtype == "uint8"
    np.testing.assert_array_equal(evaluated(result, {bytes_: np.array([1, 2, 255], "uint8")}), [1, 4, 1])


def test_a_column_takes_no_matrix():
    column, matrix = T.col("c"), T.matrix("m")
    f = theano.function([column, matrix], T.set_subtensor(column[:], matrix), mode=theano.Mode("py", "fast_compile"))
    np.testing.assert_array_equal(f(np.zeros((2, 1)), np.ones((2, 1))), np.ones((2, 1)))
    with pytest.raises(ValueError, match="1"):
        f(np.zeros((2, 1)), np.ones((2, 2)))


def test_arguments_reach_the_operation():
    op = T.inc_subtensor(x[1:], x[:-1], inplace=True, tolerate_inplace_aliasing=True).owner.op
    assert op.inplace
    assert not op.set_instead_of_inc
    assert op.destroy_map == {0: [0]}
    assert list(map(list, op.destroyhandler_tolerate_aliased)) == [[0, 1]]
    assert T.set_subtensor(x[1:], 0).owner.op.set_instead_of_inc


# --- helpers ---------------------------------------------------------------------------------------------------------


def test_make_constant():
    start, whole, variable, none = T.make_constant((3, slice(1, None, np.int8(2)), v, None))
    assert (start.data, start.dtype) == (3, "int64")
    assert (whole.start.data, whole.stop, whole.step.data) == (1, None, 2)
    assert (variable, none) == (v, None)


def test_get_idx_list():
    node = x[i, 1:].owner
    number, part = T.get_idx_list(node.inputs, node.op.idx_list)
    assert number is node.inputs[1]
    assert isinstance(part, slice)
    assert T.get_idx_list(node.inputs, node.op.idx_list, get_count=True) == 2
    assert T.get_idx_list([x], (slice(None),)) == (slice(None),)


def test_adv_index_broadcastable_pattern():
    row = T.TensorType("float64", (True, False, False))()
    pattern = [subtensor.as_index_variable(index) for index in (slice(None), None, v)]
    assert T.adv_index_broadcastable_pattern(row, pattern) == (True, True, False, False)


def test_canonical_slices():
    """Whatever the numbers, the canonical slice has the same elements, in the same order or the other one."""
    start, stop, step, length = T.lscalars("start", "stop", "step", "length")
    canonical, direction = T.get_canonical_form_slice(slice(start, stop, step), length)
    outputs = [T.as_tensor_variable(part) for part in (canonical.start, canonical.stop, canonical.step, direction)]
    f = theano.function([start, stop, step, length], outputs, mode=theano.Mode("py", None))
    for numbers in itertools.product((-6, -2, 0, 1, 5), (-7, -1, 2, 6), (-3, -1, 1, 2), (0, 1, 5)):
        wanted = list(range(numbers[3]))[slice(*numbers[:3])]
        begin, end, stride, way = map(int, f(*numbers))
        assert 0 <= begin <= end
        assert list(range(begin, end, stride))[::way] == wanted, numbers


def test_take_by_numba():
    n = T.lmatrix("n")
    outputs = [T.take(x, n, axis=1, mode=mode) for mode in ("clip", "wrap")] + [T.take(x, v), T.take(x, v, axis=-2)]
    f = theano.function([x, n, v], outputs)
    bad, good = np.array([[-1, 5], [2, 3]]), np.array([3, -4])
    clipped, wrapped, flat, rows = f(A, bad, good)
    np.testing.assert_array_equal(clipped, A.take(bad, axis=1, mode="clip"))
    np.testing.assert_array_equal(wrapped, A.take(bad, axis=1, mode="wrap"))
    np.testing.assert_array_equal(flat, A.take(good))
    np.testing.assert_array_equal(rows, A.take(good, axis=0))
    with pytest.raises(IndexError):
        f(A, bad, [4, 0])


# --- gradients -------------------------------------------------------------------------------------------------------

MASK = np.array([True, False, True, True])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "function",
    [
        lambda x, y: x[1:, ::-2],
        lambda x, y: x[[0, 0, -1]],
        lambda x, y: x[[0, 3, 3], [2, 1, 1]],
        lambda x, y: x[MASK],
        lambda x, y: T.take(x, [[0, 2], [2, 2]], axis=1),
        lambda x, y: T.set_subtensor(x[1:3], y[1:3]),
        lambda x, y: T.inc_subtensor(x[:, 1], y[:, 0]),
        lambda x, y: T.set_subtensor(x[[3, 0]], y[:2]),
        lambda x, y: T.inc_subtensor(x[[3, 3]], y[:2]),
        lambda x, y: T.inc_subtensor(x[[3, 3], [1, 1]], y[0, :2]),
        lambda x, y: T.set_subtensor(x[MASK], y[1:]),
        lambda x, y: T.advanced_set_subtensor1(x, y[:2], T.constant([1, 0])),
    ],
)
def test_gradients(function, dtype):
    values = [A.astype(dtype) / 7, A[::-1].astype(dtype) / 5]
    with theano.config.change_flags(linker="py", optimizer="fast_compile"):
        verify_grad(function, values, rng=np.random.RandomState(3), mode=theano.Mode("py", "fast_compile"))


def test_sparse_gradient():
    rows = T.AdvancedSubtensor1(sparse_grad=True)(x, v)
    gradient = theano.grad(T.sqr(rows).sum(), x)
    f = theano.function([x, v], [rows, gradient], mode=theano.Mode("py", "fast_compile"))
    taken, result = f(A, [3, 1, 3])
    np.testing.assert_array_equal(taken, A[[3, 1, 3]])
    assert result.nnz == 9
    np.testing.assert_array_equal(result.toarray(), A * [[0], [2], [0], [4]])
    vector = T.dvector("vector")
    with pytest.raises(TypeError, match="matrix"):
        theano.grad(T.AdvancedSubtensor1(sparse_grad=True)(vector, v).sum(), vector)


# --- shapes that do not fit ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [PY, theano.Mode("numba", "fast_run")], ids=["py", "numba"])
@pytest.mark.parametrize("index", [np.s_[:], np.s_[0:], np.s_[::-1], np.s_[1:]], ids=str)
@pytest.mark.parametrize("write", [T.set_subtensor, T.inc_subtensor])
def test_what_is_written_has_the_shape_of_the_part(write, index, mode):
    a, b = T.dvector("a"), T.dvector("b")
    f = theano.function([a, b], write(a[index], b), mode=mode)
    zeros = np.zeros(3)
    part = zeros[index]
    np.testing.assert_array_equal(f(zeros, np.ones(len(part))), np.where(np.isin(range(3), np.arange(3)[index]), 1, 0))
    for length in (len(part) + 1, len(part) - 1, 0):
        if length != 1:
            with pytest.raises(ValueError, match=r"shape|broadcast"):
                f(zeros, np.ones(length))


def test_all_is_set_to_one_row():
    row = T.drow("row")
    result = evaluated(T.set_subtensor(x[:], row), {x: A, row: A[:1]})
    np.testing.assert_array_equal(result, np.repeat(A[:1], 4, axis=0))


@pytest.mark.parametrize("mode", [theano.Mode("py", "fast_compile"), None], ids=["py", "default"])
def test_sparse_grad(mode):
    rows = theano.sparse_grad(x[v])
    gradient = theano.function([x, v], theano.grad((rows**2).sum(), x), mode=mode)(A, [1, 1, 3])
    assert gradient.format == "csc"
    expected = np.zeros_like(A)
    np.add.at(expected, [1, 1, 3], 2 * A[[1, 1, 3]])
    np.testing.assert_array_equal(gradient.toarray(), expected)
    for other in (x, x[1], x[v, w]):
        with pytest.raises(AssertionError, match="sparse_grad"):
            theano.sparse_grad(other)
