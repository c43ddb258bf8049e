"""What ``theano.tensor`` had and PyTensor dropped, as symbolic code where that is exact and as an Op where not."""

from contextlib import suppress

import numpy as np
from pytensor.compile.mode import optdb
from pytensor.gradient import DisconnectedType
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import copy_stack_trace, dfs_rewriter, node_rewriter
from pytensor.raise_op import CheckAndRaise
from pytensor.scalar.basic import ScalarVariable, int_div
from pytensor.tensor.basic import as_tensor_variable, get_scalar_constant_value, tensor_from_scalar
from pytensor.tensor.blas import BatchedDot
from pytensor.tensor.exceptions import NotScalarConstantError
from pytensor.tensor.math import complex as complex_, cos, eq, floor_div, gammaincc, sin, true_div
from pytensor.tensor.shape import Shape_i, SpecifyShape as _SpecifyShape, specify_shape as _specify_shape
from pytensor.tensor.type import TensorType, discrete_dtypes, integer_dtypes
from pytensor.tensor.type_other import NoneConst

from theano_min.scalar.basic import int_or_true_div
from theano_min.tensor._composed import MadeByPyTensor

# ---------------------------------------------------------------- which dimensions broadcast


class Rebroadcast(Op):
    """Pass an array on unchanged, saying of some of its dimensions whether they broadcast.

    ``axis`` holds pairs ``(dimension, broadcastable)``: True promises length 1, False takes such a promise back.
    Errors: ValueError for a dimension that the variable lacks and, on running, for a promise that was wrong.
    Source: theano.compile.ops.Rebroadcast.
    """

    __props__ = ("pairs",)
    view_map = {0: [0]}

    def __init__(self, *axis):
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
    """Replace a Rebroadcast by PyTensor's own checks, which every linker knows."""
    [x], op = node.inputs, node.op
    for dim, broadcastable in op.pairs:
        if broadcastable and x.type.shape[dim] != 1:
            x = CheckAndRaise(ValueError, op.broken_promise(dim))(x, eq(Shape_i(dim)(x), 1))
    lengths = [1 if op.axis.get(dim) else None for dim in range(x.type.ndim)]
    x = _specify_shape(x, lengths) if any(lengths) else x
    copy_stack_trace(node.outputs, [x])
    return [x]


# After Scan's rewrites, which want the types of its initial states as they were.
optdb.register("theano_min_check_lengths", dfs_rewriter(check_lengths), "fast_run", "fast_compile", position=99)


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

    Errors: ValueError for more entries than x has dimensions and, on running, for a length other than 1 where one was
    declared. Source: theano.tensor.patternbroadcast.
    """
    return _rebroadcast(x, enumerate(broadcastable))


def specify_shape(x, shape):
    """Return ``x``, known to have the lengths ``shape``: a sequence of them or an integer vector, symbolic too.

    Errors: AssertionError for a shape that is no integer vector with an entry per dimension of x and, on running, for
    an x of another shape. Source: theano.tensor.specify_shape.
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
    try:
        return _specify_shape(x, tuple(shape))
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


# ---------------------------------------------------------------- a value where there is none


class Default(Op):
    """Pass an array on, or ``default``, of the same type, where there is None. Source: theano.tensor.Default."""

    __props__ = ()
    view_map = {0: [0]}

    def make_node(self, x, default):
        x, default = as_tensor_variable(x), as_tensor_variable(default)
        if (x.dtype, x.broadcastable) != (default.dtype, default.broadcastable):
            raise TypeError(f"Both default() arguments must have same type: `x` is {x.type}, `default` {default.type}.")
        return Apply(self, [x, default], [TensorType(x.dtype, x.broadcastable)()])

    def perform(self, node, inputs, output_storage):
        x, default = inputs
        output_storage[0][0] = default.copy() if x is None else x

    def infer_shape(self, *args):
        return [args[-1][1]]


default = Default()
setdefault = default

# ---------------------------------------------------------------- products along a batch


