"""Programs as people wrote them, and what they met: each function is called three times with the same arguments."""

# ruff: noqa: E501 (as they were written)

MODES = ["default", "compiled", "cvm/fast_run", "py/fast_compile"]
SLOW_MODES = ["compiled", "cvm/fast_run"]

KIT = """
import copy
from collections import OrderedDict
from theano.tensor.shared_randomstreams import RandomStreams
from theano.ifelse import ifelse
floatX = theano.config.floatX
def A(*shape, **kw):
    return (np.sin(np.arange(int(np.prod(shape))) * 1.7 + kw.get('k', 0)) * kw.get('s', 1.)).reshape(shape)
def S(*shape, **kw):
    return theano.shared(A(*shape, **kw))
def flat(r):
    return r if isinstance(r, Exception) else [np.array(each) for each in (r if isinstance(r, list) else [r])]
def three(f, *args, **kw):
    before, held, then = copy.deepcopy(args), [], []
    for _ in range(3):
        held.append(call(f, *args))
        then.append(flat(held[-1]))
    kept = [isinstance(a, Exception) or all(map(np.array_equal, flat(a), b)) for a, b in zip(held, then)]
    return [then, kept, [bool(np.array_equal(a, b)) for a, b in zip(args, before)],
            [s.get_value() for s in kw.get('shared', [])]]
"""

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
    "a long short-term memory with masks": KIT
    + """
n, d = 3, 4
W, U, b = S(d, 4 * d, k=1, s=.3), S(d, 4 * d, k=2, s=.3), S(4 * d, k=3, s=.1)
x, mask = T.tensor3('x'), T.matrix('mask')
def _slice(_x, k):
    if _x.ndim == 3: return _x[:, :, k * d:(k + 1) * d]
    return _x[:, k * d:(k + 1) * d]
def step(m_, x_, h_, c_):
    preact = T.dot(h_, U) + x_
    i, f, o, c = [T.nnet.sigmoid(_slice(preact, k)) for k in range(3)] + [T.tanh(_slice(preact, 3))]
    c = f * c_ + i * c
    c = m_[:, None] * c + (1. - m_)[:, None] * c_
    h = o * T.tanh(c)
    h = m_[:, None] * h + (1. - m_)[:, None] * h_
    return h, c
pre = T.dot(x, W) + b
rval, updates = theano.scan(step, sequences=[mask, pre], outputs_info=[T.alloc(np.asarray(0.), x.shape[1], d), T.alloc(np.asarray(0.), x.shape[1], d)], name='lstm_layers', n_steps=x.shape[0])
proj = (rval[0] * mask[:, :, None]).sum(axis=0) / mask.sum(axis=0)[:, None]
cost = (proj ** 2).mean()
ps = [W, U, b]
gs = T.grad(cost, ps)
f = F([x, mask], [cost, proj] + gs)
norm = T.sqrt(sum((g ** 2).sum() for g in gs))
clip = [T.switch(norm > 1, g / norm, g) for g in gs]
t = F([x, mask], cost, updates=[(p, p - np.asarray(.1, floatX) * g) for p, g in zip(ps, clip)])
X, M = A(5, n, d), np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 1, 0], [1, 0, 0]], floatX)
[three(f, X, M), three(t, X, M, shared=ps), three(f, X, M)]
""",
    "the forward recursion of connectionist labels": KIT
    + """
logp = T.matrix('p'); lab = T.ivector('l')
def logadd(a, b):
    m = T.maximum(a, b)
    return m + T.log1p(T.exp(-abs(a - b)))
blank = 4
L = T.alloc(np.int32(blank), 2 * lab.shape[0] + 1)
L = T.set_subtensor(L[1::2], lab)
skip = T.concatenate([T.zeros(2, 'int8'), T.neq(L[2:], blank) * T.neq(L[2:], L[:-2])]) if True else 0
NEG = np.asarray(-30., floatX)
init = T.set_subtensor(T.alloc(NEG, L.shape[0])[0], np.asarray(0, floatX))
def step(p, a):
    a1 = T.concatenate([[NEG], a[:-1]])
    a2 = T.switch(skip, T.concatenate([[NEG, NEG], a[:-2]]), NEG)
    return T.cast(logadd(logadd(a, a1), a2) + p[L], floatX)
al, _ = theano.scan(step, sequences=logp, outputs_info=init)
ll = logadd(al[-1, -1], al[-1, -2])
f = F([logp, lab], [ll, al, T.grad(ll, logp)])
[three(f, A(6, 5), np.array([1, 1, 2], 'int32'))]
""",
    "a conditional random field: its likelihood and its best path": KIT
    + """
def lse(x, axis=None, keepdims=False):
    m = T.max(x, axis=axis, keepdims=True)
    r = T.log(T.sum(T.exp(x - m), axis=axis, keepdims=True)) + m
    return r if keepdims else r.sum(axis=axis)
em, tags, tr = T.matrix('em'), T.ivector('t'), S(4, 4)
start = S(4, k=3)
def fwd(o, prev, tr):
    prev = prev.dimshuffle(0, 'x')
    return lse(prev + o.dimshuffle('x', 0) + tr, axis=0)
a, _ = theano.scan(fn=fwd, outputs_info=start + em[0], sequences=[em[1:]], non_sequences=tr)
Z = lse(a[-1], axis=0)
score = em[T.arange(tags.shape[0]), tags].sum() + tr[tags[:-1], tags[1:]].sum() + start[tags[0]]
def vit(o, prev, tr):
    s = prev.dimshuffle(0, 'x') + o.dimshuffle('x', 0) + tr
    return [s.max(axis=0), s.argmax(axis=0)]
[d, bp], _ = theano.scan(fn=vit, outputs_info=[start + em[0], None], sequences=[em[1:]], non_sequences=tr)
best = T.argmax(d[-1])
path, _ = theano.scan(fn=lambda b, i: b[i], outputs_info=T.cast(best, 'int64'), sequences=[bp[::-1]])
path = T.concatenate([path[::-1], [best]])
nll = Z - score
f = F([em, tags], [nll, T.exp(a), path] + T.grad(nll, [em, tr, start]))
t = F([em, tags], nll, updates=[(tr, tr - np.asarray(.1, floatX) * T.grad(nll, tr))])
[three(f, A(6, 4), np.array([0, 1, 3, 3, 2, 0], 'int32')), three(t, A(6, 4), np.array([0, 1, 3, 3, 2, 0], 'int32'), shared=[tr]), three(f, A(2, 4), np.array([0, 1], 'int32'))]
""",
    "a Kalman filter": KIT
    + """
y = T.matrix('y')
Am, C, Q, R = S(2, 2, s=.5), S(1, 2, k=2), theano.shared(np.eye(2).astype(floatX) * .1), theano.shared(np.eye(1).astype(floatX) * .2)
inv = T.nlinalg.matrix_inverse
def step(y, m, P):
    mp, Pp = T.dot(Am, m), T.dot(T.dot(Am, P), Am.T) + Q
    S_ = T.dot(T.dot(C, Pp), C.T) + R
    K = T.dot(T.dot(Pp, C.T), inv(S_))
    r = y - T.dot(C, mp)
    m = mp + T.dot(K, r)
    P = T.dot(T.eye(2) - T.dot(K, C), Pp)
    ll = -.5 * (T.log(T.nlinalg.det(S_)) + T.dot(T.dot(r, inv(S_)), r))
    return m, P, T.cast(ll, floatX)
(m, P_, l), _ = theano.scan(step, sequences=y, outputs_info=[T.zeros(2, floatX), T.eye(2), None])
c = -l.sum()
f = F([y], [m, P_, c] + T.grad(c, [Am, C, Q, R]))
three(f, A(5, 1))
""",
    "a Boltzmann machine by persistent chains": KIT
    + """
rng = RandomStreams(np.random.RandomState(3).randint(2 ** 30))
W, hb, vb = S(6, 4, s=.5), theano.shared(np.zeros(4, floatX)), theano.shared(np.zeros(6, floatX))
pers = theano.shared(np.zeros((3, 4), floatX), borrow=True)
x = T.matrix('x')
def prop_up(v):
    a = T.dot(v, W) + hb
    return [a, T.nnet.sigmoid(a)]
def samp_h(v):
    a, m = prop_up(v)
    return [a, m, rng.binomial(size=m.shape, n=1, p=m)]
def samp_v(h):
    a = T.dot(h, W.T) + vb
    m = T.nnet.sigmoid(a)
    return [a, m, rng.binomial(size=m.shape, n=1, p=m)]
def gibbs(h0):
    a, b, v = samp_v(h0)
    c, d, h = samp_h(v)
    return [a, b, v, c, d, h]
def free(v):
    wx = T.dot(v, W) + hb
    return -T.sum(T.log(1 + T.exp(wx)), axis=1) - T.dot(v, vb)
(nva, nvm, nv, nha, nhm, nh), ups = theano.scan(gibbs, outputs_info=[None, None, None, None, None, pers], n_steps=3)
end = nv[-1]
cost = T.mean(free(x)) - T.mean(free(end))
gs = T.grad(cost, [W, hb, vb], consider_constant=[end])
for g, p in zip(gs, [W, hb, vb]): ups[p] = p - g * T.cast(.1)
ups[pers] = nh[-1]
bit = theano.shared(value=0, name='bit')
xi = T.round(x)
flip = T.set_subtensor(xi[:, bit], 1 - xi[:, bit])
pl = T.mean(6 * T.log(T.nnet.sigmoid(free(flip) - free(xi))))
ups[bit] = (bit + 1) % 6
f = F([x], [pl, cost], updates=ups)
three(f, abs(A(3, 6)), shared=[W, hb, vb, pers, bit])
""",
    "vectors of words by wrong samples": KIT
    + """
E, C = S(9, 4), S(9, 4, k=3)
w, c = T.ivector('w'), T.ivector('c')
n = T.imatrix('n')
e, pc, nc = E[w], C[c], C[n]
pos = T.log(T.nnet.sigmoid((e * pc).sum(1)))
neg = T.log(T.nnet.sigmoid(-(e.dimshuffle(0, 'x', 1) * nc).sum(2))).sum(1)
cost = -(pos + neg).mean()
ge, gp, gn = T.grad(cost, [e, pc, nc])
lr = np.asarray(.5, floatX)
f = F([w, c, n], cost, updates=[(E, T.inc_subtensor(e, -lr * ge)), (C, T.inc_subtensor(T.inc_subtensor(pc, -lr * gp)[n], -lr * gn))])
g = F([w, c, n], T.grad(cost, [E, C]))
I = np.array([1, 1, 8], 'int32')
[three(g, I, I[::-1], np.array([[0, 1], [1, 1], [3, 8]], 'int32')), three(f, I, I[::-1], np.array([[0, 1], [1, 1], [3, 8]], 'int32'), shared=[E, C])]
""",
    "results that are held while states change": KIT
    + """
x = T.vector('x'); s = S(3)
fs = [F([x], e, updates=[(s, s + x)]) for e in (s, s[:], s[::-1], s.T, T.as_tensor_variable(s), s.reshape((3, 1)), s.dimshuffle('x', 0), theano.Out(s, borrow=True) if False else s[1:], s * 1, T.stack([s, s]), ifelse(T.gt(x[0], 9), x, s), theano.compile.view_op(s) if hasattr(theano.compile, 'view_op') else s, T.unbroadcast(s.dimshuffle('x', 0), 0), T.diag(s), T.set_subtensor(s[:1], 1), T.specify_shape(s, (3,)))]
[[three(f, A(3), shared=[s])] for f in fs]
""",
    "views of arguments that are handed out": KIT
    + """
x, i = T.matrix('x'), T.lscalar('i')
f = F([x, i], [x, x[i], x.T, x[:, ::2], x.dimshuffle(0, 'x', 1), x.reshape((-1,)), x.flatten(), T.diagonal(x), x[i:], x[::-1, ::-1], x + 0, x * 1, T.cast(x, floatX), ifelse(T.gt(i, 0), x, x * 2), T.real(x)])
X = A(3, 3)
r = f(X, 1)
for o in r: o[...] = 5
[X, three(f, X, 1), three(f, X, 0)]
""",
    "rows that are set, incremented and read": KIT
    + """
s = S(5, 3)
i, v = T.lvector('i'), T.matrix('v')
f = F([i, v], s[i], updates=[(s, T.inc_subtensor(s[i], v))])
g = F([i, v], [s.sum(), s[-1]], updates=[(s, T.set_subtensor(s[i, ::-1], v))])
h = F([v], s[1:3], updates=[(s, T.inc_subtensor(s[1:1 + v.shape[0]], v))])
k = F([], s[0], updates=[(s, T.set_subtensor(s[0], s[1]))])
m = F([v], s, updates=[(s, T.inc_subtensor(T.set_subtensor(s[:2], v)[1:3], v))])
n = F([v], T.grad((T.inc_subtensor(s[1:3], v) ** 2).sum(), [s, v]))
I = np.array([0, 4, 0])
[three(f, I, A(3, 3), shared=[s]), three(g, I, A(3, 3), shared=[s]), three(h, A(2, 3), shared=[s]), three(k, shared=[s]), three(m, A(2, 3), shared=[s]), three(n, A(2, 3), shared=[s])]
""",
    "steps down a gradient in a loop, and their gradient": KIT
    + """
W = S(2, 2, s=.5); x = T.matrix('x')
def inner(h, v): return T.tanh(T.dot(h, W) + v)
def outer(v, Wl):
    h, _ = theano.scan(lambda h, v, Wl: T.tanh(T.dot(h, Wl) + v), outputs_info=v, non_sequences=[v, Wl], n_steps=3)
    g = T.grad((h[-1] ** 2).sum(), Wl)
    return Wl - np.asarray(.1, floatX) * g
Ws, _ = theano.scan(outer, sequences=x, outputs_info=W)
c = (Ws[-1] ** 2).sum()
f = F([x], [Ws, c, T.grad(c, W), T.grad(c, x)], updates=[(W, Ws[-1])])
three(f, A(3, 2), shared=[W])
""",
}
