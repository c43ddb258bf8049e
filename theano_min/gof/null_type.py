"""``theano.gof.null_type``: the type of a gradient that does not exist."""

from pytensor.graph.null_type import NullType as NullType, null_type as null_type

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
