"""What the tutorial's API is asked: of real Theano by ``oracle/record_cases.py``, of ours by ``test_tutorial.py``.

Each case is a function of no arguments; it returns an array, or a list of them, or raises. Valid Python 3.8.
"""

import collections

import numpy as np
import theano
import theano.tensor as T

CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


def f4(*values):
    return np.array(values, dtype="float32")


def weighted():
    """The tutorial's first function and what it is made of."""
    x, target = T.fvector("x"), T.fscalar("target")
    W = theano.shared(np.array([0.2, 0.7]), "W")
    return x, target, W, (x * W).sum()


def call(*args, **kwargs):
    x, target, _, y = weighted()
    options = kwargs.pop("options", {})
    return theano.function([x, target], y * target, **options)(*args, **kwargs)


# ---------------------------------------------------------------- calling a function

VALUES = {
    "exact_list": ([1.0, 1.0], 20.0),
    "integers": ([1, 2], 3),
    "tuple": ((1.0, 2.0), 3.0),
    "float32_array": (f4(1, 2), np.float32(3)),
    "float64_array_that_fits": (np.array([1.0, 2.0]), 3.0),
    "inexact_list": ([1.0, 1.1], 20.0),
    "inexact_scalar": ([1.0, 1.0], 20.1),
    "numpy_float64_scalar": ([1.0, 1.0], np.float64(20.0)),
    "numpy_float64_inexact": ([1.0, 1.0], np.float64(20.1)),
    "int64_array": (np.array([1, 2]), 3),
    "int8_array": (np.array([1, 2], dtype="int8"), 3),
    "bool_array": (np.array([True, False]), 3),
    "large_integer": ([1.0, 1.0], 2**25 + 1),
    "nan_and_inf": ([np.nan, np.inf], 1.0),
    "too_large": ([1e300, 1.0], 1.0),
    "wrong_ndim": ([[1.0, 1.0]], 1.0),
    "vector_for_scalar": ([1.0, 1.0], [1.0]),
    "ragged": ([[1.0], [1.0, 2.0]], 1.0),
    "text": ("abc", 1.0),
    "none": (None, 1.0),
    "missing": ([1.0, 1.0],),
    "too_many": ([1.0, 1.0], 1.0, 2.0, 3.0),
    "shape_mismatch": ([1.0, 1.0, 1.0], 1.0),
    "fortran_slice": (np.ones((2, 2), "float32")[:, 0], 1.0),
    "empty": ([], 1.0),
    "complex": ([1j, 1.0], 1.0),
}
for _name, _args in VALUES.items():
    CASES["call_" + _name] = lambda args=_args: call(*args)
    CASES["downcast_" + _name] = lambda args=_args: call(*args, options={"allow_input_downcast": True})
    CASES["no_downcast_" + _name] = lambda args=_args: call(*args, options={"allow_input_downcast": False})


@case
def call_by_keyword():
    return call([1.0, 2.0], target=3.0)


@case
def call_by_keyword_inexact():
    return call([1.0, 2.0], target=3.1)


@case
def call_by_unknown_keyword():
    return call([1.0, 2.0], 3.0, z=1.0)


@case
def call_with_shared():
    x, target, W, y = weighted()
    return theano.function([x, target], y * target)(W, 1.0)


@case
def call_into_float64_and_integers():
    x, i, b = T.dvector("x"), T.ivector("i"), T.bscalar("b")
    return theano.function([x, i, b], x * i + b)([0.1, 0.2], [1, 2], 3)


@case
def call_float_into_integers():
    i = T.ivector("i")
    return theano.function([i], i * 2)([1.5])


@case
def call_whole_float_into_integers():
    i = T.ivector("i")
    return theano.function([i], i * 2)([2.0])


@case
def call_int64_array_into_int32():
    i = T.ivector("i")
    return theano.function([i], i * 2)(np.array([1, 2]))


@case
def call_overflow_into_int8():
    i = T.bscalar("i")
    return theano.function([i], i * 2)(300)


