"""``theano.tensor.signal``: pooling (``pool``), and convolution of single images (``conv``)."""

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
