"""Whole programs as people wrote them: models that are trained, sparse matrices, typed lists, many functions of one state."""

# ruff: noqa: E501, F541, UP031 (runs on Python 3.8; lines that are text)

ACTIVATIONS = (
    "T.tanh({})", "T.nnet.sigmoid({})", "T.nnet.relu({})", "T.maximum({}, 0)", "T.nnet.softplus({})", "T.nnet.softmax({})", "T.switch({0} > 0, {0}, 0.1 * {0})", "{}",
    "T.nnet.elu({})", "T.clip({}, -1, 1)", "T.nnet.hard_sigmoid({})", "T.sqr({})", "{0} / (1 + abs({0}))", "T.nnet.ultra_fast_sigmoid({})", "T.erf({})", "T.exp(-T.sqr({}))",
)  # fmt: skip


def _optimizer(p, cost, params):
    """Lines that make `updates`, as the tutorials made them."""
    kind = p.one_of("sgd", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "clipped", "decay")
    rate = p.one_of("0.1", "0.05", "np.float32(0.1)", "lr", "T.cast(lr, 'float64')", "lr / (1 + 0.1 * t)")
    lines = [f"gs = T.grad({cost}, [{', '.join(params)}])"]
    if p.chance(0.2):
        lines.append("gs = [g.clip(-0.5, 0.5) for g in gs]")
    elif p.chance(0.15):
        lines.append(
            "norm = T.sqrt(sum(T.sum(g ** 2) for g in gs)); gs = [T.switch(norm > 1, g / norm, g) for g in gs]"
        )
    pair = f"zip([{', '.join(params)}], gs)"
    made = "theano.shared(w.get_value() * 0, broadcastable=w.broadcastable)"
    body = {
        "sgd": [f"updates = [(w, w - {rate} * g) for w, g in {pair}]"],
        "decay": [f"updates = [(w, w * 0.99 - {rate} * g) for w, g in {pair}]", "updates += [(lr, lr * 0.9)]"],
        "momentum": ["updates = []", f"for w, g in {pair}:", f"    v = {made}", f"    updates += [(v, 0.9 * v - {rate} * g), (w, w + 0.9 * v - {rate} * g)]"],
        "nesterov": ["updates = []", f"for w, g in {pair}:", f"    v = {made}", f"    n = 0.9 * v - {rate} * g", "    updates += [(v, n), (w, w + 0.9 * n - 0.1 * g)]"],
        "adagrad": ["updates = []", f"for w, g in {pair}:", f"    h = {made}", "    n = h + g ** 2", f"    updates += [(h, n), (w, w - {rate} * g / T.sqrt(n + 1e-6))]"],
        "rmsprop": ["updates = []", f"for w, g in {pair}:", f"    h = {made}", "    n = 0.9 * h + 0.1 * T.sqr(g)", f"    updates += [(h, n), (w, w - {rate} * g / T.sqrt(n + 1e-6))]"],
        "adadelta": ["updates = []", f"for w, g in {pair}:", f"    h, d = {made}, {made}", "    n = 0.95 * h + 0.05 * g ** 2", "    s = -T.sqrt(d + 1e-6) / T.sqrt(n + 1e-6) * g", "    updates += [(h, n), (d, 0.95 * d + 0.05 * s ** 2), (w, w + s)]"],
        "adam": ["updates = [(t, t + 1)]", f"for w, g in {pair}:", f"    m, v = {made}, {made}", "    a, b = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * T.sqr(g)", f"    updates += [(m, a), (v, b), (w, w - {rate} * (a / (1 - 0.9 ** (t + 1))) / (T.sqrt(b / (1 - 0.999 ** (t + 1))) + 1e-8))]"],
        "clipped": [f"updates = theano.OrderedUpdates((w, T.clip(w - {rate} * g, -1, 1)) for w, g in {pair})"],
    }[kind]  # fmt: skip
    if kind not in ("adam",) and p.chance(0.3):
        body.append(
            "updates = list(updates.items()) + [(t, t + 1)]" if kind == "clipped" else "updates += [(t, t + 1)]"
        )
    return lines + body


