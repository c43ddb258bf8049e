"""What calls overwrite, share and hand out: arguments, states and earlier results are part of each answer."""

MODES = ["default", "py/fast_run", "cvm/fast_run", "compiled"]
SLOW_MODES = ["py/fast_run", "cvm/fast_run", "compiled"]

OPS = """
class Doubled(theano.Op):
    __props__ = ()
    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0] * 2
class DoubledInPlace(Doubled):
    destroy_map = {0: [0]}
    def perform(self, node, inputs, output_storage):
        x = inputs[0]
        x *= 2
        output_storage[0][0] = x
class Reversed(Doubled):
    view_map = {0: [0]}
    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0][::-1]
x, y = T.dvector("x"), T.dvector("y")
X, Y = np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 30.0])
"""

PROGRAMS = {
    "in place on what is computed": """
f = F([x], DoubledInPlace()(x + 1) + 1, accept_inplace=True)
""",
    "a view, then in place": """
f = F([x], [DoubledInPlace()(Reversed()(x + 1)), x + 1], accept_inplace=True)
""",
    "a view of an argument": """
f = F([x], Reversed()(x))
""",
    "a view of an argument is added to": """
f = F([x], T.inc_subtensor(Reversed()(x)[0], 5))
""",
    "a view of a view, and itself": """
f = F([x], [Reversed()(Reversed()(x)), Reversed()(x), x])
""",
    "the argument itself": """
f = F([x], x)
""",
    "the argument twice": """
f = F([x], [x, x])
""",
    "a slice of the argument": """
f = F([x], [x[1:], x[::-1], x.dimshuffle("x", 0), x.reshape((3, 1))])
""",
    "an argument as a result with borrow": """
f = F([x], theano.Out(x + 0, borrow=True))
""",
    "an argument set in part": """
f = F([x, y], [T.set_subtensor(x[1:], y[1:]), x * 1, T.inc_subtensor(x[0], 5)])
values = [X, Y]
""",
    "both arguments the same array": """
f = F([x, y], [T.set_subtensor(x[1:], y[:-1]), T.inc_subtensor(y[:2], x[1:]), x + y])
values = [X, X]
""",
    "overlapping arguments": """
f = F([x, y], [T.set_subtensor(x[:], y), x + y])
values = [np.arange(5.0)[1:4], np.arange(5.0)[2:5]]
""",
    "real and imaginary parts": """
z = T.zvector("z")
f = F([z], [T.real(z), T.inc_subtensor(T.real(z)[0], 5), T.imag(z) * 2, T.conj(z)])
values = [np.array([1 + 2j, 3 - 1j])]
""",
    "what is real already": """
f = F([x], [T.real(x), T.inc_subtensor(T.real(x)[0], 5), T.conj(x), T.inc_subtensor(T.conj(x)[0], 1)])
""",
    "casts to the same dtype": """
f = F([x], [T.cast(x, "float64"), T.inc_subtensor(T.cast(x, "float64")[0], 5)])
""",
    "OpFromGraph that gives its input": """
op = theano.OpFromGraph([y], [y, y[::-1], y * 2])
f = F([x], [T.inc_subtensor(o[0], 5) for o in op(x)] + op(x))
""",
    "OpFromGraph twice": """
op = theano.OpFromGraph([y], [T.inc_subtensor(y[0], 1)])
f = F([x], [op(op(x)), op(x) + x])
""",
    "ifelse that gives an argument": """
from theano.ifelse import ifelse
c = T.lscalar("c")
f = F([c, x, y], [T.inc_subtensor(ifelse(c, x, y)[0], 5), ifelse(c, x, y * 2)])
values = [1, X, Y]
""",
    "ifelse of two results": """
from theano.ifelse import ifelse
c = T.lscalar("c")
f = F([c, x, y], ifelse(c, [x, y], [y, x]))
values = [0, X, Y]
""",
    "alloc and its parts": """
a = T.alloc(x, 2, 3)
f = F([x], [a, T.inc_subtensor(a[0], 1), T.zeros_like(x), T.inc_subtensor(T.zeros_like(x)[1], 2)])
""",
    "a constant set in part": """
c = T.constant(np.zeros(3))
f = F([x], [T.inc_subtensor(c[0], x[0]), c + x, T.set_subtensor(c[1:], x[1:])])
""",
    "a constant that is the result": """
C = np.zeros(3)
f = F([], [T.constant(C), T.inc_subtensor(T.constant(C)[0], 1)])
values = []
""",
    "sorted and joined": """
f = F([x, y], [T.sort(x), T.concatenate([x, y]), T.stack([x, y]), T.join(0, x)])
values = [X[::-1].copy(), Y]
""",
    "split": """
f = F([x], T.split(x, [1, 2], 2) + [T.inc_subtensor(T.split(x, [1, 2], 2)[0][0], 7)])
""",
    "diagonals": """
m = T.dmatrix("m")
f = F([m], [T.diag(m), T.inc_subtensor(T.diag(m)[0], 7), T.fill_diagonal(m, 9.0), m.T, T.inc_subtensor(m.T[0], 1)])
values = [np.arange(9.0).reshape(3, 3)]
""",
    "advanced indices": """
i = T.lvector("i")
f = F([x, i], [x[i], T.inc_subtensor(x[i], 1), T.set_subtensor(x[i], x[i] * 2), i + 1])
values = [X, np.array([0, 2])]
""",
    "assert and specify": """
sure = T.opt.Assert()(x, x[0] > 0)
f = F([x], [sure, T.inc_subtensor(sure[0], 1), T.specify_shape(x, (3,)) * 1])
""",
    "softmax in place of its input": """
f = F([x], [T.nnet.softmax(x)[0], T.exp(x), T.nnet.relu(x - 2)])
""",
    "products in place": """
m = T.dmatrix("m")
f = F([m, x], [T.dot(m, m) + m, T.dot(m, x) + x, 0.5 * m + 2 * T.dot(m, m)])
values = [np.arange(9.0).reshape(3, 3), X]
""",
    "defaults": """
f = F([theano.In(x, value=X), y], T.inc_subtensor(x[0], 5) + y)
values = [X, Y]
""",
    "givens": """
f = F([x], T.inc_subtensor(y[0], 5), givens=[(y, x)])
""",
    "own operation on its argument": """
f = F([x], [Doubled()(x), DoubledInPlace()(x * 1), x], accept_inplace=True)
""",
}
CALLS = """
results = [f(*values) for _ in range(3)]
first = [np.array(r) for r in (results[0] if isinstance(results[0], list) else [results[0]])]
f(*[v + 1 if getattr(v, "dtype", None) == "float64" else v for v in values])
[results, first, values]
"""
CASES = {name: OPS + "values = [X]" + text + CALLS for name, text in PROGRAMS.items()}

