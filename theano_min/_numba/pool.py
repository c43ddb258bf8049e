"""Pooling for Numba: imported when the first graph with such an operation is compiled by it.

The kernels see flat arrays and a `geometry` of three pooled dimensions, of which the first ones may have length 1. They
go over whole rows, which the compiler turns into vector instructions; the usual window of 2 by 2 is spelt out for it.
What is rare goes back to NumPy: more dimensions, averages of integers, complex numbers, half precision.
"""

import numpy as np
from pytensor.link.numba.dispatch.basic import (
    default_hash_key_from_props,
    numba_njit,
    register_funcify_and_cache_key,
)

from theano_min._engine.called_back import numba_dispatch
from theano_min._pytensor import numba_kernel, source_version
from theano_min.tensor.signal.pool import AveragePoolGrad, DownsampleFactorMaxGradGrad, MaxPoolGrad, Pool

_VERSION = source_version(__name__)

# ---------------------------------------------------------------- where the windows are


@numba_kernel
def count_windows(length, ws, stride, pad, ignore_border, no_empty):
    """The number of windows along a dimension, or below 0 the number of an error."""
    if ws <= 0 or stride <= 0:
        return -1
    if ignore_border:
        count = (length + 2 * pad - ws) // stride + 1
        count = max(count, 0)
    elif pad != 0 or length == 0:
        return -2
    else:
        count = (length - 1) // stride + 1 if stride >= ws else max((length - 1 - ws) // stride + 1, 0) + 1
    if no_empty and count > 0 and (ws <= pad or length == 0 or (count - 1) * stride - pad >= length):
        return -3
    return count


@numba_kernel
def refuse(count):
    if count == -1:
        raise ValueError("pooling: ws and stride must be positive")
    if count == -2:
        raise ValueError("pooling: ignore_border=False wants pad to be zero, and images that have elements")
    if count == -3:
        raise ValueError("pooling: a window lies in the padding alone: pad must be smaller than ws")
    if count == -4:
        raise ValueError("pooling: ws, stride and pad must be vectors of one number for each pooled dimension")
    if count == -5:
        raise ValueError("pooling: the shapes of the arrays do not belong together")