def _network(p, x, width, sizes):
    """Lines that make `y` of an input, and its parameters."""
    lines, params, h = [], [], x
    for i, size in enumerate(sizes):
        seed = p.integer(0, 99)
        lines.append(
            f"W{i} = theano.shared(np.random.RandomState({seed}).uniform(-1, 1, ({width}, {size})), 'W{i}'{p.one_of('', '', ', borrow=True')})"
        )
        lines.append(f"b{i} = theano.shared({p.values('float64', (size,))}, 'b{i}')")
        params += [f"W{i}", f"b{i}"]
        form = p.one_of(*ACTIVATIONS)
        lines.append(f"z{i} = T.dot({h}, W{i}) + b{i}")
        lines.append(f"h{i} = {form.format(f'z{i}')}")
        extra = p.integer(0, 11)
        if extra == 0:
            lines.append(f"h{i} = (h{i} - h{i}.mean(axis=0)) / T.sqrt(h{i}.var(axis=0) + 0.1)")
        elif extra == 1:
            lines.append(f"h{i} = h{i} * rng.binomial(h{i}.shape, p=0.5, dtype='float64') / 0.5")
        elif extra == 2:
            lines.append(f"h{i} = h{i} + rng.normal(h{i}.shape, std=0.1)")
        elif extra == 3:
            lines.append(f"g{i} = theano.shared({p.values('float64', (size,))}); h{i} = g{i} * h{i}")
            params.append(f"g{i}")
        elif extra == 4:
            lines.append(f"h{i} = T.concatenate([h{i}, -h{i}], axis=1)[:, ::2]")
        h, width = f"h{i}", size
    return lines, params, h


