"""Cumulated sums, differences, counts, repetitions, diagonals, unique elements, flat indices."""

# ruff: noqa: I001

from dataclasses import dataclass as _dataclass

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
    bincount as bincount,
    cpu_contiguous as cpu_contiguous,
    cumprod as cumprod,
    cumsum as cumsum,
    fill_diagonal as fill_diagonal,
    fill_diagonal_ as fill_diagonal_,
    fill_diagonal_offset as fill_diagonal_offset,
    fill_diagonal_offset_ as fill_diagonal_offset_,
    ravel_multi_index as ravel_multi_index,
    searchsorted as searchsorted,
    squeeze as squeeze,
    to_one_hot as to_one_hot,
)
from theano_min.tensor._op_class import OpClass as _OpClass
from theano_min.tensor.subtensor import take as _take

# ---------------------------------------------------------------- cumulated sums and products, differences


@_dataclass(frozen=True)
class CumOp(metaclass=_OpClass):
    """Cumulate along ``axis``, or over the flat array, by ``mode`` 'add' or 'mul'; the class of the node that does so.

    ValueError for another mode. Source: theano.tensor.extra_ops.CumOp.
    """

    axis: int | None = None
    mode: str = "add"

    def __post_init__(self):
        if self.mode not in ("add", "mul"):
            raise ValueError(f"CumOp: mode must be 'add' or 'mul', not {self.mode!r}")

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.CumOp)

    def __call__(self, x):
        return {"add": cumsum, "mul": cumprod}[self.mode](x, self.axis)


class CumsumOp:
    """Make the `CumOp` that adds. Source: theano.tensor.extra_ops.CumsumOp."""

    def __new__(cls, axis=None):
        return CumOp(axis, "add")


class CumprodOp:
    """Make the `CumOp` that multiplies. Source: theano.tensor.extra_ops.CumprodOp."""

    def __new__(cls, axis=None):
        return CumOp(axis, "mul")


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


@_dataclass(frozen=True)
class DiffOp:
    """Take differences as `diff` does; no node has this class, since a difference is a subtraction. Source:
    theano.tensor.extra_ops.DiffOp.
    """

    n: int = 1
    axis: int = -1

    def __call__(self, x):
        return diff(x, self.n, self.axis)


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


@_dataclass(frozen=True)
class RepeatOp(metaclass=_OpClass):
    """Repeat elements along ``axis``, as `repeat` does; the class of the node with one number for each element.

    Source: theano.tensor.extra_ops.RepeatOp.
    """

    axis: int | None = None

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.Repeat)

    def __call__(self, x, repeats):
        return repeat(x, repeats, self.axis)


# ---------------------------------------------------------------- unique elements


@_dataclass(frozen=True)
class Unique(metaclass=_OpClass):
    """Find the sorted unique elements of x, or of its parts along ``axis``; the class of the node that does so.

    Then follow, if wanted, vectors of int64: the first index of each, the index among them of each element (flat), and
    how often each occurs. RuntimeError for an axis that x lacks. Source: theano.tensor.extra_ops.Unique.
    """

    return_index: bool = False
    return_inverse: bool = False
    return_counts: bool = False
    axis: int | None = None

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.Unique)

    def __call__(self, x):
        x = _as_tensor_variable(x)
        axis = self.axis
        if axis is not None:
            axis += x.ndim if axis < 0 else 0
            if not 0 <= axis < x.ndim:
                raise RuntimeError(f"Unique: axis {self.axis} of an array that has {x.ndim} dimensions: {x}")
        return _extra_ops.Unique(self.return_index, self.return_inverse, self.return_counts, axis)(x)


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


@_dataclass(frozen=True)
class UnravelIndex(metaclass=_OpClass):
    """Turn flat indices into one for each of ``ndim`` axes, as `unravel_index` does; the class of the node for it.

    A list of variables, or one alone. Source: theano.tensor.extra_ops.UnravelIndex.
    """

    ndim: int
    order: str = "C"

    def __post_init__(self):
        if self.order not in ("C", "F"):
            raise AssertionError(f"UnravelIndex: order must be 'C' or 'F', not {self.order!r}")
        if not isinstance(self.ndim, int) or self.ndim < 1:
            raise ValueError(f"UnravelIndex: ndim must be an integer above 0, not {self.ndim!r}")

    @staticmethod
    def stands_for(op):
        return isinstance(op, _extra_ops.UnravelIndex)

    def __call__(self, indices, dims):
        dims = _as_tensor_variable(dims)
        if dims.ndim != 1:
            raise TypeError(f"unravel_index: dims must be a vector, not of {dims.ndim} dimensions: {dims}")
        found = _extra_ops.unravel_index(indices, _specify_shape(dims, (self.ndim,)))
        return list(found) if self.ndim > 1 else found[0]
