"""Neural networks: softmaxes, costs, batch normalisation, convolutions, pooling."""

# ruff: noqa: B905, E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.arrays import INDEXING, SHAPES
from tests.oracle.grammar.linear import dot
from tests.oracle.grammar.numbers import ELEMENTWISE, gradient

N = "T.nnet"


def activation(p):
    x = p.real()
    name = p.one_of(
        "sigmoid", "hard_sigmoid", "softplus", "relu", "relu", "elu", "selu", "softsign", "leaky", "elu_alpha", "ultra_fast_sigmoid", "softsign_", "confusion",
    )  # fmt: skip
    text = {
        "leaky": f"{N}.relu({x}, {p.one_of('0.1', '0.3', '1.', '0', '-1')})",
        "elu_alpha": f"{N}.elu({x}, alpha={p.one_of('0.5', '2', '1.')})",
        "softsign_": f"{x} / (1 + abs({x}))",
        "softsign": f"T.nnet.nnet.softsign({x})",
        "confusion": f"T.maximum({x}, {p.one_of('0', '0.', '0.01 * ' + x.text)})",
        "ultra_fast_sigmoid": f"{N}.sigmoid({x} * {p.one_of('20', '100', '-40')})",
    }.get(name, f"{N}.{name}({x})")
    return p.let(text, x.dtype, x.shape, x.pattern)


def softmax(p):
    x = p.real(p.one_of(1, 2, 2, 2, 3))
    kind = p.one_of(
        "softmax", "softmax", "logsoftmax", "log", "bias", "written", "logsumexp", "stable", "bias_log", "axis"
    )
    shape = x.shape if x.ndim > 1 else (1, *x.shape)
    if kind in ("softmax", "logsoftmax"):
        return p.let(f"{N}.{kind}({x})", x.dtype, shape)
    if kind == "log":
        return p.let(f"T.log({N}.softmax({x}))", x.dtype, shape)
    if kind in ("bias", "bias_log"):
        b = p.leaf(x.dtype, x.shape[-1:])
        text = f"{N}.softmax({x} + {b})"
        return p.let(text if kind == "bias" else f"T.log({text})", x.dtype, shape)
    if kind == "axis":
        axis = p.integer(-x.ndim, x.ndim - 1)
        return p.let(f"T.exp({x}) / T.exp({x}).sum(axis={axis}, keepdims=True)", x.dtype, x.shape)
    if kind == "written" and x.ndim == 2:
        return p.let(f"T.exp({x}) / T.exp({x}).sum(axis=1).dimshuffle(0, 'x')", x.dtype, x.shape)
    if kind == "logsumexp":
        return p.let(f"T.log(T.exp({x}).sum(axis={p.one_of(-1, 0)}))", x.dtype, x.shape[1:])
    return p.let(
        f"T.exp({x} - {x}.max(axis=-1, keepdims=True)) / T.exp({x} - {x}.max(axis=-1, keepdims=True)).sum(axis=-1, keepdims=True)",
        x.dtype,
        x.shape,
    )


def cost(p):
    kind = p.one_of(
        "categorical",
        "categorical",
        "picked",
        "picked",
        "binary",
        "binary",
        "one_hot",
        "squared",
        "with_argmax",
        "sigmoid_binary",
        "mean_picked",
        "hinge",
    )
    x = p.real(2)
    n, m = x.shape
    if kind == "squared":
        y = p.leaf(x.dtype, x.shape)
        return p.let(
            p.one_of(
                f"(({x} - {y}) ** 2).mean()", f"T.sqr({x} - {y}).sum(axis=1).mean()", f"T.abs_({x} - {y}).mean(axis=0)"
            ),
            x.dtype,
            (),
        )
    if kind == "hinge":
        y = p.leaf(x.dtype, x.shape)
        return p.let(f"T.maximum(0, 1 - {x} * {y}).mean()", x.dtype, ())
    if kind in ("binary", "sigmoid_binary"):
        z = p.real()
        y = p.input(z.dtype, z.shape, 0, 1) if p.chance(0.7) else p.input("int64", z.shape, 0, 1)
        text = f"{N}.{'binary_crossentropy' if kind == 'binary' else 'sigmoid_binary_crossentropy'}({z if kind[0] == 's' else f'{N}.sigmoid({z})'}, {y})"
        return p.let(text, z.dtype, z.shape)
    probabilities = p.let(f"{N}.softmax({x})", x.dtype, x.shape) if p.chance(0.85) else x
    y = p.input(p.one_of("int64", "int64", "int32", "int8", "uint8"), (n,), 0, max(m - 1, 0))
    if kind == "one_hot":
        y = p.leaf(x.dtype, x.shape, 0, 1)
    if kind in ("categorical", "one_hot"):
        return p.let(f"{N}.categorical_crossentropy({probabilities}, {y})", x.dtype, (n,))
    if kind == "with_argmax":
        b = p.leaf(x.dtype, (m,))
        i = p.integer(0, 2)
        return p.let(
            f"{N}.crossentropy_softmax_argmax_1hot_with_bias({x}, {b}, {y})[{i}]",
            x.dtype if i < 2 else y.dtype,
            ((n,), (n, m), (n,))[i],
        )
    if kind == "mean_picked":
        return p.let(f"-T.mean(T.log({probabilities})[T.arange({y}.shape[0]), {y}])", x.dtype, ())
    return p.let(p.one_of(
        f"-T.log({probabilities}[T.arange({y}.shape[0]), {y}])", f"-T.log({probabilities})[T.arange({n}), {y}]",
        f"{N}.logsoftmax({x})[T.arange({y}.shape[0]), {y}]", f"T.nnet.crossentropy_categorical_1hot({probabilities}, {y})",
        f"T.nnet.crossentropy_softmax_1hot({x}, {y})[0]",
    ), x.dtype, (n,))  # fmt: skip


