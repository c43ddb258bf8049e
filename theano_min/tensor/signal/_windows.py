"""Windows that slide over the last dimensions of an array: what pooling and its derivatives compute, in NumPy.

Everywhere ``lengths`` are those of the image along the pooled dimensions and ``counts`` the numbers of windows;
``ws``, ``stride`` and ``pad`` are sequences of as many integers. Padding holds no values: a window is what it has of
the image. Each function loops over the places in a window, in the order in which Theano's C code met them, and takes
all windows at once.
"""

from itertools import product

import numpy as np


def count(length, ws, stride, ignore_border):
    """The number of windows along a padded ``length``."""
    if ignore_border:
        return max((length - ws) // stride + 1, 0)
    return max((length - 1 - (0 if stride >= ws else ws)) // stride + 1, 0) + (stride < ws)


def parameters(nd, ws, stride, pad):
    """The parameters as lists of integers. Errors: ValueError unless each has ``nd``, sizes and strides above 0."""
    for name, given in (("ws", ws), ("stride", stride), ("pad", pad)):
        if len(given) != nd:
            raise ValueError(f"pooling: {name} must be a vector of size {nd}, not {len(given)}")
    for name, given in (("ws", ws), ("stride", stride)):
        if min(given) <= 0:
            raise ValueError(f"pooling: {name} must be positive, not {given.tolist()}")
    return ws.tolist(), stride.tolist(), pad.tolist()


def places(lengths, counts, ws, stride, pad):
    """For each place in a window: the index of all pixels that some window has there, and that of those windows."""

    def along(length, count, ws, stride, pad):
        for place in range(min(ws, length + pad)):
            first, last = max(-((place - pad) // stride), 0), min((length - 1 + pad - place) // stride + 1, count)
            start = first * stride + place - pad
            if first < last:
                yield slice(start, start + (last - first - 1) * stride + 1, stride), slice(first, last)

    for slices in product(*map(list, map(along, lengths, counts, ws, stride, pad))):
        image, windows = zip(*slices, strict=True)
        yield (..., *image), (..., *windows)


def bounds(lengths, counts, ws, stride, pad):
    """Along each dimension, where the windows begin and end in the image: pairs of arrays."""
    for length, count_, w, s, p in zip(lengths, counts, ws, stride, pad, strict=True):
        start = np.arange(count_) * s - p
        yield np.maximum(start, 0), np.minimum(start + w, length)


def sizes(lengths, counts, ws, stride, pad, include_pad):
    """The number of elements of each window, without its padding unless ``include_pad``: an array of shape counts."""
    if include_pad:
        lengths, pad = [n + 2 * p for n, p in zip(lengths, pad, strict=True)], [0] * len(pad)
    result = np.ones((), "int64")
    for start, end in bounds(lengths, counts, ws, stride, pad):
        result = result[..., None] * np.maximum(end - start, 0)
    return result


def divide(total, size):
    """``total / size`` in total's dtype; integers are cut towards zero, as in C."""
    if total.dtype.kind in "fc":
        return total / size.astype(total.real.dtype)
    if total.dtype.kind != "i":
        return total // size.astype("uint64")
    # a floor is one too low where there is a remainder below zero
    return total // size + ((total < 0) & (total % size != 0))


def wide(dtype):
    """The dtype in which elements of ``dtype`` are summed: integers overflow as their own."""
    return {"bool": "uint64", "float16": "float32"}.get(str(dtype), dtype)


def pool(x, ws, stride, pad, ignore_border, mode):
    """Pool ``x`` by ``mode``: 'max', 'sum', 'average_inc_pad' or 'average_exc_pad'.

    Where a window's first element is NaN its maximum is; other NaN are passed over, as by Theano's C code.
    """
    lengths, counts, ws, stride, pad = geometry(x, ws, stride, pad, ignore_border, mode)
    shape = (*x.shape[: -len(ws)], *counts)
    if mode == "max":
        return first_of_maxima(x, x, lengths, counts, ws, stride, pad)
    total = np.zeros(shape, wide(x.dtype))
    for image, windows in places(lengths, counts, ws, stride, pad):
        total[windows] += x[image]
    if mode != "sum":
        total = divide(total, sizes(lengths, counts, ws, stride, pad, mode == "average_inc_pad"))
    return total.astype(x.dtype, copy=False)


def geometry(x, ws, stride, pad, ignore_border, mode):
    """Return (lengths, counts, ws, stride, pad). Errors: ValueError for what cannot be pooled so."""
    nd = len(ws)
    lengths = x.shape[-nd:]
    ws, stride, pad = parameters(nd, ws, stride, pad)
    if not ignore_border and any(pad):
        raise ValueError(f"pooling: pad must be zero when ignore_border is False, not {pad}")
    if not ignore_border and 0 in lengths:
        raise ValueError(f"pooling: an image of shape {lengths} has no elements: ignore_border=False pools no such")
    counts = [count(n + 2 * p, w, s, ignore_border) for n, w, s, p in zip(lengths, ws, stride, pad, strict=True)]
    if mode in ("max", "average_exc_pad") and any(
        (start >= end).any() for start, end in bounds(lengths, counts, ws, stride, pad)
    ):
        raise ValueError(f"pooling: a window lies in the padding alone: pad {pad} must be smaller than ws {ws}")
    return lengths, counts, ws, stride, pad


def first_of_maxima(x, values, lengths, counts, ws, stride, pad):
    """For each window, the element of ``values`` that is where the first of the window's maxima is in ``x``."""
    first = np.ix_(*(start for start, _ in bounds(lengths, counts, ws, stride, pad)))
    best = x[(..., *first)]
    chosen = best if values is x else values[(..., *first)]
    for image, windows in places(lengths, counts, ws, stride, pad):
        better = x[image] > best[windows]
        if chosen is not best:
            np.copyto(chosen[windows], values[image], where=better)
        np.copyto(best[windows], x[image], where=better)
    return chosen


def max_pool_rop(x, direction, ws, stride, pad, ignore_border):
    """The derivative of max pooling along ``direction``, taken at the first of each window's maxima."""
    same_shape("eval_point", direction, x.shape)
    return first_of_maxima(x, direction, *geometry(x, ws, stride, pad, ignore_border, "max"))


def max_pool_grad(x, maxout, gz, ws, stride, pad):
    """The gradient of max pooling: each of a window's tied maxima takes the whole of ``gz`` there."""
    nd = len(ws)
    same_batch(x, maxout, nd)
    same_shape("gz", gz, maxout.shape)
    lengths, counts = x.shape[-nd:], maxout.shape[-nd:]
    gx = np.zeros(x.shape, x.dtype)
    for image, windows in reversed(list(places(lengths, counts, *parameters(nd, ws, stride, pad)))):
        g = gx[image]
        np.add(g, gz[windows], out=g, where=x[image] == maxout[windows], casting="unsafe")
    return gx


def max_pool_grad_grad(x, maxout, ggx, ws, stride, pad):
    """The derivative of max pooling along ``ggx``: the sum of it over each window's maxima."""
    nd = len(ws)
    same_batch(x, maxout, nd)
    same_shape("ggx", ggx, x.shape)
    lengths, counts = x.shape[-nd:], maxout.shape[-nd:]
    ggz = np.zeros(maxout.shape, x.dtype)
    for image, windows in places(lengths, counts, *parameters(nd, ws, stride, pad)):
        g = ggz[windows]
        np.add(g, ggx[image], out=g, where=x[image] == maxout[windows], casting="unsafe")
    return ggz


def average_pool_grad(x, gz, ws, stride, pad, mode):
    """The gradient of pooling by 'sum' or an average: each window's elements take its share of ``gz``."""
    nd = len(ws)
    same_batch(x, gz, nd)
    lengths, counts = x.shape[-nd:], gz.shape[-nd:]
    ws, stride, pad = parameters(nd, ws, stride, pad)
    share = gz.astype(x.dtype, copy=False)
    if mode != "sum":
        share = divide(share, sizes(lengths, counts, ws, stride, pad, mode == "average_inc_pad"))
    gx = np.zeros(x.shape, x.dtype)
    for image, windows in reversed(list(places(lengths, counts, ws, stride, pad))):
        g = gx[image]
        np.add(g, share[windows], out=g, casting="unsafe")
    return gx


def same_batch(x, pooled, nd):
    if pooled.shape[:-nd] != x.shape[:-nd]:
        raise ValueError(f"pooling: shapes {x.shape} and {pooled.shape} differ before the last {nd} dimensions")


def same_shape(name, array, shape):
    if array.shape != shape:
        raise ValueError(f"pooling: {name} has shape {array.shape}, not {shape}")
