"""What functions take, keep and give: states, updates, givens, defaults, borrowing; branches; random numbers."""

# ruff: noqa: E501 (runs on Python 3.8; lines that are text)

from contextlib import suppress

from tests.oracle.grammar.arrays import INDEXING, SHAPES
from tests.oracle.grammar.linear import dot
from tests.oracle.grammar.loops import scan
from tests.oracle.grammar.numbers import ELEMENTWISE, gradient, reduce
from tests.oracle.grammar.program import NoneFits, Var


def state(p):
    p.dtypes = p.one_of(["float64"], ["float64", "float32"], ["float64", "int64"], ["float32"])
    for _ in range(p.integer(1, 3)):
        p.state(None, p.shape() if p.chance(0.5) else (p.sizes[0],))
    if p.chance(0.7):
        p.input(None, (p.sizes[0],) if p.chance(0.6) else None)
    p.steps({**ELEMENTWISE, **{r: w / 3 for r, w in {**INDEXING, **SHAPES}.items()}, dot: 0.5}, p.integer(1, 4))
    shared, options, more = list(p.shared), [], []
    for s in shared:
        fitting = [v for v in p.pool if v.dtype == s.dtype and v.shape == s.shape]
        kind = p.integer(0, 9)
        if kind < 5 and fitting:
            p.updates.append((s, p.one_of(*fitting)))
        elif kind < 7:
            p.updates.append(
                (
                    s,
                    p.one_of(
                        f"{s} + 1",
                        f"{s} * 2",
                        f"-{s}",
                        f"{s}[::-1]" if s.ndim else f"{s} - 1",
                        f"T.set_subtensor({s}[0], 0)" if s.ndim else f"{s} + {s}",
                        f"T.inc_subtensor({s}[1:], 1)" if s.ndim else f"{s} * {s}",
                    ),
                )
            )
    swap = [s for s in shared if any(t is not s and t.dtype == s.dtype and t.shape == s.shape for t in shared)]
    if len(swap) > 1 and p.chance(0.6):
        a = swap[0]
        b = (
            next(t for t in swap[1:] if t.dtype == a.dtype and t.shape == a.shape)
            if any(t.dtype == a.dtype and t.shape == a.shape for t in swap[1:])
            else None
        )
        if b:
            p.updates = [(a, b), (b, p.one_of(a, f"{a} + {b}"))]
    if p.chance(0.2) and len(p.pool) > 1:
        old = p.one_of(*[v for v in p.pool if v.text[0] in "vxs"])
        new = p.leaf(old.dtype, old.shape)
        if new.text != old.text:
            options.append(f"givens={p.one_of(f'[({old}, {new})]', f'{{{old}: {new}}}')}")
            if old.text[0] == "x" and p.chance(0.7):
                p.inputs = [item for item in p.inputs if item[0].text != old.text]
    if p.chance(0.1):
        options.append("no_default_updates=True")
    specs = []
    borrowed = []
    for var, _, _ in p.inputs:
        kind = p.integer(0, 11)
        if kind == 0:
            specs.append(f"theano.In({var}, borrow=True)")
        elif kind == 1:
            specs.append(f"theano.In({var}, mutable=True)")
            borrowed.append(var)
        elif kind == 2:
            specs.append(f"theano.In({var}, allow_downcast=True)")
        elif kind == 3:
            specs.append(f"theano.In({var})")
        elif kind == 4 and var is p.inputs[-1][0]:
            specs.append(f"theano.In({var}, value={p.values(var.dtype, var.shape)})")
        else:
            specs.append(var.text)
    results = p.results()
    if shared and p.chance(0.4):
        results.append(p.one_of(*shared))
    if p.inputs and p.chance(0.2):
        results.append(p.inputs[0][0])
    if p.chance(0.1):
        results.append(results[0])
    wanted = ", ".join(f"theano.Out({v}, borrow=True)" if p.chance(0.08) else v.text for v in results)
    if p.chance(0.1):
        wanted = "{" + ", ".join(f"'{'abcdefg'[i]}': {v}" for i, v in enumerate(results)) + "}"
    else:
        wanted = f"[{wanted}]"
    if p.updates:
        pairs = ", ".join(f"({a}, {b})" for a, b in p.updates)
        options.append(f"updates=[{pairs}]" if p.chance(0.7) else f"updates=theano.OrderedUpdates([{pairs}])")
    p.lines.append(
        f"f = F([{', '.join(specs)}], {wanted}, {', '.join([*options, 'on_unused_input=' + repr('ignore')])})"
    )
    names = [v for v in results if v.text.startswith("v")]
    if p.chance(0.25):
        more = later(p, shared)
    if borrowed:
        # what an argument that may be overwritten is afterwards is no answer; each call takes one of its own
        results = [f"call(f, {', '.join(p.arguments())})" for _ in range(3)]
        states = [f"{s}.get_value()" for s in shared]
        p.lines.append(f"[{', '.join([*results, *states])}]")
        p.finished = True
        return
    p.calls(more, names)


