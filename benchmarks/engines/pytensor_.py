"""The workloads in PyTensor as it is, in its default mode."""

import numpy as np
import pytensor
import pytensor.tensor as pt
from common import BATCH, HIDDEN, STEPS, Data

f32 = np.float32


def call(dtype="float32"):
    x, target = pt.fvector("x"), pt.fscalar("target")
    W = pytensor.shared(np.asarray([0.2, 0.7], dtype), "W")
    y = (x * W).sum()
    gradient = pytensor.grad(pt.sqr(target - y), W)
    return pytensor.function([x, target], y, updates=[(W, W - np.asarray(0.1, dtype) * gradient)])


def training_script():
    f = call("float64")
    for _ in range(10):
        output = f([1.0, 1.0], 20.0)
    return output


def call_lists():
    f = call()
    return lambda: f([1.0, 1.0], 20.0)


def call_arrays():
    f, x, target = call(), np.ones(2, f32), np.asarray(20, f32)
    return lambda: f(x, target)


def sgd(cost, parameters):
    return [(p, p - f32(0.1) * g) for p, g in zip(parameters, pytensor.grad(cost, parameters), strict=True)]


def shared(*arrays):
    return [pytensor.shared(a) for a in arrays]


def cross_entropy(scores, y):
    return -pt.mean(pt.log(pt.special.softmax(scores, axis=-1))[pt.arange(y.shape[0]), y])


def classifier():
    data = Data()
    x, y = pt.fvector("x"), pt.iscalar("y")
    W1, W2 = shared(data.weights(30, 10), data.weights(10, 2))
    cost = -pt.log(pt.special.softmax(pt.dot(pt.sigmoid(pt.dot(x, W1)), W2), axis=-1))[y]
    f = pytensor.function([x, y], cost, updates=sgd(cost, [W1, W2]))
    row = data.floats(30)
    return lambda: f(row, 1)


def thirty_functions():
    x, y, M = pt.dvector("x"), pt.dvector("y"), pt.dmatrix("M")
    outputs = [
        x + y, x * y, x - y, x / (1 + y), pt.exp(x), pt.tanh(x) * y, pt.sqrt(x) + 1, x.sum(), x.max(), x.mean(),
        pt.dot(x, y), pt.dot(M, x), pt.dot(M, M), M.T, M.sum(axis=0), pt.sigmoid(x), pt.special.softmax(M, axis=-1),
        pt.argmax(M, axis=1), pytensor.grad(pt.sqr(x).sum(), x), pytensor.grad(pt.dot(M, x).sum(), M),
        pt.concatenate([x, y]), pt.stack([x, y]), x[::-1], M[:, 0], pt.set_subtensor(x[0], 0.0),
        pt.switch(pt.gt(x, y), x, y),
        pt.clip(x, 0, 1), pt.sort(x), pt.outer(x, y), pt.log1p(x),
    ]  # fmt: skip
    values = np.arange(1.0, 4.0), np.arange(3.0), np.ones((3, 3))
    for output in outputs:
        pytensor.function([x, y, M], output, on_unused_input="ignore")(*values)


def mlp():
    data = Data()
    x, y = pt.fmatrix("x"), pt.ivector("y")
    W1, b1, W2, b2 = shared(data.weights(784, 500), data.zeros(500), data.weights(500, 10), data.zeros(10))
    cost = cross_entropy(pt.dot(pt.tanh(pt.dot(x, W1) + b1), W2) + b2, y)
    f = pytensor.function([x, y], cost, updates=sgd(cost, [W1, b1, W2, b2]))
    rows, classes = data.floats(128, 784), data.classes(128, 10)
    return lambda: f(rows, classes)


def mlp_100():
    step = mlp()
    for _ in range(100):
        step()


def logistic_regression():
    data = Data()
    x, y, i = pt.fmatrix("x"), pt.ivector("y"), pt.lscalar("i")
    rows, classes = shared(data.floats(1280, 784), data.classes(1280, 10))
    W, b = shared(data.zeros(784, 10), data.zeros(10))
    cost = cross_entropy(pt.dot(x, W) + b, y)
    part = slice(i * 128, (i + 1) * 128)
    f = pytensor.function([i], cost, updates=sgd(cost, [W, b]), givens={x: rows[part], y: classes[part]})
    return lambda: f(3)


def recurrent(step, gates, states):
    data = Data()
    x = pt.ftensor3("x")
    W, U = shared(data.weights(HIDDEN, gates * HIDDEN), data.weights(HIDDEN, gates * HIDDEN))
    start = [pt.alloc(f32(0), BATCH, HIDDEN)] * states
    outputs = pytensor.scan(
        step, sequences=pt.dot(x, W), outputs_info=start, non_sequences=U, return_updates=False, return_list=True
    )
    cost = pt.sqr(outputs[0][-1]).mean()
    f = pytensor.function([x], cost, updates=sgd(cost, [W, U]))
    sequence = data.floats(STEPS, BATCH, HIDDEN)
    return lambda: f(sequence)


def gru():
    def step(a, h, U):
        n = HIDDEN
        gates = pt.sigmoid(a[:, : 2 * n] + pt.dot(h, U[:, : 2 * n]))
        z, r = gates[:, :n], gates[:, n:]
        return z * h + (f32(1) - z) * pt.tanh(a[:, 2 * n :] + pt.dot(r * h, U[:, 2 * n :]))

    return recurrent(step, 3, 1)


def lstm():
    def step(a, h, c, U):
        n = HIDDEN
        gates = a + pt.dot(h, U)
        i, f, o = (pt.sigmoid(gates[:, k * n : (k + 1) * n]) for k in range(3))
        c = f * c + i * pt.tanh(gates[:, 3 * n :])
        return o * pt.tanh(c), c

    return recurrent(step, 4, 2)
