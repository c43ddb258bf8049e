"""scan and what is made of it."""

# ruff: noqa: E501 (runs on Python 3.8; lines that are text)

from contextlib import suppress

from tests.oracle.grammar.arrays import INDEXING, number_input
from tests.oracle.grammar.numbers import ELEMENTWISE, gradient, reduce
from tests.oracle.grammar.program import NoneFits, Var


def same(p, shape, dtype, depth=None):
    """An expression of a shape and dtype, of what is in the pool."""
    depth = p.integer(0, 3) if depth is None else depth
    fitting = [v for v in p.pool if v.shape == tuple(shape) and v.dtype == dtype]
    if not depth:
        if fitting:
            return p.one_of(*fitting, fitting[-1]).text
        others = [v for v in p.pool if v.dtype == dtype and shape and v.shape and v.ndim == len(shape)]
        scalars = [v for v in p.pool if v.dtype == dtype and not v.shape]
        if scalars:
            return f"T.zeros({tuple(shape)}, '{dtype}') + {p.one_of(*scalars)}" if shape else p.one_of(*scalars).text
        return (
            f"T.cast({p.number('float64')}, '{dtype}')"
            if not shape
            else f"T.{p.one_of('zeros', 'ones')}({tuple(shape)}, '{dtype}')"
        )
    a = same(p, shape, dtype, depth - 1)
    if dtype[0] in "iu":
        b = same(p, shape, dtype, p.integer(0, depth - 1))
        return p.one_of(f"{a} + {b}", f"({a}) - {b}", f"T.maximum({a}, {b})", f"({a}) * 2 % 7", f"({a}) + 1", a)
    b = same(p, shape, dtype, p.integer(0, depth - 1))
    more = []
    if len(shape) == 1:
        square = [v for v in p.pool if v.dtype == dtype and v.shape == (shape[0], shape[0])]
        if square:
            more += [f"T.dot({a}, {p.one_of(*square)})", f"T.tanh(T.dot({a}, {p.one_of(*square)}))"] * 2
        more += [
            f"({a})[::-1]",
            f"T.roll({a}, 1)",
            f"T.set_subtensor(({a})[0], 0.5)",
            f"T.inc_subtensor(({a})[:1], 1)",
            f"T.nnet.softmax({a})[0]",
            f"T.cumsum({a})",
            f"T.sort({a})",
            f"T.concatenate([({a})[1:], ({b})[:1]])",
        ]
    if len(shape) == 2:
        square = [v for v in p.pool if v.dtype == dtype and v.shape == (shape[1], shape[1])]
        if square:
            more += [f"T.dot({a}, {p.one_of(*square)})", f"T.nnet.sigmoid(T.dot({a}, {p.one_of(*square)}))"]
        more += [f"T.nnet.softmax({a})", f"({a}) - ({a}).mean(axis=0)", f"({a})[::-1]"]
    scalars = [v for v in p.pool if v.dtype == dtype and not v.shape]
    if scalars and shape:
        more += [f"({a}) * {p.one_of(*scalars)}", f"({a}) + {p.one_of(*scalars)}"]
    others = [v for v in p.pool if v.dtype == dtype and v.shape and v.shape != tuple(shape) and 0 not in v.shape]
    if others:
        more.append(f"({a}) + {p.one_of(*others)}.{p.one_of('sum', 'mean', 'max')}()")
    return p.one_of(
        f"{a} + {b}", f"{a} + {b}", f"({a}) * {p.one_of('0.5', '2', '-1', '0.9')}", f"T.tanh({a})", f"T.tanh({a} + {b})", f"({a}) * ({b})", f"({a}) - ({b})",
        f"T.nnet.sigmoid({a})", f"T.switch({a} > {b}, {a}, 0.5 * ({b}))", f"T.maximum({a}, {b})", f"({a}) ** 2 * 0.3", f"T.exp(-T.sqr({a}))", f"({a}) / 2", f"({a}) + 1",
        *more, *more,
    )  # fmt: skip


