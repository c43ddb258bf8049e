"""``theano.sandbox.cuda``: says that there is no CUDA, for programs that ask before they use it."""

from theano_min import _removed

cuda_available = False
cuda_enabled = False

__getattr__ = _removed.getattr_for(__name__)
