"""``theano.tensor.sharedvar``: shared variables that hold tensors."""

import numpy as _np
from pytensor.tensor.sharedvar import (
    TensorSharedVariable as TensorSharedVariable,
    load_shared_variable as load_shared_variable,
    scalar_constructor as _scalar_constructor,
    tensor_constructor as _tensor_constructor,
)

from theano_min.compile.sharedvalue import SharedVariable as SharedVariable

# ---------------------------------------------------------------- differs


class _Scalars(type(TensorSharedVariable)):  # type: ignore[misc]
    def __instancecheck__(cls, variable):
        return isinstance(variable, TensorSharedVariable) and variable.ndim == 0


class ScalarSharedVariable(TensorSharedVariable, metaclass=_Scalars):
    """The class, to ``isinstance``, of shared variables without dimensions. Source: theano.tensor.sharedvar."""


def _on_the_cpu(target):
    if target != "cpu":
        raise TypeError(f"`target` must be 'cpu', the only device that there is: it is {target!r}.")


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
        raise TypeError(f"tensor_constructor takes an array: `value` is {value!r}.")
    shape = tuple(1 if b else None for b in broadcastable or [False] * value.ndim)
    return _tensor_constructor(value, name, strict, allow_downcast, borrow, shape)


def scalar_constructor(value, name=None, strict=False, allow_downcast=None, borrow=False, target="cpu"):
    """Return a shared variable that holds the number ``value``, as int64, float64 or NumPy's dtype of it.

    Errors: TypeError if value is no number or ``target`` is not 'cpu'.
    Source: theano.tensor.sharedvar.scalar_constructor.
    """
    # no other target
    _on_the_cpu(target)
    if not isinstance(value, _np.number | float | int | complex):
        raise TypeError(f"scalar_constructor takes a number: `value` is {value!r}.")
    return _scalar_constructor(value, name, strict, allow_downcast, borrow)
