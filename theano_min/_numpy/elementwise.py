"""Operations on numbers, applied to arrays: one call of NumPy each; and on lengths, by Python's own operators."""

import numpy as np
import pytensor.scalar.math as functions
from pytensor.scalar import basic as scalar
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.utils import import_func_from_string

from theano_min._numpy import dtype_of, writes
from theano_min._numpy.shapes import copy

OPERATORS = {
    scalar.Add: " + ",
    scalar.Sub: " - ",
    scalar.Mul: " * ",
    scalar.EQ: " == ",
    scalar.NEQ: " != ",
    scalar.LT: " < ",
    scalar.LE: " <= ",
    scalar.GT: " > ",
    scalar.GE: " >= ",
    scalar.AND: " & ",
    scalar.OR: " | ",
}


def on_numbers(w, node, op):
    """Write an operation on lengths as Python's; whether that could be done."""
    inputs, [out] = node.inputs, node.outputs
    if out.type.dtype == "bool":  # no dtype cuts what comes out of a comparison
        known = all(x.type.dtype in ("bool", "int8", "int16", "int32", "int64") for x in inputs)
    else:
        known = out.type.dtype == "int64" and all(map(w.is_a_length, inputs))
    if not known or type(op) not in ON_NUMBERS:
        return False
    numbers = [w.number(x) for x in inputs]
    kinds = {dtype_of(x).kind for x in inputs}
    if type(op) in OPERATORS and "u" not in kinds and (out.type.dtype == "bool" or kinds == {"i"}):
        text = OPERATORS[type(op)].join(f"({x})" if x.startswith("-") else x for x in numbers)
    elif type(op) is scalar.Switch and {x.type.dtype for x in inputs[1:]} <= {"int64", "int8", "bool"}:
        text = "{1} if {0} else {2}".format(*numbers)
    elif type(op) in (scalar.Minimum, scalar.Maximum) and kinds == {"i"}:
        text = f"{'min' if type(op) is scalar.Minimum else 'max'}({', '.join(numbers)})"
    elif type(op) is scalar.IntDiv and kinds == {"i"}:
        text = "{0} // {1} if {1} else 0".format(*numbers)
    elif type(op) is scalar.Cast and out.type.dtype == "int64" and kinds <= {"i", "b"}:
        text = f"int({numbers[0]})"
    elif type(op) is scalar.Invert and kinds == {"b"}:
        text = f"not {numbers[0]}"
    else:
        return False
    name = w.numbers[out] = w.local("n")
    w.put(f"{name} = {text}")
    if type(op) in GROWING:
        w.put(f"if not {-LIMIT} <= {name} < {LIMIT}: {name} = ({name} + {LIMIT}) % {2 * LIMIT} - {LIMIT}")
    return True


LIMIT = 2**63  # where int64 wraps around
GROWING = {scalar.Add, scalar.Sub, scalar.Mul, scalar.IntDiv}
ON_NUMBERS = {*OPERATORS, scalar.Switch, scalar.Minimum, scalar.Maximum, scalar.Cast, scalar.IntDiv, scalar.Invert}
FLOATS = "float32", "float64"


@writes(*ON_NUMBERS, scalar.TrueDiv, scalar.Neg)
def of_numbers(w, node):
    op, [out] = node.op, node.outputs
    if on_numbers(w, node, op):
        return None
    values, dtypes = list(map(w.value, node.inputs)), {x.type.dtype for x in (*node.inputs, out)}
    if type(op) is scalar.Cast and out.type.dtype in FLOATS and not dtypes & {"complex64", "complex128"}:
        w.assign(out, f"{w.know(dtype_of(out).type)}({values[0]})")
    elif len(dtypes) == 1 and dtypes <= set(FLOATS) and type(op) in ARITHMETIC:
        w.assign(out, ARITHMETIC[type(op)].join(values))
    elif len(dtypes) == 1 and dtypes <= set(FLOATS) and type(op) is scalar.Neg:
        w.assign(out, f"-{values[0]}")
    else:
        return False


ARITHMETIC = {scalar.Add: " + ", scalar.Sub: " - ", scalar.Mul: " * ", scalar.TrueDiv: " / "}


@writes(scalar.Composite)
def composite(w, node):
    inside = node.op.fgraph
    memo = dict(zip(inside.inputs, node.inputs, strict=True))
    w.write_inside(inside.toposort(), memo, inside.outputs, node)
    for out, result in zip(node.outputs, inside.outputs, strict=True):
        w.alias(out, memo.get(result, result))


