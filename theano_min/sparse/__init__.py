"""``theano.sparse``: symbolic sparse matrices, whose values are SciPy's."""

# ruff: noqa: F403

import scipy as _scipy

from theano_min import _removed
from theano_min._numpy import sparse as _lines  # noqa: F401 (enters how products are written)
from theano_min.sparse import _in_place as _in_place, _parts as _parts, opt as opt, sharedvar as sharedvar
from theano_min.sparse.basic import *
from theano_min.sparse.sharedvar import sparse_constructor as shared  # noqa: F401
from theano_min.sparse.type import SparseType as SparseType, imported_scipy as imported_scipy

enable_sparse = True
scipy_ver = [int(number) for number in _scipy.__version__.split(".")[:2]]

__getattr__ = _removed.getattr_for(__name__)
