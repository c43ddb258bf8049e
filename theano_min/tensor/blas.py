"""``theano.tensor.blas``: products of matrices and vectors by BLAS, and the rewrites that bring them in."""

import logging as _logging

import numpy as _np
from pytensor.graph.basic import Apply as _Apply
from pytensor.graph.utils import InconsistencyError as InconsistencyError
from pytensor.tensor.blas import (
    BatchedDot as BatchedDot,
    Dot22 as Dot22,
    Dot22Scalar as Dot22Scalar,
    Gemm as Gemm,
    GemmRelated as GemmRelated,
    Gemv as Gemv,
    _dot22 as _dot22,
    _dot22scalar as _dot22scalar,
    gemm as gemm,
    gemm_inplace as gemm_inplace,
    gemm_no_inplace as gemm_no_inplace,
    gemv as gemv,
    gemv_inplace as gemv_inplace,
    gemv_no_inplace as gemv_no_inplace,
    ldflags as ldflags,
    must_initialize_y_gemv as _must_initialize_y_gemv,
)
from pytensor.tensor.rewriting.blas import (
    GemmOptimizer as GemmOptimizer,
    blas_opt_inplace as blas_opt_inplace,
    blas_optdb as blas_optdb,
    local_dot22_to_dot22scalar as local_dot22_to_dot22scalar,
    local_dot_to_dot22 as local_dot_to_dot22,
    local_gemm_to_gemv as local_gemm_to_gemv,
    local_inplace_gemm as local_inplace_gemm,
    local_inplace_gemv as local_inplace_gemv,
)

from theano_min import _removed
from theano_min.gof.op import Op as _Op
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable
from theano_min.tensor._products import batched_dot as _batched_dot

__getattr__ = _removed.getattr_for(__name__)

_logger = _logging.getLogger("theano.tensor.blas")

have_fblas = True

# ---------------------------------------------------------------- renamed

check_init_y = _must_initialize_y_gemv

# ---------------------------------------------------------------- differs


def batched_dot(*inputs):
    """Return the products ``dot(x[i], y[i])`` of two batches of vectors or matrices, along the first dimension of both.

    The dtype is the common one. Errors: TypeError for another number of inputs or dimensions.
    Source: theano.tensor.blas.batched_dot.
    """
    # vectors too
    if len(inputs) != 2:
        raise TypeError(f"BatchedDot: two arguments required, but {len(inputs)} given.")
    inputs = [_as_tensor_variable(each) for each in inputs]
    if any(each.ndim not in (2, 3) for each in inputs):
        raise TypeError("BatchedDot: inputs must have 2 or 3 dimensions", [each.type for each in inputs])
    return _batched_dot(*inputs)


# ---------------------------------------------------------------- restored: gone from PyTensor 3.3


class Ger(_Op):
    """Adds an outer product to a matrix: ``ger(A, alpha, x, y)`` is ``A + alpha * outer(x, y)``.

    ``destructive`` says whether it may overwrite A. Source: theano.tensor.blas.Ger.
    """

    __props__ = ("destructive",)

    def __init__(self, destructive):
        self.destructive = destructive
        if destructive:
            self.destroy_map = {0: [0]}

    def __str__(self):
        return f"Ger{{{'destructive' if self.destructive else 'non-destructive'}}}"

    def make_node(self, A, alpha, x, y):
        inputs = A, alpha, x, y = [_as_tensor_variable(each) for each in (A, alpha, x, y)]
        if not A.dtype == alpha.dtype == x.dtype == y.dtype:
            raise TypeError("ger requires matching dtypes", [each.dtype for each in (A, alpha, x, y)])
        if [each.ndim for each in inputs] != [2, 0, 1, 1]:
            raise TypeError("ger requires a matrix, a scalar and two vectors", [each.type for each in inputs])
        if x.dtype not in ("float32", "float64", "complex64", "complex128"):
            raise TypeError("only float and complex types supported", x.dtype)
        return _Apply(self, inputs, [A.type()])

    def perform(self, node, inputs, output_storage):
        A, alpha, x, y = inputs
        A = A if self.destructive else A.copy()
        A += alpha * _np.outer(x, y)
        output_storage[0][0] = A

    def grad(self, inputs, output_grads):
        _, alpha, x, y = inputs
        (gradient,) = output_grads
        along_x, along_y = gradient.dot(y), x.dot(gradient)
        return [gradient, x.dot(along_x), alpha * along_x, alpha * along_y]

    def infer_shape(self, node, shapes):
        return [shapes[0]]


ger = Ger(destructive=False)
ger_destructive = Ger(destructive=True)
