"""``theano.tensor.nlinalg``: the linear algebra of ``numpy.linalg``."""

import logging as _logging

import numpy as _np
from pytensor.graph.basic import Apply as _Apply
from pytensor.graph.utils import MetaType as _MetaType
from pytensor.tensor.basic import AllocDiag as _AllocDiag, cast as _cast
from pytensor.tensor.linalg import (
    QR as _QR,
    SVD as SVD,
    Det as _Det,
    Eig as _Eig,
    Eigh as _Eigh,
    MatrixInverse as _MatrixInverse,
    MatrixPinv as _MatrixPinv,
    TensorInv as _TensorInv,
    TensorSolve as _TensorSolve,
)
from pytensor.tensor.math import dot as _dot, max as _max, min as _min, minimum as _minimum, real as _real, sum as _sum
from pytensor.tensor.type import (
    complex_dtypes as _complex_dtypes,
    discrete_dtypes as _discrete_dtypes,
    dvector as _dvector,
    lscalar as _lscalar,
    matrix as _matrix,
    tensor as _tensor,
    vector as _vector,
)

from theano_min import _removed
from theano_min._classes import StandIn as _StandIn
from theano_min.gof.op import Op as _Op
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable
from theano_min.tensor._shapes import ExtractDiag as ExtractDiag

__getattr__ = _removed.getattr_for(__name__)

logger = _logging.getLogger(__name__)


def _matrix_of(x):
    """``x`` as a symbolic matrix, or AssertionError."""
    x = _as_tensor_variable(x)
    assert x.ndim == 2, f"a matrix is needed: got {x.type}"
    return x


def _floats(x):
    """``x`` as a symbolic array, of float64 if it holds integers."""
    x = _as_tensor_variable(x)
    return _cast(x, "float64") if x.dtype in _discrete_dtypes else x


# ---------------------------------------------------------------- inverses and determinants


class _Kin(_MetaType):
    """The metaclass of a class of which also the objects of its base, PyTensor's class, are instances."""

    def __instancecheck__(cls, instance):
        is_kin = not any(isinstance(base, _Kin) for base in cls.__bases__)
        return super().__instancecheck__(instance) or (is_kin and isinstance(instance, cls.__base__))


class MatrixPinv(_MatrixPinv, metaclass=_Kin):
    """Computes pseudo-inverses: ``pinv``. Source: theano.tensor.nlinalg.MatrixPinv."""

    def __init__(self, *, hermitian=False):
        # never of a matrix known to be Hermitian
        super().__init__(hermitian=hermitian)

    def __call__(self, x):
        """Return the Moore-Penrose pseudo-inverse of a matrix of m rows and n columns: n rows, m columns, x's dtype.

        Errors: AssertionError if x is no matrix.
        """
        # integers give integers, cut off
        x = _matrix_of(x)
        return _cast(super().__call__(x), x.dtype)


pinv = MatrixPinv()


class MatrixInverse(_MatrixInverse, metaclass=_Kin):
    """Computes inverses: ``matrix_inverse``. Source: theano.tensor.nlinalg.MatrixInverse."""

    def __call__(self, x):
        """Return the inverse of a square matrix, of its shape and dtype.

        Errors: AssertionError if x is no matrix; LinAlgError when it is computed and turns out singular or not square.
        """
        # integers give integers, cut off
        x = _matrix_of(x)
        return _cast(super().__call__(x), x.dtype)


matrix_inverse = MatrixInverse()


class Det(_Det, metaclass=_Kin):
    """Computes determinants: ``det``. Source: theano.tensor.nlinalg.Det."""

    def __call__(self, x):
        """Return the determinant of a square matrix, a scalar of its dtype.

        Errors: AssertionError if x is no matrix; LinAlgError when it is computed and is not square.
        """
        # integers give integers, cut off
        x = _matrix_of(x)
        return _cast(super().__call__(x), x.dtype)


det = Det()


class TensorInv(_TensorInv):
    """Computes inverses for ``tensordot``: ``tensorinv``. Source: theano.tensor.nlinalg.TensorInv."""

    def make_node(self, a):
        # the dimensions change places
        a = _floats(a)
        return _Apply(self, [a], [_tensor(dtype=a.dtype, shape=a.type.shape[self.ind :] + a.type.shape[: self.ind])])