# ---------------------------------------------------------------- training


@case
def training():
    x, target, W, y = weighted()
    (gradient,) = T.grad(T.sqr(target - y), [W])
    f = theano.function([x, target], y, updates=[(W, W - 0.1 * gradient)])
    return [f([1.0, 1.0], 20.0) for _ in range(10)] + [W.get_value()]


@case
def training_with_a_dictionary():
    x, target, W, y = weighted()
    gradient = T.grad(T.sqr(target - y), W)
    f = theano.function([x, target], [y, gradient], updates=collections.OrderedDict([(W, W - 0.1 * gradient)]))
    return [value for _ in range(3) for value in f([1.0, 1.0], 20.0)] + [W.get_value()]


@case
def givens():
    x, target, W, y = weighted()
    return theano.function([x], y * target, givens={target: x.sum()})([1.0, 2.0])


@case
def givens_pairs():
    x, target, W, y = weighted()
    return theano.function([x, target], y * target, givens=[(W, W * 2)])([1.0, 2.0], 3.0)


@case
def givens_value():
    x, target, W, y = weighted()
    return theano.function([x], y * target, givens={target: np.float32(3)})([1.0, 2.0])


def update(*pairs, **kwargs):
    x, target, W, y = weighted()
    F = theano.shared(f4(1, 2), "F")
    names = {"x": x, "W": W, "F": F, "W+F": W + F, "F+1": F + 1, "F*1.5": F * 1.5, "1": f4(1, 1), "2": np.ones(2)}
    f = theano.function([x], y, updates=[tuple(names.get(p, p) for p in pair) for pair in pairs], **kwargs)
    return [f([1.0, 1.0]), F.get_value(), W.get_value()]


UPDATES = {
    "float64_into_float32": [("F", "W+F")],
    "float32_into_float32": [("F", "F+1")],
    "float32_times_float": [("F", "F*1.5")],
    "float32_into_float64": [("W", "F")],
    "float32_value": [("F", "1")],
    "float64_value": [("F", "2")],
    "of_an_input": [("x", "F")],
    "twice": [("F", "F+1"), ("F", "F+1")],
    "both": [("F", "F+1"), ("W", "W+F")],
    "no_pair": [("F",)],
    "triple": [("F", "F+1", "W")],
}
for _name, _args in UPDATES.items():
    CASES["update_" + _name] = lambda args=_args: update(*args)


@case
def update_not_pairs():
    x, target, W, y = weighted()
    return theano.function([x], y, updates=[W])


# ---------------------------------------------------------------- building a function


@case
def unused_input():
    x, target, W, y = weighted()
    return theano.function([x, target], y)


@case
def unused_input_ignored():
    x, target, W, y = weighted()
    return theano.function([x, target], y, on_unused_input="ignore")([1.0, 1.0], 1.0)


@case
def unused_input_warned():
    x, target, W, y = weighted()
    return theano.function([x, target], y, on_unused_input="warn")([1.0, 1.0], 1.0)


@case
def unused_input_misspelt():
    x, target, W, y = weighted()
    return theano.function([x, target], y, on_unused_input="foo")


@case
def input_twice():
    x, target, W, y = weighted()
    return theano.function([x, x], y)


@case
def inputs_not_a_list():
    x, target, W, y = weighted()
    return theano.function(x, y)


@case
def shared_input():
    x, target, W, y = weighted()
    return theano.function([x, W], y)


@case
def missing_input():
    x, target, W, y = weighted()
    return theano.function([], y)


@case
def number_as_input():
    x, target, W, y = weighted()
    return theano.function([3], y)


@case
def number_as_output():
    x, target, W, y = weighted()
    return theano.function([x], [y, 3])


@case
def given_for_an_input():
    x, target, W, y = weighted()
    return theano.function([x], y, givens={x: W})


@case
def given_of_another_type():
    x, target, W, y = weighted()
    return theano.function([x, target], y, givens={W: target})


@case
def unknown_mode():
    x, target, W, y = weighted()
    return theano.function([x], y, mode="foo")


