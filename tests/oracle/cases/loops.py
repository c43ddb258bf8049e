"""Loops, called several times: what they store, overwrite, and stop at."""

MODES = ["default", "py/fast_run", "cvm/fast_run", "compiled"]
SLOW_MODES = ["py/fast_run", "cvm/fast_run", "compiled"]

AGAIN = """
[[f(*values) for _ in range(3)], values]
"""

CASES = {
    "Fibonacci": """
z = T.dscalar("z")
f = F([z], theano.scan(lambda p, q: [q, p + q], outputs_info=[z, z], n_steps=5)[0][1])
values = [np.asarray(1.0)]
""",
    "running sum": """
x, y = T.dmatrix("x"), T.dvector("y")
f = F([x, y], theano.scan(lambda a, p: a + p, x, y)[0][-1])
values = [np.ones((3, 2)), np.zeros(2)]
""",
    "running sum, all of it": """
x, y = T.dmatrix("x"), T.dvector("y")
f = F([x, y], theano.scan(lambda a, p: a + p, x, y)[0])
values = [np.ones((3, 2)), np.zeros(2)]
""",
    "two states of which one starts as the other": """
x, y = T.dmatrix("x"), T.dvector("y")
f = F([x, y], [o[-1] for o in theano.scan(lambda a, p, q: [a + q, p * 2], x, [y, y])[0]])
values = [np.ones((3, 2)), np.array([1.0, 2.0])]
""",
    "a loop in a loop": """
x = T.dmatrix("x")
rows = theano.map(lambda row: theano.reduce(lambda a, p: a + p, row, T.zeros_like(row[0]))[0], x)[0]
f = F([x], rows)
values = [np.ones((3, 2))]
""",
    "a loop in a loop, from the outer state": """
x, y = T.dmatrix("x"), T.dscalar("y")
inner = lambda row, s: theano.scan(lambda a, p: a + p, row, s)[0][-1]
f = F([x, y], theano.scan(inner, x, y)[0][-1])
values = [np.ones((3, 2)), np.asarray(0.5)]
""",
    "a constant to start from": """
x = T.dmatrix("x")
f = F([x], theano.scan(lambda a, p: p + a, x, T.constant(np.zeros(2)))[0][-1])
values = [np.ones((3, 2))]
""",
    "product": """
x = T.dmatrix("x")
f = F([x], theano.foldl(lambda a, p: p * a, x, T.ones_like(x[0]))[0])
values = [np.full((3, 2), 2.0)]
""",
    "power": """
a, n = T.dvector("a"), T.lscalar("n")
f = F([a, n], theano.scan(lambda p, q: p * q, outputs_info=T.ones_like(a), non_sequences=a, n_steps=n)[0][-1])
values = [np.array([2.0, 3.0]), 3]
""",
    "gradient of a polynomial": """
c, x = T.dvector("c"), T.dscalar("x")
terms = theano.scan(lambda k, i, v: k * v ** i, [c, T.arange(10)], None, x)[0]
f = F([c, x], T.grad(terms.sum(), x))
values = [np.array([1.0, 0.0, 2.0]), np.asarray(3.0)]
""",
    "gradient of a sum of powers": """
x = T.dscalar("x")
f = F([x], T.grad(theano.scan(lambda i, v: v ** i, T.arange(4), non_sequences=x)[0].sum(), x))
values = [np.asarray(2.0)]
""",
    "gradient of what is shifted in": """
x, y = T.dscalar("x"), T.dvector("y")
g = T.grad(theano.scan(lambda p: T.concatenate([p[1:], [x]]), outputs_info=y, n_steps=3)[0].sum(), x)
f = F([x, y], g)
values = [np.asarray(2.0), np.ones(3)]
""",
    "gradients of a recurrent layer": """
x, h, w = T.dmatrix("x"), T.dvector("h"), T.dmatrix("w")
hs = theano.scan(lambda a, p, w: T.tanh(T.dot(p, w) + a), x, h, w)[0]
f = F([x, h, w], T.grad((hs[-1] ** 2).sum(), [x, h, w]))
values = [np.linspace(-1, 1, 6).reshape(3, 2), np.array([0.5, -0.5]), np.array([[0.5, 1.0], [-1.0, 0.25]])]
""",
    "chosen by ifelse": """
from theano.ifelse import ifelse
x, y, c = T.dmatrix("x"), T.dvector("y"), T.lscalar("c")
o = theano.scan(lambda a, p: a + p, x, y)[0][-1]
f = F([x, y, c], ifelse(c, o, y))
values = [np.ones((3, 2)), np.zeros(2), 1]
""",
    "chosen by ifelse, several": """
from theano.ifelse import ifelse
x, y, c = T.dmatrix("x"), T.dvector("y"), T.lscalar("c")
o = theano.scan(lambda a, p: a + p, x, y)[0]
f = F([x, y, c], ifelse(c, [o[-1], o, y], [y, o + 1, o[-1]]))
values = [np.ones((3, 2)), np.zeros(2), 0]
""",
    "ifelse in a loop": """
from theano.ifelse import ifelse
x, y = T.dmatrix("x"), T.dvector("y")
f = F([x, y], theano.scan(lambda a, p: ifelse(a[0] > 0, a + p, p), x, y)[0][-1])
values = [np.array([[1.0, 2.0], [-1.0, 1.0]]), np.zeros(2)]
""",
    "an OpFromGraph with a loop": """
x, y = T.dmatrix("x"), T.dvector("y")
op = theano.OpFromGraph([x, y], [theano.scan(lambda a, p: a + p, x, y)[0][-1]])
m, v = T.dmatrix("m"), T.dvector("v")
f = F([m, v], op(m, v) + op(m, v * 2))
values = [np.ones((3, 2)), np.array([1.0, 2.0])]
""",
}
CASES = {name: text + AGAIN for name, text in CASES.items()}
CASES["a shared variable to start from"] = """
x, s = T.dmatrix("x"), theano.shared(np.zeros(2))
f = F([x], theano.scan(lambda a, p: a + p, x, s)[0][-1])
[f(np.ones((3, 2))), f(np.ones((3, 2))), s.get_value()]
"""
CASES["a shared variable that the loop goes on from"] = """
x, s = T.dmatrix("x"), theano.shared(np.zeros(2))
last = theano.scan(lambda a, p: a + p, x, s)[0][-1]
f = F([x], last * 2, updates=[(s, last)])
[f(np.ones((3, 2))), s.get_value(), f(np.ones((3, 2))), s.get_value()]
"""
CASES["descent"] = """
w = theano.shared(2.0)
cost = theano.scan(lambda i, v: v ** i, T.arange(4), non_sequences=w)[0].sum()
f = F([], cost, updates=[(w, w - 0.01 * T.grad(cost, w))])
[f() for _ in range(5)]
"""
CASES["more steps than entries"] = """
x, n = T.dvector("x"), T.lscalar("n")
o = theano.scan(lambda a, p: a + p, x, T.zeros_like(x[0]), n_steps=n)[0]
f = F([x, n], o[-1])
def attempt(n):
    try:
        return f(np.array([1.0, 2.0]), n)
    except ValueError:
        return "ValueError"
[attempt(k) for k in (2, 3, 10, 1000, 2)]
"""

