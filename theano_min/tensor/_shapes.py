"""The order, number and lengths of dimensions; diagonals and rows."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from pytensor.graph.basic import Apply, Variable
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor import basic as _basic, elemwise as _elemwise, extra_ops as _extra_ops
from pytensor.tensor.exceptions import NotScalarConstantError
from pytensor.tensor.shape import (
    Reshape as _Reshape,
    reshape as _reshape,
)
from pytensor.tensor.type import discrete_dtypes, integer_dtypes

from theano_min._classes import OpClass, StandIn
from theano_min._composed import MadeByPyTensor
from theano_min.configdefaults import config
from theano_min.tensor._constants import _INTEGERS, as_tensor_variable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from theano_min._types import Shape, Tensor, TensorLike


def alloc_validate_shape(shape):
    """Return the lengths in ``shape`` as scalar variables, and which of them are the constant 1.

    Errors: TypeError for a length that is no integer or no scalar. Source: theano.tensor.basic.alloc_validate_shape.
    """
    lengths = [_basic.as_tensor_variable(length) for length in shape]
    pattern = []
    for i, length in enumerate(lengths):
        if length.type.dtype not in integer_dtypes:
            raise TypeError(f"Shape arguments to Alloc must be integers, but argument {i} is not: {length}.")
        if length.type.ndim != 0:
            raise TypeError(f"Each shape dimension to Alloc must be a scalar, but dimension {i} is {length.type}.")
        try:
            pattern.append(bool(_basic.get_scalar_constant_value(length) == 1))
        except NotScalarConstantError:
            pattern.append(False)
    return lengths, pattern


class DimShuffle(_elemwise.DimShuffle, metaclass=OpClass):
    """Reorders, drops and adds dimensions: ``DimShuffle(x.broadcastable, (1, 'x', 0))(x)``.

    It equals PyTensor's operation, which is an instance too. Source: theano.tensor.elemwise.DimShuffle.
    """

    @staticmethod
    def stands_for(op):
        return isinstance(op, _elemwise.DimShuffle)

    def __init__(self, input_broadcastable, new_order, inplace=True):
        # the input's pattern, not its number of dimensions; always a view; Theano's text
        for i, broadcastable in enumerate(input_broadcastable):
            if i not in new_order and not broadcastable:
                raise ValueError(f"Cannot drop dimension {i}, which is not broadcastable: {input_broadcastable}.")
        super().__init__(input_ndim=len(input_broadcastable), new_order=new_order)

    @classmethod
    def get_path(cls, f):
        return _elemwise.DimShuffle.get_path(f)

    def _plain(self):
        return _elemwise.DimShuffle(input_ndim=self.input_ndim, new_order=self.new_order)

    def __eq__(self, other):
        return isinstance(other, _elemwise.DimShuffle) and hash(self) == hash(other) and self._props() == other._props()

    def __hash__(self):
        return hash(self._plain())

    def __str__(self):
        return f"InplaceDimShuffle{{{','.join(map(str, self.new_order))}}}"


class Reshape(_Reshape, metaclass=StandIn):
    """Gives an array the shape of a vector: ``Reshape(2)(x, (3, -1))``. Source: theano.tensor.Reshape."""

    def __init__(self, ndim, name=None):
        # a name, which the output never had
        if name is not None:
            raise AssertionError("Reshape: `name` was refused by Theano too; name the variable instead.")
        _Reshape.__init__(self, ndim)


def reshape(x: TensorLike, newshape: Shape, ndim: int | None = None) -> Tensor:
    """Return x with the shape ``newshape``: a vector or a list of integers, of which one may be -1 and is worked out.

    ``ndim`` is the length of a vector whose length is not known. Errors: TypeError if newshape is no vector, ValueError
    if its length is not known and, on running, if the number of elements differs. Source: theano.tensor.reshape.
    """
    # ndim may be given by position
    return _reshape(x, newshape, ndim=ndim)


def _ndim_or_outdim(ndim, outdim):
    if ndim is not None and outdim is not None:
        raise ValueError("You should only specify ndim: `outdim` is its old name.")
    if outdim is not None:
        warnings.warn("flatten outdim parameter is deprecated, use ndim instead.", stacklevel=3)
    return 1 if ndim is None and outdim is None else ndim if outdim is None else outdim


def transpose(x: TensorLike, axes: Sequence[int] | None = None) -> Tensor:
    """Return x with its dimensions in the order ``axes``, by default reversed; its name is x's with '.T'.

    Errors: ValueError for axes that leave a dimension out. Source: theano.tensor.transpose.
    """
    # the name, which a vector's has too
    x = as_tensor_variable(x)
    backwards = list(range(x.ndim))[::-1]
    pattern = backwards if axes is None else list(axes)
    if not all(one or axis in pattern for axis, one in enumerate(x.broadcastable)):
        raise ValueError("You cannot drop a non-broadcastable dimension.", (list(x.broadcastable), axes))
    result: Any = _elemwise.DimShuffle(input_ndim=x.ndim, new_order=pattern)(x)
    if x.name and (axes is None or axes == backwards):
        result.name = f"{x.name}.T"
    return result


def swapaxes(y: TensorLike, axis1: int, axis2: int) -> Tensor:
    """Return y with two of its dimensions exchanged.

    Errors: IndexError for an axis that y does not have. Source: theano.tensor.swapaxes.
    """
    y = as_tensor_variable(y)
    return _another(y, _basic.swapaxes(y, axis1, axis2))


def squeeze(x: TensorLike, axis: int | Sequence[int] | None = None) -> Tensor:
    """Return x without its dimensions of length 1, all that are known to be or those in ``axis``.

    Errors: ValueError for an axis of another length. Source: theano.tensor.extra_ops.squeeze.
    """
    x = as_tensor_variable(x)
    return _another(x, _extra_ops.squeeze(x, axis))


def _another(x, result):
    """``result``, or one equal to x if it is x: Theano's was another variable, with a name and gradients of its own."""
    return _elemwise.DimShuffle(input_ndim=x.ndim, new_order=range(x.ndim))(x) if result is x else result


