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


def test_an_entry_that_is_stored_twice_is_added_twice():
    twice = scipy.sparse.csr_matrix((np.ones(2), [1, 1], [0, 2, 2]), shape=(2, 2))
    x, table = theano.sparse.csr_matrix(), theano.shared(np.zeros((2, 2)))
    theano.function([x], [], updates=[(table, table + x)])(twice)
    assert table.get_value().tolist() == [[0, 2], [0, 0]]
