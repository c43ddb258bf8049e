"""Record what Theano 1.0.5 makes of calls drawn from `theano.tensor.basic`, for `tests/tensor/test_basic.py`.

Run by an interpreter that has Theano, from the top of the project:

    THEANO_FLAGS=cxx= python tests/oracle/record_tensor_basic.py > tests/golden/tensor_basic.json
"""

# ruff: noqa: B905, SIM905 (runs on Python 3.8)

import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import theano
from theano.tensor import inplace

from tests.tensor.calls import evaluate

INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
ALL = ["bool", *INTS, *FLOATS, *COMPLEX]

draw = random.Random(20080101)


def tensor(dtypes, shape, low=-3, high=4, broadcastable=None):
    """An input of one of these dtypes; a number in place of a shape is a number of dimensions."""
    if isinstance(shape, int):
        shape = [draw.choice([1, 2, 2, 3, 3, 4]) for _ in range(shape)]
    spec = {"dtype": draw.choice(dtypes), "shape": list(shape), "seed": draw.randrange(10000), "low": low, "high": high}
    spec["broadcastable"] = broadcastable or [n == 1 and draw.random() < 0.8 for n in shape]
    return spec


def like(spec, dtypes):
    """Another input that broadcasts with this one: some dimensions left out or of length 1."""
    shape = list(spec["shape"])[draw.choice([0, 0, 0, 1]) if spec["shape"] else 0 :]
    shape = [1 if draw.random() < 0.25 else n for n in shape]
    other = tensor(dtypes, shape, spec["low"], spec["high"])
    other["broadcastable"] = [n == 1 for n in shape]
    return other


def ndim():
    return draw.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])


def axis(n, wrong=0.06):
    """An axis of n dimensions as a program writes it: None, a number, a tuple, a list; now and then a wrong one."""
    kind = draw.random()
    if kind < wrong:
        return draw.choice([n, -n - 1])
    if kind < 0.25 or n == 0:
        return None
    if kind < 0.7:
        return draw.randrange(-n, n)
    axes = draw.sample(range(n), draw.randint(1, n))
    return tuple(axes) if kind < 0.85 else axes


def keywords(**options):
    """`, name=value` for each option drawn, the value None meaning that it is left out."""
    return "".join(f", {name}={value!r}" for name, value in options.items() if value is not None)


def maybe(value, chance=0.5):
    return value if draw.random() < chance else None


CALLS = []


def call(text, *inputs):
    CALLS.append({"call": text, "inputs": list(inputs)})


# --- elementwise -----------------------------------------------------------------------------------------------------

UNARY = {
    "abs_ neg sgn sqr exp exp2 expm1 ceil floor trunc round_half_to_even round_half_away_from_zero": (-3, 4),
    "sin cos tan sinh cosh tanh arctan arcsinh deg2rad rad2deg isnan isinf erf erfc erfcx conj real imag": (-3, 4),
    "inv sqrt log log2 log10 log1p gamma gammaln psi tri_gamma j0 j1 i0 i1": (1, 5),
    "arcsin arccos arctanh erfinv": (-0.9, 0.9),
    "arccosh erfcinv": (1.1, 1.9),
    "round iround invert bitwise_not tensor_copy square angle zeros_like ones_like": (-3, 4),
}
for names, (low, high) in UNARY.items():
    for name in names.split():
        for _ in range(4):
            call(f"T.{name}(x)", tensor(ALL, ndim(), low, high))

BINARY = "add sub mul true_div int_div floor_div mod pow maximum minimum eq neq lt gt le ge and_ or_ xor arctan2 fill"
for name in (BINARY + " div_proxy mod_check divmod ceil_intdiv power smallest largest second isclose allclose").split():
    for _ in range(8):
        x = tensor(ALL, ndim(), 1, 5)
        call(f"T.{name}(x, y)", x, like(x, ALL[1:]))
    x = tensor(INTS, 2, -6, 7)
    call(f"T.{name}(x, 3)", x)
for text in (
    "x + y",
    "x - y",
    "x * y",
    "x / y",
    "x // y",
    "x % y",
    "x ** 2",
    "-x",
    "abs(x)",
    "x < y",
    "x >= y",
    "2 / x",
    "3 % x",
):
    for _ in range(4):
        x = tensor(ALL[1:], ndim(), 1, 5)
        call(text, x, like(x, ALL[1:]))
