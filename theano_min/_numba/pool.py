"""Pooling for Numba: imported when the first graph with such an operation is compiled by it.

The kernels see flat arrays of images of three pooled dimensions, of which the first ones may have length 1. They go
over whole rows, which the compiler turns into vector instructions; the usual window of 2 by 2 is spelt out for it.
What is rare goes back to NumPy: more dimensions, averages of integers, complex numbers, half precision.
"""

from typing import NamedTuple

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


class Windows(NamedTuple):
    """The windows of an image, by rows: windows of one row cover the same rows of the image."""

    images: int
    rows: int  # of windows in an image, as columns
    columns: int
    size: int  # of an image
    width: int  # of a row of the image
    ws: int  # along a row, as stride and pad
    stride: int
    pad: int
    bounds: np.ndarray  # row k of windows covers the rows bounds[k] to bounds[k + 1] of `starts`
    starts: np.ndarray  # where these rows of the image begin
    heights: np.ndarray  # the number of elements in a window of row k, along the other dimensions
    widths: np.ndarray  # along a row


@numba_kernel
def ends(window, length, ws, stride, pad):
    """Where a window begins and ends in the image."""
    begin = window * stride - pad
    return max(begin, 0), min(begin + ws, length)


@numba_kernel
def size_along(window, length, ws, stride, pad, include_pad):
    if include_pad:
        return min(ws, length + 2 * pad - window * stride)
    begin, end = ends(window, length, ws, stride, pad)
    return max(end - begin, 0)


@numba_kernel
def windows(images, lengths, counts, ws, stride, pad, include_pad):
    depth, height, width = lengths
    rows = counts[0] * counts[1]
    bounds, starts = np.zeros(rows + 1, np.int64), np.empty(rows * min(ws[0], depth) * min(ws[1], height), np.int64)
    heights, widths = np.empty(rows, np.int64), np.empty(counts[2], np.int64)
    found = 0
    for a in range(counts[0]):
        above, below = ends(a, depth, ws[0], stride[0], pad[0])
        deep = size_along(a, depth, ws[0], stride[0], pad[0], include_pad)
        for b in range(counts[1]):
            left, right = ends(b, height, ws[1], stride[1], pad[1])
            k = a * counts[1] + b
            heights[k] = deep * size_along(b, height, ws[1], stride[1], pad[1], include_pad)
            for d in range(above, below):
                for h in range(left, right):
                    starts[found] = (d * height + h) * width
                    found += 1
            bounds[k + 1] = found
    for j in range(counts[2]):
        widths[j] = size_along(j, width, ws[2], stride[2], pad[2], include_pad)
    size = depth * height * width
    return Windows(images, rows, counts[2], size, width, ws[2], stride[2], pad[2], bounds, starts, heights, widths)


