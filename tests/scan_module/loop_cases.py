"""What gradients and loops are asked: real Theano by ``tests/oracle/record_cases.py``, ours by ``test_loops.py``.

`cases(load)` returns {name: function without arguments}, `load(".gradient")` being the module theano.gradient.
"""

# ruff: noqa: B905, UP031 (runs on Python 3.8)

import warnings
from collections import OrderedDict

import numpy as np

VALUES = {
    "x": np.array([0.3, -1.2, 2.0]),
    "y": np.array([1.5, 0.25, -0.75]),
    "m": np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]]),
    "w": np.array([[2.0, 0.5, -1.0], [0.25, 1.5, 0.5], [-0.5, 1.0, 3.0]]),
    "s": np.array(0.7),
    "t": np.array([[[1.0, -2.0], [0.5, 3.0]]]),
}
KINDS = {"x": "vector", "y": "vector", "m": "matrix", "w": "matrix", "s": "scalar", "t": "tensor3"}


def outcome(case):
    """What a case gives, as JSON has it: {"value": ...} or {"error": the exception's name}."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"value": plain(case())}
    except Exception as error:
        return {"error": type(error).__name__}


def plain(value):
    if isinstance(value, np.ndarray):
        return [str(value.dtype), list(value.shape), plain(value.ravel().tolist())]
    if isinstance(value, np.generic):
        return plain(np.asarray(value))
    if isinstance(value, float):
        return float("%.6g" % value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (bool, int, type(None))) else str(value)


def cases(load):
    found = OrderedDict()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        groups = (
            grads,
            options,
            helpers,
            users,
            jacobians,
            rops,
            loops,
            loop_errors,
            loop_grads,
            ifelse,
            graphs,
            others,
        )
        for group in groups:
            found.update((group.__name__ + ": " + name, case) for name, case in group(load).items())
    return found


class Space:
    """The names that a case's text uses: theano, T, np, the inputs, and `run`."""

    mode = "py", "fast_compile"

    def __init__(self, load, dtype="float64"):
        self.theano = load("")
        self.T = self.theano.tensor
        self.dtype = dtype
        self.names = {"theano": self.theano, "T": self.T, "np": np, "G": load(".gradient")}
        self.values = {}
        for name, kind in KINDS.items():
            self.names[name] = getattr(self.T, kind)(name, dtype=dtype)
            self.values[name] = (
                np.round(2 * VALUES[name]).astype(dtype) if "int" in dtype else VALUES[name].astype(dtype)
            )

    def run(self, outputs, updates=None, mode=None):
        """The values of outputs, and the dtypes declared for them."""
        theano, T = self.theano, self.T
        mode = mode or theano.Mode(*self.mode)
        outputs = [o if isinstance(o, theano.Variable) else T.as_tensor_variable(o) for o in listed(outputs)]
        inputs = [self.names[name] for name in KINDS]
        f = theano.function(inputs, outputs, updates=updates, mode=mode, on_unused_input="ignore")
        results = f(*[self.values[name] for name in KINDS])
        return [[str(getattr(o, "dtype", o.type)), result] for o, result in zip(outputs, results)]


def listed(x):
    return list(x) if isinstance(x, (list, tuple)) else [x]


def texts(load, lines, dtypes=("float64",), prepare="{}"):
    """A case for each line of text, an expression, and each dtype of the inputs."""

    def case(line, dtype):
        def run():
            space = Space(load, dtype)
            return space.run(eval(prepare.format(line), dict(space.names)))

        return run

    return OrderedDict(
        ("%s, %s" % (line, dtype), case(line, dtype)) for line in lines for dtype in dtypes for line in [line.strip()]
    )


EXPRESSIONS = """
(x ** 2).sum()
(x * y).sum()
T.exp(x).sum() / s
T.tanh(T.dot(m, x)).sum()
(T.dot(m, w) ** 2).sum()
T.nnet.sigmoid(x).sum()
T.log(abs(x) + s).sum()
T.max(m)
m.max(axis=0).sum()
T.min(x)
x[0] * x[1]
x[::2].sum() * s
m[0].sum() + m[:, 1].prod()
T.set_subtensor(x[1], s).sum() * s
T.inc_subtensor(m[0], x).prod()
T.concatenate([x, y, x]).prod()
T.stack([x, y]).sum() * s
x.reshape((3, 1)).sum() * s
m.T.dot(m).trace()
m.mean() * x.std()
x.var()
T.prod(x)
T.cumsum(x)[1] * s
T.sqr(x).norm(2)
T.switch(x > 0, x, 2 * y).sum()
T.where(T.lt(x, y), x ** 3, y).sum()
T.clip(x, -1, 1).sum() * s
T.maximum(x, y).sum() * T.minimum(x, s).sum()
(x // 2).sum() + (x % 2).sum()
T.floor(x).sum() + T.round(y).sum()
T.eq(x, y).sum()
T.cast(x, 'int32').sum() * s
T.cast(x, 'float32').sum() * s
T.sort(x)[0] * s
T.nlinalg.det(w)
T.nlinalg.matrix_inverse(w).sum()
T.nlinalg.trace(w) * s
T.outer(x, y).sum() * s
T.tensordot(m, w, axes=1).sum()
t.sum(axis=(0, 2)).prod()
T.flatten(t)[2] * s
t.dimshuffle(2, 1, 0).sum(axis=0).prod()
T.alloc(s, 2, 3).prod()
T.diag(w).prod()
T.tril(w).sum() * s
x.dimshuffle('x', 0).repeat(2, axis=0).sum() * s
T.argmax(x) * s
(x.shape[0] * s)
T.arctan2(x, y).sum()
T.erf(x).sum()
T.gammaln(abs(x) + 1).sum()
T.log1p(abs(x)).sum() + T.expm1(y).sum()
T.cos(x).sum() * T.sin(y).sum() + T.tan(s)
T.sgn(x).sum() * s
T.inv(x).sum()
(x / y).sum() - (s / x).sum()
abs(x).sum() - (-x).sum()
T.sqrt(abs(x)).sum() * x[0]
T.nnet.softmax(m)[0, 1] * s
T.extra_ops.diff(x).prod()
T.roll(x, 1)[0] * x[0]
T.tile(x, 2).prod()
m.take([0, 2], axis=1).prod()
x[[0, 0, 1]].prod()
m[[0, 1], [1, 2]].prod()
T.arange(3).sum() * s
theano.map(lambda a: a ** 2, x)[0].sum()
theano.reduce(lambda a, b: a * b, x, T.constant(1.0, dtype=x.dtype))[0] * s
theano.scan(lambda a, b: T.tanh(a + b), x, T.zeros_like(s))[0].sum()
"""


def grads(load):
    """The gradients of costs by everything, and how they are called."""
    lines = [line for line in EXPRESSIONS.splitlines() if line]
    prepare = "G.grad({}, [x, y, m, w, s, t], disconnected_inputs='ignore')"
    found = texts(load, lines, ("float64", "float32"), prepare)
    integers = [
        line for line in lines if not any(word in line for word in ("nnet", "scan", "reduce", "norm", "gammaln"))
    ]
    found.update(texts(load, integers[:30], ("int32",), prepare))
    return found


