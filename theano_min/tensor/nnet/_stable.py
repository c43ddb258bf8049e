"""Rewrites that keep cross-entropies of softmax, and their gradients, exact where a probability rounds to 0.

They see the graph as the program wrote it, before PyTensor's own rewrites. Two facts carry them: log(softmax(x)) is
logsoftmax(x), also of some elements of it; and a gradient that arrives at a softmax divided by it, as logarithms send
it, is multiplied by it at once.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import copy_stack_trace, dfs_rewriter, node_rewriter
from pytensor.tensor.basic import ARange, get_underlying_scalar_constant_value, second
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.exceptions import NotScalarConstantError
from pytensor.tensor.math import add, log, mul, neg, sub, sum as sum_, true_div
from pytensor.tensor.shape import Reshape, Shape
from pytensor.tensor.subtensor import IncSubtensor, Subtensor

from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS
from theano_min.tensor.nnet.nnet import (
    CrossentropyCategorical1Hot,
    CrossentropyCategorical1HotGrad,
    Softmax,
    SoftmaxGrad,
    SoftmaxWithBias,
    crossentropy_softmax_1hot_with_bias_dx,
    crossentropy_softmax_argmax_1hot_with_bias,
    logsoftmax_op,
)

_SUBTENSORS = (Subtensor, *ADVANCED_SUBTENSORS)
_INC_SUBTENSORS = (IncSubtensor, *ADVANCED_INC_SUBTENSORS)


def _logits(sm):
    """What ``sm`` is the softmax of, or None."""
    if sm.owner and isinstance(sm.owner.op, Softmax):
        return sm.owner.inputs[0]
    if sm.owner and isinstance(sm.owner.op, SoftmaxWithBias):
        x, b = sm.owner.inputs
        return (x + b).astype(x.dtype)
    return None


def _is_constant(x, value):
    try:
        return bool(get_underlying_scalar_constant_value(x) == value)
    except NotScalarConstantError:
        return False


def _one_per_row(node, first):
    """The labels, if the indices of ``node`` from ``first`` on are arange(labels.shape[0]) and labels; or None."""
    if not node or not isinstance(node.op, ADVANCED_SUBTENSORS + ADVANCED_INC_SUBTENSORS):
        return None
    if len(node.inputs) != first + 2:
        return None
    rows, labels = node.inputs[first:]
    if labels.ndim != 1 or not (rows.owner and isinstance(rows.owner.op, ARange)):
        return None
    start, stop, step = rows.owner.inputs
    length = stop.owner
    if (
        _is_constant(start, 0)
        and _is_constant(step, 1)
        and length
        and isinstance(length.op, Subtensor)
        and _is_constant(length.inputs[-1], 0)
        and length.inputs[0].owner
        and isinstance(length.inputs[0].owner.op, Shape)
        and length.inputs[0].owner.inputs[0] is labels
    ):
        return labels
    return None


def _entropies(x, labels):
    return crossentropy_softmax_argmax_1hot_with_bias(x, x[0].zeros_like(), labels)[0]


def _log_of(sm):
    """log(sm), if ``sm`` is a softmax or some elements of one; or None."""
    x = _logits(sm)
    if x is not None:
        return logsoftmax_op(x)
    if sm.owner and isinstance(sm.owner.op, (*_SUBTENSORS, DimShuffle, Reshape)):
        inside = _log_of(sm.owner.inputs[0])
        return None if inside is None else sm.owner.op(inside, *sm.owner.inputs[1:])
    return None


@node_rewriter([log])
def log_of_softmax(fgraph, node):
    """log(softmax(x)) -> logsoftmax(x), with indexing, dimshuffle or reshape in between or not."""
    new = _log_of(node.inputs[0])
    if new is None:
        return None
    copy_stack_trace(node.outputs, [new])
    return [new]


@node_rewriter([CrossentropyCategorical1Hot])
def categorical_of_softmax(fgraph, node):
    """crossentropy_categorical_1hot(softmax(x), labels) -> the cross-entropies of the logits."""
    sm, labels = node.inputs
    x = _logits(sm)
    if x is None:
        return None
    new = _entropies(x, labels)
    copy_stack_trace(node.outputs, [new])
    return [new]


# ---------------------------------------------------------------- gradients


def _times(fgraph, g, sm):
    """``g * sm``, if it is ``g`` without a division by ``sm``, and otherwise None."""
    node = g.owner
    if node is None:
        return None
    if node.op == true_div:
        above, below = node.inputs
        if below is sm:
            return second(sm, above) if above.type.broadcastable != sm.type.broadcastable else above
        above = _times(fgraph, above, sm)
        return None if above is None else above / below
    if node.op == neg:
        inside = _times(fgraph, node.inputs[0], sm)
        return None if inside is None else -inside
    if node.op == mul:
        for i, factor in enumerate(node.inputs):
            inside = _times(fgraph, factor, sm)
            if inside is not None:
                return mul(*node.inputs[:i], inside, *node.inputs[i + 1 :])
        return None
    if node.op in (add, sub):
        terms = [_times(fgraph, term, sm) for term in node.inputs]
        if all(term is None for term in terms):
            return None
        return node.op(*[x * sm if term is None else term for x, term in zip(node.inputs, terms, strict=True)])
    if isinstance(node.op, CrossentropyCategorical1HotGrad) and node.inputs[1] is sm:
        g_y, _, labels = node.inputs
        return crossentropy_softmax_1hot_with_bias_dx(g_y, sm.zeros_like(), labels)
    return _times_back(fgraph, node, sm)


def _times_back(fgraph, node, sm):
    """The same where ``node`` brings the gradient of elements of ``sm``, or of it in another shape, back to sm's."""
    for client, index in fgraph.clients.get(sm, ()):
        if index != 0 or len(client.outputs) != 1:
            continue
        if isinstance(node.op, Reshape) and isinstance(client.op, Reshape):
            i = 0
        elif isinstance(node.op, DimShuffle) and isinstance(client.op, DimShuffle):
            i, order = 0, client.op.new_order
            if [axis if axis == "x" else order[axis] for axis in node.op.new_order] != list(range(sm.ndim)):
                continue
        elif isinstance(node.op, _INC_SUBTENSORS) and isinstance(client.op, _SUBTENSORS):
            i, indices = 1, [getattr(op, "idx_list", None) for op in (node.op, client.op)]
            if client.inputs[1:] != node.inputs[2:] or indices[0] != indices[1] or not _is_constant(node.inputs[0], 0):
                continue
        else:
            continue
        inside = _times(fgraph, node.inputs[i], client.outputs[0])
        if inside is not None:
            return node.op(*node.inputs[:i], inside, *node.inputs[i + 1 :])
    return None


