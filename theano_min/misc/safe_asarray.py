"""``theano.misc.safe_asarray``: arrays of a dtype."""

import numpy as _np

from theano_min.configdefaults import config as _config


def _asarray(a, dtype, order=None):
    """Return ``a`` as an array of ``dtype``, which may be 'floatX', in the memory layout ``order``.

    Python's integers are taken modulo what the dtype has, up to 64 bits. Errors: OverflowError beyond; ValueError and
    TypeError as ``numpy.asarray`` has them. Source: theano._asarray.
    """
    wanted = _np.dtype(_config.floatX if str(dtype) == "floatX" else dtype)
    try:
        array = _np.asarray(a, dtype=wanted, order=order)
    except OverflowError:
        array = _modulo(a, wanted)
    # two C types of one size are two dtypes to NumPy
    return array if array.dtype.num == wanted.num else array.view(wanted)


def _modulo(a, dtype):
    """Convert integers that NumPy 2 finds out of bounds as NumPy 1 did."""
    numbers = _np.asarray(a, object)
    high = 2 ** (64 if dtype in ("uint32", "uint64") else 63)
    if dtype.kind not in "iu" or not all(-(2**63) <= number < high for number in numbers.flat):
        raise OverflowError(f"an integer is too large to convert to {dtype}")
    rest = [int(number) % 2**64 for number in numbers.flat]
    return _np.array(rest, _np.uint64).reshape(numbers.shape).astype(dtype)