for name in "chi2sf gammainc gammaincc gammau gammal jv iv".split():
    for _ in range(4):
        x = tensor(INTS + FLOATS, ndim(), 1, 5)
        call(f"T.{name}(x, y)", x, like(x, INTS + FLOATS))
for _ in range(6):
    x = tensor(FLOATS, ndim())
    call("T.complex(x, y)", x, like(x, FLOATS))
    call("T.complex_from_polar(x, y)", x, like(x, FLOATS))
    x = tensor(ALL, ndim())
    call(f"T.clip(x, {draw.choice([-2, -0.5, 0])}, {draw.choice([1, 1.5])})", x)
    call("T.switch(x, y, z)", tensor(["bool", *INTS], x["shape"], 0, 2), like(x, ALL), like(x, ALL))
    call(f"T.where(x, y, {draw.choice([0, 1.5, -300])})", tensor(["bool"], x["shape"]), like(x, ALL))
for _ in range(12):
    call("T.cast(x, {!r})".format(draw.choice([*ALL, "floatX", "nonsense"])), tensor(ALL, ndim(), 0, 5))
for mode in ("half_to_even", "half_away_from_zero", "nonsense"):
    call(f"T.round(x, mode={mode!r})", tensor(FLOATS, 2))
    call(f"T.iround(x, {mode!r})", tensor(FLOATS, 1))

# --- reductions ------------------------------------------------------------------------------------------------------

for name in "sum prod mean var std max min argmax argmin all any ptp max_and_argmax".split():
    for _ in range(14):
        n = ndim()
        shape = [draw.choice([0, 1, 2, 3, 3, 4]) for _ in range(n)]
        options = {"axis": axis(n)}
        if name != "ptp":
            options["keepdims"] = maybe(True)
        if name in ("sum", "prod", "mean"):
            options["dtype"] = maybe(draw.choice(["int64", "float32", "float64", "float16", "complex128"]), 0.3)
            options["acc_dtype"] = maybe(draw.choice(["int64", "float32", "float64"]), 0.2)
        if name == "prod":
            options["no_zeros_in_input"] = maybe(True, 0.2)
        if name in ("var", "std"):
            options["ddof"] = maybe(1, 0.4)
            options["corrected"] = maybe(True, 0.3)
        call(f"T.{name}(x{keywords(**options)})", tensor(ALL, shape, -2, 3))
call("T.mean(x, 0, None, True)", tensor(["float32"], 2))
call("T.mean(x, 1, 'float32', True)", tensor(["float32"], 2))

# --- joining, splitting, repeating -----------------------------------------------------------------------------------

for _ in range(10):
    n = draw.choice([1, 2, 2, 3])
    x = tensor(ALL, n, 0, 3)
    along = draw.randrange(-n, n)
    y = dict(x, seed=draw.randrange(10000), dtype=draw.choice(ALL))
    other = list(x["shape"])
    other[along] += draw.choice([0, 1])
    y["shape"], y["broadcastable"] = other, [b and m == 1 for b, m in zip(x["broadcastable"], other)]
    call(f"T.join({along}, x, y)", x, y)
    call(f"T.concatenate([x, y], axis={along})", x, y)
    call(f"T.concatenate((x, y, x), {draw.choice([0, n, -n - 1])})", x, y)
    call("T.join(z, x, y)", x, y, {"dtype": "int64", "shape": [], "seed": 1, "low": along, "high": along + 1})
    y = dict(x, seed=draw.randrange(10000), dtype=draw.choice(ALL))
    call(f"T.stack([x, y], axis={draw.choice([0, 1, -1, n, n + 3])})", x, y)
    call("T.stack(x, y)", x, y)