@numba_kernel
def span(off, stride, width, count):
    """The windows, first and beyond the last, in which the element ``off`` from their start is in the image."""
    return max(-(off // stride), 0), min((width - 1 - off) // stride + 1, count)


@numba_kernel
def halves(w):
    """Whether the windows of a row are pairs."""
    return w.ws == 2 and w.stride == 2 and w.pad == 0 and 2 * w.columns <= w.width


# ---------------------------------------------------------------- kernels


@numba_kernel
def maximum(x, out, w):
    width, count, ws, stride, pad = w.width, w.columns, w.ws, w.stride, w.pad
    pairs = halves(w)
    best = np.empty(width, x.dtype)
    for image in range(w.images):
        for k in range(w.rows):
            at = (image * w.rows + k) * count
            o = out[at : at + count]
            for i in range(w.bounds[k], w.bounds[k + 1]):
                start, top = image * w.size + w.starts[i], i == w.bounds[k]
                row = x[start : start + width]
                if pairs:
                    for j in range(count):
                        m = row[2 * j] if top else o[j]
                        m = row[2 * j] if row[2 * j] > m else m
                        o[j] = row[2 * j + 1] if row[2 * j + 1] > m else m
                elif top:
                    for c in range(width):
                        best[c] = row[c]
                    for j in range(count):
                        o[j] = row[max(j * stride - pad, 0)]
                else:
                    for c in range(width):
                        best[c] = row[c] if row[c] > best[c] or best[c] != best[c] else best[c]
            if pairs:
                continue
            for off in range(-pad, min(ws - pad, width)):
                first, last = span(off, stride, width, count)
                for j in range(first, last):
                    # a NaN counts where it is a window's first element, and there it stays
                    o[j] = best[stride * j + off] if best[stride * j + off] > o[j] else o[j]


@numba_kernel
def total(x, out, w, average):
    width, count, ws, stride, pad = w.width, w.columns, w.ws, w.stride, w.pad
    line = np.empty(width, x.dtype)
    for image in range(w.images):
        for k in range(w.rows):
            at = (image * w.rows + k) * count
            o = out[at : at + count]
            for c in range(width):
                line[c] = 0
            for i in range(w.bounds[k], w.bounds[k + 1]):
                start = image * w.size + w.starts[i]
                for c in range(width):
                    line[c] += x[start + c]
            for j in range(count):
                o[j] = 0
            for off in range(-pad, min(ws - pad, width)):
                first, last = span(off, stride, width, count)
                for j in range(first, last):
                    o[j] += line[stride * j + off]
            if average:
                for j in range(count):
                    o[j] /= w.heights[k] * w.widths[j]


@numba_kernel
def to_maxima(x, maxout, gz, gx, w):
    width, count, ws, stride, pad = w.width, w.columns, w.ws, w.stride, w.pad
    pairs, nothing = halves(w), gx.dtype.type(0)
    for image in range(w.images):
        for k in range(w.rows):
            at = (image * w.rows + k) * count
            m, g = maxout[at : at + count], gz[at : at + count]
            for i in range(w.bounds[k], w.bounds[k + 1]):
                start = image * w.size + w.starts[i]
                row, to = x[start : start + width], gx[start : start + width]
                if pairs:
                    for j in range(count):
                        to[2 * j] += g[j] if row[2 * j] == m[j] else nothing
                        to[2 * j + 1] += g[j] if row[2 * j + 1] == m[j] else nothing
                    continue
                for off in range(min(ws - pad, width) - 1, -pad - 1, -1):
                    first, last = span(off, stride, width, count)
                    for j in range(first, last):
                        to[stride * j + off] += g[j] if row[stride * j + off] == m[j] else nothing


@numba_kernel
def from_maxima(x, maxout, ggx, out, w):
    width, count, ws, stride, pad = w.width, w.columns, w.ws, w.stride, w.pad
    nothing = out.dtype.type(0)
    for image in range(w.images):
        for k in range(w.rows):
            at = (image * w.rows + k) * count
            m, o = maxout[at : at + count], out[at : at + count]
            for i in range(w.bounds[k], w.bounds[k + 1]):
                start = image * w.size + w.starts[i]
                row, of = x[start : start + width], ggx[start : start + width]
                for off in range(-pad, min(ws - pad, width)):
                    first, last = span(off, stride, width, count)
                    for j in range(first, last):
                        o[j] += of[stride * j + off] if row[stride * j + off] == m[j] else nothing


@numba_kernel
def to_all(gz, gx, w, average):
    width, count, ws, stride, pad = w.width, w.columns, w.ws, w.stride, w.pad
    share = np.empty(count, gx.dtype)
    for image in range(w.images):
        for k in range(w.rows):
            at = (image * w.rows + k) * count
            for j in range(count):
                share[j] = gz[at + j]
            if average:
                for j in range(count):
                    share[j] /= w.heights[k] * w.widths[j]
            for i in range(w.bounds[k], w.bounds[k + 1]):
                start = image * w.size + w.starts[i]
                to = gx[start : start + width]
                for off in range(min(ws - pad, width) - 1, -pad - 1, -1):
                    first, last = span(off, stride, width, count)
                    for j in range(first, last):
                        to[stride * j + off] += share[j]


# ---------------------------------------------------------------- operations


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
def count_images(x, lead):
    images = 1
    for i in range(lead):
        images *= x.shape[i]
    return images


def threes(nd):
    """A function that makes of a vector or a tuple of ``nd`` numbers one of three, with another put in front."""
    if nd == 1:
        return numba_njit(lambda v, one: (one, one, np.int64(v[-1])))
    if nd == 2:
        return numba_njit(lambda v, one: (one, np.int64(v[-2]), np.int64(v[-1])))
    return numba_njit(lambda v, one: (np.int64(v[-3]), np.int64(v[-2]), np.int64(v[-1])))


def counting(op):
    """A function of an array, ws, stride and pad, which returns the numbers of windows along the pooled dimensions."""
    nd, ignore_border, no_empty = op.ndim, op.ignore_border, op.mode in ("max", "average_exc_pad")
    three, tail = threes(nd), slice(3 - nd, None)

    @numba_njit
    def counts(x, ws, stride, pad):
        if ws.size != nd or stride.size != nd or pad.size != nd:
            refuse(-4)
        lengths, ws, stride, pad = three(x.shape, 1), three(ws, 1), three(stride, 1), three(pad, 0)
        a = count_windows(lengths[0], ws[0], stride[0], pad[0], ignore_border, no_empty)
        b = count_windows(lengths[1], ws[1], stride[1], pad[1], ignore_border, no_empty)
        c = count_windows(lengths[2], ws[2], stride[2], pad[2], ignore_border, no_empty)
        refuse(min(a, b, c))
        return (a, b, c)[tail]

    return counts


def measuring(op, lead):
    """A function of an array, what it is pooled to, ws, stride and pad, which returns the `Windows`."""
    nd, three, include_pad = op.ndim, threes(op.ndim), op.mode == "average_inc_pad"

    @numba_njit
    def measure(x, pooled, ws, stride, pad):
        if ws.size != nd or stride.size != nd or pad.size != nd:
            refuse(-4)
        if x.shape[:lead] != pooled.shape[:lead]:
            refuse(-5)
        ws, stride, pad = three(ws, 1), three(stride, 1), three(pad, 0)
        if min(ws[0], ws[1], ws[2], stride[0], stride[1], stride[2]) <= 0:
            refuse(-1)
        lengths, counts = three(x.shape, 1), three(pooled.shape, 1)
        return windows(count_images(x, lead), lengths, counts, ws, stride, pad, include_pad)

    return measure


def register(*kinds):
    """Register the decorated function, which compiles an operation, given its `Windows` and the dtype of its arrays."""

    def decorate(compiled):
        def numba_funcify_pooling(op, node, **kwargs):
            arrays = node.inputs[:-3]
            x, dtypes = arrays[0].type, {array.dtype for array in arrays}
            is_float = x.dtype in ("float32", "float64")
            allowed = is_float or (x.dtype.startswith(("int", "uint")) and not op.mode.startswith("average"))
            if (
                len(dtypes) > 1
                or op.ndim > 3
                or not (allowed or (x.dtype == "bool" and isinstance(op, Pool) and op.mode == "max"))
            ):
                return numba_dispatch()[1](op, node), None
            key = default_hash_key_from_props(op, ndim=x.ndim, dtype=x.dtype, version=_VERSION)
            lead = x.ndim - op.ndim
            return compiled(op, lead, measuring(op, lead), np.dtype(x.dtype)), key

        for kind in kinds:
            register_funcify_and_cache_key(kind)(numba_funcify_pooling)
        return compiled

    return decorate


@register(Pool)
def compile_pool(op, lead, measure, dtype):
    counts, average = counting(op), op.mode.startswith("average")
    fill = maximum if op.mode == "max" else numba_njit(lambda x, out, w: total(x, out, w, average))

    @numba_njit
    def pool(x, ws, stride, pad):
        out = np.empty(x.shape[:lead] + counts(x, ws, stride, pad), dtype)
        fill(x.ravel(), out.ravel(), measure(x, out, ws, stride, pad))
        return out

    return pool


@register(AveragePoolGrad)
def compile_average_pool_grad(op, lead, measure, dtype):
    average = op.mode != "sum"

    @numba_njit
    def average_pool_grad(x, gz, ws, stride, pad):
        gx = np.zeros(x.shape, dtype)
        to_all(gz.ravel(), gx.ravel(), measure(x, gz, ws, stride, pad), average)
        return gx

    return average_pool_grad


@register(MaxPoolGrad, DownsampleFactorMaxGradGrad)
def compile_derivative_of_maxima(op, lead, measure, dtype):
    backwards = isinstance(op, MaxPoolGrad)
    kernel = to_maxima if backwards else from_maxima

    @numba_njit
    def derivative_of_maxima(x, maxout, given, ws, stride, pad):
        w = measure(x, maxout, ws, stride, pad)
        if given.shape != (maxout.shape if backwards else x.shape):
            refuse(-5)
        result = np.zeros(x.shape if backwards else maxout.shape, dtype)
        kernel(x.ravel(), maxout.ravel(), given.ravel(), result.ravel(), w)
        return result

    return derivative_of_maxima
