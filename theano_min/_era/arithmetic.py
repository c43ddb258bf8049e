"""NumPy's promotion until 1.26: the value of a scalar counted, not its dtype, where it met an array.

``float32_array * numpy.float64(0.5)`` was float32, ``numpy.float32(2) * 3.0`` was float64 (NEP 50 tells the rules). A
program's ``a * b`` becomes ``multiply(a, b)`` of this module.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from typing import Any

_PLAIN = frozenset({int, float, bool, complex, str, bytes, list, tuple, dict, set, type(None)})
_NUMBERS = {bool: "?", int: "l", float: "d", complex: "D"}
_CATEGORY = {"b": 0, "i": 1, "u": 1, "f": 2, "c": 2}


def _binary(operate: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def binary(a: Any, b: Any) -> Any:
        if (type(a) not in _PLAIN or type(b) not in _PLAIN) and "numpy" in sys.modules:
            a, b = as_promoted(a, b)
        return operate(a, b)

    binary.__doc__ = f"``operator.{operate.__name__}`` with NumPy's old promotion."
    return binary


add = _binary(operator.add)
subtract = _binary(operator.sub)
multiply = _binary(operator.mul)
divide = _binary(operator.truediv)
floor_divide = _binary(operator.floordiv)
remainder = _binary(operator.mod)
power = _binary(operator.pow)


def as_promoted(a: Any, b: Any) -> tuple[Any, Any]:
    """The operands, a scalar cast so that today's promotion gives the old dtype. What is no number stays as it is."""
    import numpy as np

    array_a, array_b = (isinstance(each, np.ndarray) and each.ndim > 0 for each in (a, b))
    if array_a and array_b:
        return a, b
    if array_a:
        return a, _beside(a.dtype, b)
    if array_b:
        return _beside(b.dtype, a), b
    if isinstance(a, np.generic | np.ndarray):
        return a, _scalar(b)
    if isinstance(b, np.generic | np.ndarray):
        return _scalar(a), b
    return a, b


def _scalar(value: Any) -> Any:
    """Python's number as the array scalar that it was beside another scalar."""
    import numpy as np

    kind = _NUMBERS.get(type(value))
    if kind is None or (kind == "l" and not -(2**63) <= value < 2**63):
        return value
    return np.dtype(kind).type(value)


def _beside(dtype: Any, value: Any) -> Any:
    """A scalar as it counted beside an array of ``dtype``."""
    import numpy as np

    if type(value) not in _NUMBERS and not isinstance(value, np.generic | np.ndarray):
        return value
    try:
        least = np.min_scalar_type(value)
        if _CATEGORY[least.kind] > _CATEGORY[dtype.kind]:
            return value
        if dtype.kind == "i" and least.kind == "u":
            least = np.min_scalar_type(-int(value) - 1)
        result = np.result_type(dtype, least)
    except (KeyError, TypeError, OverflowError):
        return value
    if type(value) in _NUMBERS and result == dtype:
        return value
    return np.asarray(value).astype(result)[()]
