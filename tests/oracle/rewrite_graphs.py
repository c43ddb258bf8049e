"""Small graphs for the audit of rewrites: patterns that rewrites look for, of every dtype, and random ones.

Many are pairs of elementwise functions, one after the other or beside a constant; the rest grows from a pool of
variables, by operations of every kind, the newest variables first.
"""

import numpy as np
import theano
import theano.tensor as T
from theano.tensor import nlinalg, slinalg

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS, COMPLEX = ["float32", "float64", "float64", "float64", "float16"], ["complex64", "complex128"]
CONSTANTS = [0, 1, -1, 2, -2, 3, 0.5, -0.5, 1.0, 10, 100, 127, 200, 1000, 1e-3, 0.1, 1e10, 2.5, 70000, -3]

UNARY = [
    T.abs_,
    T.neg,
    T.sgn,
    T.ceil,
    T.floor,
    T.trunc,
    T.round_half_to_even,
    T.sqr,
    T.sqrt,
    T.exp,
    T.exp2,
    T.expm1,
    T.log,
    T.log2,
    T.log10,
    T.log1p,
    T.inv,
    T.cos,
    T.sin,
    T.tan,
    T.arccos,
    T.arcsin,
    T.arctan,
    T.cosh,
    T.sinh,
    T.tanh,
    T.arccosh,
    T.arcsinh,
    T.arctanh,
    T.erf,
    T.erfc,
    T.erfinv,
    T.erfcinv,
    T.gamma,
    T.gammaln,
    T.psi,
    T.nnet.sigmoid,
    T.nnet.softplus,
    T.invert,
    T.isnan,
    T.isinf,
    T.deg2rad,
    T.rad2deg,
    T.conj,
    T.real,
    T.imag,
    T.angle,
    T.zeros_like,
    T.ones_like,
    T.nnet.relu,
    T.nnet.hard_sigmoid,
]
BINARY = [
    T.add,
    T.sub,
    T.mul,
    T.true_div,
    T.int_div,
    T.mod,
    T.pow,
    T.maximum,
    T.minimum,
    T.lt,
    T.gt,
    T.le,
    T.ge,
    T.eq,
    T.neq,
    T.and_,
    T.or_,
    T.xor,
    T.arctan2,
    T.second,
    T.add,
    T.mul,
    T.sub,
    T.true_div,
    T.mul,
    T.add,
]
REDUCE = [T.sum, T.prod, T.max, T.min, T.all, T.any, T.argmax, T.argmin, T.mean, T.var]
LINEAR = [
    nlinalg.matrix_inverse,
    nlinalg.det,
    nlinalg.trace,
    nlinalg.diag,
    nlinalg.alloc_diag,
    nlinalg.extract_diag,
    T.transpose,
    slinalg.cholesky,
    slinalg.expm,
    lambda a: nlinalg.svd(a)[1],
    lambda a: nlinalg.eigh(a)[0],
    lambda a: nlinalg.eigh(a)[1],
    lambda a: nlinalg.qr(a)[1],
    nlinalg.pinv,
    T.tril,
    T.triu,
    lambda a: a + a.T,
    lambda a: T.dot(a, a.T) + T.eye(a.shape[0]),
    lambda a: nlinalg.eig(a)[0],
    lambda a: nlinalg.eigh(a.T.dot(a))[0],
    lambda a: T.dot(a.T, a),
    lambda a: a * T.eye(a.shape[0]),
    lambda a: T.eye(3),
    lambda a: T.identity_like(a),
    lambda a: nlinalg.matrix_power(a, 2),
]


def cast(name):
    return lambda x: T.cast(x, name)