def options(load):
    """The keywords of grad, and what it refuses."""
    lines = """
G.grad((x * y).sum(), x)
G.grad(None, x, known_grads={(x * 2): y})
G.grad(None, [x, y], known_grads=OrderedDict([(xx, y), (yy, x)]), disconnected_inputs='ignore')
G.grad(c, [x, s], known_grads={d: s})
G.grad(c, x, consider_constant=[d])
G.grad(c, [x, s], consider_constant=[x], disconnected_inputs='ignore')
G.grad(c, x, consider_constant=x)
G.grad(c, x, consider_constant=[1])
G.grad(c, x, consider_constant=3)
G.grad(c, y)
G.grad(c, y, disconnected_inputs='warn')
G.grad(c, y, disconnected_inputs='ignore')
G.grad(c, y, disconnected_inputs='other')
G.grad(c, (x, s))
G.grad(c, set([x]))
G.grad(c, 3)
G.grad(c, [x, 3])
G.grad(c, None)
G.grad(x, x)
G.grad(None, x)
G.grad(None, x, known_grads={x: 3})
G.grad(None, x, known_grads={x: T.constant(3)})
G.grad(c, x, known_grads={c: s})
G.grad(s, s)
G.grad(s, x, disconnected_inputs='ignore')
G.grad(T.constant(3.0), x, disconnected_inputs='ignore')
G.grad(T.constant(3), x, disconnected_inputs='ignore')
G.grad(T.iscalar() * 2, x, disconnected_inputs='ignore')
G.grad(x.sum(), x.sum())
G.grad(d, d)
G.grad(c, d)
G.grad((x > 0).sum(), x)
G.grad((x > 0).sum(), x, disconnected_inputs='ignore')
G.grad(T.cast(x, 'int8').sum(), x)
G.grad(T.argmax(x), x)
G.grad(T.argmax(x), x, null_gradients='return')
G.grad(T.round(x).sum(), x)
G.grad(T.real(T.complex(x, y)).sum(), x)
G.grad(abs(T.complex(x, y)).sum(), [x, y])
G.grad(T.complex(s, s), s)
G.grad(c, x, return_disconnected='zero')
G.grad(c, [])
G.grad(c, ())
G.Lop(x ** 2, x, y)
G.Lop([x ** 2, s * x], [x, s], [y, x])
G.Lop((x ** 2, s * x), (x, s), (y, x))
G.Lop(x ** 2, [x], [y])
G.Lop(x ** 2, s, y)
G.Lop(x ** 2, s, y, disconnected_inputs='ignore')
G.Lop([x ** 2, s * x], x, [y])
G.Lop(x ** 2, x, y, consider_constant=[x])
G.subgraph_grad([s], [d], cost=c)[1]
G.subgraph_grad([x], [s], start={d: x}, cost=c)[0]
G.subgraph_grad([x], [s], start={d: x})[0]
G.subgraph_grad([x], [d], start={d: x}, cost=c)[1]
G.subgraph_grad(x, [d], cost=c)
G.subgraph_grad([x], d, cost=c)
G.subgraph_grad([x], [d])
G.subgraph_grad([x], [d], start=[d], cost=c)
sum(G.subgraph_grad([s], [d], start={d: x}, cost=c, details=True)[:2], [])
T.grad(c, x)
theano.grad(c, wrt=x)
theano.Lop(x ** 2, x, y)
T.Lop(x ** 2, x, y)
"""

    def case(line):
        def run():
            space = Space(load)
            names = dict(space.names, OrderedDict=OrderedDict)
            d = names["x"] ** 2
            names.update(d=d, c=(d * names["s"]).sum(), xx=names["x"] * 3, yy=names["y"] * 2)
            return space.run(eval(line, names))

        return run

    found = OrderedDict((line, case(line)) for line in lines.splitlines() if line)
    theano, T, G = load(""), load(".tensor"), load(".gradient")

    def names(**keywords):
        x, y = T.vectors("xy")
        cost = (x * y * 2).sum()
        cost.name = "cost"
        return [str(g.name) for g in G.grad(cost, [x, y], **keywords)]

    def names_within():
        x = T.scalar("x")
        y = x * 2
        y.name = "y"
        z = y**2
        z.name = "z"
        return [str(g.name) for g in G.grad(z, [x, y])]

    def no_names():
        x, y = T.vector("x"), T.vector()
        return [str(g.name) for g in G.grad((x * y).sum(), [x, y])]

    def kinds(wrt):
        x, y = T.vectors("xy")
        return type(G.grad((x * y).sum(), wrt(x, y))).__name__

    def disconnected(how, wrt="y"):
        x, y = T.vectors("xy")
        result = G.grad(x.sum(), y, disconnected_inputs="ignore", return_disconnected=how)
        return None if result is None else [str(result.type), type(result.type).__name__]

    def disconnected_elsewhere():
        x = T.vector("x")
        return type(G.grad(None, x, known_grads={x: G.DisconnectedType()()}, return_disconnected="Disconnected").type)

    def null(how):
        x = T.vector("x")
        return type(G.grad(G.undefined_grad(x).sum(), x, null_gradients=how).type).__name__

    def nan_cost():
        from_null = G.grad_undefined(T.add, 0, T.scalar())
        return G.grad(from_null, T.scalar())

    def warned(function):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            function()
        return [w.category.__name__ for w in caught]

    found.update(
        {
            "names": names,
            "names, asked for": lambda: names(add_names=True),
            "names, not wanted": lambda: names(add_names=False),
            "names within": names_within,
            "no names": no_names,
            "a list": lambda: kinds(lambda x, y: [x, y]),
            "a tuple": lambda: kinds(lambda x, y: (x, y)),
            "zero": lambda: disconnected("zero")[1],
            "None": lambda: disconnected("None"),
            "Disconnected": lambda: disconnected("Disconnected"),
            "another stand-in": lambda: disconnected("nothing"),
            "given as disconnected": disconnected_elsewhere,
            "null raises": lambda: null("raise"),
            "null returns": lambda: null("return"),
            "null, another word": lambda: null("nothing"),
            "a NaN cost": nan_cost,
            "a warning": lambda: warned(
                lambda: G.grad(T.scalar() * 2.0, T.scalar("other"), disconnected_inputs="warn")
            ).count("UserWarning"),
            "consider_constant warns": lambda: warned(lambda: G.consider_constant(T.scalar())),
            "grad_time": lambda: isinstance(G.grad_time, (int, float)),
            "theano.grad": lambda: theano.grad is G.grad,
            "the errors": lambda: [
                [e.__name__ for e in error.__mro__] for error in (G.DisconnectedInputError, G.NullTypeGradError)
            ],
        }
    )
    return found


def helpers(load):
    """The operations that change a gradient, and the numeric one."""
    lines = """
G.grad(G.consider_constant(x).sum() * s, [x, s])
G.grad((x * G.consider_constant(x)).sum(), x)
G.grad((x * G.zero_grad(x)).sum(), x)
G.grad(G.zero_grad(x).sum(), x)
G.grad((x * G.disconnected_grad(x)).sum(), x)
G.grad(G.disconnected_grad(x).sum(), x)
G.grad(G.disconnected_grad(x).sum(), x, disconnected_inputs='ignore')
G.grad(G.undefined_grad(x).sum(), x)
G.grad((G.undefined_grad(x) * y).sum(), y)
G.grad(G.grad_clip(x ** 2, -1, 1).sum(), x)
G.grad((G.grad_clip(x, -1, 1) ** 2).sum(), x)
G.grad((G.grad_clip(x, 0.5, 0.5) ** 2).sum(), x)
G.grad_clip(x, 1, -1)
G.grad(G.grad_scale(x ** 2, -1.).sum(), x)
G.grad((G.grad_scale(x, 3) ** 2).sum(), x)
G.grad(G.grad_scale(x, s).sum(), x)
[G.consider_constant_(x), G.zero_grad_(x), G.undefined_grad_(x), G.disconnected_grad_(x)]
[G.GradClip(-1, 1)(x), G.GradScale(2)(x), G.ZeroGrad()(x), G.ConsiderConstant()(x)]
G.GradClip(1, -1)
G.ConsiderConstant() == G.consider_constant_
G.grad(T.maximum(G.grad_clip(x, -2, 2), 0).sum(), x)
"""
    found = texts(load, [line for line in lines.splitlines() if line], ("float64", "float32"))
    T, G = load(".tensor"), load(".gradient")
    mode = load("").Mode("py", "fast_compile")

    def numeric(f, *points, **keywords):
        return lambda: G.numeric_grad(f, list(points), **keywords).gf

    def verify(f, points, **keywords):
        return lambda: G.verify_grad(f, points, rng=np.random.RandomState(3), mode=mode, **keywords)

    def gradient_error():
        try:
            wrong = G.grad_scale
            G.verify_grad(lambda x: wrong(x, 2), [np.ones(2)], rng=np.random.RandomState(3), mode=mode)
        except G.GradientError as error:
            return [error.arg, error.shape, round(float(error.val1), 4), round(float(error.val2), 4), len(error.args)]

    found.update(
        {
            "numeric": numeric(lambda x: (x**2).sum(), np.array([1.0, 2.0])),
            "numeric, two": numeric(lambda x, y: (x * y).sum(), np.array([1.0, 2.0]), np.array([3.0, 4.0])),
            "numeric, float32": numeric(lambda x: (x**2).sum(), np.array([1.0, 2.0], "float32")),
            "numeric, eps": numeric(lambda x: (x**2).sum(), np.array([1.0]), eps=0.5),
            "numeric, one": lambda: G.numeric_grad(lambda x: (x**3).sum(), np.array([1.0, 2.0])).gf,
            "numeric, errors": lambda: G.numeric_grad.abs_rel_err(np.array([1.0, 2.0]), np.array([1.0, 3.0])),
            "numeric, int": numeric(lambda x: x.sum(), np.array([1, 2])),
            "verify": verify(T.tanh, [np.array([0.5, 1.0])]),
            "verify, tuple": verify(lambda x, y: T.dot(x, y), (np.ones((2, 2)), np.ones((2, 2)))),
            "verify, float32": verify(T.exp, [np.ones(2, "float32")], cast_to_output_type=True),
            "verify, wrong": verify(lambda x: G.grad_scale(x, 2), [np.ones(2)]),
            "verify, wrong in detail": gradient_error,
            "verify, ints": verify(T.tanh, [np.array([1, 2])]),
            "verify, no list": verify(T.tanh, np.ones(2)),
            "verify, list of outputs": verify(lambda x: [x, x], [np.ones(2)]),
            "verify, no rng": lambda: G.verify_grad(T.tanh, [np.ones(2)]),
            "verify, eps": verify(T.tanh, [np.array([0.5, 1.0])], eps=1e-5, n_tests=1),
            "verify, tolerances": verify(T.tanh, [np.array([0.5])], abs_tol=1e-30, rel_tol=1e-30),
            "E_grad": lambda: G.verify_grad.E_grad is G.GradientError,
            "format_as list": lambda: G.format_as(True, False, 3),
            "format_as tuple": lambda: type(G.format_as(False, True, [3, 4])).__name__,
            "format_as one": lambda: G.format_as(False, False, [3]),
            "format_as many": lambda: G.format_as(False, False, [3, 4]),
            "format_as both": lambda: G.format_as(True, True, [3]),
            "format_as value": lambda: G.format_as(False, False, 7),
            "DisconnectedType": lambda: [
                str(G.DisconnectedType()),
                str(G.disconnected_type),
                str(G.DisconnectedType()()),
            ],
            "DisconnectedType ==": lambda: G.DisconnectedType() == G.disconnected_type,
            "DisconnectedType filter": lambda: G.disconnected_type.filter(3),
            "grad_undefined": lambda: type(G.grad_undefined(T.add, 0, T.scalar("z")).type).__name__,
            "grad_undefined why": lambda: "undefined" in G.grad_undefined(T.add, 0, T.scalar("z"), "no").type.why_null,
            "grad_not_implemented": lambda: (
                "not implemented" in G.grad_not_implemented(T.add, 0, T.scalar("z"), "no").type.why_null
            ),
        }
    )
    return found


