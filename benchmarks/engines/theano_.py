"""The workloads in Theano, for this package and for Theano 1.0.5 alike."""

import numpy as np
import theano
import theano.tensor as T
from common import BATCH, HIDDEN, STEPS, Data

f32 = np.float32


def training_script():
    x, target = T.fvector("x"), T.fscalar("target")
    W = theano.shared(np.asarray([0.2, 0.7]), "W")
    y = (x * W).sum()
    W_new = W - 0.1 * theano.grad(T.sqr(target - y), [W])[0]
    f = theano.function([x, target], y, updates=[(W, W_new)])
    for _ in range(10):
        output = f([1.0, 1.0], 20.0)
    return output


def call():
    x, target = T.fvector("x"), T.fscalar("target")
    W = theano.shared(np.asarray([0.2, 0.7], f32), "W")
    y = (x * W).sum()
    W_new = W - f32(0.1) * theano.grad(T.sqr(target - y), [W])[0]
    return theano.function([x, target], y, updates=[(W, W_new)])


def call_lists():
    f = call()
    return lambda: f([1.0, 1.0], 20.0)


def call_arrays():
    f, x, target = call(), np.ones(2, f32), np.asarray(20, f32)
    return lambda: f(x, target)


def sgd(cost, parameters, rate=0.1):
    gradients = T.grad(cost, parameters)
    return [(p, p - T.cast(f32(rate) * g, p.dtype)) for p, g in zip(parameters, gradients)]  # noqa: B905 (Python 3.8)


def shared(*arrays):
    return [theano.shared(a) for a in arrays]


def classifier():
    data = Data()
    x, y = T.fvector("x"), T.iscalar("y")
    W1, W2 = shared(data.weights(30, 10), data.weights(10, 2))
    p = T.nnet.softmax(T.dot(T.nnet.sigmoid(T.dot(x, W1)), W2))
    cost = T.nnet.categorical_crossentropy(p, T.stack([y])).sum()
    f = theano.function([x, y], cost, updates=sgd(cost, [W1, W2]))
    row = data.floats(30)
    return lambda: f(row, 1)


def small_classifier():
    data = Data()
    x, y = T.fmatrix("x"), T.ivector("y")
    W1, b1, W2, b2 = shared(data.weights(20, 30), data.zeros(30), data.weights(30, 10), data.zeros(10))
    p = T.nnet.softmax(T.dot(T.tanh(T.dot(x, W1) + b1), W2) + b2)
    cost = T.nnet.categorical_crossentropy(p, y).mean()
    f = theano.function([x, y], cost, updates=sgd(cost, [W1, b1, W2, b2]))
    rows, classes = data.floats(16, 20), data.classes(16, 10)
    return lambda: f(rows, classes)


def thirty_functions():
    x, y, M = T.dvector("x"), T.dvector("y"), T.dmatrix("M")
    s = x.sum()
    outputs = [
        x + y, x * y, x - y, x / (1 + y), T.exp(x), T.tanh(x) * y, T.sqrt(x) + 1, s, x.max(), x.mean(),
        T.dot(x, y), T.dot(M, x), T.dot(M, M), M.T, M.sum(axis=0), T.nnet.sigmoid(x), T.nnet.softmax(M),
        T.argmax(M, axis=1),
        T.grad(T.sqr(x).sum(), x), T.grad(T.dot(M, x).sum(), M), T.concatenate([x, y]), T.stack([x, y]), x[::-1],
        M[:, 0], T.set_subtensor(x[0], 0.0), T.switch(T.gt(x, y), x, y), T.clip(x, 0, 1), T.sort(x), T.outer(x, y),
        T.log1p(x),
    ]  # fmt: skip
    values = np.arange(1.0, 4.0), np.arange(3.0), np.ones((3, 3))
    for output in outputs:
        theano.function([x, y, M], output, on_unused_input="ignore")(*values)


def mlp():
    data = Data()
    x, y = T.fmatrix("x"), T.ivector("y")
    W1, b1, W2, b2 = shared(data.weights(784, 500), data.zeros(500), data.weights(500, 10), data.zeros(10))
    p = T.nnet.softmax(T.dot(T.tanh(T.dot(x, W1) + b1), W2) + b2)
    cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
    f = theano.function([x, y], cost, updates=sgd(cost, [W1, b1, W2, b2]))
    rows, classes = data.floats(128, 784), data.classes(128, 10)
    return lambda: f(rows, classes)


def mlp_100():
    step = mlp()
    for _ in range(100):
        step()


def logistic_regression():
    data = Data()
    x, y, i = T.fmatrix("x"), T.ivector("y"), T.lscalar("i")
    rows, classes = shared(data.floats(1280, 784), data.classes(1280, 10))
    W, b = shared(data.zeros(784, 10), data.zeros(10))
    p = T.nnet.softmax(T.dot(x, W) + b)
    cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
    part = slice(i * 128, (i + 1) * 128)
    f = theano.function([i], cost, updates=sgd(cost, [W, b]), givens={x: rows[part], y: classes[part]})
    return lambda: f(3)


def lenet():
    from theano.tensor.signal.pool import pool_2d

    data = Data()
    x, y = T.ftensor4("x"), T.ivector("y")
    F1, F2 = shared(data.weights(20, 1, 5, 5), data.weights(50, 20, 5, 5))
    W1, W2 = shared(data.weights(800, 500), data.weights(500, 10))
    h = pool_2d(T.nnet.relu(T.nnet.conv2d(x, F1)), (2, 2), ignore_border=True)
    h = pool_2d(T.nnet.relu(T.nnet.conv2d(h, F2)), (2, 2), ignore_border=True)
    p = T.nnet.softmax(T.dot(T.tanh(T.dot(h.flatten(2), W1)), W2))
    cost = T.nnet.categorical_crossentropy(p, y).mean()
    f = theano.function([x, y], cost, updates=sgd(cost, [F1, F2, W1, W2]))
    images, classes = data.floats(32, 1, 28, 28), data.classes(32, 10)
    return lambda: f(images, classes)


def recurrent(step, gates, states):
    data = Data()
    x = T.ftensor3("x")
    W, U = shared(data.weights(HIDDEN, gates * HIDDEN), data.weights(HIDDEN, gates * HIDDEN))
    start = [T.alloc(f32(0), BATCH, HIDDEN)] * states
    outputs, _ = theano.scan(step, sequences=T.dot(x, W), outputs_info=start, non_sequences=U)
    last = (outputs[0] if states > 1 else outputs)[-1]
    cost = T.sqr(last).mean()
    f = theano.function([x], cost, updates=sgd(cost, [W, U]))
    sequence = data.floats(STEPS, BATCH, HIDDEN)
    return lambda: f(sequence)


def gru():
    def step(a, h, U):
        n = HIDDEN
        gates = T.nnet.sigmoid(a[:, : 2 * n] + T.dot(h, U[:, : 2 * n]))
        z, r = gates[:, :n], gates[:, n:]
        return z * h + (f32(1) - z) * T.tanh(a[:, 2 * n :] + T.dot(r * h, U[:, 2 * n :]))

    return recurrent(step, 3, 1)


def lstm():
    def step(a, h, c, U):
        n = HIDDEN
        gates = a + T.dot(h, U)
        i, f, o = (T.nnet.sigmoid(gates[:, k * n : (k + 1) * n]) for k in range(3))
        c = f * c + i * T.tanh(gates[:, 3 * n :])
        return o * T.tanh(c), c

    return recurrent(step, 4, 2)
