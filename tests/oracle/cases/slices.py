"""Slices that are inputs of a function, new axes at indices, and joins that hand out one of their parts."""

MODES = ["default", "py/fast_compile", "compiled", "cvm/fast_run"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

SLICES = """
S = [slice(None), slice(0, 1), slice(None, None, -1), slice(1, None), slice(-1, None, -1), slice(-9, None, -1),
     slice(5, 0, -2), slice(2, 9), slice(None, None, 2), slice(-9, -2), slice(3, 3)]
x, s, X = T.dtensor3(), theano.tensor.type_other.slicetype(), np.arange(24.).reshape(2, 3, 4)
"""

CASES = {
    "of an axis": f"""{SLICES}
es = [x[s], x[s, 0], x[:, s], x[s, s], x[..., s], x[0, s, ::2], x[:, s].shape]
f = F([x, s], es)
[f(X, each) for each in S] + [f(X[:, :0], each) for each in S] + [X]
""",
    "beside None, a mask and a list": f"""{SLICES}
f = F([x, s], [x[None, s], x[s, None, ..., s], x[x[:, :, 0] > 1, s], x[s, [0, 1]], x[..., None, s]])
[f(X, each) for each in S] + [X]
""",
    "set, incremented, derived": f"""{SLICES}
y = T.set_subtensor(x[:, s], 1.), T.inc_subtensor(x[..., s], 2.), T.grad(T.sqr(x[s, 1]).sum(), x)
f = F([x, s], list(y))
[f(X, each) for each in S] + [X]
""",
    "set and incremented beside None": """
x, y, k = T.dmatrix('x'), T.dvector('y'), T.lvector('k')
parts = [x[None, [0, 1]], x[[0, 1], None], x[:, None, k], x[None, k, [1, 2]], x[k, None, 1:], x[None, x > 1],
         x[..., None, k], x[None, None, k], x[0, None, k], x[None, ..., 1], x[1:, None, ::-1],
         x.dimshuffle('x', 0, 1)[:, k], x[None][:, k]]
whole = [T.inc_subtensor(part, 10.) for part in parts] + [T.set_subtensor(part, 7.) for part in parts]
whole += [T.inc_subtensor(x[:, None, k], y), T.set_subtensor(x[k, None], T.ones((2, 1, 3)) * y[1])]
whole += [T.inc_subtensor(x[None, k], x[None, k])]
f = F([x, y, k], whole + T.grad(sum(T.sqr(each).sum() for each in whole), [x, y]))
X, Y, K = np.arange(6.).reshape(2, 3), np.array([.5, 2.]), np.array([1, 0])
[f(X, Y, K), f(X, Y, K), X, [[about(part), about(each)] for part, each in zip(parts, whole)], [tried for tried in (
    call(lambda: T.inc_subtensor(x[None, 0:1], 1.)), call(lambda: T.set_subtensor(x[:, None], 1.)))]]
""",
    "that are none": f"""{SLICES}
def tried(*args):
    try:
        return f(*args)
    except (TypeError, ValueError) as error:
        return type(error).__name__
f = F([x, s], x[s])
[tried(X, slice(None, None, 0)), tried(X, 1), tried(X, 'a'), tried(X, slice(1, None))]
""",
    "a join of what is empty": """
x, n, z = T.dvector(), T.lscalar(), T.zeros((T.lscalar('m'),))
m = z.owner.inputs[1]
join = T.Join(view=0)
c = join(0, x, z, z)
f, g, h = F([x, m], c), F([x, m], T.grad((c ** 2).sum(), x)), F([x, m], T.inc_subtensor(c[0], 9.))
X = np.array([3., 4, 5])
[f(X, 0), f(X, 2), f(X, 0), g(X, 0), g(X, 1), h(X, 0), h(X, 1), h(X, 0), c.owner.op.view, X]
""",
    "a join that is its part": """
x, m = T.dvector(), T.lscalar()
z = T.zeros((m,))
f = F([theano.In(x, borrow=True), m], theano.Out(T.Join(view=0)(0, x, z, z), borrow=True))
g = F([theano.In(x, borrow=True), m], theano.Out(T.Join(view=1)(0, z, x, z), borrow=True))
X = np.array([3., 4, 5])
[f(X, 0) is X, f(X, 1) is X, g(X, 0) is X, g(X, 2), X]
""",
}
