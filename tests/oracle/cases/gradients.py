"""Gradients by integers, whose dtypes and zeros are Theano's."""

MODES = ["default", "cvm/fast_run"]
SLOW_MODES = ["cvm/fast_run"]

CASES = {
    "products of integers": """
v, w, m, k, r = T.bvector(), T.ivector(), T.bmatrix(), T.imatrix(), T.dvector()
values = [np.array([5, 100], 'int8'), np.array([3, 4], 'int32'), np.array([[1, 2], [3, 4]], 'int8')]
values += [np.array([[1, 2], [3, 4]], 'int32'), np.array([.5, 1.5])]
def gradients(f, a, b):
    cost = f(a, b) if a.ndim + b.ndim == 2 else f(a, b).flatten()[0]
    return F([v, w, m, k, r], [cost] + T.grad(cost, [a, b]) + T.grad(cost * 1.5, [a, b]), on_unused_input='ignore')
pairs = [(v, v), (v, w), (w, w), (m, v), (v, m), (m, w), (m, k), (v, r), (r, w), (k, r), (r, m)]
fs = [gradients(f, a, b) for f in (T.dot, lambda a, b: a.dot(b), theano.dot) for a, b in pairs]
g = F([v, m], T.grad(T.dot(v, T.dot(m, v)) / 2., [v, m]) + [T.grad(T.dot(T.dot(v, m), v) ** 2., v)])
[f(*values) for f in fs], [f(*values) for f in fs[:3]], g(values[0], values[2]), values
""",
    "elu": """
answers = []
for dtype in ("int8", "bool", "int16", "int64", "uint8", "float32", "float64"):
    x = T.TensorType(dtype, (False,))()
    f = F([x], [T.grad(e.sum(), x) for e in (T.nnet.elu(x), T.nnet.elu(x, .5), T.nnet.selu(x))])
    X = np.array({"b": [0, 1, 1, 0], "u": [0, 1, 2, 3]}.get(dtype[0], [-2, -1, 0, 1])).astype(dtype)
    answers.append([(str(y.dtype), y.astype("float32")) for y in f(X)])
answers
""",
}
