"""``theano.gof.destroyhandler``: what keeps operations that work in place from destroying what is still needed."""

from pytensor.graph.destroyhandler import DestroyHandler as DestroyHandler, ProtocolError as ProtocolError

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
