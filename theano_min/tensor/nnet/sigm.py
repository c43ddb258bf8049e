"""``theano.tensor.nnet.sigm``: sigmoids."""

from pytensor.tensor.math import sigmoid as sigmoid
