"""``theano.tensor.nnet.corr3d``: correlation in three dimensions."""

from theano_min import _removed
from theano_min.tensor.nnet.corr import _Corr

__getattr__ = _removed.getattr_for(__name__)


class BaseCorr3dMM(_Corr):
    """What Corr3dMM and its two gradients have in common.

    ``border_mode`` is 'valid', 'full', 'half', an integer or a tuple of three; ``subsample`` and ``filter_dilation``
    have three elements. Errors: ValueError for others. Source: theano.tensor.nnet.corr3d.BaseCorr3dMM.
    """

    __props__ = ("border_mode", "subsample", "filter_dilation", "num_groups")

    def __init__(self, border_mode="valid", subsample=(1, 1, 1), filter_dilation=(1, 1, 1), openmp=None, num_groups=1):
        super().__init__(openmp=openmp)
        self._set(3, border_mode, subsample, filter_dilation, num_groups, unshared=False, pairs=False)


class Corr3dMM(BaseCorr3dMM):
    """Correlates an image, of shape (batch size, channels, rows, columns, depth), with filters.

    Errors: TypeError for other numbers of dimensions, ValueError on running for shapes that do not fit.
    Source: theano.tensor.nnet.corr3d.Corr3dMM.
    """

    _direction = "forward"

    def make_node(self, img, kern):
        return self._node(img, kern)


class Corr3dMM_gradWeights(BaseCorr3dMM):
    """Corr3dMM's gradient by the filters. ``shape`` holds their three lengths, needed where they do not follow.

    Source: theano.tensor.nnet.corr3d.Corr3dMM_gradWeights.
    """

    _direction = "backprop weights"

    def make_node(self, img, topgrad, shape=None):
        return self._make_gradient(img, topgrad, shape)


class Corr3dMM_gradInputs(BaseCorr3dMM):
    """Corr3dMM's gradient by the image. ``shape`` holds the lengths of its axes, needed where they do not follow.

    Source: theano.tensor.nnet.corr3d.Corr3dMM_gradInputs.
    """

    _direction = "backprop inputs"

    def make_node(self, kern, topgrad, shape=None):
        return self._make_gradient(kern, topgrad, shape)


BaseCorr3dMM._relatives = {cls._direction: cls for cls in (Corr3dMM, Corr3dMM_gradWeights, Corr3dMM_gradInputs)}
