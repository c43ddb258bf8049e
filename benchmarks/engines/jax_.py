"""The workloads in JAX, each step compiled as a whole."""

import jax
import jax.numpy as jnp
import numpy as np
from common import BATCH, HIDDEN, STEPS, Data


def training_script():
    @jax.jit
    def step(W, x, target):
        y, gradient = jax.value_and_grad(lambda W: jnp.sum(x * W))(W)
        return y, W - 0.1 * 2 * (y - target) * gradient

    W = jnp.asarray([0.2, 0.7], "float32")
    for _ in range(10):
        y, W = step(W, np.asarray([1.0, 1.0], "float32"), np.float32(20.0))
    return float(y)


def trained(cost, parameters, *arguments):
    """A step that changes the parameters down the gradient of ``cost(parameters, *arguments)`` and returns the cost."""

    @jax.jit
    def update(parameters, *arguments):
        value, gradients = jax.value_and_grad(cost)(parameters, *arguments)
        return value, [p - 0.1 * g for p, g in zip(parameters, gradients, strict=True)]

    state = [jnp.asarray(p) for p in parameters]

    def step():
        value, state[:] = update(state, *arguments)
        return value.block_until_ready()

    return step


def call_lists():
    return call([1.0, 1.0], 20.0)


def call_arrays():
    return call(np.ones(2, "float32"), np.float32(20))


def call(x, target):
    @jax.jit
    def update(W, x, target):
        y = jnp.sum(x * W)
        return y, W - 0.1 * 2 * (y - target) * x

    W = jnp.asarray([0.2, 0.7], "float32")

    def step():
        nonlocal W
        y, W = update(W, np.asarray(x, "float32"), target)
        return y.block_until_ready()

    return step


def cross_entropy(scores, y):
    return -jnp.mean(jax.nn.log_softmax(scores)[jnp.arange(y.shape[0]), y])


def classifier():
    data = Data()
    parameters = data.weights(30, 10), data.weights(10, 2)
    row = data.floats(30)

    def cost(parameters, x, y):
        W1, W2 = parameters
        return -jax.nn.log_softmax(jax.nn.sigmoid(x @ W1) @ W2)[y]

    return trained(cost, parameters, row, 1)


def thirty_functions():
    functions = [
        lambda x, y, M: x + y, lambda x, y, M: x * y, lambda x, y, M: x - y, lambda x, y, M: x / (1 + y),
        lambda x, y, M: jnp.exp(x), lambda x, y, M: jnp.tanh(x) * y, lambda x, y, M: jnp.sqrt(x) + 1,
        lambda x, y, M: x.sum(), lambda x, y, M: x.max(), lambda x, y, M: x.mean(), lambda x, y, M: x @ y,
        lambda x, y, M: M @ x, lambda x, y, M: M @ M, lambda x, y, M: M.T, lambda x, y, M: M.sum(axis=0),
        lambda x, y, M: jax.nn.sigmoid(x), lambda x, y, M: jax.nn.softmax(M), lambda x, y, M: M.argmax(axis=1),
        lambda x, y, M: jax.grad(lambda x: (x**2).sum())(x), lambda x, y, M: jax.grad(lambda M: (M @ x).sum())(M),
        lambda x, y, M: jnp.concatenate([x, y]), lambda x, y, M: jnp.stack([x, y]), lambda x, y, M: x[::-1],
        lambda x, y, M: M[:, 0], lambda x, y, M: x.at[0].set(0.0), lambda x, y, M: jnp.where(x > y, x, y),
        lambda x, y, M: jnp.clip(x, 0, 1), lambda x, y, M: jnp.sort(x), lambda x, y, M: jnp.outer(x, y),
        lambda x, y, M: jnp.log1p(x),
    ]  # fmt: skip
    values = np.arange(1.0, 4.0), np.arange(3.0), np.ones((3, 3))
    for function in functions:
        jax.jit(function)(*values).block_until_ready()


def mlp():
    data = Data()
    parameters = data.weights(784, 500), data.zeros(500), data.weights(500, 10), data.zeros(10)
    rows, classes = data.floats(128, 784), data.classes(128, 10)

    def cost(parameters, x, y):
        W1, b1, W2, b2 = parameters
        return cross_entropy(jnp.tanh(x @ W1 + b1) @ W2 + b2, y)

    return trained(cost, parameters, rows, classes)


def mlp_100():
    step = mlp()
    for _ in range(100):
        step()


def logistic_regression():
    data = Data()
    rows, classes = data.floats(1280, 784), data.classes(1280, 10)

    def cost(parameters, x, y, i):
        W, b = parameters
        part = (jax.lax.dynamic_slice_in_dim(a, i * 128, 128) for a in (x, y))
        x, y = part
        return cross_entropy(x @ W + b, y)

    return trained(cost, (data.zeros(784, 10), data.zeros(10)), jnp.asarray(rows), jnp.asarray(classes), 3)


def lenet():
    data = Data()
    parameters = data.weights(20, 1, 5, 5), data.weights(50, 20, 5, 5), data.weights(800, 500), data.weights(500, 10)
    images, classes = data.floats(32, 1, 28, 28), data.classes(32, 10)

    def layer(x, F):
        x = jax.nn.relu(jax.lax.conv_general_dilated(x, F[:, :, ::-1, ::-1], (1, 1), "VALID"))
        return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")

    def cost(parameters, x, y):
        F1, F2, W1, W2 = parameters
        h = layer(layer(x, F1), F2).reshape(x.shape[0], -1)
        return cross_entropy(jnp.tanh(h @ W1) @ W2, y)

    return trained(cost, parameters, images, classes)


def recurrent(step, gates, states):
    data = Data()
    parameters = data.weights(HIDDEN, gates * HIDDEN), data.weights(HIDDEN, gates * HIDDEN)
    start = (jnp.zeros((BATCH, HIDDEN), "float32"),) * states

    def cost(parameters, x):
        W, U = parameters
        last, _ = jax.lax.scan(lambda state, a: (step(a, state, U), None), start, x @ W)
        return jnp.mean(last[0] ** 2)

    return trained(cost, parameters, data.floats(STEPS, BATCH, HIDDEN))


def gru():
    def step(a, state, U):
        (h,), n = state, HIDDEN
        gates = jax.nn.sigmoid(a[:, : 2 * n] + h @ U[:, : 2 * n])
        z, r = gates[:, :n], gates[:, n:]
        return (z * h + (1 - z) * jnp.tanh(a[:, 2 * n :] + (r * h) @ U[:, 2 * n :]),)

    return recurrent(step, 3, 1)


def lstm():
    def step(a, state, U):
        (h, c), n = state, HIDDEN
        gates = a + h @ U
        i, f, o = (jax.nn.sigmoid(gates[:, k * n : (k + 1) * n]) for k in range(3))
        c = f * c + i * jnp.tanh(gates[:, 3 * n :])
        return o * jnp.tanh(c), c

    return recurrent(step, 4, 2)
