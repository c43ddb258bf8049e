"""Lengths as arrays, axes in another order, and what refuses a shape."""

# ruff: noqa: E501 (programs)

MODES = ["default"]

CASES = {
    "lengths as arrays": """
x, v, n = T.dmatrix(), T.dvector(), T.lscalar()
es = [x.shape, T.stack([x.shape[0], n]), T.join(0, x.shape, v.shape), x.shape[0].dimshuffle('x'), n.dimshuffle('x', 'x'), x.shape[::-1], T.prod(x.shape), T.cast(x.shape, 'int32'), T.stack([n, n * 2]).astype('float64'),
      x.reshape(x.shape[::-1], ndim=2), x.reshape((n, -1)), x.reshape(T.join(0, x.shape[1:], x.shape[:1]), ndim=2), T.join(0, v, x.shape), T.as_tensor_variable([x.shape[0], 3]), T.stack([T.cast(n, 'int8'), T.cast(n, 'int32')]), T.join(0, [n], T.cast(x.shape, 'int32')),
      T.arange(n), T.arange(x.shape[1]), T.arange(1, n, 2), T.arange(0, v.shape[0], 2), T.arange(n, dtype='int8'), T.alloc(v, n, v.shape[0]), T.alloc(n, x.shape[0]), T.alloc(x, n, x.shape[0], 3), T.zeros((v.shape[0], n)), x.size, x.T.shape[0] * n, T.tile(v, 2), T.zeros_like(x).shape, x.flatten().shape, x[1:].shape, T.dot(x, x.T).shape, x.sum(axis=0).shape]
f = F([x, v, n], es)
a, b = np.arange(6.).reshape(2, 3), np.arange(4.)
[f(a, b, 2), f(a, b, 3), f(a[::-1], b[:1], 1), a, b]
""",
    "axes in another order": """
t, m, c = T.dtensor3(), T.dmatrix(), T.TensorType('float64', (False, True, False))()
k = T.constant(np.arange(6.).reshape(1, 2, 3))
s = T.dscalar()
orders = [(0, 2, 1), (2, 1, 0), (1, 2, 0), (2, 0, 1), (1, 0, 2), (0, 'x', 1, 2), (2, 'x', 1, 0, 'x'), ('x', 1, 0, 2)]
es = [t.dimshuffle(*o) for o in orders] + [c.dimshuffle(0, 2), c.dimshuffle(2, 0), c.dimshuffle(2, 'x', 0), c.dimshuffle(0, 'x', 2, 'x'), k.dimshuffle(1, 2), k.dimshuffle(2, 1, 'x'), k.dimshuffle(2, 0, 1) + t[:3, :1, :2],
      m.dimshuffle(1, 0), m.dimshuffle(1, 'x', 0), m.dimshuffle('x', 0, 1), s.dimshuffle('x'), s.dimshuffle('x', 'x') * m, m.sum().dimshuffle('x', 'x'), m.T.T, m.T.dimshuffle(0, 'x', 1).T]
f = F([t, m, c, s], es)
A, B, C = np.arange(24.).reshape(4, 2, 3)[:3], np.arange(6.).reshape(2, 3), np.arange(6.).reshape(2, 1, 3)
[f(A, B, C, 2.), f(A[::-1], B.T, C[:, :, :2], 3.), A, B, C]
""",
    "shapes that are refused": """
from theano.tensor.opt import Assert
x, v, n = T.dmatrix(), T.dvector(), T.lscalar()
es = [Assert('no')(x, T.eq(x.shape[0], n)), Assert('no')(x, n > 1, n < 3), Assert('no')(v, n), T.specify_shape(x, (2, 3)), T.specify_shape(x, (n, 3)) * 2, T.specify_shape(v, [n]), x.reshape((n, 3)), x.reshape((n, -1)), T.alloc(v, 2, n), T.unbroadcast(T.addbroadcast(v, 0), 0), T.reshape(v, [n, 1]), T.join(0, x, x[:n])]
fs = [F([x, v, n], e, on_unused_input='ignore') for e in es]
a, b = np.arange(6.).reshape(2, 3), np.arange(2.)
[[call(f, a, b[:k], k) for f in fs] for k in (2, 1, 0, 2)]
""",
}