@case
def no_outputs():
    x, target, W, y = weighted()
    return theano.function([x], [], on_unused_input="ignore")([1.0, 1.0])


for _mode in ("FAST_RUN", "FAST_COMPILE"):
    CASES["mode_" + _mode] = lambda mode=_mode: call([1.0, 2.0], 3.0, options={"mode": mode})
CASES["mode_py"] = lambda: call([1.0, 2.0], 3.0, options={"mode": theano.Mode("py", "fast_compile")})
CASES["mode_vm"] = lambda: call([1.0, 2.0], 3.0, options={"mode": theano.Mode(linker="vm", optimizer="fast_run")})


# ---------------------------------------------------------------- gradients


@case
def grad_of_a_tuple():
    x, target, W, y = weighted()
    grads = T.grad(y * target, (W, x))
    assert isinstance(grads, tuple)
    return theano.function([x, target], list(grads))([1.0, 2.0], 3.0)


@case
def grad_of_one():
    x, target, W, y = weighted()
    return theano.function([x], theano.grad(y**2, W))([1.0, 2.0])


@case
def grad_of_a_vector():
    x, target, W, y = weighted()
    return theano.grad(x * W, W)


@case
def grad_disconnected():
    x, target, W, y = weighted()
    return theano.grad(y, target)


@case
def grad_disconnected_ignored():
    x, target, W, y = weighted()
    return theano.function([x, target], theano.grad(y, target, disconnected_inputs="ignore"), on_unused_input="ignore")(
        [1.0, 2.0], 3.0
    )


@case
def grad_of_a_number():
    x, target, W, y = weighted()
    return theano.grad(y, 3)


@case
def grad_of_integer_cost():
    i = T.iscalar("i")
    return theano.function([i], theano.grad(i * 2, i), on_unused_input="ignore")(3)


# ---------------------------------------------------------------- shared variables


@case
def shared_copies():
    a = np.zeros(2)
    s = theano.shared(a, "s")
    a[0] = 1
    got = s.get_value()
    got[1] = 5
    return [s.get_value()]


@case
def shared_borrows():
    a = np.zeros(2)
    s = theano.shared(a, "s", borrow=True)
    a[0] = 1
    s.get_value(borrow=True)[1] = 5
    return [s.get_value(), a]


@case
def shared_set_value():
    a = np.zeros(2)
    s = theano.shared(np.ones(2), "s")
    s.set_value(a)
    a[0] = 1
    first = s.get_value()
    s.set_value(a, borrow=True)
    a[0] = 2
    return [first, s.get_value()]


@case
def shared_set_value_of_another_length():
    s = theano.shared(np.ones(2), "s")
    s.set_value(np.ones(3))
    return s.get_value()


@case
def shared_set_list():
    s = theano.shared(f4(1, 1), "s")
    s.set_value([2, 3])
    return s.get_value()


@case
def shared_set_float64_into_float32():
    s = theano.shared(f4(1, 1), "s")
    s.set_value(np.ones(2))


@case
def shared_set_wrong_ndim():
    s = theano.shared(f4(1, 1), "s")
    s.set_value(np.ones((2, 1), "float32"))


@case
def shared_scalars():
    return [theano.shared(value).get_value() for value in (3, 3.5, np.float32(2), np.int8(1))]


@case
def shared_symbolic():
    return theano.shared(T.fvector())


@case
def shared_broadcastable():
    row = theano.shared(np.ones((1, 3)), broadcastable=(True, False))
    return (row + np.zeros((2, 3))).eval()


@case
def shared_broadcastable_of_another_shape():
    return theano.shared(np.ones(2), broadcastable=(True,))


@case
def shared_not_broadcastable():
    row = theano.shared(np.ones((1, 3)))
    m = T.matrix("m", dtype="float64")
    return theano.function([m], row + m)(np.ones((2, 3)))


# ---------------------------------------------------------------- expressions

