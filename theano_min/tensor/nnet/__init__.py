"""``theano.tensor.nnet``: the building blocks of neural networks."""

from theano_min.tensor.nnet.nnet import softmax as softmax
from theano_min.tensor.nnet.sigm import sigmoid as sigmoid
