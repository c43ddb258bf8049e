"""Indexing: parts ``x[...]`` of an array, and copies of an array with such a part set or incremented."""

# ruff: noqa: I001

from operator import index as _integer

import numpy as np
from pytensor.gradient import disconnected_type as _disconnected_type
from pytensor.graph.basic import Constant as _Constant, Variable as _Variable
from pytensor.tensor import subtensor as _subtensor
from pytensor.raise_op import CheckAndRaise as _CheckAndRaise
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.math import eq as _eq
from pytensor.tensor.type import (
    discrete_dtypes as _discrete_dtypes,
    integer_dtypes as _integer_dtypes,
    lscalar as _lscalar,
    uint_dtypes as _unsigned_dtypes,
)
from pytensor.tensor.type_other import (
    NoneConst as NoneConst,
    NoneTypeT as NoneTypeT,
    SliceType as SliceType,
    make_slice as make_slice,
    MakeSlice as _MakeSlice,
)

from pytensor.tensor.exceptions import AdvancedIndexingError as AdvancedIndexingError
from pytensor.tensor.subtensor import (
    IncSubtensor as IncSubtensor,
    Subtensor as Subtensor,
    SubtensorPrinter as SubtensorPrinter,
    get_canonical_form_slice as get_canonical_form_slice,
)
from theano_min.misc.safe_asarray import _asarray
from theano_min._pytensor import ADVANCED_INC_SUBTENSORS as _INC_SUBTENSORS, ADVANCED_SUBTENSORS as _SUBTENSORS
from theano_min._composed import MadeByPyTensor as _MadeByPyTensor
from theano_min.gof.op import Op as _Op
from theano_min.compile._lengths import addbroadcast as _addbroadcast

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

sparse_module_ref = None


class AdvancedBooleanIndexingError(TypeError):
    """An index that only basic indexing can use was a boolean mask. Source: theano.tensor.subtensor."""


# ---------------------------------------------------------------- indices


def make_constant(args):
    """Return the tuple of indices ``args`` with its integers, in slices too, as constants of type int64.

    Source: theano.tensor.subtensor.make_constant.
    """
    numbers = (slice, int, np.integer)
    return tuple(_subtensor.as_index_constant(arg) if isinstance(arg, numbers) else arg for arg in args)


def as_index_variable(idx):
    """Return an index as a variable: None, a slice, or an array of integers or booleans.

    TypeError for arrays of anything else. Source: theano.tensor.subtensor.as_index_variable.
    """
    if idx is None:
        return NoneConst.clone()
    if isinstance(idx, slice):
        return make_slice(idx)
    if isinstance(idx, _Variable) and isinstance(idx.type, SliceType | NoneTypeT):
        return idx
    idx = _as_tensor_variable(idx)
    if idx.dtype not in _discrete_dtypes:
        raise TypeError(f"an index must be integers or a boolean mask, not {idx.dtype}: {idx}")
    return idx


def get_idx_list(inputs, idx_list, get_count=False):
    """Return the indices of a node: its ``inputs`` after the first, in the places that ``idx_list`` gives them.

    With ``get_count``, return how many inputs those are. Source: theano.tensor.subtensor.get_idx_list.
    """
    idx_list = vars(Subtensor(idx_list))["idx_list"]  # which may be of types, as a program's
    if get_count:
        return len(_subtensor.get_slice_elements(idx_list, lambda entry: isinstance(entry, int)))
    return _subtensor.get_idx_list(inputs, idx_list)


def check_and_reject_bool(args_el):
    """Raise TypeError if an index, or one in a list of them, is a boolean or a mask.

    Source: theano.tensor.subtensor.check_and_reject_bool.
    """
    if isinstance(args_el, bool) or getattr(args_el, "dtype", None) == "bool":
        raise TypeError("a boolean mask cannot index here: use advanced_boolean_subtensor and its kin, or x[mask]")
    if isinstance(args_el, list | tuple):
        for element in args_el:
            check_and_reject_bool(element)


