"""``theano.tensor.nnet.ctc``: the loss of sequences whose labels are not aligned, in NumPy, not warp-ctc."""

import numpy as _np
from pytensor.gradient import grad_undefined as _grad_undefined
from pytensor.graph.basic import Apply as _Apply
from pytensor.graph.op import Op as _Op
from pytensor.graph.rewriting.basic import copy_stack_trace as _copy_stack_trace, node_rewriter as _node_rewriter
from pytensor.tensor.rewriting.basic import register_canonicalize as _register_canonicalize
from pytensor.tensor.type import TensorType as _TensorType

from theano_min import _removed
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable

__getattr__ = _removed.getattr_for(__name__)


def ctc_present():
    """Return True: no library is needed. Source: theano.tensor.nnet.ctc.ctc_present."""
    return True


def ctc_available():
    """Return True: no library is needed. Source: theano.tensor.nnet.ctc.ctc_available."""
    return True


ctc_present.avail, ctc_present.msg, ctc_present.path = True, None, None  # type: ignore[attr-defined]
ctc_available.msg, ctc_available.path = None, None  # type: ignore[attr-defined]


def _paths(labels):
    """The labels of each row with blanks around them, how many, and where one may come without the blank before it."""
    rows = [row[row >= 0] for row in labels]
    lengths = _np.array([2 * len(row) + 1 for row in rows], dtype=int)
    paths = _np.zeros((len(rows), lengths.max(initial=1)), dtype=int)
    for path, row in zip(paths, rows, strict=True):
        path[1 : 2 * len(row) : 2] = row
    skips = _np.zeros(paths.shape, dtype=bool)
    skips[:, 2:] = (paths[:, 2:] != 0) & (paths[:, 2:] != paths[:, :-2])
    return paths, lengths, skips


def _shifted(x, by):
    """``x`` moved ``by`` columns to the right, with -inf for what comes in."""
    moved = _np.full_like(x, -_np.inf)
    if by > 0:
        moved[:, by:] = x[:, :-by]
    else:
        moved[:, :by] = x[:, -by:]
    return moved


def _forward(scores, skips):
    """The logarithms of the sums over all beginnings of paths: an array (time, batch, place)."""
    totals = _np.full(scores.shape, -_np.inf)
    if len(scores):
        totals[0, :, :2] = scores[0, :, :2]
    for before, now, score in zip(totals, totals[1:], scores[1:], strict=False):
        steps = _np.logaddexp(before, _shifted(before, 1))
        now[:] = score + _np.logaddexp(steps, _np.where(skips, _shifted(before, 2), -_np.inf))
    return totals


def _backward(scores, skips, lengths, times):
    """The same over all ends of paths, what is read at each time left out."""
    totals = _np.full(scores.shape, -_np.inf)
    rows = _np.arange(len(lengths))
    for t in reversed(range(len(scores))):
        if t + 1 < len(scores):
            after = totals[t + 1] + scores[t + 1]
            steps = _np.logaddexp(after, _shifted(after, -1))
            steps = _np.logaddexp(steps, _shifted(_np.where(skips, after, -_np.inf), -2))
            totals[t] = _np.where(times[:, None] > t + 1, steps, -_np.inf)  # what comes later may be no number
        last = times == t + 1
        totals[t, rows[last], lengths[last] - 1] = 0
        more = last & (lengths > 1)
        totals[t, rows[more], lengths[more] - 2] = 0
    return totals


def _losses(activations, labels, times, compute_grad):
    """The losses of a batch, and their gradients or None; both are 0 where there is no time for the labels."""
    x = activations.astype("float64")
    x = x - x.max(axis=2, keepdims=True, initial=-_np.inf)
    log_probs = x - _np.log(_np.exp(x).sum(axis=2, keepdims=True))
    paths, lengths, skips = _paths(labels)
    rows = _np.arange(len(paths))
    scores = log_probs[:, rows[:, None], paths]
    forward = _forward(scores, skips)
    ends = forward[times - 1, rows]
    losses = -_np.logaddexp(ends[rows, lengths - 1], _np.where(lengths > 1, ends[rows, lengths - 2], -_np.inf))
    possible = _np.isfinite(losses)
    losses = _np.where(possible, losses, 0)
    if not compute_grad:
        return losses, None
    through = _np.exp(forward + _backward(scores, skips, lengths, times) + losses[:, None])
    gradients = _np.exp(log_probs)
    _np.subtract.at(gradients, (slice(None), rows[:, None], paths), through)
    read = (_np.arange(len(x))[:, None] < times) & possible
    return losses, _np.where(read[:, :, None], gradients, 0)


