"""Programs that `tests/oracle/fuzz.py` found to differ, shrunk, once mended."""

MODES = ["default", "cvm/fast_run", "py/fast_compile"]

CASES = {
    "products of as many factors as a narrow dtype cannot count": """
b, x = T.TensorType('bool', (False,))(), T.TensorType('int8', (False,))()
f, g, h = F([b], (b * 0.99).prod()), F([x], (x * 0.99).prod()), F([b], (b / 3.0).prod())
[[f(np.ones(300, 'bool')), g(np.ones(300, 'int8')), h([True, True])] for _ in range(2)]
""",
    "a constant false divided by 0": """
i, c = T.bvector(), T.constant(np.array([2, 1, 2], 'int32'))
[F([i], T.gt(i, i) / T.cast(0, 'float32'))([1, 2]), F([], T.gt(c, c) / T.cast(0, 'float32'))()]
""",
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
    "what is added at a vector of indices broadcasts": """
x, m, y, r, i = T.dvector(), T.dmatrix(), T.dvector(), T.dmatrix(), T.lvector()
fs = [F([x, y, i], e) for e in (T.inc_subtensor(x[i], y), T.set_subtensor(x[i], y), T.grad((x[i] * y).sum(), x))]
gs = [F([m, r, i], e) for e in (
    T.inc_subtensor(m[i], r), T.set_subtensor(m[i], r), T.grad((m[i] ** 2 * r).sum(), m), T.inc_subtensor(m[:, i], r))]
A, M = np.arange(4.), np.arange(8.).reshape(4, 2)
[[call(f, A, [5.], k) for f in fs for k in ([2], [2, 1], [])], [call(f, A, [5., 6], [2, 2]) for f in fs],
 [call(f, A[:1], [5.], k) for f in fs for k in ([0], [0, 0])],
 [call(g, M, [[5., 7]], k) for g in gs[:2] for k in ([1], [1, 1])], call(gs[2], M, [[5., 7]], [1]),
 call(gs[3], M[:, :1], [[5.], [6], [7], [8]], [0]), [call(g, M[:1], [[5., 6]], [0]) for g in gs[:3]], A, M]
""",
    "an index out of bounds of what is overwritten": """
x, i = T.dmatrix(), T.lvector()
y, z = T.set_subtensor(x[:, i][:,], [[1., 2]]), T.set_subtensor(x[i][:], [[1., 2]])
fs = [F([x, i], e) for e in (y, z, T.set_subtensor(x[i[0]][:], [1., 2]))]
[call(f, np.ones((2, 2)), k) for f in fs for k in ([1, 1], [5, 1], [1, 1])]
""",
    "gradients of a mean of nothing": """
x, s, b = T.dmatrix(), T.dscalar(), T.dvector()
es = T.grad((s * x).mean(), s), T.grad((x + b).mean(), b), T.grad((s * x).mean(axis=0).sum(), s)
es += (T.grad((x * s).var(), s),)
fs = [F([x, s, b], e, on_unused_input='ignore') for e in es]
[f(A, .5, [1., 2.]) for f in fs for A in (np.zeros((0, 2)), np.ones((3, 2)), np.zeros((0, 2)))]
""",
    "givens whose type says more, and updates": """
s, m, a = theano.shared(np.array([-1.8])), theano.shared(np.array([[2., 3.]])), T.dvector('a')
x, r = T.TensorType('float64', (True,))('x'), T.row('r', dtype='float64')
t = theano.shared(np.array([3., 4.]))
f = F([x], s * 2, givens={s: x}, updates=[(s, -s)])
g = F([r], m + 1, givens={m: r}, updates=[(m, m * 2)])
h = F([], t * 2, givens={t: T.constant(np.array([1., 2]))}, updates=[(t, -t)])
k = F([x], theano.scan(lambda p: p * 2, outputs_info=a, n_steps=2)[0], givens={a: x})
[f([4.]), f([4.]), s.get_value(), g([[1., 2.]]), g([[1., 2.]]), m.get_value(), h(), h(), t.get_value()] + [k([1.])] * 2
""",
    "a branch of another shape": """
x, v = T.dmatrix(), T.dvector()
es = T.switch(T.ones((2,), 'int8'), v, x), T.switch(T.le(np.array([4., 5]), np.array([4., 5])), np.array([4., 5]), x)
fs = [F([x, v], e, on_unused_input='ignore') for e in es]
[call(f, np.ones(shape), [1., 0]) for f in fs for shape in ((3, 2), (3, 2), (1, 2))]
""",
    "a mean over a constant without rows": """
w, b, n = T.dmatrix(), T.dvector(), T.lscalar()
g = F([w, b], T.grad(T.tanh(T.dot(np.zeros((0, 3)), w) + b).mean(), [w, b]))
k = F([b, n], T.grad((T.zeros((n, 2)) * b).mean() * 2, b))
W = np.array([[1., 2], [0, 2], [1, 2]])
[g(W, [1., 3.]), g(W, [1., 3.]), k([1., 2], 0), k([1., 2], 3), W]
""",
    "what fills another array has to fit": """
m, v, n = T.dmatrix(), T.dvector(), T.dmatrix()
es = T.fill(m, v), T.fill(m, v).sum(), T.zeros_like(m) + v, T.zeros_like(n) + v, T.ones_like(m) * v * 2, T.fill(v, n)
fs = [F([m, v, n], e, on_unused_input='ignore') for e in es]
[call(f, np.ones((2, k)), np.arange(j) + .5, np.ones((2, 2))) for f in fs for k, j in ((3, 3), (3, 2), (0, 3), (3, 3))]
""",
    "slices by lengths of few bits": """
x, u, w, y = T.dvector('x'), T.TensorType('uint8', ())('u'), T.TensorType('uint16', ())('w'), T.dvector()
e = T.cast(u, 'int8')
es = (x[:e].shape[0], x[e:].shape[0], x[:T.cast(w, 'int16')].shape[0], x[e:200:3].shape, x[:e].sum(), x[:u].shape[0],
      T.set_subtensor(x[:e], 1).sum(), x[:T.cast(y.shape[0], 'int8')].shape[0])
fs = [F([x, u, w, y], e, on_unused_input='ignore') for e in es]
[call(f, np.arange(300.), k, 2 ** 16 - 1 - k, np.ones(k)) for f in fs for k in (0, 5, 127, 128, 200, 255, 5)]
""",
    "gradients by integers": """
i, W, d, b = T.lvector('i'), T.dmatrix('W'), T.dvector('d'), T.TensorType('int8', (False,))('b')
y = T.dot(i, W)
es = (T.grad(y.sum(), i), T.grad((T.dot(W, i) ** 2).sum(), i), T.grad(T.dot(d, i), [d, i]),
      T.grad((i / b).sum(), [i, b]),
      T.grad(T.log10(i).sum(), i), T.grad(T.log10(b).sum(), b), T.grad(T.log2(b).sum(), b), T.grad(T.exp2(i).sum(), i),
      T.grad((i / 2).sum(), i), T.grad((b / 3 * d).sum(), b), T.grad((d * T.true_div(i, 4) ** 2).sum(), i),
      T.grad(T.angle(i).sum(), i))
fs = [F([i, W, d, b], e, on_unused_input='ignore') for e in es]
A = [np.array([1, 2]), np.array([[1., 2], [3, 4]]), np.array([.5, 2.5]), np.array([2, 4], 'int8')]
[[f(*A), f(*A)] for f in fs], A, [[about(g) for g in (e if isinstance(e, (list, tuple)) else [e])] for e in es]
""",
    "dtypes of gradients of float32": """
x, z, d = T.fvector('x'), T.fvector('z'), T.dvector('d')
es = (T.grad(T.switch(T.gt(x, 1), x, z).sum(), [x, z]), T.grad((x * T.eq(x, z)).sum(), [x, z]),
      T.grad(T.log10(x).sum(), x),
      T.grad(T.switch(x < d, x, d).sum(), [x, d]), T.grad(T.dot(x, d), [x, d]), T.grad((x * (x > 0.5)).sum(), x),
      T.grad(T.log10(T.cast(x, 'float16')).sum(), x), T.grad((x * T.ge(z, 1) * T.neq(x, z)).sum(), [x, z]))
fs = [F([x, z, d], e, on_unused_input='ignore') for e in es]
A = np.array([.5, 2], 'float32'), np.array([1, 2], 'float32'), np.array([1., 3])
[[f(*A), f(*A)] for f in fs], A
""",
    "Flatten, the class": """
x = T.dtensor3('x')
fs = [F([x], [T.Flatten(k)(x), T.grad((T.Flatten(k)(x) ** 2).sum(), x)]) for k in (1, 2, 3)]
([[f(np.arange(24.).reshape(s)), f(np.arange(24.).reshape(s))] for f in fs for s in ((2, 3, 4), (1, 24, 1))],
 call(lambda: T.Flatten(4)(x)), call(lambda: T.Flatten(0)(x)), str(T.Flatten(2)), T.Flatten(2) == T.Flatten(2))
""",
    "Rop of what does not depend": """
class Half(T.Dot):
    def grad(self, inputs, g):
        return [0.5 * T.ones_like(i) for i in inputs]
x, y = T.dmatrix('x'), T.dmatrix('y')
es = T.Rop(y * 2, x, x), T.Rop(T.dot(y, y), x, x), T.Rop(Half()(y, y.T), x, x), T.Rop(Half()(x, y), x, y)
es += (T.Rop(Half()(x, x) + T.exp(y), [x, y], [y, x]),)
fs = [F([x, y], e, on_unused_input='ignore') for e in es]
[call(f, np.ones((2, 2)), np.array([[1., 2], [3, 4]])) for f in fs for _ in '12'], [
    call(lambda: T.Rop(e, x, x)) for e in (T.argmax(x, 1), [x * 2, y])]
""",
    "zeros over zero and times infinity": """
x, b, z = T.dvector('x'), T.TensorType('uint8', (False,))('b'), T.dscalar('z')
es = [(x - x) / 0, (x - x) / 0., (x - x) * np.inf, (x - x) / 2, x * z * np.inf, x / 4 / 0.]
fs = [F([x, b, z], e, on_unused_input='ignore') for e in es]
[f(np.array([1., 2]), np.array([1, 2], 'uint8'), 0.) for f in fs for _ in '12']
""",
    "lengths wrap around": """
m, n, k, s = T.dmatrix('m'), T.lscalar('n'), T.lscalar('k'), T.lscalar('s')
big = m.shape[0] * 2**62
fs = [F([m], e) for e in ((big) // 3, m[:big], m.sum(0)[T.minimum(big, 1):], big, big + m.shape[1], m[big:])]
g = F([n, k], [T.ge(n, k), (n * n) // 7, (n * n) % 7, -(n * n)])
o = theano.scan(lambda h: (h * 31 + 7, theano.scan_module.until(h > 2**61)), outputs_info=s, n_steps=n)[0]
h = F([s, n], o)
[[f(np.ones(size)), f(np.ones(size))] for f in fs for size in ((3, 2), (5, 3), (1, 1))], [
    g(2**33, 3), g(3, 2**33), h(5, 40), h(1, 3)]
""",
    "unsigned bounds of slices": """
m = T.dmatrix('m')
ns = [T.TensorType(d, ())('n') for d in ('uint8', 'uint16', 'uint32')]
fs = [(F([m, n], [m[:n], m[n:], m[::n], (m * 2)[:n] + 1, m[n]]), n.dtype) for n in ns]
[f(np.arange(12.).reshape(4, 3), np.asarray(i, d)) for f, d in fs for i in (1, 2, 3)]
""",
    "a state of a loop has one shape": """
v, k = T.dvector('v'), T.lscalar('k')
steps = (lambda p: T.patternbroadcast(p[:1] * 2, (False,))), (lambda p: T.concatenate([p, p[:1]])), (lambda p: p[1:])
os = [theano.scan(step, outputs_info=v, n_steps=k)[0] for step in steps]
fs = [F([v, k], e) for o in os for e in (o, o[-1])]
[call(f, [1., 2, 3], 2) for f in fs for _ in '12'], fs[1]([1., 2], 3)
""",
    "the imaginary part of real numbers": """
d = T.dvector('d')
fs = [F([d], e) for e in (T.imag(d) + 1, T.exp(T.imag(d)), T.angle(d), T.imag(d), T.real(d) * 2)]
[f(np.array([1., -1, 0])) for f in fs for _ in '12']
""",
    "increments of what they are computed with": """
x, i, m = T.dvector('x'), T.lvector('i'), T.dmatrix('m')
e, d = T.exp(x), T.exp(m)
a, b = T.exp(x) * 2, T.exp(x) + 1
es = [T.inc_subtensor(e[i], e), T.set_subtensor(e[i], e), [T.inc_subtensor(a[i], b), b, a],
      T.inc_subtensor(e[i], e + 1), [T.inc_subtensor(d[i], d), d], T.inc_subtensor(d[i], e),
      [T.inc_subtensor(d[i, i], e), T.inc_subtensor(d[:, i], d)],
      [T.inc_subtensor(e[i], e), T.grad((e ** 2).sum(), x)], T.inc_subtensor(T.inc_subtensor(e[i], e)[i], e),
      T.inc_subtensor(e[::-1][i], e), T.inc_subtensor(d[i], d[:, 0]), T.inc_subtensor(d.T[i], d)]
fs = [F([x, i, m], each, on_unused_input='ignore') for each in es]
A = np.array([.1, .2, .3]), np.array([2, 0, 1]), np.arange(9.).reshape(3, 3) / 9
B = A[0], A[1][:2], A[2]
w, k = T.fmatrix('w'), T.ivector('k')
c = -T.log(w[T.arange(k.shape[0]), k])
g = F([w, k], [T.inc_subtensor(c[(c > 0).nonzero()], c), T.grad((c ** 2).sum(), w, disconnected_inputs='ignore')])
C = np.array([[.5, .25], [.125, .75]], 'float32'), np.array([1, 0], 'int32')
[[call(f, *A), call(f, *A), call(f, *B)] for f in fs], A, g(*C), g(*C), C
""",
    "joins and splits, wrong and of one": """
class Halved(T.Join):
    def grad(self, inputs, g):
        return [0.5 * T.ones_like(i) for i in inputs]
x, m, v = T.dscalar('x'), T.dmatrix('m'), T.dvector('v')
fs = [F([m], T.grad(Halved()(0, *ms).sum(), m)) for ms in ((m,), (m, m), (m, 2 * m))]
B = np.ones((2, 3))
[[f(B), f(B)] for f in fs], [call(lambda: T.concatenate(*a)) for a in (
    ([m, ()], 3), ([m, ()], 0), ([m, m], 3), ([m, m], -3), ([m, x], 2), ([x, x], 0), ([v, m], 1), ([v, m], -2))], [
    call(lambda: T.split(*a)) for a in ((x, [], 2), (m, [], 2), (m, [1, 2.], 2), (m, 3, 1), (m, [1., 1], 2, 5))], [
    call(lambda: F([m], m + x, givens=[(old, new)])) for old, new in ((m, 'a'), (m, x), (x, 'a'), (x, m), (m, m * 2))]
""",
    "states of loops whose length Theano did not know": """
x, d, s = T.TensorType('float64', (False, True))('x'), T.dvector('d'), theano.shared(np.array([.5]), 's')
steps = (lambda a, p: T.concatenate([a[1:], a[:1]]) / 2, lambda a, p: T.concatenate([a[1:], a[:1]]) + p,
         lambda a, p: T.cumsum(a) + 1, lambda a, p: T.tanh(T.cumsum(a).dimshuffle(0)))
os = [theano.scan(step, x, initial)[0] for step in steps for initial in (d, s)]
fs = [F([x, d], [o, T.grad((o ** 2).sum(), x)], on_unused_input='ignore') for o in os]
A = np.array([[.1], [.2]]), np.array([.3])
[[f(*A), f(*A)] for f in fs], A, call(lambda: theano.scan(lambda a, p: T.concatenate([a, a]), x, T.row('r')))
""",
    "a Join of a program's own": """
class Moved(T.Join):
    def R_op(self, inputs, v):
        return [5 * v[0]]
x, n = T.dmatrix('x'), T.lscalar('n')
es = [T.grad((Moved()(axis, *xs) ** 2).sum(), x) for axis in (0, 1) for xs in ((x,), (x, x), (x * 2, x))]
fs = [F([x], e) for e in es]
[[f(np.ones((1, 2))), f(np.ones((1, 2)))] for f in fs], call(lambda: T.grad(Moved()(n, x, x).sum(), [x, n]))
""",
    "the shape of what a mask of another length takes": """
x, m, y, n = T.dvector(), T.TensorType('bool', (False,))(), T.dmatrix(), T.TensorType('bool', (False, False))()
fs = [F([x, m], e) for e in (x[m].shape, x[m].size, T.zeros_like(x[m]), T.ones_like(x[m][:2]), x[m].shape[0] * 2)]
fs += [F([x, m], T.grad(x[m].sum(), x)), F([x, m], T.inc_subtensor(x[m], 1.).shape)]
gs = [F([y, m], e) for e in (y[m].shape, y[:, m].shape, y[0, m].shape, T.zeros_like(y[m, 1:]))]
A, ms = np.arange(3.), [np.array(each, bool) for each in ([1, 0, 1], [1] * 5, [1, 1, 0, 0], [0] * 5, [0, 1], [], [1])]
h = F([y, n], [y[n].shape, T.zeros_like(y[n])])
[[[call(f, A, each) for each in ms] for f in fs], [[call(g, np.eye(3), each) for each in ms] for g in gs],
 [call(h, np.eye(3), np.ones(shape, bool)) for shape in ((3, 3), (3, 2), (4, 3), (0, 3), (1, 9))]]
""",
}
CASES["choices of a list that are longer than what chooses"] = """
i, I, C = T.lscalar(), T.lvector(), T.lcol()
b, c, M = T.dvector(), T.dvector(), T.dmatrix()
long = T.choose(i, [b, c]), T.choose(I, [M, M * 2]), T.choose(i, (M, M + 1)), i.choose([b, c]), T.choose(1, [b, c])
parts = [e for x in long for e in (x, x.sum(), x.sum(0), x.max(), x[1:], x * x, T.exp(x), x.shape, x[..., 0])]
f = F([i, I, b, c, M], parts + [T.choose(I > 0, [b, c]), T.choose(I * 3, [b, c], mode='wrap')])
args = [1, [1, 0, 1], [1, 2, 3], [4, 5, 6], np.arange(6.).reshape(2, 3)]
g = F([C, M], [T.choose(C, [M, M * 2]).sum(1), T.choose(C, [M, M * 2]).shape])
[[about(x) for x in long], f(*args), f(0, *args[1:]), g([[1], [0]], args[-1]), call(f, 2, *args[1:])]
"""
CASES["the conjugates of truth values"] = """
b, k = T.TensorType('bool', (False,))(), T.bvector()
f = F([b, k], [b.conj(), T.conj(b), k.conj(), b.conj() + 1])
[f([True, False], [1, -2]), f([True, True], [1, -2])]
"""
CASES["truth values of whole arrays, added"] = """
x, i = T.dvector(), T.lscalar()
a, b, p = T.any(x), T.all(x), T.gt(x.shape[0], 1)
sums = [a + b, a * b, T.add(a, b, p), a.dimshuffle('x') + b, T.any(x, axis=0, keepdims=True) + a, T.isnan(x).any() + b]
counts = [T.cast(a, 'int64') + T.cast(b, 'int64'), T.sum(T.stack([a, b])), x[T.cast(a, 'int64'):]]
counts += [T.switch(a + b, i, 0)]
f = F([x, i], sums + counts)
[f(v, k) for v, k in (([1., 2, 3], 3), ([0.], 1), ([1., 0], -2), ([1., 2, 3], 3))]
"""
CASES["complex numbers of angles with few digits"] = """
r, k = T.dvector(), T.lscalar()
w, h = T.fvector(), T.TensorType('float16', ())()
f = F([r, k, w, h], [T.complex_from_polar(r, w), T.complex_from_polar(k, h), T.complex_from_polar(k, np.float16(.5))])
[f(*[np.array([1., 3]), 2, np.array([.7, -2.1], 'float32'), np.float16(.3)]) for _ in range(2)]
"""
CASES["truth values, added and counted"] = """
x, i = T.dvector(), T.lscalar()
p, q, a, b = T.gt(x.shape[0], 1), T.gt(x.shape[0], 0), T.any(x), T.all(x)
sums = [p + q, a + b, (x > 0) + (x > 1), (i > 0) + (i > 1), p * q, (x > 0) * (x > 1), T.add(p, q, a)]
f = F([x, i], [e for s in sums for e in (s, T.cast(s, 'int64'), T.cast(s, 'float64'), s * i, T.eq(s, a))])
g = F([x], [T.cast(p | q, 'int64'), T.cast(p | q, 'float64'), T.cast(p, 'int64') + T.cast(a, 'int64')])
[[f(v, k), g(v)] for v, k in (([1., 2, 3], 3), ([0.], 1), ([1., 0], -2), ([1., 2, 3], 3))]
"""
CASES["counts of truth values"] = """
k, w, b = T.bvector(), T.dvector(), T.TensorType('bool', (False,))()
f = F([k, w], [T.bincount(k), T.bincount(k, w), T.bincount(k, minlength=5), T.bincount(k, w, 2, True)])
[call(lambda: T.bincount(b)), call(lambda: T.bincount(k > 1)), [call(f, [1, 3, 1], [.5, 2, 1.]) for _ in range(2)]]
"""
CASES["an empty part of an axis of length 1"] = """
x, r = T.col(), T.row()
f = F([x], [v.reshape((-1, 1)) for v in T.split(x, [0, 1], 2, axis=1)])
g = F([r], [v.reshape((1, -1)) for v in T.split(r, [1, 0], 2, axis=0)])
[[f([[1.], [2]]), g([[1., 2, 3]])] for _ in range(2)]
"""
CASES["exponents of narrow integers"] = """
fs = {}
for d in ('uint8', 'int8', 'uint64', 'int64'):
    e, k = T.TensorType(d, (False, False))(), T.TensorType(d, (False, False))()
    total = T.exp(e).sum(axis=1, keepdims=True)
    fs[d] = F([e, k], [T.exp(e) / total, T.log(T.exp(e) / total), T.exp(e) / T.exp(e).sum(),
                       T.log(T.exp(e) - T.exp(k)), T.log(1 + T.exp(e))])
[f(np.array([[2, 1, 7], [3, 0, 5]], d), np.array([[1, 0, 6], [2, 0, 4]], d)) for d, f in fs.items() for _ in range(2)]
"""
CASES["more labels than rows, and fewer"] = """
x, y = T.dmatrix(), T.lvector()
c = T.nnet.categorical_crossentropy(x, y)
f = F([x, y], [c, T.grad(c.sum(), x)])
X = np.array([[.1, .9], [.3, .7], [.5, .5]])
[call(f, X[:r], [0, 1, 1][:n]) for r, n in ((1, 2), (1, 1), (2, 3), (3, 2), (2, 1), (1, 0), (3, 3)) for _ in range(2)]
"""
CASES["constants // 1"] = """
c, s = T.constant([.67, 2.5]), T.constant(.67)
f = F([], [c // 1, c.max() // 1, c.sum() // 1., (c * 2).mean() // 1, s // 1, c[0] // 1, T.exp(c.min()) // 1, s / 1])
[f() for _ in range(2)]
"""
