"""Lengths that do not fit, which a rewritten graph must notice as the graph itself does; and results of few steps."""

MODES = ["default", "cvm/fast_run", "py/fast_compile"]

ASKED = """
x, y, v, w = T.dmatrix('x'), T.dmatrix('y'), T.dvector('v'), T.dvector('w')
n, m, k, i = T.lscalar('n'), T.lscalar('m'), T.lscalar('k'), T.lvector('i')
O = np.ones
def told(args, out, *calls):
    f, answers = F(args, out, on_unused_input='ignore'), []
    for given in calls + calls:
        answer = call(f, *given)
        answers.append('refused' if isinstance(answer, Exception) else answer)
    return answers
"""

CASES = {
    "a reshape of which one length is another": ASKED
    + """
[told([x], x.reshape((x.shape[0], 5)), [O((3, 7))], [O((3, 5))], [O((0, 7))]),
 told([x, n], x.reshape((x.shape[0], n)), [O((3, 7)), 5], [O((0, 7)), 5], [O((3, 7)), 7]),
 told([x], x.reshape((x.shape[0], -1)), [O((3, 7))], [O((0, 7))]),
 told([x], T.reshape(x, (2, x.shape[1])), [O((3, 7))], [O((2, 7))]),
 told([x], T.zeros((0, x.shape[1])).reshape((0, 4)), [O((3, 7))]),
 told([x], T.zeros((x.shape[0], 3)).reshape((4, 3)), [O((3, 7))], [O((4, 7))])]
""",
    "tiles of no length, and their gradients": ASKED
    + """
c = T.TensorType('float64', (False, True))('c')
[told([z], [o, T.grad(o.sum(), z)], [a]) for z, a in ((c, O((2, 1))), (x, O((2, 3))), (x, O((2, 1))))
 for o in (T.tile(z, (0, 1)), T.tile(z, (2, 0)), T.tile(z, (0, 1, 0)))] + [
 told([v], [o, T.grad(o.sum(), v)], [O(1)], [O(3)]) for o in (T.tile(v, (2, 0)), T.tile(v, (0, 1, 0)))]
""",
    "lengths said of what is repeated": ASKED
    + """
[told([n], T.specify_shape(T.zeros((n, 3)), (4, 3)), [3], [4]),
 told([n, v], T.specify_shape(T.alloc(v, n, 3), (4, 3)), [3, O(3)], [4, O(3)], [4, O(2)]),
 told([n, m], T.join(0, T.zeros((n, 3)), T.zeros((2, m))), [3, 3], [3, 4], [3, 1]),
 told([n, m], T.join(1, T.zeros((n, 3)), T.zeros((2, m))), [2, 3], [3, 4])]
""",
    "what has been written is read": ASKED
    + """
[told([v, i, w], T.set_subtensor(v[i], w)[i], [O(3), [0, 1], 2 * O(2)], [O(3), [0, 5], O(2)], [O(3), [0, 1], O(3)]),
 told([v, i, w], T.inc_subtensor(v[i], w)[i], [O(3), [0, 1], 2 * O(2)], [O(3), [0, 5], O(2)]),
 told([v, w], T.set_subtensor(v[[0, 2]], w)[[0, 2]], [O(3), 2 * O(2)], [O(2), O(2)], [O(3), O(3)]),
 told([v, w], T.set_subtensor(v[[0, 2]], w)[[2]], [O(3), np.array([1., 2])], [O(2), O(2)]),
 told([v, w], T.set_subtensor(v[1:3], w)[1:3], [O(4), 2 * O(2)], [O(2), O(2)], [O(4), O(3)]),
 told([x, k, v], T.set_subtensor(x[k], v)[k], [O((4, 3)), 2, 2 * O(3)], [O((4, 3)), 4, O(3)], [O((4, 3)), 2, O(2)])]
""",
    "three arrays of which two fit": ASKED
    + """
r, c = T.drow(), T.dcol()
[told([r, c, x], o, [O((1, 3)), O((2, 1)), O((2, 1))], [O((1, 3)), O((1, 1)), O((1, 1))],
 [O((1, 3)), O((2, 1)), O((2, 3))]) for o in (T.switch(r, c, x), T.clip(c, r, x), r + c * x)]
""",
    "a length of 1 that no longer broadcasts": ASKED
    + """
[told([v, y], T.unbroadcast(v.dimshuffle('x', 0), 0) * y, [O(3), O((4, 3))], [O(3), O((1, 3))]),
 told([x, y], [T.unbroadcast(x.sum(axis=0, keepdims=True), 0) + y, x * 2], [O((2, 3)), O((2, 3))],
  [O((2, 3)), O((1, 3))]),
 told([x, v], T.grad((T.unbroadcast(v.dimshuffle('x', 0), 0) * 2).sum(), v), [O((2, 3)), O(3)])]
""",
    "axes to sum over of which one differs": ASKED
    + """
t = T.dtensor3()
[told([t, x], T.tensordot(t, x, 2), [O((5, 4, 3)), O((4, 3))], [O((5, 4, 3)), O((5, 1))], [O((5, 4, 3)), O((4, 2))])]
""",
    "the last results of few steps": ASKED
    + """
a, b = theano.scan(lambda e, p: [e * 2 + p, e + 1], sequences=x, outputs_info=[T.zeros((2,)), None])[0]
c, d = theano.scan(lambda p: [p * 2, p.sum()], outputs_info=[v, None], n_steps=n)[0]
[told([x], [a[-2:], b[-3:]], *[[np.arange(2. * k).reshape(k, 2)] for k in (1, 2, 3, 5)]),
 told([x], [a[-1], b[-3:]], *[[np.arange(2. * k).reshape(k, 2)] for k in (1, 2, 3, 5)]),
 told([x], [a, b[-2]], *[[np.arange(2. * k).reshape(k, 2)] for k in (2, 3)]),
 told([v, n], [c[-1], d[-2:]], *[[O(2), k] for k in (1, 2, 4)]),
 told([v, n], d[-4:-1], *[[O(2), k] for k in (1, 2, 4)])]
""",
    "an input that is not used is None": ASKED
    + """
s = theano.shared(np.zeros(2))
[told([i, k], k * 2, [None, 3], [[1], None]), told([theano.In(i, allow_downcast=True), k], k * 2, [None, 3]),
 told([k, i], [], [4, None]), call(F([v, k], k * 2, updates=[(s, s + 1)], on_unused_input='ignore'), None, 2),
 s.get_value(),
 call(F([v, k], k * 2, on_unused_input='ignore'), v=None, k=2)]
""",
    "wider integers are added to narrow ones": """
made = []
for narrow, wide in (('uint32', 'int64'), ('int8', 'int64'), ('int8', 'uint64'), ('uint8', 'int16'),
                     ('float32', 'int64')):
    z, y = T.TensorType(narrow, (False,))(), T.TensorType(wide, ())()
    Z = np.arange(3).astype(narrow)
    for place in (np.s_[1:], np.s_[::-1]):
        for change in (T.inc_subtensor, T.set_subtensor):
            f = F([z, y], change(z[place], y))
            made += [call(f, Z, 300), call(f, Z, 5), Z]
made
""",
    "x log y in the digits of the result": """
d = T.dvector('d')
X = np.array([0., .18, 1.])
[[F([d], T.xlogx.xlogy0(d, c))(X) for c in (2, 3, 200, 2.5)],
 F([d], theano.scan(lambda e: T.xlogx.xlogy0(e, 3), d)[0])(X)]
""",
}