@numba_kernel
def span(off, stride, width, count):
    """The windows, first and beyond the last, in which the element ``off`` from their start is in the image."""
    return max(-(off // stride), 0), min((width - 1 - off) // stride + 1, count)


# ---------------------------------------------------------------- kernels


@numba_kernel
def maximum(x, out, batch, lengths, counts, ws, stride, pad):
    depth, height, width = lengths
    w, s, p, count = ws[2], stride[2], pad[2], counts[2]
    best = np.empty(width, x.dtype)
    at = 0
    for n in range(batch):
        for a in range(counts[0]):
            above = a * stride[0] - pad[0]
            for b in range(counts[1]):
                left = b * stride[1] - pad[1]
                o = out[at : at + count]
                at += count
                top = True
                for d in range(max(above, 0), min(above + ws[0], depth)):
                    for h in range(max(left, 0), min(left + ws[1], height)):
                        start = ((n * depth + d) * height + h) * width
                        row = x[start : start + width]
                        if w == 2 and s == 2 and p == 0 and 2 * count <= width:
                            for j in range(count):
                                m = row[2 * j] if top else o[j]
                                m = row[2 * j] if row[2 * j] > m else m
                                o[j] = row[2 * j + 1] if row[2 * j + 1] > m else m
                        elif top:
                            for c in range(width):
                                best[c] = row[c]
                            for j in range(count):
                                o[j] = row[max(j * s - p, 0)]
                        else:
                            for c in range(width):
                                best[c] = row[c] if row[c] > best[c] or best[c] != best[c] else best[c]
                        top = False
                if w == 2 and s == 2 and p == 0 and 2 * count <= width:
                    continue
                for off in range(-p, min(w - p, width)):
                    first, last = span(off, s, width, count)
                    for j in range(first, last):
                        # a NaN counts where it is a window's first element, and there it stays
                        o[j] = best[s * j + off] if best[s * j + off] > o[j] else o[j]


@numba_kernel
def size_along(window, length, ws, stride, pad, include_pad):
    begin = window * stride - pad
    if include_pad:
        return min(begin + ws, length + pad) - begin
    return max(min(begin + ws, length) - max(begin, 0), 0)


@numba_kernel
def total(x, out, batch, lengths, counts, ws, stride, pad, average, include_pad):
    depth, height, width = lengths
    w, s, p, count = ws[2], stride[2], pad[2], counts[2]
    line = np.empty(width, x.dtype)
    at = 0
    for n in range(batch):
        for a in range(counts[0]):
            above = a * stride[0] - pad[0]
            for b in range(counts[1]):
                left = b * stride[1] - pad[1]
                o = out[at : at + count]
                at += count
                for c in range(width):
                    line[c] = 0
                for d in range(max(above, 0), min(above + ws[0], depth)):
                    for h in range(max(left, 0), min(left + ws[1], height)):
                        start = ((n * depth + d) * height + h) * width
                        for c in range(width):
                            line[c] += x[start + c]
                for j in range(count):
                    o[j] = 0
                for off in range(-p, min(w - p, width)):
                    first, last = span(off, s, width, count)
                    for j in range(first, last):
                        o[j] += line[s * j + off]
                if average:
                    size = size_along(a, depth, ws[0], stride[0], pad[0], include_pad)
                    size *= size_along(b, height, ws[1], stride[1], pad[1], include_pad)
                    for j in range(count):
                        o[j] /= size * size_along(j, width, w, s, p, include_pad)


@numba_kernel
def to_maxima(x, maxout, gz, gx, batch, lengths, counts, ws, stride, pad):
    depth, height, width = lengths
    w, s, p, count = ws[2], stride[2], pad[2], counts[2]
    nothing = gx.dtype.type(0)
    at = 0
    for n in range(batch):
        for a in range(counts[0]):
            above = a * stride[0] - pad[0]
            for b in range(counts[1]):
                left = b * stride[1] - pad[1]
                m, g = maxout[at : at + count], gz[at : at + count]
                at += count
                for d in range(max(above, 0), min(above + ws[0], depth)):
                    for h in range(max(left, 0), min(left + ws[1], height)):
                        start = ((n * depth + d) * height + h) * width
                        row, to = x[start : start + width], gx[start : start + width]
                        if w == 2 and s == 2 and p == 0 and 2 * count <= width:
                            for j in range(count):
                                to[2 * j] += g[j] if row[2 * j] == m[j] else nothing
                                to[2 * j + 1] += g[j] if row[2 * j + 1] == m[j] else nothing
                            continue
                        for off in range(min(w - p, width) - 1, -p - 1, -1):
                            first, last = span(off, s, width, count)
                            for j in range(first, last):
                                to[s * j + off] += g[j] if row[s * j + off] == m[j] else nothing


@numba_kernel
def from_maxima(x, maxout, ggx, out, batch, lengths, counts, ws, stride, pad):
    depth, height, width = lengths
    w, s, p, count = ws[2], stride[2], pad[2], counts[2]
    nothing = out.dtype.type(0)
    at = 0
    for n in range(batch):
        for a in range(counts[0]):
            above = a * stride[0] - pad[0]
            for b in range(counts[1]):
                left = b * stride[1] - pad[1]
                m, o = maxout[at : at + count], out[at : at + count]
                at += count
                for d in range(max(above, 0), min(above + ws[0], depth)):
                    for h in range(max(left, 0), min(left + ws[1], height)):
                        start = ((n * depth + d) * height + h) * width
                        row, of = x[start : start + width], ggx[start : start + width]
                        for off in range(-p, min(w - p, width)):
                            first, last = span(off, s, width, count)
                            for j in range(first, last):
                                o[j] += of[s * j + off] if row[s * j + off] == m[j] else nothing


@numba_kernel
def to_all(gz, gx, batch, lengths, counts, ws, stride, pad, average, include_pad):
    depth, height, width = lengths
    w, s, p, count = ws[2], stride[2], pad[2], counts[2]
    share = np.empty(count, gx.dtype)
    at = 0
    for n in range(batch):
        for a in range(counts[0]):
            above = a * stride[0] - pad[0]
            for b in range(counts[1]):
                left = b * stride[1] - pad[1]
                for j in range(count):
                    share[j] = gz[at + j]
                at += count
                if average:
                    size = size_along(a, depth, ws[0], stride[0], pad[0], include_pad)
                    size *= size_along(b, height, ws[1], stride[1], pad[1], include_pad)
                    for j in range(count):
                        share[j] /= size * size_along(j, width, w, s, p, include_pad)
                for d in range(max(above, 0), min(above + ws[0], depth)):
                    for h in range(max(left, 0), min(left + ws[1], height)):
                        start = ((n * depth + d) * height + h) * width
                        to = gx[start : start + width]
                        for off in range(min(w - p, width) - 1, -p - 1, -1):
                            first, last = span(off, s, width, count)
                            for j in range(first, last):
                                to[s * j + off] += share[j]


# ---------------------------------------------------------------- operations


def threes(nd):
    """Functions that make of a vector or a tuple of ``nd`` numbers one of three, with another put in front."""
    if nd == 1:
        return numba_njit(lambda v, one: (one, one, np.int64(v[-1])))
    if nd == 2:
        return numba_njit(lambda v, one: (one, np.int64(v[-2]), np.int64(v[-1])))
    return numba_njit(lambda v, one: (np.int64(v[-3]), np.int64(v[-2]), np.int64(v[-1])))


def geometry(nd, ignore_border, no_empty):
    """A function of an array's shape and ws, stride and pad: the lengths, counts of windows, ws, stride and pad."""
    three = threes(nd)

    @numba_njit
    def geometry(shape, ws, stride, pad):
        if ws.size != nd or stride.size != nd or pad.size != nd:
            refuse(-4)
        lengths, ws, stride, pad = three(shape, 1), three(ws, 1), three(stride, 1), three(pad, 0)
        a = count_windows(lengths[0], ws[0], stride[0], pad[0], ignore_border, no_empty)
        b = count_windows(lengths[1], ws[1], stride[1], pad[1], ignore_border, no_empty)
        c = count_windows(lengths[2], ws[2], stride[2], pad[2], ignore_border, no_empty)
        refuse(min(a, b, c))
        return lengths, (a, b, c), ws, stride, pad

    return geometry


@numba_kernel
def count_images(x, lead):
    batch = 1
    for i in range(lead):
        batch *= x.shape[i]
    return batch


def checked(nd, lead):
    """A function of x, a pooled array, ws, stride and pad, which returns the geometry of both."""
    three = threes(nd)

    @numba_njit
    def checked(x, pooled, ws, stride, pad):
        if ws.size != nd or stride.size != nd or pad.size != nd:
            refuse(-4)
        if x.shape[:lead] != pooled.shape[:lead]:
            refuse(-5)
        ws3, stride3 = three(ws, 1), three(stride, 1)
        if min(ws3[0], ws3[1], ws3[2], stride3[0], stride3[1], stride3[2]) <= 0:
            refuse(-1)
        return three(x.shape, 1), three(pooled.shape, 1), ws3, stride3, three(pad, 0)

    return checked


def register(kind):
    """Register the decorated function, which compiles an operation for arrays of a number of dimensions and a dtype."""

    def decorate(compiled):
        @register_funcify_and_cache_key(kind)
        def numba_funcify_pooling(op, node, **kwargs):
            arrays = node.inputs[:-3]
            x, kinds = arrays[0].type, {array.dtype for array in arrays}
            is_float = x.dtype in ("float32", "float64")
            allowed = is_float or (x.dtype.startswith(("int", "uint")) and not op.mode.startswith("average"))
            if (
                len(kinds) > 1
                or op.ndim > 3
                or not (allowed or (x.dtype == "bool" and kind is Pool and op.mode == "max"))
            ):
                return numba_dispatch()[1](op, node), None
            key = default_hash_key_from_props(op, ndim=x.ndim, dtype=x.dtype, version=_VERSION)
            return compiled(op, op.ndim, x.ndim - op.ndim, np.dtype(x.dtype)), key

        return numba_funcify_pooling

    return decorate


@register(Pool)
def compile_pool(op, nd, lead, dtype):
    measure = geometry(nd, op.ignore_border, op.mode in ("max", "average_exc_pad"))
    average, include_pad = op.mode.startswith("average"), op.mode == "average_inc_pad"

    if op.mode == "max":

        @numba_njit
        def fill(x, out, batch, lengths, counts, ws, stride, pad):
            maximum(x, out, batch, lengths, counts, ws, stride, pad)

    else:

        @numba_njit
        def fill(x, out, batch, lengths, counts, ws, stride, pad):
            total(x, out, batch, lengths, counts, ws, stride, pad, average, include_pad)

    tail = slice(3 - nd, None)

    @numba_njit
    def pool(x, ws, stride, pad):
        lengths, counts, ws3, stride3, pad3 = measure(x.shape, ws, stride, pad)
        out = np.empty(x.shape[:lead] + counts[tail], dtype)
        fill(x.ravel(), out.ravel(), count_images(x, lead), lengths, counts, ws3, stride3, pad3)
        return out

    return pool


@register(MaxPoolGrad)
def compile_max_pool_grad(op, nd, lead, dtype):
    measure = checked(nd, lead)

    @numba_njit
    def max_pool_grad(x, maxout, gz, ws, stride, pad):
        lengths, counts, ws3, stride3, pad3 = measure(x, maxout, ws, stride, pad)
        if gz.shape != maxout.shape:
            refuse(-5)
        gx = np.zeros(x.shape, dtype)
        batch = count_images(x, lead)
        to_maxima(x.ravel(), maxout.ravel(), gz.ravel(), gx.ravel(), batch, lengths, counts, ws3, stride3, pad3)
        return gx

    return max_pool_grad


@register(AveragePoolGrad)
def compile_average_pool_grad(op, nd, lead, dtype):
    measure, average, include_pad = checked(nd, lead), op.mode != "sum", op.mode == "average_inc_pad"

    @numba_njit
    def average_pool_grad(x, gz, ws, stride, pad):
        lengths, counts, ws3, stride3, pad3 = measure(x, gz, ws, stride, pad)
        gx = np.zeros(x.shape, dtype)
        batch = count_images(x, lead)
        to_all(gz.ravel(), gx.ravel(), batch, lengths, counts, ws3, stride3, pad3, average, include_pad)
        return gx

    return average_pool_grad


@register(DownsampleFactorMaxGradGrad)
def compile_max_pool_grad_grad(op, nd, lead, dtype):
    measure = checked(nd, lead)

    @numba_njit
    def max_pool_grad_grad(x, maxout, ggx, ws, stride, pad):
        lengths, counts, ws3, stride3, pad3 = measure(x, maxout, ws, stride, pad)
        if ggx.shape != x.shape:
            refuse(-5)
        ggz = np.zeros(maxout.shape, dtype)
        batch = count_images(x, lead)
        from_maxima(x.ravel(), maxout.ravel(), ggx.ravel(), ggz.ravel(), batch, lengths, counts, ws3, stride3, pad3)
        return ggz

    return max_pool_grad_grad
