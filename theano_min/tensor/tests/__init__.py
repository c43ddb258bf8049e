"""``theano.tensor.tests``: helpers of Theano's own tests, for programs that test with them."""

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
