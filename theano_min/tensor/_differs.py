"""Adapters of ``theano.tensor``: one line each on what differs between Theano's function and PyTensor's."""

import warnings
from abc import ABCMeta

import numpy as np
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor import _as_tensor_variable, basic as _basic, elemwise as _elemwise, math as _math
from pytensor.tensor.shape import Reshape as _Reshape, reshape as _reshape
from pytensor.tensor.subtensor import set_subtensor
from pytensor.tensor.type import discrete_dtypes, integer_dtypes, uint_dtypes
from pytensor.utils import apply_across_args

from theano_min._taught import is_a_programs
from theano_min.configdefaults import config
from theano_min.scalar._differs import convert
from theano_min.tensor._composed import MadeByPyTensor
from theano_min.tensor._op_class import OpClass
from theano_min.tensor._restored import EmptyConstantError, check_and_normalize_axes, extract_constant
from theano_min.tensor._stand_in import StandIn
from theano_min.tensor.type import TensorType
from theano_min.tensor.var import AsTensorError

_INTEGERS = int | np.integer

# ---------------------------------------------------------------- variables


def _constructor(kind, broadcastable):
    # the dtype is the second positional argument
    def constructor(name=None, dtype=None):
        return TensorType(dtype or config.floatX, broadcastable)(name)

    constructor.__name__ = constructor.__qualname__ = kind
    constructor.__doc__ = (
        f"Return a symbolic {kind} called ``name``, of dtype ``dtype`` or ``config.floatX``. "
        f"Source: theano.tensor.{kind}."
    )
    return constructor


scalar = _constructor("scalar", ())
vector = _constructor("vector", (False,))
matrix = _constructor("matrix", (False, False))
row = _constructor("row", (True, False))
col = _constructor("col", (False, True))
tensor3 = _constructor("tensor3", (False,) * 3)
tensor4 = _constructor("tensor4", (False,) * 4)
tensor5 = _constructor("tensor5", (False,) * 5)
tensor6 = _constructor("tensor6", (False,) * 6)
tensor7 = _constructor("tensor7", (False,) * 7)


_plurals = apply_across_args(*(scalar, vector, matrix, row, col), *(tensor3, tensor4, tensor5, tensor6, tensor7))
scalars, vectors, matrices, rows, cols, tensor3s, tensor4s, tensor5s, tensor6s, tensor7s = _plurals


def tensor(*args, **kwargs):
    """Return a symbolic tensor called ``name``, of the type ``TensorType(dtype, broadcastable)``.

    Source: theano.tensor.tensor.
    """
    # the dtype and the broadcast pattern come first, the name by keyword
    name = kwargs.pop("name", None)
    return TensorType(*args, **kwargs)(name=name)


# ---------------------------------------------------------------- from Python's values and back


def constant(x, name=None, ndim=None, dtype=None):
    """Return the number, array or nested lists ``x`` as a constant, of ``dtype`` or the smallest that has the number.

    It must have ``ndim`` dimensions, if that is given. Errors: ValueError if it has more, TypeError if it has less or
    is no array of numbers, AssertionError for a subclass of ndarray. Source: theano.tensor.constant.
    """
    # takes integers up to 2**64, no subclasses of arrays, and adds no dimensions
    if isinstance(x, Variable):
        return _basic.constant(x, name, ndim, dtype)
    try:
        x = convert(x, dtype)
    except ValueError as error:
        if dtype is not None:
            raise
        raise TypeError(f"Could not convert {x} to TensorType") from error  # NumPy 1 made an array of the lists
    if ndim is not None and x.ndim > ndim:
        raise ValueError(f"ndarray could not be cast to constant with {ndim} dimensions")
    if ndim is not None and x.ndim < ndim:
        raise TypeError(f"Could not convert {x} to TensorType of {ndim} dimensions: it has {x.ndim}.")
    return _basic.constant(x, name)


class _Subclass(metaclass=ABCMeta):  # noqa: B024
    """Any class of arrays that is not NumPy's own."""

    @classmethod
    def __subclasshook__(cls, other):
        return issubclass(other, np.ndarray) and other is not np.ndarray and not issubclass(other, np.memmap)


def _as_constant(x, name=None, ndim=None, dtype=None, **kwargs):
    try:
        return _basic.constant(convert(x, dtype), name, ndim)
    except TypeError as error:
        raise AsTensorError(f"Cannot convert {x} to TensorType", type(x)) from error


