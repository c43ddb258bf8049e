"""What the operations of convolution have in common: each is bilinear in two inputs, and derives into the other two."""

import numpy as _np
from pytensor.gradient import disconnected_type as _disconnected_type

from theano_min.scalar import upcast as _upcast
from theano_min.tensor.basic import cast as _cast, patternbroadcast as _patternbroadcast
from theano_min.tensor.nnet._convolve import (
    Geometry as Geometry,
    forward as _forward,
    gradient_of_filters as _gradient_of_filters,
    gradient_of_image as _gradient_of_image,
)
from theano_min.tensor.type import TensorType as _TensorType

RUN = {
    "forward": _forward,
    "backprop weights": _gradient_of_filters,
    "backprop inputs": _gradient_of_image,
}


class Convolution:
    """An operation that has a geometry and one of the directions of ``RUN``.

    Its inputs are two of the image, the filters and the output, in this order (but filters before output), then the
    lengths of the axes of what it computes where they do not follow from these. ``relative(direction)`` is the
    operation of the same geometry in another direction, a function of its two inputs and those lengths.
    """

    _direction: str
    # how Numba runs it: a module to import
    _numba_module = "theano_min.tensor.nnet._convolve_numba"

    def _geometry(self):
        raise NotImplementedError

    def _relative(self, direction):
        raise NotImplementedError

    def _lengths(self, inputs):
        """The axes of what is computed, from the values of the inputs."""
        return tuple(int(length) for each in inputs[2:] for length in _np.ravel(each))

    def perform(self, node, inputs, output_storage):
        lengths = () if self._direction == "forward" else (self._lengths(inputs),)
        result = RUN[self._direction](*map(_np.asarray, inputs[:2]), *lengths, self._geometry())
        output_storage[0][0] = result.astype(node.outputs[0].dtype, copy=False)

    def grad(self, inputs, output_grads):
        ndim, (first, second, *lengths), (gz,) = self._geometry().ndim, inputs, output_grads
        if self._direction == "forward":
            of_first = self._relative("backprop inputs")(second, gz, first.shape[-ndim:])
            of_second = self._relative("backprop weights")(first, gz, second.shape[-ndim:])
        elif self._direction == "backprop weights":
            of_first = self._relative("backprop inputs")(gz, second, first.shape[-ndim:])
            of_second = self._relative("forward")(first, gz)
        else:
            of_first = self._relative("backprop weights")(gz, second, first.shape[-ndim:])
            of_second = self._relative("forward")(gz, first)
        gradients = [like(of_first, first), like(of_second, second)]
        return gradients + [_disconnected_type() for _ in lengths]

    def R_op(self, inputs, eval_points):
        (first, second, *lengths), (of_first, of_second) = inputs, eval_points[:2]
        products = [] if of_first is None else [self(of_first, second, *lengths)]
        products += [] if of_second is None else [self(first, of_second, *lengths)]
        return [sum(products[1:], products[0]) if products else None]

    def connection_pattern(self, node):
        return [[True], [True], *([False] for _ in node.inputs[2:])]


def like(gradient, variable):
    """``gradient`` with the dtype and the broadcastable axes of ``variable``."""
    if gradient.dtype != variable.dtype:
        gradient = _cast(gradient, variable.dtype)
    return _patternbroadcast(gradient, variable.type.broadcastable)


def result(first, second, broadcastable):
    """What a convolution of ``first`` and ``second`` computes."""
    return _TensorType(_upcast(first.dtype, second.dtype), tuple(map(bool, broadcastable)))()
