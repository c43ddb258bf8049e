"""Sorting, and the k largest elements."""

# ruff: noqa: I001

import numpy as np
from numpy.lib.array_utils import normalize_axis_index as _normalize_axis_index
from pytensor.gradient import DisconnectedType as _DisconnectedType, grad_undefined as _grad_undefined
from pytensor.graph.basic import Apply as _Apply
from pytensor.graph.op import Op as _Op
from pytensor.graph.rewriting.basic import copy_stack_trace as _copy_stack_trace
from pytensor.graph.rewriting.basic import node_rewriter as _node_rewriter
from pytensor.raise_op import CheckAndRaise as _CheckAndRaise
from pytensor.tensor import basic as _basic, math as _math
from pytensor.tensor.exceptions import NotScalarConstantError as _NotScalarConstantError
from pytensor.tensor.sort import ArgSortOp as _ArgSortOp, SortOp as _SortOp, argsort as _argsort, sort as _sort
from pytensor.tensor.subtensor import set_subtensor as _set_subtensor
from pytensor.tensor.type import integer_dtypes as _integer_dtypes

from theano_min._pytensor import ifelse as _ifelse
from theano_min.configdefaults import config as _config
from theano_min._composed import MadeByPyTensor as _MadeByPyTensor
from theano_min.tensor._order import Largest as _Largest, largest as _largest

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- sorting


# the axis may be a variable, and 'quicksort' is the kind by default
def sort(a, axis=-1, kind="quicksort", order=None):
    """Return ``a`` sorted along ``axis``, an integer or a scalar variable, or the sorted flat array if that is None.

    ``kind`` is 'quicksort', 'mergesort' or 'heapsort'. ValueError for another, for an axis that ``a`` lacks, and for
    an ``order``, which only arrays of records have. Source: theano.tensor.sort.sort.
    """
    _check_kind(kind, order)
    # Equal elements are the same in any order: no kind gives another result.
    return _along(lambda a, axis: _sort(a, axis, "quicksort"), a, axis)


# the axis may be a variable, and 'quicksort' is the kind by default
def argsort(a, axis=-1, kind="quicksort", order=None):
    """Return the indices, of dtype int64, that sort ``a`` along ``axis``, or the flat array if that is None.

    'mergesort' keeps equal elements in their order, the others leave them as NumPy 1 did. Arguments and errors as for
    `sort`. Source: theano.tensor.sort.argsort.
    """
    _check_kind(kind, order)
    return _along(lambda a, axis: _argsort(a, axis, kind), a, axis)


def _check_kind(kind, order):
    if kind not in ("quicksort", "mergesort", "heapsort", "stable"):
        raise ValueError(f"sort: kind must be 'quicksort', 'mergesort' or 'heapsort', not {kind!r}")
    if order is not None:
        raise ValueError(f"sort: order={order!r} names fields, and the array has none")


def _along(sorter, a, axis):
    """``sorter(a, axis)`` for an axis that may be None, a number or a variable."""
    a = _basic.as_tensor_variable(a)
    if axis is None:
        return sorter(a.flatten(), 0)
    try:
        number = _basic.get_scalar_constant_value(axis).item()
    except _NotScalarConstantError:
        return _along_variable(sorter, a, _basic.as_tensor_variable(axis))
    if number != int(number):
        raise ValueError(f"sort: the axis must be an integer or None, not {number!r}")
    return sorter(a, _normalize_axis_index(int(number), a.ndim))


def _along_variable(sorter, a, axis):
    if axis.ndim != 0 or a.ndim == 0:
        raise ValueError(f"sort: the axis must be a scalar, and the array have one: {axis}, {a}")
    valid = [_math.eq(axis, _math.floor(axis)), _math.ge(axis, -a.ndim), _math.lt(axis, a.ndim)]
    message = f"sort: the axis must be an integer from {-a.ndim} to {a.ndim - 1}"
    a = _CheckAndRaise(np.exceptions.AxisError, message)(a, *valid)
    result = sorter(a, 0)
    for number in range(1, a.ndim):
        result = _ifelse(_math.eq(axis % a.ndim, number), sorter(a, number), result)
    return result


class _Sorts(_MadeByPyTensor):
    __props__: tuple[str, ...] = ("kind", "order")

    def __init__(self, kind, order=None):
        self.kind, self.order = kind, order


class SortOp(_Sorts):
    """Sort by ``kind``, as `sort` does; the class of the node that does so. Source: theano.tensor.sort.SortOp."""

    @staticmethod
    def stands_for(op):
        return isinstance(op, _SortOp)

    def theirs(self, input, axis=-1):
        return sort(input, axis, self.kind, self.order).owner


class ArgSortOp(_Sorts):
    """Sort indices by ``kind``, as `argsort` does; the class of its node. Source: theano.tensor.sort.ArgSortOp."""

    @staticmethod
    def stands_for(op):
        return isinstance(op, _ArgSortOp)

    def theirs(self, input, axis=-1):
        return argsort(input, axis, self.kind, self.order).owner


# ---------------------------------------------------------------- the k largest


