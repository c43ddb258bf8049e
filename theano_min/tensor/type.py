"""``theano.tensor.type``: the types of tensors."""

from pytensor.tensor.type import (
    TensorType as _TensorType,
    values_eq_approx as values_eq_approx,
    values_eq_approx_always_true as values_eq_approx_always_true,
    values_eq_approx_remove_inf as values_eq_approx_remove_inf,
    values_eq_approx_remove_inf_nan as values_eq_approx_remove_inf_nan,
    values_eq_approx_remove_nan as values_eq_approx_remove_nan,
)

from theano_min import _removed
from theano_min._classes import StandIn as _StandIn

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class TensorType(_TensorType, metaclass=_StandIn):
    """The type of all tensors of one dtype and one pattern of dimensions of length 1.

    ``broadcastable`` has one entry per dimension: true where the length is always 1, so that it broadcasts. A type is
    called to make a variable: ``TensorType('float32', (False, True))('x')`` is a column. Errors: TypeError for a dtype
    that tensors do not have, NotImplementedError for ``sparse_grad=True``. Source: theano.tensor.TensorType.
    """

    def __init__(self, dtype, broadcastable, name=None, sparse_grad=False):
        # PyTensor takes lengths: 0 and 1 are lengths there and truth values here
        if sparse_grad:
            raise NotImplementedError(
                "TensorType(sparse_grad=True) does not exist on PyTensor: leave it out and take the gradient dense."
            )
        _TensorType.__init__(self, dtype, tuple(bool(b) for b in broadcastable), name)

    def __setstate__(self, state):
        # pickled by Theano
        self.__class__ = TensorType.stands_for
        self.__init__(state["dtype"], [1 if b else None for b in state["broadcastable"]], state.get("name"))
