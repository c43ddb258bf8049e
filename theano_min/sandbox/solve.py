"""``theano.sandbox.solve``: now ``theano.tensor.slinalg.solve``."""

import warnings as _warnings

from theano_min.tensor.slinalg import solve as solve

message = "The module theano.sandbox.solve will soon be deprecated.\nPlease use tensor.slinalg.solve instead."
_warnings.warn(message, stacklevel=2)
