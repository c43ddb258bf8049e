"""Elementwise operations, constants, casts and reductions, of every dtype."""

# ruff: noqa: B905, E501 (runs on Python 3.8; lines that are text)

from tests.oracle.grammar.program import COMPLEX, FLOATS, INTEGERS, SIGNED, Var

UNARY = [
    "abs_",
    "neg",
    "sgn",
    "ceil",
    "floor",
    "trunc",
    "exp",
    "exp2",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sqr",
    "sqrt",
    "cos",
    "sin",
    "tan",
    "arccos",
    "arcsin",
    "arctan",
    "cosh",
    "sinh",
    "tanh",
    "arccosh",
    "arcsinh",
    "arctanh",
    "erf",
    "erfc",
    "inv",
    "deg2rad",
    "rad2deg",
    "nnet.sigmoid",
    "nnet.softplus",
    "round",
    "iround",
]
RARE = [
    "erfcx",
    "erfinv",
    "erfcinv",
    "gamma",
    "gammaln",
    "psi",
    "tri_gamma",
    "j0",
    "j1",
    "i0",
    "i1",
    "isnan",
    "isinf",
    "square",
    "nnet.hard_sigmoid",
    "nnet.relu",
]
ROUGH = "nnet.ultra_fast_sigmoid"
BINARY = ["+", "-", "*", "/", "//", "%", "**"]
COMPARED = ["lt", "le", "gt", "ge", "eq", "neq"]
CONSTANTS = [
    "0",
    "1",
    "2",
    "3",
    "-1",
    "-2",
    "7",
    "100",
    "127",
    "128",
    "-128",
    "-129",
    "255",
    "256",
    "300",
    "32767",
    "32768",
    "-32769",
    "65535",
    "65536",
    "70000",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967296",
    "0.5",
    "-0.5",
    "1.0",
    "2.0",
    "-1.0",
    "1.5",
    "3.0",
    "0.1",
    "1e-3",
    "1e10",
    "np.pi",
    "np.float32(0.3)",
    "np.float64(0.3)",
    "np.int8(3)",
    "np.int64(3)",
    "np.uint8(200)",
    "True",
    "False",
]
USUAL = ["0", "1", "2", "3", "-1", "-2", "0.5", "1.0", "2.0", "1.5", "-0.5", "3.0", "0.1"]
BIG = [
    "2**31",
    "2**32",
    "2**62",
    "2**63-1",
    "2**63",
    "2**64-1",
    "-2**31",
    "-2**63",
    "10**6",
    "10**12",
    "1e300",
    "1e-300",
    "2**53+1",
]
REDUCED = ["sum", "mean", "max", "min", "prod", "var", "std", "all", "any", "argmax", "argmin", "ptp", "prod_nz"]


def upcast(*dtypes):
    """The dtype that comes of several: near enough, for what is drawn next."""
    import numpy as np

    return str(np.result_type(*dtypes))


def floating(dtype):
    if dtype[0] in "fc":
        return dtype
    return "float32" if dtype in ("bool", "int8", "int16", "uint8", "uint16") else "float64"


def broadcast(*variables):
    ndim = max(v.ndim for v in variables)
    shapes = [(1,) * (ndim - v.ndim) + v.shape for v in variables]
    patterns = [(True,) * (ndim - v.ndim) + v.pattern for v in variables]
    shape = tuple(next((n for n in lengths if n != 1), 1) for lengths in zip(*shapes))
    return shape, tuple(map(all, zip(*patterns)))


def constant(p):
    """A Python number as text, with the dtype that Theano takes for it."""
    text = p.one_of(*p.one_of(USUAL, USUAL, USUAL, CONSTANTS, CONSTANTS, BIG if p.chance(0.3) else USUAL))
    return text if text[0] != "-" else f"({text})"


# --- rules: each adds a variable


