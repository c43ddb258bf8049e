"""``theano.sparse.sandbox``: more of sparse matrices."""

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
