"""``theano.tensor.signal.pool``: pooling over windows of the last dimensions of an array."""

import warnings as _warnings

from pytensor.gradient import DisconnectedType as _DisconnectedType
from pytensor.graph.basic import Apply as _Apply, Variable as _Variable
from pytensor.link.c.params_type import ParamsType as _ParamsType
from pytensor.link.c.type import EnumList as _EnumList
from pytensor.scalar import bool as _bool
from pytensor.tensor.type import TensorType as _TensorType

from theano_min import _removed
from theano_min.gof.op import OpenMPOp as _OpenMPOp
from theano_min.tensor import basic as _basic
from theano_min.tensor.signal import _pool_c, _windows

__getattr__ = _removed.getattr_for(__name__)

_MODES = ("max", "sum", "average_inc_pad", "average_exc_pad")

PoolingMode_t = _EnumList(
    ("POOLING_MAX", "max"),
    ("POOLING_SUM", "sum"),
    ("POOLING_AVERAGE_COUNT_INCLUDE_PADDING", "average_inc_pad"),
    ("POOLING_AVERAGE_COUNT_EXCLUDE_PADDING", "average_exc_pad"),
)

# ---------------------------------------------------------------- functions


def max_pool_2d_same_size(input, patch_size):
    """Return ``input`` with zeros wherever an element is not the maximum of its patch.

    The patches, of ``patch_size`` rows and columns, tile the last two dimensions; what is beyond the last whole patch
    becomes zero, and a maximum that occurs twice in its patch stays twice. Shape and dtype are those of ``input``,
    which has four dimensions or any number from two. Source: theano.tensor.signal.pool.max_pool_2d_same_size.
    """
    return MaxPoolGrad(True)(input, *[Pool(True)(input, patch_size)] * 2, patch_size)


def pool_2d(input, ws=None, ignore_border=None, stride=None, pad=(0, 0), mode="max", ds=None, st=None, padding=None):
    """Return ``input`` with its last two dimensions reduced to one element for each window of ``ws`` rows and columns.

    ``ws``, ``stride`` (by default ws) and ``pad`` are pairs or vectors of integers: the size of a window, the step to
    the next, and the border put around the image, which has no values. ``mode`` is 'max', 'sum', 'average_exc_pad' or,
    counting the border as zeros, 'average_inc_pad'. With ``ignore_border`` a window that would reach beyond the border
    is left out, otherwise it counts with what it has of the image, and there must be no padding; None stands for
    False, with a warning. The dtype is that of ``input``. ``ds``, ``st`` and ``padding`` are old names of ws, stride
    and pad. Errors: ValueError without ws, with both an old name and its new one, for another mode and, on running,
    for parameters that are not pairs of positive numbers; NotImplementedError for fewer than two dimensions and for a
    padding as large as the window; TypeError for parameters that are no integers.
    Source: theano.tensor.signal.pool.pool_2d.
    """
    return _pool(2, input, ignore_border, mode, ws, stride, pad, ds, st, padding)


def pool_3d(input, ws=None, ignore_border=None, stride=None, pad=(0, 0, 0), mode="max", ds=None, st=None, padding=None):
    """Return ``input`` with its last three dimensions reduced to one element for each window of shape ``ws``.

    All else is as for `pool_2d`, with three numbers in place of two. Source: theano.tensor.signal.pool.pool_3d.
    """
    return _pool(3, input, ignore_border, mode, ws, stride, pad, ds, st, padding)


def _pool(nd, input, ignore_border, mode, *sizes):
    ws, stride, pad = _new_names(nd, *sizes)
    if input.ndim < nd:
        raise NotImplementedError(f"pool_{nd}d: `input` must have {nd} dimensions or more, not {input.ndim}")
    if ignore_border is None:
        _warnings.warn(
            f"pool_{nd}d: say ignore_border=True, which leaves out windows that reach beyond the border, or False, "
            "which is what None stands for here.",
            stacklevel=3,
        )
        ignore_border = False
    return Pool(ignore_border, mode, nd)(input, ws, stride, pad)


