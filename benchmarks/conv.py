"""Time convolution, pooling, neighbourhoods, CTC and LeNet: ours, real Theano 1.0.5 and PyTorch, one core each.

    python benchmarks/conv.py [--theano PYTHON] [--torch PYTHON] [--only WORD] [--seconds S] [--linker LINKER]

PYTHON is an interpreter with real Theano or with torch. Each runs this file by itself, in turn and twice, and of every
time the best counts. What is timed is a call of a compiled function on float32 arrays that are there already,
in CPU time, in which other programs on the machine hardly show.
"""

# ruff: noqa: B023, B905, UP031, every function is called at once; real Theano runs it on Python 3.8

import argparse
import json
import os
import subprocess
import sys

from timing import best

# name: (batch, channels, axes), (filters, axes), border, stride, dilation, groups
SHAPES = {
    "LeNet 1": ((32, 1, 28, 28), (20, 5, 5), 0, 1, 1, 1),
    "LeNet 2": ((32, 20, 12, 12), (50, 5, 5), 0, 1, 1, 1),
    "VGG 64x56": ((4, 64, 56, 56), (64, 3, 3), 1, 1, 1, 1),
    "VGG 256x28": ((4, 256, 28, 28), (256, 3, 3), 1, 1, 1, 1),
    "VGG 512x14": ((4, 512, 14, 14), (512, 3, 3), 1, 1, 1, 1),
    "1x1": ((8, 256, 14, 14), (64, 1, 1), 0, 1, 1, 1),
    "3x3 stride 2": ((8, 64, 56, 56), (64, 3, 3), 1, 2, 1, 1),
    "dilated": ((4, 32, 40, 40), (32, 3, 3), 2, 1, 2, 1),
    "depthwise": ((8, 64, 28, 28), (64, 3, 3), 1, 1, 1, 64),
    "3-d": ((2, 16, 16, 16, 16), (16, 3, 3, 3), 1, 1, 1, 1),
    "transposed": ((8, 64, 28, 28), (32, 4, 4), 1, 2, 1, 1),
}
# name: images, neighbourhood, step
NEIGHBOURS = {"neighbours 2x2": ((32, 3, 64, 64), 2, 2), "neighbours 5x5 step 1": ((8, 3, 64, 64), 5, 1)}
# name: (time, batch, symbols), labels
CTCS = {"CTC speech": ((150, 16, 28), 30), "CTC words": ((50, 32, 500), 10)}
POOLS = {"pool 2x2": ((32, 20, 24, 24), 2, 2), "pool 3x3 stride 2": ((8, 64, 56, 56), 3, 2)}