def scan(p, depth=0):
    """A loop, and variables that take of its results."""
    n = p.one_of(*p.sizes, 3, 4, 5, 1 if p.chance(0.3) else 2)
    dtype = p.one_of("float64", "float64", "float64", *p.dtypes, "int64" if p.chance(0.3) else "float64")
    inner = p.one_of((), (), (p.size(),), (p.size(),), (p.size(), p.size()))
    sequences, infos, others, arguments = [], [], [], []

    def argument(text_of, shape, kind):
        name = p.name("a")
        arguments.append(Var(name, kind, tuple(shape), (False,) * len(shape)))
        return name

    def outer(shape, kind=dtype):
        return p.pick(dtype=kind, shape=shape, new=0.6, low=-1, high=1)

    for _ in range(p.one_of(0, 1, 1, 1, 2)):
        shape = p.one_of(inner, inner, ())
        length = n + (p.integer(0, 2) if p.chance(0.2) else 0)
        how = p.integer(0, 9)
        if how == 0:
            sequences.append(f"T.arange({length})")
            argument("", (), "int64")
        elif how <= 2:
            taps = sorted(p.random.sample([-2, -1, 0, 1, 2], p.integer(1, 3)))
            if p.chance(0.2):
                taps = taps[::-1]
            width = max(max(taps), 0) - min(min(taps), 0)
            x = outer((length + width, *shape))
            sequences.append(f"dict(input={x}, taps={taps})")
            for _ in taps:
                argument("", shape, dtype)
        else:
            x = outer((length, *shape))
            sequences.append(x.text if p.chance(0.8) else f"{x}[::-1]")
            argument("", shape, dtype)
    states = []
    for _ in range(p.one_of(0, 1, 1, 1, 2, 2, 3) if sequences else p.one_of(1, 1, 2)):
        shape = p.one_of(inner, inner, ())
        kind = p.integer(0, 9)
        if kind <= 5:
            x = outer(shape)
            infos.append(p.one_of(x.text, x.text, x.text, f"dict(initial={x}, taps=[-1])", f"dict(initial={x})"))
            argument("", shape, dtype)
        elif kind == 6:
            infos.append(
                p.one_of(
                    f"T.zeros({shape}, '{dtype}')" if shape else f"T.constant(0, dtype='{dtype}')",
                    f"T.zeros_like({outer(shape)})",
                    f"T.constant({p.values(dtype, shape)})",
                )
            )
            argument("", shape, dtype)
        else:
            taps = p.one_of([-1, -2], [-2, -1], [-2], [-3, -1], [-1, -2, -3])
            x = outer((-min(taps), *shape))
            infos.append(f"dict(initial={x}, taps={taps})")
            for _ in taps:
                argument("", shape, dtype)
        states.append(shape)
    extra = [p.one_of(inner, ()) for _ in range(p.one_of(0, 0, 1) if states else p.one_of(1, 1, 2))]
    infos += ["None"] * len(extra)
    for _ in range(p.one_of(0, 0, 1, 2)):
        shape = p.one_of(inner, (), inner * 2 if len(inner) == 1 else inner)
        others.append(outer(shape).text)
        argument("", shape, dtype)

    closure = [v for v in p.pool if v.dtype == dtype] if not p.chance(0.4) else []
    until = p.chance(0.12)
    updated = p.chance(0.05) and not depth and not p.in_body
    step = p.name("step")

    def write():
        if depth < 1 and p.chance(0.1 if depth == 0 else 0):
            with suppress(NoneFits):
                scan(p, depth + 1)
        if p.chance(0.15):
            p.steps({ELEMENTWISE_ONE: 1}, 1)
        results = [same(p, shape, dtype) for shape in [*states, *extra]]
        for i, shape in enumerate([*states, *extra]):
            if p.chance(0.2):  # through a name, which others may use
                results[i] = p.let(results[i], dtype, shape).text
        return results

    lines, results = p.body([*closure, *arguments] if p.chance(0.5) else [*arguments, *closure[:2], *arguments], write)
    if p.chance(0.15) and len(results) > 1 and states:  # one state becomes the next
        results[p.integer(0, len(results) - 1)] = (
            p.one_of(*arguments).text if len({v.shape for v in arguments}) == 1 else results[0]
        )
    returned = results[0] if len(results) == 1 and p.chance(0.8) else f"[{', '.join(results)}]"
    if until:
        condition = f"{results[0]}" if not [*states, *extra][0] else f"({results[0]}).sum()"
        returned = f"{returned}, theano.scan_module.until({condition} {p.one_of('>', '<')} {p.one_of('0.5', '1', '5', '-0.5', '0')})"
    if updated:
        counter = p.state("float64", ())
        returned = f"{returned}, {{{counter}: {counter} + 1}}"
    p.lines += [f"def {step}({', '.join(map(str, arguments))}):", *lines, f"    return {returned}"]
    options = []
    has_length = bool(sequences)
    if not has_length or p.chance(0.15):
        steps = n if not has_length or p.chance(0.7) else p.integer(0, n + (1 if p.chance(0.1) else 0))
        options.append(
            f"n_steps={steps}" if p.chance(0.7) else f"n_steps={number_input(p, max(1, steps - 2), max(1, steps))}"
        )
    if p.chance(0.15):
        options.append("go_backwards=True")
    if p.chance(0.12):
        options.append(f"truncate_gradient={p.integer(1, 3)}")
    if p.chance(0.05):
        options.append("strict=True")
    if p.chance(0.1):
        options.append("return_list=True")
    parts = [step]
    for word, things in (
        ("sequences", sequences),
        ("outputs_info", infos if states or p.chance(0.7) else []),
        ("non_sequences", others),
    ):
        if things:
            parts.append(
                f"{word}={things[0] if len(things) == 1 and things[0] != 'None' and p.chance(0.5) else '[' + ', '.join(things) + ']'}"
            )
    result, changes = p.name("o"), p.name("u")
    p.lines.append(f"{result}, {changes} = theano.scan({', '.join([*parts, *options])})")
    if updated:
        p.options["updates"] = changes
    for i, shape in enumerate([*states, *extra]):
        single = len(states) + len(extra) == 1 and "return_list=True" not in options
        take(p, result if single else f"{result}[{i}]", dtype, (n, *shape))