MATRIX = np.array([[0.5, -1.0, 2.0], [3.0, 0.25, -0.5]], dtype="float32")


def of_matrix(expression, value=MATRIX):
    m = T.fmatrix("m") if value.dtype == "float32" else T.TensorType(str(value.dtype), (False, False))("m")
    return theano.function([m], expression(m))(value)


EXPRESSIONS = {
    "dot": lambda m: T.dot(m, m.T),
    "dot_vector": lambda m: T.dot(m[0], m[1]),
    "dot_matrix_vector": lambda m: T.dot(m, np.ones(3, "float32")),
    "sqr": T.sqr,
    "tanh": T.tanh,
    "exp": T.exp,
    "log_of_exp": lambda m: T.log(T.exp(m)),
    "log": T.log,
    "argmax": T.argmax,
    "argmax_axis": lambda m: T.argmax(m, axis=1),
    "sigmoid": T.nnet.sigmoid,
    "softmax": T.nnet.softmax,
    "softmax_vector": lambda m: T.nnet.softmax(m[0]),
    "softmax_list": lambda m: T.nnet.softmax([m[0], m[1]]),
    "softmax_of_dot": lambda m: T.nnet.softmax([T.dot(m, np.ones(3, "float32"))])[0],
    "softmax_scalar": lambda m: T.nnet.softmax(m[0, 0]),
    "softmax_tensor3": lambda m: T.nnet.softmax(m.dimshuffle(0, 1, "x")),
    "alloc": lambda m: T.alloc(np.array(0, dtype="float32"), 3) + m,
    "alloc_symbolic": lambda m: T.alloc(m[0, 0], m.shape[0], 2),
    "times_float": lambda m: m * 0.1,
    "times_float64": lambda m: m * np.float64(0.1),
    "times_integer": lambda m: m * 2,
    "divided_by_integer": lambda m: m / 2,
    "divided_by_float": lambda m: m / 2.0,
    "floor_divided": lambda m: m // 2,
    "power": lambda m: m**2,
    "negative": lambda m: -m,
    "compared": lambda m: m > 0,
    "sum": lambda m: m.sum(),
    "sum_axis": lambda m: m.sum(axis=0),
    "mean": lambda m: m.mean(),
    "slice": lambda m: m[:, 1:3],
    "reversed": lambda m: m[::-1],
    "last": lambda m: m[-1],
    "rows": lambda m: m[[1, 1, 0]],
    "elements": lambda m: m[[0, 1], [2, 0]],
    "too_many_indices": lambda m: m[0, 0, 0],
    "float_index": lambda m: m[0.5],
    "index_out_of_bounds": lambda m: m[2],
    "rows_out_of_bounds": lambda m: m[[0, 2]],
    "transposed": lambda m: m.T,
    "reshaped": lambda m: m.reshape((3, 2)),
    "shape": lambda m: m.shape,
    "astype": lambda m: m.astype("float64"),
    "cast": lambda m: T.cast(m, "int32"),
    "zeros_like": T.zeros_like,
    "ones_like": T.ones_like,
}
for _name, _expression in EXPRESSIONS.items():
    CASES["float32_" + _name] = lambda expression=_expression: of_matrix(expression)
    CASES["float64_" + _name] = lambda expression=_expression: of_matrix(expression, MATRIX.astype("float64"))
    CASES["int32_" + _name] = lambda expression=_expression: of_matrix(expression, MATRIX.astype("int32"))
    CASES["int8_" + _name] = lambda expression=_expression: of_matrix(expression, MATRIX.astype("int8"))


def constructors():
    for kind in ("scalar", "vector", "matrix", "row", "col", "tensor3", "tensor4"):
        for prefix in ("", "b", "w", "i", "l", "f", "d", "c", "z"):
            yield prefix + kind


@case
def constructors_types():
    made = [getattr(T, name)("x") for name in constructors()]
    assert all(x.name == "x" for x in made)
    return [np.zeros([3 - 2 * b for b in x.type.broadcastable], dtype=x.dtype) for x in made]