def value(rng, dtype, shape, special=True):
    """Return an array with a good deal of what is special."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.asarray(rng.random(shape) < 0.5)
    if kind in "iu":
        info = np.iinfo(dtype)
        odd = [0, 1, 2, 3, info.max, info.max - 1, info.min, 100 % info.max, info.max // 2 + 1]
        small = rng.integers(0 if kind == "u" else -5, 6, shape)
        return np.where(
            rng.random(shape) < 0.3 * special, np.array(odd, dtype)[rng.integers(0, 9, shape)], small
        ).astype(dtype)
    if kind == "c":
        real, imaginary = value(rng, "float64", shape, special), value(rng, "float64", shape, special)
        return np.asarray(real + 1j * imaginary, dtype)
    odd = np.array([0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan, 800.0, -800.0, 1e-8, 1e5, 30, -30, 0.5])
    usual = np.round(rng.normal(0, 1.5, shape), int(rng.integers(0, 8)))
    with np.errstate(all="ignore"):
        chosen = odd[rng.integers(0, len(odd), shape)]
        return np.asarray(np.where(rng.random(shape) < 0.3 * special, chosen, usual)).astype(dtype)


class Drawing:
    def __init__(self, rng):
        self.rng, self.inputs, self.pool = rng, [], []
        self.dtypes = self.choice(
            [FLOATS, FLOATS, FLOATS, DTYPES, DTYPES, COMPLEX, FLOATS + DTYPES, FLOATS + DTYPES + COMPLEX]
        )
        self.n = int(self.choice([0, 1, 2, 3, 3, 4]))

    def choice(self, items):
        return items[int(self.rng.integers(len(items)))]

    def constant(self, dtype=None):
        return (
            self.choice(CONSTANTS) if self.rng.random() < 0.9 else np.asarray(self.choice(CONSTANTS)).astype("float32")
        )

    def input(self, ndim=None, dtype=None):
        ndim = self.choice([0, 1, 1, 2, 2, 2, 3]) if ndim is None else ndim
        dtype = dtype or self.choice(self.dtypes)
        x = T.TensorType(dtype, [bool(self.rng.random() < 0.15) for _ in range(ndim)])(f"x{len(self.inputs)}")
        self.inputs.append(x)
        return x

    def any(self, ndim=None, dtype=None):
        fit = [x for x in self.pool if (ndim is None or x.ndim == ndim) and (dtype is None or x.dtype == dtype)]
        if not fit or self.rng.random() < 0.2:
            self.pool.insert(0, self.input(ndim, dtype))
            return self.pool[0]
        return fit[-1] if self.rng.random() < 0.6 else self.choice(fit)

    def values(self, odd):
        """Values for the inputs, all dimensions of one length; ``odd``: one of them of another."""
        out, rng = {}, self.rng
        special = rng.random() < 0.6
        n = int(self.choice([self.n, self.n, 1, 0, 3, 3, 2]))
        for x in self.inputs:
            shape = [1 if one else n for one in x.broadcastable]
            if odd and shape and rng.random() < 0.5:
                shape = [1 if one else int(rng.integers(0, 4)) for one in x.broadcastable]
            out[x] = value(rng, x.dtype, tuple(shape), special)
            if x.name.startswith("i"):
                out[x] = (out[x] % max(n, 1)).astype(x.dtype) - (n if rng.random() < 0.2 and x.dtype[0] == "i" else 0)
                out[x] = out[x].astype(x.dtype)
        return out


def outside(d, f, x):
    """Return ``f`` of x beside constants, as stability rewrites want it."""
    c, other = d.constant(), d.any(x.ndim)
    return d.choice(
        [
            lambda: f(x),
            lambda: c - f(x),
            lambda: c + f(x),
            lambda: f(x) - c,
            lambda: c * f(x),
            lambda: f(x) / c,
            lambda: c / f(x),
            lambda: f(c * x),
            lambda: f(x + c),
            lambda: f(-x),
            lambda: f(c - x),
            lambda: f(x / c),
            lambda: f(c / x),
            lambda: f(x) / f(x),
            lambda: f(x) - f(x),
            lambda: f(x) * f(other),
            lambda: f(x) ** c,
            lambda: c ** f(x),
            lambda: f(x**c),
            lambda: -f(x),
            lambda: f(T.switch(other, x, c)),
            lambda: f(f(x)),
            lambda: f(x) + f(other),
            lambda: f(x) / f(other),
            lambda: f(x * other),
            lambda: f(x / other),
            lambda: f(x).sum(),
            lambda: f(x.sum()),
            lambda: f(x.prod()),
            lambda: 1 / (1 + f(x)),
            lambda: 1 - f(x),
            lambda: f(1 + x),
            lambda: f(1 - x),
            lambda: f(x) * x,
            lambda: f(x) // c,
            lambda: f(x) % c,
        ]
    )()


def pattern(d):
    x = d.any()
    return outside(
        d, d.choice(UNARY + [cast(n) for n in [*DTYPES, "float32", "float64"]]), outside(d, d.choice(UNARY), x)
    )


def index(d, x, kinds="isnvmb"):
    """Return a drawn index into ``x``."""
    items, advanced = [], 0
    for axis in range(int(d.rng.integers(1, x.ndim + 1))):
        kind = d.choice(kinds)
        if kind == "v" and advanced:
            kind = "s"
        if kind == "i":
            items.append(d.choice([0, -1, 1, 0]))
        elif kind == "n":
            i = T.TensorType(d.choice(["int64", "int32", "int8", "uint8"]), ())(f"i{len(d.inputs)}")
            d.inputs.append(i)
            items.append(i)
        elif kind == "s":
            start, stop = (d.choice([None, None, 0, 1, 2, -1, -2, 5, -7]) for _ in range(2))
            items.append(slice(start, stop, d.choice([None, None, 1, 2, -1, -2])))
        elif kind == "v":
            advanced = 1
            i = T.TensorType(d.choice(["int64", "int32"]), (False,))(f"i{len(d.inputs)}")
            old = [z for z in d.inputs if z.name[0] == "i" and z.ndim == 1]
            if old and d.rng.random() < 0.7:
                i = old[0]
            elif d.rng.random() < 0.3:
                i = d.choice([[0, 0], [0], [-1, 0], [1, 0], [0, 1, 2], [2, 1, 0], []])
                i = T.constant(np.array(i, "int64"))
            elif d.rng.random() < 0.2:
                i = T.arange(x.shape[axis])
            else:
                d.inputs.append(i)
            items.append(i)
        elif kind == "m":
            items.append(slice(None))
        elif kind == "b" and x.ndim > 1:
            items.append(slice(None, None, -1))
        else:
            items.append(slice(None))
    return tuple(items)


def subtensor(d, x):
    return x[index(d, x)] if x.ndim else T.sqr(x)


def update(d, x):
    """Return writes and reads of parts of ``x``, at one index or two."""
    if not x.ndim:
        return x + x
    one = index(d, x)
    two = one if d.rng.random() < 0.6 else index(d, x)
    base = d.choice(
        [
            lambda: x,
            lambda: T.zeros_like(x),
            lambda: T.ones_like(x),
            lambda: T.alloc(np.float32(0), *x.shape),
            lambda: x * 2,
        ]
    )()
    part = base[one]
    new = d.choice(
        [
            lambda: d.constant(),
            lambda: x[one],
            lambda: x[two],
            lambda: part * 2,
            lambda: part + x[one],
            lambda: T.zeros_like(part),
            lambda: d.any(0),
            lambda: part + d.any(0),
            lambda: base[two] + part,
            lambda: d.any(part.ndim),
        ]
    )()
    set_ = d.choice([T.set_subtensor, T.inc_subtensor])
    written = set_(part, new)
    return d.choice(
        [
            lambda: written,
            lambda: written[one],
            lambda: written[two],
            lambda: d.choice([T.set_subtensor, T.inc_subtensor])(written[two], d.constant()),
            lambda: written + x,
            lambda: written.sum(),
            lambda: written * x,
            lambda: T.inc_subtensor(written[one], new),
            lambda: x + written,
            lambda: T.set_subtensor(written[one], new),
            lambda: written[0],
            lambda: x + set_(T.zeros_like(x)[one], new),
        ]
    )()


def shape(d, x):
    y = d.any(x.ndim)
    order = list(d.rng.permutation(x.ndim))
    for _ in range(int(d.rng.integers(0, 2))):
        order.insert(int(d.rng.integers(0, len(order) + 1)), "x")
    order = [o if o == "x" else int(o) for o in order]
    axis = int(d.rng.integers(max(x.ndim, 1)))
    dims = x.ndim
    return d.choice(
        [
            lambda: x.dimshuffle(*order),
            lambda: x.T,
            lambda: x.flatten(),
            lambda: x.reshape((-1,)),
            lambda: x.reshape((x.shape[0], -1)),
            lambda: x.reshape(x.shape),
            lambda: x.reshape((1, *x.shape)),
            lambda: x.reshape((x.size, 1)),
            lambda: T.join(axis, x, y),
            lambda: T.concatenate([x, y, x], axis),
            lambda: T.join(axis, x),
            lambda: T.stack([x, y]),
            lambda: T.join(0, x, T.zeros_like(x), y),
            lambda: T.alloc(x, 2, *x.shape),
            lambda: T.alloc(d.any(0), *x.shape),
            lambda: T.alloc(x, *x.shape),
            lambda: T.zeros_like(x) + y,
            lambda: T.ones_like(x) * y,
            lambda: T.fill(x, y),
            lambda: T.tile(x, (2,) * max(1, dims)),
            lambda: T.repeat(x, 2, axis),
            lambda: T.shape_padleft(x),
            lambda: T.shape_padright(x),
            lambda: x.shape,
            lambda: x.shape[axis],
            lambda: x.size,
            lambda: T.as_tensor_variable([x.sum(), y.sum(), x.max()]),
            lambda: T.addbroadcast(x, axis),
            lambda: T.unbroadcast(x, axis),
            lambda: T.specify_shape(x, y.shape),
            lambda: T.split(x, [1, x.shape[axis] - 1], 2, axis)[0],
            lambda: T.split(x, [x.shape[axis]], 1, axis)[0],
            lambda: T.sort(x, axis),
            lambda: T.argsort(x, axis),
            lambda: T.cumsum(x, axis),
            lambda: T.flatten(x, 2),
            lambda: T.squeeze(x),
            lambda: T.fill_diagonal(x, 1),
            lambda: T.eye(x.shape[0]),
            lambda: T.arange(x.shape[0]),
            lambda: T.roll(x, 1, axis),
            lambda: T.extra_ops.diff(x, 1, axis),
            lambda: T.extra_ops.Unique()(x),
            lambda: T.cumprod(x, axis),
            lambda: T.as_tensor_variable([x.shape[0], 2])[1],
            lambda: T.alloc(x[0], 3, *x[0].shape),
            lambda: T.join(axis, T.alloc(d.any(0), *x.shape), T.alloc(d.any(0), *x.shape)),
            lambda: T.nnet.softmax(x),
            lambda: T.clip(x, d.constant(), y),
            lambda: T.nnet.logsoftmax(x),
            lambda: T.join(axis, x[:1], x[1:]),
            lambda: T.join(axis, x[:2], x[2:], y),
            lambda: T.tensor_copy(x),
            lambda: T.opt.assert_op(x, T.ge(x.shape[0], 0)),
            lambda: T.reshape(x, (2, -1)),
            lambda: x.reshape((x.shape[0], 1, -1)),
        ]
    )()


def choose(d, x):
    """Return lazy and elementwise choices that share a condition, or a branch."""
    c = d.choice(
        [
            lambda: d.any(x.ndim),
            lambda: x > 0,
            lambda: T.gt(x, d.constant()),
            lambda: d.any(x.ndim, "bool"),
            lambda: d.constant() > d.any(0),
            lambda: T.eq(x, x),
        ]
    )()
    y, z, k = d.any(x.ndim), d.any(x.ndim), d.constant()
    s = d.choice(
        [
            lambda: T.switch(c, x, y),
            lambda: T.switch(c, x, k),
            lambda: T.switch(c, k, y),
            lambda: T.switch(c, 0, x),
            lambda: T.switch(c, x, 0),
        ]
    )()
    t = d.choice(
        [
            lambda: s,
            lambda: T.switch(c, z, x),
            lambda: T.switch(c, k, z),
            lambda: T.switch(c, y, y),
            lambda: T.switch(T.eq(c, 0), s, z),
        ]
    )()
    return d.choice(
        [
            lambda: s + t,
            lambda: s * t,
            lambda: s - t,
            lambda: s / t,
            lambda: z / s,
            lambda: s * z,
            lambda: T.maximum(s, t),
            lambda: s > t,
            lambda: T.switch(c, s, t),
            lambda: T.exp(s),
            lambda: T.log(s),
            lambda: s.sum(),
            lambda: T.switch(k, x, y),
            lambda: T.switch(1, x, y),
            lambda: T.switch(c, x, x),
            lambda: T.sqrt(T.switch(c, s, t)),
            lambda: s,
            lambda: T.switch(x <= 0, 0, x),
            lambda: T.switch(T.le(x, y), x, y),
            lambda: abs(s),
            lambda: T.switch(c, T.log(x), k),
            lambda: T.exp(T.log(s)),
        ]
    )()


def algebra(d, x):
    y, z, c, k = d.any(x.ndim), d.any(), d.constant(), d.constant()
    return d.choice(
        [
            lambda: x * y / x,
            lambda: x / y * y,
            lambda: x + y - x,
            lambda: x - x,
            lambda: x / x,
            lambda: x * 0,
            lambda: 0 / x,
            lambda: x * 1,
            lambda: x**1,
            lambda: x**0,
            lambda: x**2,
            lambda: x**0.5,
            lambda: x**-1,
            lambda: x**-0.5,
            lambda: x**-2,
            lambda: x**3,
            lambda: x**16,
            lambda: c * x * k,
            lambda: c + x + k,
            lambda: c * x / k,
            lambda: c - (x - k),
            lambda: (x * c) * (y * k),
            lambda: x * c + x * k,
            lambda: x * y + x * z,
            lambda: (x + y) * (x + y),
            lambda: (-x) * (-y),
            lambda: -x * y,
            lambda: x - (-y),
            lambda: -(x - y),
            lambda: x // 1,
            lambda: x // c,
            lambda: x % 1,
            lambda: x % c,
            lambda: x % x,
            lambda: x // x,
            lambda: x * x,
            lambda: x * x * x,
            lambda: T.exp(x) * T.exp(y),
            lambda: T.exp(x) / T.exp(y),
            lambda: x**y * x**z,
            lambda: x**c * x**k,
            lambda: T.abs_(x) * T.abs_(y),
            lambda: T.abs_(x * y),
            lambda: T.abs_(x / y),
            lambda: T.sgn(x) * T.abs_(x),
            lambda: T.sgn(c * x),
            lambda: T.sgn(x * y),
            lambda: T.sgn(x / y),
            lambda: T.sqr(x) / x,
            lambda: T.sqrt(x) * T.sqrt(x),
            lambda: T.sqrt(x) / x,
            lambda: x / T.sqrt(x),
            lambda: T.true_div(x, y) / z,
            lambda: x / (y / z),
            lambda: c / (x / y),
            lambda: x / c / k,
            lambda: (x / c) * k,
            lambda: T.int_div(x * c, k),
            lambda: T.mod(x * c, c),
            lambda: T.log(T.exp(x) + T.exp(y)),
            lambda: T.log(1 + T.exp(x)),
            lambda: T.log(x * y),
            lambda: T.log(x / y),
            lambda: T.log(T.sum(T.exp(x))),
            lambda: T.log(x.prod()),
            lambda: T.log(1 - T.nnet.sigmoid(x)),
            lambda: T.log(T.nnet.sigmoid(x)),
            lambda: 1 - T.nnet.sigmoid(x),
            lambda: T.exp(x) / (1 + T.exp(x)),
            lambda: 1 / (1 + T.exp(-x)),
            lambda: T.nnet.sigmoid(-x),
            lambda: T.log(x / (1 - x)),
            lambda: T.nnet.sigmoid(T.log(x / (1 - x))),
            lambda: T.nnet.sigmoid(x) * (1 - T.nnet.sigmoid(x)),
            lambda: T.exp(x) - 1,
            lambda: T.log(1 + x),
            lambda: T.log(1 - x),
            lambda: 1 - T.erf(x),
            lambda: T.log(T.erfc(x)),
            lambda: T.maximum(x, x),
            lambda: T.maximum(x, c),
            lambda: T.eq(x, x),
            lambda: T.lt(x, x),
            lambda: T.ge(T.sqr(x), 0),
            lambda: T.lt(x.shape[0], 0),
            lambda: T.and_(x, c),
            lambda: T.or_(x, 0),
            lambda: T.xor(x, x),
            lambda: T.and_(x, x),
            lambda: T.invert(T.invert(x)),
            lambda: T.pow(c, x),
            lambda: T.pow(1, x),
            lambda: T.pow(2, x) * T.pow(2, y),
            lambda: (x**c) ** k,
            lambda: T.sqr(T.sqrt(x)),
            lambda: T.sqrt(T.sqr(x)),
            lambda: T.log(T.sqrt(x)),
            lambda: T.log(T.sqr(x)),
            lambda: T.log(x**2),
            lambda: T.log(x) - T.log(y),
            lambda: T.exp(T.log(x) + y),
            lambda: T.exp(T.log1p(x)),
            lambda: T.exp(T.nnet.softplus(x)),
            lambda: T.expm1(T.log(x)),
            lambda: T.log1p(T.exp(x)),
            lambda: T.log1p(-T.exp(x)),
            lambda: T.cast(T.cast(x, "int8"), "int64"),
            lambda: T.cast(T.cast(x, "float32"), "float64"),
            lambda: T.cast(x, x.dtype),
            lambda: T.cast(x, "float64") * c,
            lambda: T.inv(T.inv(x)),
            lambda: T.inv(x) * y,
            lambda: c * T.inv(x),
            lambda: -T.maximum(-x, -y),
            lambda: -T.max(-x),
            lambda: T.minimum(x, y) + T.maximum(x, y),
            lambda: T.sum(-x),
            lambda: T.sum(c * x),
            lambda: T.sum(x / c),
            lambda: T.prod(x * c),
            lambda: T.sum(x * d.any(0)),
            lambda: T.sum(T.sqr(x)),
            lambda: T.prod(-x),
            lambda: T.sum(T.switch(x > 0, x, 0)),
            lambda: T.fill(x, c) * y,
            lambda: T.fill(x, c) + y,
            lambda: T.exp(T.fill(x, c)),
            lambda: T.nnet.sigmoid(x) / (1 - T.nnet.sigmoid(x)),
            lambda: T.nnet.softplus(T.log(x)),
            lambda: x**y / x,
            lambda: x * x**y,
            lambda: T.exp(c * T.log(x)),
            lambda: T.log(x + x),
            lambda: T.log(c * x),
            lambda: T.log(c),
            lambda: x * T.exp(-x),
            lambda: (x > y) * x,
            lambda: T.eq(x * 0, 0),
            lambda: x.astype("int8") * c,
        ]
    )()


def reduced(d, x):
    axis = d.choice([None, None, 0, -1, 1, (0, 1)])
    f, g = d.choice(REDUCE), d.choice(REDUCE)
    y, c = d.any(x.ndim), d.constant()
    keep = bool(d.rng.random() < 0.3)
    return d.choice(
        [
            lambda: f(x, axis=axis),
            lambda: f(x, axis=axis, keepdims=keep),
            lambda: f(g(x, axis=0)),
            lambda: f(f(x, axis=-1), axis=0),
            lambda: f(T.join(0, x, y), axis=axis),
            lambda: f(x.dimshuffle("x", *range(x.ndim)), axis=0),
            lambda: f(T.alloc(x, 2, *x.shape), axis=0),
            lambda: f(T.alloc(d.any(0), *x.shape)),
            lambda: f(-x, axis=axis),
            lambda: f(c * x, axis=axis),
            lambda: f(x / c, axis=axis),
            lambda: f(x * d.any(0), axis=axis),
            lambda: f(abs(x)),
            lambda: f(T.stack([x, y]), axis=0),
            lambda: f(x * y, axis=axis),
            lambda: f(T.sort(x), axis=axis),
            lambda: f(x, axis=axis)[0],
            lambda: f(T.as_tensor_variable([x.sum(), y.sum()])),
            lambda: f(x.T, axis=axis),
            lambda: f(x[::-1]),
            lambda: f(T.sqr(x), axis=axis),
            lambda: f(T.zeros_like(x), axis=axis),
            lambda: T.log(f(x)),
            lambda: -f(-x, axis=axis),
            lambda: f(x * x.sum(axis=0), axis=0),
            lambda: f(x / x.sum(axis=-1, keepdims=True), axis=-1),
            lambda: f(x + c),
            lambda: f(x, axis=axis, dtype=d.choice(["int8", "float32", "float64", "int64"])),
            lambda: T.sum(x, dtype="int32"),
            lambda: T.max_and_argmax(x, axis=0)[0],
            lambda: T.all(x > 0, axis=axis),
            lambda: f(x.reshape((1, -1)), axis=1),
        ]
    )()


def products(d, x):
    a, b, v = d.any(2), d.any(2), d.any(1)
    return d.choice(
        [
            lambda: T.dot(a, b),
            lambda: T.dot(a, v),
            lambda: T.dot(v, a),
            lambda: T.dot(v, v),
            lambda: T.dot(a, b) + a,
            lambda: 2 * T.dot(a, b),
            lambda: T.dot(2 * a, b),
            lambda: T.dot(a, b).T,
            lambda: T.dot(a.T, b.T),
            lambda: T.dot(a, b)[0],
            lambda: T.dot(a, b)[:, 1:],
            lambda: T.dot(a, T.zeros_like(b)),
            lambda: T.dot(a, b) * d.any(0) + b * d.any(0),
            lambda: T.dot(a, b) - T.dot(b, a),
            lambda: T.outer(v, v),
            lambda: a + T.outer(v, v),
            lambda: T.sqr(T.dot(a, b)).sum(),
            lambda: T.dot(a, a.T),
            lambda: T.dot(T.dot(a, b), v),
            lambda: T.dot(a, T.eye(a.shape[1])),
            lambda: T.dot(nlinalg.alloc_diag(v), a),
            lambda: T.tensordot(a, b, 2),
            lambda: T.batched_dot(d.any(3), d.any(3)),
            lambda: T.dot(a, b.T)[d.any(0, "int64")],
            lambda: T.dot(a, b).sum(),
            lambda: T.dot(a, b).sum(axis=0),
            lambda: T.dot(a, v) * 3 + v,
            lambda: T.dot(v, v) * v,
            lambda: T.dot(a, v) - v,
            lambda: T.sqr(a).sum(),
            lambda: T.sqr(v).sum(),
            lambda: (v * v).sum(),
            lambda: T.dot(d.any(0), a),
            lambda: T.dot(a.dimshuffle(0, "x", 1), b),
            lambda: T.dot(v.dimshuffle("x", 0), a),
            lambda: T.dot(a, v.dimshuffle(0, "x")),
            lambda: T.dot(v.dimshuffle(0, "x"), v.dimshuffle("x", 0)),
            lambda: T.dot(v.dimshuffle("x", 0), v.dimshuffle(0, "x")),
        ]
    )()


def linear(d, x):
    a = d.any(2)
    f, g = d.choice(LINEAR), d.choice(LINEAR)
    b = g(a)
    if b.ndim == 2 and d.rng.random() < 0.6:
        return d.choice(
            [
                lambda: f(b),
                lambda: T.dot(f(a), b),
                lambda: slinalg.solve(b, a),
                lambda: slinalg.kron(a, b),
                lambda: nlinalg.det(slinalg.kron(a, b)),
                lambda: T.log(nlinalg.det(b)),
                lambda: T.log(abs(nlinalg.det(b))),
                lambda: T.dot(nlinalg.matrix_inverse(b), a),
                lambda: slinalg.solve_lower_triangular(b, a) if hasattr(slinalg, "solve_lower_triangular") else f(b),
                lambda: T.dot(nlinalg.matrix_inverse(b), d.any(1)),
                lambda: nlinalg.matrix_inverse(T.dot(a, b)),
                lambda: nlinalg.trace(T.dot(a, b)),
                lambda: nlinalg.diag(T.dot(a, b)),
                lambda: slinalg.cholesky(T.dot(a, a.T)),
                lambda: nlinalg.matrix_inverse(b.T),
                lambda: slinalg.solve(b.T, a),
                lambda: nlinalg.det(T.dot(a, b)),
                lambda: nlinalg.det(b.T),
                lambda: T.sum(T.log(nlinalg.diag(slinalg.cholesky(b)))),
                lambda: T.prod(nlinalg.diag(slinalg.cholesky(b))),
                lambda: nlinalg.diag(b * a),
                lambda: b + b.T,
                lambda: nlinalg.det(2 * b),
            ]
        )()
    return b if b.ndim < 2 or d.rng.random() < 0.3 else f(b)


def elementwise(d, x):
    f = d.choice(UNARY + BINARY + BINARY)
    if f in BINARY:
        y = d.any(x.ndim) if d.rng.random() < 0.6 else d.constant()
        return f(x, y) if d.rng.random() < 0.7 else f(y, x)
    return f(x)


STEPS = [
    elementwise,
    elementwise,
    elementwise,
    lambda d, x: pattern(d),
    subtensor,
    subtensor,
    update,
    update,
    shape,
    shape,
    shape,
    choose,
    algebra,
    algebra,
    reduced,
    reduced,
    products,
    linear,
]


# What drawing hardly ever makes


def stable(d, x):
    """What rewrites compute otherwise, because of digits or of infinities, a constant's or another's sign changed."""
    y, c, s = d.any(x.ndim), d.choice([1, 1, 1, 1.0, 2, -1, 0.5]), d.any(0)
    sigmoid, softplus = T.nnet.sigmoid, T.nnet.softplus
    x = d.choice([lambda: x, lambda: x, lambda: -x, lambda: x * y, lambda: x - y, lambda: 2 * x])()
    return [
        lambda: c + T.erf(x),
        lambda: c - T.erf(x),
        lambda: T.erf(x) - c,
        lambda: -T.erf(x) + c,
        lambda: -c + T.erf(-x),
        lambda: -T.erf(x) - c,
        lambda: c - T.erfc(x),
        lambda: c - T.erfc(-x),
        lambda: -c + T.erfc(x),
        lambda: c + (-T.erfc(x)),
        lambda: T.log(T.erfc(x)),
        lambda: T.exp(-T.sqr(x)) / T.erfc(x),
        lambda: T.exp(-T.sqr(x)) / T.erfc(-x) * y,
        lambda: y * T.exp(-T.sqr(x)) / T.erfc(x),
        lambda: c / (1 + T.exp(x)),
        lambda: c / (1 + T.exp(-x)),
        lambda: T.inv(1 + T.exp(x)),
        lambda: T.exp(x) / (1 + T.exp(x)),
        lambda: T.exp(-x) / (c + T.exp(-x)) * y,
        lambda: sigmoid(x) * T.exp(-x),
        lambda: sigmoid(-x) * T.exp(x) * y,
        lambda: sigmoid(x) * T.exp(x),
        lambda: T.exp(x) * sigmoid(-x) * sigmoid(x),
        lambda: sigmoid(x) / (1 - sigmoid(x)),
        lambda: (1 - sigmoid(x)) / sigmoid(x),
        lambda: sigmoid(x) / sigmoid(-x),
        lambda: c - sigmoid(x),
        lambda: T.log(sigmoid(x)),
        lambda: T.log(c - sigmoid(x)),
        lambda: T.log1p(-sigmoid(x)),
        lambda: T.log1p(T.exp(x)),
        lambda: T.log1p(-T.exp(x)),
        lambda: T.log1p(-T.exp(-abs(x))),
        lambda: T.log(1 + T.exp(x)),
        lambda: T.log(1 - T.exp(x)),
        lambda: T.log(-T.expm1(x)),
        lambda: T.log(T.exp(x) - T.exp(y)),
        lambda: T.log(T.exp(x) + T.exp(y) + T.exp(s)),
        lambda: T.log(T.sum(T.exp(x), axis=-1)) if x.ndim else T.log(T.exp(x) + c),
        lambda: T.log(T.sum(T.exp(x), axis=0, keepdims=True)) if x.ndim else T.log(c + x),
        lambda: x - T.log(T.sum(T.exp(x), axis=-1, keepdims=True)) if x.ndim else T.log(1 + x),
        lambda: T.exp(x) - c,
        lambda: T.exp(softplus(x)),
        lambda: T.expm1(softplus(x)),
        lambda: T.exp(T.log1p(x)),
        lambda: T.log1p(T.expm1(x)),
        lambda: T.expm1(T.log(x)),
        lambda: T.exp(T.log(x)),
        lambda: softplus(T.log(x)),
        lambda: sigmoid(T.log(x / (1 - x))),
        lambda: T.log(T.sqrt(x)),
        lambda: T.log(abs(T.sqr(x))),
        lambda: T.log(abs(T.prod(x))),
        lambda: T.inv(T.inv(x)),
        lambda: T.conj(T.conj(x)),
        lambda: T.cosh(T.arccosh(x)),
        lambda: T.arcsinh(T.sinh(x)),
        lambda: T.arctanh(T.tanh(x)),
        lambda: -(-x / y),
        lambda: -(c / x),
        lambda: (-x) / (-y),
        lambda: -x * 3,
        lambda: 3 * x * -y,
        lambda: -(x * 3),
        lambda: x - -y,
        lambda: T.psi(x) + T.tri_gamma(x),
        lambda: T.switch(x > 0, x, 0) * y,
        lambda: y / T.switch(x > 0, 1, x),
        lambda: T.switch(x > 0, 0, x) / y,
        lambda: T.switch(y > 0, x, s) * T.switch(y > 0, s, x),
        lambda: 0 / x,
        lambda: 0 // x + y,
        lambda: x**c,
        lambda: x**0,
        lambda: x**-1,
        lambda: x**-2,
        lambda: x**0.5,
        lambda: x**-0.5,
        lambda: x**3,
        lambda: x**7,
        lambda: T.sgn(x * y),
        lambda: T.sgn(-abs(x)),
        lambda: T.sgn(T.sgn(x)),
        lambda: T.sgn(x / y),
        lambda: abs(T.sgn(x) * y),
        lambda: abs(T.cast(abs(x), "int8")),
        lambda: abs(T.sqr(x)),
        lambda: abs(T.exp(x)),
        lambda: T.cast(T.cast(x, d.choice(DTYPES + FLOATS)), d.choice(DTYPES + FLOATS)),
        lambda: T.cast(T.cast(x, "int16"), "int32"),
        lambda: (x / s + y) * s,
        lambda: (x / s + y / x) * x * s,
        lambda: (x / y - 1) * y,
        lambda: x * x * y,
        lambda: x + x + y,
        lambda: y * (x * x),
        lambda: x * y * 2 * 3,
        lambda: x * d.constant() * y * d.constant() / x,
        lambda: x + d.constant() - x + d.constant(),
        lambda: T.mul(x, x, y),
        lambda: T.add(x, x, y, s),
        lambda: T.maximum(T.maximum(x, c), x),
        lambda: T.clip(T.clip(x, 0, 1), -1, c),
        lambda: T.sum(-x * c),
        lambda: T.sum(x * 2 * y),
        lambda: T.prod(x * s),
        lambda: T.prod(x / s),
        lambda: T.sum(x / s / 2),
        lambda: -T.max(-x),
        lambda: x - T.min(x),
        lambda: T.max(x) - x,
        lambda: T.argmin(-x),
    ]


def cut(d, x):
    """Parts of what is made of parts, or by operations through which indices are lifted."""
    y = d.any(x.ndim)
    if x.ndim < 1:
        return [lambda: T.as_tensor_variable([x, y, d.constant()])[1], lambda: T.join(0, [x], [y])[0]]
    i, vector = index(d, x, "is"), index(d, x, "isnvmb")
    first = index(d, x[:1], "s")
    f, g = d.choice(UNARY), d.choice(BINARY)
    axis = int(d.rng.integers(x.ndim))
    reduce = d.choice([T.sum, T.max, T.prod, T.mean, T.argmax, T.any])
    return [
        lambda: x[vector][..., :1],
        lambda: T.join(axis, x, y)[i],
        lambda: T.join(axis, x[:1], y, x)[vector],
        lambda: T.stack([x, y])[0],
        lambda: T.stack([x, y, x])[d.choice([1, -1, 2, 5])],
        lambda: T.stack([x, y])[:, 0],
        lambda: T.as_tensor_variable([x.sum(), y.sum()])[d.choice([0, -1, 2])],
        lambda: T.as_tensor_variable([x.sum(), y.sum(), x.max()])[::-1],
        lambda: T.as_tensor_variable([x.shape[0], 3]).max(),
        lambda: T.shape_padleft(x)[0],
        lambda: T.shape_padright(x)[..., 0],
        lambda: T.shape_padleft(x)[:, i[0]],
        lambda: x.dimshuffle(*reversed(range(x.ndim)))[i],
        lambda: x.T[vector],
        lambda: x.T[:1].T,
        lambda: reduce(x, axis=axis)[0] if x.ndim > 1 else reduce(x),
        lambda: reduce(x, axis=axis, keepdims=True)[i],
        lambda: reduce(x.T, axis=0),
        lambda: reduce(reduce(x, axis=0), axis=0) if x.ndim > 1 else reduce(reduce(x, axis=0)),
        lambda: reduce(T.join(0, x, y), axis=0),
        lambda: reduce(T.join(0, x.dimshuffle("x", *range(x.ndim)), y.dimshuffle("x", *range(x.ndim))), axis=0),
        lambda: T.nnet.softmax(x)[0],
        lambda: T.nnet.softmax(x)[:, 0] if x.ndim == 2 else T.nnet.softmax(x),
        lambda: T.squeeze(x)[0] if x.ndim > 1 else T.squeeze(x),
        lambda: T.squeeze(x[:1]),
        lambda: f(x)[i],
        lambda: g(x, y)[i],
        lambda: g(x, y[0])[vector],
        lambda: g(x, d.any(0))[vector],
        lambda: T.specify_shape(x, x.shape)[i],
        lambda: T.specify_shape(T.specify_shape(x, x.shape), x.shape),
        lambda: f(T.specify_shape(x, x.shape)),
        lambda: T.specify_shape(x, [2] + [None] * (x.ndim - 1))[0],
        lambda: T.alloc(d.any(0), *x.shape)[i],
        lambda: T.alloc(T.alloc(d.any(0), *x.shape), 2, *x.shape),
        lambda: T.alloc(x, 2, *x.shape)[1][i],
        lambda: T.alloc(x[:1], *x.shape)[vector],
        lambda: T.alloc(d.any(0), x.shape[0], 3).dimshuffle(1, 0),
        lambda: T.alloc(d.any(0), 1, x.shape[0]).dimshuffle(1),
        lambda: T.set_subtensor(x[i], y[i])[i],
        lambda: T.set_subtensor(x[i], d.constant())[vector],
        lambda: T.set_subtensor(x[:1], y[:1])[0],
        lambda: T.set_subtensor(x[1:], y[1:])[:1],
        lambda: T.set_subtensor(x[0], y[1])[1],
        lambda: T.set_subtensor(x[[0, 1]], y[[1, 0]])[0],
        lambda: T.set_subtensor(x[[0, 0]], y[[0, 1]])[[0, 0]],
        lambda: T.set_subtensor(x[[0, 1]], y[[1, 0]])[[1, 0]],
        lambda: T.inc_subtensor(x[[0, 0]], y[[0, 1]])[[0, 0]],
        lambda: T.set_subtensor(T.set_subtensor(x[vector], 1)[vector], y[vector]),
        lambda: T.set_subtensor(T.inc_subtensor(x[i], 1)[i], y[i]),
        lambda: T.inc_subtensor(T.set_subtensor(x[i], 1)[i], y[i]),
        lambda: T.inc_subtensor(T.zeros_like(x)[vector], y[vector]),
        lambda: T.inc_subtensor(T.zeros_like(x)[i], d.any(0)) + y,
        lambda: T.set_subtensor(T.alloc(np.int8(0), 3)[0], 1),
        lambda: T.set_subtensor(T.alloc(np.float32(0), 3, 2)[:, 0], T.constant(np.array([1.0, 2, 3]))),
        lambda: T.inc_subtensor(x[i], T.alloc(0, *x[i].shape)),
        lambda: T.inc_subtensor(x[i], T.zeros_like(x[i])),
        lambda: T.set_subtensor(x[i], x[i] + y[i]),
        lambda: T.set_subtensor(x[first], x[first] * 2),
        lambda: x[T.arange(x.shape[0])],
        lambda: x[T.arange(2)],
        lambda: x[T.arange(x.shape[0]), T.arange(x.shape[1])] if x.ndim > 1 else x[T.arange(1, 3)],
        lambda: x[np.array([True, False, True])],
        lambda: x[T.ge(x, 0)] if x.dtype[0] != "c" else x,
        lambda: T.set_subtensor(x[T.gt(x, 0)], 1) if x.dtype[0] != "c" else x,
        lambda: x[::-1][::-1],
        lambda: x[::2][1:],
        lambda: x[:5][:-1],
        lambda: x[-3:][0],
        lambda: x[1:][-1],
        lambda: x[:-1][::-1],
        lambda: x[d.any(0, "int64") :][: d.any(0, "int64")],
        lambda: x[d.any(0, "int8")][..., None],
        lambda: x.reshape((x.shape[0], -1))[i[0]],
        lambda: x.reshape((-1,)).reshape(x.shape),
        lambda: f(x.reshape((-1, 1))),
        lambda: x.flatten()[0],
        lambda: T.split(x, [1, x.shape[0] - 1], 2)[1],
        lambda: T.split(T.join(0, x, y), [x.shape[0], y.shape[0]], 2)[0],
        lambda: T.join(0, T.split(x, [1, x.shape[0] - 1], 2)[0], x),
        lambda: T.join(0, x[:1], x[1:2], x[2:]),
        lambda: T.join(0, x[:0], y),
        lambda: T.join(0, x),
        lambda: T.extra_ops.Unique()(T.alloc(d.any(0), 3)),
        lambda: T.extra_ops.Unique()(T.join(0, x.flatten(), x.flatten())),
        lambda: T.extra_ops.Unique()(T.repeat(x, 2)),
        lambda: T.max(T.sort(x.flatten())),
        lambda: T.sum(T.sort(x, axis=-1)),
        lambda: T.sort(x.flatten())[-2:],
        lambda: T.argsort(x.flatten())[:2],
        lambda: T.as_tensor_variable(T.scalar_from_tensor(x.sum())) if x.dtype != "bool" else x,
        lambda: T.tensor_from_scalar(T.scalar_from_tensor(x.flatten()[0])),
        lambda: T.diag(x) if x.ndim < 3 else x,
        lambda: T.eye(x.shape[0])[0],
        lambda: T.eye(3)[i[0]],
        lambda: T.tri(x.shape[0])[:, 1:],
        lambda: T.roll(x, 1, 0)[0],
        lambda: T.repeat(x, 2, 0)[i],
        lambda: T.cumsum(x, 0)[-1],
        lambda: T.addbroadcast(x, 0)[0],
        lambda: T.patternbroadcast(x[:1], [True] + [False] * (x.ndim - 1))[0],
    ]


def soft(d, x):
    """Softmax, its logarithm, its gradient, and what looks like them."""
    a = d.any(2, d.choice(["float32", "float64"]))
    v, n = d.any(1, "int64"), d.any(1, d.choice(["float32", "float64"]))
    nnet = T.nnet
    p = nnet.softmax(a)
    axis = d.choice([0, 1, -1])
    e = T.exp(a)
    return [
        lambda: e / e.sum(axis=axis, keepdims=True),
        lambda: e / e.sum(axis=axis).dimshuffle(0, "x"),
        lambda: e / e.sum(),
        lambda: T.exp(n) / T.exp(n).sum(),
        lambda: T.log(p),
        lambda: T.log(nnet.softmax(a + n)),
        lambda: T.log(p)[T.arange(a.shape[0]), T.argmax(a, 1)],
        lambda: -T.mean(T.log(p)[T.arange(v.shape[0]), v]),
        lambda: T.exp(nnet.logsoftmax(a)),
        lambda: nnet.logsoftmax(a),
        lambda: T.log(e / e.sum(axis=1, keepdims=True)),
        lambda: a - T.log(e.sum(axis=1, keepdims=True)),
        lambda: nnet.categorical_crossentropy(p, v),
        lambda: nnet.categorical_crossentropy(p, p * 0 + 0.5),
        lambda: nnet.crossentropy_softmax_1hot(a, v)[0],
        lambda: T.grad(nnet.categorical_crossentropy(p, v).mean(), a) if a.owner is None else p,
        lambda: T.grad(T.log(p).sum(), a) if a.owner is None else p,
        lambda: T.grad(T.sqr(p).sum(), a) if a.owner is None else p,
        lambda: T.grad(nnet.binary_crossentropy(nnet.sigmoid(a), a > 0).mean(), a) if a.owner is None else p,
        lambda: nnet.binary_crossentropy(nnet.sigmoid(a), d.any(2, "bool")),
        lambda: nnet.softmax(a.T),
        lambda: nnet.softmax(a + d.constant()),
        lambda: T.argmax(p, axis=1),
        lambda: T.max(p, axis=1),
        lambda: p.sum(axis=1),
        lambda: nnet.softmax(n),
        lambda: p * (d.any(2) - (d.any(2) * p).sum(axis=1, keepdims=True)),
        lambda: T.log(T.sum(e, axis=1)),
        lambda: T.log(T.mean(e, axis=axis)),
        lambda: T.max(a, 1) + T.log(T.exp(a - T.max(a, 1, keepdims=True)).sum(1)),
    ]


def matrices(d, x):
    """Matrices of known structure, and what is computed of them by linear algebra."""
    kind = d.choice(["float64", "float64", "float32"])
    a, b, v, w = d.any(2, kind), d.any(2, kind), d.any(1, kind), d.any(1, kind)
    s, n = d.any(0, kind), a.shape[0]
    product = T.dot(a, a.T) + T.eye(n)
    structures = [
        lambda: a,
        lambda: T.diag(v),
        lambda: nlinalg.alloc_diag(v),
        lambda: T.eye(n) * a,
        lambda: T.eye(n) * s,
        lambda: T.eye(3),
        lambda: a.T,
        lambda: T.tril(a),
        lambda: T.triu(a),
        lambda: product,
        lambda: slinalg.cholesky(product),
        lambda: nlinalg.matrix_inverse(a),
        lambda: nlinalg.matrix_inverse(product),
        lambda: slinalg.kron(T.diag(v), b),
        lambda: slinalg.kron(T.diag(v), T.diag(w)),
        lambda: nlinalg.qr(a)[0],
        lambda: nlinalg.svd(a)[0],
        lambda: nlinalg.eigh(product)[1],
        lambda: T.outer(v, v),
        lambda: a + a.T,
        lambda: T.dot(a, b),
        lambda: T.eye(n)[v.argsort()] if d.rng.random() < 0.3 else T.diag(v) * 2,
        lambda: a * s,
        lambda: -a,
        lambda: T.zeros_like(a),
        lambda: T.diag(T.exp(v)),
        lambda: T.alloc(s, n, n),
    ]
    m, o = d.choice(structures)(), d.choice(structures)()
    return [
        lambda: nlinalg.det(m),
        lambda: T.log(abs(nlinalg.det(m))),
        lambda: T.log(nlinalg.det(m)),
        lambda: nlinalg.matrix_inverse(m),
        lambda: T.dot(nlinalg.matrix_inverse(m), o),
        lambda: T.dot(o, nlinalg.matrix_inverse(m)),
        lambda: T.dot(nlinalg.matrix_inverse(m), v),
        lambda: slinalg.solve(m, o),
        lambda: slinalg.solve(m, v),
        lambda: slinalg.solve(nlinalg.matrix_inverse(m), o),
        lambda: slinalg.solve_lower_triangular(T.tril(m), v),
        lambda: slinalg.solve_upper_triangular(T.triu(m), o),
        lambda: slinalg.solve(m, o) + slinalg.solve(m, v).dimshuffle(0, "x"),
        lambda: slinalg.cholesky(m),
        lambda: slinalg.cholesky(T.dot(T.tril(a), T.tril(a).T)),
        lambda: T.dot(slinalg.cholesky(product), slinalg.cholesky(product).T),
        lambda: nlinalg.trace(m),
        lambda: nlinalg.trace(T.dot(m, o)),
        lambda: nlinalg.diag(m),
        lambda: nlinalg.diag(T.dot(m, o)),
        lambda: nlinalg.diag(slinalg.kron(m, T.diag(v))),
        lambda: slinalg.expm(m),
        lambda: nlinalg.eigh(m)[0],
        lambda: nlinalg.eig(m + m.T)[0],
        lambda: slinalg.eigvalsh(m, T.eye(n)),
        lambda: nlinalg.svd(m, compute_uv=False) if d.rng.random() < 0.5 else nlinalg.svd(m)[1],
        lambda: nlinalg.svd(m)[1] + nlinalg.svd(m, compute_uv=False),
        lambda: nlinalg.qr(m)[1],
        lambda: abs(nlinalg.qr(m)[1]),
        lambda: nlinalg.pinv(m),
        lambda: T.dot(m, o),
        lambda: T.dot(m, o).T,
        lambda: T.dot(m, v),
        lambda: T.dot(m.T, T.dot(o, v)),
        lambda: T.dot(m, o)[:1],
        lambda: T.dot(m, o)[:, v.argsort()],
        lambda: T.dot(m, m.T),
        lambda: slinalg.kron(m, o),
        lambda: nlinalg.det(slinalg.kron(m, o)),
        lambda: nlinalg.det(T.dot(m, o)),
        lambda: nlinalg.det(m.T) + nlinalg.det(nlinalg.matrix_inverse(m)),
        lambda: nlinalg.matrix_inverse(nlinalg.matrix_inverse(m)),
        lambda: nlinalg.matrix_inverse(m).T,
        lambda: nlinalg.matrix_inverse(T.dot(m, o)),
        lambda: nlinalg.matrix_power(m, 3),
        lambda: T.dot(v, T.dot(nlinalg.matrix_inverse(product), v)),
        lambda: T.sum(T.log(nlinalg.diag(slinalg.cholesky(product)))),
        lambda: nlinalg.matrix_dot(m, o, v),
        lambda: a + s * T.dot(m, o),
        lambda: s * T.dot(m, v) + w,
        lambda: a - s * T.outer(v, w),
        lambda: a + T.outer(v, w) + T.outer(w, v),
        lambda: 2 * T.dot(m, o) - 3 * a,
        lambda: T.dot(m, v) * s - 2 * w * s,
        lambda: T.batched_dot(d.any(3, kind), d.any(3, kind)),
        lambda: T.batched_dot(d.any(3, kind), d.any(3, kind))[0],
        lambda: T.batched_tensordot(d.any(3, kind), d.any(3, kind), 1),
        lambda: T.tensordot(d.any(3, kind), m, 1),
        lambda: T.sum(m * o),
        lambda: T.sqr(v).sum() * s,
        lambda: T.dot(v, v) + T.dot(v, w),
        lambda: T.dot(v.dimshuffle("x", 0), m),
        lambda: T.dot(m, v.dimshuffle(0, "x"))[:, 0],
        lambda: m * T.eye(n),
        lambda: T.tril(T.triu(m)),
        lambda: T.tril(T.tril(m)),
        lambda: m.T.T + o,
        lambda: nlinalg.diag(T.diag(v)),
        lambda: T.diag(nlinalg.diag(m)),
    ]


def loops(d, x):
    """Loops: what does not change is taken out, what nobody asks for is not kept, two are made one."""
    kind = d.choice(["float64", "float32", "int64", "int8"])
    v, m, s, n = d.any(1, kind), d.any(2, kind), d.any(0, kind), d.choice([1, 2, 3])
    one = T.cast(d.choice([0, 1, 2]), kind)

    def loop(step, sequences=(), start=None, steps=None, constants=(), **options):
        return theano.scan(step, list(sequences), start, list(constants), n_steps=steps, **options)[0]

    return [
        lambda: loop(lambda i: i * T.sqr(s), [v]),
        lambda: loop(lambda i: T.sqr(i) + one, [v]),
        lambda: loop(lambda i: T.dot(i, m), [m]),
        lambda: loop(lambda i, a: T.cast(a + i, kind), [v], s),
        lambda: loop(lambda i, a: T.cast(a + i, kind), [v], s)[-1],
        lambda: loop(lambda i, a: T.cast(a + i, kind), [v], s)[-2:],
        lambda: loop(lambda i, a: T.cast(a + i, kind), [v], s)[0],
        lambda: loop(lambda i, a: T.cast(a + i, kind), [v], s)[:2],
        lambda: loop(lambda a: T.cast(a * s, kind), start=s, steps=n),
        lambda: loop(lambda a: T.cast(a * s, kind), start=s, steps=n)[-1],
        lambda: loop(lambda a: T.cast(T.dot(m, a), kind), start=v, steps=n)[-1],
        lambda: loop(lambda i, a: T.cast(a + T.dot(i, v), kind), [m], s),
        lambda: loop(lambda i, j: i + j, [v, v]),
        lambda: loop(lambda i, j: i * j, [v, v[1:]]),
        lambda: loop(lambda i: [i + 1, i * 2], [v])[0],
        lambda: loop(lambda i: i + 1, [v]) + loop(lambda i: i * 2, [v]),
        lambda: loop(lambda i, c: i + c, [v], constants=[s * 2]),
        lambda: loop(lambda i, a: [T.cast(a + i, kind), a * 2], [v], [s, None])[1],
        lambda: loop(lambda i, a, b: [T.cast(a + i, kind), T.cast(b + a, kind)], [v], [s, s])[0],
        lambda: loop(lambda i: s * 2, [v]),
        lambda: loop(lambda i: T.switch(i > 0, i, s), [v]),
        lambda: loop(lambda i: (i, theano.scan_module.until(i > 2)), [v]),
        lambda: loop(lambda i, a: (T.cast(a + i, kind), theano.scan_module.until(a > 2)), [v], s)[-1],
        lambda: loop(lambda i: i[::-1], [m]),
        lambda: loop(lambda i: i.sum(), [m]).sum(),
        lambda: loop(lambda i: v[i % 2], [T.arange(n)]),
        lambda: loop(lambda i, a: T.inc_subtensor(a[0], i), [v], v),
        lambda: loop(lambda i: loop(lambda j: j * i, [v]), [v]),
        lambda: loop(lambda i, a: T.cast(a + i, kind), [v], s, go_backwards=True),
        lambda: loop(lambda a, b: T.cast(a + b, kind), start={"initial": v, "taps": [-2, -1]}, steps=n)[-1],
    ]


TARGETS = [stable, cut, soft, matrices, loops]
WEIGHTS = [stable, stable, cut, cut, soft, matrices, matrices, loops]


def aimed(d, seed):
    """Return the graph that the seed is for."""
    family = WEIGHTS[seed % len(WEIGHTS)]
    return d.choice(family(d, d.any()))()


def draw(rng, seed):
    """Return the inputs and outputs of a drawn graph, and some values for the inputs."""
    for _ in range(50):
        d = Drawing(rng)
        family = d.choice([None, None, None, *STEPS])
        outputs = []
        for step in range(int(rng.integers(1, 5)) if family is None else int(rng.integers(1, 3))):
            try:
                x = aimed(d, seed // 2) if seed % 2 and not step else (family or d.choice(STEPS))(d, d.any())
            except Exception:  # not every draw is a graph
                continue
            if isinstance(x, list | tuple):
                x = x[0]
            if x.owner is not None and hasattr(x.type, "dtype") and x.ndim < 5:
                d.pool.append(x)
                outputs.append(x)
        if outputs:
            outputs = [outputs[-1]] if rng.random() < 0.7 else outputs
            return d.inputs, outputs, [d.values(odd=i == 3) for i in range(4)]
    raise ValueError(seed)
