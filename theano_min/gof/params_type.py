"""``theano.gof.params_type``: the parameters that an operation gives its C code."""

from pytensor.link.c.params_type import Params as Params, ParamsType as ParamsType