def check_advanced_indexing_dimensions(input, idx_list):
    """Raise IndexError if a mask in the tuple of indices ``idx_list`` has not the lengths that the array has there.

    ``input`` and the indices are values, not variables. Source: theano.tensor.subtensor.
    """
    axis = 0
    for index in idx_list:
        if index is None:
            continue
        mask = isinstance(index, np.ndarray) and index.dtype == "bool"
        for length in index.shape if mask else ():
            if length != input.shape[axis]:
                raise IndexError(f"the mask has length {length} where axis {axis} has {input.shape[axis]}")
            axis += 1
        axis += not mask


def adv_index_broadcastable_pattern(a, idx):
    """Return which dimensions of ``a[idx]`` broadcast, a tuple of bools; ``idx`` as from `as_index_variable`.

    Source: theano.tensor.subtensor.adv_index_broadcastable_pattern.
    """

    def example(index):
        if isinstance(index.type, NoneTypeT):
            return None
        if isinstance(index.type, SliceType):
            return slice(None)
        return np.ones((2,) * index.ndim, bool) if index.dtype == "bool" else np.zeros((2,) * index.ndim, int)

    array = np.empty([1 if broadcastable else 2 for broadcastable in a.broadcastable])
    return tuple(length == 1 for length in array[tuple(map(example, idx))].shape)


class _SliceParts(_Op):
    """Start, stop and step of a slice that is known when the graph runs, for an axis of a length.

    They are those of ``slice.indices``; what lies before the first element is ``-length - 1``, as -1 is the last.
    """

    __props__ = ()
    itypes = [SliceType(), _lscalar]
    otypes = [_lscalar] * 3

    def perform(self, node, inputs, output_storage):
        index, length = inputs
        start, stop, step = index.indices(int(length))
        if step < 0:
            start, stop = (-int(length) - 1 if end == -1 else end for end in (start, stop))
        for storage, part in zip(output_storage, (start, stop, step), strict=True):
            storage[0] = np.asarray(part, "int64")

    def infer_shape(self, node, shapes):
        return [()] * 3

    def connection_pattern(self, node):
        return [[False] * 3] * 2


def _index(x, indices):
    """``x[indices]``, where slices and None may be variables, and lists of bools masks."""
    x = _as_tensor_variable(x)
    indices = [index if index is Ellipsis else as_index_variable(index) for index in indices]
    lengths = [_length_of(index) for index in indices]

    def plain(index, place):
        if index is Ellipsis or not isinstance(index.type, SliceType | NoneTypeT):
            return index
        if isinstance(index.type, NoneTypeT):
            return None
        if isinstance(index, _Constant):
            return index.data
        if index.owner is not None and isinstance(index.owner.op, _MakeSlice):
            return slice(*index.owner.inputs)
        behind = any(each is Ellipsis for each in indices[:place])
        axis = x.ndim - sum(lengths[place:]) if behind else sum(lengths[:place])
        return slice(*_SliceParts()(index, x.shape[axis]))

    return x[tuple(plain(index, place) for place, index in enumerate(indices))]


def _length_of(index):
    """How many axes an index takes, as from `as_index_variable` or an Ellipsis."""
    if index is Ellipsis or isinstance(index.type, NoneTypeT):
        return 0
    return index.ndim if getattr(index.type, "dtype", None) == "bool" else 1


# ---------------------------------------------------------------- setting and incrementing a part


def _may_be_whole(node):
    """Whether ``node`` takes slices that start where the array does, so that they may be all of it."""
    inputs = iter(node.inputs[1:])

    def starts(entry):
        if not isinstance(entry, slice):
            return False
        start, _, step = (None if part is None else next(inputs) for part in (entry.start, entry.stop, entry.step))
        return all(
            part is None or not isinstance(part, _Constant) or part.data in known
            for part, known in (
                (start, (0,)),
                (step, (1, -1)),
            )
        )

    return all([starts(entry) for entry in node.op.idx_list])


def _shaped_like(y, x):
    """``y``, or ValueError on running if it has not x's lengths; for all of an array, y itself is what is left."""
    fits = [
        _eq(y.shape[axis - x.ndim + y.ndim], x.shape[axis])
        for axis in range(x.ndim - y.ndim, x.ndim)
        if y.ndim <= x.ndim
        and not y.broadcastable[axis - x.ndim + y.ndim]
        and None in (y.type.shape[axis - x.ndim + y.ndim], x.type.shape[axis])
    ]
    message = (
        "set_subtensor: a length of y is not that of x; one that is 1 must be known to be, by addbroadcast(y, axis)"
    )
    return _CheckAndRaise(ValueError, message)(y, *fits) if fits else y


