"""``theano.sandbox.linalg.ops``: hints about matrices."""

import logging as _logging

from pytensor.tensor.rewriting.basic import register_canonicalize as _register_canonicalize

from theano_min import _removed
from theano_min.gof.graph import Apply as Apply
from theano_min.gof.op import Op as Op
from theano_min.gof.opt import local_optimizer as local_optimizer
from theano_min.tensor.basic import (
    NotScalarConstantError as _NotScalarConstantError,
    dot as _dot,
    get_scalar_constant_value as _get_scalar_constant_value,
    pow as _pow,
)
from theano_min.tensor.nlinalg import (
    det as det,
    extract_diag as extract_diag,
    matrix_inverse as matrix_inverse,
    trace as trace,
)
from theano_min.tensor.slinalg import (
    Cholesky as Cholesky,
    Solve as Solve,
    cholesky as cholesky,
    imported_scipy as imported_scipy,
    solve as solve,
)

logger = _logging.getLogger("theano.sandbox.linalg.ops")


class Hint(Op):
    """Passes a variable on and says something of it, in its keyword arguments.

    Source: theano.sandbox.linalg.ops.Hint.
    """

    __props__ = ("hints",)
    view_map = {0: [0]}

    def __init__(self, **kwargs):
        self.hints = tuple(kwargs.items())

    def make_node(self, x):
        return Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        output_storage[0][0] = inputs[0]

    def infer_shape(self, node, shapes):
        return shapes

    def grad(self, inputs, output_grads):
        return output_grads


def is_hint_node(node):
    """Return whether ``node`` is a Hint's. Source: theano.sandbox.linalg.ops.is_hint_node."""
    return isinstance(node.op, Hint)


def hints(variable):
    """Return what a Hint says of ``variable``, a dict. Source: theano.sandbox.linalg.ops.hints."""
    return dict(variable.owner.op.hints) if variable.owner and is_hint_node(variable.owner) else {}


@_register_canonicalize("fast_compile")
@local_optimizer([Hint])
def remove_hint_nodes(node):
    """Replace a Hint by its input. Source: theano.sandbox.linalg.ops.remove_hint_nodes."""
    return node.inputs if is_hint_node(node) else False


def psd(v):
    """Return ``v`` with the hint that it is positive semi-definite. Source: theano.sandbox.linalg.psd."""
    return Hint(psd=True, symmetric=True)(v)


def is_psd(v):
    """Return whether a Hint says that ``v`` is positive semi-definite. Source: theano.sandbox.linalg.ops.is_psd."""
    return hints(v).get("psd", False)


def is_symmetric(v):
    """Return whether a Hint says that ``v`` is symmetric. Source: theano.sandbox.linalg.ops.is_symmetric."""
    return hints(v).get("symmetric", False)


def is_positive(v):
    """Return whether a Hint says that ``v`` is positive, or it is an even power.

    Source: theano.sandbox.linalg.ops.is_positive.
    """
    if hints(v).get("positive", False):
        return True
    if v.owner and v.owner.op == _pow:
        try:
            return bool(_get_scalar_constant_value(v.owner.inputs[1]) % 2 == 0)
        except _NotScalarConstantError:
            return False
    return False


def spectral_radius_bound(X, log2_exponent):
    """Return an upper bound of the largest eigenvalue of the symmetric matrix X, a scalar.

    It is the closer the larger ``log2_exponent``, the number of squarings. Errors: TypeError if X is no matrix or
    the exponent no integer, ValueError if it is not positive. Source: theano.sandbox.linalg.spectral_radius_bound.
    """
    if X.type.ndim != 2:
        raise TypeError(f"spectral_radius_bound requires a matrix argument, not {X} of type {X.type}")
    if not isinstance(log2_exponent, int):
        raise TypeError(f"spectral_radius_bound requires an integer exponent, not {log2_exponent!r}")
    if log2_exponent <= 0:
        raise ValueError(f"spectral_radius_bound requires a strictly positive exponent, not {log2_exponent}")
    power = X
    for _ in range(log2_exponent):
        power = _dot(power, power)
    return _pow(trace(power), 2 ** (-log2_exponent))


__getattr__ = _removed.getattr_for(__name__)