# for PyTensor's operators, as in x < 2**63, which refused objects that only NumPy knows to be arrays
for _kind in (int, _Subclass, object):
    _as_tensor_variable.register(_kind, _as_constant)


def as_tensor_variable(x, name=None, ndim=None):
    """Return x as a symbolic tensor: a variable as it is, an array, a number or nested lists as a constant.

    A list that holds variables is stacked. ``name`` names a new variable; with ``ndim`` leading dimensions of length 1
    are added to a variable or dropped. Errors: AsTensorError, a TypeError, if x cannot become a tensor, also for True
    and False; ValueError if it cannot have ``ndim`` dimensions; AssertionError for a subclass of ndarray.
    Source: theano.tensor.as_tensor_variable.
    """
    # no True and False, AsTensorError, and objects that know how to become a tensor
    if hasattr(x, "_as_TensorVariable"):
        return x._as_TensorVariable()
    if isinstance(x, bool):
        raise AsTensorError(
            "Cannot cast True or False as a tensor variable: use np.array(True) or np.array(False) for a constant, "
            "and theano.tensor.eq(v, w) to compare variables, since v == w compares the objects."
        )
    if isinstance(x, Apply) and x.op.default_output is not None and x.op.default_output not in range(len(x.outputs)):
        raise AttributeError(f"{x.op}.default_output should be the number of an output: it is {x.op.default_output}.")
    try:
        if isinstance(x, Variable | Apply) or (isinstance(x, list | tuple) and any(isinstance(i, Variable) for i in x)):
            return _basic.as_tensor_variable(x, name=name, ndim=ndim)
        return constant(x, name, ndim)
    except (TypeError, NotImplementedError) as error:
        raise AsTensorError(f"Cannot convert {x} to TensorType", type(x)) from error


def get_scalar_constant_value(orig_v, elemwise=True, only_process_constants=False, max_recur=10):
    """Return the number that the variable ``orig_v`` always is, as a 0-d array.

    Sees through what only reshapes, casts or fills with one number and, with ``elemwise``, through arithmetic with
    constants, ``max_recur`` steps deep; ``only_process_constants`` takes a constant alone. Errors:
    NotScalarConstantError if it is no such number. Source: theano.tensor.get_scalar_constant_value.
    """
    # of any variable that is one number throughout, not of scalars alone; an error of its own for an empty array
    if isinstance(orig_v, Constant | np.ndarray) and np.size(getattr(orig_v, "data", orig_v)) == 0:
        raise EmptyConstantError()
    return np.asarray(
        _basic.get_underlying_scalar_constant_value(
            orig_v, elemwise=elemwise, only_process_constants=only_process_constants, max_recur=max_recur
        )
    )


def scalar_constant_of(v):
    """Return the number that the variable v always is. Source: theano.get_scalar_constant_value."""
    # the argument's name, and no others
    return get_scalar_constant_value(v)


# ---------------------------------------------------------------- elementwise


def angle(z):
    """Return the argument of a complex number, elementwise, as float64. Source: theano.tensor.angle."""
    # always float64
    return _basic.cast(_math.angle(z), "float64")


def triu(m, k=0):
    """Return a matrix with zeros below its ``k``-th diagonal; the dtype is int8's and its own, of bool int8.

    Source: theano.tensor.triu.
    """
    # PyTensor subtracts from a 1 of the matrix's dtype
    below = _basic.tri(m.shape[0], m.shape[1], k=k - 1, dtype=m.dtype)
    return m * (_basic.constant(1, dtype="int8") - below)


# ---------------------------------------------------------------- products


def dot(a, b):
    """Return the matrix product, summing over the last axis of a and the second to last, or only, one of b.

    With a scalar it is the elementwise product. The dtype is the common one. Errors: ValueError, on building the graph
    or on running it, if the lengths do not match. Source: theano.tensor.dot.
    """
    # the arguments' names
    return _math.dot(a, b)


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


# ---------------------------------------------------------------- reductions


def _axes(x, axis):
    """Return the axes as PyTensor wants them, None standing for all."""
    return check_and_normalize_axes(x, axis) or None


def max(x, axis=None, keepdims=False):
    """Return the largest element along one axis, several or all; with ``keepdims`` the axes stay, of length 1.

    Errors: ValueError for an axis that x lacks and, on running, for no elements; TypeError for an axis that is no
    constant integer. Source: theano.tensor.max.
    """
    # the axis may be a constant variable, or named twice
    return _math.max(x, _axes(x, axis), keepdims)


