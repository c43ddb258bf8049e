"""Division of integers for Numba: imported when the first graph with one is compiled by it."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._pytensor import source_version
from theano_min.scalar._division import Quotient, Remainder

_VERSION = source_version(__name__)


@register_funcify_and_cache_key(Quotient)
@register_funcify_and_cache_key(Remainder)
def numba_funcify_division(op, node, **kwargs):
    number, message = np.dtype(node.outputs[0].dtype).type, op.message

    def quotient(x, y):
        if y == 0:
            raise ZeroDivisionError(message)
        return number(x // y)

    def remainder(x, y):
        if y == 0:
            raise ZeroDivisionError(message)
        return number(x % y)

    function = quotient if isinstance(op, Quotient) else remainder
    return numba_njit(function), f"theano_min.{function.__name__} {number.__name__} {_VERSION}"