@writes(Elemwise)
def elementwise(w, node, op=None):
    op, inputs, [out, *others] = op or node.op, node.inputs, node.outputs
    if others or not inputs or (out.ndim == 0 and on_numbers(w, node, op.scalar_op)):
        return None if not others and inputs else False
    if isinstance(op.scalar_op, scalar.Identity) and not op.inplace_pattern:
        return copy(w, node)
    function = of_arrays(op, len(inputs))
    if function is None:
        return False
    w.fit(node)
    arguments = ", ".join(map(w.value, inputs))
    dtype, call = dtype_of(out), w.function(function)
    is_exact = False
    if isinstance(function, np.ufunc):
        if dtype.kind == "f" and dtype_of(inputs[0]).kind in "biu":
            arguments += f", sig='{dtype.char * len(inputs)}->{dtype.char}'"
            is_exact = True
        else:
            is_exact = _result(function, inputs) == dtype
    if op.inplace_pattern:
        [target] = op.inplace_pattern.values()
        if is_exact:
            w.put(f"{call}({arguments}, out={w.value(inputs[target])})")
        else:
            w.put(f"{w.value(inputs[target])}[...] = {call}({arguments})")
        w.overwrite(out, inputs[target])
    elif function in OWN and out.ndim and dtype.name in FLOATS and dtype == dtype_of(inputs[0]):
        w.assign_fresh(out, f"{call}({arguments})")
    elif not isinstance(function, np.ufunc):
        w.assign(out, f"{w.function(own)}({call}({arguments}), {w.know(dtype)})")
    elif out.ndim == 0:
        w.assign(out, f"asarray({call}({arguments}), {w.know(dtype)})")
    elif not is_exact:
        w.assign_fresh(out, f"{call}({arguments}).astype({w.know(dtype)})")
    else:
        free = [x for x in inputs if w.is_free(x, node)]
        w.assign_fresh(out, f"{call}({', '.join([arguments, *(f'out={w.value(x)}' for x in free[:1])])})")


def _result(function, inputs):
    """The dtype that NumPy computes in, or None if it has none."""
    try:
        return function.resolve_dtypes((*(dtype_of(x) for x in inputs), None))[-1]
    except TypeError:
        return None


def of_arrays(op, n):
    """The function that applies an operation to ``n`` arrays, or None."""
    if isinstance(op.scalar_op, type(functions.sigmoid)):
        return sigmoid
    if op.nfunc_spec and op.nfunc_spec[1:] == (n, 1):
        return import_func_from_string(op.nfunc_spec[0])
    return VECTORISED.get(type(op.scalar_op)) or getattr(op.scalar_op, "of_arrays", None)


def own(result, dtype):
    """A result as an array of a dtype with memory of its own."""
    result = np.asarray(result, dtype)
    return result if result.flags.owndata and result.flags.writeable else result.copy()


def clip(x, low, high):
    return np.where(x < low, low, np.where(x > high, high, x))


def second(x, y):
    return np.broadcast_to(y, np.broadcast_shapes(x.shape, y.shape))


def sigmoid(x):
    """A third of the time that SciPy takes, which has other digits in the last place."""
    if x.dtype.char not in "fd":
        from scipy.special import expit  # 0.1 s, for a program that asks for it

        return expit(x)
    result = np.asarray(np.negative(x))
    np.exp(result, out=result)
    result += 1
    return np.reciprocal(result, out=result)


def softplus(x):
    if x.dtype.kind in "biu":
        x = x.astype("float32" if x.dtype.itemsize <= 2 else "float64")
    result = np.asarray(np.abs(x))
    np.negative(result, out=result)
    np.exp(result, out=result)
    np.log1p(result, out=result)
    result += np.maximum(x, 0)
    return result


OWN = {sigmoid, softplus}  # which make an array of floats from one of floats


def log1mexp(x):
    return np.where(x < np.log(0.5), np.log1p(-np.exp(x)), np.log(-np.expm1(x)))


def rounded(x):
    return np.where(x > 0, np.floor(x + 0.5), np.ceil(x - 0.5))


def complex_of(real, imaginary):
    result = np.empty(np.broadcast_shapes(real.shape, imaginary.shape), np.result_type(real, imaginary, np.complex64))
    result.real, result.imag = real, imaginary
    return result


def trigamma(x):
    from scipy.special import polygamma

    return polygamma(1, x)


VECTORISED = {
    scalar.Clip: clip,
    scalar.Second: second,
    scalar.Complex: complex_of,
    scalar.RoundHalfAwayFromZero: rounded,
    type(functions.log1mexp): log1mexp,
    type(functions.softplus): softplus,
    type(functions.tri_gamma): trigamma,
}