def users(load):
    """Operations that users write: grad, L_op, R_op, connection_pattern."""
    theano, T, G = load(""), load(".tensor"), load(".gradient")
    gof = load(".gof")

    class Double(theano.Op):
        __props__ = ()

        def make_node(self, x):
            x = T.as_tensor_variable(x)
            return gof.Apply(self, [x], [x.type()])

        def perform(self, node, inputs, outputs):
            outputs[0][0] = inputs[0] * 2

        def infer_shape(self, node, shapes):
            return shapes

    class WithGrad(Double):
        def grad(self, inputs, grads):
            return [grads[0] * 2]

    class WithLop(Double):
        def L_op(self, inputs, outputs, grads):
            return [grads[0] * outputs[0] / inputs[0]]

    class WithRop(WithGrad):
        def R_op(self, inputs, points):
            return [None if points[0] is None else points[0] * 200]  # one sees that it was called

    class RopAlone(Double):
        def R_op(self, inputs, points):
            return [points[0] * 2]

    class RopNone(WithGrad):
        def R_op(self, inputs, points):
            return [None]

    def returns(value, pattern=None):
        class Odd(Double):
            def grad(self, inputs, grads):
                return value(self, inputs, grads)

        if pattern is not None:
            Odd.connection_pattern = lambda self, node: pattern
        return Odd

    class Two(theano.Op):
        """x + y and x, the second not connected to y."""

        __props__ = ()

        def make_node(self, x, y):
            return gof.Apply(self, [x, y], [x.type(), x.type()])

        def perform(self, node, inputs, outputs):
            outputs[0][0], outputs[1][0] = inputs[0] + inputs[1], inputs[0] * 1

        def connection_pattern(self, node):
            return [[True, True], [True, False]]

        def grad(self, inputs, grads):
            first, second = grads
            total = [g for g in grads if not isinstance(g.type, G.DisconnectedType)]
            gx = total[0] if len(total) == 1 else total[0] + total[1]
            return [gx, first if not isinstance(first.type, G.DisconnectedType) else G.DisconnectedType()()]

    def asked(text, op):
        def run():
            space = Space(load)
            return space.run(eval(text, dict(space.names, op=op())))

        return run

    found = OrderedDict()
    for op in (Double, WithGrad, WithLop, WithRop, RopAlone, RopNone):
        for text in (
            "G.grad(op(x).sum(), x)",
            "G.grad(op(x * 2).sum() * s, [x, s])",
            "G.Rop(op(x), x, y)",
            "G.Rop(op(x * s), [x, s], [y, s])",
            "G.Rop(op(x) + x, x, y)",
            "G.Rop(op(x), x, y, disconnected_outputs='ignore')",
            "G.Lop(op(x), x, y)",
            "G.jacobian(op(x), x)",
            "theano.map(lambda a: op(a), x)[0]",
            "G.grad(theano.map(lambda a: op(a), x)[0].sum(), x)",
            "G.Rop(theano.map(lambda a: op(a), x)[0], x, y)",
        ):
            found["%s: %s" % (op.__name__, text)] = asked(text, op)
    odd = {
        "None": lambda self, i, g: [None],
        "nothing": lambda self, i, g: None,
        "too many": lambda self, i, g: [g[0], g[0]],
        "too few": lambda self, i, g: [],
        "an int": lambda self, i, g: [T.cast(g[0], "int32")],
        "a number": lambda self, i, g: [3.0],
        "of other dimensions": lambda self, i, g: [g[0].sum()],
        "undefined": lambda self, i, g: [G.grad_undefined(self, 0, i[0])],
        "not implemented": lambda self, i, g: [G.grad_not_implemented(self, 0, i[0])],
        "disconnected": lambda self, i, g: [G.DisconnectedType()()],
        "a tuple": lambda self, i, g: (g[0] * 2,),
    }
    for name, value in odd.items():
        found["grad returns " + name] = asked("G.grad(op(x).sum(), x)", returns(value))
    for name, pattern in {
        "connected": [[True]],
        "not": [[False]],
        "a tuple": ([True],),
        "too long": [[True], [True]],
        "of tuples": [(True,)],
    }.items():
        gives = returns(lambda self, i, g: [g[0] * 2], pattern)
        found["pattern %s" % name] = asked("G.grad(op(x).sum(), x)", gives)
        found["pattern %s, ignored" % name] = asked("G.grad(op(x).sum(), x, disconnected_inputs='ignore')", gives)
    for text in (
        "G.grad(op(x, y)[0].sum(), [x, y])",
        "G.grad(op(x, y)[1].sum(), x)",
        "G.grad(op(x, y)[1].sum(), y)",
        "G.grad(op(x, y)[1].sum(), y, disconnected_inputs='ignore')",
        "G.grad((op(x, y)[0] * op(x, y)[1]).sum(), [x, y])",
        "G.grad(sum(op(x, y)).sum(), [x, y])",
    ):
        found["Two: " + text] = asked(text, Two)
    return found


def jacobians(load):
    lines = """
G.jacobian(x ** 2, x)
G.jacobian(T.dot(m, x), x)
G.jacobian(T.dot(m, x), m)
G.jacobian(T.dot(m, x) * s, [x, s, m])
G.jacobian(T.dot(m, x) * s, (x, s))[1]
G.jacobian(s ** 2, s)
G.jacobian(s * x.sum(), x)
G.jacobian(s * x.sum(), [x, s])
G.jacobian(m * 2, m)
G.jacobian(m.flatten() * 2, m)
G.jacobian(x * 2, y)
G.jacobian(x * 2, y, disconnected_inputs='ignore')
G.jacobian(x * 2, y, disconnected_inputs='warn')
G.jacobian(x * y, x, consider_constant=[x * y])
G.jacobian(3, x)
G.jacobian(x, 3)
G.jacobian(T.concatenate([x, y]), [x, y])
G.hessian((x ** 3).sum(), x)
G.hessian(T.exp(x).sum() * s, [x])[0]
G.hessian((x ** 2 * y).sum(), [x, y])
G.hessian((x ** 2 * y).sum(), (x, y))[1]
G.hessian(x, x)
G.hessian((m ** 2).sum(), m)
G.hessian(s ** 2, s)
G.hessian(3, x)
G.hessian(x.sum(), x)
G.hessian(x.sum(), y)
G.hessian(x.sum(), y, disconnected_inputs='ignore')
G.hessian((x ** 2).sum(), [x, m])
G.hessian(T.nlinalg.det(w) * x.sum(), x)
G.grad(G.grad((x ** 3).sum(), x).sum(), x)
G.grad(G.jacobian(x ** 3, x).sum(), x)
theano.gradient.jacobian(T.tanh(T.dot(w, x)), x)
T.jacobian(x ** 2, x)
T.hessian((x ** 3).sum(), x)
"""
    return texts(load, [line for line in lines.splitlines() if line])


def rops(load):
    expressions = """
T.sqr(x)
T.dot(m, x)
T.dot(m, w)
T.tanh(T.dot(w, x)) * s
x[1:]
x[::-1]
T.set_subtensor(x[1], s)
T.inc_subtensor(x[:2], s)
m.T
m.dimshuffle(1, 'x', 0)
m.flatten()
m.reshape((3, 2))
x.sum()
m.sum(axis=0)
m.mean(axis=1)
x.prod()
x.max()
m.max(axis=1)
T.argmax(x)
T.concatenate([x, T.sqr(x)])
T.stack([x, 2 * x])
x / (1 + abs(x))
T.switch(x > 0, x, s)
T.exp(s) * x
x.shape[0]
T.alloc(s, 3)
T.cast(x, 'int32') * s
T.cast(x, 'float32')
x + T.constant(1.0)
T.outer(x, x)
T.join(0, x, x)
T.split(x, [1, 2], 2)[1]
T.nnet.softmax(m)
T.nnet.sigmoid(x)
x[[0, 2, 0]]
m[[0, 1], [1, 2]]
T.nlinalg.matrix_inverse(w)
T.nlinalg.det(w)
T.nlinalg.trace(w)
T.diag(w)
T.cumsum(x)
T.sort(x)
T.round(x)
y * 2
G.disconnected_grad(x) * 2
G.disconnected_grad(x) * x
G.consider_constant(x) * x
G.zero_grad(x) * x
G.undefined_grad(x) * x
G.grad_clip(x, -1, 1)
G.grad_scale(x, 2)
theano.map(lambda a: a * a, x)[0]
theano.scan(lambda a, b: a * b, x, T.ones_like(s))[0]
theano.scan(lambda a, b, c: T.tanh(a + b * c), x, T.ones_like(s), s)[0][-1]
theano.ifelse.ifelse(T.gt(s, 0), T.sqr(x), x * T.sqr(x))
T.patternbroadcast(x, [False])
T.specify_shape(x, (3,))
x.copy()
T.extra_ops.diff(x)
T.clip(x, -1, 1)
T.maximum(x, 0)
T.eq(x, 0)
(x > 0) * x
T.arange(x.shape[0])
G.grad((x * T.sqr(x)).sum() * s, x)
"""
    points = "[x, m, w, s], [y, m * 2, w + 1, s * 3]"
    found = texts(load, [e for e in expressions.splitlines() if e], ("float64", "float32"), "G.Rop({}, %s)" % points)
    lines = """
G.Rop(T.sqr(x), x, y)
G.Rop(abs(x) ** 2, x, y)
G.Rop([T.sqr(x), x.sum()], x, y)
G.Rop((T.sqr(x), x.sum()), x, y)
G.Rop([T.sqr(x)], [x], [y])
G.Rop([T.sqr(x), y * 3], [x, y], [y, x])
G.Rop(x, x, y)
G.Rop(y, x, x)
G.Rop(y, x, x, disconnected_outputs='ignore')
G.Rop(y, x, x, disconnected_outputs='warn')
G.Rop(y, x, x, disconnected_outputs='nothing')
G.Rop(y, x, x, disconnected_outputs='ignore', return_disconnected='zero')
G.Rop(y, x, x, disconnected_outputs='ignore', return_disconnected='nothing')
G.Rop(y * 2, x, x)
G.Rop(T.argmax(x), x, y)
G.Rop(T.argmax(x), x, y, disconnected_outputs='ignore')
G.Rop(x * s, [x, s], [y])
G.Rop(x * s, [x, s], [s, y])
G.Rop(x * 2, x, m)
G.Rop(T.sqr(x), x, np.ones(3))
G.Rop(T.sqr(x), x, [np.ones(3)])
G.Rop(T.sqr(x), x, T.cast(y, 'float32'))
G.Rop(T.iscalar() * x, x, y)
G.Rop(x * T.constant(2), x, y)
G.Rop(T.sqr(x) * T.arange(3), x, y)
G.Rop(G.Rop(x * T.sqr(x), x, y), x, y)
G.grad(G.Rop(x * T.sqr(x), x, y).sum(), [x, y])
G.Rop(G.grad((x * T.sqr(x)).sum(), x), x, y)
theano.Rop(T.dot(x, w), [w, x], [w, y])
T.Rop(T.sqr(x), x, y)
T.Rop(T.sqr(x), [x, y], [y, x])
"""
    found.update(texts(load, [line for line in lines.splitlines() if line]))
    T, G = load(".tensor"), load(".gradient")

    def stand_in(how):
        x, y = T.vectors("xy")
        result = G.Rop(y, x, x, disconnected_outputs="ignore", return_disconnected=how)
        return None if result is None else type(result.type).__name__

    for how in ("zero", "None", "Disconnected", "disconnected"):
        found["stand-in " + how] = lambda how=how: stand_in(how)
    return found