def unary(p):
    x = p.pick(lambda v: v.kind != "c" or p.chance(0.3))
    name = p.one_of(*UNARY) if p.chance(0.85) else p.one_of(*RARE)
    if name == "iround":
        return p.let(f"T.iround({x})", "int64", x.shape, x.pattern)
    text = f"T.{name}({x})"
    if name == "round":
        text = p.one_of(f"T.round({x})", f"T.round({x}, mode='half_to_even')", f"T.round({x}, 'half_away_from_zero')")
    if name == "nnet.relu" and p.chance(0.5):
        text = f"T.nnet.relu({x}, {p.one_of('0.1', '1', '-0.5', '0.3')})"
    dtype = "bool" if name.startswith("is") else floating(x.dtype)
    if name in ("abs_", "neg", "sgn", "sqr", "ceil", "floor", "trunc", "round"):
        dtype = x.dtype
    return p.let(text, dtype, x.shape, x.pattern)


def operand(p, x):
    """Another operand: of the pool, or a Python number."""
    if p.chance(0.35):
        return None, constant(p)
    y = p.mate(x, lambda v: v.kind != "c" or x.kind == "c")
    return y, y.text


def binary(p):
    x = p.pick()
    y, text = operand(p, x)
    operator = p.one_of("+", "-", "*", "*", "/", "/", *BINARY)
    if operator == "**" and p.chance(0.7):
        y, text = None, p.one_of("2", "3", "0.5", "-1", "1", "0", "-2", "2.0", "1.5", "-0.5", "4", "10")
    pair = (x.text, text) if p.chance(0.7) else (text, x.text)
    shape, pattern = broadcast(*[v for v in (x, y) if v])
    dtype = upcast(x.dtype, y.dtype) if y else x.dtype
    if operator == "/" or (y is None and "." in text and x.kind != "f"):
        dtype = floating(dtype)
    return p.let(f"{pair[0]} {operator} {pair[1]}", dtype, shape, pattern)


def named_binary(p):
    x = p.pick(lambda v: v.kind != "c")
    y, text = operand(p, x)
    name = p.one_of(
        "maximum", "minimum", "maximum", "minimum", "arctan2", "int_div", "true_div", "mod", "pow", "sub", "add", "mul"
    )
    name = p.one_of(name, name, name, "xlogx.xlogy0") if name == "mul" else name
    shape, pattern = broadcast(*[v for v in (x, y) if v])
    pair = (x.text, text) if p.chance(0.7) else (text, x.text)
    dtype = upcast(x.dtype, y.dtype) if y else x.dtype
    return p.let(
        f"T.{name}({pair[0]}, {pair[1]})", floating(dtype) if "div" in name or "arc" in name else dtype, shape, pattern
    )


def several(p):
    """Sums and products of many, with constants among them: what rewrites rearrange."""
    x = p.real()
    operator = p.one_of("+", "*", "-", "/")
    terms = [x]
    for _ in range(p.integer(1, 3)):
        y, text = operand(p, x)
        terms.append(y or text)
    p.random.shuffle(terms)
    if not isinstance(terms[0], Var):
        terms.sort(key=lambda t: not isinstance(t, Var))
    shape, pattern = broadcast(*[t for t in terms if isinstance(t, Var)])
    dtype = upcast(*[t.dtype for t in terms if isinstance(t, Var)])
    return p.let(f" {operator} ".join(map(str, terms)), floating(dtype), shape, pattern)