call("T.stack([])")
call("T.stack()")
call("T.stack([x, 1, 2.5])", tensor(["float32"], 0))
call("T.stack([x, y])", tensor(["int8"], 0), tensor(["float32"], 0))
call("T.concatenate(x, y)", tensor(["float32"], 1), tensor(["float32"], 1))
call("T.join(0, x)", tensor(["float32"], 1))
call("T.join(0, x, y)", tensor(["float32"], [2, 3]), tensor(["float32"], [2, 4]))
call("T.horizontal_stack(x, y)", tensor(["int8"], [2, 3]), tensor(["float32"], [2, 1]))
call("T.vertical_stack(x, y)", tensor(["int8"], [2, 3]), tensor(["float32"], [1, 3]))
call("T.stacklists([[x, y], [y, x]])", tensor(["float64"], []), tensor(["float32"], []))
call("T.split(x, [2, 1, 3], 3)", tensor(["float32"], [6, 2]))
call("T.split(x, [1, 2], 2, axis=1)", tensor(["int8"], [2, 3]))
call("T.split(x, [1, 2], 2, -1)", tensor(["int8"], [2, 3]))
call(
    "T.split(x, y, n_splits=2, axis=0)",
    tensor(["int8"], [3, 3]),
    {"dtype": "int64", "shape": [2], "seed": 1, "low": 1, "high": 3},
)
call("T.split(x, [1, 1], 2, axis=1)", tensor(["int8"], [2, 3]))
call("T.split(x, [4, -1], 2, axis=1)", tensor(["int8"], [2, 3]))
for reps in ("2", "(2,)", "(2, 3)", "[1, 2, 2]", "y", "[y, 2]", "2.5", "(1.5, 2)"):
    for n in (1, 2, 3):
        call(
            f"T.tile(x, {reps})",
            tensor(ALL, n),
            {"dtype": "int64", "shape": [], "seed": 1, "low": 2, "high": 3},
        )
call("T.tile(x, y, ndim=3)", tensor(["float32"], 2), {"dtype": "int64", "shape": [2], "seed": 1, "low": 2, "high": 3})
call("T.tile(x, y)", tensor(["float32"], 2), {"dtype": "int64", "shape": [2], "seed": 1, "low": 2, "high": 3})
call("T.tile(x, (2, 2), ndim=4)", tensor(["float32"], 2))
call("T.tile(x, (2, 2), ndim=1)", tensor(["float32"], 2))
for _ in range(10):
    n = draw.choice([1, 2, 3])
    call(f"T.roll(x, {draw.randint(-5, 5)}{keywords(axis=maybe(draw.randrange(-n, n)))})", tensor(ALL, n))
for mode in ("raise", "wrap", "clip"):
    call(f"T.choose(x, y, mode={mode!r})", tensor(["int64"], [3], 0, 2), tensor(["float32"], [2, 3]))
    call(f"T.choose(x, (y, z), mode={mode!r})", tensor(["int8"], [2, 3], -1, 4), *[tensor(["int64"], [2, 3])] * 2)

# --- shapes ----------------------------------------------------------------------------------------------------------

for _ in range(6):
    call("T.reshape(x, (2, -1))", tensor(ALL, draw.choice([[2, 3], [4], [3, 2, 2], [3]])))
    call(
        "T.reshape(x, y, ndim=2)", tensor(ALL, [2, 3]), {"dtype": "int64", "shape": [2], "seed": 1, "low": 2, "high": 3}
    )
    call(
        "T.reshape(x, {})".format(draw.choice(["(3, 2)", "[6]", "(1, 6)", "6", "(-1, 1)", "(-1, -1)"])),
        tensor(ALL, [2, 3]),
    )
    n = draw.choice([0, 1, 2, 3])
    call(f"T.flatten(x{keywords(ndim=maybe(draw.choice([1, 2, 3, 0, 5])))})", tensor(ALL, n))
    call(f"T.flatten(x{keywords(outdim=draw.choice([1, 2]))})", tensor(ALL, n))
    n = draw.choice([1, 2, 3])
    call(f"T.shape_padleft(x, {draw.choice([1, 2])})", tensor(ALL, n))
    call(f"T.shape_padright(x, n_ones={draw.choice([1, 2])})", tensor(ALL, n))
    call(f"T.shape_padaxis(x, {draw.choice([0, 1, -1, n, n + 1, -n - 2])})", tensor(ALL, n))
    call(f"T.swapaxes(x, {draw.randrange(-n, n)}, {draw.randrange(n + 1)})", tensor(ALL, n))
    order = draw.sample(range(n), n)
    call(f"T.transpose(x{keywords(axes=maybe(order))})", tensor(ALL, n))
    call(f"T.addbroadcast(x, {draw.randrange(n)})", tensor(ALL, [1] * n, broadcastable=[False] * n))
    call("T.addbroadcast(x, 0)", tensor(ALL, [2] * n))
    call(f"T.unbroadcast(x, {draw.randrange(n)})", tensor(ALL, [1] * n, broadcastable=[True] * n))
    pattern = [draw.random() < 0.5 for _ in range(n)]
    call(f"T.patternbroadcast(x, {pattern})", tensor(ALL, [1] * n, broadcastable=[True] * n))
    call(
        f"T.patternbroadcast(x, {pattern})",
        tensor(ALL, [1 if b else 2 for b in pattern], broadcastable=[False] * n),
    )
    call("T.shape(x)", tensor(ALL, n))
    call("T.nonzero(x)", tensor(ALL, n, 0, 2))
    call("T.nonzero(x, return_matrix=True)", tensor(ALL, n, 0, 2))
    call("T.flatnonzero(x)", tensor(ALL, n, 0, 2))
    call("T.nonzero_values(x)", tensor(ALL, n, 0, 2))
