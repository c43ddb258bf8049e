"""Activations for Numba: imported when the first graph with one is compiled by it.

Both functions are made in float64 of exp(x) = exp(x / 2**n)**(2**n), the inner one a polynomial, right to ten digits
where it is used, so that the float32 that comes of it is the nearest one.
"""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key
from pytensor.scalar import sigmoid, tanh

from theano_min._pytensor import source_version
from theano_min._rewriting.activations import Activation

_VERSION = source_version(__name__)


@numba_njit(error_model="numpy")
def exp(x):
    """Taylor's polynomial of degree 11, for absolute values below 0.85."""
    high = x * (1 / 40320 + x * (1 / 362880 + x * (1 / 3628800 + x * (1 / 39916800))))
    return 1 + x * (
        1 + x * (1 / 2 + x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + high))))))
    )


@numba_njit(error_model="numpy")
def tanh_of(x):
    y = np.float64(x)
    y = 10.0 if y > 10.0 else -10.0 if y < -10.0 else y
    e = exp(y * (1 / 16))
    for _ in range(5):
        e *= e
    square = y * y
    return np.float32(y * (1 - square * (1 / 3)) if square < 1e-6 else (e - 1) / (e + 1))


@numba_njit(error_model="numpy")
def sigmoid_of(x):
    y = np.float64(x)
    y = 108.0 if y > 108.0 else -108.0 if y < -108.0 else y
    e = exp(y * (-1 / 128))
    for _ in range(7):
        e *= e
    return np.float32(1 / (1 + e))


FUNCTIONS = {tanh: tanh_of, sigmoid: sigmoid_of}


@register_funcify_and_cache_key(Activation)
def numba_funcify_activation(op, node, **kwargs):
    function = FUNCTIONS[op.scalar_op]

    @numba_njit(error_model="numpy")
    def activation(x):
        result = np.empty(x.shape, np.float32)
        given, flat = np.ascontiguousarray(x).ravel(), result.ravel()
        for i in range(flat.size):
            flat[i] = function(given[i])
        return result

    return activation, f"theano_min.Activation {op.scalar_op} {_VERSION}"
