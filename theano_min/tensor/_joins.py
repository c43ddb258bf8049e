"""Joining, splitting and choosing."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from pytensor.gradient import grad_undefined
from pytensor.graph.basic import Variable
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor import basic as _basic, math as _math
from pytensor.tensor.subtensor import set_subtensor
from pytensor.tensor.type import integer_dtypes

from theano_min._composed import MadeByPyTensor
from theano_min._pytensor import joined
from theano_min.tensor._constants import as_tensor_variable, extract_constant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from theano_min._types import Tensor, TensorLike


def _within(axis, ndim, what):
    """Return an axis that is known only on running, counted from the first; IndexError if there is none."""
    known = CheckAndRaise(IndexError, f"{what} axis out of bounds [-{ndim}, {ndim})")
    return known(axis, _math.and_(axis >= -ndim, axis < ndim)) % ndim


def _axis(axis):
    """The number that is known, or a variable. Errors: AsTensorError for what is neither, TypeError for several."""
    axis = extract_constant(axis)
    known = axis if isinstance(axis, Variable) else as_tensor_variable(axis).data
    if known.ndim:
        raise TypeError(f"the axis is one number, not {axis}")
    return known


def join(axis: TensorLike, *tensors_list: TensorLike) -> Tensor:
    """Return the tensors joined along ``axis``, an integer or a scalar variable; a single one is returned as it is.

    They have the same number of dimensions and, but for the axis, the same lengths; the dtype is the common one.
    Errors: TypeError for no tensors or scalars, ValueError for an axis they lack. Source: theano.tensor.join.
    """
    # the axis may be known only on running
    if len(tensors_list) == 1:
        return tensors_list[0]
    axis = _axis(axis)
    tensors = [as_tensor_variable(t) for t in tensors_list]
    if not all(t.ndim for t in tensors):
        raise TypeError("Join cannot join scalars: see stack.")
    ndim = tensors[0].ndim if tensors else 0
    if tensors and not isinstance(axis, Variable) and not -ndim <= axis < ndim:
        raise (IndexError if axis < 0 else ValueError)(f"Join axis {axis} out of bounds [-{ndim}, {ndim}).")
    if any(t.ndim != ndim for t in tensors):
        raise TypeError(f"Join needs tensors of the same number of dimensions: {[t.type for t in tensors]}.")
    if not isinstance(axis, Variable):
        return _basic.join(int(axis), *tensors)
    axis = _within(as_tensor_variable(axis), ndim, "Join")
    others = [set_subtensor(t.shape[axis], 0) for t in tensors]
    fit = CheckAndRaise(ValueError, "Join: the lengths must be the same along all axes but the one joined")
    axis = fit(axis, *[_math.all(_math.eq(others[0], other)) for other in others[1:]])
    # In memory each tensor is a matrix: what comes before the axis, times the rest.
    matrices = [t.reshape((_math.prod(t.shape[:axis]), _math.prod(t.shape[axis:]))) for t in tensors]
    lengths = set_subtensor(tensors[0].shape[axis], sum(t.shape[axis] for t in tensors))
    return _basic.join(1, *matrices).reshape(lengths, ndim=ndim)


class Join(MadeByPyTensor):
    """Joins tensors: ``Join()(axis, x, y)``; ``view`` numbers the one that is the result where the others are empty.

    Source: theano.tensor.Join.
    """

    __props__ = ("view",)

    # PyTensor's must know the axis from the start
    @staticmethod
    def stands_for(op):
        return isinstance(op, _basic.Join)

    def __init__(self, view=-1):
        self.view = view

    def __str__(self):
        return "Join" if self.view == -1 else f"Join{{view={self.view}}}"

    def theirs(self, *axis_and_tensors):
        axis, *tensors = axis_and_tensors
        node = (_basic.tensor_copy(*tensors) if len(tensors) == 1 else join(axis, *tensors)).owner
        if self.view >= 0 and isinstance(node.op, _basic.Join):
            node.op = _JoinOrPart(node, self.view)
        return node

    # the axis is connected, too, of which a copy of one tensor knows nothing
    def connection_pattern(self, node):
        return [[True] for _ in node.inputs]

    def pullback(self, inputs, outputs, cotangents):
        _, *gradients = super().pullback(inputs, outputs, cotangents)
        return [grad_undefined(self, 0, inputs[0]), *gradients]


class _JoinOrPart(_basic.Join):
    """The operation of ``node``, a join, that hands out one of the tensors itself where the others are empty."""

    __props__ = (*_basic.Join.__props__, "view")  # type: ignore[assignment]

    def __init__(self, node, view):
        vars(self).update(vars(node.op))
        self.view = view
        self.view_map = {0: [node.inputs.index(joined(node)[1][view])]}

    def perform(self, node, inputs, output_storage):
        axis, part = joined(node)[0], inputs[self.view_map[0][0]]
        length = sum(array.shape[axis] for array in inputs if array.ndim)
        if length == part.shape[axis] and part.dtype == node.outputs[0].type.dtype:
            output_storage[0][0] = part
        else:
            super().perform(node, inputs, output_storage)


join_ = Join()


def concatenate(tensor_list: Sequence[TensorLike], axis: TensorLike = 0) -> Tensor:
    """Return the tensors of a list or tuple joined along ``axis``, as ``join`` does.

    Errors: TypeError if ``tensor_list`` is neither. Source: theano.tensor.concatenate.
    """
    # the axis may be known only on running
    if not isinstance(tensor_list, tuple | list):
        raise TypeError("`tensor_list` must be a tuple or a list: did you forget () or [] around it?", tensor_list)
    return join(axis, *tensor_list)


def horizontal_stack(*args: TensorLike) -> Tensor:
    """Return matrices joined beside each other. Errors: AssertionError for less than two, or what is no matrix.

    Source: theano.tensor.horizontal_stack.
    """
    # AssertionError
    return concatenate(_matrices(args), axis=1)


def vertical_stack(*args: TensorLike) -> Tensor:
    """Return matrices joined below each other. Errors: AssertionError for less than two, or what is no matrix.

    Source: theano.tensor.vertical_stack.
    """
    # AssertionError
    return concatenate(_matrices(args), axis=0)


def _matrices(args):
    matrices = [as_tensor_variable(each) for each in args]
    assert len(matrices) > 1, "horizontal_stack and vertical_stack join two matrices or more"
    assert all(each.ndim == 2 for each in matrices), f"these are not all matrices: {[each.type for each in matrices]}"
    return matrices


def stack(*tensors: Any, **kwargs: Any) -> Tensor:
    """Return the tensors of a list joined along a new axis: ``stack([a, b], axis=0)``, or the old ``stack(a, b)``.

    All have the same shape; the dtype is the common one. Errors: Exception for no tensors, IndexError for an axis that
    the result lacks. Source: theano.tensor.stack.
    """
    # the tensors may be the arguments themselves
    if not tensors and not kwargs:
        raise Exception("theano.tensor.stack(tensors, axis) must have at least one parameter")
    if tensors and not kwargs and not isinstance(tensors[0], list | tuple):
        warnings.warn(
            "stack(*tensors) interface is deprecated, use stack(tensors, axis=0) instead.",
            DeprecationWarning,
            stacklevel=2,
        )
        axis = 0
    elif "tensors" in kwargs:
        tensors, axis = kwargs["tensors"], kwargs.get("axis", 0)
    else:
        axis = tensors[1] if len(tensors) == 2 else kwargs.get("axis", 0)
        tensors = tensors[0]
    if len(tensors) == 0:
        raise Exception("tensors is empty: theano.tensor.stack(tensors, axis) needs at least one.")
    return _basic.stack(tensors, axis)


def split(x: TensorLike, splits_size: TensorLike, n_splits: int, axis: TensorLike = 0) -> list[Tensor]:
    """Return ``n_splits`` pieces of x along ``axis``, as long as the vector of integers ``splits_size`` says.

    Errors: TypeError for lengths that are no integers, ValueError on running if they do not add up to x's length.
    Source: theano.tensor.split.
    """
    # n_splits and the axis may be given by position; the axis may be known only on running
    n_splits = int(n_splits)
    splits_size = as_tensor_variable(splits_size)
    if splits_size.ndim != 1 or splits_size.dtype not in integer_dtypes:
        raise TypeError(f"split: the lengths are a vector of integers, not of type {splits_size.type}.")
    axis, ndim = _axis(axis), as_tensor_variable(x).ndim
    if axis.ndim or axis.dtype not in integer_dtypes:
        raise TypeError(f"split: the axis is an integer, not {axis}.")
    if not isinstance(axis, Variable):
        if not -ndim <= axis < ndim:
            raise ValueError(f"Split axis {axis} out of bounds [-{ndim}, {ndim}).")
        x = as_tensor_variable(x)
        pieces = _basic.split(x, splits_size, n_splits=n_splits, axis=int(axis))
        for piece in pieces if isinstance(pieces, list) else [pieces]:
            # of type x: lengths that are 1 are not known; but what is empty does not broadcast
            lengths = zip(x.type.broadcastable, piece.type.shape, strict=True)
            piece.type = x.type.clone(shape=[1 if one and length != 0 else None for one, length in lengths])
        return pieces
    x = as_tensor_variable(x)
    axis = _within(axis, ndim, "Split")
    # In memory x has three dimensions: what comes before the axis, the axis, and the rest.
    flat = x.reshape((_math.prod(x.shape[:axis]), x.shape[axis], _math.prod(x.shape[axis + 1 :])))
    pieces = _basic.split(flat, splits_size, n_splits=n_splits, axis=1)
    return [
        piece.reshape(set_subtensor(x.shape[axis], piece.shape[1]), ndim=ndim)
        for piece in (pieces if isinstance(pieces, list) else [pieces])
    ]


class Split(MadeByPyTensor):
    """Splits a tensor: ``Split(2)(x, axis, (1, 3))``, with the number of pieces. Source: theano.tensor.Split."""

    __props__ = ("len_splits",)

    # PyTensor's must know the axis from the start
    @staticmethod
    def stands_for(op):
        return isinstance(op, _basic.Split)

    def __init__(self, len_splits):
        self.len_splits = int(len_splits)

    def __str__(self):
        return f"Split{{{self.len_splits}}}"

    def theirs(self, x, axis, splits):
        pieces = split(x, splits, self.len_splits, axis)
        return (pieces[0] if isinstance(pieces, list) else pieces).owner


def choose(a: TensorLike, choices: Any, out: None = None, mode: str = "raise") -> Tensor:
    """Return, for each element i of the integers ``a``, the element at its place of ``choices[i]``.

    ``mode`` says what i out of bounds does: 'raise' an error, 'wrap' counts on from the start, 'clip' takes the last.
    Errors: ValueError on running for i out of bounds, AssertionError if ``out`` is given. Source: theano.tensor.choose.
    """
    # has `out`, which must be None
    if out is not None:
        raise AssertionError("choose: `out` is here for NumPy's signature alone and must be None.")
    if isinstance(choices, list | tuple) and choices:
        # PyTensor takes the result for one of the shape of `a`, though the choices of a list may be longer
        a, first = _basic.as_tensor_variable(a), _basic.as_tensor_variable(choices[0])
        one = [True] * (first.ndim - a.ndim) + list(a.type.broadcastable)[-first.ndim :]
        if any(x and not y for x, y in zip(one, first.type.broadcastable, strict=False)):
            a = _basic.second(first, a)
    return _basic.choose(a, choices, mode)