def batched_dot(a, b):
    """Return the products ``dot(a[i], b[i])`` of two batches, along the first axis of both.

    A vector is a batch of numbers, a matrix one of vectors, a 3-d tensor one of matrices; more dimensions are summed as
    ``dot`` does. The dtype is the common one. Errors: TypeError for a scalar and, on running, for batches of different
    sizes. Source: theano.tensor.batched_dot.
    """
    a, b = as_tensor_variable(a), as_tensor_variable(b)
    for name, x in (("a", a), ("b", b)):
        if x.ndim == 0:
            raise TypeError(f"`{name}` must have at least one (batch) axis, and is a scalar.")
    if a.ndim == 1:
        return a.dimshuffle(0, *"x" * (b.ndim - 1)) * b
    if b.ndim == 1:
        return a * b.dimshuffle(0, *"x" * (a.ndim - 1))
    if a.ndim > 3 or b.ndim > 3:
        return batched_tensordot(a, b, [[a.ndim - 1], [max(1, b.ndim - 2)]])
    product = BatchedDot()(a if a.ndim == 3 else a[:, None, :], b if b.ndim == 3 else b[:, :, None])
    pattern = [0] + [1] * (a.ndim == 3) + [2] * (b.ndim == 3)
    return product.dimshuffle(0, *pattern[1:])


def batched_tensordot(x, y, axes=2):
    """Return the tensor products ``tensordot(x[i], y[i])`` of two batches, along the first axis of both.

    ``axes`` is a number of axes, the last of x and the first of y after the batch, or a pair of lists of axes, counted
    with the batch as 0. The result has the batch, then what is left of x, then what is left of y.
    Errors: ValueError for axes that do not fit. Source: theano.tensor.batched_tensordot.
    """
    x, y = as_tensor_variable(x), as_tensor_variable(y)
    if isinstance(axes, int | np.integer):
        for name, z in (("x", x), ("y", y)):
            if axes > z.ndim - 1:
                raise ValueError(f"Cannot sum over {axes} axes of `{name}`, which has {z.ndim} with the batch.")
        axes = [range(x.ndim - axes, x.ndim), range(1, axes + 1)]
    x_axes, y_axes = ([int(axis) % z.ndim for axis in np.atleast_1d(a)] for z, a in zip((x, y), axes, strict=True))
    if len(x_axes) != len(y_axes) or 0 in x_axes + y_axes:
        raise ValueError(f"`axes` must name as many axes of x as of y, and not the batch: {axes}.")
    x_free = [axis for axis in range(1, x.ndim) if axis not in x_axes]
    y_free = [axis for axis in range(1, y.ndim) if axis not in y_axes]
    size = 1
    for axis in x_axes:
        size = size * x.shape[axis]
    rows = x.dimshuffle(0, *x_free, *x_axes).reshape((x.shape[0], -1, size))
    columns = y.dimshuffle(0, *y_axes, *y_free).reshape((y.shape[0], size, -1))
    lengths = [x.shape[0]] + [x.shape[axis] for axis in x_free] + [y.shape[axis] for axis in y_free]
    return BatchedDot()(rows, columns).reshape(lengths, ndim=len(lengths))


# ---------------------------------------------------------------- elementwise


def chi2sf(x, k):
    """Return the survival function of a chi-squared distribution with k degrees of freedom at x, elementwise.

    Integers give floats. Source: theano.tensor.chi2sf.
    """
    x, k = as_tensor_variable(x), as_tensor_variable(k)
    return gammaincc(k / 2, x / 2)


def complex_from_polar(abs, angle):
    """Return the complex numbers of absolute value ``abs`` and argument ``angle``, elementwise.

    Source: theano.tensor.complex_from_polar.
    """
    abs, angle = as_tensor_variable(abs), as_tensor_variable(angle)
    return complex_(abs * cos(angle), abs * sin(angle))


# ---------------------------------------------------------------- division


