"""``theano.gof.params_type``: the parameters that an operation gives its C code."""

from pytensor.link.c.params_type import Params as Params, ParamsType as ParamsType

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