def scanned(load, text, dtype="float64", updates=True):
    """A case that runs the text of a scan: its outputs, the names of its updates, what the shared variables become."""

    def run():
        space = Space(load, dtype)
        theano = space.theano
        k = theano.shared(np.asarray(1.0, dtype), name="k")
        v = theano.shared(np.asarray([1.0, 2.0, 3.0], dtype), name="v")
        n = theano.shared(3, name="n")
        names = dict(space.names, k=k, v=v, n=n, until=theano.scan_module.until, OrderedDict=OrderedDict)
        names["OrderedUpdates"] = theano.OrderedUpdates
        names["S"] = lambda *args, **kwargs: theano.scan(*args, **kwargs)
        result = eval(text, names)
        outputs, ups = result if isinstance(result, tuple) else (result, {})
        shown = space.run([] if outputs is None else outputs, updates=list(ups.items()) if updates else None)
        kept = [shared.get_value() for shared in (k, v, n)]
        return [type(outputs).__name__ in ("list", "NoneType"), shown, [str(key) for key in ups], kept]

    return run


def loops(load):
    lines = """
S(lambda a: a ** 2, x)
S(lambda a: a ** 2, sequences=[x])
S(lambda a: a ** 2, sequences=[x], return_list=True)
S(lambda a: [a ** 2, a + 1], sequences=[x])
S(lambda a: (a ** 2, a + 1), sequences=x)
S(lambda a, b: a * b, [x, y])
S(lambda a, b: a * b, (x, y))
S(lambda a, b: a * b, [x, y[:2]])
S(lambda a, b: a * b, [x, m[0]])
S(lambda a: a.sum(), m)
S(lambda a: a, m.T)
S(lambda a: a * 2, t)
S(lambda a: a ** 2, x, n_steps=2)
S(lambda a: a ** 2, x, n_steps=3)
S(lambda a: a ** 2, x, n_steps=T.constant(2))
S(lambda a: a ** 2, x, n_steps=n)
S(lambda a: a ** 2, x, n_steps=np.int64(2))
S(lambda a: a ** 2, x, n_steps=x.shape[0] - 1)
S(lambda a: a ** 2, x, n_steps=0)
S(lambda a: a ** 2, x, n_steps=T.constant(0))
S(lambda a: a ** 2, x, n_steps=n - 3)
S(lambda a: a ** 2, x, n_steps=1)
S(lambda a: a ** 2, x, n_steps=T.constant(1))
S(lambda a: a ** 2, x, n_steps=n - 2)
S(lambda a: a ** 2, x, n_steps=-1)
S(lambda a: a ** 2, x, n_steps=T.constant(-1))
S(lambda a, b: a + b, x, s, n_steps=1)
S(lambda a, b: [a + b, a], x, [s, None], n_steps=1)
S(lambda a, b: a + b, x, s, n_steps=1, return_list=True)
S(lambda a: a ** 2, x, n_steps=1, go_backwards=True)
S(lambda a: a ** 2, x, go_backwards=True)
S(lambda a, b: a + b, x, s, go_backwards=True)
S(lambda a: a ** 2, x, go_backwards=True, n_steps=2)
S(lambda a: a, dict(input=x, taps=[0]))
S(lambda a: a, dict(input=x))
S(lambda a: a, dict(input=x, taps=None))
S(lambda a: a, dict(input=x, taps=0))
S(lambda a: a, dict(input=x, taps=1))
S(lambda a: a, dict(input=x, taps=-1))
S(lambda a, b: a - b, dict(input=x, taps=[0, 1]))
S(lambda a, b: a - b, dict(input=x, taps=[-1, 0]))
S(lambda a, b: a - b, dict(input=x, taps=[1, -1]))
S(lambda a, b, c: a - b * c, dict(input=x, taps=[-1, 0, 1]))
S(lambda a, b: a - b, dict(input=x, taps=[0, 2]))
S(lambda a: a, dict(input=x, taps=[2]))
S(lambda a: a, dict(input=x, taps=[-2]))
S(lambda a, b, c: a - b + c, [dict(input=x, taps=[0, 1]), y])
S(lambda a, b, c: a - b + c, [dict(input=x, taps=[0, 1]), y], go_backwards=True)
S(lambda a, b: a - b, dict(input=x, taps=[0, 1]), n_steps=1)
S(lambda a: a, dict(input=x, taps=[-2]), n_steps=1)
S(lambda a: a, dict(input=x, taps=[]))
S(lambda b: b * 2, None, s, n_steps=3)
S(lambda b: b * 2, outputs_info=s, n_steps=3)
S(lambda b: b * 2, outputs_info=[s], n_steps=3)
S(lambda b: b * 2, outputs_info=(s,), n_steps=3)
S(lambda b: b * 2, outputs_info=x, n_steps=2)
S(lambda b: b * 2, outputs_info=m, n_steps=2)
S(lambda b: b * 2, outputs_info=dict(initial=s), n_steps=3)
S(lambda b: b * 2, outputs_info=dict(initial=s, taps=[-1]), n_steps=3)
S(lambda b: b * 2, outputs_info=dict(initial=s, taps=None), n_steps=3)
S(lambda b: b * 2, outputs_info=dict(initial=s, taps=[-1], other=3), n_steps=3)
S(lambda b: b * 2, outputs_info=dict(initial=s, taps=[-1], return_steps=None), n_steps=3)
S(lambda b: b * 2, outputs_info=[dict(initial=x, taps=[-3])], n_steps=4)
S(lambda b: b * 2, outputs_info=[dict(initial=x, taps=[-2])], n_steps=4)
S(lambda b, c: b + c, outputs_info=[dict(initial=x, taps=[-1, -2])], n_steps=4)
S(lambda b, c: b - c, outputs_info=[dict(initial=x, taps=[-2, -1])], n_steps=4)
S(lambda b, c: b - c, outputs_info=[dict(initial=x, taps=[-3, -1])], n_steps=4)
S(lambda b, c: b - c, outputs_info=[dict(initial=m, taps=[-2, -1])], n_steps=3)
S(lambda b, c: b - c, outputs_info=[dict(initial=x, taps=[-2, -1])], n_steps=1)
S(lambda b, c: b - c, outputs_info=[dict(initial=x[:2], taps=(-2, -1))], n_steps=2)
S(lambda a, b: a + b, x, s)
S(lambda a, b: a + b, [x], [s])
S(lambda a, b: [a + b, a - b], x, [s, None])
S(lambda a, b: [a + b, a - b], x, [None, s])
S(lambda a, b: [a + b, a - b], x, [{}, s])
S(lambda a, b: [a + b, a - b], x, [s, dict()])
S(lambda a, b: (a + b, a - b), x, (s, None))
S(lambda a, b, c: [a + b, a * c], x, [s, s + 1])
S(lambda a, b, c, d: [a + b, a * c + d], x, [s, dict(initial=y, taps=[-2, -1])])
S(lambda a, c, d, b: [a * c + d, a + b], x, [dict(initial=y, taps=[-2, -1]), s])
S(lambda a: a + 1, x, None)
S(lambda a: a + 1, x, [])
S(lambda a: a + 1, x, [None])
S(lambda a: [a + 1, a], x, [None, None])
S(lambda a, p: a * p, x, None, s)
S(lambda a, p: a * p, x, None, [s])
S(lambda a, p, q: a * p + q, x, None, (s, 2))
S(lambda a, p: a * p, x, None, 3)
S(lambda a, p: a * p, x, None, 3.5)
S(lambda a, p: (a * p).sum(), x, None, np.array([1.0, 2.0]))
S(lambda a, p: a * p, x, non_sequences=y)
S(lambda a: a * s, x)
S(lambda a: T.dot(m, a * y), x)
S(lambda a: a * k, x)
S(lambda a: a * v, x)
S(lambda a, b: a * b, x, None, k)
S(lambda a, b: a * b, x, None, [k], strict=True)
S(lambda a, b: a * b, x, None, [s], strict=True)
S(lambda b: b + 1, outputs_info=0, n_steps=3)
S(lambda b: b + 1, outputs_info=np.float64(0), n_steps=3)
S(lambda b: b + x, outputs_info=np.zeros(3), n_steps=2)
S(lambda b: b + x, outputs_info=T.zeros_like(x), n_steps=2)
S(lambda b: b + x, outputs_info=T.zeros((3,)), n_steps=2)
S(lambda b: T.dot(w, b), outputs_info=x, n_steps=3)
S(lambda b: T.dot(b, w), outputs_info=m, n_steps=2)
S(lambda a: {k: k + a}, x)
S(lambda a: [(k, k + a)], x)
S(lambda a: OrderedDict([(k, k + a)]), x)
S(lambda a: (a * k, {k: k + a}), x)
S(lambda a: (a * k, [(k, k + a)]), x)
S(lambda a: ([a * k, a], OrderedUpdates([(k, k + a)])), x)
S(lambda a: (a, OrderedDict([(k, k * 2), (n, n + 1)])), x)
S(lambda a: (a, OrderedDict([(n, n + 1), (k, k * 2)])), x)
S(lambda: {n: n + 1}, n_steps=4)
S(lambda: {v: v * 2}, n_steps=2)
S(lambda: (n * 2, {n: n + 1}), n_steps=3)
S(lambda: (n * 2, {n: n + 1}), n_steps=1)
S(lambda a: (a, {k: k + a}), x, n_steps=1)
S(lambda a, b: (a + b + k, {k: k + 1}), x, s)
S(lambda a: (a, until(a > 1)), x)
S(lambda a: (a ** 2, until(a < 0)), x)
S(lambda a: (a ** 2, until(a > 100)), x)
S(lambda a, b: (a + b, until(a + b > 1)), x, s)
S(lambda b: (b * 2, until(b > 3)), outputs_info=s, n_steps=10)
S(lambda b: ([b * 2, b], until(b > 3)), outputs_info=[s, None], n_steps=10)
S(lambda b: (b * 2, {n: n + 1}, until(b > 3)), outputs_info=s, n_steps=10)
S(lambda: ({n: n + 1}, until(n > 4)), n_steps=10)
S(lambda a: (a, until(a > 1)), x, n_steps=1)
S(lambda a: (a, until(T.constant(1))), x)
S(lambda a: (a, until(0)), x)
S(lambda b, c: (b + c, until(b > 2)), outputs_info=dict(initial=x, taps=[-1, -2]), n_steps=5)
S(lambda a: S(lambda b: b * a, x)[0], y)
S(lambda a: S(lambda b: b * a, x)[0].sum(), y)
S(lambda a, b: S(lambda c, d: c + d * a, x, b)[0][-1], y, s)
S(lambda row: theano.reduce(lambda a, b: a + b, row, T.zeros_like(s))[0], m)
S(lambda a: theano.map(lambda b: b + a, m[0])[0], x, n_steps=2)
S(lambda i: x[i] * y[i], T.arange(3))
S(lambda i, p: p[i], T.arange(2), None, m)
S(lambda i, b: T.set_subtensor(b[i], i), T.arange(3), x)
S(lambda a, b: T.switch(a > b, a, b), x, s)
S(lambda a: a + 1, np.array([1.0, 2.0]))
S(lambda a: a + 1, [np.array([1.0, 2.0])])
S(lambda a: a + 1, T.arange(4))
S(lambda a: a + 1, T.arange(0))
S(lambda a: a + 1, x[:0])
S(lambda a, b: a + b, x[:0], s)
S(lambda a: a, x, name='named')
S(lambda a: a, x, profile=True)
S(lambda a: a, x, profile='here')
S(lambda a: a, x, allow_gc=True)
S(lambda a: a, x, allow_gc=False)
S(lambda a, b: a + b, x, s, mode='FAST_RUN')
S(lambda a, b: a + b, x, s, mode='FAST_COMPILE')
S(lambda a, b: a + b, x, s, mode=theano.Mode('py', None))
S(lambda a, b: a + b, x, s, mode=theano.Mode('vm', 'fast_run'))
S(lambda a, b: a + b, x, s)[0][-1]
S(lambda a, b: a + b, x, s)[0][::2]
S(lambda a, b: a + b, x, s)[0].shape
S(lambda b, c: b + c, outputs_info=[dict(initial=x, taps=[-1, -2])], n_steps=4)[0][-1]
S(lambda a: T.cast(a, 'int32'), x)
S(lambda a: T.cast(a, 'float32'), x)
S(lambda a: a > 0, x)
S(lambda a: T.ones((2, 2)) * a, x)
S(lambda a: a.dimshuffle('x'), x)
S(lambda a, b: T.dot(b, w) + a, m, m[:1])
S(lambda a: [a], x)
S(lambda a: (a,), x)
S(lambda: T.constant(2), n_steps=3)
S(lambda: s, n_steps=3)
S(lambda b: b, outputs_info=s, n_steps=3)
S(lambda a: a, x, n_steps=None)
theano.map(lambda a: a + 1, x)
theano.map(lambda a, b: a + b, [x, y])
theano.map(lambda a, b: a + b, x, s)
theano.map(lambda a: [a, a * 2], x)
theano.map(lambda a: a, x, go_backwards=True)
theano.map(lambda a: (a, {k: k + 1}), x)
theano.map(fn=lambda a, b: a + b, sequences=[x], non_sequences=[s], truncate_gradient=-1, name='m')
theano.reduce(lambda a, b: a + b, x, s)
theano.reduce(lambda a, b: a - b, x, s, go_backwards=True)
theano.reduce(lambda a, b, p: a + b * p, x, s, y[0])
theano.reduce(lambda a, b, c: [a + b, a * c], x, [s, s])
theano.reduce(lambda a, b: a + b, [x], [s])
theano.reduce(lambda a, b: a + b, x, 0.0)
theano.reduce(lambda a, b: T.dot(b, w) + a, m, x)
theano.foldl(lambda a, b: a - b, x, s)
theano.foldr(lambda a, b: a - b, x, s)
theano.foldl(lambda a, b, p: a - b * p, x, s, [y[1]])
theano.foldr(lambda a, b, p: a - b * p, x, s, [y[1]])
theano.foldl(lambda a, b, c: [a - b, c * a], x, [s, s])
theano.scan_checkpoints(lambda a, b: a + b, [x], [s], save_every_N=1)
theano.scan_checkpoints(lambda a, b: a + b, [x], [s], save_every_N=2)
theano.scan_checkpoints(lambda a, b: a + b, [x], [s], save_every_N=2, padding=False)
theano.scan_checkpoints(lambda a, b: a + b, [x], [s], save_every_N=3, padding=False)
theano.scan_checkpoints(lambda b, p: b * p, [], [s], [y[0]], n_steps=6, save_every_N=3)
theano.scan_checkpoints(lambda b, p: b * p, [], [T.ones_like(x)], [y], n_steps=10, save_every_N=5)
theano.scan_checkpoints(lambda a, b: a + b, x, s)
S(lambda a, b: [b[:1] * 0.5 + a, a[::-1], T.outer(a, a).T, a.sum()], w, [m, None, None, None])
S(lambda a, c, b: [b + c[::-1] + a.sum(), a], w, [dict(initial=m, taps=[-2, -1]), None])
S(lambda a: T.arange(a) * 1.0, T.constant([3, 1, 3]))
S(lambda a: T.arange(a) * 1.0, T.constant([1, 3, 3]))
S(lambda a, b: b[:2], w, m[0])
"""
    lines = [line for line in lines.splitlines() if line]
    found = OrderedDict((line, scanned(load, line)) for line in lines)
    found.update(("float32: " + line, scanned(load, line, "float32")) for line in lines[::3])
    found.update(
        ("updates not handed on: " + line, scanned(load, line, updates=False)) for line in lines if "{" in line
    )
    return found


