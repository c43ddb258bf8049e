"""Division for Numba: imported when the first graph with one is compiled by it."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._pytensor import source_version
from theano_min.scalar._division import Floored, Quotient, Remainder

_VERSION = source_version(__name__)


@register_funcify_and_cache_key(Quotient)
@register_funcify_and_cache_key(Remainder)
def numba_funcify_division(op, node, **kwargs):
    number, message = np.dtype(node.outputs[0].dtype).type, op.message
    signed = np.dtype(number).kind == "i"

    def quotient(x, y):
        if y == 0:
            raise ZeroDivisionError(message)
        if signed and y == -1:  # the least integer has no opposite, for which Numba gives 0
            return number(-number(x))
        return number(x // y)

    def remainder(x, y):
        if y == 0:
            raise ZeroDivisionError(message)
        return number(x % y)

    function = quotient if isinstance(op, Quotient) else remainder
    return numba_njit(function), f"theano_min.{function.__name__} {number.__name__} {_VERSION}"


@register_funcify_and_cache_key(Floored)
def numba_funcify_floored(op, node, **kwargs):
    number = np.dtype(node.outputs[0].dtype).type

    def floored(x, y):
        a, b = number(x), number(y)
        quotient = np.floor(a / b)
        if b != 0 and (a < 0) != (b < 0):
            quotient = -np.floor(-(a / b)) - (1 if np.fmod(a, b) != 0 else 0)
        return number(quotient)

    return numba_njit(floored, error_model="numpy"), f"theano_min.floored {number.__name__} {_VERSION}"
