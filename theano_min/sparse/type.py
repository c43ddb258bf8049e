"""``theano.sparse.type``: the type of sparse matrices."""

from pytensor.sparse.type import SparseTensorType as _SparseTensorType, _is_sparse as _is_sparse

from theano_min import _removed
from theano_min._classes import StandIn as _StandIn

__getattr__ = _removed.getattr_for(__name__)

imported_scipy = True


class SparseType(_SparseTensorType, metaclass=_StandIn):
    """The type of sparse matrices of a format, 'csr', 'csc' or 'bsr', and a dtype. Their values are SciPy's.

    Errors: NotImplementedError for a format or a dtype that there is not, AssertionError for a format that is no
    string. Source: theano.sparse.SparseType.
    """

    dtype_set = set(_SparseTensorType.dtype_specs_map)

    def __init__(self, format, dtype):
        # PyTensor's type has a shape, and other errors
        assert isinstance(format, str)
        for kind, given, known in (("dtype", str(dtype), SparseType.dtype_set), ("format", format, self.format_cls)):
            if given not in known:
                raise NotImplementedError(f"unsupported {kind} {given!r}: there are {sorted(known)}")
        _SparseTensorType.__init__(self, format, str(dtype))