def loop_errors(load):
    lines = """
S(lambda a: a)
S(lambda b: b, outputs_info=s)
S(lambda: s)
S(lambda a: a, x, n_steps=4)
S(lambda a: a, x, n_steps=-2)
S(lambda a: a, x, n_steps=n - 5)
S(lambda b: b, outputs_info=s, n_steps=n - 5)
S(lambda b: b, outputs_info=s, n_steps=-3)
S(lambda b: b, outputs_info=s, n_steps=0)
S(lambda a: a, x, n_steps=2.0)
S(lambda a: a, x, n_steps=2.5)
S(lambda a: a, x, n_steps=1.0)
S(lambda a: a, x, n_steps=s)
S(lambda a: a, x, n_steps=float('nan'))
S(lambda a: a, x, n_steps=float('inf'))
S(lambda a: a, x, n_steps='inf')
S(lambda a: a, x, n_steps=x)
S(lambda a: a, s)
S(lambda a: a, 3)
S(lambda a: a, 'x')
S(lambda a, b: a, x)
S(lambda: x, x)
S(lambda a: 3, x)
S(lambda a: None, x)
S(lambda a: [a, 3], x)
S(lambda a: [a, None], x)
S(lambda a: 'a', x)
S(lambda a: (a, a > 1, a), x)
S(lambda a: ({k: a}, a), x)
S(lambda a: (until(a > 1), a), x)
S(lambda a: (a, until(a > 1), {k: k + 1}), x)
S(lambda a: (a, until(a > 1), until(a > 2)), x)
S(lambda a: (a, until(x > 1)), x)
S(lambda a: until(a > 1), x)
S(lambda a: (a, {x: a}), x)
S(lambda a: (a, {k: T.vector()}), x)
S(lambda a: (a, {k: k + 1, 3: a}), x)
S(lambda a: (a, {n: n + 0.5}), x)
S(lambda a: (a, {n: x}), x)
S(lambda a, b: a + b, x, [s, s])
S(lambda a, b: [a + b, a], x, [s])
S(lambda a, b: [a + b, a], x, s)
S(lambda a, b, c: a + b, x, [s, s])
S(lambda a: a, x, dict(initial=s, taps=[0]))
S(lambda a: a, x, dict(initial=s, taps=[1]))
S(lambda a, b: a, x, dict(initial=y, taps=[-1, 1]))
S(lambda a, b, c: a, x, dict(initial=y, taps=[-1, -1]))
S(lambda a, b: a, x, dict(taps=[-1]))
S(lambda a, b: a, x, dict(initial=None, taps=[-1]))
S(lambda a, b: a, x, dict(initial=s, taps=[-1], return_steps=1))
S(lambda a, b: a, x, dict(initial=s, taps=-1))
S(lambda a, b, c: b + c, x, dict(initial=s, taps=[-1, -2]))
S(lambda a, b, c: b + c, x, dict(initial=y[:1], taps=[-1, -2]))
S(lambda b: b + x, outputs_info=s, n_steps=2)
S(lambda b: b.sum(), outputs_info=x, n_steps=2)
S(lambda b: b + 0.5, outputs_info=0, n_steps=2)
S(lambda b: b + s, outputs_info=0, n_steps=2)
S(lambda b: b + s, outputs_info=0.0, n_steps=2)
S(lambda b: b + s, outputs_info=np.float32(0), n_steps=2)
S(lambda b: T.cast(b, 'float32'), outputs_info=s, n_steps=2)
S(lambda b: T.cast(b, 'int32'), outputs_info=s, n_steps=2)
S(lambda b: b + m, outputs_info=T.zeros((1, 3)), n_steps=2)
S(lambda b: b + m[:1], outputs_info=T.zeros((1, 3)), n_steps=2)
S(lambda b: b + m[:1], outputs_info=m[:1], n_steps=2)
S(lambda b: T.zeros((1, 3)) + b, outputs_info=m[:1], n_steps=2)
S(lambda b: T.patternbroadcast(b, (True, False)), outputs_info=m[:1], n_steps=2)
S(lambda b: T.concatenate([b, x]), outputs_info=x, n_steps=2)
S(lambda b: b[:-1], outputs_info=x, n_steps=2)
S(lambda a: T.arange(a), T.arange(3))
S(lambda a: a * k, x, strict=True)
S(lambda a: a * s, x, strict=True)
S(lambda a: a * v, x, None, [k], strict=True)
S(lambda a, p: a * p, x, None, x, n_steps=2)
S(lambda a: x[5] * a, x)
S(lambda a, b: a, dict(input=x, taps=[0]))
S(lambda a: a, dict(taps=[0]))
S(lambda a: a, dict(input=x, taps=[5]))
S(lambda a: a, dict(input=x, taps=['a']))
S(None, x)
S(3, x)
S(lambda a: a, x, truncate_gradient='a')
S(lambda a: a, x, mode='nothing')
theano.map(lambda a: a, None)
theano.map(lambda a: a, s)
theano.reduce(lambda a, b: a + b, x, None)
theano.reduce(lambda a: a, x, None)
theano.reduce(lambda a, b: [a, b], x, [s])
theano.foldl(lambda a, b: a + b, x, x)
theano.scan_checkpoints(lambda a, b: a + b, [x], None)
theano.scan_checkpoints(lambda a, b: a + b, [x], [s], save_every_N=0)
theano.scan_checkpoints(lambda a, b: a + b, [x], [s], n_steps=2)
theano.scan_checkpoints(lambda a, b: a + b, [dict(input=x, taps=[-1])], [s], save_every_N=2)
theano.scan_checkpoints(lambda b, c: b + c, [], [dict(initial=x, taps=[-1, -2])], n_steps=4, save_every_N=2)
theano.scan_module.until(x)
theano.scan_module.until('a')
theano.scan_module.until(s).condition
"""
    return OrderedDict((line, scanned(load, line)) for line in lines.splitlines() if line)