def stable(p):
    """The forms that Theano computes in another way than they are written."""
    x = p.real()
    form = p.one_of(
        "T.log(1 + {0})", "T.log(1 - {0})", "T.exp({0}) - 1", "T.log(T.exp({0}))", "T.exp(T.log({0}))", "1 - T.nnet.sigmoid({0})",
        "T.log(T.nnet.sigmoid({0}))", "T.log(1 - T.nnet.sigmoid({0}))", "T.log(1 + T.exp({0}))", "1 / (1 + T.exp(-{0}))",
        "T.sqr(T.sqrt({0}))", "T.sqrt(T.sqr({0}))", "T.sqrt({0} ** 2)", "{0} ** 2 / {0}", "{0} * {0} / {0}", "-(-{0})", "1 - T.erf({0})",
        "1 + T.erf({0})", "T.log(T.erfc({0}))", "T.log({0} / 2)", "T.log(3.0 / {0})", "T.log({0} * 2)", "T.log({0} ** 2)",
        "T.log({0} ** 3)", "{0} - {0}", "{0} / {0}", "0 * {0}", "{0} ** 0", "{0} ** 1", "{0} + {0}", "({0} + 1) - 1", "({0} * 2) / 2",
        "({0} / 2) * 4", "T.abs_(-{0})", "T.abs_({0} * 2)", "T.sgn({0}) * T.abs_({0})", "T.exp(-{0}) * T.exp({0})", "T.exp({0}) / T.exp(2 * {0})",
        "T.sqrt({0}) * T.sqrt({0})", "T.inv(T.inv({0}))", "1 / (1 / {0})", "T.log(T.sum(T.exp({0})))", "T.log({0}.sum())", "T.log({0}.prod())",
        "T.maximum({0}, 0) + T.minimum({0}, 0)", "T.switch({0} > 0, {0}, 0)", "T.nnet.softplus(-{0})", "T.nnet.sigmoid(-{0})",
        "-T.nnet.softplus(-{0})", "1 - 1 / (1 + T.exp(-{0}))", "T.tanh(-{0})", "T.floor(T.floor({0}))", "T.round(T.round({0}))", "({0} - 0.5) ** 2 * 2",
        "T.exp({0}) / (1 + T.exp({0}))", "T.log1p(T.exp({0}))", "T.expm1(T.log1p({0}))", "T.neg({0}) * -2", "{0} // 1", "{0} % 1", "({0} % 2) * 2",
        "T.sin(T.arcsin({0}))", "T.cosh({0}) - T.sinh({0})", "T.pow({0}, 0.5) * T.pow({0}, 1.5)", "T.log10(T.pow(10, {0}))", "T.exp2(T.log2({0}))",
        "{0} * (1 - {0})", "2 * {0} - {0}", "{0} * 3 + {0} * 4", "({0} + {0}) / {0}", "T.log(T.log({0}))", "{0} / (2 * {0})", "T.sqr({0}) ** 0.5",
    )  # fmt: skip
    shape = () if "sum" in form or "prod" in form else x.shape
    return p.let(form.format(x), x.dtype, shape, x.pattern if shape == x.shape else None)


def compared(p):
    x = p.pick(lambda v: v.kind != "c")
    y, text = operand(p, x)
    shape, pattern = broadcast(*[v for v in (x, y) if v])
    test = p.let(f"T.{p.one_of(*COMPARED)}({x}, {text})", "bool", shape, pattern)
    if p.chance(0.3):
        other = p.mate(test, lambda v: v.kind == "b")
        shape, pattern = broadcast(test, other)
        test = p.let(f"T.{p.one_of('and_', 'or_', 'xor')}({test}, {other})", "bool", shape, pattern)
    if p.chance(0.1):
        test = p.let(f"T.invert({test})" if p.chance(0.5) else f"~{test}", "bool", shape, pattern)
    return test


def switch(p):
    test = (
        p.pick(lambda v: v.kind == "b", new=0) if p.chance(0.3) and any(v.kind == "b" for v in p.pool) else compared(p)
    )
    x = p.mate(test, lambda v: v.kind not in "bc")
    y, text = operand(p, x)
    variables = [v for v in (test, x, y) if v]
    shape, pattern = broadcast(*variables)
    dtype = upcast(x.dtype, y.dtype) if y else floating(x.dtype) if "." in text else x.dtype
    pair = (x.text, text) if p.chance(0.6) else (text, x.text)
    made = p.let(f"T.{p.one_of('switch', 'switch', 'where')}({test}, {pair[0]}, {pair[1]})", dtype, shape, pattern)
    if p.chance(0.4):  # again under the same condition
        other = p.mate(made, lambda v: v.kind not in "bc")
        again = f"T.switch({test}, {other}, {p.one_of(constant(p), x, made)})"
        shape, pattern = broadcast(made, other)
        made = p.let(f"{made} {p.one_of('+', '*', '-')} {again}", upcast(made.dtype, other.dtype), shape, pattern)
    return made


def clip(p):
    x = p.pick(lambda v: v.kind not in "cb")
    low, high = p.one_of(
        ("-1", "1"), ("0", "1"), ("-0.5", "0.5"), ("1", "-1"), ("0", "100"), ("-1.", "2"), ("0", "255")
    )
    return p.let(p.one_of(f"T.clip({x}, {low}, {high})", f"{x}.clip({low}, {high})"), x.dtype, x.shape, x.pattern)