def _is_added(y, x):
    """Whether NumPy 1 added y to an array of x's dtype in place: of a single number it looked at the value."""
    is_one_number = y.ndim == 0 < x.ndim and y.dtype in _integer_dtypes and x.dtype in _integer_dtypes
    if is_one_number and not (isinstance(y, _Constant) and y.data < 0):
        return True
    return np.can_cast(np.result_type(x.dtype, y.dtype), x.dtype, "same_kind")


# y that would lose its fraction, or has not length 1 where x must, is an error; a number takes x's dtype if it fits
def inc_subtensor(x, y, inplace=False, set_instead_of_inc=False, tolerate_inplace_aliasing=False):
    """Return a copy of an array with ``y`` added to its part ``x``, which was indexed as in ``x = array[1:, i]``.

    An element that the index names twice is incremented twice. y's shape broadcasts against x's, and the copy has the
    array's shape and dtype. ``inplace`` is best left to compiling; with it, ``tolerate_inplace_aliasing`` promises that
    views x and y do not overlap. TypeError if x is no part of anything, if y has more dimensions, or for floats added
    to a slice of integers, integers of either sign to one of unsigned ones and complex numbers to one of others; arrays
    of indices cast y. ValueError, on running, if the shapes do not fit.
    Source: theano.tensor.subtensor.inc_subtensor.
    """
    x = _as_tensor_variable(x)
    if isinstance(y, int) and x.dtype in _unsigned_dtypes and y >= 0:
        y = _asarray(y, x.dtype)
    y = _as_tensor_variable(y)
    basic = x.owner and isinstance(x.owner.op, Subtensor)
    if basic and not set_instead_of_inc and not _is_added(y, x):
        raise TypeError(
            f"inc_subtensor: y of dtype {y.dtype} cannot be added to x of dtype {x.dtype}; cast one of them"
        )
    if basic and set_instead_of_inc and _may_be_whole(x.owner):
        y = _shaped_like(y, x)
    if y.ndim <= x.ndim:
        aligned = enumerate(zip(x.broadcastable[x.ndim - y.ndim :], y.broadcastable, strict=True))
        y = _addbroadcast(y, *[axis for axis, pattern in aligned if pattern == (True, False)])
    whole = _subtensor.inc_subtensor(x, y, inplace, set_instead_of_inc, tolerate_inplace_aliasing)
    if getattr(x.tag, "of_new_axes", False):  # x[None, i] is an index of x in Theano, in PyTensor one of x[None]
        order = x.owner.inputs[0].owner.op.new_order
        return whole.dimshuffle(*[place for place, axis in enumerate(order) if axis != "x"])
    return whole


def set_subtensor(x, y, inplace=False, tolerate_inplace_aliasing=False):
    """Return a copy of an array with ``y`` in place of its part ``x``, which was indexed as in ``x = array[1:, i]``.

    y's shape broadcasts against x's; y is cast to the array's dtype. Arguments and errors else as for `inc_subtensor`.
    Source: theano.tensor.subtensor.set_subtensor.
    """
    return inc_subtensor(x, y, inplace, True, tolerate_inplace_aliasing)


# ---------------------------------------------------------------- the classes of indexing with arrays


def _takes_rows(op):
    """Whether an operation has one index array, for the first axis; a mask looks the same."""
    return getattr(op, "idx_list", (0,)) == (0,)


def _check_rows(x, ilist):
    """Return x and the indices of its rows as variables, or raise the TypeError that says what they are instead."""
    x, ilist = _as_tensor_variable(x), _as_tensor_variable(ilist)
    if ilist.dtype not in _integer_dtypes:
        raise TypeError(f"ilist must be integers, not {ilist.dtype}: {ilist}")
    if ilist.ndim != 1:
        raise TypeError(f"ilist must be a vector, not of {ilist.ndim} dimensions: {ilist}")
    if x.ndim == 0:
        raise TypeError(f"a scalar cannot be indexed: {x}")
    return x, ilist