call("T.nonzero(x)", tensor(ALL, 0))
call("T.addbroadcast(x, 2)", tensor(["float32"], 2))
call("T.patternbroadcast(x, (True, False, False))", tensor(["float32"], 2))
call("x.dimshuffle('x', 0) if T.is_flat(x) else x", tensor(["float32"], 1))

# --- products --------------------------------------------------------------------------------------------------------

for a, b in (
    ([], []),
    ([3], []),
    ([3], [3]),
    ([2, 3], [3]),
    ([3], [3, 2]),
    ([2, 3], [3, 4]),
    ([2, 3], [2, 3]),
    ([2, 2, 3], [3]),
    (
        [2, 2, 3],
        [3, 2],
    ),
    ([2, 3], [2, 3, 2]),
    ([2, 2, 3], [2, 3, 2]),
    ([0, 3], [3, 2]),
    ([2, 0], [0, 2]),
):
    for _ in range(3):
        call("T.dot(x, y)", tensor(ALL, a), tensor(ALL, b))
for a, b, axes in (
    ([2, 3], [3, 2], 1),
    ([2, 3, 4], [3, 4, 2], 2),
    ([2, 3, 4], [4, 3], [[2, 1], [0, 1]]),
    ([2, 3], [2, 3], 2),
    ([2], [3], 0),
    ([2, 3], [3, 2], [1, 0]),
    ([2, 3], [3, 2], 3),
    ([2, 3], [3, 2], [[0, 1], [0]]),
    ([2, 3, 4], [3], [[1], [0]]),
    ([2, 3], [2, 2], 1),
):
    for _ in range(2):
        call(f"T.tensordot(x, y, axes={axes})", tensor(ALL, a), tensor(ALL, b))
for a, b in (
    ([2], [2]),
    ([2], [2, 3]),
    ([2, 3], [2]),
    ([2, 3], [2, 3]),
    ([2, 3, 4], [2, 4]),
    ([2, 3], [2, 3, 4]),
    ([2, 3, 4], [2, 4, 2]),
    ([2, 3, 4, 5], [2, 5, 2]),
    ([2, 3, 4], [2, 5, 4, 2]),
    ([], [2]),
    ([2, 3], []),
    ([2, 3, 4], [3, 4, 2]),
    ([2, 3, 4], [2, 3, 2]),
):
    for _ in range(2):
        call("T.batched_dot(x, y)", tensor(FLOATS[1:] + INTS, a), tensor(FLOATS[1:] + INTS, b))
for a, b, axes in (
    ([2, 3, 4], [2, 4, 3], 1),
    ([2, 3, 4], [2, 3, 4], 2),
    ([2, 3, 4], [2, 4, 3], [[1, 2], [2, 1]]),
    ([2, 3, 4], [2, 4, 3], [2, 1]),
    ([2, 3, 4, 2], [2, 4, 5], [[2], [1]]),
    ([2, 3], [2, 3], 3),
    ([2, 3, 4], [2, 4, 3], [[0], [0]]),
    ([2, 3], [2, 4], 0),
):
    for _ in range(2):
        call(f"T.batched_tensordot(x, y, axes={axes})", tensor(FLOATS[1:], a), tensor(FLOATS[1:], b))