def cast(p):
    x = p.pick()
    dtype = (
        p.one_of(*p.dtypes, *FLOATS)
        if p.chance(0.7)
        else p.one_of("int8", "int32", "int64", "uint8", "bool", "float32")
    )
    if x.kind == "c" and dtype[0] != "c":
        return p.let(f"T.cast({p.one_of('T.real', 'T.imag', 'abs')}({x}), '{dtype}')", dtype, x.shape, x.pattern)
    if x.kind == "f" and dtype[0] in "iub":
        x = Var(f"T.clip({x}, {0 if dtype[0] == 'u' else -9}, 9)", *x[1:])
    return p.let(p.one_of(f"T.cast({x}, '{dtype}')", f"{x}.astype('{dtype}')"), dtype, x.shape, x.pattern)


def axis_of(p, x):
    """An axis, or several, or None; now and then one that is not there."""
    if not x.ndim or p.chance(0.25):
        return None
    if p.chance(0.25):
        return sorted(p.random.sample(range(x.ndim), p.integer(1, x.ndim)))
    return p.integer(-x.ndim, x.ndim - 1)


def reduced_shape(x, axis, keepdims=False):
    axes = range(x.ndim) if axis is None else [a % x.ndim for a in (axis if isinstance(axis, list) else [axis])]
    if keepdims:
        return tuple(1 if i in axes else n for i, n in enumerate(x.shape))
    return tuple(n for i, n in enumerate(x.shape) if i not in axes)


def reduce(p):
    x = p.pick(lambda v: v.ndim > 0 or p.chance(0.1))
    name = p.one_of("sum", "sum", "mean", "mean", "max", "min", "prod", *REDUCED)
    axis = axis_of(p, x)
    if name in ("argmax", "argmin", "ptp") and isinstance(axis, list):
        axis = axis[0]
    options = [] if axis is None and p.chance(0.7) else [f"axis={axis}"]
    keepdims = name not in ("ptp", "prod_nz") and p.chance(0.2)
    if keepdims:
        options.append("keepdims=True")
    if name in ("sum", "prod", "mean") and p.chance(0.15):
        dtype = p.one_of(*FLOATS, "int64", "int32") if x.kind != "c" else p.one_of(*COMPLEX)
        options.append(f"dtype='{dtype}'")
    if name in ("sum", "prod", "mean") and p.chance(0.05):
        options.append("acc_dtype='float64'")
    if name == "ptp":
        options = options[:1]
    method = name not in ("ptp", "prod_nz", "all", "any", "var") and p.chance(0.5)
    if name == "prod_nz":
        text = f"T.elemwise.ProdWithoutZeros(axis={axis})({x})"
    elif name == "ptp":
        text = f"T.ptp({', '.join([x.text, *options])})"
    else:
        text = f"{x}.{name}({', '.join(options)})" if method else f"T.{name}({', '.join([x.text, *options])})"
    dtype = {"all": "bool", "any": "bool", "argmax": "int64", "argmin": "int64"}.get(name, x.dtype)
    if name in ("mean", "var", "std"):
        dtype = floating(x.dtype) if x.kind in "fc" else "float64"
    elif name in ("sum", "prod") and x.kind in "iub":
        dtype = "uint64" if x.kind == "u" else "int64"
    shape = reduced_shape(x, axis, keepdims)
    return p.let(text, dtype, shape, tuple(n == 1 for n in shape) if keepdims else None)


def bitwise(p):
    x = p.pick(lambda v: v.kind in "iub")
    y = p.mate(x, lambda v: v.kind in "iub")
    shape, pattern = broadcast(x, y)
    operator = p.one_of("&", "|", "^", "~")
    if operator == "~":
        return p.let(f"~{x}", x.dtype, x.shape, x.pattern)
    other = y.text if p.chance(0.7) else p.one_of("1", "2", "3", "255", "-1")
    pair = (x, other) if p.chance(0.7) else (other, x)
    return p.let(f"{pair[0]} {operator} {pair[1]}", upcast(x.dtype, y.dtype), shape if other == y.text else x.shape)


