"""What is in no other family: clones, transforms, names of inputs, values of shared variables by themselves."""

# ruff: noqa: E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.numbers import ELEMENTWISE, gradient
from tests.oracle.grammar.program import NoneFits


def clone(p):
    y = p.pick(lambda v: v.text.startswith("v"), new=0)
    x = p.pick(lambda v: v.text.startswith(("x", "s")), new=0)
    other = p.leaf(x.dtype, x.shape)
    return p.let(f"theano.clone({y}, {{{x}: {p.one_of(other, f'{x} * 2', f'{x} + {other}')}}})", y.dtype, y.shape)


def transform(p):
    x = p.pick(lambda v: v.ndim == 2 and v.kind == "f" and 0 not in v.shape)
    norm = p.one_of("", ", norm='ortho'", ", norm='no_norm'")
    n = x.shape[1]
    if p.chance(0.5):
        return p.let(f"T.fft.rfft({x}{norm})", x.dtype, (x.shape[0], n // 2 + 1, 2))
    odd = p.one_of("", ", is_odd=True") if n % 2 else ""
    return p.let(f"T.fft.irfft(T.fft.rfft({x}){odd}{norm})", x.dtype, x.shape)


def scalar_op(p):
    x = p.pick(lambda v: v.kind == "f")
    name = p.one_of("exp", "tanh", "sqr", "neg", "abs_", "sigmoid")
    where = "theano.tensor.nnet.sigm.scalar_sigmoid" if name == "sigmoid" else f"theano.scalar.{name}"
    if p.chance(0.3):
        kind = p.one_of("add", "mul", "maximum", "minimum")
        axis = p.one_of("None", *map(str, range(x.ndim)))
        shape = () if axis == "None" else tuple(n for i, n in enumerate(x.shape) if str(i) != axis)
        return p.let(f"T.elemwise.CAReduce(theano.scalar.{kind}, axis={axis})({x})", x.dtype, shape)
    return p.let(f"T.elemwise.Elemwise({where})({x})", x.dtype, x.shape, x.pattern)


def inner(p):
    """Several operations on numbers in one."""
    x = p.pick(lambda v: v.kind == "f")
    a, b = p.name("a"), p.name("a")
    p.lines.append(f"{a}, {b} = theano.scalar.{x.dtype}('{a}'), theano.scalar.{x.dtype}('{b}')")
    body = p.one_of(f"{a} * {b} + {a}", f"theano.scalar.exp({a}) - {b}", f"theano.scalar.maximum({a}, {b}) * 2")
    return p.let(
        f"T.elemwise.Elemwise(theano.scalar.Composite([{a}, {b}], [{body}]))({x}, {x})", x.dtype, x.shape, x.pattern
    )


def inside_out(p):
    x = p.pick(lambda v: v.kind == "f" and v.ndim > 0)
    kind = p.one_of(
        "max_norm",
        "patternbroadcast",
        "specify_shape",
        "rebroadcast",
        "tensor_method",
        "smallest",
        "logsumexp",
        "mean_var",
        "power",
    )
    text = {
        "max_norm": f"{x} * (T.clip({x}.norm(2, axis=0), 0, 1.5) / (1e-7 + {x}.norm(2, axis=0)))",
        "patternbroadcast": f"T.patternbroadcast({x}, {x.pattern})",
        "specify_shape": f"T.specify_shape({x}, {x.shape})",
        "rebroadcast": f"T.Rebroadcast((0, {x.pattern[0]}))({x})",
        "tensor_method": f"{x}.copy()",
        "smallest": f"T.smallest({x}, {p.one_of('0.5', '1')})",
        "logsumexp": f"{x} - T.log(T.sum(T.exp({x}), axis=0, keepdims=True))",
        "mean_var": f"({x} - T.mean({x})) / T.sqrt(T.var({x}) + 1e-6)",
        "power": f"T.power({x}, 2)" if p.chance(0.5) else f"T.sqr({x}) / T.sum(T.sqr({x}))",
    }[kind]
    return p.let(text, x.dtype, x.shape, x.pattern)


RULES = {clone: 1, transform: 1, scalar_op: 2, inner: 1, inside_out: 3}


def named(p):
    """A function called by the names of its inputs, its values asked for and set."""
    p.dtypes = ["float64"]
    x, s = p.input("float64"), p.state("float64")
    p.steps(ELEMENTWISE, p.integer(1, 3))
    y = p.results(1)[0]
    specs = p.one_of(
        f"[{x}]", f"[theano.In({x}, name='other')]", f"[theano.In({x}, value={p.values('float64', x.shape)})]", f"[({x}, {p.values('float64', x.shape)})]",
        f"[theano.In({x}, value={p.values('float64', x.shape)}, update={x} * 2)]", f"[theano.In({x}, name='other', value={p.values('float64', x.shape)})]",
    )  # fmt: skip
    others = [v for v, _, _ in p.inputs[1:]]
    given = "".join(f", {v}={p.values(v.dtype, v.shape)}" for v in others)
    specs = (
        specs[:-1] + "".join(f", {v}" for v in others) + "]"
        if "value=" not in specs
        else "[" + ", ".join([*map(str, others), specs[1:]])
    )
    p.lines.append(
        f"f = F({specs}, {p.one_of(y, f'[{y}]', f'[{y}, {s}]')}, updates=[({s}, {s} + 1)], on_unused_input='ignore')"
    )
    p.lines.append(f"A = {p.values('float64', x.shape)}")
    calls = [
        f"call(f{given})",
        f"call(f, {x}=A{given})",
        f"call(f, other=A{given})",
        f"call(lambda: f[{x}])",
        f"call(lambda: f['{x}'])",
        f"call(lambda: np.array(f[{s}]))",
        f"call(f.__setitem__, {s}, {p.values('float64', s.shape)})",
        f"call(lambda: np.array(f.value['{s}']))",
    ]
    chosen = [p.one_of(*calls) for _ in range(p.integer(2, 5))]
    p.lines.append(f"[{', '.join([*chosen, calls[1], 'A', f'{s}.get_value()'])}]")
    p.finished = True


def values(p):
    """Shared variables made of everything, and what comes back."""
    made = []
    for _ in range(p.integer(1, 3)):
        name = p.name("s")
        value = p.one_of(
            "1", "1.5", "True", "[1, 2]", "[1.5, 2]", "np.float32(2)", "np.int8(3)", "2**40", "2**63", "-1", "(1, 2)", "np.array([1, 2], 'int8')", "np.arange(4).reshape(2, 2)[::-1]",
            "np.asfortranarray(np.ones((2, 3)))", "np.array([1.5, 2], '>f8')", "np.array(2)", "1j", "np.array([True, False])", "np.ones((2, 1, 2))", "np.float16(1.5)", "range(3)", "'text'", "None", "[[1], [2, 3]]",
        )  # fmt: skip
        options = p.one_of(
            "", "", "", ", 'name'", ", borrow=True", ", strict=True", ", allow_downcast=True", ", broadcastable=(True,)"
        )
        p.lines.append(f"{name} = call(theano.shared, {value}{options})")
        made.append(name)
    answers = []
    for name in made:
        answers += [f"call(lambda: about({name}))", f"call(lambda: {name}.get_value())"]
        new = p.one_of(
            "2",
            "2.5",
            "[3, 4]",
            "np.array([1, 2], 'float32')",
            "np.ones((2, 2))",
            "True",
            "None",
            "np.array([[1]], 'int8')",
            "'a'",
        )
        answers += [
            f"call(lambda: {name}.set_value({new}))",
            f"call(lambda: {name}.get_value())",
            f"call(lambda: F([], {name} * 2)())",
            f"call(lambda: F([], {name}, updates=[({name}, {name} + {p.one_of('1', '1.5', 'np.int8(1)')})])())",
            f"call(lambda: {name}.get_value())",
        ]
    p.lines.append(f"[{', '.join(answers)}]")
    p.finished = True


def assorted(p):
    kind = p.integer(0, 9)
    try:
        if kind == 0:
            return named(p)
        if kind == 1:
            return values(p)
    except NoneFits:
        return None
    p.dtypes = p.one_of(["float64"], ["float64", "float32"])
    p.leaf(None, p.shape(low=1))
    p.steps({**ELEMENTWISE, inside_out: 3}, p.integer(0, 2))
    p.steps(RULES, p.integer(1, 2))
    p.steps(ELEMENTWISE, p.integer(0, 2))
    gradient(p, 0.5)


FAMILIES = {"assorted": assorted}