def later(p, shared):
    """Other things that are done with a function, or a shared variable."""
    more = []
    s = p.one_of(*shared)
    given = ", ".join(f"A{i}" for i in range(len(p.inputs)))
    kind = p.integer(0, 6)
    if kind == 0:
        more += [
            f"call({s}.set_value, {p.values(s.dtype, s.shape)})",
            f"call(f{', ' if given else ''}{given})",
            f"{s}.get_value()",
        ]
    elif kind == 1:
        more += [f"call(f.copy(){', ' if given else ''}{given})", f"{s}.get_value()"]
    elif kind == 2:
        t = p.name("s")
        p.head.append(
            f"{t} = theano.shared({p.values(s.dtype, s.shape)}, '{t}'{f', broadcastable={s.pattern}' if any(s.pattern) else ''})"
        )
        more += [
            f"call(f.copy(swap={{{s}: {t}}}){', ' if given else ''}{given})",
            f"{s}.get_value()",
            f"{t}.get_value()",
        ]
    elif kind == 3:
        more += [f"{s}.get_value(borrow=True)", f"call(f{', ' if given else ''}{given})", f"{s}.get_value()"]
    elif kind == 4:
        dtype = p.one_of("float32", "int64", "float64", "int8")
        more += [f"call({s}.set_value, {p.values(dtype, p.shape())})", f"{s}.get_value()"]
    elif kind == 5:
        more += [f"call(f, {given}{', ' if given else ''}output_subset=[0])"]
    else:
        more += ["call(f.free)", f"call(f{', ' if given else ''}{given})"]
    return more


def branch(p):
    condition = p.one_of("number", "number", "compare", "constant")
    if condition == "number":
        c = p.input(p.one_of("int64", "int8", "bool", "float64"), (), 0, 1).text
    elif condition == "compare":
        x = p.pick(lambda v: v.kind == "f")
        c = f"T.{p.one_of('gt', 'lt', 'ge')}({x}{'.sum()' if x.ndim else ''}, {p.one_of('0', '0.5', '1')})"
    else:
        c = p.one_of("1", "0", "T.constant(1)", "np.int8(0)")
    x = p.pick()
    y = p.pick(dtype=x.dtype, shape=x.shape, new=0.4)
    kind = p.one_of("one", "one", "two", "other", "constant")
    if kind == "two":
        z = p.pick()
        w = p.pick(dtype=z.dtype, shape=z.shape)
        names = p.name(), p.name()
        p.lines.append(f"{names[0]}, {names[1]} = theano.ifelse.ifelse({c}, [{x}, {z}], [{y}, {w}])")
        p.pool += [Var(names[0], *x[1:]), Var(names[1], *z[1:])]
        return None
    if kind == "other":
        y = p.pick(lambda v: v.ndim == x.ndim)
    if kind == "constant" and not x.ndim:
        return p.let(f"theano.ifelse.ifelse({c}, {x}, {p.one_of('0', '1.0', '2')})", x.dtype, x.shape)
    return p.let(f"theano.ifelse.ifelse({c}, {x}, {y})", x.dtype, x.shape)


def lazy(p):
    p.dtypes = p.one_of(["float64"], ["float64", "float32"], ["float64", "int32"])
    for _ in range(p.integer(1, 2)):
        p.leaf()
    p.steps(ELEMENTWISE, p.integer(0, 2))
    p.steps({branch: 1}, p.one_of(1, 1, 2))
    p.steps({**ELEMENTWISE, branch: 2, **INDEXING}, p.integer(0, 3))
    gradient(p, 0.4)
    if p.shared and p.chance(0.5):
        s = p.one_of(*p.shared)
        fitting = [v for v in p.pool if v.dtype == s.dtype and v.shape == s.shape and v.text.startswith("v")]
        if fitting:
            p.updates.append((s, fitting[-1]))


# --- random numbers