@node_rewriter([SoftmaxGrad])
def gradient_of_log_of_softmax(fgraph, node):
    """softmax_grad(u / sm, sm) -> u - sm * sum(u), however the division got there."""
    g, sm = node.inputs
    if _logits(sm) is None:
        return None
    if g.owner and isinstance(g.owner.op, CrossentropyCategorical1HotGrad) and g.owner.inputs[1] is sm:
        new = crossentropy_softmax_1hot_with_bias_dx(g.owner.inputs[0], sm, g.owner.inputs[2])
        copy_stack_trace(node.outputs, [new])
        return [new]
    gradient = _times(fgraph, g, sm)
    if gradient is None:
        return None
    scatter = gradient.owner
    labels = _one_per_row(scatter, 2)
    if labels is not None and _is_constant(scatter.inputs[0], 0) and scatter.inputs[1].ndim < 2:
        new = crossentropy_softmax_1hot_with_bias_dx(-scatter.inputs[1], sm, labels)
    else:
        new = (gradient - sm * sum_(gradient, axis=1, keepdims=True)).astype(sm.dtype)
    copy_stack_trace(node.outputs, [new])
    return [new]


@node_rewriter([*ADVANCED_SUBTENSORS])
def labels_of_log_of_softmax(fgraph, node):
    """logsoftmax(x)[arange(labels.shape[0]), labels] -> the cross-entropies, which refuse labels out of bounds."""
    lsm, labels = node.inputs[0].owner, _one_per_row(node, 1)
    if labels is None or not lsm or lsm.op != logsoftmax_op:
        return None
    new = -_entropies(lsm.inputs[0], labels)
    copy_stack_trace(node.outputs, [new])
    return [new]


_stable = dfs_rewriter(log_of_softmax, categorical_of_softmax, gradient_of_log_of_softmax)
optdb.register("theano_min_stable_softmax", _stable, "fast_run", "fast_compile", position=0.01)
_labels = dfs_rewriter(labels_of_log_of_softmax)
optdb.register("theano_min_labels_of_softmax", _labels, "fast_run", "fast_compile", position=0.011)