# --- what is asked of a loop's result, by its length and what ends it ---

LOOPS = {
    "{}": "theano.scan(lambda b: b * 2, outputs_info=z, n_steps=N)[0]",
    "two taps, {}": "theano.scan(lambda a, b: a + b, outputs_info={'initial': T.stack([z, z + 1]), 'taps': [-2, -1]}, "
    "n_steps=N)[0]",
    "no state, {}": "theano.scan(lambda i: i * z, T.arange(N))[0]",
    "until, {}": "theano.scan(lambda b: (b * 2, until(b * 2 > most)), outputs_info=z, n_steps=N)[0]",
    "two taps, until, {}": "theano.scan(lambda a, b: (a + b, until(a + b > most)), "
    "outputs_info={'initial': T.stack([z, z + 1]), 'taps': [-2, -1]}, n_steps=N)[0]",
    "no state, until, {}": "theano.scan(lambda i: (i * z, until(i * z > most)), T.arange(9), n_steps=N)[0]",
    "second state, until, {}": "theano.scan(lambda a, b: ([a * 2, a + b], until(a + b > most)), "
    "outputs_info=[z, z + 1], n_steps=N)[0][1]",
}
PARTS = """
o[-1] o[-2] o[0] o[2] o[k] o[-1:] o[-2:] o[-5:] o[:-1] o[:-2] o[-3:-1] o[1:] o[2:] o[:2] o[1:3] o[::-1] o[::2]
o[:k] o[-k:] o[-2:].sum() o[-1]+o[-2] o[1:][-1] o[-4:][0] o[-3:][::-1] o[-9:2]
"""
for _name, _loop in LOOPS.items():
    for _steps, _number in ("5 steps", "5"), ("n steps", "n"):
        CASES["parts of " + _name.format(_steps)] = f"""
until = theano.scan_module.until
z, most, k, n = T.dscalar("z"), T.dscalar("most"), T.lscalar("k"), T.lscalar("n")
calls = [(3.0, 5.0, 2, 5), (3.0, 20.0, 1, 5), (3.0, 1e9, 2, 5), (3.0, 40.0, 3, 4)]
def attempt(f, values):
    try:
        return [f(*values), f(*values)]
    except (IndexError, ValueError):
        return "refused"
def part(o, text):
    f = F([z, most, k, n], eval(text, {{"o": o, "k": k}}), on_unused_input="ignore")
    return [text, [attempt(f, values) for values in calls]]
[part({_loop.replace("N", _number)}, text) for text in {PARTS.split()}]
"""