def normalised(p):
    kind = p.one_of("old", "train", "test", "train2", "layer")
    if kind == "layer":
        x = p.real(2)
        return p.let(
            f"({x} - {x}.mean(axis=1, keepdims=True)) / T.sqrt({x}.var(axis=1, keepdims=True) + 1e-4)", x.dtype, x.shape
        )
    x = p.leaf("float64", (p.integer(2, 4), p.integer(1, 3)) if p.chance(0.6) else (2, p.integer(1, 3), 2, 2))
    c = x.shape[1]
    if kind == "old":
        gamma, beta, mean, std = (p.leaf("float64", (c,), 0.2, 2) for _ in range(4))
        if x.ndim == 4:
            gamma, beta, mean, std = (f"{v}.dimshuffle('x', 0, 'x', 'x')" for v in (gamma, beta, mean, std))
        mode = p.one_of("low_mem", "high_mem")
        return p.let(
            f"{N}.bn.batch_normalization({x}, {gamma}, {beta}, {mean}, {std}, mode='{mode}')", "float64", x.shape
        )
    axes = p.one_of("per-activation", "spatial")
    shape = (1, c) + (1,) * (x.ndim - 2) if axes == "spatial" or x.ndim == 2 else (1, *x.shape[1:])
    names = []
    for _ in range(4):
        raw = p.leaf("float64", shape, 0.2, 2)
        names.append(f"T.addbroadcast({raw}, {', '.join(str(i) for i, n in enumerate(shape) if n == 1)})")
    if kind == "test":
        return p.let(
            f"{N}.bn.batch_normalization_test({x}, {', '.join(names)}, axes='{axes}', epsilon={p.one_of('1e-4', '1e-2')})",
            "float64",
            x.shape,
        )
    if kind == "train2":
        i = p.integer(0, 4)
        text = f"{N}.bn.batch_normalization_train({x}, {names[0]}, {names[1]}, axes='{axes}', running_average_factor=0.2, running_mean={names[2]}, running_var={names[3]})[{i}]"
        return p.let(text, "float64", x.shape if i == 0 else shape)
    i = p.integer(0, 2)
    return p.let(
        f"{N}.bn.batch_normalization_train({x}, {names[0]}, {names[1]}, axes='{axes}')[{i}]",
        "float64",
        x.shape if i == 0 else shape,
    )


