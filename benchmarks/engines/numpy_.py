"""The workloads in NumPy, gradients by hand."""

import numpy as np
from common import BATCH, HIDDEN, STEPS, Data

f32 = np.float32


def sigmoid(x):
    return f32(1) / (f32(1) + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(scores, y):
    """The mean cross-entropy of a batch, and its gradient with respect to the scores."""
    p, rows = softmax(scores), np.arange(len(y))
    cost = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    return cost, p / f32(len(y))


def training_script():
    W = np.asarray([0.2, 0.7])
    for _ in range(10):
        x, target = np.asarray([1.0, 1.0], f32), f32(20.0)
        y = (x * W).sum()
        W = W - 0.1 * 2 * (y - target) * x
    return y


def call(x, target):
    W = np.asarray([0.2, 0.7], f32)

    def step():
        nonlocal W
        a, t = np.asarray(x, f32), np.asarray(target, f32)
        y = (a * W).sum()
        W = W - f32(0.1) * (f32(2) * (y - t)) * a
        return y

    return step


def call_lists():
    return call([1.0, 1.0], 20.0)


def call_arrays():
    return call(np.ones(2, f32), np.asarray(20, f32))


def classifier():
    data = Data()
    W1, W2 = data.weights(30, 10), data.weights(10, 2)
    x = data.floats(30)

    def step():
        h = sigmoid(x @ W1)
        p = softmax(h @ W2)
        cost = -np.log(p[1])
        p[1] -= 1
        back = (W2 @ p) * h * (f32(1) - h)
        W2[:] -= f32(0.1) * np.outer(h, p)
        W1[:] -= f32(0.1) * np.outer(x, back)
        return cost

    return step


def small_classifier():
    data = Data()
    weights = data.weights(20, 30), data.zeros(30), data.weights(30, 10), data.zeros(10)
    return two_layers(*weights, data.floats(16, 20), data.classes(16, 10))


def mlp():
    data = Data()
    weights = data.weights(784, 500), data.zeros(500), data.weights(500, 10), data.zeros(10)
    return two_layers(*weights, data.floats(128, 784), data.classes(128, 10))


def two_layers(W1, b1, W2, b2, x, y):
    def step():
        h = np.tanh(x @ W1 + b1)
        cost, back = cross_entropy(h @ W2 + b2, y)
        inner = (back @ W2.T) * (f32(1) - h * h)
        for p, g in (W2, h.T @ back), (b2, back.sum(axis=0)), (W1, x.T @ inner), (b1, inner.sum(axis=0)):
            p -= f32(0.1) * g
        return cost

    return step


def mlp_100():
    step = mlp()
    for _ in range(100):
        step()


def logistic_regression():
    data = Data()
    rows, classes = data.floats(1280, 784), data.classes(1280, 10)
    W, b = data.zeros(784, 10), data.zeros(10)

    def step():
        x, y = rows[384:512], classes[384:512]
        cost, back = cross_entropy(x @ W + b, y)
        W[:] -= f32(0.1) * (x.T @ back)
        b[:] -= f32(0.1) * back.sum(axis=0)
        return cost

    return step


def windows(x, size):
    """The rows that a convolution multiplies its filters with: one for each place in each image."""
    parts = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return parts.transpose(0, 2, 3, 1, 4, 5).reshape(-1, x.shape[1] * size * size)


def lenet():
    data = Data()
    F1, F2 = data.weights(20, 1, 5, 5), data.weights(50, 20, 5, 5)
    W1, W2 = data.weights(800, 500), data.weights(500, 10)
    images, classes = data.floats(32, 1, 28, 28), data.classes(32, 10)

    def layer(x, F):
        """A convolution, rectified, and the largest of each two by two; and what the gradient asks for."""
        rows, (n, size) = windows(x, 5), (len(x), x.shape[2] - 4)
        flipped = F[:, :, ::-1, ::-1].reshape(len(F), -1)
        h = np.maximum((rows @ flipped.T).reshape(n, size // 2, 2, size // 2, 2, len(F)), f32(0))
        return rows, h, h.max(axis=(2, 4))

    def of_layer(h, pooled, back):
        """The gradient of a layer's convolution: each largest one gets what comes back, if it is positive."""
        largest = (h == pooled[:, :, None, :, None]) & (h > 0)
        return np.where(largest, back[:, :, None, :, None], f32(0)).reshape(-1, h.shape[-1])

    def step():
        rows1, h1, p1 = layer(images, F1)
        rows2, h2, p2 = layer(p1.transpose(0, 3, 1, 2), F2)
        flat = p2.transpose(0, 3, 1, 2).reshape(32, -1)
        hidden = np.tanh(flat @ W1)
        cost, back = cross_entropy(hidden @ W2, classes)
        inner = (back @ W2.T) * (f32(1) - hidden * hidden)
        back2 = of_layer(h2, p2, (inner @ W1.T).reshape(32, 50, 4, 4).transpose(0, 2, 3, 1))
        parts = (back2 @ F2[:, :, ::-1, ::-1].reshape(50, -1)).reshape(32, 8, 8, 20, 5, 5)
        back1 = np.zeros((32, 12, 12, 20), "float32")
        for i in range(5):
            for j in range(5):
                back1[:, i : i + 8, j : j + 8] += parts[..., i, j]
        back1 = of_layer(h1, p1, back1)
        for F, rows, by in (F1, rows1, back1), (F2, rows2, back2):
            F -= f32(0.1) * (by.T @ rows).reshape(F.shape)[:, :, ::-1, ::-1]
        W2[:] -= f32(0.1) * (hidden.T @ back)
        W1[:] -= f32(0.1) * (flat.T @ inner)
        return cost

    return step


def gru():
    n, data = HIDDEN, Data()
    W, U = data.weights(n, 3 * n), data.weights(n, 3 * n)
    x = data.floats(STEPS, BATCH, n)
    h, gates = np.zeros((STEPS + 1, BATCH, n), f32), np.empty((STEPS, BATCH, 2 * n), f32)
    candidates, back = np.empty((STEPS, BATCH, n), f32), np.empty((STEPS, BATCH, 3 * n), f32)

    def step():
        a = (x.reshape(-1, n) @ W).reshape(STEPS, BATCH, 3 * n)
        for t in range(STEPS):
            gates[t] = sigmoid(a[t, :, : 2 * n] + h[t] @ U[:, : 2 * n])
            z, r = gates[t, :, :n], gates[t, :, n:]
            candidates[t] = np.tanh(a[t, :, 2 * n :] + (r * h[t]) @ U[:, 2 * n :])
            h[t + 1] = z * h[t] + (f32(1) - z) * candidates[t]
        cost = (h[-1] ** 2).mean()
        dh = f32(2 / h[-1].size) * h[-1]
        for t in reversed(range(STEPS)):
            z, r, c = gates[t, :, :n], gates[t, :, n:], candidates[t]
            d = back[t]
            d[:, 2 * n :] = dh * (f32(1) - z) * (f32(1) - c * c)
            through = d[:, 2 * n :] @ U[:, 2 * n :].T
            d[:, :n] = dh * (h[t] - c) * z * (f32(1) - z)
            d[:, n : 2 * n] = through * h[t] * r * (f32(1) - r)
            dh = dh * z + through * r + d[:, : 2 * n] @ U[:, : 2 * n].T
        flat, before = back.reshape(-1, 3 * n), h[:-1].reshape(-1, n)
        reset = (gates[:, :, n:] * h[:-1]).reshape(-1, n)
        U[:, : 2 * n] -= f32(0.1) * (before.T @ flat[:, : 2 * n])
        U[:, 2 * n :] -= f32(0.1) * (reset.T @ flat[:, 2 * n :])
        W[:] -= f32(0.1) * (x.reshape(-1, n).T @ flat)
        return cost

    return step


def lstm():
    n, data = HIDDEN, Data()
    W, U = data.weights(n, 4 * n), data.weights(n, 4 * n)
    x = data.floats(STEPS, BATCH, n)
    h, c = np.zeros((STEPS + 1, BATCH, n), f32), np.zeros((STEPS + 1, BATCH, n), f32)
    gates, back = np.empty((STEPS, BATCH, 4 * n), f32), np.empty((STEPS, BATCH, 4 * n), f32)
    squashed = np.empty((STEPS, BATCH, n), f32)

    def step():
        a = (x.reshape(-1, n) @ W).reshape(STEPS, BATCH, 4 * n)
        for t in range(STEPS):
            g = a[t] + h[t] @ U
            gates[t, :, : 3 * n] = sigmoid(g[:, : 3 * n])
            gates[t, :, 3 * n :] = np.tanh(g[:, 3 * n :])
            i, f, o, s = np.split(gates[t], 4, axis=1)
            c[t + 1] = f * c[t] + i * s
            squashed[t] = np.tanh(c[t + 1])
            h[t + 1] = o * squashed[t]
        cost = (h[-1] ** 2).mean()
        dh, dc = f32(2 / h[-1].size) * h[-1], f32(0)
        for t in reversed(range(STEPS)):
            i, f, o, s = np.split(gates[t], 4, axis=1)
            d = back[t]
            dc = dc + dh * o * (f32(1) - squashed[t] ** 2)
            d[:, :n] = dc * s * i * (f32(1) - i)
            d[:, n : 2 * n] = dc * c[t] * f * (f32(1) - f)
            d[:, 2 * n : 3 * n] = dh * squashed[t] * o * (f32(1) - o)
            d[:, 3 * n :] = dc * i * (f32(1) - s * s)
            dc = dc * f
            dh = d @ U.T
        flat = back.reshape(-1, 4 * n)
        U[:] -= f32(0.1) * (h[:-1].reshape(-1, n).T @ flat)
        W[:] -= f32(0.1) * (x.reshape(-1, n).T @ flat)
        return cost

    return step