def loop_grads(load):
    outputs = """
S(lambda a: a ** 2, x)
S(lambda a, b: a * b, [x, y])
S(lambda a, b: a * b, x, s)
S(lambda a, b: T.tanh(a * b + s), x, s)
S(lambda a, b: a * b, x, s, go_backwards=True)
S(lambda b: b * s, outputs_info=s, n_steps=4)
S(lambda b: T.dot(w, b), outputs_info=x, n_steps=3)
S(lambda b: T.tanh(T.dot(b, w)), outputs_info=m, n_steps=3)
S(lambda b, c: b * c, outputs_info=dict(initial=x, taps=[-1, -2]), n_steps=3)
S(lambda b, c: b * c, outputs_info=dict(initial=x, taps=[-3, -1]), n_steps=3)
S(lambda a, b: a * b, dict(input=x, taps=[0, 1]))
S(lambda a, b, c: a * b + c, dict(input=x, taps=[-1, 1]), s)
S(lambda a, b: a * b, x, s, truncate_gradient=1)
S(lambda a, b: a * b, x, s, truncate_gradient=2)
S(lambda a, b: a * b, x, s, truncate_gradient=10)
S(lambda b: b * s, outputs_info=s, n_steps=4, truncate_gradient=2)
S(lambda b, c: b * c, outputs_info=dict(initial=x, taps=[-1, -2]), n_steps=4, truncate_gradient=2)
S(lambda b: b * s, outputs_info=s, n_steps=1)
S(lambda b: b * s, outputs_info=s, n_steps=0)
S(lambda b: b * s, outputs_info=s, n_steps=n)
S(lambda a, p: a * p, x, None, s)
S(lambda a, p: (a * p).sum(), x, None, w)
S(lambda i: x[i] * s, T.arange(3))
S(lambda i, p: p[i].sum() * s, T.arange(2), None, m)
S(lambda a: S(lambda b: b * a, x)[0].sum(), y)
S(lambda a, b: S(lambda c, d: c * d + a, x, b)[0][-1], y, s)
S(lambda b: (b * 2 * s, until(b > 3)), outputs_info=s, n_steps=10)
S(lambda a, b: (a * b, until(b > 0.5)), x, s)
S(lambda a: (a * k, {k: k * a}), x)
S(lambda a, b: (a * b * k, {k: k + 1}), x, s)
S(lambda a: T.cast(a, 'int32'), x)
S(lambda a: a > 0, x)
S(lambda a, b: b + T.cast(a, 'int32'), x, s)
S(lambda a: G.disconnected_grad(a) * s, x)
S(lambda a: G.grad_clip(a, -1, 1) ** 2, x)
S(lambda a, b: T.switch(a > b, a, b) * s, x, s)
theano.scan_checkpoints(lambda a, b: a * b, [x], [s], save_every_N=2)
theano.scan_checkpoints(lambda b, p: b * p, [], [T.ones_like(x)], [y], n_steps=10, save_every_N=5)
theano.foldr(lambda a, b: a * b, x, s)
theano.reduce(lambda a, b: a * b, x, s)
"""

    def case(text, what, dtype):
        def run():
            space = Space(load, dtype)
            theano = space.theano
            names = dict(space.names, k=theano.shared(np.asarray(1.5, dtype)), n=theano.shared(3))
            names.update(until=theano.scan_module.until, S=theano.scan)
            output, updates = eval(text, names)
            names.update(o=output, c=output.sum() if output.ndim else output)
            return space.run(eval(what, names), updates=updates)

        return run

    found = OrderedDict()
    for text in [line for line in outputs.splitlines() if line]:
        for what, dtypes in (
            ("G.grad(c, [x, y, m, w, s], disconnected_inputs='ignore')", ("float64",)),
            ("G.grad(c, [x, s], disconnected_inputs='ignore')", ("float32",)),
            (
                "G.grad(G.grad(c, s, disconnected_inputs='ignore') * s, [x, s], disconnected_inputs='ignore')",
                ("float64",),
            ),
            ("G.Rop(o, [x, s], [y, s * 2])", ("float64",)),
            ("G.Lop(o, [x, s], T.ones_like(o), disconnected_inputs='ignore')", ("float64",)),
        ):
            for dtype in dtypes:
                found["%s of %s, %s" % (what, text, dtype)] = case(text, what, dtype)
    several = """
G.grad(o[0].sum(), [x, s])
G.grad(o[1].sum(), [x, s])
G.grad(o[0].sum() * o[1].sum(), [x, s])
G.grad(o[0][-1] + o[1][0], [x, s])
G.grad(o[2].sum(), x)
G.grad(o[2].sum(), x, disconnected_inputs='ignore')
G.Rop(o[:2], [x, s], [y, s])
G.hessian(o[0].sum(), x)
G.jacobian(o[1], x)
G.jacobian(o[0], [x, s])
"""
    text = "S(lambda a, b, c: [a * b, a + c * s, T.cast(a, 'int8')], x, [s, dict(initial=x[:2], taps=[-2]), None])"

    def case_of_several(what):
        def run():
            space = Space(load)
            names = dict(space.names, S=space.theano.scan)
            output, updates = eval(text, names)
            return space.run(eval(what, dict(names, o=output)), updates=updates)

        return run

    found.update((line, case_of_several(line)) for line in several.splitlines() if line)
    return found