def tensorinv(a, ind=2):
    """Return the inverse of ``a`` for ``tensordot(a, b, ind)``: of shape ``a.shape[ind:] + a.shape[:ind]``.

    The product of the first ``ind`` lengths must be that of the others. Integers give float64. Errors: LinAlgError when
    it is computed and is singular or not square in that sense. Source: theano.tensor.nlinalg.tensorinv.
    """
    return TensorInv(ind)(a)


class TensorSolve(_TensorSolve):
    """Solves systems written with ``tensordot``: ``tensorsolve``. Source: theano.tensor.nlinalg.TensorSolve."""

    def make_node(self, a, b):
        # not always a matrix
        a, b = _floats(a), _floats(b)
        dtype = _np.promote_types(a.dtype, b.dtype).name
        return _Apply(self, [a, b], [_tensor(dtype=dtype, shape=(None,) * (a.ndim - b.ndim))])


def tensorsolve(a, b, axes=None):
    """Return the x for which ``tensordot(a, x, x.ndim)`` is b; its shape is the rest of a's, ``a.shape[b.ndim:]``.

    ``axes`` are dimensions of a to move to its end before. Integers give float64. Errors: LinAlgError when it is
    computed and ``a`` is singular or its lengths do not fit. Source: theano.tensor.nlinalg.tensorsolve.
    """
    return TensorSolve(axes)(a, b)


class lstsq(_Op):
    """Solves ``x . solution = y`` by least squares: ``lstsq()(x, y, rcond)``.

    The results are the solution, with y's dimensions, the residuals' sums of squares, the rank of ``x`` (a scalar of
    int64) and its singular values; those smaller than ``rcond`` times the largest count as zero.
    Source: theano.tensor.nlinalg.lstsq.
    """

    __props__ = ()

    def make_node(self, x, y, rcond):
        # the solution for a vector is a vector
        x, y, rcond = _floats(x), _floats(y), _as_tensor_variable(rcond)
        dtype = _np.promote_types(x.dtype, y.dtype).name
        return _Apply(
            self, [x, y, rcond], [_tensor(dtype=dtype, shape=(None,) * y.ndim), _dvector(), _lscalar(), _dvector()]
        )

    def perform(self, node, inputs, output_storage):
        x, y, rcond = inputs
        if rcond.ndim:
            raise _np.linalg.LinAlgError(f"`rcond` is a scalar: got an array of {rcond.ndim} dimensions.")
        values = _np.linalg.lstsq(x, y, rcond.item())
        for variable, value, cell in zip(node.outputs, values, output_storage, strict=True):
            cell[0] = _np.asarray(value, dtype=variable.dtype)


# ---------------------------------------------------------------- products and norms


def matrix_dot(*args):
    """Return the product of matrices in the order given. Source: theano.tensor.nlinalg.matrix_dot."""
    product = args[0]
    for factor in args[1:]:
        product = _dot(product, factor)
    return product


def matrix_power(M, n):
    """Return the product of n factors M, a square matrix, or the number 1 where the integer n is not positive.

    Errors: TypeError if n is no integer. Source: theano.tensor.nlinalg.matrix_power.
    """
    # no inverses, and 1 for the identity
    result = 1
    for _ in range(n):
        result = _dot(result, M)
    return result


def norm(x, ord):
    """Return the norm of a vector or matrix, a scalar.

    ``ord`` is for a vector None (2), 'inf', '-inf', 0 (how many elements are not zero) or a number p, the p-th root of
    the sum of ``abs(x**p)``; for a matrix None or 'fro' (the root of the sum of squares), 'inf' and '-inf' (the largest
    and the smallest sum of magnitudes of a row), 1 and -1 (of a column). Errors: ValueError for another ``ord`` or a
    scalar, NotImplementedError for more than two dimensions. Source: theano.tensor.nlinalg.norm.
    """
    # infinity is a word; no norms from singular values; magnitudes are taken after the power
    x = _as_tensor_variable(x)
    if x.ndim == 0:
        raise ValueError("'axis' entry is out of bounds: `x` is a scalar and has no norm.")
    if x.ndim > 2:
        raise NotImplementedError("We don't support norm with ndim > 2: `x` takes a vector or a matrix.")
    if x.ndim == 1:
        return _vector_norm(x, ord)
    if ord is None or ord == "fro":
        return _sum(abs(x**2)) ** 0.5
    if ord not in ("inf", "-inf", 1, -1):
        raise ValueError(f"`ord` of a matrix norm is None, 'fro', 'inf', '-inf', 1 or -1: got {ord!r}.")
    sums = _sum(abs(x), axis=1 if ord in ("inf", "-inf") else 0)
    return _max(sums) if ord in ("inf", 1) else _min(sums)


