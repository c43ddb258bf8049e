"""``theano.tensor.slinalg``: the linear algebra of ``scipy.linalg``."""

import logging as _logging

import numpy as _np
from pytensor.raise_op import CheckAndRaise as _CheckAndRaise
from pytensor.tensor.basic import cast as _cast
from pytensor.tensor.linalg import (
    Cholesky as _Cholesky,
    Eigvalsh as Eigvalsh,
    Expm as _Expm,
    Solve as _Solve,
    SolveTriangular as _SolveTriangular,
)
from pytensor.tensor.math import isinf as _isinf, isnan as _isnan
from pytensor.tensor.shape import shape_padright as _shape_padright
from pytensor.tensor.type import discrete_dtypes as _discrete_dtypes
from pytensor.tensor.type_other import NoneTypeT as _NoneTypeT

from theano_min import _removed
from theano_min._composed import MadeByPyTensor as _MadeByPyTensor
from theano_min._taught import is_a_programs as _is_a_programs
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable
from theano_min.tensor.nlinalg import _floats, _Kin, _matrix_of

__getattr__ = _removed.getattr_for(__name__)

logger = _logging.getLogger(__name__)

imported_scipy = True

MATRIX_STRUCTURES = (
    *("general", "symmetric", "lower_triangular", "upper_triangular"),
    *("hermitian", "banded", "diagonal", "toeplitz"),
)


def _or_raise(result, message):
    """``result``, but an evaluation to NaN, PyTensor's sign of failure, raises LinAlgError."""
    return _CheckAndRaise(_np.linalg.LinAlgError, message)(result, ~_isnan(result).any())


def _of_finite(result, *inputs):
    """``result``, but an evaluation whose ``inputs`` hold infinities or NaN raises ValueError."""
    # beside the result and not before it, where it would hide the inputs from PyTensor's rewrites
    known = [~(_isnan(x) | _isinf(x)).any() for x in inputs if x.dtype not in _discrete_dtypes]
    return _CheckAndRaise(ValueError, "array must not contain infs or NaNs")(result, *known) if known else result


# ---------------------------------------------------------------- Cholesky decomposition


class Cholesky(_Cholesky, metaclass=_Kin):
    """Computes Cholesky factors: ``Cholesky(lower=False, on_error='nan')(x)``.

    ``lower`` says which factor. For a matrix that is not positive definite the evaluation raises LinAlgError if
    ``on_error`` is 'raise', or gives NaN if it is 'nan'. Errors: ValueError for another ``on_error``, and on evaluation
    for infinities or NaN.
    Source: theano.tensor.slinalg.Cholesky.
    """

    __props__: tuple[str, ...] = ("lower", "overwrite_a", "on_error")  # type: ignore[assignment]

    def __init__(self, lower=True, on_error="raise", *, overwrite_a=False):
        # all by position; an error unless asked for NaN
        if on_error not in ("raise", "nan"):
            raise ValueError(f'on_error must be one of "raise" or "nan": got {on_error!r}.')
        super().__init__(lower=lower, overwrite_a=overwrite_a)
        self.on_error = on_error

    def __call__(self, x):
        """Return the triangular factor of x, a positive definite matrix, of its shape and dtype.

        Errors: AssertionError if x is no matrix.
        """
        x = _matrix_of(x)
        factor = _of_finite(super().__call__(x), x)
        if self.on_error == "raise":
            factor = _or_raise(factor, "The matrix is not positive definite.")
        return _cast(factor, x.dtype)


cholesky = Cholesky()


class CholeskyGrad:
    """Builds the gradient of a Cholesky factor: ``CholeskyGrad(lower)(x, l, dz)``, of x's shape.

    It is no operation of its own but an expression. Source: theano.tensor.slinalg.CholeskyGrad.
    """

    def __init__(self, lower=True):
        self.op = _Cholesky(lower=lower)

    def __call__(self, x, l, dz):  # noqa: E741
        x, factor, dz = (_matrix_of(each) for each in (x, l, dz))
        return self.op.pullback([x], [factor], [dz])[0]


# ---------------------------------------------------------------- systems of linear equations


