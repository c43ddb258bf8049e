"""``theano.tensor.nnet.nnet``: softmax and its relatives, cross-entropies, rectifiers."""

import warnings as _warnings

from pytensor.gradient import (
    DisconnectedType as _DisconnectedType,
    disconnected_grad as _disconnected_grad,
    disconnected_type as _disconnected,
    grad_not_implemented as _grad_not_implemented,
)
from pytensor.graph.basic import Apply as _Apply
from pytensor.raise_op import CheckAndRaise as _CheckAndRaise
from pytensor.tensor.basic import (
    alloc as _alloc,
    arange as _arange,
    as_tensor_variable as _as_tensor_variable,
    concatenate as _concatenate,
    constant as _constant,
    join as _join,
    switch as _switch,
    zeros as _zeros,
)
from pytensor.tensor.elemwise import Elemwise as _Elemwise
from pytensor.tensor.math import (
    and_ as _and,
    argmax as _argmax,
    dot as _dot,
    eq as _eq,
    exp as _exp,
    expm1 as _expm1,
    ge as _ge,
    log as _log,
    lt as _lt,
    max as _max,
    sigmoid as sigmoid,
    sum as _sum,
    tensordot as _tensordot,
)
from pytensor.tensor.rewriting.special import local_logsoftmax as local_logsoftmax
from pytensor.tensor.shape import shape_padleft as _shape_padleft
from pytensor.tensor.special import (
    LogSoftmax as _LogSoftmax,
    Softmax as _Softmax,
    log_softmax as _log_softmax,
    softmax as _softmax,
)
from pytensor.tensor.subtensor import inc_subtensor as _inc_subtensor, set_subtensor as _set_subtensor
from pytensor.tensor.type import (
    TensorType as _TensorType,
    discrete_dtypes as _discrete_dtypes,
    float_dtypes as _float_dtypes,
)

from theano_min import _removed, scalar as scalar
from theano_min._composed import Composed as _Composed, ComposedScalar as _ComposedScalar
from theano_min.tensor.extra_ops import Unique as _Unique
from theano_min.tensor.nnet.blocksparse import sparse_block_dot as sparse_block_dot
from theano_min.tensor.nnet.sigm import softplus as softplus

# ---------------------------------------------------------------- softmax


def _floats(name, x, *ndims):
    """``x`` as a symbolic array of floats that has one of these numbers of dimensions, or ValueError."""
    x = _as_tensor_variable(x)
    if x.type.ndim not in ndims or x.dtype not in _float_dtypes:
        wanted = " or ".join(f"{ndim}-d" for ndim in ndims)
        raise ValueError(f"{name} must be a {wanted} tensor of floats. Got {x.type}")
    return x


def _rows(op, x):
    """``x``, a vector being the only row of a matrix."""
    x = _floats("x", x, 1, 2)
    if x.type.ndim == 2:
        return x
    _warnings.warn(
        f"{type(op).__name__} takes a vector for a matrix of one row: x.dimshuffle('x', 0) says so.", stacklevel=5
    )
    return _shape_padleft(x)


def _is_connected(gradient):
    return not isinstance(gradient.type, _DisconnectedType)


class Softmax(_Composed):
    """Takes the softmax of each row of a matrix: ``softmax_op``, ``softmax``. Source: theano.tensor.nnet.Softmax."""

    @staticmethod
    def stands_for(op):
        return isinstance(op, _Softmax)

    def make_node(self, x):
        x = _rows(self, x)
        return _Apply(self, [x], [x.type()])

    def compose(self, x):
        return [_softmax(x, axis=-1)]

    def pullback(self, inputs, outputs, output_grads):
        return [softmax_grad(output_grads[0], outputs[0])]

    def pushforward(self, inputs, outputs, eval_points):
        # the matrix of derivatives is symmetric
        return self.pullback(inputs, outputs, eval_points) if _is_connected(eval_points[0]) else [_disconnected()]


