"""Sparse arguments of compiled functions."""

import numpy as np
import pytest
import scipy.sparse

from theano_min._engine.called_back import numba_dispatch


@pytest.mark.parametrize("matrix_class", [scipy.sparse.csr_matrix, scipy.sparse.csc_matrix])
def test_each_kind_of_matrix_is_told_from_the_others(matrix_class):
    numba_dispatch()
    from numba import typeof

    def matrix(dtype="float64", indices="int32", writeable=True):
        made = matrix_class(np.eye(3, dtype=dtype))
        made.indices, made.indptr = made.indices.astype(indices), made.indptr.astype(indices)
        made.data.flags.writeable = writeable
        return made

    kinds = [{}, {"dtype": "float32"}, {"indices": "int64"}, {"writeable": False}]
    types = [typeof(matrix(**kind)) for kind in kinds]
    assert len(set(types)) == len(kinds)
    assert types == [typeof(matrix(**kind)) for kind in kinds]
    for kind, one in zip(kinds, types, strict=True):
        given = matrix(**kind)
        assert (one.data, one.indices) == (typeof(given.data), typeof(given.indices))
