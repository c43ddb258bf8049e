"""Derivatives of numbers that PyTensor takes otherwise than Theano, which a graph has while it is differentiated."""

import math
from contextlib import contextmanager
from copy import copy
from functools import cache

from pytensor.graph.traversal import ancestors
from pytensor.scalar.basic import Imag, Log10, LogicalComparison, Real, TrueDiv, constant
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.math import Dot
from pytensor.tensor.type import complex_dtypes, discrete_dtypes

from theano_min.configdefaults import config


def _zeros(x):
    return x.zeros_like(dtype=config.floatX) if x.dtype in discrete_dtypes else x.zeros_like()


def _of_zero(self, inputs, outputs, output_grads):
    return [_zeros(x) for x in inputs]


def _of_quotient(self, inputs, outputs, output_grads):
    [x, y], [gz] = inputs, output_grads
    return [gz / y, -(gz * x) / (y * y)]


def _of_log10(self, inputs, outputs, output_grads):
    [x], [gz] = inputs, output_grads
    return [gz / (x * constant(math.log(10), dtype="float64"))]


def _of_dimensions(self, inputs, outputs, output_grads):
    [x], [gz] = inputs, output_grads
    return [gz.reshape(x.shape, ndim=x.type.ndim)]  # of which PyTensor does not say that it should be zeros


# operation: (for which dtypes of its inputs, the derivative)
DERIVATIVES = {
    # by integers 0 in PyTensor
    TrueDiv: (lambda dtypes: all(dtype in discrete_dtypes for dtype in dtypes), _of_quotient),
    # log(10) is an integer there if x is
    Log10: (lambda dtypes: dtypes[0] != "float64" and dtypes[0] not in complex_dtypes, _of_log10),
    # a zero of the dtype of x, not of floatX
    LogicalComparison: (
        lambda dtypes: any(dtype not in (*discrete_dtypes, config.floatX) for dtype in dtypes),
        _of_zero,
    ),
    # refused there
    Real: (lambda dtypes: dtypes[0] in discrete_dtypes, _of_zero),
    Imag: (lambda dtypes: dtypes[0] in discrete_dtypes, _of_zero),
}


@cache
def _derived(cls, pullback):
    return type(cls.__name__, (cls,), {"pullback": pullback, "__module__": cls.__module__})


def _theanos(node):
    """The operation of a node with Theano's derivative, or None if PyTensor's is the same."""
    scalar_op = getattr(node.op, "scalar_op", None)
    for cls, (holds, pullback) in DERIVATIVES.items():
        if isinstance(scalar_op, cls) and type(node.op) is Elemwise and type(scalar_op).pullback is cls.pullback:
            if not holds([x.dtype for x in node.inputs]):
                return None
            op = copy(node.op)
            op.scalar_op = copy(scalar_op)
            op.scalar_op.__class__ = _derived(type(scalar_op), pullback)
            return op
    return None


def _of_products(nodes):
    """Yield the nodes that give a vector another dimension to multiply it, and that drop it from the product.

    Theano's product took vectors as they are: through a dimension more integers have no gradient.
    """
    for last in nodes:
        drops = [last]
        while _drops_a_dimension(drops[-1]) and _drops_a_dimension(drops[-1].inputs[0].owner):
            drops.append(drops[-1].inputs[0].owner)
        product = drops[-1].inputs[0].owner
        if _drops_a_dimension(last) and product is not None and isinstance(product.op, Dot):
            factors = [x.owner for x in product.inputs if x.owner and x.owner.inputs[0].type.ndim == 1]
            yield from (node for node in (*drops, *factors) if type(node.op) is DimShuffle)


def _drops_a_dimension(node):
    return node is not None and type(node.op) is DimShuffle and node.outputs[0].type.ndim < node.inputs[0].type.ndim


@contextmanager
def theanos_derivatives(outputs):
    """Let all nodes that ``outputs`` are computed by have Theano's derivatives."""
    nodes = {x.owner: x.owner.op for x in ancestors(outputs) if x.owner and type(x.owner.op) in (Elemwise, DimShuffle)}
    changed = {node: op for node in nodes if (op := _theanos(node)) is not None}
    for node in _of_products(nodes):
        if node.inputs[0].type.dtype in discrete_dtypes:
            changed[node] = op = copy(node.op)
            op.__class__ = _derived(DimShuffle, _of_dimensions)
    try:
        for node, op in changed.items():
            node.op = op
        yield
    finally:
        for node in changed:
            node.op = nodes[node]
