"""Graphs that real Theano pickles, on Python 2.7 and 3.8, and that must give the same numbers here.

`graphs(theano)` returns {name: (inputs, outputs, arguments)}, `functions(theano)` {name: function of a vector}.
Valid Python 2.7.
"""

import numpy as np


def graphs(theano):
    T = theano.tensor
    x, y, m, w = T.dscalar("x"), T.dscalar("y"), T.dmatrix("m"), T.fvector("w")
    v, i, k = T.dvector("v"), T.lscalar("i"), T.lvector("k")
    t3, t4 = T.dtensor3("t3"), T.ftensor4("t4")
    row, flag = T.drow("row"), T.bscalar("flag")
    a, b = np.arange(6.0).reshape(2, 3) / 7, np.arange(3.0) - 1
    f32 = np.array([0.5, -1.5, 2], dtype="float32")
    W = theano.shared(np.arange(6, dtype="float32").reshape(3, 2) / 10, "W")
    bias = theano.shared(np.array([[1.0, 2, 3]]), "bias", broadcastable=(True, False))
    n = theano.shared(5, "n")
    V = theano.shared(np.arange(4.0), "V")
    probabilities = T.nnet.softmax(T.dot(w, W))
    return {
        "shared": ([], [W, bias, n, V], []),
        "sum": ([x, y], x + y * 2 - 1, [3.0, 4.0]),
        "elementwise": ([v], [T.exp(v), T.tanh(v) / 2, T.sqrt(abs(v)), v**2, T.log1p(v * v), -v, T.sgn(v)], [b]),
        "more elementwise": (
            [v],
            [T.sin(v), T.cos(v), T.erf(v), T.floor(v), T.ceil(v), T.inv(v + 3), T.sqr(v), T.maximum(v, 0.5), v % 2],
            [b],
        ),
        "sigmoids": ([v], [T.nnet.sigmoid(v), T.nnet.softplus(v), T.nnet.hard_sigmoid(v), T.nnet.relu(v)], [b]),
        "comparisons": ([v], [v > 0, T.eq(v, 1), T.switch(v >= 0, v, 10), T.le(v, 0) * 2, T.neq(v, 0)], [b]),
        "casts": ([v], [T.cast(v, "int8"), T.cast(v, "float32"), v.astype("bool")], [b]),
        "sums": (
            [m],
            [m.sum(), m.sum(axis=0), m.mean(axis=1), m.max(axis=1), m.argmax(axis=0), m.prod(), m.std(), m.min()],
            [a],
        ),
        "all and any": ([m], [T.all(m >= 0), T.any(m > 0.5, axis=0)], [a]),
        "dot": ([m, v], [T.dot(m, v), T.dot(m, m.T), T.dot(v, v), T.outer(v, v)], [a, b]),
        "tensordot": ([t3, m], [T.tensordot(t3, m, axes=[[1], [1]]), T.batched_dot(t3, t3)], [np.ones((3, 3, 3)), a]),
        "shapes": (
            [m],
            [m.shape, m.shape[0], m.reshape((3, 2)), m.flatten(), m.dimshuffle(1, "x", 0), m.T, m.size, m.ravel()],
            [a],
        ),
        "indexing": ([m, i], [m[0], m[i], m[:, 1:], m[::-1, 0], m[i, 2], m[-1]], [a, 1]),
        "index arrays": ([m, k], [m[k], m[:, k], m[k, k], T.take(m, k, axis=1)], [a, np.array([1, 0, 1])]),
        "setting": (
            [m, v, k],
            [T.set_subtensor(m[0], v), T.inc_subtensor(m[:, 1], 5), T.inc_subtensor(m[k], 1)],
            [a, b, np.array([1, 0, 1])],
        ),
        "joining": ([m, v], [T.concatenate([m, m]), T.stack([v, v * 2]), T.join(1, m, m)], [a, b]),
        "making": (
            [x, i],
            [T.zeros((2, 3)), T.ones_like(x), T.arange(i), T.eye(3), T.alloc(x, i, 2), T.zeros((i,))],
            [2.5, 3],
        ),
        "constants": ([v], [v + np.array([1.0, 2, 3]), v * np.float64(2), T.constant(np.eye(2)), v + 1], [b]),
        "broadcasting": ([m, row], [m + row, T.addbroadcast(m[:1], 0) + m], [a, np.array([[1.0, 2, 3]])]),
        "repetition": ([v], [T.repeat(v, 2), T.tile(v, 2), T.cumsum(v), T.extra_ops.diff(v)], [b]),
        "sorting": ([v], [T.sort(v), T.argsort(v)], [b[::-1].copy()]),
        "clipping": ([v], [T.clip(v, -0.5, 0.5), T.round(v), T.clip(v, 0, 1).sum()], [b]),
        "a layer": ([w], [probabilities, T.argmax(probabilities, axis=1), T.log(probabilities)], [f32]),
        "a classifier": (
            [w, i],
            [
                T.nnet.categorical_crossentropy(probabilities, T.stack([i])),
                T.nnet.binary_crossentropy(probabilities, 0.5),
            ],
            [f32, 1],
        ),
        "softmax with bias": ([m, v], [T.nnet.softmax(m + v), T.nnet.softmax(m)], [a, b]),
        "gradients": ([m, v], T.grad(T.sum(T.tanh(T.dot(m, v)) ** 2), [m, v]), [a, b]),
        "convolution": (
            [t4],
            [
                T.nnet.conv2d(t4, np.ones((2, 1, 2, 2), "float32")),
                T.signal.pool.pool_2d(t4, (2, 2), ignore_border=True),
            ],
            [np.arange(16, dtype="float32").reshape(1, 1, 4, 4)],
        ),
        "linear algebra": (
            [m],
            [T.nlinalg.matrix_inverse(m), T.nlinalg.det(m), T.nlinalg.trace(m), T.diag(m), T.slinalg.cholesky(m)],
            [np.array([[2.0, 0.5], [0.5, 1.0]])],
        ),
        "a choice": ([flag, x, y], theano.ifelse.ifelse(flag, x, y), [1, 2.0, 3.0]),
        "a loop": (
            [v],
            theano.scan(lambda e, total: total + e, sequences=v, outputs_info=T.constant(np.float64(0)))[0],
            [b],
        ),
        "norms": ([m], [m.norm(2), (m**2).sum(axis=1), T.sqrt((m**2).sum())], [a]),
        "types": (
            [T.vector(dtype="int32"), T.ctensor3("c"), T.bcol("b")],
            [T.constant(1)],
            [[1], np.ones((1, 1, 1), "complex64"), [[1]]],
        ),
    }


def functions(theano):
    T = theano.tensor
    v, y = T.dvector("v"), T.dscalar("y")
    s = theano.shared(np.ones(3), "s")
    inputs = [v, theano.In(y, value=3.0)]
    outputs = T.exp(v * s).sum() * y + T.max(v * s)
    updates = [(s, s + 1)]
    loop, _ = theano.scan(lambda e: e * 2, sequences=v)
    py = {"mode": theano.Mode("py", "fast_compile"), "name": "f"}  # else its name is where this file lies
    return {
        "py": theano.function(inputs, outputs, updates=updates, **py),
        "FAST_RUN": theano.function(inputs, outputs, updates=updates, mode="FAST_RUN", name="f"),
        "outputs by key": theano.function([v], {"a": v * 2, "b": v.sum()}, **py),
        "a state": theano.function([v, theano.In(y, value=1.0, update=y + v.sum())], [y], **py),
        "a loop": theano.function([v], loop, **py),
    }
