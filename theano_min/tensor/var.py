"""``theano.tensor.var``: variables and constants that are tensors."""

from pytensor.compile.sharedvalue import SharedVariable as _SharedVariable
from pytensor.graph.basic import Constant as _Constant
from pytensor.tensor.variable import (
    TensorConstant as TensorConstant,
    TensorConstantSignature as TensorConstantSignature,
    TensorVariable as _TensorVariable,
    _tensor_py_operators as _tensor_py_operators,
)

from theano_min import _removed
from theano_min._classes import StandIn as _StandIn

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class _NoConstants(_StandIn):
    """The metaclass of a class of variables of which constants and shared variables are none, as in Theano."""

    def __subclasscheck__(cls, subclass):
        return super().__subclasscheck__(subclass) and not issubclass(subclass, _Constant | _SharedVariable)

    def __eq__(cls, other):  # type(x) == TensorVariable
        return cls is other or (cls.stands_for is not None and cls.stands_for is other)

    def __hash__(cls):
        return hash(cls.stands_for or id(cls))


class TensorVariable(_TensorVariable, metaclass=_NoConstants):
    """A tensor that is computed or given as an input: no constant and no shared variable.

    Source: theano.tensor.TensorVariable.
    """

    # PyTensor's constants and shared variables are of the class, too
    def __init__(self, type, owner=None, index=None, name=None):
        _TensorVariable.__init__(self, type, owner, index, name)

    def __setstate__(self, state):
        # pickled by Theano
        self.__class__ = _TensorVariable if type(self) is TensorVariable else type(self)
        vars(self).update(state)


# ---------------------------------------------------------------- restored


class AsTensorError(TypeError):
    """Raised when what was given cannot become a tensor."""


def equal_slices(s1, s2):
    """Return whether two slices have the same start, stop and step. Source: theano.tensor.var.equal_slices."""
    return (s1.start, s1.stop, s1.step) == (s2.start, s2.stop, s2.step)