def arrays(shape, filters, groups):
    import numpy as np

    random = np.random.RandomState(0)
    image = random.randn(*shape).astype("float32")
    return image, random.randn(filters[0], shape[1] // groups, *filters[1:]).astype("float32")


def ctc_arrays(shape, labels):
    import numpy as np

    random = np.random.RandomState(0)
    times = random.randint(shape[0] * 3 // 4, shape[0] + 1, shape[1]).astype("int32")
    return (
        random.randn(*shape).astype("float32"),
        random.randint(1, shape[2], (shape[1], labels)).astype("int32"),
        times,
    )


def used():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def with_theano(only, seconds):
    import numpy as np
    import theano
    import theano.tensor as T
    from theano.tensor.nnet import abstract_conv, conv2d
    from theano.tensor.nnet.ctc import ctc, ctc_available
    from theano.tensor.nnet.neighbours import images2neibs
    from theano.tensor.signal.pool import pool_2d

    def shared(*shape):
        return theano.shared((np.random.RandomState(len(shape)).randn(*shape) * 0.05).astype("float32"))

    def timed(output):
        f = theano.function([], theano.Out(output, borrow=True))
        return best(f, seconds)

    for name, (shape, filters, pad, stride, dilation, groups) in SHAPES.items():
        if only not in name:
            continue
        ndim, (a, b) = len(shape) - 2, arrays(shape, filters, groups)
        x, w = theano.shared(a), theano.shared(b)
        how = {"border_mode": (pad,) * ndim, "subsample": (stride,) * ndim, "filter_dilation": (dilation,) * ndim}
        if name == "transposed":
            x, w = x, theano.shared(b.swapaxes(0, 1).copy())
            out = [(i - 1) * stride - 2 * pad + f for i, f in zip(shape[2:], filters[1:])]
            y = abstract_conv.conv2d_grad_wrt_inputs(x, w, (None, None, *out), filter_flip=False, **how)
        else:
            convolve = abstract_conv.conv3d if ndim == 3 else conv2d
            y = convolve(x, w, filter_flip=False, num_groups=groups, **how)
        top = theano.shared(np.ones(y.shape.eval(), "float32"))
        of_x, of_w = T.grad(None, [x, w], known_grads={y: top})
        yield name, [timed(y), timed(of_w), timed(of_x)]
    for name, (shape, size, stride) in POOLS.items():
        if only not in name:
            continue
        x = theano.shared(arrays(shape, (1, 1, 1), 1)[0])
        y = pool_2d(x, (size, size), ignore_border=True, stride=(stride, stride))
        top = theano.shared(np.ones(y.shape.eval(), "float32"))
        yield name, [timed(y), None, timed(T.grad(None, x, known_grads={y: top}))]
    for name, (shape, size, step) in NEIGHBOURS.items():
        if only not in name:
            continue
        x = theano.shared(arrays(shape, (1, 1, 1), 1)[0])
        y = images2neibs(x, (size, size), (step, step))
        top = theano.shared(np.ones(y.shape.eval(), "float32"))
        yield name, [timed(y), None, timed(T.grad(None, x, known_grads={y: top}))]
    for name, (shape, labels) in CTCS.items():
        if only not in name or not ctc_available():
            continue
        x, labels, times = map(theano.shared, ctc_arrays(shape, labels))
        loss = ctc(x, labels, times)
        yield name, [timed(loss), None, timed(T.grad(loss.sum(), x))]
    if only not in "LeNet step":
        return
    x, y = T.ftensor4(), T.ivector()
    parameters = [shared(20, 1, 5, 5), shared(20), shared(50, 20, 5, 5), shared(50)]
    parameters += [shared(800, 500), shared(500), shared(500, 10), shared(10)]
    k1, c1, k2, c2, w1, b1, w2, b2 = parameters
    before = used()
    hidden = T.tanh(pool_2d(conv2d(x, k1), (2, 2), ignore_border=True) + c1.dimshuffle("x", 0, "x", "x"))
    hidden = T.tanh(pool_2d(conv2d(hidden, k2), (2, 2), ignore_border=True) + c2.dimshuffle("x", 0, "x", "x"))
    hidden = T.tanh(T.dot(hidden.flatten(2), w1) + b1)
    cost = -T.mean(T.log(T.nnet.softmax(T.dot(hidden, w2) + b2))[T.arange(y.shape[0]), y])
    updates = [(p, p - np.float32(0.1) * g) for p, g in zip(parameters, T.grad(cost, parameters))]
    f = theano.function([x, y], cost, updates=updates)
    random = np.random.RandomState(0)
    data = random.randn(32, 1, 28, 28).astype("float32"), random.randint(0, 10, 32).astype("int32")
    f(*data)
    compiling = used() - before
    yield "LeNet step", [best(lambda: f(*data), seconds * 3), None, None]
    yield "LeNet's compilation, s of CPU", [compiling, None, None]


def with_torch(only, seconds):
    import torch
    import torch.nn.functional as F

    torch.set_num_threads(1)

    def shared(*shape):
        return (torch.randn(*shape) * 0.05).requires_grad_()

    for name, (shape, filters, pad, stride, dilation, groups) in SHAPES.items():
        if only not in name:
            continue
        a, b = arrays(shape, filters, groups)
        x, w = torch.tensor(a).requires_grad_(), torch.tensor(b).requires_grad_()
        if name == "transposed":
            w = w.detach().swapaxes(0, 1).contiguous().requires_grad_()
            run = lambda: F.conv_transpose2d(x, w, stride=stride, padding=pad)  # noqa: E731
        else:
            convolve = F.conv3d if len(shape) == 5 else F.conv2d
            run = lambda: convolve(x, w, None, stride, pad, dilation, groups)  # noqa: E731
        y = run()
        top = torch.ones_like(y)
        with torch.no_grad():
            forward = best(run, seconds)
        yield (
            name,
            [forward, *(best(lambda v=v: torch.autograd.grad(y, v, top, retain_graph=True), seconds) for v in (w, x))],
        )
    for name, (shape, size, stride) in POOLS.items():
        if only not in name:
            continue
        x = torch.tensor(arrays(shape, (1, 1, 1), 1)[0]).requires_grad_()
        y = F.max_pool2d(x, size, stride)
        top = torch.ones_like(y)
        with torch.no_grad():
            forward = best(lambda: F.max_pool2d(x, size, stride), seconds)
        yield name, [forward, None, best(lambda: torch.autograd.grad(y, x, top, retain_graph=True), seconds)]
    for name, (shape, size, step) in NEIGHBOURS.items():
        if only not in name:
            continue
        x = torch.tensor(arrays(shape, (1, 1, 1), 1)[0]).requires_grad_()
        run = lambda: x.unfold(2, size, step).unfold(3, size, step).reshape(-1, size * size)  # noqa: E731
        y = run()
        top = torch.ones_like(y)
        with torch.no_grad():
            forward = best(run, seconds)
        yield name, [forward, None, best(lambda: torch.autograd.grad(y, x, top, retain_graph=True), seconds)]
    for name, (shape, labels) in CTCS.items():
        if only not in name:
            continue
        x, labels, times = map(torch.tensor, ctc_arrays(shape, labels))
        x.requires_grad_()
        many = torch.full((len(labels),), labels.shape[1], dtype=torch.int32)
        loss = lambda: F.ctc_loss(F.log_softmax(x, 2), labels, times, many, reduction="none")  # noqa: E731
        with torch.no_grad():
            forward = best(loss, seconds)
        yield name, [forward, None, best(lambda: torch.autograd.grad(loss().sum(), x), seconds)]
    if only not in "LeNet step":
        return
    parameters = [shared(20, 1, 5, 5), shared(20), shared(50, 20, 5, 5), shared(50)]
    parameters += [shared(800, 500), shared(500), shared(500, 10), shared(10)]
    k1, c1, k2, c2, w1, b1, w2, b2 = parameters
    data, labels = torch.randn(32, 1, 28, 28), torch.randint(0, 10, (32,))

    def step():
        hidden = torch.tanh(F.max_pool2d(F.conv2d(data, k1), 2) + c1.view(1, -1, 1, 1))
        hidden = torch.tanh(F.max_pool2d(F.conv2d(hidden, k2), 2) + c2.view(1, -1, 1, 1))
        hidden = torch.tanh(hidden.flatten(1) @ w1 + b1)
        cost = F.cross_entropy(hidden @ w2 + b2, labels)
        gradients = torch.autograd.grad(cost, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter.sub_(gradient, alpha=0.1)
        return cost.item()

    yield "LeNet step", [best(step, seconds * 3), None, None]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--theano", metavar="PYTHON", default=os.environ.get("THEANO_PYTHON"))
    parser.add_argument("--torch", metavar="PYTHON", default=os.environ.get("TORCH_PYTHON"))
    parser.add_argument("--only", metavar="WORD", default="")
    parser.add_argument("--seconds", type=float, default=0.6)
    parser.add_argument("--linker", help="ours")
    parser.add_argument("--inside", choices=["theano", "torch"], help=argparse.SUPPRESS)
    parser.add_argument("--hot", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        if options.inside == "theano" and options.hot:
            from theano_min._engine.tiers import Tiers

            Tiers.waits = False
        for name, times in (with_torch if options.inside == "torch" else with_theano)(options.only, options.seconds):
            print(json.dumps([name, times]), flush=True)
        return
    columns = {"ours": (sys.executable, "theano")}
    columns.update({"Theano": (options.theano, "theano")} if options.theano else {})
    columns.update({"PyTorch": (options.torch, "torch")} if options.torch else {})
    results = {}
    for _ in range(2):
        for column, (python, inside) in columns.items():
            one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            environment = {**os.environ, **one}
            if options.linker and column == "ours":
                environment["THEANO_FLAGS"] = "linker=" + options.linker
            command = [python, "-W", "ignore", __file__, "--inside", inside, "--only", options.only]
            command += ["--seconds", str(options.seconds), *["--hot"] * (column == "ours")]
            output = subprocess.run(
                command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            for name, times in map(json.loads, output.stdout.decode().splitlines()):
                for what, shortest in zip(("forward", "by filters", "by image"), times):
                    if shortest is not None:
                        row = results.setdefault((name, what), {})
                        row[column] = min(shortest, row.get(column, shortest))
    print("%-34s%-12s" % ("ms of one call", "") + "".join("%10s" % column for column in columns))
    for (name, what), row in results.items():
        label = what if (name, "by image") in results else ""
        print("%-34s%-12s" % (name, label) + "".join("%10.2f" % row.get(c, float("nan")) for c in columns), flush=True)


if __name__ == "__main__":
    main()