def models(p):
    """A network that is trained on batches of several lengths."""
    width, classes = p.integer(1, 4), p.integer(1, 4)
    rows = [p.integer(1, 6) for _ in range(3)]
    if p.chance(0.15):
        rows[p.integer(0, 2)] = 0
    kind = p.one_of(
        "regression", "labels", "labels", "binary", "autoencoder", "recurrent", "recurrent", "embedding", "hinge"
    )
    p.lines += [
        "rng = " + p.one_of("T.shared_randomstreams.RandomStreams(7)", "theano.sandbox.rng_mrg.MRG_RandomStreams(7)"),
        "lr, t = theano.shared(0.1, 'lr'), theano.shared(np.float64(0), 't')",
    ]
    sizes = [p.integer(1, 4) for _ in range(p.integer(0, 2))]
    inputs = "x, y"
    if kind == "labels":
        p.lines += ["x, y = T.dmatrix('x'), " + p.one_of("T.ivector('y')", "T.lvector('y')", "T.bvector('y')")]
        lines, params, h = _network(p, "x", width, [*sizes, classes])
        p.lines += [*lines, f"P = T.nnet.softmax({h})"]
        p.lines.append("cost = " + p.one_of(
            "-T.mean(T.log(P)[T.arange(y.shape[0]), y])", "T.nnet.categorical_crossentropy(P, y).mean()", "T.nnet.categorical_crossentropy(P, T.extra_ops.to_one_hot(y, %d)).mean()" % classes,
            "-T.log(P[T.arange(y.shape[0]), y]).sum()", "T.mean(T.sqr(P - T.extra_ops.to_one_hot(y, %d)))" % classes, "T.nnet.crossentropy_softmax_1hot(%s, y)[0].mean()" % h,
        ))  # fmt: skip
        p.lines.append(p.one_of("out = T.argmax(P, axis=1)", "out = T.mean(T.neq(T.argmax(P, axis=1), y))", "out = P"))
        targets = "np.random.RandomState({seed}).randint(0, %d, {n}).astype(y.dtype)" % classes
    elif kind == "recurrent":
        p.lines += ["x, y = T.dmatrix('x'), T.dvector('y')"]
        hidden = p.integer(1, 3)
        params = ["U", "V", "c"]
        p.lines += [
            f"U = theano.shared(np.random.RandomState(1).uniform(-1, 1, ({width}, {hidden})), 'U')",
            f"V = theano.shared(np.random.RandomState(2).uniform(-1, 1, ({hidden}, {hidden})), 'V')",
            f"c = theano.shared({p.values('float64', (hidden,))}, 'c')",
        ]
        if p.chance(0.5):
            params.append("h0")
            p.lines.append(f"h0 = theano.shared({p.values('float64', (hidden,))}, 'h0')")
        else:
            p.lines.append(
                f"h0 = {p.one_of(f'T.zeros(({hidden},))', f'T.zeros_like(c)', f'T.constant(np.zeros({hidden}))')}"
            )
        step = p.one_of(
            "T.tanh(T.dot(a, U) + T.dot(h, V) + c)",
            "T.nnet.sigmoid(a.dot(U) + h.dot(V) + c) * h + 0.1",
            "h + 0.5 * T.tanh(T.dot(h, V) + T.dot(a, U) - c)",
            "T.maximum(T.dot(a, U) + T.dot(h, V), 0.1 * h) + c",
        )
        two = p.chance(0.3)
        if two:
            p.lines += [
                f"def step(a, h, s):\n    n = {step}\n    return n, s * 0.9 + n.sum()",
                "(hs, ss), us = theano.scan(step, sequences=x, outputs_info=[h0, T.constant(0.0)]%s)"
                % p.one_of("", ", n_steps=x.shape[0]", ", go_backwards=True", ", strict=False"),
            ]
        else:
            p.lines += [
                f"def step(a, h):\n    return {step}",
                "hs, us = theano.scan(step, sequences=%s, outputs_info=h0%s)"
                % (
                    p.one_of("x", "[x]", "dict(input=x, taps=[0])"),
                    p.one_of("", ", truncate_gradient=2", ", go_backwards=True", ", name='rnn'"),
                ),
            ]
        p.lines.append("out = " + p.one_of("hs.sum(axis=1)", "hs.dot(c)", "T.tanh(hs[:, 0])", "(hs ** 2).mean(axis=1)"))
        p.lines.append(
            "cost = "
            + p.one_of(
                "T.mean((out - y) ** 2)",
                "T.sum(T.sqr(out - y))",
                "T.sqr(hs[-1]).sum() + abs(out - y).mean()" if 0 not in rows else "T.mean((out - y) ** 2)",
            )
        )
        if two and p.chance(0.5):
            p.lines.append(
                "cost = cost + 0.01 * ss[-1] ** 2" if 0 not in rows else "cost = cost + 0.01 * T.sum(ss ** 2)"
            )
        targets = "np.random.RandomState({seed}).uniform(-1, 1, {n})"
    elif kind == "embedding":
        p.lines += ["x, y = T.lmatrix('x'), T.dvector('y')"]
        p.lines.append(f"E = theano.shared(np.random.RandomState(3).uniform(-1, 1, (5, {width})), 'E')")
        lines, params, h = _network(
            p,
            p.one_of(
                "E[x].sum(axis=1)",
                "E[x.flatten()].reshape((x.shape[0], x.shape[1], -1)).mean(axis=1)"
                if 0 not in rows
                else "E[x].sum(axis=1)",
                "E[x[:, 0]]",
                "T.concatenate([E[x[:, 0]], E[x[:, 1]]], axis=1)[:, :%d]" % width,
            ),
            width,
            [*sizes, 1],
        )
        params.append("E")
        p.lines += [*lines, f"out = {h}[:, 0]", "cost = T.mean((out - y) ** 2) + 0.01 * T.sum(E ** 2)"]
        targets = "np.random.RandomState({seed}).uniform(-1, 1, {n})"
    else:
        ndim = "dmatrix" if kind == "autoencoder" else "dvector"
        p.lines += [f"x, y = T.dmatrix('x'), T.{ndim}('y')"]
        lines, params, h = _network(p, "x", width, [*sizes, width if kind == "autoencoder" else 1])
        p.lines += lines
        p.lines += {
            "regression": [
                f"out = {h}.flatten()",
                "cost = "
                + p.one_of(
                    "T.mean((out - y) ** 2)",
                    "((out - y) ** 2).sum() / y.shape[0]",
                    "abs(out - y).mean()",
                    "T.sum(T.nnet.softplus(out - y))",
                ),
            ],
            "binary": [
                f"out = T.nnet.sigmoid({h}[:, 0])",
                "cost = T.nnet.binary_crossentropy(out, y > 0).mean()"
                if p.chance(0.5)
                else "cost = -T.mean((y > 0) * T.log(out) + (1 - (y > 0)) * T.log(1 - out))",
            ],
            "hinge": [
                f"out = {h}.reshape((-1,))" if 0 not in rows else f"out = {h}[:, 0]",
                "cost = T.maximum(0, 1 - T.sgn(y) * out).mean()",
            ],
            "autoencoder": [f"out = {h}", "cost = T.mean(T.sum((out - x) ** 2, axis=1)) + 0 * y.sum()"],
        }[kind]
        targets = "np.random.RandomState({seed}).uniform(-1, 1, %s)" % (
            "{n, %d}" % width if kind == "autoencoder" else "{n}"
        )
        targets = targets.replace("{n,", "({n},").replace(" %d}" % width, " %d)" % width)
    if p.chance(0.3):
        p.lines.append(
            "cost = cost + "
            + p.one_of(*[f"0.01 * T.sum({w} ** 2)" for w in params], *[f"0.01 * abs({w}).sum()" for w in params])
        )
    p.lines += _optimizer(p, "cost", params)
    scan_updates = ", us" if kind == "recurrent" else ""
    if scan_updates and p.chance(0.5):
        p.lines.append("updates = list(us.items()) + list(updates.items() if hasattr(updates, 'items') else updates)")

    def batch(n, seed):
        if kind == "embedding":
            first = f"np.random.RandomState({seed}).randint(0, 5, ({n}, 2))"
        else:
            first = f"np.random.RandomState({seed}).uniform(-1, 1, ({n}, {width}))"
        return first, targets.format(seed=seed, n=n)

    outs = p.one_of("cost", "[cost, out]", "[out]", "[cost] + gs", "[cost, gs[0]]")
    calls = []
    if p.chance(0.35):  # batches of data that are shared
        data = batch(max(sum(rows), 1), 5)
        p.lines += [
            f"X, Y = theano.shared({data[0]}{p.one_of('', ', borrow=True')}), theano.shared({data[1]})",
            "i = T.lscalar('i')",
            "n = " + p.one_of("2", "3", "T.lscalar('n')"),
        ]
        n = p.lines[-1] != "n = 2" and "lscalar" in p.lines[-1]
        given = "[i, n]" if n else "[i]"
        p.lines.append(
            f"f = F({given}, {outs}, updates=updates, givens={p.one_of('{x: X[i * n:(i + 1) * n], y: Y[i * n:(i + 1) * n]}', '[(x, X[i * n:(i + 1) * n]), (y, Y[i * n:(i + 1) * n])]')}, on_unused_input='ignore')"
        )
        for k in range(p.integer(2, 4)):
            calls.append(f"call(f, {k % 2}{', %d' % p.integer(1, 3) if n else ''})")
        if p.chance(0.3):
            other = batch(p.integer(1, 5), 6)
            calls += [
                f"call(X.set_value, {other[0]})",
                f"call(Y.set_value, {other[1]})",
                f"call(f, 0{', 2' if n else ''})",
            ]
    else:
        p.lines.append(f"f = F([{inputs}], {outs}, updates=updates, on_unused_input='ignore')")
        for k, n in enumerate([*rows, rows[0]][: p.integer(2, 4)]):
            calls.append(f"call(f, {', '.join(batch(n, k))})")
    p.lines.append(f"g = F([x, y], {p.one_of('out', '[out, cost]')}, on_unused_input='ignore')")
    test = ", ".join(batch(rows[1], 8))
    calls += [f"call(g, {test})"] * p.integer(1, 2)
    if p.chance(0.3):
        calls += [f"call({params[0]}.set_value, {params[0]}.get_value() * 0.5)", f"call(g, {test})", calls[0]]
    if p.chance(0.2):
        wrong = ", ".join([batch(2, 1)[0], batch(3, 1)[1]])
        calls += [f"call(g, {wrong})", f"call(g, {test})"]
    states = [f"{w}.get_value()" for w in [*params, "lr", "t"]]
    p.lines.append(f"[{', '.join([*calls, *states])}]")
    p.finished = True