STATES = {
    "updates that swap": """
a, b = theano.shared(X), theano.shared(Y)
f = F([], [a, b], updates=[(a, b), (b, a)])
""",
    "updates that take turns": """
a, b, c = theano.shared(X), theano.shared(Y), theano.shared(X + Y)
f = F([], [a + b], updates=[(a, b), (b, c), (c, a)])
""",
    "an update that is the result": """
a, b = theano.shared(X), theano.shared(Y)
new = a * 2
f = F([], [new, new], updates=[(a, new), (b, new)])
""",
    "an update by a part of itself": """
a, b = theano.shared(X), theano.shared(Y)
f = F([], a[::-1], updates=[(a, a[::-1]), (b, T.inc_subtensor(b[:2], a[1:]))])
""",
    "an update by the argument": """
a, b = theano.shared(X), theano.shared(Y)
g = F([x], x, updates=[(a, x), (b, x[::-1])])
f = lambda: g(X)
""",
    "an update in place": """
a, b = theano.shared(X), theano.shared(Y)
f = F([], a + 1, updates=[(a, T.inc_subtensor(a[0], 1)), (b, b + a)])
""",
    "one array in two shared variables": """
Z = np.array([1.0, 2.0, 3.0])
a, b = theano.shared(Z), theano.shared(Z)
f = F([], [a, b], updates=[(a, a + 1), (b, b * 2)])
""",
    "a shared variable and the array it was made of": """
a, b = theano.shared(X), theano.shared(Y)
f = F([], a + b, updates=[(a, DoubledInPlace()(a))], accept_inplace=True)
""",
    "values that were handed out": """
a, b = theano.shared(X), theano.shared(Y)
g = F([], a, updates=[(a, a + b)])
f = lambda: [a.get_value(), g(), a.get_value()]
""",
    "values that were set": """
a, b = theano.shared(X), theano.shared(Y)
g = F([], a * 1, updates=[(a, T.inc_subtensor(a[0], 1))])
f = lambda: [g(), a.set_value(Y), g(), b.set_value(X)]
""",
    "no update": """
a, b = theano.shared(X), theano.shared(Y)
f = F([], [T.inc_subtensor(a[0], 1), T.set_subtensor(b[1:], a[1:]), a, b])
""",
    "a default that is updated": """
a, b = theano.shared(X), theano.shared(Y)
f = F([theano.In(x, value=X.copy(), update=x + a)], x * 1)
""",
}
AGAIN = """
results = [f() for _ in range(3)]
[results, a.get_value(), b.get_value(), X, Y]
"""
CASES.update({name: OPS + text + AGAIN for name, text in STATES.items()})
CASES["a part of what is real is set"] = (
    OPS
    + """
f = F([x], T.inc_subtensor(T.real(x)[0], 5))
values = [X]
"""
    + CALLS
)
CASES["a part of what is imaginary of real numbers is set"] = (
    OPS
    + """
k = T.lvector('k')
f = F([x, k], [T.inc_subtensor(T.imag(x)[0], 5), T.set_subtensor(T.imag(k * 2)[1:], 7), T.imag(x), T.imag(k)])
values = [X, np.arange(3)]
"""
    + CALLS
)
