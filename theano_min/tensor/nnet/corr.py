"""``theano.tensor.nnet.corr``: correlation of images with filters, which convolution without a flip is."""

from theano_min import _removed
from theano_min.gof.op import OpenMPOp as _OpenMPOp
from theano_min.scalar import upcast as _upcast
from theano_min.tensor.basic import as_tensor_variable as _as_tensor_variable, cast as _cast
from theano_min.tensor.nnet._convolution import Convolution as _Convolution, checked_border as _checked_border
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

    def _set(self, ndim, border_mode, subsample, filter_dilation, num_groups):
        if not self._direction:
            raise ValueError(f"{type(self).__name__} is only what its three classes have in common")
        self._set_steps(ndim, subsample, filter_dilation, num_groups)
        self.border_mode = _checked_border(border_mode, ndim)

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
        geometry = self._geometry
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


class _Forward(_Corr):
    _direction = "forward"

    def make_node(self, img, kern):
        return self._node(img, kern)


class _GradWeights(_Corr):
    _direction = "backprop weights"

    def make_node(self, img, topgrad, shape=None):
        return self._make_gradient(img, topgrad, shape)


class _GradInputs(_Corr):
    _direction = "backprop inputs"

    def make_node(self, kern, topgrad, shape=None):
        return self._make_gradient(kern, topgrad, shape)


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
        self._set(2, border_mode, subsample, filter_dilation, num_groups)
        self.unshared = unshared


class CorrMM(_Forward, BaseCorrMM):
    """Correlates an image, of shape (batch size, channels, rows, columns), with filters.

    Errors: TypeError for other numbers of dimensions, ValueError on running for shapes that do not fit.
    Source: theano.tensor.nnet.corr.CorrMM.
    """


class CorrMM_gradWeights(_GradWeights, BaseCorrMM):
    """CorrMM's gradient by the filters. ``shape`` holds their two lengths, needed where they do not follow.

    Source: theano.tensor.nnet.corr.CorrMM_gradWeights.
    """


class CorrMM_gradInputs(_GradInputs, BaseCorrMM):
    """CorrMM's gradient by the image. ``shape`` holds the lengths of its axes, needed where they do not follow.

    Source: theano.tensor.nnet.corr.CorrMM_gradInputs.
    """


BaseCorrMM._relatives = {cls._direction: cls for cls in (CorrMM, CorrMM_gradWeights, CorrMM_gradInputs)}