def conv(p):
    """An image, filters, and how they meet."""
    three = p.chance(0.15)
    dims = 3 if three else 2
    groups = p.one_of(1, 1, 1, 1, 2) if not three else 1
    channels = groups * p.integer(1, 2)
    filters = groups * p.integer(1, 2)
    size = [p.integer(1 if p.chance(0.1) else 3, 6 if dims == 2 else 4) for _ in range(dims)]
    kernel = [p.integer(1, min(3, n)) for n in size]
    dtype = p.one_of("float64", "float64", "float32")
    x = p.leaf(dtype, (p.integer(1, 2), channels, *size))
    w = p.leaf(dtype, (filters, channels // groups, *kernel))
    mode = p.one_of(
        "valid",
        "valid",
        "full",
        "half",
        *([(p.integer(0, 2),) * dims, tuple(p.integer(0, 2) for _ in range(dims)), p.integer(0, 2)]),
    )
    stride = tuple(p.one_of(1, 1, 2, 3) for _ in range(dims)) if p.chance(0.4) else (1,) * dims
    dilation = tuple(p.one_of(1, 2) for _ in range(dims)) if p.chance(0.2) else (1,) * dims
    options = [f"border_mode={mode!r}"]
    if stride != (1,) * dims:
        options.append(f"subsample={stride}")
    if dilation != (1,) * dims:
        options.append(f"filter_dilation={dilation}")
    if groups > 1:
        options.append(f"num_groups={groups}")
    if p.chance(0.3):
        options.append("filter_flip=False")
    if p.chance(0.2):
        options.append(f"input_shape={x.shape}, filter_shape={w.shape}")
    shape = [x.shape[0], filters]
    for i, (n, k, s, d) in enumerate(zip(size, kernel, stride, dilation)):
        k = (k - 1) * d + 1
        pad = (
            {"valid": 0, "full": k - 1, "half": k // 2}.get(mode, 0)
            if isinstance(mode, str)
            else mode
            if isinstance(mode, int)
            else mode[i]
        )
        shape.append(max(0, (n + 2 * pad - k) // s + 1))
    return p.let(f"{N}.conv{dims}d({x}, {w}, {', '.join(options)})", dtype, shape)


def conv_gradient(p):
    """Transposed and other convolutions."""
    kind = p.one_of("transpose", "signal", "separable", "old", "bilinear", "frac", "causal")
    if kind == "transpose":
        x, w = p.leaf("float64", (1, 2, 3, 3)), p.leaf("float64", (2, 1, 2, 2))
        return p.let(f"{N}.abstract_conv.conv2d_grad_wrt_inputs({x}, {w}, (1, 1, 4, 4))", "float64", (1, 1, 4, 4))
    if kind == "signal":
        x = p.pick(lambda v: v.ndim in (2, 3) and v.kind == "f" and 0 not in v.shape)
        w = p.leaf(x.dtype, (2, 2) if p.chance(0.7) else (2, 2, 2))
        return p.let(f"T.signal.conv.conv2d({x}, {w}, border_mode='{p.one_of('valid', 'full')}')", x.dtype, (1, 1))
    if kind == "separable":
        x, d, w = p.leaf("float64", (1, 2, 4, 4)), p.leaf("float64", (2, 1, 2, 2)), p.leaf("float64", (3, 2, 1, 1))
        return p.let(f"{N}.abstract_conv.separable_conv2d({x}, {d}, {w}, 2)", "float64", (1, 3, 3, 3))
    if kind == "old":
        x, w = p.leaf("float64", (1, 2, 4, 4)), p.leaf("float64", (2, 2, 3, 2))
        return p.let(
            f"T.nnet.conv.conv2d({x}, {w}, border_mode='{p.one_of('valid', 'full')}', subsample={p.one_of((1, 1), (2, 2), (1, 2))})",
            "float64",
            (1, 2, 2, 3),
        )
    if kind == "causal":
        x, w = p.leaf("float64", (1, 2, 5)), p.leaf("float64", (2, 2, 3))
        return p.let(
            f"{N}.abstract_conv.causal_conv1d({x}, {w}, {w}.shape, {p.one_of(1, 2)})"
            if False
            else f"T.nnet.abstract_conv.causal_conv1d({x}, {w}, (2, 2, 3), subsample={p.one_of(1, 2)}, filter_dilation={p.one_of(1, 2)})",
            "float64",
            (1, 2, 5),
        )
    x = p.leaf("float64", (1, 2, 3, 3))
    if kind == "frac":
        return p.let(
            f"{N}.abstract_conv.bilinear_upsampling({x}, frac_ratio=((3, 2), (3, 2)))", "float64", (1, 2, 4, 4)
        )
    return p.let(
        f"{N}.abstract_conv.bilinear_upsampling({x}, ratio={p.one_of(1, 2, 3)}, use_1D_kernel={p.one_of(True, False)})",
        "float64",
        (1, 2, 6, 6),
    )


def pool(p):
    x = (
        p.pick(lambda v: v.ndim in (2, 3, 4) and v.kind == "f" and 0 not in v.shape[-2:])
        if p.chance(0.5)
        else p.leaf(p.one_of("float64", "float32"), (1, 2, p.integer(2, 6), p.integer(2, 6)))
    )
    ws = (p.integer(1, 3), p.integer(1, 3))
    options = [f"ws={ws}", f"ignore_border={p.one_of(True, True, False)}"]
    if p.chance(0.35):
        options.append(f"stride={(p.integer(1, 3), p.integer(1, 3))}")
    mode = p.one_of("max", "max", "sum", "average_inc_pad", "average_exc_pad")
    if p.chance(0.25):
        options.append(f"pad={(p.integer(0, ws[0] - 1), p.integer(0, ws[1] - 1))}")
        options[1] = "ignore_border=True"
    options.append(f"mode='{mode}'")
    kind = p.one_of("pool", "pool", "pool", "neibs", "same", "pool3", "max2")
    if kind == "neibs":
        y = p.leaf("float64", (1, 2, 4, 4))
        return p.let(
            f"T.nnet.neighbours.images2neibs({y}, {p.one_of('(2, 2)', '(1, 4)', '(2, 1)')}, {p.one_of('None', '(1, 1)', '(2, 2)')}, mode='{p.one_of('valid', 'ignore_borders')}')"
            if p.chance(0.7)
            else f"T.nnet.neighbours.neibs2images(T.nnet.neighbours.images2neibs({y}, (2, 2)), (2, 2), (1, 2, 4, 4))",
            "float64",
            (8, 4),
        )
    if kind == "same":
        return p.let(f"T.signal.pool.max_pool_2d_same_size({x}, {ws})", x.dtype, x.shape)
    if kind == "pool3":
        y = p.leaf("float64", (1, 2, 3, 4, 2))
        return p.let(
            f"T.signal.pool.pool_3d({y}, ws=(2, 2, 1), ignore_border=True, mode='{mode}')", "float64", (1, 2, 1, 2, 2)
        )
    shape = (*x.shape[:-2], max(1, x.shape[-2] // ws[0]), max(1, x.shape[-1] // ws[1]))
    return p.let(f"T.signal.pool.pool_2d({x}, {', '.join(options)})", x.dtype, shape)


def layer(p):
    x = p.real(2)
    w, b = p.state(x.dtype, (x.shape[1], p.size())), p.state(x.dtype, (0,))
    p.head[-1] = f"{b} = theano.shared({p.values(x.dtype, (w.shape[1],))})"
    p.shared[-1] = b = b._replace(shape=(w.shape[1],))
    p.pool = [v for v in p.pool if v.text != b.text] + [b]
    act = p.one_of("T.tanh", f"{N}.sigmoid", f"{N}.relu", f"{N}.softmax", "T.cos", "")
    return p.let(f"{act}(T.dot({x}, {w}) + {b})", x.dtype, (x.shape[0], w.shape[1]))


def train(p):
    """Steps of gradient descent, if there is a cost and something to train."""
    weights = [v for v in p.shared if v.kind == "f"]
    costs = [v for v in p.pool if v.text.startswith("v") and v.kind == "f"]
    if not weights or not costs or not p.chance(0.6):
        return gradient(p, 0.6)
    y = costs[-1]
    c = p.let(f"{y}.mean()" if y.ndim else y.text, y.dtype, ())
    grads = ", ".join(map(str, weights))
    p.lines.append(f"gs = T.grad({c}, [{grads}], disconnected_inputs='ignore')")
    momentum = p.chance(0.3)
    for i, w in enumerate(weights):
        step = f"T.cast({p.one_of('0.1', '0.05', '1e-2')} * gs[{i}], '{w.dtype}')"
        if momentum:
            v = p.state(w.dtype, w.shape)
            p.updates += [
                (v, f"T.cast(0.9 * {v} - {step}, '{w.dtype}')"),
                (w, f"T.cast({w} + 0.9 * {v} - {step}, '{w.dtype}')"),
            ]
        else:
            p.updates.append((w, f"{w} - {step}"))
    p.outputs = [c]


NNET = {activation: 2, softmax: 3, cost: 3, normalised: 1.5, layer: 2}


def nnet(p):
    p.dtypes = p.one_of(["float64"], ["float32"], ["float64", "float32"])
    p.leaf(None, p.shape(2))
    p.steps({layer: 1, **ELEMENTWISE, dot: 2}, p.integer(0, 2))
    p.steps(NNET, p.integer(1, 2))
    p.steps({**ELEMENTWISE, **INDEXING}, p.integer(0, 1))
    train(p)


def convolutions(p):
    p.dtypes = p.one_of(["float64"], ["float64"], ["float32"])
    p.specials = False
    p.steps({conv: 4, pool: 3, conv_gradient: 1.5}, 1)
    p.steps({pool: 2, activation: 1, **ELEMENTWISE, **SHAPES}, p.integer(0, 2))
    train(p)


FAMILIES = {"nnet": nnet, "convolutions": convolutions}
