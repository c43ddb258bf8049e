"""Elementwise functions that Theano had, or that PyTensor has otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytensor.raise_op import CheckAndRaise
from pytensor.scalar.basic import int_div
from pytensor.tensor import basic as _basic, math as _math
from pytensor.tensor.math import complex as complex_, cos, floor_div, gammaincc, sin, true_div
from pytensor.tensor.type import discrete_dtypes

from theano_min.scalar.basic import int_or_true_div
from theano_min.tensor._constants import as_tensor_variable

if TYPE_CHECKING:
    from theano_min._types import Tensor, TensorLike


def angle(z: TensorLike) -> Tensor:
    """Return the argument of a complex number, elementwise, as float64. Source: theano.tensor.angle."""
    # always float64
    return _basic.cast(_math.angle(z), "float64")


_fits = CheckAndRaise(ValueError, "polar radius must be non-negative")


def complex_from_polar(abs: TensorLike, angle: TensorLike) -> Tensor:
    """Return the complex numbers of absolute value ``abs`` and argument ``angle``, elementwise.

    Errors: ValueError for an absolute value below 0, on running. Source: theano.tensor.complex_from_polar.
    """
    abs, angle = _basic.as_tensor_variable(abs), _basic.as_tensor_variable(angle)
    dtype = complex_(abs, angle).dtype
    abs, angle = abs.astype("float64"), angle.astype("float64")  # cos(angle) of a float16 has too few digits
    abs = _fits(abs, _math.all(~_math.lt(abs, 0)))
    return _basic.cast(complex_(abs * cos(angle), abs * sin(angle)), dtype)


def chi2sf(x: TensorLike, k: TensorLike) -> Tensor:
    """Return the survival function of a chi-squared distribution with k degrees of freedom at x, elementwise.

    Integers give floats. Source: theano.tensor.chi2sf.
    """
    x, k = _basic.as_tensor_variable(x), _basic.as_tensor_variable(k)
    return gammaincc(k / 2, x / 2)


def div_proxy(x: TensorLike, y: TensorLike) -> Tensor:
    """Return the elementwise quotient: of integers what ``config.int_division`` wants, else ``true_div``.

    Errors: IntegerDivisionError if both are integers and ``config.int_division`` is 'raise'.
    Source: theano.tensor.basic.div_proxy.
    """
    rule = int_or_true_div(*(as_tensor_variable(z).dtype in discrete_dtypes for z in (x, y)))
    return floor_div(x, y) if rule is int_div else true_div(x, y)
