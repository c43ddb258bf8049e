"""What the methods of variables answer, which are PyTensor's, to Theano's arguments."""

CALLS = (
    *("sum()", "sum(0)", "sum((0, 1))", "sum(axis=1, keepdims=True)", "sum(0, 'float64')", "prod()", "prod(1)"),
    *("mean()", "mean(0)", "mean(axis=(0, 1), keepdims=True)", "mean(0, 'float64')", "mean(dtype='float32')"),
    *("var()", "var(0)", "var(ddof=1)", "var(axis=0, ddof=1)", "var(1, 1, True)", "var(axis=1, corrected=True)"),
    *("std()", "std(0)", "std(ddof=1)", "std(axis=0, ddof=1)", "std(1, 1, True)", "std(keepdims=True)"),
    *("max()", "max(0)", "max((0, 1), True)", "min()", "min(0)", "min(axis=1, keepdims=True)", "ptp()", "ptp(1)"),
    *("argmax()", "argmax(0)", "argmin()", "argmin(1, True)", "argsort()", "argsort(0)", "argsort(axis=None)"),
    *("sort()", "sort(0)", "sort(axis=None)", "all()", "all(0)", "any()", "any(axis=1, keepdims=True)"),
    *("norm(2)", "norm(1, 0)", "norm(2, 1, True)", "norm(L=3, axis=(0, 1))", "norm(0)", "norm('inf')"),
    *("round()", "round('half_to_even')", "round(mode='half_away_from_zero')", "clip(0, 1)", "clip(-1, 1.5)"),
    *("cumsum()", "cumsum(1)", "cumprod()", "cumprod(0)", "repeat(2)", "repeat(2, 0)", "repeat([1, 2], 0)"),
    *("reshape((3, 2))", "reshape((3, 2), 2)", "reshape((-1,), ndim=1)", "reshape(6)", "flatten()", "flatten(2)"),
    *(
        "ravel()",
        "transpose()",
        "transpose(1, 0)",
        "transpose((1, 0))",
        "T",
        "dimshuffle(1, 0)",
        "dimshuffle([1, 'x', 0])",
    ),
    *("swapaxes(0, 1)", "diagonal()", "diagonal(1)", "diagonal(offset=-1, axis1=1, axis2=0)", "trace()"),
    *("take([1, 0], 0)", "take([0, 2], axis=1)", "take([5, 1])", "take(1)", "take([0, 7], 1, 'clip')"),
    *("nonzero()", "nonzero(True)", "nonzero_values()"),
    *(
        "astype('float64')",
        "astype('int8')",
        "astype('bool')",
        "zeros_like()",
        "ones_like('int8')",
        "zeros_like(dtype='float16')",
    ),
    *("fill(2)", "copy()", "copy(name='a')", "conj()", "conjugate()", "real", "imag", "size", "shape", "squeeze()"),
    *("dot([1, 2, 3])", "dot([[1], [2], [3]])", "searchsorted(1)", "transfer('cpu')", "exp2()", "log10()", "trunc()"),
    *(
        "deg2rad()",
        "rad2deg()",
        "arctanh()",
        "expm1()",
        "sinh()",
        "ceil()",
        "floor()",
        "sqrt()",
        "__abs__()",
        "__neg__()",
    ),
    *("__invert__()", "__ceil__()", "__floor__()", "__mod__(2)", "__divmod__(2)", "__floordiv__(2)", "__rpow__(2)"),
    *("get_scalar_constant_value()", "choose([[1, 2, 3], [4, 5, 6], [7, 8, 9]])", "__rmod__(3)", "__pow__(2)"),
    *("sum(axis=2)", "max(2)", "sort(2)", "argmax(-3)", "reshape((4, 2))", "dimshuffle(0)", "dimshuffle(0, 0, 1)"),
    *("sum(T.lscalar())", "max(T.constant(1))", "var(ddof=True)", "cumsum(2)"),
)
OTHERS = {("bool", "conj()"), ("bool", "conjugate()"), ("uint8", "astype('int8')")}
VALUES = {
    "float32": "[[0.5, 1.5, -0.25], [2.5, 0.125, 0.75]]",
    "int8": "[[1, 0, 2], [0, 1, 1]]",
    "uint8": "[[1, 0, 2], [200, 1, 1]]",
    "bool": "[[1, 0, 1], [0, 1, 1]]",
}
CASES = {
    f"{dtype}: {text}": f"""
x = T.TensorType({dtype!r}, (False, False))('x')
y = x.{text}
ys = list(y) if isinstance(y, (list, tuple)) else [y]
f = F([x], ys)
value = np.array({value}, {dtype!r})
[f(value), f(value)]
"""
    for dtype, value in VALUES.items()
    for text in CALLS
    # Theano's bools are int8 when they are conjugated; PyTensor 3.0 casts no number that wraps around without a mode
    if dtype == "float32" or ("choose" not in text and (dtype, text) not in OTHERS)
}
MODES = ["py/None"]
ONE_IN = 4
