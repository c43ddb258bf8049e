"""Lengths that do not fit are refused, also where a rewrite would do without the array that has them."""

MODES = ["default", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

# Theano's rewrites put assertions where ours keep the array, whose error is a ValueError
TRIED = """
def tried(f, *args):
    try:
        return f(*args)
    except (AssertionError, ValueError):
        return "refused"
"""

CASES = {
    "what is repeated, beside an array": f"""{TRIED}
v, w, M, n, m = T.dscalar(), T.dvector(), T.dmatrix(), T.lscalar(), T.lscalar()
es = [T.alloc(v, n, m) + M, M * T.alloc(v, n, m), T.exp(T.alloc(v, n, m) - M), T.alloc(w, n, m) + M,
      (M * T.alloc(w, n, m)).sum(), T.alloc(v, n, m) * T.alloc(w, n, m) - M]
fs = [F([v, w, M, n, m], e, on_unused_input='ignore') for e in es]
[[tried(f, 2., [1., 2, 3], np.ones((2, 3)), *k) for f in fs] for k in ((2, 3), (1, 3), (2, 1), (1, 1), (3, 3), (0, 3))]
""",
    "zeros and ones, beside an array": f"""{TRIED}
M, n, v = T.dmatrix(), T.lscalar(), T.dvector()
Z, O = T.zeros((n, 3)), T.ones((n, 3))
es = [Z + M, M + Z, M - Z, Z - M, M * O, O * M, M / O, O / M, M * Z, M + Z + v, M + v + Z, M * O * v, 2 * O * M,
      O * M / O, T.zeros((n,)) + v, v * T.ones((n,)), T.exp(Z) * M, M + Z * 2, (M + Z).sum(), (M * O).sum(),
      M - O * M, T.maximum(Z, M), M + T.alloc(0., n, 3) + T.alloc(0., n, 3), T.zeros((2, n)) * M + 1,
      T.ones((M.shape[0], n)) + M]
fs = [F([M, n, v], e, on_unused_input='ignore') for e in es]
[[tried(f, np.full((2, 3), 5.), k, np.ones(3)) for f in fs] for k in (2, 3, 1, 0)]
""",
    "of the shape of another array": f"""{TRIED}
x, M, w = T.dmatrix(), T.dmatrix(), T.dvector()
es = [T.fill(x, 2.) + M, M * T.zeros_like(x), T.fill(x, w) * M, T.alloc(2., x.shape[0], x.shape[1]) + M,
      T.zeros(x.shape) + M, T.zeros((x.shape[0], 3)) - M, M + T.zeros_like(x) * 2, M ** T.ones_like(x),
      T.zeros(M.shape) + M]
fs = [F([x, M, w], e, on_unused_input='ignore') for e in es]
[[tried(f, np.ones(k), np.ones((2, 3)), np.ones(3)) for f in fs] for k in ((2, 3), (1, 3), (2, 1), (3, 3), (0, 3))]
""",
    "a part of what has a specified shape": """
x, m = T.dvector(), T.dmatrix()
y, z = T.specify_shape(x, (3,)), T.specify_shape(m, (3, 2))
fs = [F([x], e) for e in (y[0], y[1] * 2, y[:2], y.shape[0], y.sum(), T.specify_shape(x, (3,))[-1])]
gs = [F([m], e) for e in (z[0], z[0, 1], z[0].sum(), z.shape, z[:, 0], z.T[0])]
[call(f, np.ones(k)) for f in fs for k in (3, 2)], [call(g, np.ones(k)) for g in gs for k in ((3, 2), (2, 2), (3, 3))]
""",
    "the first row alone": """
i, j, m = T.lscalar('i'), T.TensorType('bool', (True, False))('j'), T.TensorType('float64', (True, False))('m')
es = [(m + m)[i], (m * 2)[i, 1], (m + m)[:, i], (m + m)[2], T.xor(j, j)[2], T.xor(j, j)[0], T.xor(j, j)[i],
      T.exp(m)[i][1], T.grad(T.exp(m)[i].sum(), m)]
fs = [F([m, i, j], e, on_unused_input='ignore') for e in es]
[[call(f, np.array([[5., 6]]), k, np.array([[True, False]])) for f in fs] for k in (0, -1, 1, -2)]
""",
    "an index of what is written at indices": """
x, y = T.dvector(), T.dvector()
es = [T.set_subtensor(x[[0, 1]], y)[[1, 0]], T.set_subtensor(x[[0, 1]], y)[1],
      T.set_subtensor(x[[1, 0]], y)[[0, 1]] * 2, T.inc_subtensor(x[[0, 1]], y)[[1, 0]]]
fs = [F([x, y], e) for e in es]
[call(f, np.ones(k), [3., 4]) for f in fs for k in (0, 1, 2, 3)]
""",
}
