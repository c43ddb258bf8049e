"""``theano.tensor.nnet.opt``: the rewrites of convolutions and block-sparse products; all of them are gone."""

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
