"""Methods that arrays lost in NumPy 2, or that order otherwise; their class takes no new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def attribute(owner: Any, name: str) -> Any:
    """``owner.name``, where an array no longer has it, or has another, too."""
    if not isinstance(owner, np.ndarray | np.generic) or (hasattr(owner, name) and name != "argsort"):
        return getattr(owner, name)
    method = METHODS[name]
    return lambda *arguments, **keywords: method(owner, *arguments, **keywords)


def argsort(array: Any, axis: Any = -1, kind: Any = None, order: Any = None) -> Any:
    """The order of equal elements is the stable one, as it was for rows of up to 16."""
    return np.argsort(array, axis, kind or "stable", order)


def _itemset(array: Any, *arguments: Any) -> None:
    *index, value = arguments
    if len(index) == 1 and not isinstance(index[0], tuple):
        array.flat[index[0]] = value
    else:
        array[tuple(index[0] if len(index) == 1 else index)] = value


def _newbyteorder(array: Any, new_order: str = "S") -> Any:
    return array.view(array.dtype.newbyteorder(new_order))


METHODS: dict[str, Callable[..., Any]] = {
    "argsort": argsort,
    "itemset": _itemset,
    "newbyteorder": _newbyteorder,
    "ptp": np.ptp,
    "tostring": lambda array, order="C": array.tobytes(order),
}
