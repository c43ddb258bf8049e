"""NumPy as a program of the era sees it: the module of today, with the functions below as they were.

``import numpy`` in a program's own modules gives this one; every other name is NumPy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import numpy as _numpy

from . import linalg as linalg
from .attributes import argsort as _argsort
from .numpy_names import names_to_restore as _names_to_restore

_LOST = _names_to_restore()
_TYPES = {"int", "float", "complex", "object", "str", "unicode", "long", "bool", "math"}
__all__ = [*_numpy.__all__, *sorted(_LOST.keys() - _TYPES - {*_numpy.__all__})]
__path__ = _numpy.__path__
__version__ = _numpy.__version__


def __getattr__(name: str) -> Any:
    return _LOST[name] if name in _LOST else getattr(_numpy, name)


def __dir__() -> list[str]:
    return sorted({*dir(_numpy), *_LOST})


def _ragged(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def converted(a: Any, dtype: Any = None, *arguments: Any, **keywords: Any) -> Any:
        try:
            return function(a, dtype, *arguments, **keywords)
        except ValueError as error:
            if dtype is not None or "inhomogeneous" not in str(error):
                raise
            return function(a, object, *arguments, **keywords)

    return converted


array = _ragged(_numpy.array)
asarray = _ragged(_numpy.asarray)
asanyarray = _ragged(_numpy.asanyarray)
ascontiguousarray = _ragged(_numpy.ascontiguousarray)


def _of_ragged_lists(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def of_the_era(*arguments: Any, **keywords: Any) -> Any:
        try:
            return function(*arguments, **keywords)
        except ValueError as error:
            if "inhomogeneous" not in str(error):
                raise
        return function(
            *map(_with_objects, arguments), **{name: _with_objects(each) for name, each in keywords.items()}
        )

    return of_the_era


def _with_objects(value: Any) -> Any:
    try:
        _numpy.array(value)
    except ValueError:
        return _numpy.array(value, object)
    return value


_TAKE_RAGGED_LISTS = (
    "all any append argmax argmin atleast_1d atleast_2d copy count_nonzero cumsum delete flip isin max min ndim "
    "nonzero ones_like partition ptp ravel repeat roll shape size sort squeeze sum take tile transpose "
    "unique where zeros_like"
)
globals().update((name, _of_ragged_lists(getattr(_numpy, name))) for name in _TAKE_RAGGED_LISTS.split())
argsort = _of_ragged_lists(_argsort)
amax, amin = globals()["max"], globals()["min"]


def array_equal(a1: Any, a2: Any, *arguments: Any, **keywords: Any) -> bool:
    """Whether two arrays are alike; see `numpy.array_equal`, which answers False for what it cannot convert."""
    return _numpy.array_equal(_with_objects(a1), _with_objects(a2), *arguments, **keywords)


def _of_an_iterator(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def stacked(arrays: Any, *arguments: Any, **keywords: Any) -> Any:
        return function([*arrays] if isinstance(arrays, Iterator) else arrays, *arguments, **keywords)

    return stacked


vstack = row_stack = _of_an_iterator(_numpy.vstack)
hstack = _of_an_iterator(_numpy.hstack)
dstack = _of_an_iterator(_numpy.dstack)
column_stack = _of_an_iterator(_numpy.column_stack)
stack = _of_an_iterator(_numpy.stack)