class ConnectionistTemporalClassification(_Op):
    """Computes the loss of connectionist temporal classification and, if ``compute_grad``, its gradient: ``ctc``.

    Source: theano.tensor.nnet.ctc.ConnectionistTemporalClassification.
    """

    __props__ = ("compute_grad",)
    _numba = "theano_min._numba.ctc"
    default_output = 0

    def __init__(self, compute_grad=True, openmp=None):
        self.compute_grad = compute_grad

    def make_node(self, activations, labels, input_lengths):
        inputs = [_as_tensor_variable(x) for x in (activations, labels, input_lengths)]
        names = ("activations", "labels", "input_lengths")
        for name, x, dtype, ndim in zip(names, inputs, ("float32", "int32", "int32"), (3, 2, 1), strict=True):
            if x.dtype != dtype:
                raise TypeError(f"{name} must use the {dtype} type, and is {x.type}")
            if x.ndim != ndim:
                raise ValueError(f"{name} must have {ndim} dimensions, and is {x.type}")
        outputs = [_TensorType("float32", shape=(None,) * ndim)() for ndim in (1, 3)]
        return _Apply(self, inputs, outputs if self.compute_grad else outputs[:1])

    def perform(self, node, inputs, output_storage):
        activations, labels, times = inputs
        (steps, batch, symbols) = activations.shape
        if labels.shape[0] != batch or times.shape[0] != batch:
            raise ValueError(f"one row of labels and one length are needed for each of {batch} sequences")
        if times.size and not (times.min() > 0 and times.max() <= steps):
            raise ValueError(f"input_lengths must be between 1 and {steps}")
        if labels.size and labels.max() >= symbols:
            raise ValueError(f"labels must be below {symbols}")
        with _np.errstate(divide="ignore", invalid="ignore"):
            results = _losses(activations, labels, times, self.compute_grad)
        for storage, value in zip(output_storage, results, strict=False):
            storage[0] = value.astype("float32")

    def infer_shape(self, *args):
        activations = args[-1][0]
        return [(activations[1],), activations][: 1 + self.compute_grad]

    def pullback(self, inputs, outputs, output_grads):
        gradient = output_grads[0][None, :, None] * outputs[1]
        return [gradient, *[_grad_undefined(self, i, inputs[i], "labels have no gradient") for i in (1, 2)]]


def ctc(activations, labels, input_lengths):
    """Return the loss of each sequence of a batch under connectionist temporal classification: a vector of float32.

    ``activations``: float32 before their softmax, (time, batch, symbols), symbol 0 being the blank; ``labels``: int32,
    (batch, labels), negative ones being padding; ``input_lengths``: int32, the length in time of each sequence. Where
    it is too short for the labels, loss and gradient are 0. Errors: TypeError for other dtypes; ValueError for other
    dimensions and, on running, for sizes, lengths or labels that do not fit. Source: theano.tensor.nnet.ctc.ctc.
    """
    return ConnectionistTemporalClassification()(activations, labels, input_lengths)


@_node_rewriter([ConnectionistTemporalClassification])
def local_ctc_no_grad(fgraph, node):
    """Leave out a gradient that nothing uses."""
    if len(node.outputs) == 1 or fgraph.clients[node.outputs[1]]:
        return None
    new = ConnectionistTemporalClassification(compute_grad=False)(*node.inputs)
    _copy_stack_trace(node.outputs[0], new)
    return {node.outputs[0]: new}


_register_canonicalize(local_ctc_no_grad, "fast_compile", name="theano_min_ctc_no_grad")