def min(x, axis=None, keepdims=False):
    """Return the smallest element along one axis, several or all. See ``max``. Source: theano.tensor.min."""
    # the axis may be a constant variable, or named twice; 3.0 overflows on unsigned integers
    x = as_tensor_variable(x)
    if x.dtype in uint_dtypes:
        return _math.invert(_math.max(_math.invert(x), _axes(x, axis), keepdims))
    return _math.min(x, _axes(x, axis), keepdims)


def argmax(x, axis=None, keepdims=False):
    """Return where the first largest element is along one axis, several or all, counted in them flattened, as int64.

    Errors: as ``max``. Source: theano.tensor.argmax.
    """
    # the axis may be a constant variable, or named twice
    return _math.argmax(x, _axes(x, axis), keepdims)


def argmin(x, axis=None, keepdims=False):
    """Return where the first smallest element is. See ``argmax``. Source: theano.tensor.argmin."""
    # the axis may be a constant variable, or named twice; the complement of unsigned numbers stays in their dtype
    x = _basic.as_tensor_variable(x)
    if x.dtype in uint_dtypes:
        return _math.argmax(_math.invert(x), _axes(x, axis), keepdims)
    return _math.argmin(x, _axes(x, axis), keepdims)


def max_and_argmax(a, axis=None, keepdims=False):
    """Return a list of ``max`` and ``argmax`` of the same arguments. Source: theano.tensor.max_and_argmax."""
    # the axis may be a constant variable, or named twice
    return _math.max_and_argmax(a, _axes(a, axis), keepdims)


def ptp(a, axis=None):
    """Return the largest element minus the smallest along one axis, several or all. Source: theano.tensor.ptp."""
    # the axis may be a constant variable, or named twice
    return max(a, axis) - min(a, axis)


def mean(input, axis=None, dtype=None, op=False, keepdims=False, acc_dtype=None):
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


def var(input, axis=None, ddof=0, keepdims=False, corrected=False):
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


def std(input, axis=None, ddof=0, keepdims=False, corrected=False):
    """Return the standard deviation along one axis, several or all: the square root of ``var`` of the same arguments.

    Source: theano.tensor.std.
    """
    # of Theano's variance
    result = _math.sqrt(var(input, axis, ddof, keepdims, corrected))
    result.name = "std"
    return result


# ---------------------------------------------------------------- joining and splitting


def _within(axis, ndim, what):
    """Return an axis that is known only on running, counted from the first; IndexError if there is none."""
    known = CheckAndRaise(IndexError, f"{what} axis out of bounds [-{ndim}, {ndim})")
    return known(axis, _math.and_(axis >= -ndim, axis < ndim)) % ndim


def join(axis, *tensors_list):
    """Return the tensors joined along ``axis``, an integer or a scalar variable; a single one is returned as it is.

    They have the same number of dimensions and, but for the axis, the same lengths; the dtype is the common one.
    Errors: TypeError for no tensors or scalars, ValueError for an axis they lack. Source: theano.tensor.join.
    """
    # the axis may be known only on running
    if len(tensors_list) == 1:
        return tensors_list[0]
    axis = extract_constant(axis)
    if not isinstance(axis, Variable):
        return _basic.join(int(axis), *tensors_list)
    tensors = [as_tensor_variable(t) for t in tensors_list]
    ndim = tensors[0].ndim
    if ndim == 0 or any(t.ndim != ndim for t in tensors):
        raise TypeError(
            f"Join needs tensors of the same number of dimensions, at least 1: {[t.type for t in tensors]}."
        )
    axis = _within(as_tensor_variable(axis), ndim, "Join")
    others = [set_subtensor(t.shape[axis], 0) for t in tensors]
    fit = CheckAndRaise(ValueError, "Join: the lengths must be the same along all axes but the one joined")
    axis = fit(axis, *[_math.all(_math.eq(others[0], other)) for other in others[1:]])
    # In memory each tensor is a matrix: what comes before the axis, times the rest.
    matrices = [t.reshape((_math.prod(t.shape[:axis]), _math.prod(t.shape[axis:]))) for t in tensors]
    lengths = set_subtensor(tensors[0].shape[axis], sum(t.shape[axis] for t in tensors))
    return _basic.join(1, *matrices).reshape(lengths, ndim=ndim)


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


