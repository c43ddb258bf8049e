"""``theano.misc.pycuda_init``: programs of before Theano 1.0 ask it whether PyCUDA is there, which it is not."""

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

pycuda_available = False