def ifelse(load):
    lines = """
I(T.gt(s, 0), x, y)
I(T.lt(s, 0), x, y)
I(1, x, y)
I(0, x, y)
I(True, x, y)
I(s, x, y)
I(s * 0, x, y)
I(T.cast(s * 3, 'int32'), x, y)
I(T.constant(2.5), x, y)
I(x, x, y)
I(x.sum() > 0, x, y)
I(T.all(x > 0), x, y)
I([1], x, y)
I('a', x, y)
I(None, x, y)
I(s, [x, s], [y, s * 2])
I(s, (x, s), (y, s * 2))
I(s, [x], [y])
I(s, [x], y)
I(s, x, [y])
I(s, [x, s], [y])
I(s, [x], [y, s])
I(s, [], [])
I(s, x, s)
I(s, x, m)
I(s, x, T.cast(y, 'float32'))
I(s, x, 3)
I(s, s, 3)
I(s, s, 3.0)
I(s, 3, 4)
I(s, 1.0, 2.0)
I(s, np.ones(3), np.zeros(3))
I(s, x, np.zeros(3))
I(s, np.zeros(2), np.zeros(3))
I(s, x[:1], y)
I(s, T.zeros((1, 3)), T.zeros((2, 3)))
I(s, T.zeros((1, 3)), m)
I(s, m[0], m[1])
I(s, x, y, name='choice')
I(condition=s, then_branch=x, else_branch=y)
I(s, x, y)[0]
I(s, x, T.zeros_like(x)).sum()
I(s, I(s * 0, x, y), m[0])
T.switch(T.gt(s, 0), I(s, x, y), y)
G.grad(I(s, x ** 2, y).sum(), [x, y])
G.grad(I(s, x ** 2, y).sum(), s)
G.grad(I(s, x ** 2, y).sum(), s, disconnected_inputs='ignore')
G.grad(I(s, x * s, y * s).sum(), s)
G.grad(I(s, [x ** 2, y], [y, x])[0].sum(), [x, y])
G.grad(sum(I(s, [x ** 2, y], [y, x])).sum(), [x, y])
G.grad(I(s, s * x.sum(), s ** 2), [s, x])
G.grad(I(s, T.argmax(x), T.argmin(x)) * s, s)
G.grad(G.grad(I(s, x ** 3, y).sum(), x).sum(), x)
G.Rop(I(s, T.sqr(x), y), [x, y], [y, x])
G.Rop(I(s, T.sqr(x), y), x, y)
G.jacobian(I(s, x ** 2, y), x)
theano.map(lambda a: I(T.gt(a, 0), a * 2, a), x)[0]
theano.scan(lambda a, b: I(T.gt(a, 0), a * b, a + b), x, s)[0]
G.grad(theano.map(lambda a: I(T.gt(a, 0), a ** 2, a), x)[0].sum(), x)
I(s, x.sum(), T.cast(s, 'float32'))
I(s, s > 0, s < 0)
"""

    def case(line, dtype):
        def run():
            space = Space(load, dtype)
            result = eval(line, dict(space.names, I=load(".ifelse").ifelse))
            return [type(result).__name__ in ("list", "tuple"), type(result) is tuple, space.run(result)]

        return run

    lines = [line for line in lines.splitlines() if line]
    found = OrderedDict((line, case(line, "float64")) for line in lines)
    found.update(("float32: " + line, case(line, "float32")) for line in lines if "grad" in line)
    theano, T = load(""), load(".tensor")
    choose = load(".ifelse")

    class Noted(theano.Op):
        __props__ = ("name",)

        def __init__(self, name, notes):
            self.name, self.notes = name, notes

        def make_node(self, x):
            return theano.Apply(self, [x], [x.type()])

        def perform(self, node, inputs, outputs):
            self.notes.append(self.name)
            outputs[0][0] = inputs[0] * 1

        def grad(self, inputs, grads):
            return [Noted("grad of " + self.name, self.notes)(grads[0])]

    def lazy(linker, build):
        def run():
            notes, seen = [], []
            c, x = T.scalar("c"), T.vector("x")
            yes, no = Noted("yes", notes), Noted("no", notes)
            f = theano.function([c, x], build(c, x, yes, no), mode=theano.Mode(linker, "fast_run"))
            for value in (1, 0):
                del notes[:]
                f(value, np.ones(2, theano.config.floatX))
                seen.append(sorted(notes))
            return seen

        return run

    pick = choose.ifelse
    for linker in ("vm",):
        found["lazy, " + linker] = lazy(linker, lambda c, x, yes, no: pick(c, yes(x), no(x)))
        found["lazy, both outside, " + linker] = lazy(linker, lambda c, x, yes, no: [pick(c, yes(x), x), no(x)])
        found["lazy, lists, " + linker] = lazy(linker, lambda c, x, yes, no: pick(c, [yes(x), x], [x, no(x)]))
        found["lazy, grad, " + linker] = lazy(
            linker, lambda c, x, yes, no: theano.grad(pick(c, yes(x), no(x) * x).sum(), x)
        )
        found["lazy, nested, " + linker] = lazy(
            linker, lambda c, x, yes, no: pick(c, pick(c, yes(x), no(x)), pick(c, yes(x), x))
        )
    found["IfElse"] = lambda: [
        choose.IfElse(2).n_outs,
        choose.IfElse(1, as_view=True).as_view,
        choose.IfElse(1, name="q").name,
    ]
    found["IfElse text"] = lambda: [
        str(choose.IfElse(1)),
        str(choose.IfElse(1, name="q")),
        str(choose.IfElse(1, as_view=True)),
    ]
    return found


