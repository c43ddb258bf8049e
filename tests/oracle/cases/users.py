"""Programs as people wrote them, and what they met: each function is called three times with the same arguments."""

MODES = ["default", "cvm/fast_run", "py/fast_compile"]
SLOW_MODES = ["cvm/fast_run"]

CASES = {
    "counters beside an update that fails": """
w, v = theano.shared(np.arange(1., 4)), theano.shared(np.array([-1., .5, 2]))
m, c, p = theano.shared(np.arange(12.).reshape(4, 3) / 10), theano.shared(0), theano.shared(np.ones(3))
x, y, k = T.dvector('x'), T.dvector('y'), T.lscalar('k')
f = F([x], T.dot(m, x), updates=[(v, T.cumsum(w)), (w, w + T.dot(m, x)), (p, p * 2), (c, c - 1)])
g = F([theano.In(x, mutable=True), y, k], x + y * 2, updates=[(w, w[::-1]), (c, c + k)])
def now():
    return [s.get_value() for s in (w, v, c, p)]
A, B = np.arange(3.) / 4, np.ones(2)
[[call(each, A), now()] for each in (f, f.copy(), f.copy(share_memory=True), f)], [[call(g, B, np.ones(3), 4), now()]
 for _ in range(3)], A, B
""",
}
