"""Record what Theano 1.0.5 makes of further drawn calls, by family: with those of the other recorders 500 of each.

Run by an interpreter that has Theano, from the top of the project; `tests/tensor/test_drawn_families.py` compares:

    THEANO_FLAGS=cxx= python tests/oracle/record_tensor_families.py > tests/golden/tensor_families.json
"""

# ruff: noqa: SIM905 (runs on Python 3.8)

import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

import theano
import theano.tensor.extra_ops
import theano.tensor.fft

from tests.tensor.calls import evaluate

INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float32", "float64"]
draw = random.Random(20200726)
CALLS = []


def call(family, text, *inputs):
    CALLS.append({"family": family, "call": text, "inputs": list(inputs)})


def tensor(dtypes, shape, low=-3, high=4):
    spec = {
        "dtype": draw.choice(dtypes),
        "shape": list(shape),
        "seed": draw.randrange(100000),
        "low": low,
        "high": high,
    }
    spec["broadcastable"] = [n == 1 and draw.random() < 0.8 for n in shape]
    return spec


def lengths(n, smallest=0):
    return [draw.choice([m for m in (0, 1, 2, 3, 3, 4, 5) if m >= smallest]) for _ in range(n)]


def like(spec, dtypes):
    """Another input that broadcasts to this one's shape."""
    shape = spec["shape"][draw.choice([0, 0, 0, 1]) if spec["shape"] else 0 :]
    other = tensor(dtypes, [1 if draw.random() < 0.25 else n for n in shape], spec["low"], spec["high"])
    other["broadcastable"] = [n == 1 for n in other["shape"]]
    return other


def keywords(**options):
    return "".join(f", {name}={value!r}" for name, value in options.items() if value is not None)


# --- in place --------------------------------------------------------------------------------------------------------

UNARY = {
    "abs_ neg sgn sqr exp exp2 expm1 ceil floor trunc round_half_to_even round_half_away_from_zero": (-3, 4),
    "sin cos tan sinh cosh tanh arctan arcsinh deg2rad rad2deg erf erfc erfcx conj": (-3, 4),
    "inv sqrt log log2 log10 log1p gamma gammaln psi tri_gamma j0 j1 i0 i1": (1, 5),
    "arcsin arccos arctanh": (-0.9, 0.9),
    "arccosh": (1.1, 1.9),
}
BINARY = "add sub mul true_div int_div mod pow maximum minimum eq neq lt gt le ge arctan2 second".split()
for _ in range(430):
    if draw.random() < 0.6:
        names = draw.choice(list(UNARY))
        name, (low, high) = draw.choice(names.split()), UNARY[names]
        dtypes = [*FLOATS, *INTS] if names.startswith("abs_") else FLOATS
        call("inplace", f"inplace.{name}_inplace(x)", tensor(dtypes, lengths(draw.randint(0, 4)), low, high))
    else:
        dtypes = draw.choice([FLOATS, ["float32"], ["int8"], ["int64"], ["uint16"]])
        x = tensor(dtypes, lengths(draw.randint(0, 4)), 1, 5)
        call("inplace", f"inplace.{draw.choice(BINARY)}_inplace(x, y)", x, like(x, [x["dtype"]]))

# --- elementwise, complex and casts ----------------------------------------------------------------------------------

COMPLEX = ["complex64", "complex128"]
for _ in range(120):
    x = tensor([*INTS, *FLOATS, *COMPLEX], lengths(draw.randint(0, 3)), 1, 4)
    call(
        "elemwise",
        draw.choice(["x + y", "x - y * y", "x / (y + 1)", "T.sqr(x) + y", "x * 2 - y", "y ** 2"]),
        x,
        like(x, FLOATS),
    )
for _ in range(120):
    x = tensor(COMPLEX, lengths(draw.randint(0, 3)))
    name = draw.choice("real imag conj angle abs_ exp sin cos sqr neg zeros_like ones_like".split())
    call("elemwise", f"T.{name}(x)", x)
for _ in range(120):
    x = tensor(["bool", *INTS, *FLOATS], lengths(draw.randint(0, 3)), 0, 5)
    call("elemwise", "T.cast(x, {!r})".format(draw.choice(["bool", *INTS, *FLOATS, *COMPLEX])), x)

