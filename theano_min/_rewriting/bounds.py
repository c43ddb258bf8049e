"""Bounds of index arrays under Numba: PyTensor's kernels there read and write past the end, Theano raised IndexError.

Rewrites of our own, for Numba's modes alone, put one pass over each index array before the operation that uses it. In
every mode they compare the lengths of each mask, which may be no others than those of the axes it stands for: of a mask
of which only the shape of what it takes is asked for, nothing else would. On PyTensor 3.0 they also compare the lengths
of what a slice is incremented by.
"""

import numpy as np
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import copy_stack_trace, dfs_rewriter, node_rewriter
from pytensor.raise_op import CheckAndRaise
from pytensor.scalar.basic import Cast, ScalarType
from pytensor.tensor.basic import ScalarFromTensor, cast, tensor_from_scalar
from pytensor.tensor.math import eq, ge, lt, or_
from pytensor.tensor.subtensor import IncSubtensor, Subtensor, indices_from_subtensor
from pytensor.tensor.type import integer_dtypes

from theano_min._numpy import writes
from theano_min._numpy.indexing import is_checked_by_numpy
from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS


class CheckIndex(Op):
    """Pass an array of integers on unchanged if x has all these elements along ``axis``, else raise IndexError."""

    __props__ = ("axis",)
    _numba = "theano_min._numba.bounds"
    view_map = {0: [0]}

    def __init__(self, axis):
        self.axis = axis

    def make_node(self, index, x):
        return Apply(self, [index, x], [index.type()])

    def perform(self, node, inputs, output_storage):
        index, x = inputs
        length = x.shape[self.axis]
        if index.size and (index.min() < -length or index.max() >= length):
            first = index[(index < -length) | (index >= length)].flat[0]
            raise IndexError(f"index {first} is out of bounds for axis {self.axis} with size {length}")
        output_storage[0][0] = index

    @property
    def message(self):
        return f"index out of bounds for axis {self.axis}"


@writes(CheckIndex)
def write_check(w, node):
    index, x = node.inputs
    clients = w.fgraph.clients[node.outputs[0]]
    if not is_checked_by_numpy(w, node.outputs[0], x) or any(client.op.destroy_map for client, _ in clients):
        return False  # other states must not be overwritten before it is looked for
    w.alias(node.outputs[0], index)
    for client, _ in clients:
        if not getattr(client.outputs[0].tag, "trace", None):  # it says now where the index was written
            copy_stack_trace(node.outputs, client.outputs)


def _is_unchecked(index, x, axis):
    """Whether ``index`` may name an element that x lacks along ``axis``."""
    if index.dtype not in integer_dtypes or (index.owner and isinstance(index.owner.op, CheckIndex)):
        return False
    length = x.type.shape[axis]
    if isinstance(index, Constant) and length is not None:
        return index.data.size > 0 and not (-length <= np.min(index.data) and np.max(index.data) < length)
    return True


def checking(check):
    """Make a rewriter of ``check(index, x, axis)``, which returns the index array as it is or checked."""

    @node_rewriter([*ADVANCED_SUBTENSORS, *ADVANCED_INC_SUBTENSORS])
    def rewriter(fgraph, node):
        """x[i] -> x[check(i)], because compiled code does not look where an index is."""
        first = 1 if isinstance(node.op, ADVANCED_SUBTENSORS) else 2
        x, inputs, axis = node.inputs[0], list(node.inputs), 0
        for entry in getattr(node.op, "idx_list", (0,)):
            if isinstance(entry, slice):
                axis += 1
                continue
            index = inputs[first + entry]
            inputs[first + entry] = checked = check(index, x, axis)
            if checked is not index:
                copy_stack_trace(node.outputs, checked)
            axis += index.ndim if index.dtype == "bool" else 1
        if inputs == node.inputs:
            return None
        outputs = node.op.make_node(*inputs).outputs
        copy_stack_trace(node.outputs, outputs)
        return outputs

    return dfs_rewriter(rewriter)


def check_index(index, x, axis):
    """Put a CheckIndex behind an array of integers."""
    if not _is_unchecked(index, x, axis):
        return index
    while x.owner and isinstance(x.owner.op, (IncSubtensor, *ADVANCED_INC_SUBTENSORS)):
        x = x.owner.inputs[0]  # of the same lengths, before it is overwritten
    return CheckIndex(axis)(index, x)