for a, b in ([3], [2]), ([2, 2], [3]), ([], [2]), ([3], [2, 2]):
    call("T.outer(x, y)", tensor(ALL, a), tensor(ALL, b))

# --- creation --------------------------------------------------------------------------------------------------------

n = {"dtype": "int64", "shape": [], "seed": 3, "low": 2, "high": 5}
for text in (
    "T.arange(x)",
    "T.arange(1, x)",
    "T.arange(1, 10, x)",
    "T.arange(5)",
    "T.arange(2.5)",
    "T.arange(0, 1, 0.25)",
    "T.arange(1)",
    "T.arange(5, dtype='float32')",
    "T.arange(x, dtype='int8')",
    "T.arange(T.cast(x, 'int8'))",
    "T.arange(T.cast(x, 'uint8'))",
    "T.arange(T.cast(x, 'float32'))",
    "T.arange(x.astype('float32'), 8, 2)",
    "T.arange(5, 1, -1)",
    "T.arange(0)",
    "T.arange(1, 5, 0)",
    "T.zeros(x)",
    "T.zeros((x, 2))",
    "T.zeros((1, x), dtype='int8')",
    "T.ones((2, 3), 'int64')",
    "T.ones([1])",
    "T.zeros(())",
    "T.ones(2.5)",
    "T.zeros(x.reshape((1,)))",
    "T.alloc(1.5, x, 2)",
    "T.alloc(np.int8(3), 1, x)",
    "T.alloc(x, 2)",
    "T.alloc(np.ones((2, 1)), 3, 2, x)",
    "T.alloc(np.ones(3), 2)",
    "T.alloc(1, 2.5)",
    "T.alloc(1, [2, 3])",
    "T.alloc(0, 0, x)",
    "T.eye(x)",
    "T.eye(3)",
    "T.eye(2, 4, 1)",
    "T.eye(4, x, -2, 'int8')",
    "T.eye(1)",
    "T.eye(n=2, m=3, k=0, dtype='float32')",
    "T.identity_like(T.zeros((2, x)))",
    "T.tri(3)",
    "T.tri(x, 2, 1)",
    "T.tri(2, x, -1, 'int8')",
    "T.tri(1)",
    "T.mgrid[0:3, 0:x]",
    "T.ogrid[0:3, 0:x]",
    "T.mgrid[0:1:0.25, 1:2]",
    "T.ogrid[0:1:0.5, 0:5:2]",
    "T.mgrid[0:3]",
    "T.ogrid[0:3]",
    "T.constant(3)",
    "T.constant(300)",
    "T.constant(2.5)",
    "T.constant([1, 2, 3])",
    "T.constant([[1.5]])",
    "T.constant(np.ones((1, 2), 'float32'))",
    "T.constant(True)",
    "T.constant(1, dtype='float64')",
    "T.constant([1, 2], ndim=2)",
    "T.constant([[1, 2]], ndim=1)",
    "T.constant('a')",
    "T.constant(-5)",
    "T.constant(2 ** 40)",
    "T.constant(2 ** 64)",
    "T.constant(1j)",
    "T.constant(0.1)",
    "T.constant(np.float64(0.1))",
    "T.as_tensor_variable(3)",
    "T.as_tensor_variable([x, 1])",
    "T.as_tensor_variable([[x, 1], [2, x]])",
    "T.as_tensor_variable(True)",
    "T.as_tensor_variable([True, False])",
    "T.as_tensor_variable('a')",
    "T.as_tensor_variable(None)",
    "T.as_tensor_variable(x, ndim=2)",
    "T.as_tensor_variable(np.ones((1, 2)), ndim=1)",
    "T.as_tensor_variable(T.zeros((1, 2)), ndim=1)",
    "T.as_tensor_variable(T.zeros((2, 2)), ndim=1)",
    "T.as_tensor_variable((1, 2.5))",
    "T.as_tensor_variable([])",
    "T.as_tensor_variable({})",
    "T.as_tensor_variable(np.float32(2))",
):
    call(text, n)
for shape in ([3], [2, 3], [1], [3, 1], [2, 3, 4], []):
    for k in (0, 1, -1):
        call(f"T.diag(x, {k})", tensor(ALL, shape))
        call(f"T.diagonal(x, {k})", tensor(ALL, shape))
        call(f"T.tril(x, {k})", tensor(ALL, shape))
        call(f"T.triu(x, {k})", tensor(ALL, shape))