def _vector_norm(x, ord):
    if ord is None:
        return _sum(x**2) ** 0.5
    if ord == "inf":
        return _max(abs(x))
    if ord == "-inf":
        return _min(abs(x))
    if ord == 0:
        return x[x.nonzero()].shape[0]
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order for vectors: `ord` is None, 'inf', '-inf' or a number, got {ord!r}.")
    return _sum(abs(x**ord)) ** (1.0 / ord)


# ---------------------------------------------------------------- diagonals


class AllocDiag(_AllocDiag, metaclass=_StandIn):
    """Makes a matrix with a vector as its diagonal: ``alloc_diag``. Source: theano.tensor.nlinalg.AllocDiag."""

    def __init__(self):
        # the main diagonal of a matrix alone
        _AllocDiag.__init__(self, axis1=0, axis2=1, offset=0)


def alloc_diag(_x):
    """Return the square matrix that has a vector as its diagonal, of its dtype.

    Errors: TypeError if it is no vector. Source: theano.tensor.nlinalg.alloc_diag.
    """
    # vectors alone
    x = _as_tensor_variable(_x)
    if x.ndim != 1:
        raise TypeError("AllocDiag only works on vectors", _x)
    return AllocDiag()(x)


extract_diag = ExtractDiag()


def diag(x):
    """Return the diagonal of a matrix, or the matrix that has a vector as its diagonal.

    Errors: TypeError for other numbers of dimensions. Source: theano.tensor.nlinalg.diag.
    """
    x = _as_tensor_variable(x)
    if x.ndim not in (1, 2):
        raise TypeError("diag requires vector or matrix argument", x)
    return alloc_diag(x) if x.ndim == 1 else extract_diag(x)


def trace(X):
    """Return the sum of a matrix's diagonal: a scalar of its dtype, of int64 for shorter integers.

    Source: theano.tensor.nlinalg.trace.
    """
    return _sum(extract_diag(X))


# ---------------------------------------------------------------- decompositions


class Eig(_Eig, metaclass=_Kin):
    """Computes eigenvalues and right eigenvectors: ``eig``. Source: theano.tensor.nlinalg.Eig."""

    def __call__(self, x):
        """Return the eigenvalues of a square matrix and, as columns, its right eigenvectors, both of its dtype.

        Of complex results for a real matrix these are the real parts, and for integers their whole parts: cast the
        matrix to a complex dtype to have all. Errors: AssertionError if x is no matrix.
        """
        # the results have x's dtype
        x = _matrix_of(x)
        results = super().__call__(x)
        return [_cast(each if x.dtype in _complex_dtypes else _real(each), x.dtype) for each in results]


eig = Eig()


class Eigh(_Eigh):
    """Computes eigenvalues and eigenvectors of Hermitian matrices: ``eigh``. Source: theano.tensor.nlinalg.Eigh."""

    def __init__(self, UPLO="L", *, overwrite_a=False):
        # the triangle has a letter; numpy's algorithm
        assert UPLO in ("L", "U"), f"`UPLO` is 'L' or 'U': got {UPLO!r}"
        self.UPLO = UPLO
        super().__init__(lower=UPLO == "L", overwrite_a=overwrite_a, driver="evd")

    def make_node(self, x):
        # complex vectors of a complex matrix
        node = super().make_node(x)
        if node.inputs[0].dtype in _complex_dtypes:
            _, vectors = node.outputs
            vectors.type = vectors.type.clone(dtype=node.inputs[0].dtype)
        return node

    def inplace_on_inputs(self, allowed_inplace_inputs):
        return Eigh(self.UPLO, overwrite_a=True) if allowed_inplace_inputs else self