@case
def constructors_with_dtype():
    made = [T.scalar("x", "int8"), T.vector(dtype="int16"), T.matrix("m", dtype="float32"), T.tensor3("t", "complex64")]
    return [np.zeros([1] * x.ndim, dtype=x.dtype) for x in made]


@case
def constructor_of_an_unknown_dtype():
    return T.vector("x", "float31")


# ---------------------------------------------------------------- rows by index, and their gradient


def embeddings(indices, outputs):
    W = theano.shared(np.arange(12.0).reshape(4, 3), "W")
    i = T.ivector("i")
    return theano.function([i], outputs(W, W[i]))(indices)


INDICES = {"one": [2], "repeated": [1, 1, 3], "negative": [-1, 0], "none": [], "beyond": [1, 4], "before": [-5]}
for _name, _indices in INDICES.items():
    CASES["rows_" + _name] = lambda indices=_indices: embeddings(indices, lambda W, rows: rows * 2)
    CASES["rows_grad_" + _name] = lambda indices=_indices: embeddings(
        indices, lambda W, rows: T.grad((rows**2).sum(), W)
    )


# ---------------------------------------------------------------- scan

STEPS = np.arange(12, dtype="float32").reshape(4, 3) / 10


def loop(*args, **kwargs):
    m = T.fmatrix("m")
    outputs = kwargs.pop("outputs", lambda out, m: out)
    result, updates = theano.scan(*[a(m) if getattr(a, "of_m", False) else a for a in args], **kwargs)
    return theano.function([m], outputs(result, m), updates=updates, on_unused_input="ignore")(STEPS)


def of_m(function):
    function.of_m = True
    return function


SEQUENCE = of_m(lambda m: m)
START = of_m(lambda m: T.zeros_like(m[0]))


@case
def scan_recurrent():
    return loop(lambda x, h: T.tanh(x + h), SEQUENCE, START)


@case
def scan_last():
    return loop(lambda x, h: T.tanh(x + h), SEQUENCE, START, outputs=lambda out, m: out[-1])


@case
def scan_gradient():
    return loop(lambda x, h: T.tanh(x + h), SEQUENCE, START, outputs=lambda out, m: T.grad(out[-1].sum(), m))


@case
def scan_without_state():
    return loop(lambda x: x * 2, SEQUENCE)


@case
def scan_two_outputs():
    return loop(lambda x, h: [x + h, x * 2], SEQUENCE, [np.zeros(3, "float32"), None])


@case
def scan_list_of_one():
    return loop(lambda x: [x * 2], SEQUENCE, return_list=True)


@case
def scan_non_sequences():
    return loop(lambda x, h, a: x * a + h, SEQUENCE, START, [np.float32(2)])


@case
def scan_n_steps():
    return loop(lambda h: h * 2, None, np.float32(1), n_steps=5)


@case
def scan_backwards():
    return loop(lambda x, h: x + h * 2, SEQUENCE, START, go_backwards=True)


@case
def scan_until():
    return loop(lambda x, h: (x + h, theano.scan_module.until((x + h)[0] > 0.5)), SEQUENCE, START)


@case
def scan_taps():
    def step(x1, x0, h2, h1):
        return x1 + x0 + h2 * h1

    m = T.fmatrix("m")
    out, _ = theano.scan(
        step,
        sequences={"input": m, "taps": [-1, 0]},
        outputs_info={"initial": np.ones((2, 3), "float32"), "taps": [-2, -1]},
    )
    return theano.function([m], out)(STEPS)


@case
def scan_shared_updates():
    s = theano.shared(np.float32(1))
    values = loop(lambda x: (x * s, {s: s * 2}), SEQUENCE)
    return [values, s.get_value()]


@case
def scan_without_steps():
    return loop(lambda x: x, None)


@case
def scan_of_a_number():
    return theano.scan(lambda x: x, sequences=3)


@case
def scan_output_of_another_dtype():
    return loop(lambda x, h: (x + h).astype("float64"), SEQUENCE, START)


