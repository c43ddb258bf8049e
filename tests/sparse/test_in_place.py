"""Sums of sparse and dense matrices: in the dense one's memory where nobody needs it, and nowhere else."""

import numpy as np
import pytest
import scipy.sparse
import theano
import theano.sparse
import theano.tensor as tt

A = scipy.sparse.csr_matrix(np.array([[1.0, 0, 2], [0, 0, 0], [0, 3, 0]]))
MODES = [None, pytest.param(theano.Mode("numba"), marks=pytest.mark.slow), theano.Mode("py", "fast_run")]


@pytest.mark.parametrize("mode", MODES)
def test_a_step_touches_the_rows_that_it_uses(mode):
    table, rows = theano.shared(np.ones((100, 3))), tt.ivector()
    gradient = theano.grad((theano.sparse_grad(table[rows]) ** 2).sum(), table)
    step = theano.function([rows], [], updates=[(table, table - 0.5 * gradient)], mode=mode)
    memory = table.get_value(borrow=True).__array_interface__["data"]
    step([3, 3, 5])
    step([5])
    expected = np.ones((100, 3))
    expected[3], expected[5] = -1, 0
    np.testing.assert_array_equal(table.get_value(), expected)
    assert table.get_value(borrow=True).__array_interface__["data"] == memory


STEPS = {
    "minus": lambda table, g: table - 0.5 * g,
    "plus": lambda table, g: table + g,
    "plus the negative": lambda table, g: table + (-g) * 2,
    "minus twice": lambda table, g: table - (g + g),
    "a variable rate": lambda table, g: table - theano.shared(0.25) * g,
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", STEPS)
def test_a_step_makes_no_sparse_matrix(name, mode):
    tables = [theano.shared(np.arange(12.0).reshape(4, 3)) for _ in range(2)]
    rows, weights = tt.ivector(), tt.dmatrix()
    updates = []
    for table, looked_up in zip(tables, [theano.sparse_grad, lambda part: part], strict=True):
        cost = ((looked_up(table[rows]) * weights) ** 2).sum() + (looked_up(table[rows[:1]]) ** 3).sum()
        updates.append((table, STEPS[name](table, theano.grad(cost, table))))
    step = theano.function([rows, weights], [], updates=updates, mode=mode)
    for given in [1, 1, 3], [2, -1, 2]:
        step(given, np.ones((3, 3)) / 8)
        np.testing.assert_allclose(tables[0].get_value(), tables[1].get_value(), rtol=1e-13)
    kinds = {type(node.op).__name__ for node in step.maker.fgraph.apply_nodes}
    assert kinds.isdisjoint({"ConstructSparseFromList", "CSM", "AddSD", "AddInPlace"})
    with pytest.raises(IndexError):
        step([4, 0, 0], np.ones((3, 3)))


@pytest.mark.parametrize("mode", MODES)
def test_what_others_need_is_left(mode):
    x, y = theano.sparse.csr_matrix(), tt.dmatrix()
    kept = theano.shared(np.ones((3, 3)))
    z = tt.exp(y)
    f = theano.function([x, y], [x + y, x + kept, x + z, z * 2], mode=mode)
    value = np.arange(9.0).reshape(3, 3)
    for _ in range(2):
        one, two, three, four = f(A, value)
        np.testing.assert_array_equal(value, np.arange(9.0).reshape(3, 3))
        np.testing.assert_array_equal(kept.get_value(), np.ones((3, 3)))
        np.testing.assert_allclose(one, A.toarray() + value)
        np.testing.assert_allclose(two, A.toarray() + 1)
        np.testing.assert_allclose(three, A.toarray() + np.exp(value))
        np.testing.assert_allclose(four, np.exp(value) * 2)


@pytest.mark.parametrize("order", ["C", "F"])
def test_an_entry_that_is_stored_twice_is_added_twice(order):
    twice = scipy.sparse.csr_matrix((np.ones(2), [1, 1], [0, 2, 2]), shape=(2, 2))
    x, table = theano.sparse.csr_matrix(), theano.shared(np.zeros((2, 2), order=order))
    theano.function([x], [], updates=[(table, table + x)])(twice)
    assert table.get_value().tolist() == [[0, 2], [0, 0]]