# ---------------------------------------------------------------- sparse matrices


def sparse(p):
    """Sparse matrices, and what comes of them with dense ones."""
    n, m = p.integer(1, 4), p.integer(1, 4)
    kind = p.one_of("csr", "csc")
    dtype = p.one_of("float64", "float64", "float64", "float32", "int64")
    p.lines += [
        "import scipy.sparse as sp",
        "import theano.sparse as S",
        f"a = S.{kind}_matrix('a', dtype='{dtype}')",
        f"b = S.{p.one_of(kind, kind, 'csr', 'csc')}_matrix('b', dtype='{p.one_of(dtype, dtype, 'float64')}')",
    ]
    p.lines += ["d, v, s = T.dmatrix('d'), T.dvector('v'), T.dscalar('s')"]
    pool = ["a", "b"]
    dense = ["d"]
    for _ in range(p.integer(1, 3)):
        x, y = p.one_of(*pool), p.one_of(*pool)
        name = p.name("q")
        p.lines.append(f"{name} = " + p.one_of(
            f"{x} + {y}", f"{x} - {y}", f"{x} * {y}", f"S.add({x}, {y})", f"S.mul({x}, {y})", f"{x} * 2", f"-{x}", f"S.mul({x}, d)", f"S.structured_exp({x})", f"S.structured_sigmoid({x})", f"S.structured_pow({x}, 2)",
            f"S.sqr({x})", f"S.tan({x})", f"S.sinh({x})", f"S.sgn({x})", f"S.ceil({x})", f"S.expm1({x})", f"S.structured_maximum({x}, 0.5)", f"S.structured_minimum({x}, 1)", f"S.structured_add({x}, 1)", f"S.row_scale({x}, T.ones(({n},)))",
            f"S.col_scale({x}, v)", f"S.transpose(S.transpose({x}))", f"S.cast({x}, 'float64')", f"S.clean({x})", f"S.ensure_sorted_indices({x})", f"S.sub({x}, {y})", f"S.as_sparse_variable({x})", f"S.csr_from_dense(d)", f"S.csc_from_dense(d * 2)",
            f"S.hstack([{x}, {y}])[:, :{m}]", f"S.vstack([{x}, {y}])[:{n}]", f"{x}[:]", f"S.mul_s_v({x}, v)", f"S.structured_add_s_v({x}, v)", f"S.gt({x}, {y})", f"S.eq({x}, {y})", f"S.le({x}, d)", f"S.neq({x}, 0)",
        ))  # fmt: skip
        pool.append(name)
    x, y = pool[-1], p.one_of(*pool)
    for _ in range(p.integer(1, 3)):
        name = p.name("r")
        p.lines.append(f"{name} = " + p.one_of(
            f"S.dot({x}, d.T)", f"S.dot(d, {x}.T)", f"S.dot({x}, v)", f"S.structured_dot({x}, d.T)", f"S.true_dot({x}, {y}.T)", f"S.sp_sum({x}, axis={p.one_of('0', '1', 'None')})", f"S.dense_from_sparse({x})", f"{x}.toarray()",
            f"S.sp_sum({x}, axis=1, sparse_grad=True)", f"S.csm_data({x})", f"S.csm_indices({x})", f"S.csm_shape({x})", f"{x} + d", f"d + {x}", f"d * {x}", f"{x}[0, 0]", f"S.sp_ones_like({x})", f"S.sp_zeros_like({x})", f"S.basic.diag({x})" if n == m else f"{x}",
            f"S.dot({x}, {y}.T)", f"{x}.T", f"{x}.shape", f"{x}.sum(axis=0)", f"{x} - d", f"{x}", f"S.sampling_dot(d, d, {x})" if n == m else f"{x}", f"S.usmm(2., {x}, d.T, T.zeros(({n}, {n})))", f"S.square_diagonal(v)",
        ))  # fmt: skip
        dense.append(name)
    lines = [
        f"outs = [{', '.join(dense[1:])}]",
        "outs = [S.dense_from_sparse(o) if isinstance(o.type, S.SparseType) else o for o in outs]",
    ]
    p.lines += lines
    if p.chance(0.6):
        p.lines.append("cost = sum(T.sum(o ** 2) for o in outs if o.dtype.startswith('float'))")
        wrt = p.one_of("[a]", "[d]", "[v]", "[a, d]", "[b]", "a", "d")
        p.lines += [
            f"gs = T.grad(cost, {wrt}, disconnected_inputs='ignore')",
            "gs = gs if isinstance(gs, list) else [gs]",
            "outs += [S.dense_from_sparse(g) if isinstance(g.type, S.SparseType) else g for g in gs]",
        ]
    p.lines.append("f = F([a, b, d, v, s], outs, on_unused_input='ignore')")

    def matrix(dtype_of, n, m, i):
        density = p.one_of("0.5", "0.3", "1.0", "0.0")
        form = p.one_of(f"{kind}", "csr") if i == "a" else "csr"
        return f"sp.{form}_matrix((np.random.RandomState({p.integer(0, 99)}).uniform(-2, 2, ({n}, {m})) * (np.random.RandomState({p.integer(0, 99)}).uniform(0, 1, ({n}, {m})) < {density})).astype({dtype_of}.dtype)).asformat({dtype_of}.type.format)"

    calls = []
    for k in range(2):
        sizes = (n, m)
        p.lines.append(f"A{k}, B{k} = {matrix('a', *sizes, 'a')}, {matrix('b', *sizes, 'b')}")
        p.lines.append(f"D{k}, V{k} = {p.values('float64', sizes)}, {p.values('float64', (m,))}")
        calls += [f"call(f, A{k}, B{k}, D{k}, V{k}, 2.)"] * 2
    calls += [calls[0], *[f"{z}{k}.toarray()" for z in "AB" for k in range(2)], "D0", "V1"]
    p.lines.append(f"[{', '.join(calls)}]")
    p.finished = True


