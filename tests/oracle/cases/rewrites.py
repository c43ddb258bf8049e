"""Expressions that rewrites simplify: identities where they hold and where they do not, at narrow dtypes too."""

MODES = ["default", "py/fast_run", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

VALUES = {
    "float64": "[0., 1., -1., .71, -2.5, 800., -800., np.nan, np.inf, -np.inf, 1e-8]",
    "float32": "[0., 1., -1., .7, -2.5, 12., 30.]",
    "int8": "[0, 1, -1, 2, 3, 100, 127, -128]",
    "uint8": "[0, 1, 2, 3, 100, 200, 255]",
    "uint16": "[0, 1, 2, 300, 65535]",
    "bool": "[True, False]",
    "complex128": "[1 + 2j, -1 + .5j, -3 + 0j, 2 - 1j]",
}


def expressions(dtype, *texts):
    """Programs that compute each expression of the vector ``x`` of that dtype, twice."""
    return {
        f"{dtype}: {text}": f"""
x = T.TensorType("{dtype}", [False])("x")
X = np.array({VALUES[dtype]}, "{dtype}")
f = F([x], {text})
[f(X), f(X), X]
"""
        for text in texts
    }


CASES = {
    **expressions(
        "float64", "T.log(x / 2)", "T.log(x / 3.0)", "T.log(2 / x)", "x ** .5 * x ** .5", "T.exp(x) * T.exp(-x)"
    ),
    **expressions("float64", "T.nnet.sigmoid(T.log(x / (1 - x)))", "T.cosh(T.arccosh(x))", "T.tanh(T.arctanh(x))"),
    **expressions("float64", "T.sgn(1 / x)", "T.arccosh(T.cosh(x[:5]))", "x // 1", "T.log(T.prod(x[1:5]))"),
    **expressions("float64", "T.log(T.exp(x))", "T.exp(T.log(x))", "T.exp(T.log1p(x))", "T.expm1(T.log(x))"),
    **expressions("float64", "T.log1p(T.expm1(x))", "T.expm1(T.log1p(x))", "T.exp(T.nnet.softplus(x))"),
    **expressions(
        "float64", "T.expm1(T.nnet.softplus(x))", "T.nnet.softplus(T.log(x))", "T.grad(T.log(T.exp(x)).sum(), x)"
    ),
    **expressions("float32", "T.log(T.exp(x))", "T.exp(T.log(x))"),
    **expressions("int8", "T.log(T.exp(x))", "T.exp(T.log(x))"),
    **expressions("float32", "T.log(T.erfc(x))", "T.log(x / 2)", "T.log(1 - x)", "T.log(T.prod(x))"),
    **expressions(
        "int8", "T.log(1 - x)", "T.log(1 + x)", "1 - T.nnet.sigmoid(x)", "T.sqrt(T.sqr(x))", "T.log(T.sqr(x))"
    ),
    **expressions(
        "int8", "T.exp(x) * T.exp(x)", "T.exp(x) / T.exp(x - 1)", "T.argmin(-x)", "1 / x", "T.sum(2 * x)", "x ** 2"
    ),
    **expressions(
        "uint8", "T.log(1 - x)", "1 - T.nnet.sigmoid(x)", "T.sqrt(T.sqr(x))", "-T.max(-x)", "abs(x * (x + 1))"
    ),
    **expressions("uint8", "T.argmin(-x)", "1 / x", "T.log(T.sqr(x))", "T.sum(2 * x)"),
    **expressions("uint16", "T.log(1 + x)", "T.log(1 - x)"),
    **expressions("bool", ".5 ** x * .5 ** x", "2 ** x * 2 ** x", "T.exp(x) * T.exp(x)"),
    **expressions("complex128", "T.sqrt(x ** 2)", "T.sqr(T.sqrt(x))", "T.exp(T.log(x))", "T.log(T.exp(3 * x))"),
    **expressions("complex128", "T.expm1(T.log(x))", "T.log(x / 2)"),
    **expressions("int8", "T.log(T.sqrt(x))"),
    **expressions("complex128", "T.outer(x, x)", "T.dot(x[:, None], x[None, :]) + T.outer(x, 2 * x)"),
    "logarithm of constants": "F([], T.log(T.constant(1.0) / np.pi / 2.0))()",
    **{
        f"rows within sums: {dtype}, {v}": f"""
x, r, c = [T.TensorType('{dtype}', pattern)() for pattern in ((False, False), (True, False), (False, True))]
v, s = T.TensorType('{dtype}', (False,))(), T.TensorType('{dtype}', ())()
es = [T.sum(x * v, axis=0), T.sum(x * r, axis=0), T.sum(x * c, axis=1), T.sum(x * v), T.sum(x * v * s, axis=0)]
es += [T.prod(x * v, axis=0), T.prod(x * c, axis=1), T.mean(x * v, axis=0), T.sum(2 * x * v, axis=0)]
es += [T.sum(r * c, axis=0), T.sum(v[None] * x * c * v, axis=0), T.sum(x / v, axis=0)]
es += [T.sum(x / r, axis=0), T.sum(x / c, axis=1), T.sum(x / s)]
es += [T.sum(r * s, axis=0), T.prod(r * s, axis=0), T.sum(x * s), T.mean(x / s, axis=1)]
f = F([x, r, c, v, s], es)
X, V = np.array({x}, '{dtype}'), np.array({v}, '{dtype}')
args = X, V[None], V[:, None], V, V[0]
[f(*args), f(X[:0], *args[1:2], V[:0, None], V, V[0]), f(*args), args]
"""
        for dtype, x, v in [
            ("int8", "[[100, 3], [1, 100]]", "[2, 100]"),
            ("uint8", "[[200, 3], [1, 250]]", "[2, 200]"),
            ("int16", "[[30000, 3], [1, -30000]]", "[3, 30000]"),
            ("float64", "[[1e308, 3.], [1.5e308, -1.]]", "[1e-10, np.inf]"),
            ("float64", "[[1e308, 3.], [np.nan, -1.]]", "[np.inf, 0.5]"),
            ("float32", "[[3e38, 3.], [2e38, -1.]]", "[1e-8, np.inf]"),
        ]
    },
    "all of nothing": """
n = T.lscalar()
f = F([n], [T.zeros((2, n)).all(axis=1), T.alloc(np.inf, 2, n).sum(axis=1), T.alloc(np.inf, 2, n).prod(axis=1)])
[f(0), f(0)]
""",
    "element of an empty slice": """
x, n = T.dvector(), T.lscalar()
F([x, n], x[n:0][0])(np.arange(4.), 2)
""",
    **{
        f"sums of squares of {dtype}": f"""
v = T.vector("v", dtype="{dtype}")
V = np.array([2, 3], "{dtype}")
f = F([v], [T.sqr(v).sum(), T.sqr(v).mean(), T.exp(-v).prod(), abs(v).max()])
[f(V), f(V)]
"""
        for dtype in ("float64", "float32", "float16", "int8")
    },
    **{
        f"increment as an assignment: {text}": f"""
x, m, i, y, s = T.dvector(), T.dmatrix(), T.ivector(), T.dvector(), T.dscalar()
X, M, I, Y = np.zeros(4) + .5, np.zeros((4, 4)), np.array([0, 2, 2], "int32"), np.array([1., 10., 12.])
f = F([x, m, i, y, s], T.set_subtensor({part}, {text}), on_unused_input="ignore")
[f(X, M, I, Y, 2.), f(X, M, I, Y, 2.), X, M]
"""
        for text, part in {
            "x[i] + y": "x[i]",
            "y + x[i]": "x[i]",
            "x[i] + s": "x[i]",
            "x[i] + 1": "x[i]",
            "x[i] - 1": "x[i]",
            "x[i] - y": "x[i]",
            "x[i] + (-y)": "x[i]",
            "x[i] + y + 2 * y": "x[i]",
            "2 * x[i]": "x[i]",
            "(2 * x)[i] + y": "(2 * x)[i]",
            "x[i] + y + 0": "(2 * x)[i]",
            "x[[0, 2, 2]] + y": "x[[0, 2, 2]]",
            "m[:, i] + y": "m[:, i]",
            "m[i] + y[:, None]": "m[i]",
            "m[i, :] + y[:, None]": "m[i, :]",
            "m[i, 1:] + y[:, None]": "m[i, 1:]",
            "m[i, i] + y": "m[i, i]",
            "x[i[None, :]] + y": "x[i[None, :]]",
            "x.take(i) + y": "x.take(i)",
        }.items()
    },
    "increment as an assignment: of int8": """
x, i = T.bvector(), T.ivector()
F([x, i], T.set_subtensor(x[i], x[i] + 100))(np.zeros(4, "int8"), np.array([0, 2, 2], "int32"))
""",
    "increment as an assignment: an update": """
a, i, y = theano.shared(np.zeros(4)), T.ivector(), T.dvector()
f = F([i, y], [], updates=[(a, T.set_subtensor(a[i], a[i] + y))])
[(f(np.array([0, 2, 2], "int32"), np.array([1., 10., 12.])), a.get_value())[1] for _ in range(2)]
""",
    "increment as an assignment: its gradient": """
x, i, y = T.dvector(), T.ivector(), T.dvector()
f = F([x, i, y], T.grad(T.sqr(T.set_subtensor(x[i], x[i] + y)).sum(), y))
f(np.zeros(4) + .5, np.array([0, 2, 2], "int32"), np.array([1., 10., 12.]))
""",
    "increment as an assignment: FAST_COMPILE": """
x, i, y = T.dvector(), T.ivector(), T.dvector()
f = F([x, i, y], T.set_subtensor(x[i], x[i] + y), mode="FAST_COMPILE")
f(np.zeros(4) + .5, np.array([0, 2, 2], "int32"), np.array([1., 10., 12.]))
""",
    "what is divided by within a sum": """
s = theano.shared(np.array([0.02]))
m = theano.shared(np.array([[0.69]]))
x, i = T.dmatrix(), T.lscalar()
z = T.tanh(T.dot(x, m) + s) / (1 + i)
g, h = T.grad(z.norm(2), s), T.grad(T.sqrt((z ** 2).sum()), s)
sums = [(x / (i + 1)).sum(), (x / (i * 2. + T.exp(x[:0].sum()))).sum(axis=0), (x / i).sum()]
f = F([x, i], [g, h, *sums])
a, none = np.array([[-1.81], [0.98]]), np.zeros((0, 1))
[f(none, 2), f(a, 1), f(none, 0), f(a, 1)]
""",
}
