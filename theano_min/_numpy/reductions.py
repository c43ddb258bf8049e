"""Sums, products, extrema over axes, and products of matrices."""

from numpy import can_cast, dtype as numpy_dtype, matmul, ufunc
from pytensor.tensor.elemwise import CAReduce
from pytensor.tensor.math import All, Any, Dot, Max, Min, Prod, Sum

from theano_min._numpy import writes


@writes(CAReduce, Sum, Prod, Max, Min, All, Any)
def reduction(w, node):
    op, [x], [out] = node.op, node.inputs, node.outputs
    dtype = op.acc_dtype or out.dtype
    if not isinstance(op.ufunc, ufunc) or op.axis == () or getattr(op, "initial", None) or not can_cast(x.dtype, dtype):
        return False
    axis = op.axis
    if axis is not None and len(axis) == 1:
        [axis] = axis
    result = f"{w.know(op.ufunc.reduce, 'reduce')}({w.value(x)}, {axis}, {w.know(numpy_dtype(dtype))})"
    if dtype == out.dtype == "bool" and not out.ndim:
        truth = w.numbers[out] = w.local("n")
        w.put(f"{truth} = bool({result})")  # NumPy's cannot be compared with what its sums may grow to
        return None
    if out.ndim:
        w.assign_fresh(out, result + f".astype({w.know(numpy_dtype(out.dtype))})" * (dtype != out.dtype))
    else:
        w.assign(out, f"asarray({result}, {w.know(numpy_dtype(out.dtype))})")
    lengths = w.lengths(x)
    w.set_lengths(out, [n for i, n in enumerate(lengths) if op.axis is not None and i not in op.axis])


@writes(Dot)
def product(w, node):
    [x, y], [out] = node.inputs, node.outputs
    if {x.ndim, y.ndim} != {2}:
        return False
    w.assign_fresh(out, f"{w.function(matmul)}({w.value(x)}, {w.value(y)})")
    [rows, inner], [others, columns] = w.lengths(x), w.lengths(y)
    w.are_equal(inner, others)
    w.set_lengths(out, [rows, columns])
