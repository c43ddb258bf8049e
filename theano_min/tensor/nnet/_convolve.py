"""Convolution of arrays of any number of dimensions, and both its gradients: matrix products over patches of the image.

Shapes: image (batch, channels, *axes), filters (filters, channels per group, *axes), or (filters, *output axes,
channels per group, *axes) where each place of the output has its own, and output (batch, filters, *axes). Only a slice
of the batch has its patches copied at a time.
"""

from math import prod
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided

# elements of the patches of one slice of the batch: they stay in a processor's own cache
SLICE = 2**17


def per_axis(border, ndim):
    """What a border mode says of each axis."""
    return border if isinstance(border, tuple) else (border,) * ndim


def pads(border, reach):
    """The zeros before and after an axis, for a filter that reaches over so many elements, symbolic or not.

    Errors: ValueError for fewer than none.
    """
    if isinstance(border, str):
        width = {"half": reach // 2, "full": reach - 1, "valid": 0}[border]
        return width, width
    before, after = border if isinstance(border, tuple) else (border, border)
    if before < 0 or after < 0:
        raise ValueError(f"`border_mode` must be >= 0: it is {border}.")
    return before, after


class Geometry(NamedTuple):
    """How filters move over an image; ``border`` is 'valid', 'half', 'full' or for each axis a width or a pair."""

    border: str | tuple
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    groups: int = 1
    unshared: bool = False
    flip: bool = False

    @property
    def ndim(self):
        return len(self.stride)

    def padding(self, lengths):
        """The zeros before and after the image on each axis, for filters of these lengths."""
        axes = zip(per_axis(self.border, self.ndim), lengths, self.dilation, strict=True)
        return tuple(pads(border, (length - 1) * dilation + 1) for border, length, dilation in axes)

    def outputs(self, image, lengths):
        """The lengths of the output's axes."""
        moves = zip(image, lengths, self.padding(lengths), self.stride, self.dilation, strict=True)
        return tuple((i + sum(pad) - (f - 1) * d - 1) // s + 1 for i, f, pad, s, d in moves)

    def check(self, image, filters, output=None):
        """Return the output's shape for these shapes. Errors: ValueError if they, or ``output``, do not fit."""
        ndim, lengths = self.ndim, filters[-self.ndim :]
        if image[1] != filters[-ndim - 1] * self.groups:
            raise ValueError(
                f"Convolution: the image has {image[1]} channels, and filters of {filters[-ndim - 1]} channels in "
                f"{self.groups} group(s) take {filters[-ndim - 1] * self.groups}."
            )
        if filters[0] % self.groups:
            raise ValueError(f"Convolution: {filters[0]} filters do not make {self.groups} groups.")
        expected = (image[0], filters[0], *self.outputs(image[2:], lengths))
        shapes = f"an image of shape {tuple(image)} and filters of shape {tuple(filters)}"
        if min(expected[2:]) <= 0:
            raise ValueError(f"Convolution: {shapes} give the impossible output shape {expected}.")
        if self.unshared and tuple(filters[1 : ndim + 1]) != expected[2:]:
            raise ValueError(f"Convolution: {shapes}, unshared, give an output of {expected[2:]} places.")
        if output is not None and tuple(output) != expected:
            raise ValueError(f"Convolution: {shapes} give an output of shape {expected}, not {tuple(output)}.")
        return expected


class _Patches:
    """The patches of an image that meet the filters, a slice of the batch at a time, as a matrix for each group.

    Its rows are channels and places in a filter, its columns images and places in the output; unshared filters have
    one matrix for each place in the output, of a column for each image.
    """

    def __init__(self, image, lengths, outputs, geometry, dtype):
        self.image, self.lengths, self.outputs, self.geometry, self.dtype = image, lengths, outputs, geometry, dtype
        self.padding = geometry.padding(lengths)
        self.channels = image[1]
        self.size = max(1, SLICE // max(1, self.channels * prod(lengths) * prod(outputs)))

    def slices(self):
        return (slice(start, start + self.size) for start in range(0, self.image[0], self.size))

    def padded(self, count):
        return np.zeros(
            (count, self.channels, *(i + sum(p) for i, p in zip(self.image[2:], self.padding, strict=True))), self.dtype
        )

    def inner(self, padded):
        """The image in its frame of zeros."""
        axes = zip(self.image[2:], self.padding, strict=True)
        return padded[(slice(None), slice(None), *(slice(left, left + i) for i, (left, _) in axes))]

    def windows(self, padded):
        """A view of shape (images, channels, *lengths, *outputs)."""
        steps = padded.strides[2:]
        within = [step * d for step, d in zip(steps, self.geometry.dilation, strict=True)]
        between = [step * s for step, s in zip(steps, self.geometry.stride, strict=True)]
        shape = (*padded.shape[:2], *self.lengths, *self.outputs)
        return as_strided(padded, shape, (*padded.strides[:2], *within, *between))

    def matrices(self, images):
        padded = images
        if any(map(any, self.padding)) or images.dtype != self.dtype:
            padded = self.padded(len(images))
            self.inner(padded)[...] = images
        windows, groups = self.windows(padded), self.geometry.groups
        rows, places, n = self.channels // groups * prod(self.lengths), prod(self.outputs), len(images)
        if self.geometry.unshared:
            grouped = windows.reshape(n, groups, rows, places)
            return np.ascontiguousarray(grouped.transpose(1, 3, 2, 0))
        return np.moveaxis(windows, 0, self.geometry.ndim + 1).reshape(groups, rows, n * places)

    def add_back(self, matrices, n):
        """The sum over all patches, each at its place in the image."""
        ndim, padded = self.geometry.ndim, self.padded(n)
        shape = (self.channels, *self.lengths, n, *self.outputs)
        if self.geometry.unshared:
            matrices = matrices.transpose(0, 2, 3, 1)
        patches = np.moveaxis(matrices.reshape(shape), ndim + 1, 0)
        axes = list(zip(self.geometry.stride, self.geometry.dilation, self.outputs, strict=True))
        for place in np.ndindex(*self.lengths):
            where = (slice(p * d, p * d + s * (o - 1) + 1, s) for p, (s, d, o) in zip(place, axes, strict=True))
            padded[(slice(None), slice(None), *where)] += patches[(slice(None), slice(None), *place)]
        return self.inner(padded)


def _filter_matrices(filters, geometry, dtype):
    """The filters as a matrix for each group, and for each place of the output if they are unshared."""
    ndim, groups = geometry.ndim, geometry.groups
    if geometry.flip:
        filters = flipped(filters, ndim)
    per_group = filters.shape[0] // groups
    if geometry.unshared:
        matrices = filters.reshape(groups, per_group, prod(filters.shape[1 : ndim + 1]), -1).swapaxes(1, 2)
    else:
        matrices = filters.reshape(groups, per_group, prod(filters.shape[1:]))
    return np.ascontiguousarray(matrices, dtype)


def _output_matrices(output, geometry, dtype):
    """A slice of the output as a matrix of filters by images and places, or of filters by images for each place."""
    n, filters, groups = output.shape[0], output.shape[1], geometry.groups
    matrices = output.reshape(n, groups, filters // groups, prod(output.shape[2:]))
    if geometry.unshared:
        return np.ascontiguousarray(matrices.transpose(1, 3, 2, 0), dtype)
    return matrices.transpose(1, 2, 0, 3).reshape(groups, filters // groups, -1).astype(dtype, copy=False)


def flipped(filters, ndim):
    return filters[(..., *(slice(None, None, -1),) * ndim)]


def working_dtype(*arrays):
    """Where the products are computed: half precision in single. Errors: ValueError for truth values."""
    dtype = np.result_type(*arrays)
    if dtype == np.bool_:
        raise ValueError("Convolution: there is none of truth values; cast them to a number.")
    return np.dtype("float32") if dtype == np.float16 else dtype


def forward(image, filters, geometry):
    """Return the output of ``filters`` moved over ``image``."""
    shape = geometry.check(image.shape, filters.shape)
    dtype = working_dtype(image, filters)
    output = np.zeros(shape, dtype)
    if not image.size or not filters.size:
        return output
    ndim, groups, places = geometry.ndim, geometry.groups, prod(shape[2:])
    patches = _Patches(image.shape, filters.shape[-ndim:], shape[2:], geometry, dtype)
    weights = _filter_matrices(filters, geometry, dtype)
    for part in patches.slices():
        result = weights @ patches.matrices(image[part])
        if geometry.unshared:
            result = result.transpose(3, 0, 2, 1)
        else:
            result = result.reshape(groups, shape[1] // groups, -1, places).transpose(2, 0, 1, 3)
        output[part] = result.reshape(-1, *shape[1:])
    return output


def gradient_of_filters(image, output, lengths, geometry):
    """Return the gradient by filters of these ``lengths``, given the one by ``output``."""
    ndim, channels = geometry.ndim, image.shape[1] // geometry.groups
    places = output.shape[2:] if geometry.unshared else ()
    if min(lengths) <= 0:
        raise ValueError(f"Convolution: filters of the impossible lengths {tuple(lengths)}.")
    shape = (output.shape[1], *places, channels, *lengths)
    geometry.check(image.shape, shape, output.shape)
    dtype = working_dtype(image, output)
    patches = _Patches(image.shape, lengths, output.shape[2:], geometry, dtype)
    total = _filter_matrices(np.zeros(shape, dtype), geometry, dtype)
    for part in patches.slices() if total.size else ():
        total += _output_matrices(output[part], geometry, dtype) @ patches.matrices(image[part]).swapaxes(-1, -2)
    if geometry.unshared:
        total = total.swapaxes(1, 2)
    result = total.reshape(shape)
    return flipped(result, ndim) if geometry.flip else result


def gradient_of_image(filters, output, axes, geometry):
    """Return the gradient by an image whose axes have these lengths, given the one by ``output``."""
    ndim = geometry.ndim
    shape = (output.shape[0], filters.shape[-ndim - 1] * geometry.groups, *axes)
    if min(axes) <= 0:
        raise ValueError(f"Convolution: an image of the impossible shape {shape}.")
    geometry.check(shape, filters.shape, output.shape)
    dtype = working_dtype(filters, output)
    image = np.zeros(shape, dtype)
    if not image.size or not filters.size:
        return image
    patches = _Patches(shape, filters.shape[-ndim:], output.shape[2:], geometry, dtype)
    weights = _filter_matrices(filters, geometry, dtype).swapaxes(-1, -2)
    for part in patches.slices():
        products = weights @ _output_matrices(output[part], geometry, dtype)
        image[part] = patches.add_back(products, len(image[part]))
    return image