class LogSoftmax(_Composed):
    """Takes the logarithm of the softmax of each row of a matrix: ``logsoftmax_op``, ``logsoftmax``.

    Source: theano.tensor.nnet.LogSoftmax.
    """

    @staticmethod
    def stands_for(op):
        return isinstance(op, _LogSoftmax)

    def make_node(self, x):
        x = _rows(self, x)
        return _Apply(self, [x], [x.type()])

    def compose(self, x):
        return [_log_softmax(x, axis=-1)]

    def pullback(self, inputs, outputs, output_grads):
        [x], [g] = inputs, output_grads
        return [g - _sum(g, axis=1, keepdims=True) * softmax_op(x)]

    def pushforward(self, inputs, outputs, eval_points):
        [x], [v] = inputs, eval_points
        return [v - _sum(v * softmax_op(x), axis=1, keepdims=True)] if _is_connected(v) else [_disconnected()]


class SoftmaxGrad(_Composed):
    """Multiplies gradients ``dy`` by the derivatives of a softmax whose value is ``sm``: ``softmax_grad``.

    Source: theano.tensor.nnet.SoftmaxGrad.
    """

    def make_node(self, dy, sm):
        dy, sm = _floats("dy", dy, 1, 2), _as_tensor_variable(sm)
        dy, sm = (_shape_padleft(x) if x.type.ndim == 1 else x for x in (dy, sm))
        return _Apply(self, [dy, sm], [sm.type()])

    def compose(self, dy, sm):
        d = dy * sm
        return [(d - sm * _sum(d, axis=1, keepdims=True)).astype(sm.dtype)]

    def pullback(self, inputs, outputs, output_grads):
        [dy, sm], [g] = inputs, output_grads
        centred = g - _sum(g * sm, axis=1, keepdims=True)
        return [centred * sm, centred * dy - g * _sum(dy * sm, axis=1, keepdims=True)]


class SoftmaxWithBias(_Composed):
    """Takes the softmax of the rows of ``x + b``, a matrix and a vector: ``softmax_with_bias``.

    Source: theano.tensor.nnet.SoftmaxWithBias.
    """

    def make_node(self, x, b):
        x, b = _floats("x", x, 2), _floats("b", b, 1)
        return _Apply(self, [x, b], [x.type()])

    def compose(self, x, b):
        return [_softmax((x + b).astype(x.dtype), axis=-1)]

    def pullback(self, inputs, outputs, output_grads):
        if not _is_connected(output_grads[0]):
            return [_disconnected(), _disconnected()]
        dx = softmax_grad(output_grads[0], outputs[0])
        return [dx, _sum(dx, axis=0)]


softmax_op = Softmax()
logsoftmax_op = LogSoftmax()
softmax_grad = SoftmaxGrad()
softmax_with_bias = SoftmaxWithBias()


def softmax(c):
    """Return the softmax of each row of a matrix of floats: exp(c) divided by its sum along the last axis.

    A list of vectors counts as a matrix and a vector as its only row, so the result is always a matrix, of c's dtype.
    Errors: ValueError for more than two dimensions or for integers, IndexError for a scalar.
    Source: theano.tensor.nnet.softmax.
    """
    c = _as_tensor_variable(c)
    if c.ndim == 0:
        raise IndexError("softmax needs a vector or a matrix of floats: `c` is a scalar.")
    if c.type.broadcastable[-1]:
        _warnings.warn("softmax along an axis of length 1 is always 1.", stacklevel=2)
    return softmax_op(c)


def logsoftmax(c):
    """Return the logarithm of the softmax of each row of a matrix of floats; a vector counts as its only row.

    Errors: ValueError for other than one or two dimensions, or for integers. Source: theano.tensor.nnet.logsoftmax.
    """
    return logsoftmax_op(c)


def softmax_graph(c):
    """Return exp(c) divided by its sum along the last axis, of any number of dimensions, as these very operations.

    Compiled, it is stable too. Source: theano.tensor.nnet.softmax_graph.
    """
    return _exp(c) / _exp(c).sum(axis=-1, keepdims=True)


# ---------------------------------------------------------------- cross-entropies of softmax


def _labels(y_idx):
    """``y_idx`` as a symbolic vector of integers, or ValueError."""
    y_idx = _as_tensor_variable(y_idx)
    if y_idx.type.ndim != 1 or y_idx.dtype not in _discrete_dtypes:
        raise ValueError(f"y_idx must be a 1-d tensor of [u]ints. Got {y_idx.type}")
    return y_idx