def is_flat(var: Tensor, ndim: int | None = None, outdim: int | None = None) -> bool:
    """Return whether ``var`` has ``ndim`` dimensions, by default 1. Source: theano.tensor.is_flat."""
    # `outdim`, the old name of ndim
    return var.ndim == _ndim_or_outdim(ndim, outdim)


def flatten(x: TensorLike, ndim: int | None = None, outdim: int | None = None) -> Tensor:
    """Return x with ``ndim`` dimensions, by default 1: the first ndim - 1 stay, the others become one.

    Errors: ValueError if ndim is less than 1 or more than x has. Source: theano.tensor.flatten.
    """
    # `outdim`, the old name of ndim
    x, ndim = as_tensor_variable(x), _ndim_or_outdim(ndim, outdim)
    result: Any = _Reshape(1)(x, [-1]) if ndim == x.ndim == 1 else _another(x, _basic.flatten(x, ndim))
    return result


def tile(x: TensorLike, reps: Shape, ndim: int | None = None) -> Tensor:
    """Return x repeated ``reps`` times along each axis: an integer, or a list or vector of integers, symbolic or not.

    The last number counts for the last axis; what is missing on the left, of x's dimensions or of the numbers, is 1.
    ``ndim`` is the result's number of dimensions, needed if reps is a symbolic vector. Errors: ValueError if it is
    missing then or is less than x has, or if reps holds anything but integers. Source: theano.tensor.tile.
    """
    # has `ndim`, and takes a vector of unknown length with it
    x = as_tensor_variable(x)
    if ndim is not None and ndim < x.ndim:
        raise ValueError(f"`ndim` must be at least the number of dimensions of x, {x.ndim}: it is {ndim}.")
    if not isinstance(reps, list | tuple):
        vector_or_scalar = as_tensor_variable(reps)
        if vector_or_scalar.dtype not in discrete_dtypes or vector_or_scalar.ndim > 1:
            raise ValueError(f"`reps` must be an integer or a vector of integers: it is {vector_or_scalar.type}.")
        if vector_or_scalar.ndim == 0:
            reps = [reps]
        elif ndim is None:
            raise ValueError("If `reps` is a vector, you must specify `ndim`, the result's number of dimensions.")
        else:
            fits = CheckAndRaise(AssertionError, f"`reps` must not be longer than `ndim`, {ndim}")
            missing = ndim - vector_or_scalar.shape[0]
            missing = fits(missing, missing >= 0)
            reps = [_basic.switch(i < missing, 1, vector_or_scalar[i - missing]) for i in range(ndim)]  # type: ignore[operator]
    elif any(r.dtype not in discrete_dtypes if isinstance(r, Variable) else not isinstance(r, _INTEGERS) for r in reps):  # type: ignore[attr-defined]
        raise ValueError(f"All elements of `reps` must be integers: {reps}.")
    elif ndim is not None and len(reps) > ndim:
        raise ValueError(f"`ndim` must be at least the length of `reps`, {len(reps)}: it is {ndim}.")
    return _basic.tile(x, [1] * ((ndim or 0) - len(reps)) + list(reps))


