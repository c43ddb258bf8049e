"""Sums and products of many terms: which are computed in one go, and which two by two, so that they wrap alike."""

from functools import reduce

import numpy as np
from pytensor.graph.rewriting.basic import copy_stack_trace, in2out, node_rewriter, out2in
from pytensor.scalar.basic import Cast
from pytensor.tensor.basic import cast
from pytensor.tensor.elemwise import Elemwise
from pytensor.tensor.math import add, and_, exp, mul, or_
from pytensor.tensor.rewriting.elemwise import constant_fold_branches_of_add_mul
from pytensor.tensor.type import discrete_dtypes
from pytensor.tensor.variable import TensorConstant

from theano_min._pytensor import PYTHON_CASTS
from theano_min._rewriting.identities import Where


def _is_small(dtype):
    """Whether Theano's C computed with numbers of that dtype as with wider ones, as C does."""
    return np.dtype(dtype).kind in "iub" and np.dtype(dtype).itemsize < 4


@node_rewriter([add, mul])
def of_truth_values(fgraph, node):
    """x + y of truth values -> x | y, and x * y -> x & y, because compiled code counts: it takes True + True for 2."""
    if len(node.inputs) < 2 or any(x.dtype != "bool" for x in node.inputs):
        return None
    output = reduce(or_ if node.op == add else and_, node.inputs)
    copy_stack_trace(node.outputs, [output])
    return [output]


@node_rewriter([add, mul])
def local_add_mul_fusion(fgraph, node):
    """(x + y) + z -> x + y + z, where x + y is of the result's dtype, or was in Theano's C."""
    [out] = node.outputs
    terms = []
    for x in node.inputs:
        alike = x.dtype == out.dtype or _is_small(x.dtype) or (terms and terms[0].dtype == out.dtype)
        if alike and _is(x, node.op.scalar_op) and len(fgraph.clients[x]) == 1:
            terms += x.owner.inputs
        else:
            terms.append(x)
    if len(terms) == len(node.inputs):
        return None
    new = node.op(*terms)
    return [new] if new.type == out.type else None


def _is(x, scalar_op):
    return x.owner and isinstance(x.owner.op, Elemwise) and x.owner.op.scalar_op == scalar_op


@node_rewriter([exp])
def exp_of_float(fgraph, node):
    """exp(x) -> exp(cast(x)) of integers, because what is known of exponents subtracts them, and narrow ones wrap."""
    [x] = node.inputs
    return [exp(cast(x, node.outputs[0].dtype))] if x.dtype in discrete_dtypes else None


def of_constants_alike(node):
    """Whether there are terms, of which the constants are of the result's dtype."""
    return node.op in (add, mul) and all(
        x.dtype == node.outputs[0].dtype for x in node.inputs if isinstance(x, TensorConstant)
    )


@node_rewriter([add, mul])
def local_by_two(fgraph, node):
    """x + y + z -> (x + y) + z of the result's dtype, because PyTensor's Python wraps in another one, or fails."""
    if len(node.inputs) < 3:
        return None
    return [reduce(node.op, [cast(x, node.outputs[0].dtype) for x in node.inputs])]


@node_rewriter([Elemwise])
def local_cast_by_numpy(fgraph, node):
    """cast(x) -> cast(x) by NumPy, because PyTensor 3.0's Python fails for what the narrower dtype cannot hold."""
    dtype = node.outputs[0].dtype
    if not isinstance(node.op.scalar_op, Cast) or node.op.nfunc_spec or node.inputs[0].dtype == dtype:
        return None
    return [Elemwise(node.op.scalar_op, nfunc_spec=(f"numpy.{dtype}", 1, 1))(*node.inputs)]


def fusion():
    """Return the rewriters of sums and products before kernels are fused: terms are joined, and constants computed.

    What is left of sums of truth values alone comes last, since a number that is added to them counts them.
    """
    folding = Where(constant_fold_branches_of_add_mul, of_constants_alike)
    rewriters = out2in(local_add_mul_fusion, ignore_newtrees=False), in2out(folding, ignore_newtrees=True)
    return *rewriters, in2out(of_truth_values, ignore_newtrees=True)


def by_python():
    """Return the rewriters of what Python runs."""
    return [local_by_two] if PYTHON_CASTS else [local_by_two, local_cast_by_numpy]
