"""Methods that arrays lost in NumPy 2; their class takes no new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def attribute(owner: Any, name: str) -> Any:
    """``owner.name``, where an array no longer has it too."""
    if hasattr(owner, name) or not isinstance(owner, np.ndarray | np.generic):
        return getattr(owner, name)
    method = METHODS[name]
    return lambda *arguments, **keywords: method(owner, *arguments, **keywords)


def _itemset(array: Any, *arguments: Any) -> None:
    *index, value = arguments
    if len(index) == 1 and not isinstance(index[0], tuple):
        array.flat[index[0]] = value
    else:
        array[tuple(index[0] if len(index) == 1 else index)] = value


def _newbyteorder(array: Any, new_order: str = "S") -> Any:
    return array.view(array.dtype.newbyteorder(new_order))


METHODS: dict[str, Callable[..., Any]] = {
    "itemset": _itemset,
    "newbyteorder": _newbyteorder,
    "ptp": np.ptp,
    "tostring": lambda array, order="C": array.tobytes(order),
}