class Flatten(MadeByPyTensor):
    """Makes ``outdim`` dimensions of all: ``Flatten(outdim)(x)`` is ``flatten(x, outdim)``.

    Source: theano.tensor.Flatten.
    """

    __props__ = ("outdim",)
    view_map = {0: [0]}

    def __init__(self, outdim=1):
        self.outdim = int(outdim)

    def __str__(self):
        return f"{type(self).__name__}{{{self.outdim}}}"

    def make_node(self, x):
        x = as_tensor_variable(x)
        if self.outdim < 1 or (x.ndim and self.outdim > x.ndim):
            raise ValueError(f"invalid output ndimensions ({self.outdim}) for tensor of rank {x.ndim}")
        return Apply(self, [x], [flatten(x, self.outdim).type()])

    def compose(self, x):
        return [flatten(x, self.outdim)]


class Tile(MadeByPyTensor):
    """Repeats along each of ``ndim`` axes: ``Tile(ndim)(x, reps)`` is ``tile(x, reps, ndim)``.

    Source: theano.tensor.Tile.
    """

    # its nodes are Reshape's
    __props__ = ("ndim",)

    def __init__(self, ndim):
        self.ndim = ndim

    def theirs(self, x, reps):
        return tile(x, reps, self.ndim).owner


class Tri(MadeByPyTensor):
    """Ones at and below a diagonal: ``Tri(dtype)(N, M, k)`` is ``tri(N, M, k, dtype)``. Source: theano.tensor.Tri."""

    # its nodes compare two ranges
    __props__ = ("dtype",)

    def __init__(self, dtype=None):
        self.dtype = dtype or config.floatX

    def theirs(self, N, M, k):
        return _basic.tri(N, M, k, self.dtype).owner


def shape_padaxis(t: TensorLike, axis: int) -> Tensor:
    """Return t with a new dimension of length 1 at ``axis``, which may count from the end of the result.

    Errors: IndexError for an axis that the result lacks. Source: theano.tensor.shape_padaxis.
    """
    # Theano's operation
    t = as_tensor_variable(t)
    if not -t.ndim - 1 <= axis <= t.ndim:
        raise IndexError(f"axis {axis} is out of bounds [{-t.ndim - 1}, {t.ndim + 1})")
    order = list(range(t.ndim))
    order.insert(axis % (t.ndim + 1), "x")  # type: ignore[arg-type]
    return DimShuffle(t.broadcastable, order)(t)  # type: ignore[return-value]


