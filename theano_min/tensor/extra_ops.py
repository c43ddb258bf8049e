"""Cumulated sums, differences, counts, repetitions, diagonals, unique elements, flat indices."""

# ruff: noqa: I001

import numpy as np
from numpy.lib.array_utils import normalize_axis_index as _normalize_axis_index
from pytensor.tensor import extra_ops as _extra_ops
from pytensor.tensor import basic as _basic
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.math import neq as _neq
from pytensor.tensor.shape import specify_shape as _specify_shape

from pytensor.tensor.extra_ops import (
    Bartlett as Bartlett,
    CpuContiguous as CpuContiguous,
    FillDiagonal as FillDiagonal,
    FillDiagonalOffset as FillDiagonalOffset,
    RavelMultiIndex as RavelMultiIndex,
    SearchsortedOp as SearchsortedOp,
    bartlett as bartlett,
    bartlett_ as bartlett_,
    cpu_contiguous as cpu_contiguous,
    fill_diagonal as fill_diagonal,
    fill_diagonal_ as fill_diagonal_,
    fill_diagonal_offset as fill_diagonal_offset,
    fill_diagonal_offset_ as fill_diagonal_offset_,
    ravel_multi_index as ravel_multi_index,
    searchsorted as searchsorted,
    to_one_hot as to_one_hot,
)
from theano_min._composed import MadeByPyTensor as _MadeByPyTensor
from theano_min.tensor._shapes import squeeze as squeeze
from theano_min.tensor.subtensor import take as _take

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- cumulated sums and products, differences


# small integers and booleans stay what they are, as far as they go, on every linker
def cumsum(x, axis=None):
    """Return the sums of the elements up to each along ``axis``, or in the flat x; dtype as x, with overflow.

    ValueError for an axis that x lacks. Source: theano.tensor.extra_ops.cumsum.
    """
    return _cumulated(_extra_ops.cumsum, x, axis)


def cumprod(x, axis=None):
    """Return the products of the elements up to each along ``axis``, or in the flat x; dtype as x, with overflow.

    ValueError for an axis that x lacks. Source: theano.tensor.extra_ops.cumprod.
    """
    return _cumulated(_extra_ops.cumprod, x, axis)


def _cumulated(function, x, axis):
    x = _as_tensor_variable(x)
    if np.dtype(x.dtype).kind in "biu" and np.dtype(x.dtype).itemsize < 8:
        return _basic.cast(function(_basic.cast(x, "int64"), axis), x.dtype)
    return function(x, axis)


class CumOp(_MadeByPyTensor):
    """Cumulate along ``axis``, or over the flat array, by ``mode`` 'add' or 'mul'; the class of the node that does so.

    ValueError for another mode. Source: theano.tensor.extra_ops.CumOp.
    """

    __props__ = ("axis", "mode")

    def __init__(self, axis=None, mode="add"):
        if mode not in ("add", "mul"):
            raise ValueError(f"CumOp: mode must be 'add' or 'mul', not {mode!r}")
        self.axis, self.mode = axis, mode

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.CumOp)

    def theirs(self, x):
        return {"add": cumsum, "mul": cumprod}[self.mode](x, self.axis).owner


class CumsumOp:
    """Make the `CumOp` that adds. Source: theano.tensor.extra_ops.CumsumOp."""

    def __new__(cls, axis=None):
        return CumOp(axis, "add")


class CumprodOp:
    """Make the `CumOp` that multiplies. Source: theano.tensor.extra_ops.CumprodOp."""

    def __new__(cls, axis=None):
        return CumOp(axis, "mul")


# on PyTensor 3.3 truth values would be a mask of the counts
def bincount(x, weights=None, minlength=None, assert_nonneg=False):
    """Return how often each number from 0 up to the largest occurs in x, a vector of integers.

    There are ``minlength`` counts at least, of the dtype of x or, if they are summed instead, of ``weights``;
    ``assert_nonneg`` checks x in each call. TypeError for an x that is no vector of integers. Source:
    theano.tensor.extra_ops.bincount.
    """
    if x.dtype == "bool":
        raise TypeError(f"bincount: x must be integers, not truth values: {x}")
    return _extra_ops.bincount(x, weights, minlength, assert_nonneg)


# a count below 0 is an error, and booleans have differences
def diff(x, n=1, axis=-1):
    """Return the differences ``x[i + 1] - x[i]`` of neighbours along ``axis``, taken ``n`` times over.

    The axis loses n elements; booleans differ or not. ValueError for n below 0 or an axis that x lacks. Source:
    theano.tensor.extra_ops.diff.
    """
    x = _as_tensor_variable(x)
    if n < 0:
        raise ValueError(f"diff: n must not be negative: {n}")
    if n == 0:
        return x
    if x.dtype != "bool":
        return _extra_ops.diff(x, n, axis)
    axis = _normalize_axis_index(axis, x.ndim)
    before = (slice(None),) * axis
    for _ in range(n):
        x = _neq(x[(*before, slice(1, None))], x[(*before, slice(-1))])
    return x


