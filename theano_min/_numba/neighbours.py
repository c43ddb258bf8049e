"""Neighbourhoods for Numba: imported when the first graph with such an operation is compiled by it."""

import numpy as np
from pytensor.link.numba.dispatch.basic import default_hash_key_from_props, numba_njit, register_funcify_and_cache_key

from theano_min._engine.called_back import numba_dispatch
from theano_min._pytensor import numba_kernel, source_version
from theano_min.tensor.nnet.neighbours import Images2Neibs, _NeibsGrad

_VERSION = source_version(__name__)


@numba_kernel
def along(length, size, step, half, full, wrap, ignore):
    """The number of neighbourhoods along a side and where the first begins before the image. Errors as by NumPy."""
    if size <= 0 or step <= 0:
        raise ValueError("images2neibs: neib_shape and neib_step must be positive")
    border = size // 2 if half or wrap else size - 1 if full else 0
    if wrap:
        if size % 2 == 0:
            raise TypeError("images2neibs: 'wrap_centered' wants neighbourhoods of odd lengths")
        count = (length - 1) // step + 1
    else:
        count = (length + 2 * border - size) // step + 1
    if not ignore and (length < size or (not wrap and (length + 2 * border - size) % step != 0)):
        raise TypeError("images2neibs: neib_shape and neib_step do not fit the images")
    return max(count, 0), border


@numba_kernel
def walk(images, neibs, shape, counts, size, step, border, wrap, back):
    """Copy pixels to the neighbourhoods that have them, or ``back``: add to each pixel what they have."""
    height, width = shape[2], shape[3]
    at = 0
    for n in range(shape[0] * shape[1]):
        for a in range(counts[0]):
            for b in range(counts[1]):
                for i in range(size[0]):
                    row = a * step[0] + i - border[0]
                    row = row % height if wrap else row
                    for j in range(size[1]):
                        column = b * step[1] + j - border[1]
                        column = column % width if wrap else column
                        inside = 0 <= row < height and 0 <= column < width
                        if back:
                            if inside:
                                images[(n * height + row) * width + column] += neibs[at]
                        elif inside:
                            neibs[at] = images[(n * height + row) * width + column]
                        else:
                            neibs[at] = 0
                        at += 1


def geometry(mode):
    """A function of the images' shape, neib_shape and neib_step: the counts, neib_shape, neib_step and borders."""
    half, full, wrap, ignore = (mode == each for each in ("half", "full", "wrap_centered", "ignore_borders"))

    @numba_njit
    def geometry(shape, neib_shape, neib_step):
        if neib_shape.size != 2 or neib_step.size != 2:
            raise TypeError("images2neibs: neib_shape and neib_step must have 2 elements")
        size = (np.int64(neib_shape[0]), np.int64(neib_shape[1]))
        step = (np.int64(neib_step[0]), np.int64(neib_step[1]))
        rows, above = along(shape[2], size[0], step[0], half, full, wrap, ignore)
        columns, left = along(shape[3], size[1], step[1], half, full, wrap, ignore)
        return (rows, columns), size, step, (above, left)

    return geometry


def register(kind):
    """Register the decorated function, which compiles an operation for a dtype."""

    def decorate(compiled):
        @register_funcify_and_cache_key(kind)
        def numba_funcify_neighbours(op, node, **kwargs):
            dtype = node.inputs[0].dtype
            if dtype in ("float16", "bool"):
                return numba_dispatch()[1](op, node), None
            return compiled(op, np.dtype(dtype)), default_hash_key_from_props(op, dtype=dtype, version=_VERSION)

        return numba_funcify_neighbours

    return decorate


@register(Images2Neibs)
def compile_images2neibs(op, dtype):
    measure, wrap = geometry(op.mode), op.mode == "wrap_centered"

    @numba_njit
    def images2neibs(ten4, neib_shape, neib_step):
        counts, size, step, border = measure(ten4.shape, neib_shape, neib_step)
        rows = ten4.shape[0] * ten4.shape[1] * counts[0] * counts[1]
        neibs = np.empty((rows, size[0] * size[1]), dtype)
        walk(ten4.ravel(), neibs.ravel(), ten4.shape, counts, size, step, border, wrap, False)
        return neibs

    return images2neibs


@register(_NeibsGrad)
def compile_neibs_grad(op, dtype):
    measure = geometry(op.mode)

    @numba_njit
    def neibs_grad(gz, neib_shape, neib_step, shape):
        lengths = (np.int64(shape[0]), np.int64(shape[1]), np.int64(shape[2]), np.int64(shape[3]))
        counts, size, step, border = measure(lengths, neib_shape, neib_step)
        if gz.size != lengths[0] * lengths[1] * counts[0] * counts[1] * size[0] * size[1]:
            raise ValueError("images2neibs: the gradient must have the shape of the neighbourhoods")
        gx = np.zeros(lengths, dtype)
        walk(gx.ravel(), gz.copy().ravel(), lengths, counts, size, step, border, False, True)
        return gx

    return neibs_grad
