"""Calls of Theano's functions with one argument spoiled: what each function refuses, and by which error.

`CALLS` has calls that are right, each argument with what it is; `SPOILS` has what is put in the place of one of them.
Every call is also made with a keyword that is not there, with an argument too many, and without its last one.
"""

import logging
import warnings
from importlib import import_module

CALLS = {
    # elementwise
    **{
        f"T.{name}": [("tensor", "m")]
        for name in (
            *(
                "exp",
                "log",
                "sqrt",
                "sqr",
                "abs_",
                "neg",
                "tanh",
                "sin",
                "floor",
                "ceil",
                "round",
                "erf",
                "gamma",
                "inv",
            ),
            *("isnan", "isinf", "invert", "sgn", "real", "imag", "angle", "psi", "log1p", "exp2", "conj"),
        )
    },
    **{
        f"T.{name}": [("tensor", "m"), ("tensor", "v")]
        for name in (
            *(
                "add",
                "sub",
                "mul",
                "true_div",
                "int_div",
                "mod",
                "pow",
                "maximum",
                "minimum",
                "eq",
                "neq",
                "lt",
                "le",
                "gt",
            ),
            *("ge", "and_", "or_", "xor", "arctan2", "complex", "isclose", "allclose", "divmod"),
        )
    },
    "T.switch": [("tensor", "b"), ("tensor", "m"), ("tensor", "v")],
    "T.clip": [("tensor", "m"), ("tensor", "0."), ("tensor", "1.")],
    # reductions
    **{
        f"T.{name}": [("tensor", "m"), ("axis", "0")]
        for name in (
            *(
                "sum",
                "prod",
                "mean",
                "var",
                "std",
                "max",
                "min",
                "argmax",
                "argmin",
                "all",
                "any",
                "max_and_argmax",
                "ptp",
            ),
            *("cumsum", "cumprod"),
        )
    },
    "T.norm": [("tensor", "m"), ("int", "2"), ("axis", "0")],
    # products
    "T.dot": [("tensor", "m"), ("tensor", "v")],
    "T.outer": [("tensor", "v"), ("tensor", "v")],
    "T.tensordot": [("tensor", "m"), ("tensor", "m"), ("int", "1")],
    "T.batched_dot": [("tensor", "t3"), ("tensor", "t3")],
    "T.batched_tensordot": [("tensor", "t3"), ("tensor", "t3"), ("int", "1")],
    # shapes
    "T.reshape": [("tensor", "m"), ("shape", "(2, 3)"), ("int", "2")],
    "T.shape": [("tensor", "m")],
    "T.flatten": [("tensor", "m"), ("int", "1")],
    "T.transpose": [("tensor", "m"), ("axes", "(1, 0)")],
    "T.swapaxes": [("tensor", "m"), ("axis", "0"), ("axis", "1")],
    "T.shape_padleft": [("tensor", "m"), ("int", "1")],
    "T.shape_padright": [("tensor", "m"), ("int", "1")],
    "T.shape_padaxis": [("tensor", "m"), ("axis", "0")],
    "T.squeeze": [("tensor", "r")],
    "T.addbroadcast": [("tensor", "m"), ("axis", "0")],
    "T.unbroadcast": [("tensor", "r"), ("axis", "0")],
    "T.patternbroadcast": [("tensor", "m"), ("axes", "(True, False)")],
    "T.specify_shape": [("tensor", "m"), ("shape", "(2, 3)")],
    "T.tile": [("tensor", "m"), ("shape", "(2, 3)")],
    "T.repeat": [("tensor", "m"), ("int", "2"), ("axis", "0")],
    "T.roll": [("tensor", "m"), ("int", "1"), ("axis", "0")],
    "T.diagonal": [("tensor", "m")],
    "T.diag": [("tensor", "v")],
    "T.tril": [("tensor", "m"), ("int", "0")],
    "T.triu": [("tensor", "m"), ("int", "0")],
    # joins
    "T.concatenate": [("list", "[m, m]"), ("axis", "0")],
    "T.join": [("axis", "0"), ("tensor", "m"), ("tensor", "m")],
    "T.stack": [("list", "[m, m]"), ("axis", "0")],
    "T.stacklists": [("list", "[s, s]")],
    "T.horizontal_stack": [("tensor", "m"), ("tensor", "m")],
    "T.vertical_stack": [("tensor", "m"), ("tensor", "m")],
    "T.split": [("tensor", "v"), ("shape", "[2, 2]"), ("int", "2"), ("axis", "0")],
    # making
    "T.as_tensor_variable": [("tensor", "m"), ("name", "'a'"), ("int", "2")],
    "T.constant": [("tensor", "1."), ("name", "'a'"), ("int", "0"), ("dtype", "'float64'")],
    "T.cast": [("tensor", "m"), ("dtype", "'float32'")],
    "T.zeros": [("shape", "(2, 3)"), ("dtype", "'float64'")],
    "T.ones": [("shape", "(2, 3)"), ("dtype", "'float64'")],
    "T.zeros_like": [("tensor", "m"), ("dtype", "'float64'")],
    "T.ones_like": [("tensor", "m"), ("dtype", "'float64'")],
    "T.alloc": [("tensor", "s"), ("int", "2"), ("int", "3")],
    "T.eye": [("int", "2"), ("int", "3"), ("int", "0"), ("dtype", "'float64'")],
    "T.identity_like": [("tensor", "m")],
    "T.arange": [("tensor", "0"), ("tensor", "5"), ("tensor", "1"), ("dtype", "'int64'")],
    "T.fill": [("tensor", "m"), ("tensor", "s")],
    "T.scalar": [("name", "'a'"), ("dtype", "'float64'")],
    "T.vector": [("name", "'a'"), ("dtype", "'float64'")],
    "T.matrix": [("name", "'a'"), ("dtype", "'float64'")],
    "T.tensor": [("dtype", "'float64'"), ("axes", "(True, False)"), ("name", "'a'")],
    "T.TensorType": [("dtype", "'float64'"), ("axes", "(True, False)")],
    # indexing and order
    "T.set_subtensor": [("tensor", "v[:2]"), ("tensor", "s")],
    "T.inc_subtensor": [("tensor", "v[:2]"), ("tensor", "s")],
    "T.take": [("tensor", "m"), ("tensor", "k"), ("axis", "0"), ("name", "'clip'")],
    "T.choose": [("tensor", "k"), ("tensor", "m"), ("name", "'clip'")],
    "T.nonzero": [("tensor", "m")],
    "T.nonzero_values": [("tensor", "m")],
    "T.flatnonzero": [("tensor", "m")],
    "T.sort": [("tensor", "m"), ("axis", "0"), ("name", "'quicksort'")],
    "T.argsort": [("tensor", "m"), ("axis", "0"), ("name", "'quicksort'")],
    "T.topk": [("tensor", "m"), ("int", "2"), ("axis", "0")],
    "T.argtopk": [("tensor", "m"), ("int", "2"), ("axis", "0")],
    "T.searchsorted": [("tensor", "v"), ("tensor", "m"), ("name", "'left'")],
    "T.bincount": [("tensor", "k")],
    "T.diff": [("tensor", "m"), ("int", "1"), ("axis", "0")],
    "T.extra_ops.unique": [("tensor", "v")],
    "T.extra_ops.fill_diagonal": [("tensor", "m"), ("tensor", "s")],
    "T.extra_ops.to_one_hot": [("tensor", "k"), ("int", "3")],
    "T.extra_ops.compress": [("tensor", "b"), ("tensor", "m"), ("axis", "0")],
    # linear algebra
    **{
        f"T.nlinalg.{name}": [("tensor", "m")]
        for name in ("matrix_inverse", "det", "svd", "eig", "eigh", "qr", "trace", "pinv", "diag", "extract_diag")
    },
    "T.slinalg.cholesky": [("tensor", "m")],
    "T.slinalg.solve": [("tensor", "m"), ("tensor", "v")],
    "T.slinalg.kron": [("tensor", "m"), ("tensor", "m")],
    "T.slinalg.expm": [("tensor", "m")],
    # nnet
    **{
        f"T.nnet.{name}": [("tensor", "m")]
        for name in (
            "sigmoid",
            "softplus",
            "softmax",
            "relu",
            "elu",
            "hard_sigmoid",
            "ultra_fast_sigmoid",
            "logsoftmax",
        )
    },
    "T.nnet.binary_crossentropy": [("tensor", "m"), ("tensor", "m")],
    "T.nnet.categorical_crossentropy": [("tensor", "m"), ("tensor", "k")],
    "T.nnet.crossentropy_softmax_argmax_1hot_with_bias": [("tensor", "m"), ("tensor", "v"), ("tensor", "k")],
    "T.nnet.conv2d": [("tensor", "t4"), ("tensor", "t4"), ("shape", "None"), ("shape", "None"), ("name", "'valid'")],
    "T.nnet.conv3d": [("tensor", "t5"), ("tensor", "t5")],
    "T.nnet.batch_normalization": [("tensor", "m"), ("tensor", "v"), ("tensor", "v"), ("tensor", "v"), ("tensor", "v")],
    "T.nnet.h_softmax": [
        ("tensor", "m"),
        ("int", "4"),
        ("int", "4"),
        ("int", "2"),
        ("int", "2"),
        ("tensor", "m"),
        ("tensor", "v"),
        ("tensor", "t3"),
        ("tensor", "m"),
    ],
    "T.nnet.neighbours.images2neibs": [("tensor", "t4"), ("shape", "(2, 2)"), ("shape", "(2, 2)"), ("name", "'valid'")],
    "T.signal.pool.pool_2d": [("tensor", "t4"), ("shape", "(2, 2)"), ("axes", "True")],
    "T.signal.conv.conv2d": [("tensor", "m"), ("tensor", "m")],
    "T.fft.rfft": [("tensor", "m"), ("name", "None")],
    # theano
    "theano.shared": [("value", "1."), ("name", "'a'")],
    "theano.grad": [("tensor", "m.sum()"), ("tensor", "m")],
    "theano.gradient.jacobian": [("tensor", "v * 2"), ("tensor", "v")],
    "theano.gradient.hessian": [("tensor", "(v ** 3).sum()"), ("tensor", "v")],
    "theano.Rop": [("tensor", "v * 2"), ("tensor", "v"), ("tensor", "v")],
    "theano.Lop": [("tensor", "v * 2"), ("tensor", "v"), ("tensor", "v")],
    "theano.gradient.grad_clip": [("tensor", "v"), ("tensor", "0."), ("tensor", "1.")],
    "theano.gradient.disconnected_grad": [("tensor", "v")],
    "theano.function": [("list", "[v]"), ("value", "v * 2"), ("name", "None"), ("value", "None"), ("value", "None")],
    "theano.In": [("tensor", "v"), ("name", "'a'")],
    "theano.Out": [("tensor", "v")],
    "theano.scan": [("value", "lambda a: a * 2"), ("value", "[v]"), ("value", "None"), ("value", "None"), ("int", "3")],
    "theano.map": [("value", "lambda a: a * 2"), ("value", "[v]")],
    "theano.reduce": [("value", "lambda a, b: a + b"), ("value", "[v]"), ("value", "[s]")],
    "theano.foldl": [("value", "lambda a, b: a + b"), ("value", "[v]"), ("value", "[s]")],
    "theano.clone": [("tensor", "v * 2"), ("value", "{v: v + 1}")],
    "theano.ifelse.ifelse": [("tensor", "s"), ("tensor", "v"), ("tensor", "v")],
    "theano.printing.Print": [("name", "'a'")],
    "theano.Mode": [("name", "'py'"), ("name", "'fast_run'")],
    "theano.OpFromGraph": [("list", "[v]"), ("list", "[v * 2]")],
    "theano.compile.get_mode": [("name", "'FAST_RUN'")],
    "T.shared_randomstreams.RandomStreams": [("int", "1")],
    "streams.uniform": [("shape", "(2, 3)"), ("tensor", "0."), ("tensor", "1.")],
    "streams.normal": [("shape", "(2, 3)"), ("tensor", "0."), ("tensor", "1.")],
    "streams.binomial": [("shape", "(2, 3)"), ("int", "1"), ("tensor", ".5")],
    "streams.permutation": [("shape", "(2,)"), ("int", "4")],
}

