"""Half precision, which Numba does not have."""

CASES = {
    "a vector": """
v = T.vector('v', dtype='float16'); f = F([v], v + 1)
x = np.arange(3, dtype='float16')
[f(x), f(x * 2), x]
""",
    "a sum of squares": """
v = T.vector('v', dtype='float16'); f = F([v], [T.sqr(v).sum(), T.sqr(v).mean(), v.max()])
[f(np.array([2, 3], 'float16')), f(np.array([1, 5], 'float16'))]
""",
    "a state": """
s = theano.shared(np.ones(3, 'float16')); v = T.vector('v', dtype='float16')
f = F([v], s.sum(), updates=[(s, s * 2 + v)])
[f(np.arange(3, dtype='float16')), f(np.arange(3, dtype='float16')), s.get_value(),
 f.copy()(np.arange(3, dtype='float16'))]
""",
    "inside, between float32": """
v = T.fvector(); f = F([v], (v.astype('float16') * 2).astype('float32'))
[f(np.array([0.5, 1.5], 'float32')), f(np.array([2.5, 1.25], 'float32'))]
""",
    "a product and a gradient": """
m = T.matrix('m', dtype='float16'); y = T.tanh(T.dot(m, m)); f = F([m], [y, T.grad(y.sum(), m)])
x = np.array([[0.5, 0.25], [1, -0.5]], 'float16')
[f(x), f(x / 2), x]
""",
    "a loop": """
v = T.vector('v', dtype='float16')
y, updates = theano.scan(lambda a, b: a + b, sequences=v, outputs_info=T.zeros((), 'float16'))
f = F([v], y, updates=updates)
[f(np.array([1, 2, 3], 'float16')), f(np.array([0.5, 2], 'float16'))]
""",
    "the flag": """
with theano.configparser.change_flags(mode='FAST_RUN'):
    v = T.vector('v', dtype='float16'); f = theano.function([v], v * 2)
[f(np.array([1, 2], 'float16')), f(np.array([1, 3], 'float16'))]
""",
}
MODES = ["default", "compiled", "cvm/fast_run"]
SLOW_MODES = ["cvm/fast_run"]
