"""Loops, called several times: what they store, overwrite, and stop at."""

MODES = ["default", "cvm/fast_run", "py/fast_compile"]

CASES = {
    "until after one step, o[-2:]": """
z = T.dscalar('z')
o = theano.scan(lambda b: (b * 2, theano.scan_module.until(b * 2 > 5)), outputs_info=z, n_steps=5)[0]
f = F([z], [o, o[-1], o[-2:], o[-3:], o[-2:].sum()])
[f(3.), f(3.)]
""",
    "running sum": """
x, y = T.dmatrix('x'), T.dvector('y')
X, Y = np.ones((3, 2)), np.zeros(2)
f = F([x, y], theano.scan(lambda a, p: a + p, x, y)[0][-1])
[f(X, Y), f(X, Y), f(X, Y), X, Y]
""",
}
