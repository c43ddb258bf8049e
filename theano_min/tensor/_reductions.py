"""Reductions along axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pytensor.graph.basic import Constant, Variable
from pytensor.tensor import basic as _basic, math as _math
from pytensor.tensor.type import uint_dtypes
from pytensor.tensor.type_other import NoneConst

from theano_min._composed import MadeByPyTensor
from theano_min._taught import is_a_programs
from theano_min.tensor._constants import as_tensor_variable

if TYPE_CHECKING:
    from typing import Any

    from theano_min._types import Axis, Tensor, TensorLike


def check_and_normalize_axes(x: TensorLike, axis: Any) -> list[int]:
    """Return ``axis`` as a sorted list of different axes of ``x``, none of them negative; None gives an empty list.

    Errors: TypeError for an axis that is no constant integer, ValueError for one that x lacks.
    Source: theano.tensor.basic.check_and_normalize_axes.
    """
    ndim = _basic.as_tensor_variable(x).type.ndim
    if axis is None or (isinstance(axis, Variable) and NoneConst.equals(axis)):
        return []
    if isinstance(axis, Variable):
        if not isinstance(axis, Constant):
            raise TypeError(f"Computation needs a constant axis. Got {axis}")
        axis = axis.data
    if not isinstance(axis, int | np.integer | tuple | list | range | np.ndarray):
        raise TypeError(f"Axis must be an integer, tuple, list of integers or a TensorVariable. Got {axis}")
    axes = [int(a) for a in np.ravel(axis)]
    for a in axes:
        if not -ndim <= a < ndim:
            raise ValueError(f"Computation needs a valid axis number for {ndim}-D tensor. Got {a}")
    return sorted({a % ndim for a in axes})


class Mean(MadeByPyTensor):
    """The mean along ``axis``, in float64: ``Mean(axis)(x)`` is ``mean(x, axis, dtype="float64")``.

    Source: theano.tensor.basic.Mean.
    """

    # its nodes divide a sum
    __props__ = ("axis",)

    def __init__(self, axis=None):
        self.axis = axis

    def theirs(self, x):
        return _math.mean(x, _axes(_basic.as_tensor_variable(x), self.axis), "float64").owner


def _axes(x, axis):
    """Return the axes as PyTensor wants them, None standing for all."""
    return check_and_normalize_axes(x, axis) or None


def max(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Return the largest element along one axis, several or all, which are gone, or of length 1 with ``keepdims``.

    Errors: ValueError for an axis that x lacks and, on running, for no elements; TypeError for an axis that is no
    constant integer. Source: theano.tensor.max.
    """
    # the axis may be a constant variable, or named twice
    return _math.max(x, _axes(x, axis), keepdims)


