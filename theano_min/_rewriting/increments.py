"""Increments as Theano knew them: what is added broadcasts, and what is written as an assignment counts twice."""

from copy import copy

from pytensor.compile.ops import view_op
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.tensor.basic import get_underlying_scalar_constant_value
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.math import add, neg, sub, variadic_add
from pytensor.tensor.subtensor import IncSubtensor, inc_subtensor, indices_from_subtensor

from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS, IncrementAtVector

MANY = 4  # increments in a sum


@node_rewriter([*ADVANCED_INC_SUBTENSORS])
def set_to_inc(fgraph, node):
    """set_subtensor(x[i], x[i] + y) -> inc_subtensor(x[i], y), because Theano made it so for a vector of indices i.

    Only along one axis, the others whole, and for a sum of two terms or a difference of x[i] and a constant.
    """
    x, value, *index = node.inputs
    if not node.op.set_instead_of_inc or not value.owner or len(value.owner.inputs) != 2 or x.dtype == "bool":
        return None
    one, other = value.owner.inputs
    if value.owner.op == sub and _is_constant(other):
        other = neg(other)
    elif value.owner.op != add:
        return None
    elif not _reads(one, node):
        one, other = other, one
    if not _reads(one, node) or not _is_one_vector(node.op, index):
        return None
    output = inc_subtensor(one, other.astype(x.dtype))
    copy_stack_trace(node.outputs, [output])
    return [output]


@node_rewriter([IncSubtensor])
def of_its_dtype(fgraph, node):
    """inc_subtensor(x[i], y) -> the same with y in the dtype of x, as C computes it: NumPy narrows no sum."""
    x, y, *index = node.inputs
    if y.dtype == x.dtype or y.dtype.startswith("complex"):
        return None
    outputs = [node.op(x, y.astype(x.dtype), *index)]
    copy_stack_trace(node.outputs, outputs)
    return outputs


@node_rewriter([add])
def one_after_another(fgraph, node):
    """x[i].inc(a) + y[j].inc(b) + ... -> (x + y + ...)[i].inc(a)[j].inc(b)..., of the whole sum at once.

    PyTensor's rewrite moves each increment past each term, which takes the square of their number.
    """
    [out] = node.outputs
    if _is_a_part(fgraph, out):
        return None
    increments, others, waiting = [], [], node.inputs[::-1]
    while waiting:
        x = waiting.pop()
        if _is_a_part(fgraph, x) and x.owner and x.owner.op == add and x.type == out.type:
            waiting += reversed(x.owner.inputs)
        elif _is_an_increment(x) and len(fgraph.clients[x]) == 1 and out.type.is_super(x.type):
            increments.append(x)
        else:
            others.append(x)
    if len(increments) < MANY:
        return None
    bases = [x.owner.inputs[0] for x in increments]
    zeros = dict.fromkeys(x for x in bases if _is_zero(x))  # one of them is as good as many
    tip = variadic_add(*others, *(x for x in bases if x not in zeros), *zeros)
    copy_stack_trace(out, tip)
    for x in increments:
        tip = x.owner.op(tip, *x.owner.inputs[1:])
        copy_stack_trace([out, x], tip)
    return [tip]


def _is_a_part(fgraph, x):
    """Whether a sum of the same type is all that ``x`` is for."""
    clients = fgraph.clients[x]
    return len(clients) == 1 and clients[0][0].op == add and clients[0][0].outputs[0].type == x.type


def _is_an_increment(x):
    kinds = (IncSubtensor, *ADVANCED_INC_SUBTENSORS)
    return bool(x.owner) and isinstance(x.owner.op, kinds) and not x.owner.op.set_instead_of_inc


def _is_zero(x):
    number = get_underlying_scalar_constant_value(x, elemwise=False, raise_not_constant=False)
    return not isinstance(number, Variable) and number == 0


def _is_constant(x):
    while x.owner and isinstance(x.owner.op, DimShuffle):
        [x] = x.owner.inputs
    return isinstance(x, Constant)


def _reads(x, node):
    """Whether ``x`` is what ``node`` overwrites."""
    return (
        x.owner is not None
        and isinstance(x.owner.op, ADVANCED_SUBTENSORS)
        and getattr(x.owner.op, "idx_list", None) == getattr(node.op, "idx_list", None)
        and x.owner.inputs == [node.inputs[0], *node.inputs[2:]]
    )


def _is_one_vector(op, index):
    if hasattr(op, "idx_list"):
        index = [entry for entry in indices_from_subtensor(index, op.idx_list) if entry != slice(None)]
    return len(index) == 1 and getattr(index[0], "ndim", None) == 1 and index[0].dtype != "bool"


@node_rewriter([*ADVANCED_INC_SUBTENSORS])
def by_a_view(fgraph, node):
    """inc_subtensor(x[i], y) -> the same by a view of y, where one operation gives y and x or i.

    PyTensor would move the increment into that operation, and compute it again for x where y has been overwritten.
    """
    x, y, *index = node.inputs
    source = y.owner
    while source and isinstance(source.op, DimShuffle):
        source = source.inputs[0].owner
    if source is None or all(each.owner is not source for each in (x, *index)):
        return None
    outputs = [node.op(x, view_op(y), *index)]
    copy_stack_trace(node.outputs, outputs)
    return outputs


class Increment(IncrementAtVector):
    """Adds to parts of an array, or sets them, at a vector of indices: a length of 1 broadcasts, whoever knew of it.

    PyTensor's checks refuse that where a pattern does not say so, and 3.0's any length of 1.
    """

    def _check_runtime_broadcasting(self, *args):
        pass

    _check_runtime_broadcast_of_vector_index = _check_runtime_broadcasting

    def c_code(self, *args):
        raise NotImplementedError("C checks it too")


@node_rewriter([IncrementAtVector])
def broadcasting(fgraph, node):
    """inc_subtensor(x[i], y) -> the same by an operation that broadcasts y."""
    if type(node.op) is not IncrementAtVector or all(node.inputs[1].type.broadcastable):
        return None
    op = copy(node.op)
    op.__class__ = Increment
    outputs = [op.make_node(*node.inputs).outputs[0]]
    copy_stack_trace(node.outputs, outputs)
    return outputs
