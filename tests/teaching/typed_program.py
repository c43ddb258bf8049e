"""A program for Theano in which type checkers find no error (test_typings.py)."""

from collections import OrderedDict

import numpy as np
import theano
import theano.tensor as T
from theano.ifelse import ifelse
from theano.sandbox.rng_mrg import MRG_RandomStreams
from theano.tensor.shared_randomstreams import RandomStreams
from theano.tensor.signal import pool

rng = np.random.RandomState(1)
streams = RandomStreams(seed=234)
mask = streams.binomial(size=(2, 4), p=0.5, n=1, dtype=theano.config.floatX)
noise = MRG_RandomStreams(1).normal((2, 4))
x = T.matrix("x", dtype="float64")
t = T.ivector("t")
W = theano.shared(rng.randn(4, 3).astype(theano.config.floatX), name="W", borrow=True)
b = theano.shared(value=np.zeros((3,), dtype=theano.config.floatX), name="b")
hidden = T.nnet.sigmoid(T.dot(x * mask + 0 * noise, W) + b)
p = T.nnet.softmax(hidden)
cost = -T.mean(T.log(p)[T.arange(t.shape[0]), t]) + 0.01 * abs(W).sum() + (W**2).sum()
parameters = [W, b]
gradients = T.grad(cost, parameters)
updates = OrderedDict((each, each - 0.1 * gradient) for each, gradient in zip(parameters, gradients, strict=True))
norm = T.grad(cost, W).norm(2)
train = theano.function(
    inputs=[x, t], outputs=[cost, norm, T.argmax(p, axis=1)], updates=updates, allow_input_downcast=True
)
value, length, classes = train(rng.randn(2, 4), [0, 1])
W.set_value(W.get_value() * 2)
states, loop_updates = theano.scan(lambda row, sum_: row + sum_, sequences=[x], outputs_info=[T.zeros_like(x[0])])
last = theano.function([x], states[-1], updates=loop_updates)
images = T.nnet.conv2d(T.tensor4("images"), T.tensor4("filters"), border_mode="half")
pooled = pool.pool_2d(images, (2, 2), ignore_border=True).flatten(2)
chosen = ifelse(T.gt(x.sum(), 0), x, -x)
stacked = T.concatenate([x, T.set_subtensor(x[0], 1.0)], axis=0).T.dimshuffle(0, "x", 1)
entropy = T.nnet.binary_crossentropy(T.clip(p, 0, 1), p).mean() + T.nnet.categorical_crossentropy(p, t).mean()


class Twice(theano.Op):
    __props__ = ()

    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0] * 2


class Layer:
    def __init__(self, given, weights, activation=T.tanh):
        products = T.dot(given, weights)
        self.output = products if activation is None else activation(products)
        self.weights = weights


def layer(given: T.TensorVariable, squash=T.nnet.sigmoid) -> T.TensorVariable:
    return squash(given)


deep = Layer(x, W, activation=T.nnet.relu).output + Layer(x, W, activation=lambda v: v**2).output
deep = layer(deep + Layer(x, W, activation=None).output, squash=T.tanh).sum()
rates = [T.grad(deep, each) for each in (W,)]


if __name__ == "__main__":
    print(float(value), float(length), classes.shape, last(np.ones((3, 2))), theano.pp(cost))
    theano.printing.debugprint(Twice()(x))
    print(pooled.ndim, chosen.dtype, stacked.ndim, entropy.ndim)
