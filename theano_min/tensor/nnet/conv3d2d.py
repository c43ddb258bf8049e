"""``theano.tensor.nnet.conv3d2d``: convolution of films in space and time."""

from numpy.lib.stride_tricks import as_strided as _as_strided
from pytensor.compile.mode import optdb as _optdb
from pytensor.gradient import DisconnectedType as _DisconnectedType
from pytensor.graph.rewriting.basic import WalkingGraphRewriter as _WalkingGraphRewriter

from theano_min import _removed
from theano_min.gof.graph import Apply as _Apply
from theano_min.gof.op import Op as _Op
from theano_min.gof.opt import copy_stack_trace as _copy_stack_trace, local_optimizer as _local_optimizer
from theano_min.tensor import basic as _T
from theano_min.tensor.basic import as_tensor_variable as _as_tensor_variable
from theano_min.tensor.nnet.abstract_conv import conv3d as _conv3d
from theano_min.tensor.subtensor import set_subtensor as _set_subtensor

__getattr__ = _removed.getattr_for(__name__)


def get_diagonal_subtensor_view(x, i0, i1):
    """Return a view of the array ``x``: its diagonal band along the axes ``i0`` and ``i1``.

    Element [i, j] of these axes is x's [i + n - 1 - j, j], n being the length of ``i1``. Errors: NotImplementedError
    if ``i0`` is shorter. Source: theano.tensor.nnet.conv3d2d.get_diagonal_subtensor_view.
    """
    i0, i1 = int(i0), int(i1)
    if x.shape[i0] < x.shape[i1]:
        raise NotImplementedError(f"axis {i0} of an array of shape {x.shape} is shorter than axis {i1}")
    view = x[tuple(slice(x.shape[i1] - 1, None) if axis == i0 else slice(None) for axis in range(x.ndim))]
    strides = list(view.strides)
    if x.shape[i1] != 1:
        strides[i1] -= strides[i0]
    return _as_strided(view, strides=strides)


class _OnDiagonal(_Op):
    __props__ = ("inplace",)

    def __init__(self, inplace=False):
        self.inplace = inplace

    def __str__(self):
        return type(self).__name__ + "{inplace}" * self.inplace

    def connection_pattern(self, node):
        return [[i not in (1, 2)] for i in range(len(node.inputs))]


class DiagonalSubtensor(_OnDiagonal):
    """Takes the diagonal band of ``x`` along two axes, a view of it if ``inplace``: see get_diagonal_subtensor_view.

    Source: theano.tensor.nnet.conv3d2d.DiagonalSubtensor.
    """

    def __init__(self, inplace=False):
        super().__init__(inplace)
        if inplace:
            self.view_map = {0: [0]}

    def make_node(self, x, i0, i1):
        return _Apply(self, [x, _as_tensor_variable(i0), _as_tensor_variable(i1)], [x.type()])

    def perform(self, node, inputs, output_storage):
        view = get_diagonal_subtensor_view(*inputs)
        output_storage[0][0] = view if self.inplace else view.copy()

    def grad(self, inputs, output_grads):
        x, i0, i1 = inputs
        onto = inc_diagonal_subtensor(_T.zeros_like(x), i0, i1, output_grads[0])
        return [onto, _DisconnectedType()(), _DisconnectedType()()]


class IncDiagonalSubtensor(_OnDiagonal):
    """Adds ``amt`` to the diagonal band of ``x`` along two axes, in ``x`` itself if ``inplace``.

    Source: theano.tensor.nnet.conv3d2d.IncDiagonalSubtensor.
    """

    def __init__(self, inplace=False):
        super().__init__(inplace)
        if inplace:
            self.destroy_map = {0: [0]}

    def make_node(self, x, i0, i1, amt):
        return _Apply(self, [x, _as_tensor_variable(i0), _as_tensor_variable(i1), amt], [x.type()])

    def perform(self, node, inputs, output_storage):
        x, i0, i1, amt = inputs
        x = x if self.inplace else x.copy()
        view = get_diagonal_subtensor_view(x, i0, i1)
        view += amt
        output_storage[0][0] = x

    def grad(self, inputs, output_grads):
        (_, i0, i1, _), (gz,) = inputs, output_grads
        return [gz, _DisconnectedType()(), _DisconnectedType()(), diagonal_subtensor(gz, i0, i1)]


diagonal_subtensor = DiagonalSubtensor(False)
inc_diagonal_subtensor = IncDiagonalSubtensor(False)


def conv3d(signals, filters, signals_shape=None, filters_shape=None, border_mode="valid"):
    """Return films convolved with filters in space and time, of shape (films, times, filters, rows, columns).

    signals : shape (films, times, channels, rows, columns); filters : shape (filters, times, channels, rows, columns).
    ``signals_shape`` and ``filters_shape`` may say these; ``border_mode`` is 'valid', 'full' or 'half', or three of
    them for time, rows and columns. Errors: NotImplementedError if rows and columns differ in it,
    ValueError for another one. Source: theano.tensor.nnet.conv3d2d.conv3d.
    """
    modes = (border_mode,) * 3 if isinstance(border_mode, str) else tuple(border_mode)
    if modes[1] != modes[2]:
        raise NotImplementedError("height and width bordermodes must match")
    for mode in modes:
        if mode not in ("valid", "full", "half"):
            raise ValueError("invalid border mode", mode)
    if modes[0] != modes[1]:
        lengths = filters.shape if filters_shape is None else filters_shape
        widths = {"valid": lambda n: 0, "half": lambda n: n // 2, "full": lambda n: n - 1}
        signals = _framed(signals, [widths[mode](lengths[i]) for mode, i in zip(modes, (1, 3, 4), strict=True)])
        signals_shape, modes = None, ("valid",) * 3
    # channels before time
    shapes = [None if shape is None else tuple(shape[i] for i in _ORDER) for shape in (signals_shape, filters_shape)]
    output = _conv3d(signals.dimshuffle(_ORDER), filters.dimshuffle(_ORDER), *shapes, border_mode=modes[0])
    return output.dimshuffle(_ORDER)


_ORDER = (0, 2, 1, 3, 4)


def _framed(signals, widths):
    """The films in a frame of zeros of these widths in time, rows and columns."""
    shape = [signals.shape[i] for i in range(5)]
    where = [slice(None)] * 5
    for i, width in zip((1, 3, 4), widths, strict=True):
        where[i] = slice(width, width + shape[i])
        shape[i] = shape[i] + 2 * width
    return _set_subtensor(_T.zeros(shape, signals.dtype)[tuple(where)], signals)


@_local_optimizer([DiagonalSubtensor, IncDiagonalSubtensor])
def local_inplace_DiagonalSubtensor(node):
    """Let the operations of diagonals work in place."""
    if not isinstance(node.op, _OnDiagonal) or node.op.inplace:
        return False
    inplace = type(node.op)(inplace=True)(*node.inputs)
    _copy_stack_trace(node.outputs[0], inplace)
    return [inplace]


_optdb.register(
    "local_inplace_DiagonalSubtensor",
    _WalkingGraphRewriter(local_inplace_DiagonalSubtensor, failure_callback=_WalkingGraphRewriter.warn_inplace),
    "fast_run",
    "inplace",
    position=60,
)
