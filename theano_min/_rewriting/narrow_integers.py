"""Integers that PyTensor's Numba takes for what they are not.

Those of less than 64 bits inside of fused kernels: PyTensor 3.0's computes on with all 64 of them. Those that meet
floating-point numbers: it computes in another dtype than the result's.
"""

import numpy as np
from pytensor.graph.basic import Constant
from pytensor.graph.rewriting.basic import copy_stack_trace, node_rewriter
from pytensor.scalar.basic import (
    Add,
    Cast,
    LogicalComparison,
    Mul,
    ScalarInnerGraphOp,
    Second,
    Switch,
    get_scalar_type,
    upcast,
)
from pytensor.tensor.basic import constant
from pytensor.tensor.elemwise import Elemwise

from theano_min._taught import is_a_programs

_TAKE_ANY = Cast, Second, Switch, ScalarInnerGraphOp


def _is_narrow(variable):
    dtype = variable.type.numpy_dtype
    return dtype.kind in "iub" and dtype.itemsize < 8


@node_rewriter([Elemwise])
def narrow(fgraph, node):
    """op(x) of a narrow integer -> cast(op(x)), because it must wrap around in the kernel that it is fused into."""
    if isinstance(node.op.scalar_op, Cast) or len(node.outputs) != 1 or not _is_narrow(node.outputs[0]):
        return None
    if not any(isinstance(client.op, Elemwise) for client, _ in fgraph.clients[node.outputs[0]]):
        return None
    return [Elemwise(Cast(get_scalar_type(node.outputs[0].dtype)))(node.op(*node.inputs))]


@node_rewriter([Elemwise])
def convert(fgraph, node):
    """x - i of float32 and int64 -> that of float64, the result's dtype; 1 / i, sigmoid(i), x < i alike.

    Because Numba takes the first of NumPy's loops that holds one of the inputs, float32's; it negates the least
    integer, adds int64 to uint64 as integers, and divides by x ** i where i is negative and x ** -i too small.
    """
    op, kinds = node.op.scalar_op, [x.type.numpy_dtype.kind for x in node.inputs]
    integers = [x for x, kind in zip(node.inputs, kinds, strict=True) if kind in "iub"]
    if not integers or len(node.outputs) != 1 or isinstance(op, _TAKE_ANY) or is_a_programs(type(op)):
        return None
    is_sum = isinstance(op, Add | Mul) and len(node.inputs) > 2  # which begins as Theano's C does
    is_mixed = len(integers) < len(node.inputs)
    if is_sum or (is_mixed and all(x.type.numpy_dtype.itemsize < 4 for x in integers)):
        return None
    compares = isinstance(op, LogicalComparison) and is_mixed
    dtype = upcast(*(x.dtype for x in node.inputs)) if compares else node.outputs[0].dtype
    if "c" not in kinds:  # complex(i, j) takes real numbers
        dtype = np.empty(0, dtype).real.dtype.name
    if dtype not in ("float32", "float64", "complex64", "complex128"):
        return None
    output = node.op(*(_cast(x, dtype) for x in node.inputs))
    copy_stack_trace(node.outputs, [output])
    return [output]


def _cast(x, dtype):
    if isinstance(x, Constant):
        return constant(x.data.astype(dtype))
    return x if x.dtype == dtype else Elemwise(Cast(get_scalar_type(dtype)))(x)
