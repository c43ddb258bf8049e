"""``theano.misc``: helpers."""

from theano_min import _removed
from theano_min.misc import frozendict as frozendict, ordered_set as ordered_set, safe_asarray as safe_asarray

__getattr__ = _removed.getattr_for(__name__)