def min(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Return the smallest element along one axis, several or all. See ``max``. Source: theano.tensor.min."""
    # the axis may be a constant variable, or named twice; 3.0 overflows on unsigned integers
    x = as_tensor_variable(x)
    if x.dtype in uint_dtypes:
        return _math.invert(_math.max(_math.invert(x), _axes(x, axis), keepdims))
    return _math.min(x, _axes(x, axis), keepdims)


def argmax(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Return where the first largest element is along one axis, several or all, counted in them flattened, as int64.

    Errors: as ``max``. Source: theano.tensor.argmax.
    """
    # the axis may be a constant variable, or named twice
    return _math.argmax(x, _axes(x, axis), keepdims)


def argmin(x: TensorLike, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Return where the first smallest element is. See ``argmax``. Source: theano.tensor.argmin."""
    # the axis may be a constant variable, or named twice; the complement of unsigned numbers stays in their dtype
    x = _basic.as_tensor_variable(x)
    if x.dtype in uint_dtypes:
        return _math.argmax(_math.invert(x), _axes(x, axis), keepdims)
    return _math.argmin(x, _axes(x, axis), keepdims)


def max_and_argmax(a: TensorLike, axis: Axis = None, keepdims: bool = False) -> list[Tensor]:
    """Return a list of ``max`` and ``argmax``, int64, of the same arguments and shapes.

    Source: theano.tensor.max_and_argmax.
    """
    # the axis may be a constant variable, or named twice
    return _math.max_and_argmax(a, _axes(a, axis), keepdims)


class MaxAndArgmax(MadeByPyTensor):
    """Finds the largest elements along axes and where they are: ``MaxAndArgmax((1,))(x)``, a list of two.

    Source: theano.tensor.MaxAndArgmax.
    """

    __props__ = ("axis",)

    # two operations of PyTensor
    @staticmethod
    def stands_for(op):
        return isinstance(op, _math.Max | _math.Argmax)

    def __init__(self, axis):
        self.axis = tuple(axis)

    def compose(self, x):
        return max_and_argmax(x, self.axis)

    def theirs(self, x):
        return self.compose(x)[0].owner

    def __call__(self, x, **kwargs):
        return super().__call__(x, **kwargs) if is_a_programs(type(self)) else self.compose(x)


def ptp(a: TensorLike, axis: Axis = None) -> Tensor:
    """Return the largest element minus the smallest along one axis, several or all. Source: theano.tensor.ptp."""
    # the axis may be a constant variable, or named twice
    return max(a, axis) - min(a, axis)


def mean(
    input: TensorLike,
    axis: Axis = None,
    dtype: str | None = None,
    op: bool = False,
    keepdims: bool = False,
    acc_dtype: str | None = None,
) -> Tensor:
    """Return the mean along one axis, several or all.

    The sum has the dtype ``dtype``, or float32 for float16, and is accumulated in ``acc_dtype``; integers give float64,
    float16 a float16. With ``keepdims`` the axes stay, of length 1. ``op=True`` accumulates and returns float64.
    Errors: NotImplementedError for ``op`` with another dtype, ValueError for an axis that input lacks.
    Source: theano.tensor.mean.
    """
    # has `op` in the fourth place
    if op:
        for name, value in (("dtype", dtype), ("acc_dtype", acc_dtype)):
            if value not in (None, "float64"):
                raise NotImplementedError(f"mean(op=True) is always float64: leave `{name}` out, or `op`.")
        dtype = acc_dtype = "float64"
    return _math.mean(input, axis=axis, dtype=dtype, keepdims=keepdims, acc_dtype=acc_dtype)


def var(input: TensorLike, axis: Axis = None, ddof: int = 0, keepdims: bool = False, corrected: bool = False) -> Tensor:
    """Return the variance along one axis, several or all, in two passes: the mean first.

    The sum of squares is divided by ``n - ddof`` of each axis in turn; integers give float64, and so does float32
    unless ddof is 0. With ``keepdims`` the axes stay, of length 1; ``corrected`` takes out the rounding error of the
    mean. Errors: ValueError for a ddof that is True or False, or an axis that input lacks. Source: theano.tensor.var.
    """
    # over several axes Theano divides by the product of n - ddof, and in integers
    if isinstance(ddof, bool):
        raise ValueError("`ddof` is a number: keepdims comes after it, in the fourth place.")
    input = as_tensor_variable(input)
    if ddof == 0:
        return _math.var(input, axis, keepdims=keepdims, corrected=corrected)
    axes = check_and_normalize_axes(input, axis) if axis is not None else range(input.ndim)
    centered = input - mean(input, axis, keepdims=True)
    result = _math.sum(centered**2, axis, keepdims=keepdims)
    for a in axes:
        result = _math.true_div(result, input.shape[a] - ddof)
    if corrected:
        error = _math.sum(centered, axis, keepdims=keepdims) ** 2
        for a in axes:
            error = _math.true_div(error, (input.shape[a] - ddof) * input.shape[a])
        result = result - error
    result.name = "var"
    return result


def std(input: TensorLike, axis: Axis = None, ddof: int = 0, keepdims: bool = False, corrected: bool = False) -> Tensor:
    """Return the standard deviation along one axis, several or all: the square root of ``var`` of the same arguments.

    Source: theano.tensor.std.
    """
    # of Theano's variance
    result = _math.sqrt(var(input, axis, ddof, keepdims, corrected))
    result.name = "std"
    return result
