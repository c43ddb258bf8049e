"""Softmax and what is computed of it, called by its name or written out, of logits that exp cannot take."""

MODES = ["default", "cvm/fast_run"]
SLOW_MODES = ["cvm/fast_run"]

SET_UP = """
x, v, i = T.dmatrix(), T.dvector(), T.ivector()
X, V, I = np.array([[1000., 1., -1000.], [3., 2.5, 799.]]), np.array([800., 1., 799.]), np.array([0, 2], 'int32')
W = np.arange(6.).reshape(2, 3) - 2
"""
CASES = {
    "named": """
sm = T.nnet.softmax(x)
f = F([x], [sm, T.grad((sm * W).sum(), x), T.grad((sm ** 2).sum(), x)])
[f(X), f(X), X]
""",
    "written out": """
e = T.exp(x)
sm = e / e.sum(axis=1, keepdims=True)
f = F([x], [sm, T.log(sm), T.grad((sm * W).sum(), x)])
[f(X), f(X), X]
""",
    "written out, with dimshuffle": """
e = T.exp(x)
sm = e / e.sum(axis=1).dimshuffle(0, 'x')
f = F([x], [sm, T.grad((sm * W).sum(), x)])
[f(X), f(X), X]
""",
    "logarithms of parts": """
sm = T.nnet.softmax(x)
f = F([x, i], [T.log(sm), T.log(sm[T.arange(2), i]), -T.mean(T.log(sm)[T.arange(2), i])])
g = F([x], [T.log(sm[:, 0]), T.log(sm.T), T.log(sm)[:, 1:]])
[f(X, I), f(X, I), g(X / 100), g(X / 100), X]
""",
    "gradients of logarithms": """
sm = T.nnet.softmax(x)
costs = [T.log(sm).sum(), (T.log(sm) * W).sum(), T.nnet.categorical_crossentropy(sm, i).sum()]
f = F([x, i], [T.grad(cost, x) for cost in costs], on_unused_input='ignore')
parts = [-T.mean(T.log(sm)[T.arange(2), i]), T.log(sm[:, 0]).sum(), (T.log(sm.T) * W.T).sum()]
g = F([x, i], [T.grad(cost, x) for cost in parts], on_unused_input='ignore')
[f(X, I), f(X, I), g(X / 100, I), g(X / 100, I), X]
""",
    "entropies": """
sm = T.nnet.softmax(x)
f = F([x, i], [T.nnet.categorical_crossentropy(sm, i), T.nnet.categorical_crossentropy(sm, T.constant(abs(W)))])
[f(X, I), f(X, I), X]
""",
    "of a vector": """
e = T.exp(v)
f = F([v], [T.nnet.softmax(v), T.log(T.nnet.softmax(v)), T.grad(T.log(T.nnet.softmax(v))[0, 1], v)])
[f(V), f(V), V]
""",
    "what is no softmax": """
e, u = T.exp(x), T.exp(x * 2)
small = X / 1000
below = [u.sum(axis=1, keepdims=True), e.sum(axis=0, keepdims=True), e.sum()]
f = F([x], [*[e / each for each in below], x / x.sum(axis=1, keepdims=True)])
g = F([x], [T.grad((e / u.sum(axis=1, keepdims=True) * W).sum(), x), T.grad((e / e.sum() * W).sum(), x)])
[f(small), f(small), g(small), small]
""",
}
CASES = {name: SET_UP + program for name, program in CASES.items()}
