"""``theano.sparse.sandbox.truedot``: where ``theano.sparse.true_dot`` was at first."""

from theano_min.sparse.basic import (
    TrueDot as TrueDot,
    as_sparse_variable as as_sparse_variable,
    dense_from_sparse as dense_from_sparse,
    transpose as transpose,
    true_dot as true_dot,
)
from theano_min.sparse.type import SparseType as SparseType