def draws(p, streams):
    """A random variable, as text: (text, dtype, shape)."""
    shape = p.shape(p.one_of(1, 1, 2, 0))
    if streams == "MRG":
        shape = p.shape(p.one_of(1, 1, 2), low=1)
        kind = p.one_of("uniform", "uniform", "normal", "normal", "binomial", "multinomial", "choice", "truncated")
        dtype = p.one_of("", ", dtype='float32'", ", dtype='float64'")
        real = "float32" if "32" in dtype else "float64"
        if kind == "uniform":
            return f"r.uniform({shape}{p.one_of('', ', -1, 2', ', low=0., high=3.')}{dtype})", real, shape
        if kind == "normal":
            return f"r.normal({shape}{p.one_of('', ', 1.0, 2.0', ', avg=-1., std=0.1')}{dtype})", real, shape
        if kind == "truncated":
            return f"r.truncated_normal({shape}{dtype})", real, shape
        if kind == "binomial":
            return (
                f"r.binomial({shape}, p={p.one_of('0.5', '0.2', '0.9')}{p.one_of('', ', dtype=' + repr('float64'), ', dtype=' + repr('int32'))})",
                "int64",
                shape,
            )
        rows, n = p.integer(1, 3), p.integer(2, 4)
        weights = p.input("float64", (rows, n), 0.1, 1)
        pvals = f"{weights} / {weights}.sum(axis=1, keepdims=True)"
        if kind == "choice":
            size = p.integer(1, n)
            return f"r.choice(size={size}, replace=False, p={pvals})", "int64", (rows, size)
        return (
            f"r.multinomial(pvals={pvals}, n={p.one_of(1, 1, 3)}{p.one_of('', ', dtype=' + repr('int64'))})",
            "int64",
            (rows, n),
        )
    kind = p.one_of(
        "uniform",
        "normal",
        "binomial",
        "random_integers",
        "permutation",
        "choice",
        "poisson",
        "multinomial",
        "shuffle_row_elements",
        "vector",
    )
    if kind == "uniform":
        return (
            f"r.uniform({shape}{p.one_of('', ', -1, 2', ', low=0.5, high=1.5', ', dtype=' + repr('float32'))})",
            "float64",
            shape,
        )
    if kind == "normal":
        return (
            f"r.normal({shape}{p.one_of('', ', 1.0, 2.0', ', avg=-1., std=0.1', ', dtype=' + repr('float32'))})",
            "float64",
            shape,
        )
    if kind == "binomial":
        return (
            f"r.binomial({shape}, n={p.one_of(1, 5)}, p={p.one_of('0.5', '0.2')}{p.one_of('', ', dtype=' + repr('float64'))})",
            "int64",
            shape,
        )
    if kind == "random_integers":
        return f"r.random_integers({shape}, {p.one_of('0, 5', 'low=1, high=3', '-2, 2')})", "int64", shape
    if kind == "permutation":
        return f"r.permutation({p.one_of('(2,)', '()', '(1,)')}, n={p.integer(1, 5)})", "int64", (2, 5)
    if kind == "choice":
        return f"r.choice({shape}, a={p.integer(2, 5)}, replace=True)", "int64", shape
    if kind == "poisson":
        return f"r.poisson({shape}, lam={p.one_of('1.0', '3.5')})", "int64", shape
    if kind == "multinomial":
        return f"r.multinomial({(p.integer(1, 3),)}, n={p.integer(1, 4)}, pvals=[0.2, 0.3, 0.5])", "int64", (2, 3)
    if kind == "shuffle_row_elements":
        x = p.pick(lambda v: v.ndim == 2 and v.kind == "f")
        return f"r.shuffle_row_elements({x})", x.dtype, x.shape
    a, b = p.pick(lambda v: v.ndim == 1 and v.kind == "f"), p.one_of("1.0", "0.5")
    return (
        p.one_of(
            f"r.normal(avg={a}, std={b})", f"r.uniform(low={a}, high={a} + {b})", f"r.normal({a}.shape, {a}, {b})"
        ),
        "float64",
        a.shape,
    )


def randoms(p):
    p.dtypes = ["float64"]
    p.specials = False
    streams = p.one_of("RandomStreams", "MRG")
    seed = p.integer(1, 9999)
    p.head.append(
        {
            "RandomStreams": f"r = T.shared_randomstreams.RandomStreams({seed})",
            "MRG": f"r = theano.sandbox.rng_mrg.MRG_RandomStreams({seed})",
        }[streams]
    )
    if p.chance(0.6):
        p.leaf(None, p.shape(low=1))
    drawn = []
    for _ in range(p.one_of(1, 1, 2, 3)):
        with suppress(NoneFits):
            drawn.append(p.let(*draws(p, streams)))
    p.steps({**ELEMENTWISE, reduce: 2, **INDEXING}, p.integer(0, 3))
    gradient(p, 0.2)
    more = []
    if p.chance(0.2):
        p.lines.append(f"g = F([], {drawn[0] if drawn and not p.inputs else 'r.uniform((2,))'})")
        more = ["call(g)", "call(g)"]
    if p.chance(0.15) and streams == "RandomStreams":
        more += [f"call(r.seed, {p.integer(1, 99)})", *(["call(f)"] if not p.inputs else [])]
    options = ["no_default_updates=True"] if p.chance(0.05) else []
    p.finish(outputs=p.outputs or [*drawn[:2], *p.results(2)], options=options, more=more)


def mixed(p):
    """Everything together."""
    p.dtypes = p.one_of(["float64"], ["float64", "float64", "float32"], ["float64", "int64"])
    p.specials = False
    p.leaf(None, p.shape(low=1))
    from tests.oracle.grammar.arrays import sort
    from tests.oracle.grammar.layers import NNET
    from tests.oracle.grammar.linear import algebra, products

    few = {rule: w / 6 for rule, w in {**INDEXING, **SHAPES}.items()}
    p.steps(
        {**ELEMENTWISE, **few, **NNET, sort: 0.7, dot: 2, products: 1, algebra: 0.7, branch: 1, scan: 2},
        p.integer(2, 7),
    )
    if p.chance(0.3) and p.shared:
        s = p.one_of(*p.shared)
        fitting = [v for v in p.pool if v.dtype == s.dtype and v.shape == s.shape and v.text != s.text]
        if fitting:
            p.updates.append((s, p.one_of(*fitting)))
    gradient(p, 0.5)


FAMILIES = {"state": state, "lazy": lazy, "randoms": randoms, "mixed": mixed}
