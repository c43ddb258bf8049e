"""What is said of lengths: which dimensions broadcast, and the shape of an array."""

import numpy as np
from pytensor.gradient import DisconnectedType
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.raise_op import CheckAndRaise
from pytensor.tensor.basic import as_tensor_variable
from pytensor.tensor.math import eq
from pytensor.tensor.shape import Shape_i, SpecifyShape as _SpecifyShape, specify_shape as _specify_shape

from theano_min._composed import MadeByPyTensor
from theano_min._numpy import writes


class Rebroadcast(Op):
    """Pass an array on unchanged, saying of some of its dimensions whether they broadcast.

    ``axis`` holds pairs ``(dimension, broadcastable)``: True promises length 1, False takes such a promise back.
    Errors: TypeError for other pairs, ValueError for a dimension that the variable lacks and, on running, for a promise
    that was wrong.
    Source: theano.compile.ops.Rebroadcast.
    """

    __props__ = ("pairs",)
    view_map = {0: [0]}
    _numba = "theano_min._numba.lengths"

    def __init__(self, *axis):
        for dim, broadcastable in axis:
            if not isinstance(dim, int | np.integer) or not isinstance(broadcastable, bool | np.bool_):
                raise TypeError(f"Rebroadcast takes pairs of a dimension and a truth value: {(dim, broadcastable)}.")
        self.axis = {int(dim): bool(broadcastable) for dim, broadcastable in sorted(axis)}
        self.pairs = tuple(self.axis.items())

    def __str__(self):
        dims = range(1 + max(self.axis, default=-1))
        return f"Rebroadcast{{{','.join(str(int(self.axis[dim])) if dim in self.axis else '?' for dim in dims)}}}"

    def make_node(self, x):
        if not isinstance(x, Variable):
            x = as_tensor_variable(x)
        if self.axis and x.type.ndim <= max(self.axis):
            raise ValueError(f"Rebroadcast: dimension {max(self.axis)} of a variable that has {x.type.ndim}: {x}.")
        lengths = {dim: 1 if broadcastable else None for dim, broadcastable in self.pairs}
        shape = [lengths.get(dim, length) for dim, length in enumerate(x.type.shape)]
        return Apply(self, [x], [x.type.clone(shape=tuple(shape))()])

    def perform(self, node, inputs, output_storage):
        [x] = inputs
        for dim, broadcastable in self.pairs:
            if broadcastable and x.shape[dim] != 1:
                raise ValueError(self.broken_promise(dim))
        output_storage[0][0] = x

    def broken_promise(self, dim):
        return f"Dimension {dim} in Rebroadcast's input was supposed to be 1."

    def infer_shape(self, *args):
        [shape] = args[-1]
        return [tuple(1 if self.axis.get(dim) else length for dim, length in enumerate(shape))]

    def pullback(self, inputs, outputs, output_grads):
        [pattern] = [x.type.broadcastable for x in inputs]
        return [Rebroadcast(*[(dim, pattern[dim]) for dim in self.axis])(*output_grads)]

    def pushforward(self, inputs, outputs, eval_points):
        [point] = eval_points
        return [point] if isinstance(point.type, DisconnectedType) else self.make_node(point).outputs


@node_rewriter([Rebroadcast])
def check_lengths(fgraph, node):
    """Replace promises of length 1 by PyTensor's own checks, which every linker knows, and forget needless others."""
    [x], op = node.inputs, node.op
    kept = [(dim, False) for dim, broadcastable in op.pairs if not broadcastable and x.type.broadcastable[dim]]
    if kept == list(op.pairs):
        return None
    for dim, broadcastable in op.pairs:
        if broadcastable and x.type.shape[dim] != 1:
            x = CheckAndRaise(ValueError, op.broken_promise(dim))(x, eq(Shape_i(dim)(x), 1))
    lengths = [1 if op.axis.get(dim) else None for dim in range(x.type.ndim)]
    x = _specify_shape(x, lengths) if any(lengths) else x
    x = Rebroadcast(*kept)(x) if kept else x
    copy_stack_trace(node.outputs, [x])
    return [x]


@writes(Rebroadcast)
def _view(w, node):
    if any(node.op.axis.values()):
        return False
    w.alias(node.outputs[0], node.inputs[0])


def _rebroadcast(x, pairs):
    if not isinstance(x, Variable):
        x = as_tensor_variable(x)
    pairs = dict(pairs)
    Rebroadcast(*pairs.items()).make_node(x)  # for its errors
    while x.owner and isinstance(x.owner.op, Rebroadcast):
        pairs = x.owner.op.axis | pairs
        [x] = x.owner.inputs
    new = [(dim, broadcastable) for dim, broadcastable in pairs.items() if x.type.broadcastable[dim] != broadcastable]
    return Rebroadcast(*new)(x) if new else x


def addbroadcast(x, *axes):
    """Return ``x`` with its dimensions ``axes`` declared to be of length 1, so that they broadcast.

    Errors: ValueError for a dimension that x lacks and, on running, if the length is not 1.
    Source: theano.tensor.addbroadcast.
    """
    return _rebroadcast(x, [(axis, True) for axis in axes])


def unbroadcast(x, *axes):
    """Return ``x`` with its dimensions ``axes`` no longer broadcasting, though they may be of length 1.

    Errors: ValueError for a dimension that x lacks. Source: theano.tensor.unbroadcast.
    """
    return _rebroadcast(x, [(axis, False) for axis in axes])


def patternbroadcast(x, broadcastable):
    """Return ``x`` with the pattern ``broadcastable``, one truth value per dimension: whether it broadcasts.

    Errors: TypeError for entries that are no truth values, ValueError for more than x has dimensions and, on running,
    for a length other than 1 where one was declared. Source: theano.tensor.patternbroadcast.
    """
    return _rebroadcast(x, enumerate(broadcastable))


def specify_shape(x, shape):
    """Return ``x``, known to have the lengths ``shape``: a sequence of them or an integer vector, symbolic too.

    Errors: TypeError for a length that is none, AssertionError for a shape that is no integer vector with an entry per
    dimension of x and, on running, for an x of another shape. Source: theano.tensor.specify_shape.
    """
    # a vector may be of unknown length, and a bad one is an AssertionError
    x = as_tensor_variable(x) if not isinstance(x, Variable) else x
    if not isinstance(shape, list | tuple):
        shape = as_tensor_variable(shape)
        assert shape.type.ndim == 1, f"specify_shape: the shape is {shape.type}, no vector"
        if not isinstance(shape, Constant):
            count = f"specify_shape: the shape of a {x.type.ndim}-d variable has another length"
            shape = CheckAndRaise(AssertionError, count)(shape, eq(Shape_i(0)(shape), x.type.ndim))
        shape = shape.data if isinstance(shape, Constant) else [shape[dim] for dim in range(x.type.ndim)]
    shape = [length if length is None else as_tensor_variable(length) for length in shape]
    try:
        return _specify_shape(x, shape)
    except (TypeError, ValueError) as error:
        raise AssertionError(f"specify_shape: {error}") from error


class SpecifyShape(MadeByPyTensor):
    """Says what shape an array has: ``SpecifyShape()(x, (2, 3))``, as `specify_shape` does; the class of its node.

    Source: theano.compile.ops.SpecifyShape.
    """

    __props__ = ()

    # PyTensor's takes the lengths one by one
    @staticmethod
    def stands_for(op):
        return isinstance(op, _SpecifyShape)

    def theirs(self, x, shape):
        known = specify_shape(x, shape)
        return _SpecifyShape().make_node(x, *known.type.shape) if known is x else known.owner