class _SparseGrad(_subtensor.AdvancedSubtensor):
    """Rows of a matrix, whose gradient is a sparse matrix."""

    def pullback(self, inputs, outputs, output_grads):
        [x, ilist], [gz] = inputs, output_grads
        if x.ndim != 2:
            raise TypeError(f"sparse_grad: only a matrix has a sparse gradient, not {x} of {x.ndim} dimensions")
        from pytensor.sparse.basic import construct_sparse_from_list

        return [construct_sparse_from_list(x, gz, ilist), _disconnected_type()]


class AdvancedSubtensor1(_MadeByPyTensor):
    """Take the rows ``x[ilist]``, ``ilist`` a vector of integers; the class of the node that does so.

    With ``sparse_grad`` the gradient for a matrix x is a sparse matrix. TypeError if ``ilist`` is anything else, or x
    a scalar. ``isinstance`` is true of PyTensor's operation for one index array on the first axis, and cannot tell
    a mask there: its input has dtype bool. Source: theano.tensor.subtensor.AdvancedSubtensor1.
    """

    __props__ = ("sparse_grad",)

    def __init__(self, sparse_grad=False):
        self.sparse_grad = sparse_grad

    @staticmethod
    def stands_for(op):
        return isinstance(op, _SUBTENSORS) and _takes_rows(op)

    def theirs(self, x, ilist):
        op = _SparseGrad if self.sparse_grad else _subtensor.AdvancedSubtensor
        return op((0,)).make_node(*_check_rows(x, ilist))


def _sparse_grad(var):
    """Return ``var``, rows ``x[ilist]`` of a matrix x, as a variable by which the gradient for x is a sparse matrix.

    Errors: AssertionError for anything but such rows. Source: theano.sparse_grad.
    """
    if not var.owner or not isinstance(var.owner.op, AdvancedSubtensor1):
        raise AssertionError(f"sparse_grad takes rows x[ilist], ilist a vector of integers, not {var}")
    return AdvancedSubtensor1(sparse_grad=True)(*var.owner.inputs)


class AdvancedIncSubtensor1(_MadeByPyTensor):
    """Return x with ``y`` added to, or put into, its rows ``x[ilist]``; the class of the node that does so.

    A row that ``ilist``, a vector of integers, names twice is incremented twice. TypeError as for `AdvancedSubtensor1`,
    or if y has more dimensions than x. Source: theano.tensor.subtensor.AdvancedIncSubtensor1.
    """

    __props__ = ("inplace", "set_instead_of_inc")

    def __init__(self, inplace=False, set_instead_of_inc=False):
        self.inplace = bool(inplace)
        self.set_instead_of_inc = bool(set_instead_of_inc)

    @staticmethod
    def stands_for(op):
        return isinstance(op, _INC_SUBTENSORS) and _takes_rows(op)

    def theirs(self, x, y, ilist):
        x, ilist = _check_rows(x, ilist)
        y = _as_tensor_variable(y)
        if y.ndim > x.ndim:
            raise TypeError(f"y has {y.ndim} dimensions, more than the {x.ndim} of x")
        return _subtensor.AdvancedIncSubtensor((0,), self.inplace, self.set_instead_of_inc).make_node(x, y, ilist)


class BaseAdvancedSubtensor(_MadeByPyTensor):
    """Index x with arrays, slices and None: what `AdvancedSubtensor` and `AdvancedBooleanSubtensor` have in common.

    Source: theano.tensor.subtensor.BaseAdvancedSubtensor.
    """

    __props__ = ()

    @staticmethod
    def stands_for(op):
        return isinstance(op, _SUBTENSORS)

    def theirs(self, x, *index):
        return _index(x, index).owner


class AdvancedSubtensor(BaseAdvancedSubtensor):
    """Index x with several arrays of integers, or on another axis than the first; the class of the node that does so.

    TypeError for masks. Source: theano.tensor.subtensor.AdvancedSubtensor.
    """

    @staticmethod
    def stands_for(op):
        return isinstance(op, _SUBTENSORS) and not _takes_rows(op)

    def theirs(self, x, *index):
        check_and_reject_bool(index)
        return super().theirs(x, *index)


class AdvancedBooleanSubtensor(BaseAdvancedSubtensor):
    """Index x with masks, which have the lengths of the axes they stand for, and with anything else.

    ``isinstance`` is true of any indexing with arrays, for PyTensor's operation is the same: a mask among its inputs
    has dtype bool. Source: theano.tensor.subtensor.AdvancedBooleanSubtensor.
    """


