"""``theano.tensor.nnet.corr``: correlation of images with filters, which convolution without a flip is."""

from theano_min import _removed
from theano_min.gof.op import OpenMPOp as _OpenMPOp
from theano_min.scalar import upcast as _upcast
from theano_min.tensor.basic import as_tensor_variable as _as_tensor_variable, cast as _cast
from theano_min.tensor.nnet._convolution import (
    Convolution as _Convolution,
    Geometry as _Geometry,
    integers as _integers,
)
from theano_min.tensor.nnet.abstract_conv import (
    get_conv_gradinputs_shape as _get_conv_gradinputs_shape,
    get_conv_gradweights_shape as _get_conv_gradweights_shape,
    get_conv_output_shape as _get_conv_output_shape,
)

__getattr__ = _removed.getattr_for(__name__)


class _Corr(_Convolution, _OpenMPOp):
    """What the correlations in two and in three dimensions have in common."""

    check_broadcast = False
    _direction = ""
    _relatives: dict = {}

    def _set(self, ndim, border_mode, subsample, filter_dilation, num_groups, unshared, pairs):
        if len(subsample) != ndim:
            raise ValueError(f"subsample must have {ndim} elements: it has {len(subsample)}")
        if len(filter_dilation) != ndim:
            raise ValueError(f"filter_dilation must have {ndim} elements: it has {len(filter_dilation)}")
        if num_groups < 1:
            raise ValueError(f"Number of groups should be greater than 0: it is {num_groups}")
        if not self._direction:
            raise ValueError(f"{type(self).__name__} is only what its three classes have in common")
        self.border_mode = _checked_border(border_mode, ndim, pairs)
        self.subsample, self.filter_dilation = tuple(subsample), tuple(filter_dilation)
        self.num_groups, self.unshared = num_groups, unshared

    def _geometry(self):
        steps = _integers(self.subsample), _integers(self.filter_dilation)
        return _Geometry(self.border_mode, *steps, int(self.num_groups), bool(self.unshared))

    def _relative(self, direction):
        props = {name: getattr(self, name) for name in self.__props__}
        return self._relatives[direction](**props)

    @staticmethod
    def as_common_dtype(in1, in2):
        """Return both variables in the dtype that holds either."""
        dtype = _upcast(in1.dtype, in2.dtype)
        return in1.astype(dtype), in2.astype(dtype)

    def _make_gradient(self, first, second, shape):
        """The node of a gradient, whose lengths are found by the shapes if there is only one possibility."""
        first, second = _as_tensor_variable(first), _as_tensor_variable(second)
        geometry = self._geometry()
        if shape is not None:
            lengths = [_as_tensor_variable(shape[i]).astype("int64") for i in range(geometry.ndim)]
            return self._node(first, second, *lengths)
        weights = self._direction == "backprop weights"
        if set(geometry.stride) != {1} or (weights and geometry.border == "half"):
            raise ValueError('`shape` must be given if `subsample` is not 1 or, for the filters, border_mode is "half"')
        self._node(first, second)  # for its errors
        given = [first.shape[i] for i in range(-geometry.ndim, 0)]
        output = [second.shape[i] for i in range(-geometry.ndim, 0)]
        how = (geometry.border, geometry.stride, geometry.dilation)
        if weights:
            # every axis divides without rest where the shapes fit
            full = _get_conv_gradweights_shape((None, None, *given), (None, 0, *output), *how)
            lengths = [_cast(length, "int64") for length in full[-geometry.ndim :]]
        else:
            lengths = _get_conv_gradinputs_shape((None, 0, *given), (None, 0, *output), *how)[2:]
        return self._node(first, second, *lengths)

    def infer_shape(self, node, shapes):
        if self._direction == "forward":
            return [_get_conv_output_shape(*shapes, self.border_mode, self.subsample, self.filter_dilation)]
        return [self._output_shape(shapes[:2], node.inputs[2:])]


def _checked_border(border_mode, ndim, pairs):
    """The border mode as an operation keeps it. Errors: ValueError."""
    if isinstance(border_mode, str) and border_mode in ("valid", "full", "half"):
        return border_mode
    widths = (border_mode,) * ndim if isinstance(border_mode, int) else border_mode
    kind = "a tuple of {} integers{}".format(ndim, " or pairs of them" * pairs)
    if not isinstance(widths, tuple) or len(widths) != ndim:
        raise ValueError(f'invalid border_mode {border_mode}: "valid", "full", "half", an integer or {kind}')
    kept = [width if isinstance(width, tuple) and pairs else (width, width) for width in widths]
    if not all(len(pair) == 2 and all(isinstance(each, int) and each >= 0 for each in pair) for pair in kept):
        raise ValueError(f"invalid border_mode {border_mode}: it takes non-negative integers, {kind}")
    return tuple(kept if pairs else widths)


class BaseCorrMM(_Corr):
    """What CorrMM and its two gradients have in common.

    ``border_mode`` is 'valid', 'full', 'half', an integer, or a tuple of two integers or pairs of them; ``subsample``
    and ``filter_dilation`` are pairs. Errors: ValueError for others. Source: theano.tensor.nnet.corr.BaseCorrMM.
    """

    __props__ = ("border_mode", "subsample", "filter_dilation", "num_groups", "unshared")

    def __init__(
        self,
        border_mode="valid",
        subsample=(1, 1),
        filter_dilation=(1, 1),
        num_groups=1,
        unshared=False,
        openmp=None,
    ):
        super().__init__(openmp=openmp)
        self._set(2, border_mode, subsample, filter_dilation, num_groups, unshared, pairs=True)


class CorrMM(BaseCorrMM):
    """Correlates an image, of shape (batch size, channels, rows, columns), with filters.

    Errors: TypeError for other numbers of dimensions, ValueError on running for shapes that do not fit.
    Source: theano.tensor.nnet.corr.CorrMM.
    """

    _direction = "forward"

    def make_node(self, img, kern):
        return self._node(img, kern)


class CorrMM_gradWeights(BaseCorrMM):
    """CorrMM's gradient by the filters. ``shape`` holds their two lengths, needed where they do not follow.

    Source: theano.tensor.nnet.corr.CorrMM_gradWeights.
    """

    _direction = "backprop weights"

    def make_node(self, img, topgrad, shape=None):
        return self._make_gradient(img, topgrad, shape)


class CorrMM_gradInputs(BaseCorrMM):
    """CorrMM's gradient by the image. ``shape`` holds the lengths of its axes, needed where they do not follow.

    Source: theano.tensor.nnet.corr.CorrMM_gradInputs.
    """

    _direction = "backprop inputs"

    def make_node(self, kern, topgrad, shape=None):
        return self._make_gradient(kern, topgrad, shape)


BaseCorrMM._relatives = {cls._direction: cls for cls in (CorrMM, CorrMM_gradWeights, CorrMM_gradInputs)}