# --- reductions ------------------------------------------------------------------------------------------------------

for _ in range(360):
    name = draw.choice("sum prod mean var std max min argmax argmin all any ptp max_and_argmax".split())
    n = draw.randint(1, 4)
    axis = draw.choice([None, draw.randrange(-n, n), tuple(draw.sample(range(n), draw.randint(1, n)))])
    options = {"axis": axis}
    if name != "ptp":
        options["keepdims"] = draw.choice([None, True])
    if name in ("sum", "prod", "mean"):
        options["dtype"] = draw.choice([None, None, "float64", "int64"])
    smallest = 1 if name in ("max", "min", "argmax", "argmin", "ptp", "max_and_argmax", "mean", "var", "std") else 0
    x = tensor(["bool", *INTS, *FLOATS], lengths(n, smallest), -2, 3)
    call("reductions", f"T.{name}(x{keywords(**options)})", x)

# --- sorting ---------------------------------------------------------------------------------------------------------

for _ in range(360):
    n = draw.randint(1, 3)
    x = tensor([*INTS, *FLOATS], lengths(n, 1), -100, 100)
    if draw.random() < 0.4:
        axis = draw.choice(["", f", {draw.randrange(-n, n)}", ", None"])
        # stable, since equal elements may come in any order else
        call(
            "sort",
            "T.{}(x{})".format(draw.choice(["sort", "argsort"]), axis + (", kind='mergesort'" if axis else "")),
            x,
        )
        continue
    axis = draw.randrange(-n, n)
    k = draw.choice([1, 2, -1, -2, x["shape"][axis], 6])
    if draw.random() < 0.5:
        call("sort", f"T.sort(T.topk(x, {k}, axis={axis}, sorted=False), axis={axis})", x)
    else:
        call("sort", f"T.sort(T.topk_and_argtopk(x, {k}, axis={axis}, sorted=False)[0], {axis})", x)

# --- extra_ops and indexing ------------------------------------------------------------------------------------------

for _ in range(150):
    n = draw.randint(1, 3)
    x = tensor([*INTS, *FLOATS], lengths(n, 1))
    axis = draw.choice([None, draw.randrange(n)])
    call(
        "extra_ops",
        draw.choice(
            [
                f"T.extra_ops.cumsum(x{keywords(axis=axis)})",
                f"T.extra_ops.cumprod(x{keywords(axis=axis)})",
                f"T.extra_ops.diff(x, n={draw.choice([1, 2])}{keywords(axis=draw.randrange(n))})",
                f"T.extra_ops.repeat(x, {draw.choice([0, 1, 2])}{keywords(axis=axis)})",
                "T.extra_ops.squeeze(x)",
            ]
        ),
        x,
    )
for _ in range(150):
    n = draw.randint(1, 3)
    x = tensor([*INTS, *FLOATS], lengths(n, 2))
    parts = []
    for length in x["shape"][: draw.randint(1, n)]:
        start, stop = draw.randint(-length, length), draw.choice([None, draw.randint(-length, length)])
        step = draw.choice([None, 1, 2, -1])
        slices = ":".join("" if part is None else str(part) for part in (start, stop, step))
        rows = str([draw.randrange(-length, length) for _ in range(2)])
        parts.append(draw.choice([slices, slices, str(draw.randrange(-length, length)), rows]))
    index = ", ".join(parts)
    call("subtensor", draw.choice(["x[{}]", "T.set_subtensor(x[{}], 1)", "T.inc_subtensor(x[{}], 2)"]).format(index), x)

# --- Fourier transforms ----------------------------------------------------------------------------------------------

for _ in range(400):
    norm = draw.choice(["", ", norm='ortho'", ", norm='no_norm'"])
    if draw.random() < 0.5:
        x = tensor(FLOATS, lengths(draw.randint(2, 4), 1))
        call("fft", f"T.fft.rfft(x{norm})", x)
    else:
        x = tensor(FLOATS, [*lengths(draw.randint(2, 3), 2), 2])
        call("fft", "T.fft.irfft(x{}{})".format(norm, draw.choice(["", ", is_odd=True"])), x)


if __name__ == "__main__":
    for entry in CALLS:
        entry["result"] = evaluate(theano, entry)
    print("[\n" + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in CALLS) + "\n]")
