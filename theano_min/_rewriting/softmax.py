"""Rewrites that keep cross-entropies of softmax, and their gradients, exact where a probability rounds to 0.

They see the graph as the program wrote it, before PyTensor's own rewrites. Three facts carry them: exp(x) / sum(exp(x))
is a softmax; log(softmax(x)) is logsoftmax(x), also of some elements of it; and a gradient that arrives at a softmax
divided by it, as logarithms send it, is multiplied by it at once.
"""

from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.tensor.basic import ARange, get_underlying_scalar_constant_value, second
from pytensor.tensor.elemwise import DimShuffle
from pytensor.tensor.exceptions import NotScalarConstantError
from pytensor.tensor.math import Sum, add, exp, log, mul, neg, sub, sum as sum_, true_div
from pytensor.tensor.shape import Reshape, Shape
from pytensor.tensor.special import log_softmax, softmax
from pytensor.tensor.subtensor import IncSubtensor, Subtensor
from pytensor.tensor.type import float_dtypes

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
    softmax_op,
)

_SUBTENSORS = (Subtensor, *ADVANCED_SUBTENSORS)
_INC_SUBTENSORS = (IncSubtensor, *ADVANCED_INC_SUBTENSORS)


def _logits(sm):
    """What ``sm`` is the softmax of, row by row, or None."""
    if sm.owner and sm.owner.op == softmax_op:
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
    if sm.owner and isinstance(sm.owner.op, Softmax):
        return log_softmax(*sm.owner.inputs, axis=sm.owner.op.axis)
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


# ---------------------------------------------------------------- exp(x) / sum(exp(x)), as a program wrote it


def _summed(below):
    """``e`` and the axes, if ``below`` is sum(e) along them, which are there with length 1; or (None, None)."""
    node = below.owner
    if not node or not isinstance(node.op, DimShuffle) or not node.inputs[0].owner:
        return None, None
    total = node.inputs[0].owner
    if not isinstance(total.op, Sum):
        return None, None
    [e] = total.inputs
    axes = tuple(range(e.ndim)) if total.op.axis is None else total.op.axis
    kept = iter(range(e.ndim - len(axes)))
    if node.op.new_order != tuple("x" if axis in axes else next(kept) for axis in range(e.ndim)):
        return None, None
    return e, axes


def _is_exp(e):
    return e.owner is not None and e.owner.op == exp and e.dtype in float_dtypes


def _part(fgraph, factor, e):
    """``factor * e``, if it is a part of the gradient of softmax by way of ``e``, and otherwise None."""
    node = factor.owner
    if node and node.op == add:
        parts = [_part(fgraph, term, e) for term in node.inputs]
        if all(part is None for part in parts):
            return None
        return add(*[term * e if part is None else part for term, part in zip(node.inputs, parts, strict=True)])
    if node and node.op == true_div:
        g, below = node.inputs
        if g is e or _summed(below)[0] is not e:
            return None
        return _product(fgraph, g, e, below)[0]
    # second(e, sum(-(g * e) / (below * below)))
    if not node or node.op != second or node.inputs[0] is not e:
        return None
    total = node.inputs[1]
    while total.owner and isinstance(total.owner.op, DimShuffle):
        [total] = total.owner.inputs
    if not total.owner or not isinstance(total.owner.op, Sum) or not total.owner.inputs[0].owner:
        return None
    axes, quotient = total.owner.op.axis, total.owner.inputs[0].owner
    above, square = (z.owner for z in quotient.inputs) if quotient.op == true_div else (None, None)
    if not above or above.op != neg or not square or square.op != mul:
        return None
    product, square = above.inputs[0].owner, square.inputs
    if product is None or product.op != mul or len(product.inputs) != 2 or product.inputs[1] is not e:
        return None
    if len(square) != 2 or square[0] is not square[1] or _summed(square[0])[0] is not e:
        return None
    if _summed(square[0])[1] != (tuple(range(e.ndim)) if axes is None else axes):
        return None
    d, sm = _product(fgraph, product.inputs[0], e, square[0])
    return -sm * sum_(d, axis=axes, keepdims=True)


def _product(fgraph, g, e, below):
    """``g * sm`` and ``sm``, which is ``e / below``."""
    sm = next(
        (node.outputs[0] for node, _ in fgraph.clients[below] if node.op == true_div and node.inputs == [e, below]),
        None,
    )
    if sm is None:
        sm = e / below
        return g * sm, sm
    product = _times(fgraph, g, sm)
    return (g * sm if product is None else product), sm


@node_rewriter([mul])
def gradient_of_exp_over_sum(fgraph, node):
    """The gradient of exp(x) / sum(exp(x)) -> that of a softmax."""
    for i, e in enumerate(node.inputs):
        for factor in node.inputs[:i] + node.inputs[i + 1 :]:
            new = _part(fgraph, factor, e) if len(node.inputs) == 2 and _is_exp(e) else None
            if new is not None:
                copy_stack_trace(node.outputs, [new])
                return [new]
    return None


@node_rewriter([true_div])
def exp_over_sum(fgraph, node):
    """exp(x) / sum(exp(x)) -> softmax(x)."""
    e, below = node.inputs
    summed, axes = _summed(below)
    if summed is not e or not _is_exp(e):
        return None
    # the inside of PyTensor's own softmax, which would be made of itself
    if len(fgraph.outputs) == 1 and fgraph.outputs[0] is node.outputs[0]:
        return None
    [x] = e.owner.inputs
    new = softmax_op(x) if x.ndim == 2 and axes == (1,) else softmax(x, axis=axes)
    copy_stack_trace(node.outputs, [new])
    return [new]


STABLE = log_of_softmax, categorical_of_softmax, gradient_of_log_of_softmax