def graphs(load):
    theano, T = load(""), load(".tensor")
    utils = load(".scan_module.scan_utils")

    def started():
        x, y, z = T.vectors("xyz")
        k = theano.shared(np.asarray(2.0), name="k")
        return x, y, z, k, (x * y + k) * 2.0

    def inputs_of(variable):
        found = theano.gof.graph.inputs([variable])
        return [v.name or [v.dtype, v.ndim] for v in found if not isinstance(v, theano.Constant)]

    def cloned(**keywords):
        x, y, z, k, e = started()
        names = dict(x=x, y=y, z=z, k=k, e=e)
        replace = keywords.pop("replace", None)
        if replace is not None:
            replace = eval(replace, dict(names, T=T, OrderedDict=OrderedDict, np=np))
        copy = theano.clone(e, replace=replace, **keywords)
        leaves = [v for v in theano.gof.graph.inputs([copy]) if not isinstance(v, theano.Constant)]
        return [inputs_of(copy), [any(v is old for old in (x, y, z, k)) for v in leaves], copy is e]

    def list_cloned():
        x, y, z, k, e = started()
        copies = theano.clone([e, e + 1], {x: z})
        return [type(copies).__name__, [inputs_of(c) for c in copies]]

    def nested_replacement():
        x, y, z, k, e = started()
        copy = theano.clone(e, {x: x + y, y: z})
        return [inputs_of(copy), theano.function([x, y, z], copy, mode="FAST_COMPILE")([1.0], [2.0], [3.0])]

    def shared_value():
        x, y, z, k, e = started()
        copy = theano.clone(e, share_inputs=False)
        other = next(v for v in theano.gof.graph.inputs([copy]) if hasattr(v, "get_value"))
        k.set_value(np.asarray(7.0))
        return [other is k, other.get_value()]

    def mapped(build, values):
        x, y, z = T.scalars("xyz")
        v = T.vector("v")
        y.tag.replacement = z
        old = build(x, y, v)
        (new,) = utils.map_variables(lambda g: getattr(g.tag, "replacement", g), [old])
        f = theano.function([x, y, z, v], [old, new], mode="FAST_COMPILE", on_unused_input="ignore")
        return f(*values)

    one = (2.0, 3.0, 5.0, np.array([1.0, 2.0]))

    def walk(name, *arguments):
        def run():
            x, y, z, k, e = started()
            names = dict(x=x, y=y, z=z, k=k, e=e)
            found = getattr(theano.gof.graph, name)(*[eval(a, names) for a in arguments])
            return [v.name for v in found if not isinstance(v, theano.Constant)]

        return run

    def reconstructed():
        x, y, z, k, e = started()
        ins, outs = utils.reconstruct_graph([x, y], [e], "_new")
        return [[str(i) for i in ins], inputs_of(outs[0])]

    def validator():
        x, y, z, k, e = started()
        product = x * y
        return [
            utils.Validator(valid=[x, y]).check(product)[1],
            utils.Validator(invalid=[x]).check(product),
            utils.Validator(invalid=[x], valid_equivalent={x: z}).check(product)[1],
        ]

    def equal(one, other):
        x, y, z, k, e = started()
        names = dict(x=x, y=y, z=z, k=k, e=e, T=T)
        return utils.equal_computations([eval(one, names)], [eval(other, names)])

    def forced():
        x, y, z, k, e = started()
        return inputs_of(utils.forced_replace(e, x * y, z))

    def shapes():
        x = T.matrix("x")
        a, b = T.lscalars("ab")
        shape = utils.infer_shape([T.dot(x, x.T), x.sum(axis=0), x[1:]], [x], [(a, b)])
        flat = [T.as_tensor_variable(length) for lengths in shape for length in lengths]
        f = theano.function([a, b], flat, mode="FAST_COMPILE", on_unused_input="ignore")
        return [int(v) for v in f(3, 4)]

    def new(text, *arguments):
        def run():
            variable = utils.safe_new(eval(text, dict(T=T)), *arguments)
            return [str(variable.name), variable.dtype, variable.ndim, variable.owner is None]

        return run

    found = {
        "clone": lambda: cloned(),
        "clone share": lambda: cloned(share_inputs=True),
        "clone not share": lambda: cloned(share_inputs=False),
        "clone copy_inputs": lambda: cloned(copy_inputs=False),
        "clone both": lambda: cloned(copy_inputs=False, share_inputs=False),
        "clone list": list_cloned,
        "clone nested": nested_replacement,
        "clone shared": shared_value,
    }
    for text in (
        "{x: z}",
        "[(x, z)]",
        "((x, z),)",
        "OrderedDict([(x, z), (y, x)])",
        "{x * 1: z}",
        "{e: z}",
        "{k: z.sum()}",
        "{x: T.scalar()}",
        "{x: T.vector('q', dtype='float32')}",
        "{x: T.ivector('q')}",
        "{x: 3.0}",
        "{x: np.ones(2)}",
        "z",
        "'z'",
        "{}",
        "[]",
    ):
        found["clone " + text] = lambda text=text: cloned(replace=text)
        found["clone loosely " + text] = lambda text=text: cloned(replace=text, strict=False)
    found.update(
        {
            "map_variables leaf": lambda: mapped(lambda x, y, v: x + y, one),
            "map_variables twice": lambda: mapped(lambda x, y, v: (x + y) * y, one),
            "map_variables in a loop": lambda: mapped(lambda x, y, v: theano.map(lambda a: a * y, v)[0].sum(), one),
            "map_variables nothing": lambda: mapped(lambda x, y, v: x * 2, one),
            "ancestors": walk("ancestors", "[e]"),
            "ancestors blocked": walk("ancestors", "[e]", "[e.owner.inputs[0]]"),
            "inputs": walk("inputs", "[e]"),
            "inputs blocked": walk("inputs", "[e, x]", "[e.owner.inputs[0]]"),
            "orphans": walk("orphans", "[x]", "[e]"),
            "variables": walk("variables", "[x]", "[e]"),
            "reconstruct_graph": reconstructed,
            "Validator": validator,
            "equal": lambda: equal("x * y", "x * y"),
            "equal, other order": lambda: equal("x * y", "y * x"),
            "equal, other": lambda: equal("x * y", "x * z"),
            "equal, constants": lambda: equal("x * 2", "x * 2"),
            "equal, other constants": lambda: equal("x * 2", "x * 3"),
            "forced_replace": forced,
            "infer_shape": shapes,
            "safe_new": new("T.vector('x')"),
            "safe_new tag": new("T.vector('x')", "_new"),
            "safe_new dtype": new("T.vector('x')", "", "float32"),
            "safe_new expression": new("T.vector('x') * 2"),
            "safe_new nameless": new("T.vector()", "_new"),
            "hash": lambda: (
                utils.hash_listsDictsTuples([1, (2, 3), {4: [5]}]) == hash(1) ^ hash(2) ^ hash(3) ^ hash(4) ^ hash(5)
            ),
            "hash one": lambda: utils.hash_listsDictsTuples("a") == hash("a"),
            "nan": lambda: [
                bool(utils.isNaN_or_Inf_or_None(v))
                for v in (None, float("nan"), float("inf"), -float("inf"), 3, 0, 2.5, "nan", "inf", "a", np.int8(1))
            ],
            "nan of variables": lambda: [
                bool(utils.isNaN_or_Inf_or_None(v)) for v in (T.scalar(), T.constant(3), T.iscalar() + 1)
            ],
            "expand_empty": lambda: [
                utils.expand_empty(T.vector(), 0).owner is None,
                utils.expand_empty(T.matrix(), 2).ndim,
            ],
        }
    )
    returned = {
        "an output": "x",
        "outputs": "[x, y]",
        "a tuple": "(x, y)",
        "updates": "{k: x}",
        "pairs": "[(k, x)]",
        "both": "(x, {k: x})",
        "lists": "([x, y], [(k, x)])",
        "condition": "(x, until(s))",
        "all": "([x], {k: x}, until(s))",
        "updates and condition": "({k: x}, until(s))",
        "wrong order": "({k: x}, x)",
        "nothing": "[]",
        "None": "None",
        "a number": "3",
        "four": "(x, {k: x}, until(s), x)",
        "condition alone": "until(s)",
    }

    def parsed(text):
        x, y, z, k, e = started()
        s = T.scalar("s")
        condition, outputs, updates = utils.get_updates_and_outputs(
            eval(text, dict(x=x, y=y, k=k, s=s, until=utils.until))
        )
        return [str(condition), [str(o) for o in outputs], [str(u) for u in updates]]

    found.update(("returned " + name, lambda text=text: parsed(text)) for name, text in returned.items())
    return found


def others(load):
    theano, T = load(""), load(".tensor")
    updates, raise_op = load(".updates"), load(".raise_op")
    breakpoint_, record = load(".tests.breakpoint"), load(".tests.record")

    def made(text):
        def run():
            a, b, c = [theano.shared(np.asarray(float(i)), name=n) for i, n in enumerate("abc")]
            names = dict(a=a, b=b, c=c, U=updates.OrderedUpdates, OrderedDict=OrderedDict, x=T.scalar("x"), up=update)
            result = eval(text, names)
            return [type(result).__name__, [str(key) for key in result], [str(value) for value in result.values()]]

        return run

    def update(into, *more):
        for each in more:
            into.update(each)
        return into

    def set_item(into, key, value):
        into[key] = value
        return into

    found = OrderedDict()
    for text in (
        "U()",
        "U({a: 1})",
        "U([(a, 1), (b, 2)])",
        "U([(b, 1), (a, 2)])",
        "U(OrderedDict([(b, 1), (a, 2)]))",
        "U({x: 1})",
        "U([(3, 1)])",
        "U(a=1)",
        "U({a: 1}) + {b: 2}",
        "U({a: 1}) + U({b: 2})",
        "{b: 2} + U({a: 1})",
        "U({a: 1}) + {a: 1}",
        "U({a: 1}) + {a: 2}",
        "{a: 2} + U({a: 1})",
        "U({a: 1}) + [(b, 2)]",
        "U({a: 1}) + None",
        "sum([U({a: 1}), U({b: 2})], U())",
        "up(U({a: 1}), {b: 2})",
        "up(U({a: 1}), {a: 1})",
        "up(U({a: 1}), {a: 2})",
        "up(U({a: 1}), {x: 2})",
        "up(U({a: 1}), [(b, 2), (c, 3)])",
        "up(U({a: 1}), None)",
        "up(U({a: a + 1}), {a: a + 1})",
        "U({a: 1}).copy()",
        "U(U({a: 1, b: 2}))",
    ):
        found["updates " + text] = made(text)
    found["updates item"] = lambda: set_item(updates.OrderedUpdates(), T.scalar(), 1)
    found["updates logger"] = lambda: updates.logger.name
    found["updates class"] = lambda: issubclass(updates.OrderedUpdates, OrderedDict)

    for text in (
        "A(x, T.gt(x, 0).all())",
        "A(x, T.lt(x, 10).all(), T.eq(x.shape[0], 3))",
        "A(x, 1)",
        "A(x, 0)",
        "A(x)",
        "A(x, x > 0)",
        "T.grad(A(x, T.lt(x, 10).all()).sum(), x)",
        "T.grad((A(x, s > 0) ** 2).sum(), [x])",
        "A(3, s > 0)",
    ):

        def asserted(text=text):
            space = Space(load)
            return space.run(eval(text, dict(space.names, A=T.opt.Assert("message"))))

        found["Assert " + text] = asserted

    def raised(text):
        space = Space(load)
        return space.run(eval(text, dict(space.names, R=raise_op.Raise)))

    found["Raise"] = lambda: raised("R('message')(x)")
    found["Raise ValueError"] = lambda: raised("R('message', ValueError)(x)")
    found["Raise in ifelse"] = lambda: raised("theano.ifelse.ifelse(s, x, R('m')(x))") and None

    def broken(text):
        space = Space(load)
        return space.run(eval(text, dict(space.names, B=breakpoint_.PdbBreakpoint)))

    for text in (
        "B('b')(s > 100, x)",
        "B('b')(s > 100, x, m)",
        "B('b')(0, x)",
        "B('b')(x, x)",
        "T.grad((B('b')(s > 100, x) ** 2).sum(), x)",
        "T.grad((B('b')(s > 100, x, y)[1] ** 2).sum(), y)",
        "T.grad((B('b')(s > 100, x, y)[1] ** 2).sum(), s)",
        "B('b')(s > 100, x).shape",
    ):
        found["breakpoint " + text] = lambda text=text: broken(text)
    found["breakpoint pattern"] = lambda: breakpoint_.PdbBreakpoint("b")(T.scalar(), T.vector(), T.matrix())[
        0
    ].owner.op.connection_pattern(breakpoint_.PdbBreakpoint("b")(T.scalar(), T.vector(), T.matrix())[0].owner)

    def recorded(*lines):
        from io import StringIO

        output = StringIO()
        writer = record.Record(file_object=output)
        for line in lines:
            writer.handle_line(line)
        return output.getvalue()

    def replayed(recorded, *lines):
        from io import StringIO

        reader = record.Record(file_object=StringIO(recorded), replay=True)
        for line in lines:
            reader.handle_line(line)

    found["record"] = lambda: recorded("a\n", "b\n")
    found["record without newline"] = lambda: recorded("a")
    found["record nowhere"] = lambda: record.Record()
    found["replay"] = lambda: replayed("a\nb\n", "a\n", "b\n")
    found["replay other"] = lambda: replayed("a\nb\n", "a\n", "c\n")
    found["replay too much"] = lambda: replayed("a\n", "a\n", "b\n")
    return found