def eigh(a, UPLO="L"):
    """Return the eigenvalues of a symmetric or Hermitian matrix, ascending, and as columns its eigenvectors.

    Only the lower triangle counts, or with ``UPLO='U'`` the upper one. The values are real; integers give float64.
    Errors: AssertionError for another ``UPLO`` or if ``a`` is no matrix. Source: theano.tensor.nlinalg.eigh.
    """
    return Eigh(UPLO)(_floats(a))


class EighGrad:
    """Builds the gradient of ``eigh``: ``EighGrad(UPLO)(x, w, v, gw, gv)``, of x's shape.

    It is no operation of its own but an expression. Source: theano.tensor.nlinalg.EighGrad.
    """

    def __init__(self, UPLO="L"):
        self.op = Eigh(UPLO)

    def __call__(self, x, w, v, gw, gv):
        x, w, v, gw, gv = map(_as_tensor_variable, (x, w, v, gw, gv))
        return self.op.pullback([x], [w, v], [gw, gv])[0]


_QR_MODES = {"reduced": "economic", "full": "economic", "f": "economic", "complete": "full"}


class QRFull(_QR, metaclass=_StandIn):
    """Computes both factors: ``qr`` with mode 'reduced' or 'complete'. Source: theano.tensor.nlinalg.QRFull."""

    def __init__(self, mode):
        # numpy's names of the modes, except 'raw', whose shapes PyTensor declares wrongly
        if mode not in _QR_MODES:
            raise ValueError(f"QRFull has the modes 'reduced' and 'complete', not {mode!r}: qr(a, mode={mode!r}).")
        _QR.__init__(self, mode=_QR_MODES[mode])


class QRIncomplete(_QR, metaclass=_StandIn):
    """Computes the triangular factor, as many rows as the matrix. Source: theano.tensor.nlinalg.QRIncomplete."""

    def __init__(self, mode):
        # numpy's names of the modes
        if mode != "r":
            raise ValueError(f"QRIncomplete has the mode 'r' alone, not {mode!r}: qr(a, mode={mode!r}).")
        _QR.__init__(self, mode="r")


class _RawQR(_Op):
    """Computes the Householder reflections of a QR decomposition, transposed, and their factors."""

    __props__ = ()

    def make_node(self, x):
        return _Apply(self, [x], [_matrix(dtype=x.dtype), _vector(dtype=x.dtype)])

    def perform(self, node, inputs, output_storage):
        for cell, value in zip(output_storage, _np.linalg.qr(inputs[0], mode="raw"), strict=True):
            cell[0] = value

    def infer_shape(self, node, shapes):
        ((rows, columns),) = shapes
        return [(columns, rows), (_minimum(rows, columns),)]


def qr(a, mode="reduced"):
    """Return the factors of a matrix, M rows and N columns: one with orthonormal columns and an upper triangular one.

    With K the smaller of M and N, ``mode`` says which: 'reduced' (M, K) and (K, N), 'complete' (M, M) and (M, N), 'r'
    the triangular (K, N) alone, 'raw' the Householder reflections (N, M) and their factors (K,). Integers give float64.
    Errors: ValueError for another mode, AssertionError if ``a`` is no matrix. Source: theano.tensor.nlinalg.qr.
    """
    # numpy's modes, those deprecated long ago included
    a = _floats(_matrix_of(a))
    if mode in ("economic", "e"):
        return _RawQR()(a)[0].T
    if mode == "raw":
        return _RawQR()(a)
    if mode == "r":
        return QRIncomplete("r")(a)[: a.shape[1]]
    if mode not in _QR_MODES:
        raise ValueError(f"Unrecognized mode {mode!r}: it is 'reduced', 'complete', 'r' or 'raw'.")
    return QRFull(mode)(a)


def svd(a, full_matrices=1, compute_uv=1):
    """Return the singular value decomposition of a matrix: U, the singular values, descending, and V transposed.

    For M rows, N columns and K the smaller of them: (M, M), (K,) and (N, N), or (M, K), (K,) and (K, N) if not
    ``full_matrices``; the values alone if not ``compute_uv``. Integers give float64. Errors: AssertionError if ``a`` is
    no matrix. Source: theano.tensor.nlinalg.svd.
    """
    return SVD(full_matrices, compute_uv)(_floats(_matrix_of(a)))