_one_label_per_row = _CheckAndRaise(ValueError, "number of rows in x does not match length of y")
_labels_are_columns = _CheckAndRaise(ValueError, "y_i value out of bounds")


def _elements(x, y_idx):
    """The indices of one element in each row of ``x.flatten()``; on running, ValueError if it has not that column."""
    # one vector of indices: PyTensor need not find out how two of them broadcast
    inside = _and(_ge(y_idx, 0).all(), _lt(y_idx, x.shape[1]).all())
    y_idx = _labels_are_columns(_one_label_per_row(y_idx, _eq(y_idx.shape[0], x.shape[0])), inside)
    return _arange(y_idx.shape[0]) * x.shape[1] + y_idx.astype("int64")


class CrossentropySoftmaxArgmax1HotWithBias(_Composed):
    """Takes the softmax of the rows of ``x + b``, minus the logarithm of its element ``y_idx[i]``, and the argmax.

    The outputs are the cross-entropies, a vector of x's dtype; the softmax, a matrix; and the argmax, of y_idx's dtype.
    Errors: ValueError for other dimensions or dtypes and, on running, for an entry of y_idx that is no column.
    Source: theano.tensor.nnet.CrossentropySoftmaxArgmax1HotWithBias.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def make_node(self, x, b, y_idx):
        x, b, y_idx = _floats("x", x, 2), _floats("b", b, 1), _labels(y_idx)
        nll = _TensorType(x.dtype, shape=y_idx.type.shape)()
        return _Apply(self, [x, b, y_idx], [nll, x.type(), y_idx.type()])

    def compose(self, x, b, y_idx):
        z = (x + b).astype(x.dtype)
        nll = -_log_softmax(z, axis=-1).flatten()[_elements(z, y_idx)]
        return [nll, _softmax(z, axis=-1), _argmax(z, axis=1).astype(y_idx.dtype)]

    def connection_pattern(self, node):
        return [[True, True, True], [True, True, True], [False, False, True]]

    def pullback(self, inputs, outputs, output_grads):
        [x, _, y_idx], [g_nll, g_sm, g_am] = inputs, output_grads
        dx = []
        if _is_connected(g_nll):
            dx.append(crossentropy_softmax_1hot_with_bias_dx(g_nll, outputs[1], y_idx))
        if _is_connected(g_sm):
            dx.append(softmax_grad(g_sm, outputs[1]))
        if _is_connected(g_am):
            dx.append(x.zeros_like())
        if not dx:
            return [_disconnected(), _disconnected(), _disconnected()]
        dx = sum(dx[1:], start=dx[0])
        return [dx, _sum(dx, axis=0), y_idx.zeros_like() if _is_connected(g_am) else _disconnected()]


class CrossentropySoftmax1HotWithBiasDx(_Composed):
    """Takes the gradient of CrossentropySoftmaxArgmax1HotWithBias with respect to ``x``, from that of its first output.

    ``dy`` is a scalar or a vector, ``sm`` the softmax. Errors: as there.
    Source: theano.tensor.nnet.CrossentropySoftmax1HotWithBiasDx.
    """

    def make_node(self, dy, sm, y_idx, **kwargs):
        dy, sm, y_idx = _floats("dy", dy, 0, 1), _floats("sm", sm, 2), _labels(y_idx)
        return _Apply(self, [dy, sm, y_idx], [sm.type()])

    def compose(self, dy, sm, y_idx):
        elements = _elements(sm, y_idx)
        dy = dy.astype(sm.dtype)
        column = dy[:, None] if dy.ndim else dy
        return [_inc_subtensor((column * sm).flatten()[elements], -dy).reshape(sm.shape)]

    def pullback(self, inputs, outputs, output_grads):
        [dy, sm, y_idx], [g] = inputs, output_grads
        g_dy = _sum(g * _inc_subtensor(sm.flatten()[_elements(sm, y_idx)], -1).reshape(sm.shape), axis=1)
        g_dy = g_dy if dy.ndim and not dy.type.broadcastable[0] else _sum(g_dy, keepdims=bool(dy.ndim))
        column = dy[:, None] if dy.ndim else dy
        return [g_dy, column * g, _grad_not_implemented(self, 2, y_idx)]


crossentropy_softmax_argmax_1hot_with_bias = CrossentropySoftmaxArgmax1HotWithBias()
crossentropy_softmax_1hot_with_bias_dx = CrossentropySoftmax1HotWithBiasDx()


def crossentropy_softmax_1hot_with_bias(x, b, y_idx, **kwargs):
    """Return the cross-entropy of the softmax of each row of ``x + b`` with its label in ``y_idx``, and the softmax.

    x is a matrix of floats, b a vector, y_idx a vector of integers. Errors: ValueError for others and, on running, for
    labels out of bounds. Source: theano.tensor.nnet.crossentropy_softmax_1hot_with_bias.
    """
    return crossentropy_softmax_argmax_1hot_with_bias(x, b, y_idx, **kwargs)[0:2]


def crossentropy_softmax_1hot(x, y_idx, **kwargs):
    """Return the cross-entropy of the softmax of each row of ``x`` with its label in ``y_idx``, and the softmax.

    Shapes, dtypes, errors: as with a bias. Source: theano.tensor.nnet.crossentropy_softmax_1hot.
    """
    return crossentropy_softmax_1hot_with_bias(x, x[0, :].zeros_like(), y_idx, **kwargs)


def crossentropy_softmax_max_and_argmax_1hot_with_bias(x, b, y_idx, **kwargs):
    """Return what crossentropy_softmax_1hot_with_bias does, then vectors of the softmax' row maxima and their places.

    Source: theano.tensor.nnet.crossentropy_softmax_max_and_argmax_1hot_with_bias.
    """
    xent, sm = crossentropy_softmax_1hot_with_bias(x, b, y_idx, **kwargs)
    return xent, sm, _max(sm, axis=-1), _argmax(sm, axis=-1)


def crossentropy_softmax_max_and_argmax_1hot(x, y_idx, **kwargs):
    """Return what crossentropy_softmax_1hot does, then the maxima of the softmax' rows and their places, vectors.

    Source: theano.tensor.nnet.crossentropy_softmax_max_and_argmax_1hot.
    """
    return crossentropy_softmax_max_and_argmax_1hot_with_bias(x, x[0, :].zeros_like(), y_idx, **kwargs)


# ---------------------------------------------------------------- cross-entropies of any distribution


class CrossentropyCategorical1Hot(_Composed):
    """Takes minus the logarithm of one element of each row: ``crossentropy_categorical_1hot``.

    ``coding_dist`` is a matrix, ``true_one_of_n`` a vector of int32 or int64. Errors: TypeError for others.
    Source: theano.tensor.nnet.CrossentropyCategorical1Hot.
    """

    def make_node(self, coding_dist, true_one_of_n):
        coding_dist, true_one_of_n = _as_tensor_variable(coding_dist), _as_tensor_variable(true_one_of_n)
        if coding_dist.type.ndim != 2:
            raise TypeError(f"matrix required for argument: coding_dist. Got {coding_dist.type}")
        if true_one_of_n.type.ndim != 1 or true_one_of_n.dtype not in ("int32", "int64"):
            raise TypeError(f"vector of int32 or int64 required for argument: true_one_of_n. Got {true_one_of_n.type}")
        y = _TensorType(coding_dist.dtype, shape=(coding_dist.type.shape[0],))()
        return _Apply(self, [coding_dist, true_one_of_n], [y])

    def compose(self, coding_dist, true_one_of_n):
        rows = _arange(coding_dist.shape[0])  # labels of fewer are refused, not broadcast
        return [-_log(coding_dist[rows, true_one_of_n[rows]]).astype(coding_dist.dtype)]

    def pullback(self, inputs, outputs, output_grads):
        coding_dist, true_one_of_n = inputs
        g_coding = crossentropy_categorical_1hot_grad(output_grads[0], coding_dist, true_one_of_n)
        return [g_coding, _grad_not_implemented(self, 1, true_one_of_n)]


class CrossentropyCategorical1HotGrad(_Composed):
    """Takes the gradient of CrossentropyCategorical1Hot with respect to ``coding_dist``, of its shape and dtype.

    Source: theano.tensor.nnet.CrossentropyCategorical1HotGrad.
    """

    def make_node(self, g_y, coding_dist, true_one_of_n):
        inputs = [_as_tensor_variable(x) for x in (g_y, coding_dist, true_one_of_n)]
        return _Apply(self, inputs, [inputs[1].type()])

    def compose(self, g_y, coding_dist, true_one_of_n):
        rows = _arange(g_y.shape[0])
        elements = rows, true_one_of_n[rows]
        g = -g_y / coding_dist[elements]
        return [_set_subtensor(coding_dist.zeros_like()[elements], g.astype(coding_dist.dtype))]


crossentropy_categorical_1hot = CrossentropyCategorical1Hot()
crossentropy_categorical_1hot_grad = CrossentropyCategorical1HotGrad()


def categorical_crossentropy(coding_dist, true_dist):
    """Return the cross-entropy between distributions that approximate, ``coding_dist``, and true ones.

    Distributions run along the last axis. ``true_dist`` has as many dimensions, or is a vector of int32 or int64 that
    names the true class of each row of a matrix. The result has one dimension less. Errors: TypeError for anything
    else. Source: theano.tensor.nnet.categorical_crossentropy.
    """
    if true_dist.ndim == coding_dist.ndim:
        return -_sum(true_dist * _log(coding_dist), axis=coding_dist.ndim - 1)
    if true_dist.ndim == coding_dist.ndim - 1:
        return crossentropy_categorical_1hot(coding_dist, true_dist)
    raise TypeError(f"rank mismatch: coding_dist has {coding_dist.ndim} dimensions and true_dist {true_dist.ndim}")


def binary_crossentropy(output, target):
    """Return the cross-entropy between the probabilities ``output`` and ``target``, elementwise.

    Of a sigmoid it is stable once it is compiled. Source: theano.tensor.nnet.binary_crossentropy.
    """
    return -(target * _log(output) + (1.0 - target) * _log(1.0 - output))


def _is_positive(x):
    # of floats without a gradient of zeros, which has dtype floatX
    x = _as_tensor_variable(x)
    return (x if x.dtype in _discrete_dtypes else _disconnected_grad(x)) > 0


def sigmoid_binary_crossentropy(output, target):
    """Return the cross-entropy between sigmoid(output) and the probabilities ``target``, elementwise and stable.

    Source: theano.tensor.nnet.sigmoid_binary_crossentropy.
    """
    # minus the absolute value, but with a derivative at 0
    positive = _is_positive(output)
    return softplus(_switch(positive, -output, output)) + output * (positive - target)


# ---------------------------------------------------------------- one more column


class Prepend_scalar_constant_to_each_row(_Composed):
    """Puts a column of a constant in front of a matrix. Errors: TypeError for no matrix.

    Source: theano.tensor.nnet.Prepend_scalar_constant_to_each_row.
    """

    __props__ = ("_value",)

    def __init__(self, val=0):
        self._value = val
        self.val = scalar.constant(val) if isinstance(val, float) else val

    def __str__(self):
        return f"{type(self).__name__}{{{self.val}}}"

    def make_node(self, mat):
        mat = _as_tensor_variable(mat)
        return _Apply(self, [mat], [_one_more_column(mat)()])

    def compose(self, mat):
        return [_prepend(_constant(self._value), mat)]

    def pullback(self, inputs, outputs, output_grads):
        return [output_grads[0][:, 1:]]


class Prepend_scalar_to_each_row(_Composed):
    """Puts a column of a scalar in front of a matrix. Errors: TypeError for no matrix.

    Source: theano.tensor.nnet.Prepend_scalar_to_each_row.
    """

    def make_node(self, val, mat):
        val, mat = _as_tensor_variable(val), _as_tensor_variable(mat)
        assert val.ndim == 0, f"a scalar is needed: val is {val.type}"
        return _Apply(self, [val, mat], [_one_more_column(mat)()])

    def compose(self, val, mat):
        return [_prepend(val, mat)]

    def pullback(self, inputs, outputs, output_grads):
        [val, _], [g] = inputs, output_grads
        return [_sum(g[:, 0]).astype(val.dtype if val.dtype in _float_dtypes else g.dtype), g[:, 1:]]


def _one_more_column(mat):
    if mat.type.ndim != 2 or any(mat.type.broadcastable):
        raise TypeError(f"Expected a matrix as input. Got {mat.type}")
    return _TensorType(mat.dtype, shape=(mat.type.shape[0], None))


def _prepend(val, mat):
    return _join(1, _alloc(val.astype(mat.dtype), mat.shape[0], 1), mat)


prepend_scalar_to_each_row = Prepend_scalar_to_each_row()
prepend_0_to_each_row = Prepend_scalar_constant_to_each_row(0.0)
prepend_1_to_each_row = Prepend_scalar_constant_to_each_row(1.0)

# ---------------------------------------------------------------- activations


def relu(x, alpha=0):
    """Return x where it is positive and ``alpha * x`` elsewhere, elementwise; the gradient at 0 is the mean of both.

    ``alpha`` is a number or a tensor that broadcasts. Source: theano.tensor.nnet.relu.
    """
    if isinstance(alpha, int | float) and alpha == 0:
        return 0.5 * (x + abs(x))
    alpha = _as_tensor_variable(alpha)
    return 0.5 * (1 + alpha) * x + 0.5 * (1 - alpha) * abs(x)


def elu(x, alpha=1):
    """Return x where it is positive and ``alpha * (exp(x) - 1)`` elsewhere, elementwise.

    Source: theano.tensor.nnet.elu.
    """
    return _switch(_is_positive(x), x, alpha * _expm1(x))


def selu(x):
    """Return elu(x), elementwise, scaled so that activations normalise themselves. Source: theano.tensor.nnet.selu."""
    return 1.0507009873554804934193349852946 * elu(x, 1.6732632423543772848170429916717)


class ScalarSoftsign(_ComposedScalar):
    """Computes x / (1 + abs(x)). Source: theano.tensor.nnet.nnet.ScalarSoftsign."""

    @staticmethod
    def static_impl(x):
        return x / (1.0 + abs(x))

    def impl(self, x):
        return self.static_impl(x)

    def compose(self, x):
        return x / (1.0 + abs(x))

    def pullback(self, inputs, outputs, output_grads):
        [x], [g] = inputs, output_grads
        below = 1.0 + abs(x)
        return [g / (below * below)]


scalar_softsign = ScalarSoftsign(scalar.upgrade_to_float, name="scalar_softsign")
softsign = _Elemwise(scalar_softsign, name="softsign")

# ---------------------------------------------------------------- classes


def h_softmax(x, batch_size, n_outputs, n_classes, n_outputs_per_class, W1, b1, W2, b2, target=None):
    """Return the probabilities of a softmax in two levels: of ``n_classes`` classes, then of the outputs in a class.

    x has shape (batch_size, n), W1 (n, n_classes), b1 (n_classes,), W2 (n_classes, n, n_outputs_per_class) and b2
    (n_classes, n_outputs_per_class). With ``target``, one output per row of x, the result is their
    probabilities, a vector; without it those of all outputs: (batch_size, n_outputs).
    Source: theano.tensor.nnet.h_softmax.
    """
    class_probs = softmax(_dot(x, W1) + b1)
    if target is None:
        activations = _tensordot(x, W2, (1, 1)) + b2
        probs = softmax(activations.reshape((-1, n_outputs_per_class))).reshape((batch_size, n_classes, -1))
        return (class_probs[:, :, None] * probs).reshape((batch_size, -1))[:, :n_outputs]
    target = target.flatten()
    target_class, target_output = target // n_outputs_per_class, target % n_outputs_per_class
    first = _zeros((batch_size, 1), dtype="int32")
    activations = sparse_block_dot(W2[None], x[:, None, :], first, b2, target_class[:, None])
    rows = _arange(batch_size)
    return class_probs[rows, target_class] * softmax(activations[:, 0])[rows, target_output]


def confusion_matrix(actual, pred):
    """Return how often each value of ``actual`` (rows) was predicted as each (columns), and the values in this order.

    Both are vectors of one length. Errors: ValueError for other dimensions.
    Source: theano.tensor.nnet.confusion_matrix.
    """
    for name, x in (("actual", actual), ("pred", pred)):
        if x.ndim != 1:
            raise ValueError(f"{name} must be 1-d tensor variable")
    order = _Unique(False, False, False)(_concatenate([actual, pred]))
    hot = [_eq(x[:, None], order).astype("int64") for x in (actual, pred)]
    return [_dot(hot[0].T, hot[1]), order]


__getattr__ = _removed.getattr_for(__name__)
