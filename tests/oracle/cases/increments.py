"""Gradients of sums of many parts: the increments that Theano makes of them, one after another."""

# ruff: noqa: E501 (programs)

MODES = ["default", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

CASES = {
    "many_parts": """
x, y = T.dvector('x'), T.dvector('y')
s = sum([x[i % 3] * y[i % 2] * (i + 1) for i in range(6)])
f = theano.function([x, y], [s] + T.grad(s, [x, y]))
a, b = np.array([1., 2., 3.]), np.array([.5, -1.5])
[f(a, b), f(b[[0, 1, 0]], a), f(a, b), a, b]
""",
    "parts_and_wholes": """
x = T.dmatrix('x')
s = T.sqr(x).sum() + x[0].sum() + T.exp(x[1, 1]) + (x[:, 1] * 3).sum() + T.sqr(x[-1]).sum() + x[1:].prod() + x.sum()
f = theano.function([x], T.grad(s, x))
a = np.array([[1., 2.], [.3, -.5], [.7, .25]])
[f(a), f(-a), f(a), a]
""",
    "of_indices": """
x, i = T.dvector('x'), T.lvector('i')
s = sum([T.sqr(x[i + k]).sum() for k in range(5)]) + (x[0] + x[1]) * x[2] + x[i].prod()
f = theano.function([x, i], T.grad(s, x))
a, b = np.arange(8.) / 3, np.array([0, 2, 2])
[f(a, b), f(a, b[:1]), f(a, b + 1), f(a, b), a, b]
""",
    "assigned": """
x, y = T.dvector('x'), T.dvector('y')
parts = [T.set_subtensor(x[k], y[k]) for k in range(3)] + [T.inc_subtensor(x[k:], y[k]) for k in range(5)]
f = theano.function([x, y], sum(parts))
a, b = np.arange(5.) / 3, np.arange(5.)
[f(a, b), f(b, a), f(a, b), a, b]
""",
    "sums_within": """
x = T.dvector('x')
a = sum([x[k] * k for k in range(6)])
b = sum([T.sqr(x[k]) for k in range(6)])
g, h = T.grad(a, x), T.grad(b, x)
f = theano.function([x], [g, g + h, (g + h) * (g + h), g + g])
c = np.arange(6.)
[f(c), f(-c), f(c), c]
""",
    "in_a_loop": """
x = T.dmatrix('x')
o, _ = theano.scan(lambda r, p: sum([r[k] * p[k % 2] * p for k in range(6)]), sequences=x, outputs_info=T.ones((2,)))
f = theano.function([x], [o, T.grad(o.sum(), x)])
a = np.arange(12.).reshape(2, 6) / 10
[f(a), f(-a), f(a), a]
""",
    "of_other_kinds": """
kinds = ["bool", "int8", "int32", "uint8", "uint16", "float32", "float64", "complex64"]
def f(a, b, index, of=None):
    x, y = T.TensorType(a, (False,))("x"), T.TensorType(b, (False,))("y")
    g = F([x, y], T.inc_subtensor(x[index], y[index if of is None else of]))
    values = np.array([1, 0, 3]).astype(a), np.array([2, 1, 5]).astype(b)
    return [g(*values), g(*values)]
def kept(*args):
    try: return f(*args)
    except TypeError: return "TypeError"
[[kept(a, b, *index) for a in kinds for b in kinds if a != "complex64" or b != "float64"] for index in ((0,), (slice(None),), (slice(1, 3),), (slice(None), 1), (slice(1, 3), 2))]
""",
    "of_unsigned_by_a_number": """
u = T.TensorType("uint8", (False,))("u")
def f(y):
    g = F([u], T.inc_subtensor(u[:2], y))
    return [g(np.array([7, 5, 9], "uint8")), g(np.array([7, 5, 9], "uint8"))]
def kept(y):
    try: return f(y)
    except TypeError: return "TypeError"
[kept(y) for y in (3, 300, np.int8(2), np.int64(2), -1, np.int8(-2), 1.5)]
""",
}