# ---------------------------------------------------------------- typed lists


def lists(p):
    """Typed lists, filled, indexed, changed; inputs, states and results."""
    ndim = p.integer(0, 2)
    kind = f"T.TensorType('{p.one_of('float64', 'float64', 'int64', 'float32')}', {(False,) * ndim})"
    dtype = kind.split("'")[1]
    p.lines += [
        "import theano.typed_list as L",
        f"l, k = L.TypedListType({kind})('l'), L.TypedListType({kind})('k')",
        f"x, i = {kind}('x'), T.lscalar('i')",
    ]
    pool = ["l", "k"]
    outs = []
    for _ in range(p.integer(1, 4)):
        a, b = p.one_of(*pool), p.one_of(*pool)
        name = p.name("q")
        p.lines.append(f"{name} = " + p.one_of(
            f"L.append({a}, x)", f"L.extend({a}, {b})", f"L.insert({a}, i, x)", f"L.remove({a}, x)", f"L.reverse({a})", f"{a}[{p.one_of('1:', ':2', '::-1', 'i:')}]", f"{a}.append(x * 2)", f"{a}.reverse()", f"{a}.extend({b})",
            f"L.make_list([x, x + 1])",
        ))  # fmt: skip
        pool.append(name)
    for _ in range(p.integer(1, 3)):
        a = p.one_of(*pool[::-1])
        outs.append(
            p.one_of(
                f"{a}",
                f"{a}[0]",
                f"{a}[-1]",
                f"{a}[i]",
                f"L.length({a})",
                f"L.count({a}, x)",
                f"L.index_({a}, x)",
                f"{a}[0] * 2 + x",
                f"L.getitem({a}, i)",
                f"{a}.count(x)",
                f"T.sum({a}[0] ** 2)",
            )
        )
    p.lines.append(f"f = F([l, k, x, i], [{', '.join(outs)}], on_unused_input='ignore')")
    calls = []
    for n in range(2):
        sizes = [p.shape(ndim) if p.chance(0.5) else (2,) * ndim for _ in range(3)]
        first, second = (
            [f"{p.values(dtype, shape)}" for shape in some] for some in (sizes[: p.integer(1, 3)], sizes[:2])
        )
        p.lines.append(f"A{n}, B{n} = [{', '.join(first)}], [{', '.join(second)}]")
        p.lines.append(f"X{n} = {p.one_of(f'A{n}[0]', p.values(dtype, sizes[0]))}")
        calls += [f"call(f, A{n}, B{n}, X{n}, {p.one_of(0, 1, -1, 2)})"] * 2
    p.lines.append(f"[{', '.join([*calls, calls[0], 'A0', 'B0', 'X1'])}]")
    p.finished = True