SPOILS = {
    "tensor": ["None", "'a'", "object()", "generic", "[m, v]", "{}", "t5", "z", "lambda: 1", "int"],
    "list": ["None", "'a'", "m", "5", "[]", "[None]", "['a']", "[m, v]", "{}"],
    "axis": ["7", "-7", "1.5", "'a'", "v", "(0, 7)", "object()"],
    "axes": ["7", "'a'", "(0, 0)", "(0, 7)", "(0,)", "v", "object()"],
    "int": ["1.5", "'a'", "v", "None", "-3", "object()", "s"],
    "shape": ["'a'", "(2, 'a')", "(2, 1.5)", "s", "m", "object()", "(2, None)", "(-2, 3)"],
    "dtype": ["'flot32'", "7", "v", "object()"],
    "name": ["5", "v", "object()", "['a']"],
    "value": ["v", "'a'", "object()", "5", "[5]", "{5: 5}"],
}


def spoiled():
    """Yield the texts of the calls."""
    for name, arguments in CALLS.items():
        texts = [text for _, text in arguments]
        for i, (kind, text) in enumerate(arguments):
            for spoil in SPOILS[kind]:
                if spoil != text:
                    yield f"{name}({', '.join([*texts[:i], spoil, *texts[i + 1 :]])})"
        yield f"{name}({', '.join(texts)}, nonsense=1)"
        yield f"{name}({', '.join([*texts, *['v'] * 12])})"
        yield f"{name}({', '.join(texts[:-1])})"


