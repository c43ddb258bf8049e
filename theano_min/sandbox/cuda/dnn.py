"""``theano.sandbox.cuda.dnn``: says that there is no cuDNN."""

from theano_min.sandbox.cuda._names import getattr_for as _getattr_for

__getattr__ = _getattr_for(__name__)


def dnn_available():
    """Return False. Source: theano.sandbox.cuda.dnn.dnn_available of Theano 0.9."""
    return False


dnn_available.avail = False  # type: ignore[attr-defined]
dnn_available.msg = "there is no CUDA"  # type: ignore[attr-defined]