# ---------------------------------------------------------------- several functions of one state


def several(p):
    """Functions of one graph and state, called in turn with other shapes, copied, and with parts of their outputs."""
    n = p.integer(1, 4)
    p.lines += [
        f"s = theano.shared({p.values('float64', (n,))}, 's')", f"m = theano.shared({p.values('float64', (n, n))}, 'm')",
        "c = theano.shared(0, 'c')", "x, y, i = T.dmatrix('x'), T.dvector('y'), T.lscalar('i')",
        "h = " + p.one_of("T.tanh(T.dot(x, m) + s)", "x * s - m.sum()", "T.nnet.softmax(x + s)", "T.dot(x, m)[:, ::-1] * s", "T.sort(x, axis=1) + s", "T.cumsum(x, axis=0) * s", "x[::-1] + m[0]", "T.maximum(x, s) / 2", "T.switch(x > s, x, s)"),
        "r = " + p.one_of("theano.scan(lambda a, p, w: a * 0.5 + p * w, sequences=h, outputs_info=T.zeros_like(s), non_sequences=s)[0]", "theano.map(lambda a: T.dot(a, m), h)[0]", "theano.reduce(lambda a, p: a + 2 * p, h, T.zeros_like(s))[0]", "h", "theano.ifelse.ifelse(T.gt(h.sum(), 0), h, -h)", "theano.scan(lambda p: p + 1, outputs_info=h, n_steps=i + 1)[0][-1]", "T.alloc(s, x.shape[0], s.shape[0]) + h"),
        "z = r " + p.one_of("* 2", "+ y.sum()", "- s", "** 2", "+ c", "/ (1 + i)"),
        f"cost = {p.one_of('z.sum()', 'z.mean()', '(z ** 2).sum()', 'T.tanh(z).sum()', 'z.max()', 'z.std()', 'z.norm(2)')}",
        "gs = T.grad(cost, [s, m], disconnected_inputs='ignore')",
    ]  # fmt: skip
    ups = p.one_of(
        "[(s, s - 0.1 * gs[0])]",
        "[(m, m - 0.1 * gs[1]), (s, s + 0.01)]",
        "[(c, c + 1)]",
        "[(s, s[::-1]), (m, m.T)]",
        "{s: s * 0.9}",
        "[(c, c + i), (s, s - 0.05 * gs[0]), (m, m - 0.05 * gs[1])]",
        "[(s, m[0]), (m, T.set_subtensor(m[0], s))]",
        "[(s, T.zeros_like(s)), (c, c + 1)]",
    )
    p.lines += [
        f"f = F([x, y, i], {p.one_of('[z, cost]', 'z', '[cost, s]', '[r, z, m]', '[cost] + gs')}, updates={ups}, on_unused_input='ignore')",
        f"g = F([x, y, i], {p.one_of('gs', '[z, h]', 'cost', '[cost, gs[0]]', 'h')}, on_unused_input='ignore'{p.one_of('', '', ', givens={s: s * 2}', ', givens={m: T.eye(%d)}' % n, ', givens=[(y, y + 1)]')})",
        "k = "
        + p.one_of(
            "f",
            "f.copy()",
            "f.copy(name='other')",
            "f.copy(swap={s: theano.shared(s.get_value() + 1)})",
            "F([], [s * 2, m.sum(), c + 1])",
            "F([theano.In(i, value=2)], s * i, updates=[(c, c + i)])",
        ),
    ]
    takes = 0 if "F([" in p.lines[-1] else 3
    rows = [p.one_of(0, 1, 2, 3, 5) for _ in range(4)]
    calls = []
    for j, count in enumerate(rows):
        p.lines.append(f"X{j}, Y{j} = {p.laid_out('float64', (count, n))}, {p.values('float64', (p.integer(0, 3),))}")
    for _ in range(p.integer(4, 8)):
        j, which = p.integer(0, 3), p.one_of("f", "f", "g", "k")
        given = "" if which == "k" and not takes else f", X{j}, Y{j}, {p.integer(0, 2)}"
        calls.append(f"call({which}{given})")
        if p.chance(0.15):
            calls.append(
                p.one_of(
                    f"call(s.set_value, {p.values('float64', (n,))})",
                    "s.get_value()",
                    "spoil(call(s.get_value))",
                    f"spoil({calls[-1]})",
                    "call(c.set_value, 0)",
                    "call(f, X0, Y0, 'a')",
                    f"call(f, {p.values('float64', (2, n + 1))}, Y0, 0)",
                )
            )
    p.lines.append(
        f"[{', '.join([*calls, *[f'X{j}' for j in range(4)], 's.get_value()', 'm.get_value()', 'c.get_value()'])}]"
    )
    p.finished = True


FAMILIES = {"models": models, "sparse": sparse, "lists": lists, "several": several}