class TopKOp(_Op):
    """Find the ``kth`` largest elements of x along ``axis``, or the smallest if kth is negative, in no certain order.

    The node has the values, the indices as ``idx_dtype``, or both. A NaN is larger than any number, but the one
    smallest of an array with a NaN is NaN, as for `min`. Errors: TypeError for an axis or idx_dtype that is no integer,
    NotImplementedError for ``sorted``, ValueError for neither output, for a scalar x and, on running, for a kth that is
    0 or beyond the length; IndexError for an axis that x lacks. Source: theano.tensor.sort.TopKOp.
    """

    __props__ = ("axis", "sorted", "return_values", "return_indices", "idx_dtype")

    def __init__(self, axis=-1, sorted=True, idx_dtype="int64", return_values=True, return_indices=True):
        if not isinstance(axis, int):
            raise TypeError(f"topk: axis must be an integer, not {axis!r}")
        if sorted:
            raise NotImplementedError("topk: pass sorted=False, then sort the k elements: Theano never sorted them")
        if idx_dtype not in _integer_dtypes:
            raise TypeError(f"topk: idx_dtype must be a dtype of integers, not {idx_dtype!r}")
        if not (return_values or return_indices):
            raise ValueError("topk: return_values and return_indices cannot both be False")
        self.axis, self.sorted, self.idx_dtype = axis, sorted, idx_dtype
        self.return_values, self.return_indices = return_values, return_indices

    def __str__(self):
        return f"TopKOp{{axis={self.axis}, sorted={self.sorted}}}"

    def make_node(self, inp, kth):
        x, k = _basic.as_tensor_variable(inp), _basic.as_tensor_variable(kth)
        if x.ndim == 0:
            raise ValueError(f"topk: a scalar has no k largest elements: {x}")
        if not -x.ndim <= self.axis < x.ndim:
            raise IndexError(f"topk: axis {self.axis} of an array that has {x.ndim} dimensions: {x}")
        if k.ndim != 0:
            raise ValueError(f"topk: kth must be a scalar, not of {k.ndim} dimensions: {k}")
        if k.dtype not in _integer_dtypes:
            raise TypeError(f"topk: kth must be an integer, not {k.dtype}: {k}")
        shape = list(x.type.shape)
        shape[self.axis] = 1 if shape[self.axis] == 1 else None
        values, indices = (x.type.clone(dtype=dtype, shape=tuple(shape)) for dtype in (x.dtype, self.idx_dtype))
        return _Apply(self, [x, k], self._wanted(values(), indices()))

    def _wanted(self, values, indices):
        return [values] * self.return_values + [indices] * self.return_indices

    def perform(self, node, inputs, output_storage):
        [x, k], axis = inputs, self.axis
        length, k = x.shape[axis], int(k)
        if not 0 < abs(k) <= length:
            raise ValueError(_bad_k(self, node))
        found = _largest(x, k, axis)
        values = np.take_along_axis(x, found, axis)
        for storage, result in zip(output_storage, self._wanted(values, found.astype(self.idx_dtype)), strict=True):
            storage[0] = result

    def infer_shape(self, *args):
        node, shapes = args[-2:]
        shape = list(shapes[0])
        shape[self.axis] = _basic.cast(_math.abs(node.inputs[1]), "int64")
        return [tuple(shape)] * len(node.outputs)

    def pullback(self, inputs, outputs, output_grads):
        x, k = inputs
        k_grad = _grad_undefined(self, 1, k, "kth is an integer")
        gz = output_grads[0]
        if not self.return_values or isinstance(gz.type, _DisconnectedType):
            return [_basic.zeros_like(x, dtype=_config.floatX), k_grad]
        found = outputs[1] if self.return_indices else TopKOp(self.axis, self.sorted, self.idx_dtype)(x, k)[1]
        zeros = _basic.zeros_like(x, dtype=gz.dtype)
        return [_set_subtensor(zeros[_along_axis(x, found, self.axis % x.ndim)], gz), k_grad]


def _bad_k(op, node):
    return f"topk: kth must not be 0, nor beyond the length of axis {op.axis} of {node.inputs[0]}"


def _along_axis(x, found, axis):
    """The tuple that indexes x with ``found``, an array of as many dimensions, along ``axis``."""

    def places(i):
        return _basic.arange(x.shape[i]).dimshuffle(*["x"] * i, 0, *["x"] * (x.ndim - i - 1))

    return tuple(found if i == axis else places(i) for i in range(x.ndim))


@_node_rewriter([TopKOp])
def _sort_for_topk(fgraph, node):
    """Write the k largest as finding where they are, and indexing, which Numba compiles."""
    [x, k], op = node.inputs, node.op
    axis = op.axis % x.ndim
    length = x.shape[axis]
    k = _CheckAndRaise(ValueError, _bad_k(op, node))(k, _math.neq(k, 0), _math.le(_math.abs(k), length))
    found = _Largest(axis)(x, _basic.cast(k, "int64"))
    results = op._wanted(x[_along_axis(x, found, axis)], _basic.cast(found, op.idx_dtype))
    results = [old.type.filter_variable(new) for old, new in zip(node.outputs, results, strict=True)]
    _copy_stack_trace(node.outputs, results)
    return results


def topk_and_argtopk(x, kth, axis=-1, sorted=True, idx_dtype="int64"):
    """Return a list of the ``kth`` largest elements of x along ``axis``, or of the flat x, and their indices.

    The smallest, if kth is negative. They come in no certain order: only ``sorted=False`` is there. Dtypes: x's, and
    ``idx_dtype``. Errors as for `TopKOp`. Source: theano.tensor.sort.topk_and_argtopk.
    """
    if axis is None:
        x, axis = _basic.as_tensor_variable(x).flatten(), 0
    return TopKOp(axis, sorted, idx_dtype)(x, kth)


def topk(x, kth, axis=-1, sorted=True, idx_dtype="int64"):
    """Return the values of `topk_and_argtopk`, |kth| along ``axis``. Source: theano.tensor.sort.topk."""
    return topk_and_argtopk(x, kth, axis, sorted, idx_dtype)[0]


def argtopk(x, kth, axis=-1, sorted=True, idx_dtype="int64"):
    """Return the indices of `topk_and_argtopk`, |kth| along ``axis``. Source: theano.tensor.sort.argtopk."""
    return topk_and_argtopk(x, kth, axis, sorted, idx_dtype)[1]