def check_mask(index, x, axis):
    """Put an IndexError behind a mask whose lengths are not those of x from ``axis`` on."""
    if index.dtype != "bool" or (index.owner and isinstance(index.owner.op, CheckAndRaise)):
        return index
    known = zip(index.type.shape, x.type.shape[axis:], strict=False)
    unknown = [i for i, lengths in enumerate(known) if None in lengths]
    if not unknown:
        return index
    message = f"a mask has not the lengths of what it indexes from axis {axis} on"
    return CheckAndRaise(IndexError, message)(index, *[eq(index.shape[i], x.shape[axis + i]) for i in unknown])


@node_rewriter([IncSubtensor])
def check_increment(fgraph, node):
    """x[a:b].inc(y) -> x[a:b].inc(check(y)), because a y that is longer than the slice is not noticed."""
    x, y, *index = node.inputs
    if node.op.set_instead_of_inc or (y.owner and isinstance(y.owner.op, CheckAndRaise)):
        return None
    part = Subtensor(node.op.idx_list)(x, *index)
    lengths = zip(range(part.ndim - y.ndim, part.ndim), y.type.shape, strict=True)
    unknown = [(axis, axis - part.ndim + y.ndim) for axis, length in lengths if length != 1]
    if not unknown:
        return None
    fits = [or_(eq(y.shape[i], part.shape[axis]), eq(y.shape[i], 1)) for axis, i in unknown]
    y = CheckAndRaise(ValueError, "what a slice is incremented by has not its shape")(y, *fits)
    output = node.op(x, y, *index)
    copy_stack_trace(node.outputs, [output])
    return [output]


@node_rewriter([Subtensor, IncSubtensor])
def check_only_element(fgraph, node):
    """x[i] where x has length 1 -> x[0] of an x that is there only if i is in bounds, because others drop i."""
    first = 1 if isinstance(node.op, Subtensor) else 2
    x, inputs, conditions = node.inputs[0], list(node.inputs), []
    for entry, length in zip(indices_from_subtensor(inputs[first:], node.op.idx_list), x.type.shape, strict=False):
        if length != 1 or not isinstance(entry, Variable) or (isinstance(entry, Constant) and entry.data in (0, -1)):
            continue
        index = tensor_from_scalar(entry) if isinstance(entry.type, ScalarType) else entry
        conditions += [ge(index, -1), lt(index, 1)]
        zero = entry.type.constant_type(entry.type, np.zeros((), entry.type.dtype)[()])
        inputs[first:] = [zero if given is entry else given for given in inputs[first:]]
    if not conditions:
        return None
    inputs[0] = CheckAndRaise(IndexError, "index out of bounds for an axis of length 1")(x, *conditions)
    outputs = node.op.make_node(*inputs).outputs
    copy_stack_trace(node.outputs, outputs)
    return outputs


@node_rewriter([Subtensor, IncSubtensor])
def may_be_negative(fgraph, node):
    """x[:cast(n, 'int8')] -> the same with n | n, because PyTensor takes the cast of a length to be no less than 0.

    x[:n] of an unsigned n -> x[:cast(n, 'int64')]: PyTensor's rewrites fail on it.
    """
    inputs = [
        ScalarFromTensor()(x | x)
        if (x := _narrowed(each)) is not None
        else ScalarFromTensor()(cast(x, "int64"))
        if (x := _unsigned(each)) is not None
        else each
        for each in node.inputs
    ]
    if inputs == node.inputs:
        return None
    outputs = node.op.make_node(*inputs).outputs
    copy_stack_trace(node.outputs, outputs)
    return outputs


def _unsigned(index):
    """The unsigned number that is an index, or None."""
    if not index.owner or not isinstance(index.owner.op, ScalarFromTensor):
        return None
    [number] = index.owner.inputs
    return number if number.dtype.startswith("uint") else None


def _narrowed(index):
    """The number that is an index and wraps around, cast to few bits, or as many as unsigned numbers have; or None."""
    [number] = index.owner.inputs if index.owner and isinstance(index.owner.op, ScalarFromTensor) else [None]
    if number is None or not number.owner or not isinstance(getattr(number.owner.op, "scalar_op", None), Cast):
        return None
    [wide] = (np.dtype(x.dtype) for x in number.owner.inputs)
    narrow = np.dtype(number.dtype)
    wraps = narrow.itemsize < 4 if wide.kind != "u" else narrow.itemsize <= wide.itemsize
    return number if narrow.kind == "i" and wraps and wide.kind != "b" else None