def shape_padleft(t: TensorLike, n_ones: int = 1) -> Tensor:
    """Return t with ``n_ones`` new dimensions of length 1 before the others. Source: theano.tensor.shape_padleft."""
    # Theano's operation
    t = as_tensor_variable(t)
    return DimShuffle(t.broadcastable, ["x"] * n_ones + list(range(t.ndim)))(t)  # type: ignore[return-value]


def shape_padright(t: TensorLike, n_ones: int = 1) -> Tensor:
    """Return t with ``n_ones`` new dimensions of length 1 after the others. Source: theano.tensor.shape_padright."""
    # Theano's operation
    t = as_tensor_variable(t)
    return DimShuffle(t.broadcastable, list(range(t.ndim)) + ["x"] * n_ones)(t)  # type: ignore[return-value]


def triu(m: TensorLike, k: int = 0) -> Tensor:
    """Return a matrix, of its shape, with zeros below its ``k``-th diagonal; the dtype is that of int8 with its own.

    Source: theano.tensor.triu.
    """
    # PyTensor subtracts from a 1 of the matrix's dtype
    below = _basic.tri(m.shape[0], m.shape[1], k=k - 1, dtype=m.dtype)
    return m * (_basic.constant(1, dtype="int8") - below)


def diag(v: TensorLike, k: int = 0) -> Tensor:
    """Return the k-th diagonal of v, or of its first two axes; a vector's matrix with v on its k-th diagonal.

    A vector of n elements gives a matrix of n + abs(k) rows and columns; of more dimensions the diagonal comes last.
    Errors: ValueError for a scalar. Source: theano.tensor.diag.
    """
    # more than two dimensions
    v = as_tensor_variable(v)
    return _basic.diagonal(v, offset=k) if v.ndim > 2 else _basic.diag(v, k)


class ExtractDiag(_basic.ExtractDiag, metaclass=StandIn):
    """Takes a diagonal: ``ExtractDiag(offset=1)(x)``. Source: theano.tensor.ExtractDiag."""

    def __init__(self, offset=0, axis1=0, axis2=1, view=False):
        # no view unless asked for
        _basic.ExtractDiag.__init__(self, offset, axis1, axis2, view)


class AllocDiag(_basic.AllocDiag, metaclass=StandIn):
    """Makes matrices of diagonals: ``AllocDiag(offset=1)(x)``. Source: theano.tensor.AllocDiag."""

    def __init__(self, offset=0, axis1=0, axis2=1):
        # all by position
        _basic.AllocDiag.__init__(self, axis1=axis1, axis2=axis2, offset=offset)


def permute_row_elements(x: TensorLike, y: TensorLike, inverse: int = 0) -> Tensor:
    """Return each row of x in the order of the integers in the same row of y, or with ``inverse`` put back from it.

    Source: theano.tensor.permute_row_elements.
    """
    # inverse is 0 or 1
    return _basic.permute_row_elements(x, y, inverse=bool(inverse))


class PermuteRowElements(MadeByPyTensor):
    """Permutes each row's elements: ``PermuteRowElements()(x, y, inverse)`` is ``permute_row_elements(x, y, inverse)``.

    Source: theano.tensor.PermuteRowElements.
    """

    __props__ = ()

    # PyTensor's is made for one of the two
    @staticmethod
    def stands_for(op):
        return isinstance(op, _basic.PermuteRowElements)

    def theirs(self, x, y, inverse):
        return permute_row_elements(x, y, _basic.get_scalar_constant_value(inverse)).owner


def inverse_permutation(perm: TensorLike) -> Tensor:
    """Return the inverse of the permutation ``perm``, a vector, or of that in each row of a matrix; its dtype is kept.

    Source: theano.tensor.inverse_permutation.
    """
    return permute_row_elements(_basic.arange(perm.shape[-1], dtype=perm.dtype), perm, inverse=1)
