"""``theano.sparse.utils``: a hash of sparse matrices."""

from pytensor.sparse.utils import hash_from_sparse as hash_from_sparse

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
