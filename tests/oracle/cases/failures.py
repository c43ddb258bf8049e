"""Calls that fail: the error, what they leave behind, and what the next call gives."""

# ruff: noqa: E501 (programs)

MODES = ["default", "compiled", "cvm/fast_run", "py/fast_compile"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

TRIED = """
def tried(*args):
    try: return f(*args)
    except Exception as e: return type(e).__name__
x, y, m, i = T.dvector('x'), T.dvector('y'), T.dmatrix('m'), T.lvector('i')
o3, o2 = np.ones(3), np.ones(2)
w, v = theano.shared(np.arange(1., 4), 'w'), theano.shared(np.arange(3.), 'v')
"""

CASES = {
    name: TRIED + program
    for name, program in {
        "shapes that do not fit": """
f = F([x, y], (x + y).sum(), updates=[(w, w + x)])
[tried(o3, o3), tried(o3, o2), w.get_value(), tried(o3, o2), tried(o3, o3), w.get_value()]
""",
        "an argument of another type": """
f = F([x, y], x + y, updates=[(w, w + 1)])
[tried(o3, 'text'), tried(o3, np.ones((2, 2))), tried(o3), w.get_value(), tried(o3, o3)]
""",
        "an argument too many": """
f = F([x, y], x + y, updates=[(w, w + 1)])
[tried(o3, o3, o3), w.get_value(), tried(o3, o3), w.get_value()]
""",
        "rows out of bounds": """
W = theano.shared(np.ones((5, 3)))
f = F([i], W[i].sum(), updates=[(W, T.inc_subtensor(W[i], 1.))])
[tried([0, 1]), tried([0, 5]), tried([-6]), W.get_value(), tried([1, 1]), W.get_value()]
""",
        "rows of another length": """
W = theano.shared(np.ones((5, 3)))
f = F([i, m], [], updates=[(W, T.set_subtensor(W[i], m))])
[tried([1, 2], np.zeros((2, 3))), tried([0, 1, 2], np.zeros((2, 3))), W.get_value()]
""",
        "an index out of bounds in a loop": """
o, _ = theano.scan(lambda a, p: T.set_subtensor(p[a], 7.), i, w)
f = F([i], o[-1], updates=[(w, o[-1])])
[tried([0, 1, 5]), w.get_value(), tried([0, 1]), w.get_value()]
""",
        "shapes that do not fit in a loop": """
o, _ = theano.scan(lambda a, p: p + a * y, x, w)
f = F([x, y], o[-1], updates=[(w, o[-1])])
[tried(o3, o2), w.get_value(), tried(o3, o3), w.get_value()]
""",
        "no Cholesky factor": """
from theano.tensor import slinalg
f = F([m], slinalg.cholesky(m))
[tried(-np.eye(2)), tried(np.eye(2))]
""",
        "an assertion": """
from theano.tensor.opt import Assert
f = F([x], Assert('too large')(x, T.all(x < 3)) * 2, updates=[(w, w + 1)])
[tried(o3 * 4), tried(o3)]
""",
        "a borrowed argument": """
f = F([theano.In(x, borrow=True), y], x * 2 + y)
a = np.ones(3)
[tried(a, o2), a, tried(a, o3), a]
""",
        "a radius below 0": """
r, h = T.bvector('r'), T.fvector('h')
f = F([x, h], [T.complex_from_polar(x, h), T.complex_from_polar(h, h)], updates=[(w, w + 1)])
g = F([r], [T.complex_from_polar(r, r), T.complex_from_polar(r, 2.)])
a, b = np.array([1, 0., 2]), np.array([.5, 1, 1.5], 'float32')
[tried(a, b), tried(-a, b), tried(a * np.nan, b), tried(-a[1:2], b[:1]), tried(a, -b), tried(a, b), g([1, 2]), call(g, [1, -2]), g([1, 2]), w.get_value()]
""",
        "an input that the function keeps to itself": """
n = T.dscalar('n')
f = F([theano.In(x, value=np.ones(3), implicit=True), theano.In(n, value=5.)], x * n, updates=[(w, w + 1)])
g = F([n, theano.In(x, value=np.ones(3), implicit=True)], x * n)
[tried(), tried(None), tried(None, 3.), tried(o3), tried(o3, 4.), call(g, 2.), call(g, 2., None), call(g, 2., o3), call(g), call(g, 2.)]
""",
        "swapped states": """
f = F([x], w + x, updates=[(w, v), (v, w + x)])
[tried(o2), w.get_value(), v.get_value(), tried(o3), w.get_value(), v.get_value()]
""",
    }.items()
}
