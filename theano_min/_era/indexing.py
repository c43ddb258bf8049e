"""NumPy's indices until 1.22: a list that holds slices, None, ``...`` or sequences was the tuple of them."""

from __future__ import annotations

from types import EllipsisType, NoneType
from typing import Any

from numpy import ndarray

_PARTS = (slice, EllipsisType, NoneType, list, tuple, ndarray)
_MOST = 32  # dimensions


def getitem(owner: Any, index: Any) -> Any:
    """``owner[index]``."""
    if type(index) is list and isinstance(owner, ndarray):
        index = _as_tuple(owner, index)
    return owner[index]


def target(owner: Any) -> Any:
    """What ``owner[index] = value``, ``owner[index] += value`` and ``del owner[index]`` are done to."""
    return _Target(owner) if isinstance(owner, ndarray) else owner


class _Target:
    def __init__(self, array: ndarray):
        self.array = array

    def __getitem__(self, index: Any) -> Any:
        return getitem(self.array, index)

    def __setitem__(self, index: Any, value: Any) -> None:
        self.array[_as_tuple(self.array, index) if type(index) is list else index] = value


def _as_tuple(array: ndarray, index: list[Any]) -> Any:
    is_tuple = len(index) < _MOST and any(isinstance(part, _PARTS) for part in index)
    return tuple(index) if is_tuple else index
