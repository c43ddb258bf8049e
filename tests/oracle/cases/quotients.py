"""Floats divided and rounded down, as Theano's C did, and constants, as Theano's Python did."""

MODES = ["default", "compiled"]
SLOW_MODES = ["compiled"]

CASES = {
    "the floor of a rounded ratio": """
z, y = T.dvector(), T.dvector()
A, B = [3., np.nan, 1, -3., -1, 7., 1., -32769., -.7], [np.inf, 1, np.nan, np.inf, 1e300, -2., .1, .1, -.1]
C = [.1, .2, .3, 1., -2., -.7, 3e10]
f, g = F([z, y], [z // y, z % y]), F([z], [1. // z, z // 0.1, T.floor_div(z, -0.1), T.int_div(T.exp(z), 0.1)])
[f(A, B), f(A, B), g(C), g(C)]
""",
    "of floats by zero": """
z, y = T.dvector(), T.dvector()
f = F([z, y], [z // y, (z + 1) // (y * y)])
[f([1., -1., 0., np.inf], [0., 0., 0., 0.]) for i in range(2)]
""",
    "of float32, and of integers by floats": """
w, n = T.fvector(), T.lvector()
f = F([w], [w // np.float32(.1), np.int8(3) // w, w // w.sum()])
g = F([n], [n // 0.1, n * 0.1 // 0.3, -32769 // (n * 0.1)])
[f(np.array([.1, .2, .3, 1., -2., -.7], 'float32')) for i in range(2)] + [g([1, -1, 3, 7]) for i in range(2)]
""",
    "in loops": """
z = T.dvector()
o = theano.scan(lambda a, p: a // 0.1 + p, z, T.constant(np.float64(0)))[0]
f = F([z], [o, T.grad(o.sum(), z)])
[f([.1, .2, .3, 1., -2., -.7]) for i in range(2)]
""",
    "of constants": """
z = T.zeros((), 'int64')
x, y = T.constant(np.array([1., -1, 0, 5, 1])), T.constant(np.array([0., 0, 0, .1, .1]))
n = T.constant(np.arange(3))
es = [T.constant(1.0) // 0, T.constant(1.07) // 1, x // y, z // z, T.constant(5) // 0, T.constant(5) % 0, n // n, n % n,
      T.ones((2,)) // 0, T.alloc(np.float64(1.07), 2) // 1, x[:, None] // y]
fs = [F([], e) for e in es]
[call(f) for f in fs * 2]
""",
}