class Solve(_MadeByPyTensor):
    """Solves systems of linear equations: ``Solve('lower_triangular')(A, b)``.

    Of the structures only 'lower_triangular' and 'upper_triangular' make a difference: the other triangle is not read.
    Errors: ValueError for an unknown structure. Source: theano.tensor.slinalg.Solve.
    """

    def __init__(self, A_structure="general", lower=False, overwrite_A=False, overwrite_b=False):
        if A_structure not in MATRIX_STRUCTURES:
            raise ValueError("Invalid matrix structure argument", A_structure)
        self.A_structure = A_structure
        self.lower = lower
        self.overwrite_A = overwrite_A
        self.overwrite_b = overwrite_b

    # PyTensor has an operation for triangular matrices and one for the others
    @staticmethod
    def stands_for(op):
        return isinstance(op, _Solve | _SolveTriangular)

    __props__ = ("A_structure", "lower", "overwrite_A", "overwrite_b")

    def __call__(self, A, b, **kwargs):
        """Return the x for which ``dot(A, x)`` is b: A is a square matrix, b a vector or a matrix and x of its shape.

        Integers give float64. Errors: AssertionError for other numbers of dimensions; LinAlgError when it is computed
        and A is singular, ValueError for infinities or NaN and if the lengths do not fit.
        """
        if kwargs or _is_a_programs(type(self)):
            return super().__call__(A, b, **kwargs)
        return self.compose(A, b)[0]

    def compose(self, A, b):
        # an error where the matrix is singular, not NaN; NumPy's common dtype
        A, b = _matrix_of(A), _as_tensor_variable(b)
        assert b.ndim in (1, 2), f"`b` is a vector or a matrix: got {b.type}"
        dtype = _np.promote_types(A.dtype, b.dtype).name
        A, b = _floats(_cast(A, dtype)), _floats(_cast(b, dtype))
        triangle = {"lower_triangular": True, "upper_triangular": False}.get(self.A_structure)
        if triangle is None:
            solution = _Solve(b_ndim=b.ndim)(A, b)
        else:
            solution = _SolveTriangular(lower=triangle, b_ndim=b.ndim)(A, b)
        return [_or_raise(_of_finite(solution, A, b), "The matrix is singular.")]

    def theirs(self, A, b):
        return self.compose(A, b)[0].owner

    def __repr__(self):
        return f"Solve{{{self._props()}}}"


solve = Solve()
solve_lower_triangular = Solve(A_structure="lower_triangular", lower=True)
solve_upper_triangular = Solve(A_structure="upper_triangular", lower=False)
solve_symmetric = Solve(A_structure="symmetric")

# ---------------------------------------------------------------- eigenvalues


def eigvalsh(a, b, lower=True):
    """Return the eigenvalues of ``a`` relative to ``b``, ascending: the w for which ``dot(a, v)`` is ``w * dot(b, v)``.

    ``a`` is a symmetric or Hermitian matrix and ``b`` a positive definite one, or ``NoneConst`` for the identity. Only
    their lower triangles count, or the upper ones. Integers give float64. Errors: AssertionError if they are no
    matrices; LinAlgError when it is computed and ``b`` is not positive definite.
    Source: theano.tensor.slinalg.eigvalsh.
    """
    # integers count as floats; an error where b is not positive definite, not NaN
    if isinstance(getattr(b, "type", None), _NoneTypeT):
        return Eigvalsh(lower)(_floats(_matrix_of(a)))
    values = Eigvalsh(lower)(_floats(_matrix_of(a)), _floats(_matrix_of(b)))
    return _or_raise(values, "`b` is not positive definite.")


class EigvalshGrad:
    """Builds the gradients of ``eigvalsh`` for both matrices: ``EigvalshGrad(lower)(a, b, gw)``.

    They are no operations of their own but expressions. Source: theano.tensor.slinalg.EigvalshGrad.
    """

    def __init__(self, lower=True):
        self.op = Eigvalsh(lower)

    def __call__(self, a, b, gw):
        a, b, gw = _matrix_of(a), _matrix_of(b), _as_tensor_variable(gw)
        return self.op.pullback([a, b], self.op.make_node(a, b).outputs, [gw])


# ---------------------------------------------------------------- products and exponentials


def kron(a, b):
    """Return the Kronecker product of two arrays as ``scipy.linalg.kron`` has it: a.ndim + b.ndim - 2 dimensions.

    For matrices: the blocks ``a[i, j] * b``. In general the products' dimensions 0 and 2 become one, and 1 and 3;
    of three dimensions all become one. Errors: TypeError for fewer than three. Source: theano.tensor.slinalg.kron.
    """
    # scipy's dimensions, not numpy's
    a, b = _as_tensor_variable(a), _as_tensor_variable(b)
    if a.ndim + b.ndim <= 2:
        raise TypeError(f"kron: inputs dimensions must sum to 3 or more. You passed {a.ndim} and {b.ndim}.")
    products = _shape_padright(a, b.ndim) * b
    if products.ndim == 3:
        return products.dimshuffle(1, 0, 2).flatten()
    lengths = [*a.shape, *b.shape]
    blocks = products.dimshuffle(0, 2, 1, *range(3, products.ndim))
    return blocks.reshape((lengths[0] * lengths[2], lengths[1] * lengths[3], *lengths[4:]))


class Expm(_Expm, metaclass=_Kin):
    """Computes matrix exponentials: ``expm``. Source: theano.tensor.slinalg.Expm."""

    def __call__(self, A):
        """Return the exponential of a square matrix, of its shape. Integers give float64.

        Errors: AssertionError if A is no matrix.
        """
        # integers count as floats
        return super().__call__(_floats(_matrix_of(A)))


expm = Expm()


class ExpmGrad:
    """Builds the gradient of ``expm``: ``ExpmGrad()(A, gw)``, of A's shape.

    It is no operation of its own but an expression. Source: theano.tensor.slinalg.ExpmGrad.
    """

    def __call__(self, A, gw):
        A = _matrix_of(A)
        return _Expm().pullback([A], _Expm().make_node(A).outputs, [_as_tensor_variable(gw)])[0]
