"""Sorting for Numba: imported when the first graph that sorts is compiled by it."""

import numpy as np
from numba.extending import register_jitable
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._engine.called_back import numba_dispatch
from theano_min._pytensor import source_version
from theano_min.tensor import _order_kernels as kernels
from theano_min.tensor._order import ArgSort, Largest
from theano_min.tensor._order_kernels import heapsort, introselect, introsort

_VERSION = f"{source_version(__name__)} {source_version(kernels.__name__)}"
for _kernel in (kernels.less, kernels._sift, heapsort, introsort, introselect):
    register_jitable(_kernel)


@register_funcify_and_cache_key(ArgSort)
def numba_funcify_argsort(op, node, **kwargs):
    x = node.inputs[0].type
    if x.numpy_dtype.kind == "c" or x.dtype == "float16":
        return numba_dispatch()[1](op, node, **kwargs), None
    axis, last, kind = op.axis, x.ndim - 1, op.kind

    @numba_njit
    def argsort(x):
        y = np.ascontiguousarray(np.swapaxes(x, axis, last))
        n = y.shape[last]
        rows = y.reshape((y.size // max(n, 1), n))
        orders = np.empty(rows.shape, np.int64)
        stack = np.empty((128, 3), np.int64)
        for i in range(len(rows)):
            if kind == "quicksort":
                orders[i] = np.arange(n)
                introsort(rows[i], orders[i], stack)
            elif kind == "heapsort":
                orders[i] = np.arange(n)
                heapsort(rows[i], orders[i])
            else:
                orders[i] = np.argsort(rows[i], kind="mergesort")
        return np.swapaxes(orders.reshape(y.shape), axis, last)

    return argsort, f"theano_min.ArgSort {kind} {axis} {x.dtype} {x.ndim} {_VERSION}"


@register_funcify_and_cache_key(Largest)
def numba_funcify_largest(op, node, **kwargs):
    x = node.inputs[0].type
    if x.numpy_dtype.kind == "c" or x.dtype == "float16":
        return numba_dispatch()[1](op, node, **kwargs), None
    axis, last, inexact = op.axis, x.ndim - 1, x.numpy_dtype.kind == "f"

    @numba_njit
    def largest(x, k):
        count = k.item()
        y = np.ascontiguousarray(np.swapaxes(x, axis, last))
        n = y.shape[last]
        rows = y.reshape((y.size // max(n, 1), n))
        found = np.empty((len(rows), abs(count)), np.int64)
        for i in range(len(rows)):
            order = np.arange(n)
            if count == 1:
                order[n - 1] = np.argmax(rows[i])
            elif count == -1:
                order[0] = np.argmin(rows[i])
            elif abs(count) < n:
                introselect(rows[i], order, n - count if count > 0 else -count, inexact)
            found[i] = order[n - count :] if count > 0 else order[:-count]
        shape = y.shape[:last] + (abs(count),)  # noqa: RUF005 (which Numba does not know)
        return np.swapaxes(found.reshape(shape), axis, last)

    return largest, f"theano_min.Largest {axis} {x.dtype} {x.ndim} {_VERSION}"
