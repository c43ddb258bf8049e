"""``theano.scalar.sharedvar``: shared variables that are numbers, not 0-d arrays."""

from pytensor.scalar.sharedvar import ScalarSharedVariable as ScalarSharedVariable, shared as shared

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
