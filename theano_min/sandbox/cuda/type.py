"""``theano.sandbox.cuda.type``: the type of arrays on a GPU, of which there are none."""

from theano_min.sandbox.cuda._names import getattr_for as _getattr_for

__getattr__ = _getattr_for(__name__)
