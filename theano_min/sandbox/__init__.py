"""``theano.sandbox``: what was not in its final place yet."""

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
