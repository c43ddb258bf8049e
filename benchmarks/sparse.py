"""Time training steps on sparse data: ours before and after compiling, real Theano 1.0.5, SciPy by hand, PyTorch.

    python benchmarks/sparse.py [--theano PYTHON] [--torch PYTHON] [--only WORD] [--seconds S]

PYTHON is an interpreter with real Theano or with torch. Each runs this file by itself, in turn and twice, on one core,
and of every time the best counts: CPU time of a call.
"""

# ruff: noqa: B905, UP031, real Theano runs it on Python 3.8

import argparse
import json
import os
import subprocess
import sys

from timing import best

COLUMNS, BATCH, WORDS, FACTORS = 20000, 256, 80, 16
ROWS, WIDTH, LOOKED_UP = 100000, 64, 128
RATE = 0.1


def texts():
    """A batch of counted words, and whether each text is of the one kind."""
    import numpy as np
    import scipy.sparse

    random = np.random.RandomState(0)
    words = (random.zipf(1.2, (BATCH, WORDS)) - 1) % COLUMNS
    indices = words.ravel(), np.arange(BATCH).repeat(WORDS)
    counts = scipy.sparse.csr_matrix((np.ones(words.size), indices[::-1]), (BATCH, COLUMNS))
    return counts, random.randint(0, 2, BATCH).astype("float64")


def looked_up():
    import numpy as np

    random = np.random.RandomState(0)
    return random.randint(0, ROWS, LOOKED_UP).astype("int64"), random.randn(LOOKED_UP, WIDTH)


def first_weights():
    import numpy as np

    random = np.random.RandomState(1)
    return random.randn(COLUMNS) * 0.01, random.randn(COLUMNS, FACTORS) * 0.01, random.randn(ROWS, WIDTH)


def steps_of_theano():
    import numpy as np
    import theano
    import theano.tensor as T
    from theano import sparse

    w, factors, table = first_weights()
    x, y = sparse.csr_matrix("x", dtype="float64"), T.dvector("y")
    rate = np.float64(RATE)

    def step(inputs, cost, parameters):
        updates = [(p, p - rate * g) for p, g in zip(parameters, T.grad(cost, parameters))]
        return theano.function(inputs, cost, updates=updates)

    w, bias = theano.shared(w), theano.shared(0.0)
    p = T.nnet.sigmoid(sparse.dot(x, w.dimshuffle(0, "x")).flatten() + bias)
    yield "logistic regression", step([x, y], T.nnet.binary_crossentropy(p, y).mean(), [w, bias]), texts()
    w, bias, factors = theano.shared(first_weights()[0]), theano.shared(0.0), theano.shared(factors)
    products = T.sqr(sparse.dot(x, factors)) - sparse.dot(sparse.sqr(x), T.sqr(factors))
    linear = sparse.dot(x, w.dimshuffle(0, "x")).flatten() + bias
    cost = T.sqr(linear + 0.5 * products.sum(axis=1) - y).mean()
    yield "factorization machine", step([x, y], cost, [w, bias, factors]), texts()
    ids, target, table = T.lvector("ids"), T.dmatrix("target"), theano.shared(table)
    cost = T.sqr(theano.sparse_grad(table[ids]) - target).sum()
    yield "embedding, sparse_grad", step([ids, target], cost, [table]), looked_up()


def steps_of_scipy():
    import numpy as np

    w, factors, table = first_weights()
    bias = np.zeros(())

    def logistic(x, y):
        p = 1 / (1 + np.exp(-(x @ w + bias)))
        cost = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
        by_sum = (p - y) / len(y)
        w[...] -= RATE * (x.T @ by_sum)
        bias[...] -= RATE * by_sum.sum()
        return cost

    def machine(x, y):
        squares, sums = x.multiply(x).tocsr(), x @ factors
        off = x @ w + bias + 0.5 * (sums**2 - squares @ factors**2).sum(1) - y
        cost, by_sum = (off**2).mean(), 2 * off / len(y)
        w[...] -= RATE * (x.T @ by_sum)
        bias[...] -= RATE * by_sum.sum()
        factors[...] -= RATE * (x.T @ (by_sum[:, None] * sums) - factors * (squares.T @ by_sum)[:, None])
        return cost

    def embedding(ids, target):
        off = table[ids] - target
        np.subtract.at(table, ids, RATE * 2 * off)
        return (off**2).sum()

    yield "logistic regression", logistic, texts()
    w[...], bias[...] = first_weights()[0], 0
    yield "factorization machine", machine, texts()
    yield "embedding, sparse_grad", embedding, looked_up()


