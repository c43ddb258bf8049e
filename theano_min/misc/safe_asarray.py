"""``theano.misc.safe_asarray``: arrays of a dtype."""

import numpy as _np

from theano_min.configdefaults import config as _config


def _asarray(a, dtype, order=None):
    """Return ``a`` as an array of ``dtype``, which may be 'floatX', in the memory layout ``order``.

    Errors: ValueError and TypeError as ``numpy.asarray`` has them. Source: theano._asarray.
    """
    wanted = _np.dtype(_config.floatX if str(dtype) == "floatX" else dtype)
    array = _np.asarray(a, dtype=wanted, order=order)
    # two C types of one size are two dtypes to NumPy
    return array if array.dtype.num == wanted.num else array.view(wanted)