def ELEMENTWISE_ONE(p):
    p.steps(ELEMENTWISE, 1)


def take(p, text, dtype, shape):
    """One or two of the ways to use a result."""
    n = shape[0]
    for _ in range(p.one_of(1, 1, 2)):
        how, length = p.one_of(
            ("", n), ("", n), ("[-1]", None), ("[-1]", None), ("[-2:]", min(2, n)), ("[-1:]", 1), ("[::-1]", n), ("[1:]", n - 1), (f"[:{max(n - 1, 0)}]", n - 1), ("[0]", None), ("[-2]", None),
            ("[::2]", (n + 1) // 2), ("[-3:]", min(3, n)), ("[1:-1]", n - 2), (".sum(axis=0)", None), ("[[0, -1]]", 2), ("[:2]", min(2, n)), ("[-1:0:-1]", n - 1), ("[:, ...]", n),
        )  # fmt: skip
        kept = shape[1:] if length is None else (max(length, 0), *shape[1:])
        p.let(text + how, dtype, kept)


def mapped(p):
    """map, reduce, foldl, foldr."""
    name = p.one_of("map", "map", "reduce", "foldl", "foldr")
    dtype = "float64"
    n, inner = p.size(), p.one_of((), (p.size(),))
    x = p.pick(dtype=dtype, shape=(n, *inner), new=0.7)
    a, b = p.name("a"), p.name("a")
    first = Var(a, dtype, inner, (False,) * len(inner))
    if name == "map":
        _, text = p.body([first], lambda: same(p, inner, dtype, p.integer(1, 3)))
        return p.let(f"theano.map(lambda {a}: {text}, {x}{p.one_of('', ', go_backwards=True')})[0]", dtype, x.shape)
    second = Var(b, dtype, inner, (False,) * len(inner))
    _, text = p.body([first, second], lambda: same(p, inner, dtype, p.integer(1, 3)))
    initial = p.pick(dtype=dtype, shape=inner, new=0.7)
    return p.let(f"theano.{name}(lambda {a}, {b}: {text}, {x}, {initial})[0]", dtype, inner)


def bad(p):
    """Make an argument or a loop shorter, longer, or of another kind."""
    if p.inputs and p.chance(0.5):
        i = p.integer(0, len(p.inputs) - 1)
        var, low, high = p.inputs[i]
        if var.shape:
            p.inputs[i] = (var._replace(shape=(max(0, var.shape[0] + p.one_of(-2, -1, 1)), *var.shape[1:])), low, high)


def loops(p):
    p.dtypes = p.one_of(["float64"], ["float64"], ["float64", "float32"], ["float32"])
    p.specials = False
    p.low, p.high = p.one_of((-1, 1), (-2, 2), (0.1, 1))
    if p.chance(0.3):
        p.steps(ELEMENTWISE, 1)
    p.steps({scan: 5, mapped: 1}, p.one_of(1, 1, 1, 2))
    p.steps({reduce: 1, **ELEMENTWISE, **{rule: w / 3 for rule, w in INDEXING.items()}}, p.integer(0, 2))
    gradient(p, 0.45)
    if p.chance(0.06):
        bad(p)
    if p.shared and p.chance(0.2):
        s = p.one_of(*p.shared)
        new = [v for v in p.pool if v.shape == s.shape and v.dtype == s.dtype and v.text != s.text]
        if new:
            p.updates.append((s, p.one_of(*new)))
    if "updates" in p.options:
        p.finish(options=[f"updates={p.options['updates']}"] if not p.updates else [])
    else:
        p.finish()


FAMILIES = {"loops": loops}