def parts(p):
    """Of complex numbers."""
    x = p.pick(lambda v: v.kind == "c")
    real = "float32" if x.dtype == "complex64" else "float64"
    kind = p.one_of("real", "imag", "abs", "angle", "conj", "complex", "polar", "from")
    if kind in ("real", "imag"):
        return p.let(
            p.one_of(f"T.{kind}({x})", f"{x}.{kind}" + ("" if p.chance(1) else "()")), real, x.shape, x.pattern
        )
    if kind in ("abs", "angle"):
        return p.let(f"abs({x})" if kind == "abs" else f"T.angle({x})", real, x.shape, x.pattern)
    if kind == "conj":
        return p.let(p.one_of(f"T.conj({x})", f"{x}.conj()"), x.dtype, x.shape, x.pattern)
    if kind == "complex":
        return p.let(f"T.complex(T.imag({x}), T.real({x}))", x.dtype, x.shape, x.pattern)
    if kind == "polar":
        return p.let(f"T.complex_from_polar(abs({x}), T.angle({x}))", x.dtype, x.shape, x.pattern)
    y = p.mate(x, lambda v: v.kind == "f")
    return p.let(f"T.complex({y}, {p.one_of('2.0', y)})", "complex128", y.shape, y.pattern)


COMPLEX_UNARY = [
    "exp",
    "log",
    "sqrt",
    "sqr",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "neg",
    "inv",
    "abs_",
    "sgn",
    "arcsin",
    "arctan",
    "log10",
    "log1p",
    "expm1",
    "log2",
    "exp2",
    "conj",
]
COMPLEX_FORMS = (
    "T.sqrt({0} ** 2)", "T.sqr(T.sqrt({0}))", "T.exp(T.log({0}))", "T.log(T.exp({0}))", "T.log(T.exp(3 * {0}))", "1 / (1 + T.exp(-{0}))",
    "{0} * {0}.conj()", "abs({0}) ** 2", "T.log(1 + {0})", "T.exp({0}) - 1", "{0} ** 2", "{0} ** 0.5", "{0} ** -1", "{0} ** 3", "{0} / {0}", "{0} - {0}",
    "{0}.sum()", "{0}.mean()", "{0}.prod()", "T.dot({0}, {0})", "T.conj(T.conj({0}))", "T.real({0}.conj())", "T.abs_({0} * 2)", "T.log({0} ** 2)",
    "{0} * 1j", "{0} + 1j", "{0} * 2", "{0} / 2", "2 / {0}", "T.switch(T.real({0}) > 0, {0}, 0)", "T.log({0} / 2)", "T.eq({0}, {0})", "-(-{0})",
    "T.sqrt(T.sqr({0}))", "abs({0} * {0})", "T.angle({0} * 2)", "T.real({0} * 2)", "T.imag(T.exp({0}))", "T.zeros_like({0})", "{0} * T.ones_like({0})",
)  # fmt: skip


def complex_unary(p):
    x = p.pick(lambda v: v.kind == "c")
    if p.chance(0.5):
        return p.let(f"T.{p.one_of(*COMPLEX_UNARY)}({x})", x.dtype, x.shape, x.pattern)
    form = p.one_of(*COMPLEX_FORMS)
    shape = () if "sum" in form or "mean" in form or "prod" in form or "dot" in form else x.shape
    dtype = x.dtype if not any(word in form for word in ("abs", "real", "imag", "angle", "eq")) else "float64"
    return p.let(form.format(x), dtype if "switch" not in form else x.dtype, shape)


ELEMENTWISE = {
    unary: 5,
    binary: 6,
    named_binary: 1.5,
    several: 2,
    stable: 4,
    compared: 0.7,
    switch: 1.5,
    clip: 0.7,
    cast: 0.7,
    reduce: 2,
}


# --- families


def gradient(p, chance=0.4):
    """Gradients of the sum of one of the last variables by some of the inputs."""
    floats = [v for v in p.pool if v.kind == "f" and v.text.startswith("v")]
    wrt = [v for v, _, _ in p.inputs if v.kind in "f"] + [v for v in p.shared if v.kind == "f"]
    if not floats or not wrt or not p.chance(chance):
        return
    y = p.one_of(*floats[-3:])
    wrt = p.some(wrt, 1, 3)
    cost = (
        y.text
        if not y.ndim
        else p.one_of(
            f"{y}.sum()",
            f"{y}.sum()",
            f"({y} ** 2).sum()",
            f"{y}.mean()",
            f"({y} * {p.mate(y, lambda v: v.kind == 'f')}).sum()",
        )
    )
    grads = [p.let(f"T.grad({cost}, {x}, disconnected_inputs='ignore')", x.dtype, x.shape, x.pattern) for x in wrt]
    p.outputs = [*p.results(2), *grads]


