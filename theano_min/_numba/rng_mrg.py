"""How Numba runs ``mrg_uniform``: compiled, cached, several streams at once."""

import numpy as np
from numba.np.unsafe.ndarray import to_fixed_tuple
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._engine.called_back import numba_dispatch
from theano_min.sandbox.rng_mrg import NORM, mrg_uniform

VERSION = 1  # of the compiled code that is kept
i32 = np.int32
M1, M2 = np.int32(2147483647), np.int32(2147462579)
BLOCK = 512


@numba_njit(inline="always")
def fold(y, m):
    # what has passed 2^31 has become negative
    return i32(y - m) if (y < 0) | (y >= m) else y


@numba_njit
def fill(state, out, norm):
    """Fill the vector ``out``; Numba widens what it computes with int32, hence the casts."""
    streams, count = state.shape[0], out.size
    # one array, of six rows in which streams stand side by side: LLVM sees that they do not overlap
    w = np.empty(6 * BLOCK, i32)
    for start in range(0, streams, BLOCK):
        wide = min(BLOCK, streams - start)
        for j in range(wide):
            for i in range(6):
                w[i * BLOCK + j] = state[start + j, i]
        for k in range(start, count, streams):
            for j in range(min(wide, count - k)):
                x11, x12, x13 = w[j], w[BLOCK + j], w[2 * BLOCK + j]
                x21, x22, x23 = w[3 * BLOCK + j], w[4 * BLOCK + j], w[5 * BLOCK + j]
                y1 = i32(i32(i32(x12 & i32(511)) << i32(22)) + i32(x12 >> i32(9)))
                y1 = i32(i32(y1 + i32(i32(x13 & i32(16777215)) << i32(7))) + i32(x13 >> i32(24)))
                y1 = fold(i32(fold(y1, M1) + x13), M1)
                y2 = i32(i32(i32(x21 & i32(65535)) << i32(15)) + i32(i32(21069) * i32(x21 >> i32(16))))
                y3 = i32(i32(i32(x23 & i32(65535)) << i32(15)) + i32(i32(21069) * i32(x23 >> i32(16))))
                y3 = fold(i32(fold(i32(fold(y3, M2) + x23), M2) + fold(y2, M2)), M2)
                w[j], w[BLOCK + j], w[2 * BLOCK + j] = y1, x11, x12
                w[3 * BLOCK + j], w[4 * BLOCK + j], w[5 * BLOCK + j] = y3, x21, x22
                difference = i32(y1 - y3)
                out[k + j] = out.dtype.type(i32(difference + M1) if y1 <= y3 else difference) * norm
        for j in range(wide):
            for i in range(6):
                state[start + j, i] = w[i * BLOCK + j]


@register_funcify_and_cache_key(mrg_uniform)
def funcify_mrg_uniform(op, node=None, **kwargs):
    dtype, ndim, inplace = op.output_type.dtype, op.output_type.ndim, op.inplace
    if dtype == "float16":
        return numba_dispatch()[1](op, node), None  # Numba has none: Python draws
    real = np.dtype(dtype)
    norm = real.type(4.6566126e-10) if dtype == "float32" else real.type(NORM)

    @numba_njit
    def draw(rstate, size):
        if size.size != ndim:
            raise ValueError("size must have as many elements as there are dimensions")
        count = 1
        for length in size:
            count *= length
            if count > 2147483647:
                raise ValueError("rng_mrg does not support more than (2**31 - 1) samples")
        state = rstate if inplace else rstate.copy()
        out = np.empty(to_fixed_tuple(size.astype(np.intp), ndim), real)
        fill(state, out.reshape(out.size), norm)
        return state, out

    return draw, f"theano_min.mrg_uniform {VERSION} {dtype} {ndim} {inplace}"