call("T.diagonal(x, 0, 1, 2)", tensor(ALL, 3))
call("T.diagonal(x, 1, 2, 0)", tensor(ALL, 3))
call("T.diagonal(x, axis1=-1, axis2=0)", tensor(ALL, 3))
call("T.diagonal(x, axis1=1, axis2=1)", tensor(ALL, 3))
for name in ("zeros_like", "ones_like"):
    for dtype in (None, "int8", "float32", "complex64"):
        call(f"T.{name}(x{keywords(dtype=dtype)})", tensor(ALL, ndim()))
        call(f"T.{name}(x{keywords(dtype=dtype)}, opt=True)", tensor(ALL, ndim()))
call("T.default(x, y)", tensor(["float32"], [2]), tensor(["float32"], [2]))
call("T.default(x, y)", tensor(["float32"], [2]), tensor(["float64"], [2]))
call("T.cov(x)", tensor(["float32"], 2))
call("T.cov(x, rowvar=False, bias=True)", tensor(["float64"], 2))
call("T.cov(x, y, ddof=0)", tensor(["float64"], [2, 3]), tensor(["float64"], [2, 3]))
call(
    "T.permute_row_elements(x, y)",
    tensor(["float64"], [2, 3]),
    {"dtype": "int64", "shape": [2, 1], "seed": 0, "low": 0, "high": 1},
)
call("T.inverse_permutation(T.constant(np.array([[2, 0, 1], [0, 2, 1]])))")
call("T.permute_row_elements(x, T.constant(np.array([[2, 0, 1], [0, 2, 1]])))", tensor(["float64"], [2, 3]))
call("T.permute_row_elements(x, T.constant(np.array([2, 0, 1])), inverse=1)", tensor(["float64"], [2, 3]))
call("T.get_scalar_constant_value(T.zeros((2, 3))[0, 0] + 4)")
call("T.get_scalar_constant_value(x)", n)
call("T.get_scalar_constant_value(T.constant([1, 2]))")
call("T.get_scalar_constant_value(T.constant([]))")
call("T.get_scalar_constant_value(T.cast(T.constant(3), 'float32') * 2, elemwise=False)")
call("T.extract_constant(T.constant(3) * 2)")
call("T.extract_constant(x)", n)
call("T.get_vector_length(T.stack([x, x]))", n)
call("T.get_vector_length(x)", tensor(["float32"], 1))
call("T.check_and_normalize_axes(x, {})".format("(1, -2, 1)"), tensor(["float32"], 2))
call("T.check_and_normalize_axes(x, 2)", tensor(["float32"], 2))
call("T.check_and_normalize_axes(x, 'a')", tensor(["float32"], 2))

# --- in place --------------------------------------------------------------------------------------------------------

for names, (low, high) in UNARY.items():
    for name in names.split():
        if hasattr(inplace, name + "_inplace"):
            call(f"inplace.{name}_inplace(x)", tensor(FLOATS[1:], ndim(), low, high))
            call(f"inplace.{name}_inplace(x)", tensor([*INTS, "bool"], 2, low, high))
for name in "add sub mul true_div int_div mod pow maximum minimum eq neq lt gt le ge and_ or_ xor arctan2 fill".split():
    for dtypes in (FLOATS[1:], INTS):
        x = tensor(dtypes, ndim(), 1, 5)
        y = like(x, dtypes)
        call("inplace.{}_inplace(x, y)".format("second" if name == "fill" else name), x, y)
for name in "chi2sf jv iv".split():
    x = tensor(FLOATS[1:], ndim(), 1, 5)
    call(f"inplace.{name}_inplace(x, y)", x, like(x, FLOATS[1:]))
call("inplace.transpose_inplace(x)", tensor(ALL, 3))
call("inplace.add_inplace(x, y)", tensor(["float32"], [1, 3], broadcastable=[True, False]), tensor(["float32"], [2, 3]))


if __name__ == "__main__":
    for entry in CALLS:
        entry["result"] = evaluate(theano, entry)
    json.dump(CALLS, sys.stdout, indent=None, separators=(",", ":"))
    print()
