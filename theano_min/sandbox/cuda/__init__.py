"""``theano.sandbox.cuda``: says that there is no CUDA, for programs that ask before they use it."""

import warnings as _warnings

from theano_min.sandbox.cuda import basic_ops as basic_ops, dnn as dnn, type as type, var as var
from theano_min.sandbox.cuda._names import getattr_for as _getattr_for
from theano_min.sandbox.cuda.basic_ops import (
    gpu_contiguous as gpu_contiguous,
    gpu_from_host as gpu_from_host,
    host_from_gpu as host_from_gpu,
)
from theano_min.sandbox.cuda.var import float32_shared_constructor as float32_shared_constructor

cuda_available = False
cuda_enabled = False
shared_constructor = float32_shared_constructor

__getattr__ = _getattr_for(__name__)


def use(device="gpu", *args, **kwargs):
    """Warn that there is no GPU. Source: theano.sandbox.cuda.use of Theano 0.9."""
    _warnings.warn(f"theano.sandbox.cuda.use({device!r}): there is no CUDA, the CPU computes", stacklevel=2)


def unuse():
    """Do nothing: no GPU is in use. Source: theano.sandbox.cuda.unuse of Theano 0.9."""
