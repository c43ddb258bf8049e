"""``theano.tensor.nnet.corr3d``: correlation in three dimensions."""

from theano_min import _removed
from theano_min.tensor.nnet.corr import _Corr, _Forward, _GradInputs, _GradWeights

__getattr__ = _removed.getattr_for(__name__)


class BaseCorr3dMM(_Corr):
    """What Corr3dMM and its two gradients have in common.

    ``border_mode`` is 'valid', 'full', 'half', an integer or a tuple of three; ``subsample`` and ``filter_dilation``
    have three elements. Errors: ValueError for others. Source: theano.tensor.nnet.corr3d.BaseCorr3dMM.
    """

    __props__ = ("border_mode", "subsample", "filter_dilation", "num_groups")

    def __init__(self, border_mode="valid", subsample=(1, 1, 1), filter_dilation=(1, 1, 1), openmp=None, num_groups=1):
        super().__init__(openmp=openmp)
        self._set(3, border_mode, subsample, filter_dilation, num_groups)
        if not isinstance(self.border_mode, str):
            if isinstance(border_mode, tuple) and any(isinstance(width, tuple) for width in border_mode):
                raise ValueError(f"invalid border_mode {border_mode}: it takes an integer or a tuple of three")
            self.border_mode = tuple(width for width, _ in self.border_mode)


class Corr3dMM(_Forward, BaseCorr3dMM):
    """Correlates an image, of shape (batch size, channels, rows, columns, depth), with filters.

    Errors: TypeError for other numbers of dimensions, ValueError on running for shapes that do not fit.
    Source: theano.tensor.nnet.corr3d.Corr3dMM.
    """


class Corr3dMM_gradWeights(_GradWeights, BaseCorr3dMM):
    """Corr3dMM's gradient by the filters. ``shape`` holds their three lengths, needed where they do not follow.

    Source: theano.tensor.nnet.corr3d.Corr3dMM_gradWeights.
    """


class Corr3dMM_gradInputs(_GradInputs, BaseCorr3dMM):
    """Corr3dMM's gradient by the image. ``shape`` holds the lengths of its axes, needed where they do not follow.

    Source: theano.tensor.nnet.corr3d.Corr3dMM_gradInputs.
    """


BaseCorr3dMM._relatives = {cls._direction: cls for cls in (Corr3dMM, Corr3dMM_gradWeights, Corr3dMM_gradInputs)}