def _new_names(nd, ws, stride, pad, ds, st, padding):
    """ws, stride and pad, of which each may have been given by its old name. Errors: ValueError for both."""

    def one_of(new, old, new_name, old_name, default):
        if old is None:
            return new
        if new not in default:
            raise ValueError(f"pooling: {old_name!r} is the old name of {new_name!r}: give only {new_name!r}")
        _warnings.warn(f"pooling: {old_name!r} is deprecated, its name is {new_name!r} now", stacklevel=5)
        return old

    ws = one_of(ws, ds, "ws", "ds", {None})
    if ws is None:
        raise ValueError("pooling: give the size of the window, `ws`")
    stride = one_of(stride, st, "stride", "st", {None})
    return ws, stride, one_of(pad, padding, "pad", "padding", {None, (0,) * nd})


def _count(length, ws, stride, ignore_border):
    """The number of windows along a padded length; any of them may be a variable."""
    if not any(isinstance(each, _Variable) for each in (length, ws, stride)):
        return _windows.count(length, ws, stride, ignore_border)
    if ignore_border:
        return _basic.maximum((length - ws) // stride + 1, 0)
    apart = (length - 1) // stride + 1
    return _basic.switch(_basic.ge(stride, ws), apart, _basic.maximum((length - 1 - ws) // stride + 1, 0) + 1)


# ---------------------------------------------------------------- operations


class _PoolOp(_OpenMPOp):
    """What all operations of pooling share: they have a number of arrays, then ws, stride and pad."""

    __props__: tuple[str, ...] = ("ignore_border", "mode", "ndim")
    _numba = "theano_min._numba.pool"

    def __init__(self, ignore_border=False, mode="max", ndim=2, openmp=None):
        super().__init__(openmp)
        # cuDNN's name for what is so here anyway
        mode = "max" if mode == "max_deterministic" else mode
        if mode not in _MODES:
            raise ValueError(f"pooling: mode must be one of {', '.join(map(repr, _MODES))}, not {mode!r}")
        self.ignore_border, self.mode, self.ndim = ignore_border, mode, ndim

    def _node(self, arrays, sizes, output, check_pad=False):
        """The node for ``arrays`` and ``sizes``, which are ws, stride and pad; ``output`` makes its type of arrays'."""
        arrays = [_basic.as_tensor_variable(array) for array in arrays]
        ws, stride, pad = sizes
        if pad is None:
            pad = (0,) * self.ndim
        elif check_pad and isinstance(pad, tuple | list):
            self._check_pad(pad, ws)
        sizes = [_basic.as_tensor_variable(size) for size in (ws, ws if stride is None else stride, pad)]
        for name, size in zip(("ws", "stride", "pad"), sizes, strict=True):
            assert size.ndim == 1, f"pooling: {name} must be a vector, not {size.type}"
        if arrays[0].ndim < self.ndim:
            raise TypeError(f"pooling: an array of {self.ndim} dimensions or more is pooled, not {arrays[0].type}")
        assert len({array.ndim for array in arrays}) == 1, f"pooling: numbers of dimensions differ: {arrays}"
        for name, size in zip(("ws", "stride", "pad"), sizes, strict=True):
            if size.dtype not in _basic.int_dtypes:
                raise TypeError(f"pooling: {name} must hold integers, not {size.dtype}")
        return _Apply(self, [*arrays, *sizes], [output(*(array.type for array in arrays))()])

    def _check_pad(self, pad, ws):
        if max(pad) != 0 and not self.ignore_border:
            raise NotImplementedError("pooling: pad works with ignore_border=True alone")
        if isinstance(ws, tuple | list) and any(p >= w for p, w in zip(pad[: self.ndim], ws, strict=False)):
            raise NotImplementedError(f"pooling: pad {pad} must be smaller than ws {ws}")

    def _pooled_type(self, x, dtype):
        # a pooled length may become 0
        return _TensorType(dtype, (*x.broadcastable[: -self.ndim], *(False,) * self.ndim))

    def connection_pattern(self, node):
        return [[True]] * (len(node.inputs) - 3) + [[False]] * 3

    def c_support_code(self):
        return _pool_c.SUPPORT

    def c_code_cache_version(self):
        return (1, self.openmp)


def _disconnected(sizes):
    return [_DisconnectedType()() for _ in sizes]


class Pool(_PoolOp):
    """Pool the last ``ndim`` dimensions of an array by ``mode``: ``Pool(...)(x, ws, stride=None, pad=None)``.

    See `pool_2d` for the arguments. Where maxima tie the gradient goes to each of them. Errors: TypeError for fewer
    dimensions, and as there. Source: theano.tensor.signal.pool.Pool.
    """

    params_type = _ParamsType(ignore_border=_bool)

    @staticmethod
    def out_shape(
        imgshape, ws=None, ignore_border=False, stride=None, pad=None, ndim=2, ds=None, st=None, padding=None
    ):
        """Return the list of the lengths of what pooling makes of an array of shape ``imgshape``.

        Lengths and parameters are numbers or scalar variables; see `pool_2d` for them. Errors: TypeError for fewer
        than ``ndim`` lengths, ValueError as there. Source: theano.tensor.signal.pool.Pool.out_shape.
        """
        ndim = 2 if ndim is None else ndim
        ws, stride, pad = _new_names(ndim, ws, stride, pad, ds, st, padding)
        assert ndim > 0
        if len(imgshape) < ndim:
            raise TypeError(f"pooling: imgshape must have {ndim} dimensions or more, not {len(imgshape)}")
        stride = ws if stride is None else stride
        pad = (0,) * ndim if pad is None else pad
        lengths = [_basic.extract_constant(n) + 2 * pad[i] for i, n in enumerate(imgshape[-ndim:])]
        return [*imgshape[:-ndim], *(_count(n, ws[i], stride[i], ignore_border) for i, n in enumerate(lengths))]

    def make_node(self, x, ws, stride=None, pad=None):
        return self._node([x], (ws, stride, pad), lambda x: self._pooled_type(x, x.dtype), check_pad=True)

    def perform(self, node, inputs, output_storage, params=None):
        output_storage[0][0] = _windows.pool(*inputs, self.ignore_border, self.mode)

    def c_code(self, node, name, inputs, outputs, sub):
        kernel = "maximum({w}, {n}, {in0}, {to})" if self.mode == "max" else "total({w}, {n}, {in0}, {to}, {average})"
        return _pool_c.code(self, node, inputs, outputs, sub, kernel, _pool_c.counted(self), "EMPTY")

    def infer_shape(self, node, shapes):
        _, ws, stride, pad = node.inputs
        return [self.out_shape(shapes[0], ws, self.ignore_border, stride, pad, self.ndim)]

    def L_op(self, inputs, outputs, output_grads):
        x, *sizes = inputs
        if self.mode == "max":
            gx = MaxPoolGrad(self.ignore_border, self.ndim)(x, *outputs, *output_grads, *sizes)
        else:
            gx = AveragePoolGrad(self.ignore_border, self.mode, self.ndim)(x, *output_grads, *sizes)
        return [gx, *_disconnected(sizes)]

    def R_op(self, inputs, eval_points):
        x, *sizes = inputs
        if eval_points[0] is None:
            return [None]
        if self.mode != "max":
            return [self(eval_points[0], *sizes)]
        op = DownsampleFactorMaxGradGrad(self.ignore_border, self.mode, self.ndim)
        return [op(x, self(*inputs), eval_points[0], *sizes)]


class PoolGrad(_PoolOp):
    """The base class of pooling's gradients. Source: theano.tensor.signal.pool.PoolGrad."""

    out_shape = staticmethod(Pool.out_shape)

    def __init__(self, ignore_border, mode="max", ndim=2, openmp=None):
        super().__init__(ignore_border, mode, ndim, openmp)

    def infer_shape(self, node, shapes):
        return [shapes[0]]


class MaxPoolGrad(PoolGrad):
    """The gradient of max pooling: called with x, what it was pooled to, the gradient of that, ws, stride and pad.

    Each element that equals the maximum of its window takes the whole gradient there. Source:
    theano.tensor.signal.pool.MaxPoolGrad.
    """

    def __init__(self, ignore_border, ndim=2, openmp=None):
        super().__init__(ignore_border, "max", ndim, openmp)

    def make_node(self, x, maxout, gz, ws, stride=None, pad=None):
        return self._node([x, maxout, gz], (ws, stride, pad), lambda x, *_: x)

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = _windows.max_pool_grad(*inputs)

    def c_code(self, node, name, inputs, outputs, sub):
        measure = _pool_c.given(*inputs[:2], inputs[1:3])
        return _pool_c.code(self, node, inputs, outputs, sub, "to_maxima({w}, {n}, {in0}, {in1}, {in2}, {to})", measure)

    def grad(self, inputs, output_grads):
        x, maxout, _, *sizes = inputs
        op = DownsampleFactorMaxGradGrad(self.ignore_border, ndim=self.ndim)
        ggz = op(x, maxout, *output_grads, *sizes)
        return [_basic.zeros_like(x), _basic.zeros_like(maxout), ggz, *_disconnected(sizes)]


class AveragePoolGrad(PoolGrad):
    """The gradient of pooling by 'sum' or an average: called with x, the result's gradient, ws, stride and pad.

    Source: theano.tensor.signal.pool.AveragePoolGrad.
    """

    def __init__(self, ignore_border, mode="average_inc_pad", ndim=2):
        assert mode in _MODES[1:], f"AveragePoolGrad: mode must be one of {_MODES[1:]}, not {mode!r}"
        super().__init__(ignore_border, mode, ndim)

    # one argument more, that it can be called as MaxPoolGrad
    def make_node(self, x, gz, ws, stride=None, pad=None, dummy=None):
        return self._node([x, gz], (ws, stride, pad), lambda x, _: x)

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = _windows.average_pool_grad(*inputs, self.mode)

    def c_code(self, node, name, inputs, outputs, sub):
        measure = _pool_c.given(*inputs[:2])
        return _pool_c.code(self, node, inputs, outputs, sub, "to_all({w}, {n}, {in1}, {to}, {average})", measure)

    def grad(self, inputs, output_grads):
        x, _, *sizes = inputs
        ggz = Pool(self.ignore_border, self.mode, self.ndim)(*output_grads, *sizes)
        return [_basic.zeros_like(x), ggz, *_disconnected(sizes)]


class DownsampleFactorMaxGradGrad(_PoolOp):
    """The derivative of max pooling along a direction of x: called with x, its pooled form, it, ws, stride and pad.

    In each window the direction is summed over all elements that equal the maximum. Source:
    theano.tensor.signal.pool.DownsampleFactorMaxGradGrad.
    """

    def __init__(self, ignore_border, mode="max", ndim=2, openmp=None):
        assert mode == "max", f"DownsampleFactorMaxGradGrad: mode must be 'max', not {mode!r}"
        super().__init__(ignore_border, mode, ndim, openmp)

    def make_node(self, x, maxout, gz, ws, stride=None, pad=None):
        return self._node(
            [x, maxout, gz], (ws, stride, pad), lambda x, maxout, _: maxout.clone(dtype=x.dtype), check_pad=True
        )

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = _windows.max_pool_grad_grad(*inputs)

    def c_code(self, node, name, inputs, outputs, sub):
        # what is made has the shape of the pooled array
        measure = _pool_c.given(*inputs[:2], (inputs[0], inputs[2])) + (
            "for (int i = 0; i < nd; i++) shape[total_nd - nd + i] = w.count[3 - nd + i];"
        )
        return _pool_c.code(
            self, node, inputs, outputs, sub, "from_maxima({w}, {n}, {in0}, {in1}, {in2}, {to})", measure
        )

    def infer_shape(self, node, shapes):
        return [shapes[1]]

    def grad(self, inputs, output_grads):
        x, maxout, _, *sizes = inputs
        ggx = MaxPoolGrad(self.ignore_border, self.ndim)(x, maxout, *output_grads, *sizes)
        return [_basic.zeros_like(x), _basic.zeros_like(maxout), ggx, *_disconnected(sizes)]


class MaxPoolRop(_PoolOp):
    """Max pooling's derivative along ``eval_point`` at the first of tied maxima, as cuDNN took it.

    Called with x, eval_point, ws, stride and pad; the dtype is eval_point's. `Pool` itself takes
    DownsampleFactorMaxGradGrad. Source: theano.tensor.signal.pool.MaxPoolRop.
    """

    params_type = _ParamsType(ignore_border=_bool)

    def __init__(self, ignore_border=False, mode="max", ndim=2, openmp=None):
        assert mode == "max", f"MaxPoolRop: mode must be 'max', not {mode!r}"
        super().__init__(ignore_border, mode, ndim, openmp)

    def make_node(self, x, eval_point, ws, stride=None, pad=None):
        return self._node(
            [x, eval_point], (ws, stride, pad), lambda x, e: self._pooled_type(x, e.dtype), check_pad=True
        )

    def perform(self, node, inputs, output_storage, params=None):
        output_storage[0][0] = _windows.max_pool_rop(*inputs, self.ignore_border)