class DiffOp(_MadeByPyTensor):
    """Take differences as `diff` does; no node has this class, since a difference is a subtraction. Source:
    theano.tensor.extra_ops.DiffOp.
    """

    __props__ = ("n", "axis")

    def __init__(self, n=1, axis=-1):
        self.n, self.axis = n, axis

    def theirs(self, x):
        x = _as_tensor_variable(x)
        return (diff(x, self.n, self.axis) if self.n else _basic.tensor_copy(x)).owner


# ---------------------------------------------------------------- choices and repetitions


# an axis that x lacks is an error
def compress(condition, x, axis=None):
    """Return the parts of x along ``axis``, or of the flat x, where the vector ``condition`` is not zero.

    Errors for an axis as for `take`. Source: theano.tensor.extra_ops.compress.
    """
    return _take(x, _basic.flatnonzero(condition), axis)


# the first argument is called x
def repeat(x, repeats, axis=None):
    """Return x with each element along ``axis``, or of the flat x, ``repeats`` times, a number or one for each.

    TypeError for repeats that are no integers, ValueError for those of more than one dimension and for an axis that x
    lacks. Source: theano.tensor.extra_ops.repeat.
    """
    repeats = _as_tensor_variable(repeats)
    if repeats.dtype not in _REPEATS:
        raise TypeError(f"repeat: repeats must be integers that fit into int64, not {repeats.dtype}: {repeats}")
    return _extra_ops.repeat(x, repeats, axis)


_REPEATS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32")


class RepeatOp(_MadeByPyTensor):
    """Repeat elements along ``axis``, as `repeat` does; the class of the node with one number for each element.

    Source: theano.tensor.extra_ops.RepeatOp.
    """

    __props__ = ("axis",)

    def __init__(self, axis=None):
        self.axis = axis

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.Repeat)

    def theirs(self, x, repeats):
        return repeat(x, repeats, self.axis).owner


# ---------------------------------------------------------------- unique elements


class Unique(_MadeByPyTensor):
    """Find the sorted unique elements of x, or of its parts along ``axis``; the class of the node that does so.

    Then follow, if wanted, vectors of int64: the first index of each, the index among them of each element (flat), and
    how often each occurs. RuntimeError for an axis that x lacks. Source: theano.tensor.extra_ops.Unique.
    """

    __props__ = ("return_index", "return_inverse", "return_counts", "axis")

    def __init__(self, return_index=False, return_inverse=False, return_counts=False, axis=None):
        self.return_index, self.return_inverse, self.return_counts = return_index, return_inverse, return_counts
        self.axis = axis

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.Unique)

    def theirs(self, x):
        x = _as_tensor_variable(x)
        axis = self.axis
        if axis is not None:
            axis += x.ndim if axis < 0 else 0
            if not 0 <= axis < x.ndim:
                raise RuntimeError(f"Unique: axis {self.axis} of an array that has {x.ndim} dimensions: {x}")
        return _extra_ops.Unique(self.return_index, self.return_inverse, self.return_counts, axis).make_node(x)


# ---------------------------------------------------------------- flat indices


# knows ndim, for a shape of unknown length; Theano took order 'F' and counted as for 'C'
def unravel_index(indices, dims, order="C", ndim=None):
    """Return the tuple of arrays that index along each axis what ``indices`` does in the flat array of shape ``dims``.

    The last axis runs fastest, whether ``order`` is 'C' or 'F'; ``ndim`` says how long a symbolic ``dims`` is.
    ValueError if that cannot be told without it, or if it is below 1; TypeError for indices or ``dims`` that are no
    integers; AssertionError for another order. Source: theano.tensor.extra_ops.unravel_index.
    """
    if ndim is None:
        try:
            ndim = _basic.get_vector_length(dims)
        except ValueError as error:
            raise ValueError(f"unravel_index: the length of dims is not known, pass ndim: {dims}") from error
    found = UnravelIndex(ndim, order)(indices, dims)
    return tuple(found) if ndim > 1 else (found,)


class UnravelIndex(_MadeByPyTensor):
    """Turn flat indices into one for each of ``ndim`` axes, as `unravel_index` does; the class of the node for it.

    A list of variables, or one alone. Source: theano.tensor.extra_ops.UnravelIndex.
    """

    __props__ = ("ndim", "order")

    def __init__(self, ndim, order="C"):
        if order not in ("C", "F"):
            raise AssertionError(f"UnravelIndex: order must be 'C' or 'F', not {order!r}")
        if not isinstance(ndim, int) or ndim < 1:
            raise ValueError(f"UnravelIndex: ndim must be an integer above 0, not {ndim!r}")
        self.ndim, self.order = ndim, order

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.UnravelIndex)

    def theirs(self, indices, dims):
        dims = _as_tensor_variable(dims)
        if dims.ndim != 1:
            raise TypeError(f"unravel_index: dims must be a vector, not of {dims.ndim} dimensions: {dims}")
        return _extra_ops.unravel_index(indices, _specify_shape(dims, (self.ndim,)))[0].owner
