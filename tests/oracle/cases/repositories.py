"""What public programs of the era met: each a small program of our own."""

MODES = ["default", "compiled"]

CASES = {
    "functions that pickle beside those of their derivatives": """
import pickle
v = T.dvector('v')
y = T.diag(v) * 2 + T.outer(v, v)
f, g = F([v], y), F([v], T.grad((y ** 2).sum(), v))
a, b = pickle.loads(pickle.dumps([f, g], 2))
[f([1., 2]), a([1., 2]), g([1., 2]), b([1., 2])]
""",
    "a second derivative pickles": """
import pickle
v = T.dvector('v')
op = theano.OpFromGraph([v], [v ** 3])
f = F([v], T.grad(T.grad(op(v * 2).sum(), v).sum(), v))
[f([1., 2]), pickle.loads(pickle.dumps(f))([1., 2])]
""",
}
