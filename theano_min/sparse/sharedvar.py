"""``theano.sparse.sharedvar``: shared variables that hold a sparse matrix."""

import copy as _copy

import scipy.sparse as _scipy_sparse
from pytensor.sparse.sharedvar import SparseTensorSharedVariable as _SparseTensorSharedVariable

from theano_min import _removed
from theano_min.compile.sharedvalue import (
    SharedVariable as SharedVariable,
    shared_constructor as shared_constructor,
)
from theano_min.sparse.basic import _as_spmatrix
from theano_min.sparse.type import SparseType as _SparseType

__getattr__ = _removed.getattr_for(__name__)


class SparseTensorSharedVariable(SharedVariable, _SparseTensorSharedVariable):  # type: ignore[misc]
    """A shared variable that holds a sparse matrix. Source: theano.sparse.sharedvar.SparseTensorSharedVariable."""

    # what differs in SharedVariable
    stands_for = _SparseTensorSharedVariable


@shared_constructor
def sparse_constructor(value, name=None, strict=False, allow_downcast=None, borrow=False, format=None):
    """Return a shared variable that holds ``value``, a SciPy matrix, by default in the format that it has.

    ``borrow`` keeps the matrix itself, which otherwise is copied. Errors: TypeError for what is no sparse matrix.
    Source: theano.sparse.shared.
    """
    if not _scipy_sparse.issparse(value):
        raise TypeError(f"a sparse shared variable holds a SciPy matrix, not {type(value).__name__}")
    value = _as_spmatrix(value)
    kind = _SparseType(format or value.format, value.dtype)
    value = value if borrow else _copy.deepcopy(value)
    return SparseTensorSharedVariable(name, kind, value, strict, allow_downcast)
