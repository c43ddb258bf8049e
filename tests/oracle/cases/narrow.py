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

# where Theano negated the least integer and took another one for the minimum, ours does not
LEAST = "b.max() - b.min()", "T.max(w) - T.min(w)", "3 - b.min()", "T.max(m, 1) - T.min(m, 1)"
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
