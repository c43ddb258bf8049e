"""Calls that fail, whatever way, and what they leave: states, arguments, generators, and the function's next call."""

# ruff: noqa: E501 (runs on Python 3.8; lines that are text)

RAISES = """class Raises(theano.Op):
    __props__ = ()
    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, out):
        if inputs[0].sum() > 5:
            raise ZeroDivisionError('too much')
        out[0][0] = inputs[0] * 2
    def infer_shape(self, node, shapes):
        return shapes"""

PARTS = [
    "x + y", "x * y + w", "m[i].sum(0)", "m[i] * x", "w[k]", "m[k, :1]", "T.set_subtensor(m[i], x).sum(0)", "Raises()(x) + 1", "Raises()(x * w)",
    "theano.tensor.opt.Assert('no')(x, T.all(x < 2)) * 2", "theano.scan(lambda a, p: T.set_subtensor(p[a], 7.), i, w)[0][-1]",
    "theano.scan(lambda a, p: p + a * y, x, w)[0][-1]", "theano.scan(lambda a, p: Raises()(p + a), x, w)[0]", "theano.scan(lambda a, p: p + m[a], i, w)[0].sum(0)",
    "theano.map(lambda a: Raises()(T.stack([a, a])).sum(), x)[0]", "theano.ifelse.ifelse(T.gt(k, 0), m[i].sum(0), x)", "theano.ifelse.ifelse(T.gt(k, 0), w + x, Raises()(x))",
    "theano.OpFromGraph([a, b], [a + b])(x, y)", "theano.OpFromGraph([a, b], [Raises()(a) * b])(x, w)", "x.reshape((k, 2)).sum()", "T.dot(m, x)", "T.dot(x, y) + w",
    "T.concatenate([m, x.dimshuffle('x', 0)]).sum(0)", "T.exp(w)[:, None] * x[i]", "T.nnet.softmax(m + x)[T.arange(i.shape[0]), i].sum()", "x // k", "T.clip(x, w, y)",
]  # fmt: skip
UPDATES = [
    "(w, w + {0})", "(w, {0} + v)", "(w, w * 2), (v, {0} + 1)", "(w, v), (v, w)", "(w, v), (v, {0} * 1.)", "(m, T.inc_subtensor(m[i], x))", "(m, T.set_subtensor(m[k], x))",
    "(m, m + x), (w, {0})", "(c, c + 1)", "(c, c + 1), (w, T.inc_subtensor(w[(w > 0).nonzero()], 1.))", "(w, T.inc_subtensor(w[w > 0], x[0]))", "(w, w[::-1]), (c, c + k)",
    "(w, T.set_subtensor(w[:2], 0.)), (v, v + {0})", "(w, theano.scan(lambda a, p: p + a, x, w)[0][-1]), (c, c + 1)", "(m, m.T.T * 2), (v, m[k] + {0})", "(w, rng.normal(w.shape)), (c, c + 1)",
    "(m, T.inc_subtensor(m[:, 0], 1.)), (w, w + m[0] + {0})", "(w, T.switch(w > 0, {0}, w))", "(v, T.cumsum(w)), (w, w + {0}), (c, c - 1)", "(m, T.dot(m, T.eye(3))), (w, w + 1 + {0} / 2)",
]  # fmt: skip
FINE = {"x": ["ones(3)", "arange(3.) / 4", "array([.5, -1, .25])"], "y": ["ones(3)", "arange(3.)"], "i": ["array([0, 2])", "array([1, 1, 0])"], "k": ["1", "0", "2"]}  # fmt: skip
WRONG = {
    "x": ["ones(2)", "ones(3) * 4", "ones((2, 2))", "array([])", "full(3, np.nan)", "ones(4)[::2]", "array(['a'])", "ones(3, 'complex64')"],
    "y": ["ones(2)", "ones(4)", "array(1.)", "array([])", "ones((1, 3))"], "i": ["array([0, 5])", "array([-9])", "array([0.5])", "array([], 'int64')", "array([3])"],
    "k": ["7", "-5", "3.5", "-1", "3", "[1]"],
}  # fmt: skip


def failing(p):
    n = p.integer(1, 3)
    p.lines += [
        RAISES,
        "w, v = theano.shared(np.arange(1., 4), 'w'), theano.shared(np.array([-1., .5, 2]), 'v')",
        "m, c = theano.shared(np.arange(12.).reshape(4, 3) / 10, 'm'), theano.shared(0, 'c')",
        "x, y, i, k, a, b = T.dvector('x'), T.dvector('y'), T.lvector('i'), T.lscalar('k'), T.dvector('a'), T.dvector('b')",
        f"rng = {p.one_of('T.shared_randomstreams.RandomStreams(3)', 'theano.sandbox.rng_mrg.MRG_RandomStreams(3)')}",
    ]
    parts = [p.one_of(*PARTS) for _ in range(n)]
    outs = [p.one_of(each, each, f"{each} * 2", f"T.exp(-{each})", f"T.sum({each})") for each in parts]
    if p.chance(0.3):
        outs.insert(p.integer(0, n), p.one_of("rng.uniform((2,))", "rng.normal((2,))", "rng.binomial((3,))"))
    update = p.one_of(*UPDATES).format(p.one_of(parts[0], parts[0], "x", "y"))
    names = {"x": "x", "y": "y", "i": "i", "k": "k"}
    names["x"] = p.one_of("x", "x", "x", "theano.In(x, borrow=True)", "theano.In(x, mutable=True)")
    if p.chance(0.15):
        names["k"] = p.one_of("theano.In(k, value=1)", "theano.In(k, value=1, update=k + 1)")
    given = p.one_of("", "", "", "", ", givens={v: v * 2}", ", givens=[(a, x)]")
    p.lines.append(
        f"f = F([{', '.join(names.values())}], [{', '.join(outs)}], updates=[{update}], on_unused_input='ignore'{given})"
    )
    which = ["f"]
    if p.chance(0.3):
        other = "F([x, y, i, k], w + x, updates=[(w, w + x)], on_unused_input='ignore')"
        p.lines.append("g = " + p.one_of("f.copy()", "f.copy(share_memory=True)", other))
        which.append("g")
    p.lines.append("def now():\n    return [s.get_value() for s in (w, v, m, c)]")
    told = []
    for j in range(p.integer(4, 6)):
        wrong = p.one_of(*"xyik") if j % 2 or p.chance(0.3) else None
        args = {name: p.one_of(*(WRONG if name == wrong else FINE)[name]) for name in "xyik"}
        p.lines.append(f"A{j} = [{', '.join('np.' + args[name] for name in 'xyi')}]")
        told += [f"call({p.one_of(*which)}, *A{j}, {args['k']})", "now()", *([f"A{j}"] if "mutable" not in names["x"] else [])]  # fmt: skip
    p.lines.append(f"[{', '.join(told)}]")
    p.finished = True


FAMILIES = {"failing": failing}