class Join(MadeByPyTensor):
    """Joins tensors: ``Join()(axis, x, y)``. ``view`` was a hint for Theano's linker. Source: theano.tensor.Join."""

    __props__ = ("view",)

    # PyTensor's must know the axis from the start
    @staticmethod
    def stands_for(op):
        return isinstance(op, _basic.Join)

    def __init__(self, view=-1):
        self.view = view

    def theirs(self, *axis_and_tensors):
        axis, *tensors = axis_and_tensors
        return (join(axis, *tensors) if len(tensors) > 1 else _basic.tensor_copy(*tensors)).owner


join_ = Join()


class Split(MadeByPyTensor):
    """Splits a tensor: ``Split(2)(x, axis, (1, 3))``, with the number of pieces. Source: theano.tensor.Split."""

    __props__ = ("len_splits",)

    # PyTensor's must know the axis from the start
    @staticmethod
    def stands_for(op):
        return isinstance(op, _basic.Split)

    def __init__(self, len_splits):
        self.len_splits = int(len_splits)

    def theirs(self, x, axis, splits):
        pieces = split(x, splits, self.len_splits, axis)
        return (pieces[0] if isinstance(pieces, list) else pieces).owner


def concatenate(tensor_list, axis=0):
    """Return the tensors of a list or tuple joined along ``axis``, as ``join`` does.

    Errors: TypeError if ``tensor_list`` is neither. Source: theano.tensor.concatenate.
    """
    # the axis may be known only on running
    if not isinstance(tensor_list, tuple | list):
        raise TypeError("`tensor_list` must be a tuple or a list: did you forget () or [] around it?", tensor_list)
    return join(axis, *tensor_list)


def stack(*tensors, **kwargs):
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


def split(x, splits_size, n_splits, axis=0):
    """Return ``n_splits`` pieces of x along ``axis``, as long as the vector of integers ``splits_size`` says.

    Errors: TypeError for lengths that are no integers, ValueError on running if they do not add up to x's length.
    Source: theano.tensor.split.
    """
    # n_splits and the axis may be given by position; the axis may be known only on running
    axis = extract_constant(axis)
    if not isinstance(axis, Variable):
        return _basic.split(x, splits_size, n_splits=n_splits, axis=int(axis))
    x, axis, ndim = as_tensor_variable(x), as_tensor_variable(axis), as_tensor_variable(x).ndim
    if axis.ndim or axis.dtype not in integer_dtypes:
        raise TypeError(f"split: the axis is an integer, not {axis} of type {axis.type}.")
    axis = _within(axis, ndim, "Split")
    # In memory x has three dimensions: what comes before the axis, the axis, and the rest.
    flat = x.reshape((_math.prod(x.shape[:axis]), x.shape[axis], _math.prod(x.shape[axis + 1 :])))
    pieces = _basic.split(flat, splits_size, n_splits=n_splits, axis=1)
    return [
        piece.reshape(set_subtensor(x.shape[axis], piece.shape[1]), ndim=ndim)
        for piece in (pieces if isinstance(pieces, list) else [pieces])
    ]


def choose(a, choices, out=None, mode="raise"):
    """Return, for each element i of the integers ``a``, the element at its place of ``choices[i]``.

    ``mode`` says what i out of bounds does: 'raise' an error, 'wrap' counts on from the start, 'clip' takes the last.
    Errors: ValueError on running for i out of bounds, AssertionError if ``out`` is given. Source: theano.tensor.choose.
    """
    # has `out`, which must be None
    if out is not None:
        raise AssertionError("choose: `out` is here for NumPy's signature alone and must be None.")
    return _basic.choose(a, choices, mode)


# ---------------------------------------------------------------- shapes


def reshape(x, newshape, ndim=None):
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


def transpose(x, axes=None):
    """Return x with its dimensions in the order ``axes``, by default reversed; its name is x's with '.T'.

    Source: theano.tensor.transpose.
    """
    # the name
    x = as_tensor_variable(x)
    result = _basic.transpose(x, axes)
    if x.name and result is not x:
        result.name = f"{x.name}.T"
    return result


def is_flat(var, ndim=None, outdim=None):
    """Return whether ``var`` has ``ndim`` dimensions, by default 1. Source: theano.tensor.is_flat."""
    # `outdim`, the old name of ndim
    return var.ndim == _ndim_or_outdim(ndim, outdim)


def diag(v, k=0):
    """Return the k-th diagonal of v, or of its first two axes; a vector's matrix with v on its k-th diagonal.

    Errors: ValueError for a scalar. Source: theano.tensor.diag.
    """
    # more than two dimensions
    v = as_tensor_variable(v)
    return _basic.diagonal(v, offset=k) if v.ndim > 2 else _basic.diag(v, k)


