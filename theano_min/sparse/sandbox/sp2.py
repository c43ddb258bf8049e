"""``theano.sparse.sandbox.sp2``: sparse matrices of random numbers, drawn from NumPy's global generator."""

import numpy as np
import scipy.sparse as _scipy_sparse
from pytensor.gradient import disconnected_type as _disconnected_type, grad_undefined as _grad_undefined
from pytensor.graph.basic import Apply as _Apply

from theano_min import _removed
from theano_min.gof.op import Op as _Op
from theano_min.sparse.basic import Remove0, as_sparse_variable, remove0, sampling_dot as sampling_dot
from theano_min.sparse.type import SparseType
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable
from theano_min.tensor.basic import discrete_dtypes, float_dtypes

__getattr__ = _removed.getattr_for(__name__)

EliminateZeros = Remove0
eliminate_zeros = remove0


class _Draws(_Op):
    """What draws other numbers in each call."""

    __props__: tuple = ()

    def do_constant_folding(self, *args, **kwargs):
        return False

    def grad(self, inputs, output_grads):
        return [_grad_undefined(self, i, x, f"{self} draws random numbers") for i, x in enumerate(inputs)]


class Poisson(_Draws):
    """Draw from Poisson distributions, whose means are the stored numbers of a matrix in format 'csr' or 'csc'.

    It draws other numbers in each call. Source: theano.sparse.sandbox.sp2.Poisson.
    """

    def make_node(self, x):
        x = as_sparse_variable(x)
        return _Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        [x] = inputs
        assert x.format in ("csr", "csc")
        drawn = x.copy()
        drawn.data = np.asarray(np.random.poisson(x.data), x.dtype)
        drawn.eliminate_zeros()
        output_storage[0][0] = drawn

    def infer_shape(self, node, shapes):
        return shapes


class Binomial(_Draws):
    """Draw a matrix of a shape from the binomial distribution of ``n`` trials that succeed with probability ``p``.

    It draws other numbers in each call. Source: theano.sparse.sandbox.sp2.Binomial.
    """

    __props__ = ("format", "dtype")

    def __init__(self, format, dtype):
        self.format = format
        self.dtype = dtype

    def make_node(self, n, p, shape):
        n, p, shape = map(_as_tensor_variable, (n, p, shape))
        assert n.dtype in discrete_dtypes
        assert p.dtype in float_dtypes
        assert shape.dtype in discrete_dtypes
        return _Apply(self, [n, p, shape], [SparseType(self.format, self.dtype)()])

    def perform(self, node, inputs, output_storage):
        n, p, shape = inputs
        drawn = np.random.binomial(n, p, size=tuple(shape))
        output_storage[0][0] = getattr(_scipy_sparse, f"{self.format}_matrix")(drawn, dtype=self.dtype)

    def connection_pattern(self, node):
        return [[True], [True], [False]]

    def grad(self, inputs, output_grads):
        return [*super().grad(inputs[:2], output_grads), _disconnected_type()]

    def infer_shape(self, node, shapes):
        shape = node.inputs[2]
        return [(shape[0], shape[1])]


class Multinomial(_Draws):
    """Draw rows from multinomial distributions: ``n`` trials, a number or one for each row, of ``p``'s probabilities.

    ``p`` is a matrix in format 'csr', each row of which sums to one. It draws other numbers in each call.
    Errors: NotImplementedError for another format, ValueError for as many n as p has no rows.
    Source: theano.sparse.sandbox.sp2.Multinomial.
    """

    def make_node(self, n, p):
        n, p = _as_tensor_variable(n), as_sparse_variable(p)
        assert p.format in ("csr", "csc")
        return _Apply(self, [n, p], [p.type()])

    def perform(self, node, inputs, output_storage):
        n, p = inputs
        if p.format != "csr":
            raise NotImplementedError("multinomial: p has format 'csr'")
        if n.ndim == 1 and len(n) != p.shape[0]:
            raise ValueError(f"multinomial: {len(n)} numbers of trials for {p.shape[0]} rows")
        drawn = p.copy()
        for i, trials in enumerate(np.broadcast_to(n, p.shape[:1])):
            row = slice(p.indptr[i], p.indptr[i + 1])
            drawn.data[row] = np.random.multinomial(trials, p.data[row])
        output_storage[0][0] = drawn

    def infer_shape(self, node, shapes):
        return [shapes[1]]


poisson = Poisson()
csr_fbinomial, csc_fbinomial = Binomial("csr", "float32"), Binomial("csc", "float32")
csr_dbinomial, csc_dbinomial = Binomial("csr", "float64"), Binomial("csc", "float64")
multinomial = Multinomial()
