"""``theano.sandbox.cuda.basic_ops``: what moved arrays to a GPU and back leaves them where they are."""

from theano_min.sandbox.cuda._names import getattr_for as _getattr_for
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable

__getattr__ = _getattr_for(__name__)


def host_from_gpu(x):
    """Return x as a tensor. Source: theano.sandbox.cuda.basic_ops.host_from_gpu of Theano 0.9."""
    return _as_tensor_variable(x)


def gpu_from_host(x):
    """Return x as a tensor. Source: theano.sandbox.cuda.basic_ops.gpu_from_host of Theano 0.9."""
    return _as_tensor_variable(x)


def gpu_contiguous(x):
    """Return x as a tensor. Source: theano.sandbox.cuda.basic_ops.gpu_contiguous of Theano 0.9."""
    return _as_tensor_variable(x)
