"""``theano.tensor.sharedvar``: shared variables that hold tensors."""

import numpy as _np
from pytensor.tensor.sharedvar import TensorSharedVariable as _TensorSharedVariable

from theano_min import _removed
from theano_min.compile.sharedvalue import (
    SharedVariable as SharedVariable,
    shared_constructor as shared_constructor,
)
from theano_min.tensor.type import TensorType as TensorType

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class TensorSharedVariable(SharedVariable, _TensorSharedVariable):
    """A shared variable that holds a tensor. Source: theano.tensor.sharedvar.TensorSharedVariable."""

    # what differs in SharedVariable
    stands_for = _TensorSharedVariable


class ScalarSharedVariable(TensorSharedVariable):
    """A shared variable made of a number. Source: theano.tensor.sharedvar.ScalarSharedVariable."""


def _on_the_cpu(target):
    if target != "cpu":
        raise TypeError(f"`target` must be 'cpu', the only device that there is: it is {target!r}.")


@shared_constructor
def tensor_constructor(
    value, name=None, strict=False, allow_downcast=None, borrow=False, broadcastable=None, target="cpu"
):
    """Return a shared variable that holds the array ``value``, copied unless ``borrow``.

    ``broadcastable`` says which dimensions will stay of length 1: by default none. Errors: TypeError if value is no
    array or ``target`` is not 'cpu'. Source: theano.tensor.sharedvar.tensor_constructor.
    """
    # a broadcast pattern, and no other target
    _on_the_cpu(target)
    if not isinstance(value, _np.ndarray):
        raise TypeError(f"tensor_constructor takes an array: `value` is a {value.__class__.__name__}.")
    type = TensorType(value.dtype, [False] * value.ndim if broadcastable is None else broadcastable)
    return TensorSharedVariable(name, type, _np.asarray(value) if borrow else _np.array(value), strict, allow_downcast)


@shared_constructor
def scalar_constructor(value, name=None, strict=False, allow_downcast=None, borrow=False, target="cpu"):
    """Return a shared variable that holds the number ``value``, as int64, float64 or NumPy's dtype of it.

    Errors: TypeError if value is no number or ``target`` is not 'cpu'.
    Source: theano.tensor.sharedvar.scalar_constructor.
    """
    # no other target
    _on_the_cpu(target)
    if not isinstance(value, _np.number | float | int | complex):
        raise TypeError(f"scalar_constructor takes a number: `value` is a {value.__class__.__name__}.")
    array = _np.array(value)
    return ScalarSharedVariable(name, TensorType(array.dtype, ()), array, strict, allow_downcast)


def load_shared_variable(val):
    """Return a shared variable of the array ``val``: pickles of 2011 call it.

    Source: theano.tensor.sharedvar.load_shared_variable.
    """
    return tensor_constructor(val)
