"""The operators of Python 2: classic division, ``%`` of strings, an order between any two objects."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from numbers import Number
from typing import Any

from .._era import arithmetic
from . import text

_INTEGERS = (int, bool)
_INTEGER_KINDS = "iub"


def div(a: Any, b: Any) -> Any:
    """Classic ``a / b``: integers, NumPy integers and integer Theano variables divide down to an integer."""
    kind = type(a)
    if kind is float or type(b) is float:
        return a / b
    if kind is int and type(b) is int:
        return a // b
    return _divide(a, b, arithmetic.divide, arithmetic.floor_divide)


def idiv(a: Any, b: Any) -> Any:
    """Classic ``a /= b``."""
    return _divide(a, b, operator.itruediv, operator.ifloordiv)


def _divide(a: Any, b: Any, true: Callable[[Any, Any], Any], floor: Callable[[Any, Any], Any]) -> Any:
    if not (_is_discrete(a) and _is_discrete(b)):
        return true(a, b)
    if _is_symbolic(a) or _is_symbolic(b):
        return _divide_symbolic(a, b)
    return floor(a, b)


def _is_discrete(value: Any) -> bool:
    if isinstance(value, _INTEGERS):
        return True
    dtype = getattr(value, "dtype", None)
    if dtype is None:
        return isinstance(value, list | tuple) and bool(value) and all(map(_is_discrete, value))
    kind = getattr(dtype, "kind", None)
    return kind in _INTEGER_KINDS if kind else str(dtype).startswith(("int", "uint", "bool"))


def _is_symbolic(value: Any) -> bool:
    graph = sys.modules.get("pytensor.graph.basic")
    return graph is not None and isinstance(value, graph.Variable)


def _divide_symbolic(a: Any, b: Any) -> Any:
    theano = sys.modules.get("theano_min")
    choice = getattr(getattr(theano, "config", None), "int_division", "int")
    if choice == "raise":
        error = getattr(getattr(theano, "scalar", None), "IntegerDivisionError", Exception)
        raise error(
            "config.int_division is 'raise', and both sides of this `/` are integers: write `//` for an integer, or "
            "cast one side to a float."
        )
    return a // b if choice == "int" else a / b


def mod(a: Any, b: Any) -> Any:
    """``a % b``: a remainder, or a string filled in as Python 2 wrote its values."""
    if type(a) is str:
        return text.percent(a, b)
    return arithmetic.remainder(a, b)


def imod(a: Any, b: Any) -> Any:
    """``a %= b``."""
    if type(a) is str:
        return text.percent(a, b)
    return operator.imod(a, b)


def iattribute(operate: Callable[[Any, Any], Any], owner: Any, name: str, value: Any) -> None:
    """``owner.name /= value`` and ``%=``."""
    setattr(owner, name, operate(getattr(owner, name), value))


def iitem(operate: Callable[[Any, Any], Any], owner: Any, key: Any, value: Any) -> None:
    """``owner[key] /= value`` and ``%=``."""
    owner[key] = operate(owner[key], value)


def lt(a: Any, b: Any) -> Any:
    try:
        return a < b
    except TypeError:
        return _ordered(a, b) < 0


def le(a: Any, b: Any) -> Any:
    try:
        return a <= b
    except TypeError:
        return _ordered(a, b) <= 0


def gt(a: Any, b: Any) -> Any:
    try:
        return a > b
    except TypeError:
        return _ordered(a, b) > 0


def ge(a: Any, b: Any) -> Any:
    try:
        return a >= b
    except TypeError:
        return _ordered(a, b) >= 0


def cmp(a: Any, b: Any) -> int:
    """The builtin ``cmp``: -1, 0 or 1."""
    method = getattr(type(a), "__cmp__", None)
    if method is not None:
        result = method(a, b)
        if result is not NotImplemented:
            return (result > 0) - (result < 0)
    if a is b or bool(a == b):
        return 0
    try:
        return -1 if a < b else 1
    except TypeError:
        return _ordered(a, b)


class Ordered:
    """A sort key that puts any two objects in Python 2's order."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value

    def __lt__(self, other: Ordered) -> bool:
        return bool(lt(self.value, other.value))


def _ordered(a: Any, b: Any) -> int:
    """Python 2's order of what Python 3 will not compare: None, then numbers, then the rest by their type's name.

    Raises the TypeError in flight if Python 2 raised one as well, and for arrays and symbolic variables.
    """
    if any(isinstance(value, complex | set | frozenset) or hasattr(value, "dtype") for value in (a, b)):
        raise
    if isinstance(a, dict) and isinstance(b, dict):
        return _compare_dicts(a, b)
    if isinstance(a, list | tuple) and type(a) is type(b):
        for left, right in zip(a, b):  # noqa: B905  (the shorter one decides below)
            if left != right:
                return cmp(left, right)
        return cmp(len(a), len(b))
    left, right = _rank(a), _rank(b)
    return (left > right) - (left < right)


def _compare_dicts(a: dict, b: dict) -> int:
    if len(a) != len(b):
        return cmp(len(a), len(b))

    def smallest_difference(one: dict, other: dict) -> Any:
        keys = [key for key in one if key not in other or one[key] != other[key]]
        return min(keys, key=Ordered)

    if a == b:
        return 0
    left, right = smallest_difference(a, b), smallest_difference(b, a)
    return cmp(left, right) or cmp(a[left], b[right])


def _rank(value: Any) -> tuple[int, str, int]:
    if value is None:
        return (0, "", 0)
    if isinstance(value, Number):
        return (1, "", 0)
    name = type(value).__name__
    return (2, "xrange" if name == "range" else name, id(value))