OPERATORS = [
    f"{a} {sign} {b}"
    for a, b in (
        ("m", "'a'"),
        ("m", "None"),
        ("m", "generic"),
        ("m", "object()"),
        ("b", "b"),
        ("m", "z"),
        ("v", "{}"),
        ("m", "[m, v]"),
    )
    for sign in ("+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<", "<=", "==", "@")
]
OPERATORS += [
    f"{b} {sign} m" for b in ("'a'", "None", "object()", "generic") for sign in ("+", "-", "*", "/", "//", "**", "&")
]
OPERATORS += [f"{sign}{a}" for a in ("b", "z", "generic", "m") for sign in ("-", "~", "+")] + [
    "abs(b)",
    "abs(generic)",
    "divmod(m, 'a')",
]
OPERATORS += [
    f"{a}[{i}]"
    for a in ("s", "v", "m")
    for i in (
        "0, 0, 0",
        "'a'",
        "1.5",
        "None",
        "s",
        "z",
        "object()",
        "[1.5]",
        "['a']",
        "{}",
        "generic",
        "b, b",
        "::'a'",
        ":1.5",
        "...,...",
        "k, k, k",
    )
]
METHODS = {
    "reshape": ["'a'", "1.5", "(2, 'a')", "", "v", "m", "None"],
    "dimshuffle": ["7", "'a'", "0, 0", "1.5", "0, 7", "0", "None", "'x', 'x'"],
    "sum": ["7", "'a'", "1.5", "axis=(0, 7)", "nonsense=1"],
    "max": ["7", "'a'", "1.5", "nonsense=1"],
    "argmax": ["7", "'a'", "1.5"],
    "astype": ["'flot32'", "7", "None", "v"],
    "dot": ["None", "'a'", "generic", "t5", ""],
    "flatten": ["7", "'a'", "1.5", "-1", "None"],
    "transpose": ["7", "0", "0, 0", "'a'", "0, 7", "1, 0, 0"],
    "clip": ["None, None", "'a', 1", "0"],
    "repeat": ["'a'", "1.5", "2, 7", "-1", "None"],
    "take": ["'a'", "1.5", "0, 7", "None"],
    "sort": ["7", "'a'", "0, 'nonsense'"],
    "swapaxes": ["0, 7", "'a', 0", "0"],
    "diagonal": ["'a'", "nonsense=1"],
    "fill": ["'a'", "None", ""],
    "norm": ["", "'a'", "2, 7"],
    "std": ["7", "'a'"],
    "eval": ["5", "{}", "{m: 'a'}", "{m: [1., 2.]}", "{v: [1.]}", "{5: 5}"],
    "mean": ["7", "'a'", "dtype='flot32'"],
    "round": ["'nonsense'", "5"],
    "squeeze": ["7"],
    "copy": ["5, 5"],
    "nonsense": [""],
    "set_value": ["5"],
    "conj": ["5"],
}
TEXTS = list(
    dict.fromkeys([*spoiled(), *OPERATORS, *(f"m.{name}({each})" for name, texts in METHODS.items() for each in texts)])
)


def outcome(theano, text):
    """The classes of the error that a call raises, or None."""
    for name in ("slinalg", "fft", "signal.pool", "signal.conv", "nnet.neighbours", "shared_randomstreams"):
        import_module(f"theano.tensor.{name}")
    import_module("theano.ifelse")
    T = theano.tensor
    space = {
        "theano": theano,
        "T": T,
        "m": T.dmatrix("m"),
        "v": T.dvector("v"),
        "s": T.dscalar("s"),
        "r": T.drow("r"),
        "t3": T.dtensor3("t3"),
        "t4": T.dtensor4("t4"),
        "t5": T.TensorType("float64", [False] * 5)("t5"),
        "k": T.lvector("k"),
        "z": T.zvector("z"),
        "b": T.vector("b", dtype="bool"),
        "generic": theano.shared([0.2, 0.7], "generic"),
        "streams": T.shared_randomstreams.RandomStreams(1),
    }
    logging.disable(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            eval(text, space)
    except Exception as error:
        return [c.__name__ for c in type(error).__mro__ if c not in (object, BaseException)]
    finally:
        logging.disable(logging.NOTSET)