def div_proxy(x, y):
    """Return the quotient as ``config.int_division`` wants it for integers, and ``true_div`` for everything else.

    Errors: IntegerDivisionError if both are integers and ``config.int_division`` is 'raise'.
    Source: theano.tensor.basic.div_proxy.
    """
    rule = int_or_true_div(*(as_tensor_variable(z).dtype in discrete_dtypes for z in (x, y)))
    return floor_div(x, y) if rule is int_div else true_div(x, y)


# ---------------------------------------------------------------- constants and axes


class EmptyConstantError(NotScalarConstantError):
    """Raised where a scalar constant was expected and an empty array came."""


def numpy_scalar(data):
    """Return ``data``, an array that holds one number.

    Errors: EmptyConstantError if it is empty, NotScalarConstantError if it is anything else.
    Source: theano.tensor.basic.numpy_scalar.
    """
    if data.ndim > 0 and max(data.shape) == 0:
        raise EmptyConstantError()
    try:
        complex(np.asarray(data).item())
    except (TypeError, ValueError) as error:
        raise NotScalarConstantError("v.data is non-numeric, or not one number", data) from error
    return data


def extract_constant(x, elemwise=True, only_process_constants=False):
    """Return the number that x always is, as ``get_scalar_constant_value`` does, or else x itself, as a tensor.

    Source: theano.tensor.extract_constant.
    """
    with suppress(NotScalarConstantError):
        x = get_scalar_constant_value(x, elemwise, only_process_constants)
    if isinstance(x, ScalarVariable):
        return tensor_from_scalar(x)
    return x


def alloc_validate_shape(shape):
    """Return the lengths in ``shape`` as scalar variables, and which of them are the constant 1.

    Errors: TypeError for a length that is no integer or no scalar. Source: theano.tensor.basic.alloc_validate_shape.
    """
    lengths = [as_tensor_variable(length) for length in shape]
    pattern = []
    for i, length in enumerate(lengths):
        if length.type.dtype not in integer_dtypes:
            raise TypeError(f"Shape arguments to Alloc must be integers, but argument {i} is not: {length}.")
        if length.type.ndim != 0:
            raise TypeError(f"Each shape dimension to Alloc must be a scalar, but dimension {i} is {length.type}.")
        try:
            pattern.append(bool(get_scalar_constant_value(length) == 1))
        except NotScalarConstantError:
            pattern.append(False)
    return lengths, pattern


def check_and_normalize_axes(x, axis):
    """Return ``axis`` as a sorted list of different axes of ``x``, none of them negative; None gives an empty list.

    Errors: TypeError for an axis that is no constant integer, ValueError for one that x lacks.
    Source: theano.tensor.basic.check_and_normalize_axes.
    """
    ndim = as_tensor_variable(x).type.ndim
    if axis is None or (isinstance(axis, Variable) and NoneConst.equals(axis)):
        return []
    if isinstance(axis, Variable):
        if not isinstance(axis, Constant):
            raise TypeError(f"Computation needs a constant axis. Got {axis}")
        axis = axis.data
    if not isinstance(axis, int | np.integer | tuple | list | np.ndarray):
        raise TypeError(f"Axis must be an integer, tuple, list of integers or a TensorVariable. Got {axis}")
    axes = [int(a) for a in np.ravel(axis)]
    for a in axes:
        if not -ndim <= a < ndim:
            raise ValueError(f"Computation needs a valid axis number for {ndim}-D tensor. Got {a}")
    return sorted({a % ndim for a in axes})


def check_equal_numpy(x, y):
    """Return whether two values are equal: arrays of one dtype and shape to within 1e-10, generators in their state.

    Source: theano.tensor.basic.check_equal_numpy.
    """
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray):
        return x.dtype == y.dtype and x.shape == y.shape and bool(np.all(abs(x - y) < 1e-10))
    if isinstance(x, np.random.RandomState) and isinstance(y, np.random.RandomState):
        pairs = zip(x.get_state(legacy=True), y.get_state(legacy=True), strict=True)
        return all(np.all(a == b) for a, b in pairs)
    return x == y


def constructor(f):
    """Return ``f``: in Theano's source this marked what its list of operations shows. Source: theano.tensor.basic."""
    return f
