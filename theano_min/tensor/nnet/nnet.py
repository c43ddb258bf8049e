"""``theano.tensor.nnet.nnet``: softmax and its relatives."""

import warnings as _warnings

from pytensor.tensor import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.shape import shape_padleft as _shape_padleft
from pytensor.tensor.special import softmax as _softmax
from pytensor.tensor.type import float_dtypes as _float_dtypes

# ---------------------------------------------------------------- differs


def softmax(c):
    """Return the softmax of each row of a matrix of floats: exp(c) divided by its sum along the last axis.

    A list of vectors counts as a matrix and a vector as its only row, so the result is always a matrix, of c's dtype.
    Errors: ValueError for more than two dimensions or for integers, IndexError for a scalar.
    Source: theano.tensor.nnet.softmax.
    """
    # the last axis, not all; a vector becomes a row
    c = _as_tensor_variable(c)
    if c.ndim == 0:
        raise IndexError("softmax needs a vector or a matrix of floats: `c` is a scalar.")
    if c.ndim > 2 or c.dtype not in _float_dtypes:
        raise ValueError(f"softmax needs a vector or a matrix of floats: `c` is {c.type}.")
    if c.type.shape[-1] == 1:
        _warnings.warn("softmax along an axis of length 1 is always 1.", stacklevel=2)
    return _softmax(c if c.ndim == 2 else _shape_padleft(c), axis=-1)
