"""Narrow integers wrap around, or not, where Theano's C let them: in expressions that are fused too."""

MODES = ["default", "compiled"]
SLOW_MODES = ["compiled"]

CASES = {
    text: f"""
b, u = T.bvector("b"), T.TensorType("uint8", (False,))("u")
p, w = T.TensorType("bool", (False,))("p"), T.wvector("w")
f = F([b, u, p, w], {text}, on_unused_input="ignore")
values = [np.array([100, -100, 7, -128], "int8"), np.array([200, 3, 0, 255], "uint8")]
values += [np.array([True, False, True, True]), np.array([30000, -30000, 1, 7], "int16")]
[f(*values), f(*values), values]
"""
    for text in [
        *("(b + b) // 2", "(b + b) > b", "T.maximum(b + b, 3)", "(b * b) / T.cast(2, 'int8')"),
        *("T.switch(b + b > 0, b * 3, b - 100)", "(-b) + 1.5", "abs(b) * 2.0", "(u - 5) > u", "(u * u) // 3"),
        *("(w * w) + 0.5", "(p + p) + b", "(b + b) ** 2", "T.sqr(b) + 0.5", "T.sqr(b + b).sum()"),
        *("T.minimum(w + w, b)", "(u + u).sum()", "((b + b) / 2.0).sum()", "-(u) // 2", "(p * p) + w * w"),
        *("b + b + w", "b + b + 0.5", "b * b * w", "w + b + b", "b + b + T.cast(w, 'float32')", "u + u + b"),
        *("b + b + T.cast(w, 'int64')", "u * u * u", "p + p + p", "b * b * T.cast(w, 'float64')"),
    ]
}

# sums and products inside of each other, and of many terms
TERMS = [
    "[b * b * b * w, w * (b * b), b * (b * w), T.sqr(b) * w, b * b + w, b**2 * w, b * b * w + b * b]",
    "[(b * b) * (w * w), b * b * 2 * w * 3, b - u - w, (b + b) - w, w - (b + b), p + p + b, b * b * x, b * b * d]",
    "[u * u * u * l, i * i * l, l * (i * i), i + i + d, d + (i + i), x * x * d, x + x + d, d * (x * x), x * x * i]",
    "[T.mul(b, b, w), T.add(b, b, w), T.add(p, p, b), T.mul(b, b, b), T.mul(b, u, w)]",
    "[T.mul(b, c, w), T.mul(c, c, w), T.add(c, c, w), b * c * w + c, c * (c * w), w - abs(T.cast(u, 'int8'))]",
]
for _text in TERMS:
    CASES["terms: " + _text] = f"""
b, u, p, w = T.bvector("b"), T.TensorType("uint8", (False,))("u"), T.TensorType("bool", (False,))("p"), T.wvector("w")
i, l, x, d = T.ivector("i"), T.lvector("l"), T.fvector("x"), T.dvector("d")
c = T.constant(np.array([100, 50, -7], "int8"))
f = F([b, u, p, w, i, l, x, d], {_text}, on_unused_input="ignore")
values = [np.array([100, -100, 7], "int8"), np.array([200, 3, 255], "uint8"), np.array([True, False, True])]
values += [np.array([30000, -30000, 1], "int16"), np.array([2**31 - 1, -5, 70000], "int32"), np.array([3, -2**40, 7])]
values += [np.array([1e30, -2.5, 3e38], "float32"), np.array([1.5, -1e10, 1e-3])]
[f(*values), f(*values), values]
"""
for _mode in (
    "'FAST_COMPILE'",
    "theano.Mode('py', 'fast_run')",
    "theano.Mode('py', None)",
    "theano.Mode('vm', 'fast_run')",
):
    CASES[f"terms, by {_mode}"] = f"""
b, p, w = T.bvector("b"), T.TensorType("bool", (False,))("p"), T.wvector("w")
answers = [T.mul(b, b, w), T.add(b, b, w), T.add(p, p, b), T.mul(b, b, b), T.add(b, b, T.cast(w, "float64"))]
f = F([b, p, w], answers, mode={_mode})
values = [np.array([100, -100, 7], "int8"), np.array([True, False, True]), np.array([30000, -30000, 1], "int16")]
[f(*values), f(*values), values]
"""

# min(x) was -max(-x), which is another number where x has the least integer, but for where Theano saw that it is min(x)
LEAST = [
    *(
        "b.max() - b.min()",
        "T.max(w) - T.min(w)",
        "3 - b.min()",
        "T.max(m, 1) - T.min(m, 1)",
        "b - b.min()",
        "b.min() * 2",
    ),
    *("abs(b.min())", "b.min() - 1", "b - m.min(axis=1)[0]", "T.sqr(w.min())", "m - m.min(axis=0)", "b.min() / 2.0"),
]
for _text in LEAST:
    CASES["least integers: " + _text] = f"""
b, w, m = T.bvector("b"), T.wvector("w"), T.imatrix("m")
f = F([b, w, m], {_text}, on_unused_input="ignore")
values = [np.array([5, -128, 100], "int8"), np.array([-(2**15), 7], "int16")]
values += [np.array([[-(2**31), 5], [3, 2**31 - 1]], "int32")]
[f(*values), f(*values)]
"""
CASES["squares that over- and underflow"] = """
x = T.dvector("x")
f = F([x], [T.sqrt(x**2), T.log(x**2), T.grad(T.sqrt(x**2).sum(), x), T.sqrt(T.sqr(x))])
values = [np.array([1e-170, -1e200, 3.0, 1e-160])]
[f(*values), f(*values)]
"""

# integers that meet floating-point numbers, where Theano's modes agree: computed in the dtype of the result
MIXED = [
    *("T.inv(l)", "1 / l", "l ** -1.0", "1 - T.inv(i) * x", "b / 3", "b / u", "w / T.cast(w, 'uint16')", "u / 7 + x"),
    *(
        "T.nnet.sigmoid(b)",
        "T.nnet.sigmoid(w)",
        "1 - T.nnet.sigmoid(i)",
        "T.nnet.sigmoid(l)",
        "x % l",
        "T.arctan2(x, l)",
    ),
    *("d ** l", "(b / 3).sum()", "T.mean(b / u)"),
    "theano.scan(lambda a, k, p: p + a / (k + 3), [b, u], T.zeros(()))[0]",
]
for _text in MIXED:
    CASES["mixed: " + _text] = f"""
b, u, w, i, l = T.bvector("b"), T.TensorType("uint8", (False,))("u"), T.wvector("w"), T.ivector("i"), T.lvector("l")
x, d = T.fvector("x"), T.dvector("d")
f = F([b, u, w, i, l, x, d], {_text}, on_unused_input="ignore")
values = [np.array([-128, 100, 7], "int8"), np.array([3, 7, 255], "uint8"), np.array([-(2**15), 30000, -7], "int16")]
values += [np.array([-(2**31), 3, 7], "int32"), np.array([-3, -(2**63), 7])]
values += [np.array([0.1, -2.5, 7.3], "float32"), np.array([1e-200, 0.5, 3.0])]
[f(*values), f(*values)]
"""