def steps_of_torch():
    import torch

    torch.set_num_threads(1)
    w, factors, table = (torch.tensor(each).requires_grad_() for each in first_weights())
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    counts, kinds = texts()
    x = torch.sparse_csr_tensor(counts.indptr, counts.indices, counts.data, counts.shape)
    squares = torch.sparse_csr_tensor(counts.indptr, counts.indices, counts.data**2, counts.shape)
    ids, target = map(torch.tensor, looked_up())
    y = torch.tensor(kinds)

    def step(cost_of, *parameters):
        def run():
            cost = cost_of()
            gradients = torch.autograd.grad(cost, parameters)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients):
                    parameter.sub_(gradient, alpha=RATE)
            return cost.item()

        return run

    def linear():
        return (x @ w[:, None]).flatten() + bias

    def machine():
        products = (x @ factors) ** 2 - squares @ factors**2
        return ((linear() + 0.5 * products.sum(1) - y) ** 2).mean()

    cost = torch.nn.functional.binary_cross_entropy_with_logits
    yield "logistic regression", step(lambda: cost(linear(), y), w, bias), ()
    with torch.no_grad():
        w[...], bias[...] = torch.tensor(first_weights()[0]), 0
    yield "factorization machine", step(machine, w, bias, factors), ()
    embed = torch.nn.functional.embedding
    yield (
        "embedding, sparse_grad",
        step(lambda: ((embed(ids, table, sparse=True) - target) ** 2).sum(), table),
        (),
    )


STEPS = {
    "first tier": steps_of_theano,
    "compiled": steps_of_theano,
    "Theano": steps_of_theano,
    "SciPy": steps_of_scipy,
    "PyTorch": steps_of_torch,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--theano", metavar="PYTHON", default=os.environ.get("THEANO_PYTHON"))
    parser.add_argument("--torch", metavar="PYTHON", default=os.environ.get("TORCH_PYTHON"))
    parser.add_argument("--only", metavar="WORD", default="")
    parser.add_argument("--seconds", type=float, default=0.6)
    parser.add_argument("--inside", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        if options.inside in ("first tier", "compiled"):
            from theano_min._engine.tiers import Tiers

            Tiers.waits = False
            if options.inside == "first tier":
                Tiers.change = lambda self: None
        for name, step, arguments in STEPS[options.inside]():
            if options.only in name:
                cost = float(step(*arguments))
                shortest = best(lambda step=step, arguments=arguments: step(*arguments), options.seconds)
                print(json.dumps([name, shortest, cost]), flush=True)
        return
    pythons = dict.fromkeys(STEPS, sys.executable)
    pythons.update(Theano=options.theano, PyTorch=options.torch)
    columns = [column for column, python in pythons.items() if python]
    results, costs = {}, {}
    for _ in range(2):
        for column in columns:
            one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            command = [pythons[column], "-W", "ignore", __file__, "--inside", column, "--only", options.only]
            command += ["--seconds", str(options.seconds)]
            output = subprocess.run(
                command, env={**os.environ, **one}, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            for name, shortest, cost in map(json.loads, output.stdout.decode().splitlines()):
                row = results.setdefault(name, {})
                row[column] = min(shortest, row.get(column, shortest))
                first = costs.setdefault(name, cost)
                assert abs(cost - first) < 1e-9 * abs(first), (name, column, cost, first)
    print("%-26s" % "ms of one step" + "".join("%12s" % column for column in columns))
    for name, row in results.items():
        print("%-26s" % name + "".join("%12.3f" % row[c] for c in columns), flush=True)


if __name__ == "__main__":
    main()
