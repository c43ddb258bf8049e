"""Programs that `tests/oracle/fuzz.py` found to differ, shrunk, once mended."""

MODES = ["default", "cvm/fast_run", "py/fast_compile"]

CASES = {
    "the dtype of triu": """
b = T.TensorType('bool', (False, False))('b')
B = np.array([[True, True], [False, True]])
us = [T.TensorType(d, (False, False))() for d in ('uint8', 'uint16', 'uint32', 'uint64', 'int8', 'int32', 'float32')]
f = F([b], [T.triu(b), T.tril(b), T.triu(b, 1), T.triu(b, -1)])
[f(B), f(B), B, [F([u], T.triu(u))(B.astype(u.dtype)) for u in us]]
""",
    "an array of indices of a length that is known to be 1": """
x, i = T.TensorType('float64', (True,))('x'), T.lvector('i')
fs = [F([x, i], y) for y in (x[i], (x + x)[i], T.exp(x)[i], (x * T.ones(1))[i], T.set_subtensor((x + x)[i], 2))]
fs += [F([x, i], T.grad(T.exp(x)[i].sum(), x)), F([x, i], (x + x)[i, None]), F([x, i], T.take(-x, i))]
[call(f, [5.], k) for f in fs for k in ([0], [0, 0, -1], [1], [0, 3], [-2], [])]
""",
    "indices of rows and columns of which one is known to be 1": """
x, y, i = T.TensorType('float64', (True, False))('x'), T.dmatrix('y'), T.lvector('i')
fs = [F([x, y, i], z, on_unused_input='ignore') for z in (
    (x + x)[i], (x + x)[i, i], (x + x)[i, 0], (x + x)[:, i], (x + y)[i], (x + y)[i, i], (x * 2).T[:, i], (x + x)[i, 1:],
    (x + x)[0][i], (x + x)[:, 0][i])]
[call(f, np.array([[5., 6]]), np.ones((2, 2)), k) for f in fs for k in ([0], [1], [0, -1], [2], [-2], [-3])]
""",
    "indices of a number that is repeated": """
x, n, i = T.dscalar('x'), T.lscalar('n'), T.lvector('i')
fs = [F([x, n, i], y, on_unused_input='ignore') for y in (
    T.alloc(x, n)[i], T.alloc(x, 4)[i], (T.zeros(4) + x)[i], T.zeros((4,))[i] + x, T.alloc(x, n, 3)[i],
    T.alloc(x, 3, n)[:, i], T.alloc(x, n, n)[i, i], T.take(T.ones(4) * x, i),
    T.ones_like(T.alloc(x, n))[i], T.stack([x])[i], x.reshape((1,))[i])]
[call(f, 5., 4, k) for f in fs for k in ([0], [3, -4, 0], [4], [0, 7], [-5], [])]
""",
    "a state that is the same in each step": """
c, n, m = T.dscalar('c'), T.lscalar('n'), T.dvector('m')
o = theano.scan(lambda p, v, q: [q * 2, v + q], outputs_info=[m[0], m[1]], non_sequences=c, n_steps=n)[0]
f = F([c, n, m], [o[0], o[0][-1], o[0].sum()])
[f(1., 4, [3., 5.]), f(1., 4, [3., 5.]), f(.5, 1, [3., 5.])]
""",
}
