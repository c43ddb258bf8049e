"""Products of matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pytensor.compile.ops import view_op
from pytensor.graph.traversal import applys_between
from pytensor.raise_op import Assert, CheckAndRaise
from pytensor.scalar.basic import upcast
from pytensor.tensor import basic as _basic, math as _math
from pytensor.tensor.blas import BatchedDot
from pytensor.tensor.type import DenseTensorType, discrete_dtypes
from pytensor.tensor.variable import TensorConstant

from theano_min._composed import MadeByPyTensor
from theano_min._tracebacks import leaving
from theano_min.tensor._constants import as_tensor_variable

if TYPE_CHECKING:
    from typing import Any

    from theano_min._types import Tensor, TensorLike


@leaving
def dot(a: TensorLike, b: TensorLike) -> Tensor:
    """Return the matrix product, summing over the last axis of a and the second to last, or only, one of b.

    With a scalar it is the elementwise product. Shapes: (..., n) and (n,) or (..., n, m) give what is left of a, then
    of b. The dtype is the common one. Errors: ValueError if the lengths do not match, on running the graph, or on
    building it if they are known then. Source: theano.tensor.dot.
    """
    # the arguments' names, AsTensorError, and constants of lengths that do not match, which fail when they are computed
    a, b = as_tensor_variable(a), as_tensor_variable(b)
    # a float's gradient has the dtype of the product
    if all(isinstance(getattr(x, "type", None), DenseTensorType) for x in (a, b)) and a.dtype != b.dtype:
        dtype = upcast(a.dtype, b.dtype)
        if dtype not in discrete_dtypes:
            a, b = (_basic.cast(x, dtype) if x.ndim == 1 else x for x in (a, b))
    try:
        return _math.dot(a, b)
    except ValueError:
        constants = [x for x in (a, b) if isinstance(x, TensorConstant)]
        if not constants or any(1 in x.type.shape for x in constants):  # a length of 1 might be taken to broadcast
            raise
        return _math.dot(*map(_of_any_shape, (a, b)))


def _of_any_shape(x):
    """A constant, seen through a variable whose type does not know its lengths."""
    if not isinstance(x, TensorConstant):
        return x
    [out] = view_op.make_node(x).outputs
    out.type = x.type.clone(shape=(None,) * x.ndim)
    return out


class Dot(MadeByPyTensor):
    """Multiplies vectors and matrices: ``Dot()(x, y)``, what `dot` does for them; the class of a matrix product's node.

    Where a factor is a vector the last node drops a dimension of such a product. Errors: TypeError for other numbers of
    dimensions. Source: theano.tensor.Dot.
    """

    __props__ = ()

    # PyTensor's takes matrices alone
    @staticmethod
    def stands_for(op):
        return isinstance(op, _math.Dot)

    def theirs(self, x, y):
        x, y = as_tensor_variable(x), as_tensor_variable(y)
        for factor in (x, y):
            if factor.ndim not in (1, 2):
                raise TypeError(f"Dot multiplies vectors and matrices, not {factor} of {factor.ndim} dimensions.")
        return _math.dot(x, y).owner


def dot_of(l, r):  # noqa: E741
    """Return ``theano.tensor.dot(l, r)``. Source: theano.dot."""
    # the arguments' names
    return _math.dot(l, r)


def tensordot(a: TensorLike, b: TensorLike, axes: Any = 2) -> Tensor:
    """Return the product of two tensors, summed over ``axes``.

    They are a number of axes, the last of a and the first of b, or a pair of lists of axes. The result has what is left
    of a, then what is left of b, in the common dtype. Errors: ValueError for axes that do not fit, or, on running, for
    lengths along them that differ. Source: theano.tensor.tensordot.
    """
    # lengths that differ are a ValueError
    a, b = as_tensor_variable(a), as_tensor_variable(b)
    product = _math.tensordot(a, b, axes)
    for node in applys_between([a, b], [product]):
        if isinstance(node.op, Assert):
            node.op = CheckAndRaise(ValueError, "tensordot: a and b have different lengths along the axes to sum over")
    return product


def batched_dot(a: TensorLike, b: TensorLike) -> Tensor:
    """Return the products ``dot(a[i], b[i])`` of two batches, along the first axis of both.

    A vector is a batch of numbers, a matrix one of vectors, a 3-d tensor one of matrices; more dimensions are summed as
    ``dot`` does. The dtype is the common one. Errors: TypeError for a scalar and, on running, for batches of different
    sizes. Source: theano.tensor.batched_dot.
    """
    a, b = _basic.as_tensor_variable(a), _basic.as_tensor_variable(b)
    for name, x in (("a", a), ("b", b)):
        if x.ndim == 0:
            raise TypeError(f"`{name}` must have at least one (batch) axis, and is a scalar.")
    if a.ndim == 1:
        return a.dimshuffle(0, *"x" * (b.ndim - 1)) * b
    if b.ndim == 1:
        return a * b.dimshuffle(0, *"x" * (a.ndim - 1))
    if a.ndim > 3 or b.ndim > 3:
        return batched_tensordot(a, b, [[a.ndim - 1], [max(1, b.ndim - 2)]])
    product = BatchedDot()(a if a.ndim == 3 else a[:, None, :], b if b.ndim == 3 else b[:, :, None])
    pattern = [0] + [1] * (a.ndim == 3) + [2] * (b.ndim == 3)
    return product.dimshuffle(0, *pattern[1:])  # type: ignore[union-attr]


def batched_tensordot(x: TensorLike, y: TensorLike, axes: Any = 2) -> Tensor:
    """Return the tensor products ``tensordot(x[i], y[i])`` of two batches, along the first axis of both.

    ``axes`` is a number of axes, the last of x and the first of y after the batch, or a pair of lists of axes, counted
    with the batch as 0. The result has the batch, then what is left of x, then what is left of y.
    Errors: ValueError for axes that do not fit. Source: theano.tensor.batched_tensordot.
    """
    x, y = as_tensor_variable(x), as_tensor_variable(y)
    if isinstance(axes, int | np.integer):
        for name, z in (("x", x), ("y", y)):
            if axes > z.ndim - 1:
                raise ValueError(f"Cannot sum over {axes} axes of `{name}`, which has {z.ndim} with the batch.")
        axes = [range(x.ndim - axes, x.ndim), range(1, axes + 1)]
    x_axes, y_axes = ([int(axis) % z.ndim for axis in np.atleast_1d(a)] for z, a in zip((x, y), axes, strict=True))
    if len(x_axes) != len(y_axes) or 0 in x_axes + y_axes:
        raise ValueError(f"`axes` must name as many axes of x as of y, and not the batch: {axes}.")
    x_free = [axis for axis in range(1, x.ndim) if axis not in x_axes]
    y_free = [axis for axis in range(1, y.ndim) if axis not in y_axes]
    size = 1
    for axis in x_axes:
        size = size * x.shape[axis]
    rows = x.dimshuffle(0, *x_free, *x_axes).reshape((x.shape[0], -1, size))
    columns = y.dimshuffle(0, *y_axes, *y_free).reshape((y.shape[0], size, -1))
    lengths = [x.shape[0]] + [x.shape[axis] for axis in x_free] + [y.shape[axis] for axis in y_free]
    return BatchedDot()(rows, columns).reshape(lengths, ndim=len(lengths))  # type: ignore[union-attr]
