"""What values a type takes, and what it makes of them: Theano's rules, and NumPy 1's conversions."""

import numpy as np
from pytensor.graph.basic import Variable
from pytensor.scalar.basic import ScalarType
from pytensor.tensor.type import TensorType

from theano_min.misc.safe_asarray import _asarray


def filtered(kind, value, strict=False, allow_downcast=None):
    """Return ``value`` as a variable of the type ``kind`` holds it: a plain array, or one that lies on disk.

    With ``strict`` it must be of the type already; ``allow_downcast`` lets it lose precision, and None lets a Python
    float do so that becomes floatX. Errors: TypeError, or what NumPy raises for what is no array of numbers.
    """
    if hasattr(kind, "format_cls"):
        return _sparse(kind, value, strict, allow_downcast)
    if isinstance(kind, TensorType) and type(value) is not np.ndarray and not isinstance(value, Variable):
        if isinstance(value, np.ndarray):
            if type(value) is not np.memmap or value.dtype != kind.numpy_dtype:
                if strict:
                    raise TypeError(f"{kind} expected a ndarray object.", value, type(value))
                value = np.asarray(value)
        elif not strict:
            return _converted(kind, value, allow_downcast)
    if isinstance(kind, ScalarType):
        value = _number(kind, value, allow_downcast)
    return kind.filter(value, strict=strict, allow_downcast=allow_downcast)


def _converted(kind, value, allow_downcast):
    """Return the array of what is none yet."""
    if allow_downcast:
        value = _asarray(value, kind.numpy_dtype)  # at once: PyTensor's array of any dtype loses an imaginary part
    elif isinstance(value, float | np.floating) and type(value) is not float:
        allow_downcast = False  # Python's own floats alone need not be exact
    try:
        return kind.filter(value, allow_downcast=allow_downcast)
    except OverflowError as error:
        _asarray(value, kind.numpy_dtype)
        raise TypeError(f"{kind} cannot store accurately value {value}.") from error


def _number(kind, value, allow_downcast):
    """Return the number that an array of one holds, and with ``allow_downcast`` as the type holds it."""
    if isinstance(value, np.ndarray) and value.ndim:
        if value.size != 1:
            raise TypeError(f"{kind!r} expected one number, not an array of shape {value.shape}")
        value = value.reshape(())[()]
    if allow_downcast and isinstance(value, bool | int | float | np.number):
        value = np.asarray(value).astype(kind.dtype)[()]
    return value


def _sparse(kind, value, strict, allow_downcast):
    """Return a sparse matrix in the format and of the dtype of its type; what is in another format is converted."""
    made = kind.format_cls[kind.format]
    if isinstance(value, made) and value.dtype == kind.dtype:
        return value
    if strict or isinstance(value, Variable):
        raise TypeError(f"{kind} expected a matrix of its format and dtype, not {value!r} ({type(value).__name__})")
    value = made(value, dtype=kind.dtype if allow_downcast else None)
    if value.dtype != kind.dtype:
        raise NotImplementedError(f"{kind} expected dtype {kind.dtype}, not {value.dtype}")
    return value
