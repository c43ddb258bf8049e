"""``theano.tensor.var``: variables and constants that are tensors."""

from pytensor.tensor.variable import (
    TensorConstant as TensorConstant,
    TensorConstantSignature as TensorConstantSignature,
    TensorVariable as TensorVariable,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- restored


class AsTensorError(TypeError):
    """Raised when what was given cannot become a tensor."""


def equal_slices(s1, s2):
    """Return whether two slices have the same start, stop and step. Source: theano.tensor.var.equal_slices."""
    return (s1.start, s1.stop, s1.step) == (s2.start, s2.stop, s2.step)
