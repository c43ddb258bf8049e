"""What the operations of convolution have in common: each is bilinear in two inputs, and derives into the other two."""

import operator as _operator
from functools import cached_property as _cached_property

import numpy as _np
from pytensor.gradient import disconnected_type as _disconnected_type

from theano_min.gof.graph import Apply as _Apply
from theano_min.scalar import upcast as _upcast
from theano_min.tensor.basic import (
    TensorConstant as _TensorConstant,
    as_tensor_variable as _as_tensor_variable,
    cast as _cast,
    patternbroadcast as _patternbroadcast,
)
from theano_min.tensor.nnet._convolve import (
    Geometry as Geometry,
    forward as _forward,
    gradient_of_filters as _gradient_of_filters,
    gradient_of_image as _gradient_of_image,
)
from theano_min.tensor.type import TensorType as _TensorType

_RUN = {
    "forward": _forward,
    "backprop weights": _gradient_of_filters,
    "backprop inputs": _gradient_of_image,
}
_INPUTS = {
    "forward": ("img", "kern"),
    "backprop weights": ("img", "topgrad"),
    "backprop inputs": ("kern", "topgrad"),
}


class Convolution:
    """An operation that has a geometry and one of three directions.

    ``forward`` takes image and filters, ``backprop weights`` image and output, ``backprop inputs`` filters and output,
    and these two then the lengths of the axes of what they compute. ``_relative(direction)`` is the operation of the
    same geometry in another direction, a function of its two inputs and a vector of lengths.
    """

    _direction: str
    _numba = "theano_min._numba.convolution"
    filter_flip = unshared = False

    def _set_steps(self, ndim, subsample, filter_dilation, num_groups):
        """Keep the steps along each axis and the number of groups. Errors: ValueError."""
        for name, steps in (("subsample", subsample), ("filter_dilation", filter_dilation)):
            if len(steps) != ndim:
                raise ValueError(f"{name} must have {ndim} elements: it has {len(steps)}")
            setattr(self, name, tuple(steps))
        if num_groups < 1:
            raise ValueError(f"num_groups must be greater than zero: it is {num_groups}")
        self.num_groups = num_groups

    @_cached_property
    def _geometry(self):
        steps = integers(self.subsample), integers(self.filter_dilation)
        return Geometry(self.border_mode, *steps, int(self.num_groups), bool(self.unshared), bool(self.filter_flip))

    def _relative(self, direction):
        raise NotImplementedError

    def _node(self, first, second, *lengths):
        """The node of a call. Errors: TypeError for another number of dimensions."""
        geometry = self._geometry
        ndim, bare = geometry.ndim, [False] * geometry.ndim
        first, second = _as_tensor_variable(first), _as_tensor_variable(second)
        for name, variable in zip(_INPUTS[self._direction], (first, second), strict=True):
            unshared = name == "kern" and geometry.unshared
            if variable.type.ndim != 2 + ndim * (1 + unshared):
                note = " for unshared convolution" * unshared
                raise TypeError(f"{name} must be a {2 + ndim * (1 + unshared)}D tensor{note}: it is {variable.type}")
        ones = [variable.type.broadcastable for variable in (first, second)]
        if self._direction == "forward":
            pattern = [ones[0][0], ones[1][0], *bare]
        elif self._direction == "backprop weights":
            pattern = [ones[1][1], *(bare if geometry.unshared else []), ones[0][1], *bare]
        else:
            pattern = [ones[1][0], geometry.groups == 1 and ones[0][-ndim - 1], *bare]
        output = _TensorType(_upcast(first.dtype, second.dtype), tuple(pattern))()
        return _Apply(self, [first, second, *map(_as_tensor_variable, lengths)], [output])

    def _output_shape(self, shapes, lengths):
        """The gradient's shape, from the shapes of the first two inputs and the lengths of its axes."""
        (first, second), geometry = shapes, self._geometry
        if self._direction == "backprop weights":
            places = second[2:] if geometry.unshared else ()
            channels = first[1] if geometry.groups == 1 else first[1] // geometry.groups
            return [second[1], *places, channels, *lengths]
        channels = first[-geometry.ndim - 1]
        return [second[0], channels if geometry.groups == 1 else channels * geometry.groups, *lengths]

    def perform(self, node, inputs, output_storage, params=None):
        first, second, *lengths = map(_np.asarray, inputs)
        if lengths:
            lengths = [tuple(int(length) for each in lengths for length in each.ravel())]
        result = _RUN[self._direction](first, second, *lengths, self._geometry)
        output_storage[0][0] = result.astype(node.outputs[0].dtype, copy=False)

    def grad(self, inputs, output_grads):
        ndim, (first, second, *lengths), (gz,) = self._geometry.ndim, inputs, output_grads
        if self._direction == "forward":
            of_first = self._relative("backprop inputs")(second, gz, first.shape[-ndim:])
            of_second = self._relative("backprop weights")(first, gz, second.shape[-ndim:])
        elif self._direction == "backprop weights":
            of_first = self._relative("backprop inputs")(gz, second, first.shape[-ndim:])
            of_second = self._relative("forward")(first, gz)
        else:
            of_first = self._relative("backprop weights")(gz, second, first.shape[-ndim:])
            of_second = self._relative("forward")(gz, first)
        return [_like(of_first, first), _like(of_second, second), *(_disconnected_type() for _ in lengths)]

    def R_op(self, inputs, eval_points):
        (first, second, *lengths), (of_first, of_second) = inputs, eval_points[:2]
        products = [] if of_first is None else [self._node(of_first, second, *lengths).outputs[0]]
        products += [] if of_second is None else [self._node(first, of_second, *lengths).outputs[0]]
        return [sum(products[1:], products[0]) if products else None]

    def connection_pattern(self, node):
        return [[True], [True], *([False] for _ in node.inputs[2:])]


def _like(gradient, variable):
    """``gradient`` with the dtype and the broadcastable axes of ``variable``."""
    if gradient.dtype != variable.dtype:
        gradient = _cast(gradient, variable.dtype)
    return _patternbroadcast(gradient, variable.type.broadcastable)


def checked_border(border_mode, ndim):
    """A border mode that has a name, or the pair of widths of each axis. Errors: ValueError."""
    if isinstance(border_mode, str) and border_mode in ("valid", "full", "half"):
        return border_mode
    widths = (border_mode,) * ndim if isinstance(border_mode, int) else border_mode
    if not isinstance(widths, tuple) or len(widths) != ndim:
        raise ValueError(
            f'invalid border_mode {border_mode}, which must be either "valid", "full", "half", an integer or a tuple '
            f"of length {ndim}"
        )
    pairs = tuple(width if isinstance(width, tuple) else (width, width) for width in widths)
    if not all(len(pair) == 2 and all(isinstance(each, int) and each >= 0 for each in pair) for pair in pairs):
        raise ValueError(f"invalid border_mode {border_mode}: a width is a non-negative integer or a pair of them")
    return pairs


def integers(steps):
    """A tuple of integers from one of integers or constants. Errors: TypeError for other numbers."""
    return tuple(_operator.index(s.data.item() if isinstance(s, _TensorConstant) else s) for s in steps)