@case
def scan_output_of_another_ndim():
    return loop(lambda x, h: (x + h).sum().dimshuffle("x", "x"), SEQUENCE, START)


@case
def map_reduce_fold():
    m = T.fmatrix("m")
    doubled, _ = theano.map(lambda x: x * 2, m)
    total, _ = theano.reduce(lambda x, h: x + h, m, T.zeros_like(m[0]))
    left, _ = theano.foldl(lambda x, h: x - h, m, T.zeros_like(m[0]))
    right, _ = theano.foldr(lambda x, h: x - h, m, T.zeros_like(m[0]))
    return theano.function([m], [doubled, total, left, right])(STEPS)


@case
def clone_replaces():
    x, target, W, y = weighted()
    return theano.function([x], theano.clone(y * target, replace={target: x.sum()}))([1.0, 2.0])


# ---------------------------------------------------------------- the tutorial's two networks


def parameters(rng, **shapes):
    made = ((name, rng.normal(scale=0.1, size=shape)) for name, shape in sorted(shapes.items()))
    return collections.OrderedDict((name, theano.shared(value, name)) for name, value in made)


def descent(cost, weights, learning_rate):
    return [(w, w - learning_rate * g) for w, g in zip(weights, T.grad(cost, weights))]  # noqa: B905  (Python 3.8)


@case
def classifier_training():
    rng = np.random.RandomState(42)
    features, labels = rng.normal(size=(20, 5)), rng.randint(0, 2, size=20)
    x, target, learning_rate = T.fvector("x"), T.fscalar("target"), T.fscalar("learning_rate")
    weights = list(parameters(rng, hidden=(5, 4), output=(4, 1)).values())
    predicted = T.nnet.sigmoid(T.dot(T.nnet.sigmoid(T.dot(x, weights[0])), weights[1]))
    cost = T.sqr(predicted - target).sum() + 0.001 * (T.sqr(weights[0]).sum() + T.sqr(weights[1]).sum())
    train = theano.function(
        [x, target, learning_rate],
        [cost, predicted],
        updates=descent(cost, weights, learning_rate),
        allow_input_downcast=True,
    )
    costs = [sum(train(f, t, 0.1)[0] for f, t in zip(features, labels)) for _ in range(3)]  # noqa: B905
    return [*costs, *[w.get_value() for w in weights]]


@case
def gru_training():
    rng = np.random.RandomState(42)
    sentences = [([1, 3, 4, 2], 0), ([1, 5, 0, 3, 2], 1), ([1, 4, 4, 2], 0), ([1, 5, 2], 1)]
    words, target, learning_rate = T.ivector("words"), T.iscalar("target"), T.fscalar("learning_rate")
    w = parameters(rng, embeddings=(6, 4), hh=(3, 3), hm=(3, 6), output=(2, 3), xh=(4, 3), xm=(4, 6))

    def step(x, h, xm, hm, xh, hh):
        gates = T.nnet.sigmoid(T.dot(x, xm) + T.dot(h, hm))
        candidate = T.tanh(T.dot(x, xh) + T.dot(gates[:3] * h, hh))
        return gates[3:] * h + (1.0 - gates[3:]) * candidate

    states, _ = theano.scan(
        step,
        sequences=w["embeddings"][words],
        outputs_info=T.alloc(np.array(0, dtype=theano.config.floatX), 3),
        non_sequences=[w["xm"], w["hm"], w["xh"], w["hh"]],
    )
    output = T.nnet.softmax([T.dot(w["output"], states[-1])])[0]
    cost = -1.0 * T.log(output[target]) + 0.0001 * sum(T.sqr(p).sum() for p in w.values())
    train = theano.function(
        [words, target, learning_rate],
        [cost, T.argmax(output)],
        updates=descent(cost, list(w.values()), learning_rate),
        allow_input_downcast=True,
    )
    costs = [sum(train(s, t, 0.1)[0] for s, t in sentences) for _ in range(3)]
    return [*costs, *[p.get_value() for p in w.values()]]
