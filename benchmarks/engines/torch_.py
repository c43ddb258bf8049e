"""The workloads in PyTorch, on the CPU with one thread."""

import torch
from common import BATCH, HIDDEN, STEPS, Data

torch.set_num_threads(1)


def trained(cost, parameters, *arguments):
    """A step that changes the parameters down the gradient of ``cost(parameters, *arguments)`` and returns the cost."""
    parameters = [torch.tensor(p, requires_grad=True) for p in parameters]
    arguments = [torch.tensor(a) for a in arguments]

    def step():
        value = cost(parameters, *arguments)
        gradients = torch.autograd.grad(value, parameters)
        with torch.no_grad():
            for p, g in zip(parameters, gradients, strict=True):
                p -= 0.1 * g
        return value.detach()

    return step


def cross_entropy(scores, y):
    return torch.nn.functional.cross_entropy(scores, y.long())


def training_script():
    W = torch.tensor([0.2, 0.7], dtype=torch.float64, requires_grad=True)
    for _ in range(10):
        y = (torch.tensor([1.0, 1.0]) * W).sum()
        (gradient,) = torch.autograd.grad((20.0 - y) ** 2, W)
        with torch.no_grad():
            W -= 0.1 * gradient
    return float(y)


def mlp():
    data = Data()
    parameters = data.weights(784, 500), data.zeros(500), data.weights(500, 10), data.zeros(10)
    rows, classes = data.floats(128, 784), data.classes(128, 10)

    def cost(parameters, x, y):
        W1, b1, W2, b2 = parameters
        return cross_entropy(torch.tanh(x @ W1 + b1) @ W2 + b2, y)

    return trained(cost, parameters, rows, classes)


def mlp_100():
    step = mlp()
    for _ in range(100):
        step()


def logistic_regression():
    data = Data()
    rows, classes = data.floats(1280, 784), data.classes(1280, 10)

    def cost(parameters, x, y):
        return cross_entropy(x[384:512] @ parameters[0] + parameters[1], y[384:512])

    return trained(cost, (data.zeros(784, 10), data.zeros(10)), rows, classes)


def lenet():
    data = Data()
    parameters = data.weights(20, 1, 5, 5), data.weights(50, 20, 5, 5), data.weights(800, 500), data.weights(500, 10)
    images, classes = data.floats(32, 1, 28, 28), data.classes(32, 10)

    def layer(x, F):
        x = torch.relu(torch.nn.functional.conv2d(x, F.flip(2, 3)))
        return torch.nn.functional.max_pool2d(x, 2)

    def cost(parameters, x, y):
        F1, F2, W1, W2 = parameters
        return cross_entropy(torch.tanh(layer(layer(x, F1), F2).flatten(1) @ W1) @ W2, y)

    return trained(cost, parameters, images, classes)


def recurrent(step, gates, states):
    data = Data()
    parameters = data.weights(HIDDEN, gates * HIDDEN), data.weights(HIDDEN, gates * HIDDEN)

    def cost(parameters, x):
        W, U = parameters
        state = (torch.zeros(BATCH, HIDDEN),) * states
        for a in x @ W:
            state = step(a, state, U)
        return (state[0] ** 2).mean()

    return trained(cost, parameters, data.floats(STEPS, BATCH, HIDDEN))


def gru():
    def step(a, state, U):
        (h,), n = state, HIDDEN
        gates = torch.sigmoid(a[:, : 2 * n] + h @ U[:, : 2 * n])
        z, r = gates[:, :n], gates[:, n:]
        return (z * h + (1 - z) * torch.tanh(a[:, 2 * n :] + (r * h) @ U[:, 2 * n :]),)

    return recurrent(step, 3, 1)


def lstm():
    def step(a, state, U):
        (h, c), n = state, HIDDEN
        gates = a + h @ U
        i, f, o = (torch.sigmoid(gates[:, k * n : (k + 1) * n]) for k in range(3))
        c = f * c + i * torch.tanh(gates[:, 3 * n :])
        return o * torch.tanh(c), c

    return recurrent(step, 4, 2)