class BaseAdvancedIncSubtensor(_MadeByPyTensor):
    """Return x with ``y`` added to, or put into, the part that arrays, slices and None index.

    An element named twice is incremented twice. NotImplementedError for ``inplace``. Source:
    theano.tensor.subtensor.BaseAdvancedIncSubtensor.
    """

    __props__ = ("inplace", "set_instead_of_inc")

    def __init__(self, inplace=False, set_instead_of_inc=False):
        if not isinstance(inplace, bool):
            raise AssertionError(f"inplace must be True or False, not {inplace!r}")
        if inplace:
            raise NotImplementedError("inplace=True: leave it out, compiling works in place where that is possible")
        self.inplace = inplace
        self.set_instead_of_inc = set_instead_of_inc

    @staticmethod
    def stands_for(op):
        return isinstance(op, _INC_SUBTENSORS)

    def theirs(self, x, y, *inputs):
        x = _as_tensor_variable(x)
        result = inc_subtensor(_index(x, inputs), y, set_instead_of_inc=self.set_instead_of_inc)
        # PyTensor adds the axes of None to x first
        return (result if result.ndim == x.ndim else result.reshape(x.shape)).owner


class AdvancedIncSubtensor(BaseAdvancedIncSubtensor):
    """Increment or set what several arrays of integers index, or one on another axis than the first; its node's class.

    TypeError for masks. Source: theano.tensor.subtensor.AdvancedIncSubtensor.
    """

    @staticmethod
    def stands_for(op):
        return isinstance(op, _INC_SUBTENSORS) and not _takes_rows(op)

    def theirs(self, x, y, *inputs):
        check_and_reject_bool(inputs)
        return super().theirs(x, y, *inputs)


class AdvancedBooleanIncSubtensor(BaseAdvancedIncSubtensor):
    """Increment or set what masks, and anything else, index; ``isinstance`` as for `AdvancedBooleanSubtensor`.

    Source: theano.tensor.subtensor.AdvancedBooleanIncSubtensor.
    """


advanced_subtensor1 = AdvancedSubtensor1()
advanced_inc_subtensor1 = AdvancedIncSubtensor1()
advanced_set_subtensor1 = AdvancedIncSubtensor1(set_instead_of_inc=True)
advanced_subtensor = AdvancedSubtensor()
advanced_inc_subtensor = AdvancedIncSubtensor()
advanced_set_subtensor = AdvancedIncSubtensor(set_instead_of_inc=True)
advanced_boolean_subtensor = AdvancedBooleanSubtensor()
advanced_boolean_inc_subtensor = AdvancedBooleanIncSubtensor()
advanced_boolean_set_subtensor = AdvancedBooleanIncSubtensor(set_instead_of_inc=True)


# axes and kinds of indices that Theano refused are refused, not taken in another sense
def take(a, indices, axis=None, mode="raise"):
    """Return the elements of ``a`` that ``indices``, an array of integers, names along ``axis``, or in the flat a.

    ``mode`` says what becomes of indices out of bounds: IndexError with 'raise'; 'clip' to the nearest, 'wrap' around.
    The dimensions of ``indices`` stand where the axis was. TypeError for indices that are no integers, AssertionError
    and IndexError for an axis that ``a`` lacks, ValueError for 'clip' and 'wrap' without one. Source:
    theano.tensor.subtensor.take.
    """
    a, indices = _as_tensor_variable(a), _as_tensor_variable(indices)
    if mode not in ("clip", "wrap") and indices.dtype not in _integer_dtypes:
        raise TypeError(f"take: indices must be integers, not {indices.dtype}: {indices}")
    if axis is None:
        if mode in ("clip", "wrap"):
            raise ValueError(f"take: mode={mode!r} needs an axis; take from a.flatten() along axis 0")
        return _subtensor.take(a.flatten(), indices, 0)
    axis = _integer(axis)
    if axis < -a.ndim:
        raise AssertionError(f"take: axis {axis} of an array that has {a.ndim} dimensions")
    if a.ndim == 0:
        raise TypeError(f"take: a scalar has no axis: {a}")
    return _subtensor.take(a, indices, axis, mode)
