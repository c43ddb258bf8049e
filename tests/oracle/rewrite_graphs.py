"""Small graphs for the audit of rewrites: patterns that rewrites look for, of every dtype, and random ones.

Many are pairs of elementwise functions, one after the other or beside a constant; the rest grows from a pool of
variables, by operations of every kind, the newest variables first.
"""

import numpy as np
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
        return (value(rng, "float64", shape, special) + 1j * value(rng, "float64", shape, special)).astype(dtype)
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


def draw(rng, seed):
    """Return the inputs and outputs of a drawn graph, and some values for the inputs."""
    for _ in range(50):
        d = Drawing(rng)
        family = d.choice([None, None, None, *STEPS])
        outputs = []
        for _ in range(int(rng.integers(1, 5)) if family is None else int(rng.integers(1, 3))):
            try:
                x = (family or d.choice(STEPS))(d, d.any())
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
