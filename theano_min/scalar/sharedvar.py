"""``theano.scalar.sharedvar``: shared variables that are numbers, not 0-d arrays."""

from pytensor.scalar.sharedvar import ScalarSharedVariable as ScalarSharedVariable, shared as shared
