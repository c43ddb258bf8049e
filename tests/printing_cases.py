"""Graphs whose text is compared: expressions of a few variables, and functions of them compiled without rewriting."""

import theano
import theano.ifelse
import theano.printing
import theano.tensor as T
import theano.tensor.extra_ops
import theano.tensor.nlinalg
import theano.tensor.slinalg

EXPRESSIONS = """
x + y * 2 - 1
(x - y) / (x ** 2)
x // 2 + x % 3
-x + abs(x)
T.exp(x) * T.log(y) + T.sqrt(x) + T.sqr(x) + T.tanh(x) + T.inv(x)
T.neq(x, 1) + T.eq(x, 1) + T.gt(x, 1) + T.ge(x, 1) + T.lt(x, 1) + T.le(x, 1)
T.switch(x > 0, x, -x)
T.maximum(x, y) + T.minimum(x, y)
T.and_(k, k) + T.or_(k, k) + T.xor(k, k) + T.invert(k)
T.isnan(x) + T.isinf(x)
T.round(x) + T.floor(x) + T.ceil(x) + T.sgn(x)
T.erf(x) + T.gammaln(x) + T.psi(x)
T.clip(x, 0, 1)
T.fill(x, 1)
T.cast(x, 'int32')
x.astype('float32')
T.nnet.sigmoid(x)
x.sum()
x.sum(axis=0)
T.sum(x, axis=[0, 1])
x.prod(axis=1)
x.any()
T.all(x, axis=0)
x.argmax(axis=0)
x.mean()
x.norm(2)
T.dot(x, x)
T.dot(x, y)
T.dot(y, x)
T.dot(y, y)
T.dot(T.dot(x, y), y)
T.outer(y, y)
x.T
T.dot(x.T, y) + b
x.dimshuffle(0, 'x', 1)
y.dimshuffle('x', 0)
T.shape_padright(x)
x[0]
x[-1]
x[i]
x[1:]
x[1:3, ::2]
x[:, 0]
x[i:, 1]
y[::-1]
x[k]
x[k, k]
x[:, k]
T.set_subtensor(x[0], 1)
T.inc_subtensor(x[1:], 2)
T.inc_subtensor(x[i, 1:], 2)
T.inc_subtensor(x[k], x)
T.set_subtensor(x[k], x)
T.set_subtensor(x[k, k], y)
T.join(0, x, x)
T.concatenate([y, y])
T.stack([y, y])
T.split(x, [1, 1], 2, axis=0)[1]
x.reshape((3, -1))
x.reshape((i, 2))
y.reshape((1, 3))
x.shape[0]
x.shape
T.zeros_like(x)
T.ones_like(y)
T.alloc(1.0, 2, 3)
T.alloc(y, i, i)
T.arange(i)
T.arange(1, 5)
T.eye(3)
T.nlinalg.matrix_inverse(x)
T.nlinalg.det(x)
T.nlinalg.trace(x)
T.slinalg.cholesky(x)
T.nlinalg.svd(x)[1]
T.nlinalg.eigh(x)[0]
T.nlinalg.qr(x)[0]
T.slinalg.solve(x, x)
T.diag(y)
T.cumsum(x, axis=0)
T.cumprod(x, axis=1)
T.sort(x, axis=0)
T.argsort(y)
T.constant([1.0, 1.0])
T.constant([1, 2, 3])
T.constant([[0.125, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0]])
T.as_tensor_variable(1.5)
T.constant(2, name='two')
T.unbroadcast(r, 0)
T.addbroadcast(x, 0)
T.specify_shape(x, (2, 3))
theano.ifelse.ifelse(i, x, x)
theano.shared(1.5, 'w') * x
theano.shared(1.5) * x
theano.tensor.opt.MakeVector('int64')(x.shape[0], x.shape[1])
T.tensor_copy(x)
theano.gradient.grad(T.sum(x * y), x)
theano.gradient.grad(T.sum(T.exp(x)), x)
theano.gradient.grad(T.sum(T.tanh(T.dot(x, x))), x)
named + named
theano.function([x, y], [x + y, T.exp(x).sum(axis=0)], mode=plain)
theano.function([x], x.dimshuffle(1, 0), mode=plain)
theano.function([x], [x * 2, x * 2 + 1], mode=plain)
""".strip().splitlines()


def texts(expression):
    """Return what `debugprint` and `pp` make of an expression, and its `min_informative_str`."""
    x, y, b, i, k, r = T.dmatrix("x"), T.dvector("y"), T.dscalar("b"), T.iscalar("i"), T.ivector("k"), T.drow("r")
    named = x + 1
    named.name = "named"
    plain = theano.Mode(linker="py", optimizer=None)
    known = {"theano": theano, "T": T, "x": x, "y": y, "b": b, "i": i, "k": k, "r": r, "named": named, "plain": plain}
    graph = eval(expression, known)
    made = {"debugprint": theano.printing.debugprint(graph, file="str")}
    if not expression.startswith("theano.function"):
        made["debugprint with types"] = theano.printing.debugprint(graph, file="str", print_type=True, ids="int")
        made["pp"] = theano.printing.pp(graph)
        made["min_informative_str"] = theano.printing.min_informative_str(graph)
    return made
