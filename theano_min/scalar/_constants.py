"""Scalar constants, and several variables at once."""

import numpy as np
from pytensor.scalar import basic as _basic
from pytensor.scalar.basic import complex64, complex128, float64, int64

from theano_min.misc.safe_asarray import _asarray


def convert(x, dtype=None):
    """Return ``x``, a number, an array or nested lists, as an array, of ``dtype`` or the smallest that has the number.

    Errors: AssertionError for a subclass of ndarray; OverflowError and TypeError as NumPy has them.
    Source: theano.scalar.convert.
    """
    # integers up to 2**64 are uint64, not negative; no subclasses of arrays
    if dtype is not None:
        return _asarray(x, dtype)
    if isinstance(x, int) and x >= 2**63:
        return np.asarray(x, np.uint64)
    if isinstance(x, np.ndarray) and type(x) not in (np.ndarray, np.memmap):
        raise AssertionError(f"A constant is a plain array, not a {type(x).__name__}: np.asarray(...) makes one of it.")
    return _basic.convert(x)


def constant(x, name=None, dtype=None):
    """Return the number ``x`` as a constant. Source: theano.scalar.constant."""
    # integers up to 2**64 are uint64, not negative; no subclasses of arrays
    return _basic.constant(convert(x, dtype), name)


def _several(type):
    """Return the function that makes several variables of ``type``, in Theano's signature."""

    def make(names):
        # PyTensor takes the names as separate arguments
        return type(names) if len(names) == 1 else [type(name) for name in names]

    return make


ints, floats, complexs = _several(int64), _several(float64), _several(complex128)
complexs64, complexs128 = _several(complex64), _several(complex128)