def expressions(p):
    for _ in range(p.integer(1, 3)):
        p.leaf()
    p.steps(ELEMENTWISE, p.integer(1, 6))
    gradient(p)


def integers(p):
    p.dtypes = p.some(INTEGERS, 1, 4) + p.one_of([], ["bool"], ["float32"], ["float64"])
    p.low, p.high = p.one_of((-5, 6), (0, 4), (1, 9), (-120, 120))
    p.specials = p.chance(0.2)
    for _ in range(p.integer(1, 3)):
        p.leaf()
    p.steps(
        {unary: 2, binary: 7, named_binary: 3, bitwise: 2, compared: 1, switch: 2, clip: 1, cast: 1.5, reduce: 3},
        p.integer(1, 5),
    )


def booleans(p):
    p.dtypes = ["bool", "bool", p.one_of(*INTEGERS, *FLOATS)]
    for _ in range(p.integer(1, 3)):
        p.leaf()
    p.steps(
        {unary: 2, binary: 4, named_binary: 2, bitwise: 3, compared: 2, switch: 3, cast: 1, reduce: 3}, p.integer(1, 5)
    )


def complexes(p):
    p.dtypes = ["complex128", "complex128", "complex64", "float64"]
    p.low, p.high = p.one_of((-2, 2), (-1, 1), (0.2, 2))
    p.leaf("complex128" if p.chance(0.8) else "complex64")
    p.steps({complex_unary: 6, binary: 3, parts: 4, reduce: 1, cast: 0.3}, p.integer(1, 4))
    if p.chance(0.3):
        real = [v for v in p.pool if v.kind == "f" and v.text.startswith("v")]
        if real and (wrt := [v for v, _, _ in p.inputs if v.kind in "cf"]):
            x = p.one_of(*wrt)
            p.outputs = [
                *p.results(2),
                p.let(f"T.grad({real[-1]}.sum(), {x}, disconnected_inputs='ignore')", x.dtype, x.shape),
            ]


def halves(p):
    p.dtypes = ["float16", "float16", p.one_of("float32", "int8", "int32", "float64", "bool")]
    p.low, p.high = p.one_of((-2, 2), (0.1, 2))
    p.leaf("float16")
    p.steps(ELEMENTWISE, p.integer(1, 4))
    gradient(p, 0.3)


def constants(p):
    """Few inputs; constants of every size, what they are taken for, and what comes of them."""
    p.dtypes = [p.one_of(*INTEGERS, *FLOATS)]
    x = p.input(p.dtypes[0], p.shape(high=1))
    for _ in range(p.integer(1, 4)):
        text = constant(p) if p.chance(0.4) else p.one_of(*CONSTANTS, *BIG)
        how = p.integer(0, 9)
        if how <= 2:
            p.let(f"T.constant({text})", "int64", ())
        elif how == 3:
            p.let(
                f"T.as_tensor_variable({p.one_of(text, f'[{text}, 1]', f'[[{text}]]', f'np.array({text})')})",
                "int64",
                (),
            )
        elif how == 4:
            dtype = p.one_of(*INTEGERS, *FLOATS)
            p.let(f"T.constant({text}, dtype='{dtype}')", dtype, ())
        elif how == 5:
            p.let(f"T.cast({text}, '{p.one_of(*SIGNED, *FLOATS)}')", "int64", ())
        elif how == 6:
            p.let(
                f"T.{p.one_of('zeros_like', 'ones_like')}({x}) {p.one_of('+', '*', '-')} {text}",
                x.dtype,
                x.shape,
                x.pattern,
            )
        elif how == 7:
            p.let(f"T.{p.one_of(*COMPARED)}({x}, {text})", "bool", x.shape, x.pattern)
        else:
            p.let(f"{x} {p.one_of(*BINARY)} {text}", x.dtype, x.shape, x.pattern)
    p.steps({binary: 2, compared: 1, switch: 1, reduce: 1}, p.integer(0, 2))


FAMILIES = {
    "expressions": expressions,
    "integers": integers,
    "booleans": booleans,
    "complexes": complexes,
    "halves": halves,
    "constants": constants,
}
