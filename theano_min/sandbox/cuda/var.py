"""``theano.sandbox.cuda.var``: shared variables of float32, on the CPU."""

import numpy as _np

from theano_min.sandbox.cuda._names import getattr_for as _getattr_for
from theano_min.tensor.sharedvar import tensor_constructor as _tensor_constructor

__getattr__ = _getattr_for(__name__)


def float32_shared_constructor(value, name=None, strict=False, allow_downcast=None, borrow=False, broadcastable=None):
    """Return a shared variable of an array of float32. Errors: TypeError for anything else.

    Source: theano.sandbox.cuda.var.float32_shared_constructor of Theano 0.9.
    """
    if not isinstance(value, _np.ndarray) or value.dtype != "float32":
        raise TypeError("float32_shared_constructor takes an array of float32")
    return _tensor_constructor(value, name, strict, allow_downcast, borrow, broadcastable)