def flatten(x, ndim=None, outdim=None):
    """Return x with ``ndim`` dimensions, by default 1: the first ndim - 1 stay, the others become one.

    Errors: ValueError if ndim is less than 1 or more than x has. Source: theano.tensor.flatten.
    """
    # `outdim`, the old name of ndim
    return _basic.flatten(x, _ndim_or_outdim(ndim, outdim))


def tile(x, reps, ndim=None):
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
            reps = [_basic.switch(i < missing, 1, vector_or_scalar[i - missing]) for i in range(ndim)]
    elif any(r.dtype not in discrete_dtypes if isinstance(r, Variable) else not isinstance(r, _INTEGERS) for r in reps):
        raise ValueError(f"All elements of `reps` must be integers: {reps}.")
    elif ndim is not None and len(reps) > ndim:
        raise ValueError(f"`ndim` must be at least the length of `reps`, {len(reps)}: it is {ndim}.")
    return _basic.tile(x, [1] * ((ndim or 0) - len(reps)) + list(reps))


# ---------------------------------------------------------------- rows


def permute_row_elements(x, y, inverse=0):
    """Return each row of x in the order of the integers in the same row of y, or with ``inverse`` put back from it.

    Source: theano.tensor.permute_row_elements.
    """
    # inverse is 0 or 1
    return _basic.permute_row_elements(x, y, inverse=bool(inverse))


def inverse_permutation(perm):
    """Return the inverse of the permutation in each row of ``perm``. Source: theano.tensor.inverse_permutation."""
    return permute_row_elements(_basic.arange(perm.shape[-1], dtype=perm.dtype), perm, inverse=1)


# ---------------------------------------------------------------- classes of operations


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


def shape_padaxis(t, axis):
    """Return t with a new dimension of length 1 at ``axis``, which may count from the end of the result.

    Errors: IndexError for an axis that the result lacks. Source: theano.tensor.shape_padaxis.
    """
    # Theano's operation
    t = as_tensor_variable(t)
    if not -t.ndim - 1 <= axis <= t.ndim:
        raise IndexError(f"axis {axis} is out of bounds [{-t.ndim - 1}, {t.ndim + 1})")
    order = list(range(t.ndim))
    order.insert(axis % (t.ndim + 1), "x")
    return DimShuffle(t.broadcastable, order)(t)


def shape_padleft(t, n_ones=1):
    """Return t with ``n_ones`` new dimensions of length 1 before the others. Source: theano.tensor.shape_padleft."""
    # Theano's operation
    t = as_tensor_variable(t)
    return DimShuffle(t.broadcastable, ["x"] * n_ones + list(range(t.ndim)))(t)


def shape_padright(t, n_ones=1):
    """Return t with ``n_ones`` new dimensions of length 1 after the others. Source: theano.tensor.shape_padright."""
    # Theano's operation
    t = as_tensor_variable(t)
    return DimShuffle(t.broadcastable, list(range(t.ndim)) + ["x"] * n_ones)(t)


class Reshape(_Reshape, metaclass=StandIn):
    """Gives an array the shape of a vector: ``Reshape(2)(x, (3, -1))``. Source: theano.tensor.Reshape."""

    def __init__(self, ndim, name=None):
        # a name, which the output never had
        if name is not None:
            raise AssertionError("Reshape: `name` was refused by Theano too; name the variable instead.")
        _Reshape.__init__(self, ndim)


class ExtractDiag(_basic.ExtractDiag, metaclass=StandIn):
    """Takes a diagonal: ``ExtractDiag(offset=1)(x)``. Source: theano.tensor.ExtractDiag."""

    def __init__(self, offset=0, axis1=0, axis2=1, view=False):
        # no view unless asked for
        _basic.ExtractDiag.__init__(self, offset, axis1, axis2, view)


class PermuteRowElements(_basic.PermuteRowElements, metaclass=StandIn):
    """Permutes the elements of each row: ``permute_row_elements``. Source: theano.tensor.PermuteRowElements."""

    def __init__(self):
        # said on each call whether it is the inverse
        _basic.PermuteRowElements.__init__(self, False)


class AllocDiag(_basic.AllocDiag, metaclass=StandIn):
    """Makes matrices of diagonals: ``AllocDiag(offset=1)(x)``. Source: theano.tensor.AllocDiag."""

    def __init__(self, offset=0, axis1=0, axis2=1):
        # all by position
        _basic.AllocDiag.__init__(self, axis1=axis1, axis2=axis2, offset=offset)
