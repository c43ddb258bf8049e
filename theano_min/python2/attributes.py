"""Methods and attributes that objects had in Python 2, or that did something else there.

The translation turns ``x.name`` into ``attribute(x, "name")`` for the names in :data:`NAMES` and leaves all others
alone. An object that has such an attribute of its own keeps it.
"""

from __future__ import annotations

import io
import operator
import re
import sys
from collections.abc import Callable, Mapping
from types import MethodType, ModuleType
from typing import Any

from . import text
from .operators import Ordered


def attribute(owner: Any, name: str) -> Any:
    """``owner.name`` as Python 2 understood it."""
    if type(owner) is ModuleType:
        return getattr(owner, name)
    handler = _HANDLERS.get(name)
    return getattr(owner, name) if handler is None else handler(owner, name)


# --- dictionaries and iterators --------------------------------------------------------------------


def _listing(owner: Any, name: str) -> Any:
    method = getattr(owner, name)
    if isinstance(owner, Mapping):
        return lambda *arguments, **keywords: _listed(method(*arguments, **keywords))  # a ConfigParser's items(section)
    if isinstance(owner, type) and issubclass(owner, Mapping):
        return lambda mapping, *arguments: _listed(method(mapping, *arguments))
    return method


def _listed(view: Any) -> Any:
    return list(view) if type(view).__name__.endswith(("_keys", "_values", "_items", "View")) else view


def _iterating(owner: Any, name: str) -> Any:
    own = getattr(owner, name, None)
    if own is not None:
        return own
    if isinstance(owner, type):
        return lambda mapping: iter(getattr(owner, name[4:])(mapping))
    method = getattr(owner, name[4:])
    return lambda: iter(method())


def _viewing(owner: Any, name: str) -> Any:
    return getattr(owner, name, None) or getattr(owner, name[4:])


def _has_key(owner: Any, name: str) -> Any:
    own = getattr(owner, name, None)
    if own is not None:
        return own
    if not hasattr(owner, "keys"):
        return getattr(owner, name)
    if isinstance(owner, type):
        return lambda mapping, key: key in mapping
    return lambda key: key in owner


def _next(owner: Any, name: str) -> Any:
    own = getattr(owner, "next", None)
    return own if own is not None else owner.__next__


# --- lists, arrays, functions, exceptions ----------------------------------------------------------


def _sort(owner: Any, name: str) -> Any:
    if not isinstance(owner, list):
        return getattr(owner, name)

    def sort(
        cmp: Callable[[Any, Any], int] | None = None, key: Callable[[Any], Any] | None = None, reverse: bool = False
    ) -> None:
        owner[:] = python2_sorted(owner, cmp, key, reverse)

    return sort


def python2_sorted(
    iterable: Any,
    cmp: Callable[[Any, Any], int] | None = None,
    key: Callable[[Any], Any] | None = None,
    reverse: bool = False,
) -> list[Any]:
    """The builtin ``sorted``, with Python 2's ``cmp`` and its order of unlike objects."""
    values = list(iterable)
    if cmp is None:
        try:
            return sorted(values, key=key, reverse=bool(reverse))
        except TypeError:
            pass
    return sorted(values, key=sort_key(cmp, key), reverse=bool(reverse))


def sort_key(compare: Callable[[Any, Any], int] | None, key: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """One key that sorts as Python 2 did with ``cmp=compare, key=key``."""
    from functools import cmp_to_key

    wrap = Ordered if compare is None else cmp_to_key(compare)
    return wrap if key is None else lambda value: wrap(key(value))


def _message(owner: Any, name: str) -> Any:
    if isinstance(owner, BaseException) and not hasattr(owner, "message"):
        return owner.args[0] if len(owner.args) == 1 else ""
    return getattr(owner, name)


def _renamed(new: str) -> Callable[[Any, str], Any]:
    def handler(owner: Any, name: str) -> Any:
        try:
            return getattr(owner, name)
        except AttributeError:
            if hasattr(owner, new):
                return getattr(owner, new)
            raise

    return handler


def _im_func(owner: Any, name: str) -> Any:
    return getattr(owner, "__func__", owner) if callable(owner) else getattr(owner, name)


def _im_class(owner: Any, name: str) -> Any:
    return type(owner.__self__) if isinstance(owner, MethodType) else getattr(owner, name)


def _ptp(owner: Any, name: str) -> Any:
    own = getattr(owner, name, None)
    if own is not None or not _is_array(owner):
        return own if own is not None else getattr(owner, name)
    import numpy

    return lambda *arguments, **keywords: numpy.ptp(owner, *arguments, **keywords)


def _itemset(owner: Any, name: str) -> Any:
    if hasattr(owner, name) or not _is_array(owner):
        return getattr(owner, name)

    def itemset(*arguments: Any) -> None:
        if len(arguments) == 1:
            owner[...] = arguments[0]
        elif isinstance(arguments[0], tuple) or len(arguments) > 2:
            index = arguments[0] if len(arguments) == 2 else arguments[:-1]
            owner[index] = arguments[-1]
        else:
            owner.flat[arguments[0]] = arguments[1]

    return itemset


def _is_array(value: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray)


# --- strings of bytes ------------------------------------------------------------------------------


def _bytewise(owner: Any, name: str) -> Any:
    """A method of Python 2's ``str``, which knew ASCII letters and blanks alone."""
    kind = type(owner)
    if kind is bytes:
        owner = owner.decode("latin-1")
    elif owner is str:
        return lambda value, *arguments: _bytewise(value, name)(*arguments)
    elif kind is not str:
        return _regex(owner, name) if kind is re.Pattern else getattr(owner, name)
    if owner.isascii():
        return getattr(owner, name)
    try:
        method = getattr(owner.encode("latin-1"), name)
    except UnicodeEncodeError:
        return getattr(owner, name)

    def call(*arguments: Any, **keywords: Any) -> Any:
        return text.from_bytes(method(*map(text.to_bytes, arguments), **keywords))

    return call


def _regex(owner: Any, name: str) -> Any:
    """A method of a pattern or a match: of text it makes text."""
    method = getattr(owner, name)
    if isinstance(owner, re.Match):
        return _as_text(method) if type(owner.string) is text.unicode else method
    if not isinstance(owner, re.Pattern):
        return method

    def call(*arguments: Any, **keywords: Any) -> Any:
        if any(type(argument) is text.unicode for argument in arguments):
            return _as_text(method)(*arguments, **keywords)
        return method(*arguments, **keywords)

    return call


def _as_text(method: Callable[..., Any]) -> Callable[..., Any]:
    def convert(value: Any) -> Any:
        if type(value) in (list, tuple):
            return type(value)(map(convert, value))
        if type(value) is dict:
            return {key: convert(item) for key, item in value.items()}
        return text.unicode(value) if type(value) is str else value

    return lambda *arguments, **keywords: convert(method(*arguments, **keywords))


def _decode(owner: Any, name: str) -> Any:
    if isinstance(owner, str | bytes):
        return lambda encoding=None, errors="strict": text.decode(owner, encoding, errors)
    if owner is str:
        return text.decode
    return getattr(owner, name)


def _encode(owner: Any, name: str) -> Any:
    if isinstance(owner, str):
        return lambda encoding=None, errors="strict": text.encode(owner, encoding, errors)
    if owner is str:
        return text.encode
    return getattr(owner, name)


def _format(owner: Any, name: str) -> Any:
    return text.format_method(owner) if isinstance(owner, str) else getattr(owner, name)


def _join(owner: Any, name: str) -> Any:
    if type(owner) is not str:
        return getattr(owner, name)

    def join(words: Any) -> str:
        words = list(words)
        joined = owner.join(words)
        return text.unicode(joined) if any(type(word) is text.unicode for word in words) else joined

    return join


def _translate(owner: Any, name: str) -> Any:
    if type(owner) is not str:
        return getattr(owner, name)

    def translate(table: Any, deletechars: str = "") -> str:
        if isinstance(table, dict):
            return owner.translate(table)
        return text.from_bytes(text.to_bytes(owner).translate(text.to_bytes(table), text.to_bytes(deletechars)))

    return translate


# --- files and whatever else deals in bytes --------------------------------------------------------


def _giving(owner: Any, name: str) -> Any:
    """A method whose bytes the program shall see as a string."""
    method = getattr(owner, name)
    if isinstance(owner, io.TextIOBase) or not callable(method):
        return method

    def call(*arguments: Any, **keywords: Any) -> Any:
        return text.from_bytes(method(*arguments, **keywords))

    return call


def _taking(owner: Any, name: str) -> Any:
    """A method that takes the program's strings as bytes if ``owner`` is a binary stream."""
    method = getattr(owner, name)
    if isinstance(owner, io.TextIOBase):
        return _ending_softspace(owner, method)
    if not isinstance(owner, io.RawIOBase | io.BufferedIOBase) and type(owner).__module__ not in ("socket", "ssl"):
        return method

    def call(data: Any, *arguments: Any) -> Any:
        data = list(map(text.to_bytes, data)) if isinstance(data, list | tuple) else text.to_bytes(data)
        return method(data, *arguments)

    return call


def _ending_softspace(stream: Any, method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def write(data: Any) -> None:  # Python 2's returned nothing
        stream.softspace = 0
        method(data)

    return write


def _writestr(owner: Any, name: str) -> Any:
    method = getattr(owner, name)
    return lambda member, data, *arguments: method(member, text.to_bytes(data), *arguments)


def _communicate(owner: Any, name: str) -> Any:
    method = getattr(owner, name)

    def call(data: Any = None) -> Any:
        return text.from_bytes(method(text.to_bytes(data)))

    return call


def _tostring(owner: Any, name: str) -> Any:
    if _is_array(owner) or type(owner).__name__ == "array":
        return lambda *arguments: text.from_bytes(owner.tobytes(*arguments))
    return getattr(owner, name)


def _xreadlines(owner: Any, name: str) -> Any:
    own = getattr(owner, name, None)
    return own if own is not None else lambda: iter(owner)


def _slicing(owner: Any, name: str) -> Any:
    """``list.__getslice__(self, i, j)`` and its like, which Python 3 spells as items."""
    own = getattr(owner, name, None)
    if own is not None:
        return own
    item = getattr(owner, name.replace("slice", "item"))

    def call(*arguments: Any) -> Any:
        before, (start, stop, *value) = (arguments[:1], arguments[1:]) if isinstance(owner, type) else ((), arguments)
        return item(*before, slice(max(start, 0), max(stop, 0)), *value)

    return call


_HANDLERS: dict[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("keys", "values", "items"), _listing),
    **dict.fromkeys(("iterkeys", "itervalues", "iteritems"), _iterating),
    **dict.fromkeys(("viewkeys", "viewvalues", "viewitems"), _viewing),
    "has_key": _has_key,
    "next": _next,
    "sort": _sort,
    "message": _message,
    "func_name": _renamed("__name__"),
    "func_doc": _renamed("__doc__"),
    "func_code": _renamed("__code__"),
    "func_defaults": _renamed("__defaults__"),
    "func_globals": _renamed("__globals__"),
    "func_dict": _renamed("__dict__"),
    "func_closure": _renamed("__closure__"),
    "im_func": _im_func,
    "im_self": _renamed("__self__"),
    "im_class": _im_class,
    "ptp": _ptp,
    "itemset": _itemset,
    **dict.fromkeys(
        (
            *("split", "rsplit", "strip", "lstrip", "rstrip", "splitlines"),
            *("lower", "upper", "title", "capitalize", "swapcase"),
            *("isalpha", "isalnum", "isdigit", "islower", "isupper", "isspace", "istitle"),
        ),
        _bytewise,
    ),
    **dict.fromkeys(("findall", "sub", "subn", "group", "groups", "groupdict"), _regex),
    "decode": _decode,
    "encode": _encode,
    "format": _format,
    "join": _join,
    "translate": _translate,
    **dict.fromkeys(("read", "readline", "readlines", "recv", "getvalue", "digest", "tobytes"), _giving),
    **dict.fromkeys(("write", "writelines", "send", "sendall"), _taking),
    "communicate": _communicate,
    "writestr": _writestr,
    "tostring": _tostring,
    "xreadlines": _xreadlines,
    **dict.fromkeys(("__getslice__", "__setslice__", "__delslice__"), _slicing),
}

NAMES = frozenset(_HANDLERS)


# --- classes ---------------------------------------------------------------------------------------

_METHODS = {
    "__nonzero__": "__bool__",
    "next": "__next__",
    "__div__": "__truediv__",
    "__rdiv__": "__rtruediv__",
    "__idiv__": "__itruediv__",
    "__long__": "__int__",
}


def python2_class(cls: Any) -> Any:
    """Give a class its Python 3 methods for the Python 2 ones it defines; return the class."""
    own = vars(cls) if isinstance(cls, type) else {}
    for old, new in _METHODS.items():
        if old in own and new not in own:
            setattr(cls, new, own[old])
    if "__cmp__" in own:
        for name in ("lt", "le", "gt", "ge", "eq", "ne"):
            if f"__{name}__" not in own:
                setattr(cls, f"__{name}__", _by_cmp(getattr(operator, name)))
    # Python 2 went on hashing by identity where Python 3 stops hashing.
    if own.get("__hash__", 0) is None and "__eq__" in own:
        cls.__hash__ = next((base.__hash__ for base in cls.__mro__[1:] if base.__hash__), None)
    if "__eq__" in own and "__ne__" not in own and "__cmp__" not in own and cls.__bases__ == (object,):
        cls.__ne__ = _not_identical
    for name in ("get", "set", "del"):
        if f"__{name}slice__" in own:
            _bridge_slices(cls, name, own.get(f"__{name}item__"))
    return cls


def _by_cmp(compare: Callable[[int, int], bool]) -> Any:
    def method(self: Any, other: Any) -> Any:
        result = type(self).__cmp__(self, other)
        return result if result is NotImplemented else compare(result, 0)

    return method


def _not_identical(self: Any, other: Any) -> bool:
    """Python 2's ``!=`` did not follow from ``__eq__``: without ``__ne__`` it compared identities."""
    return self is not other


def _bridge_slices(cls: Any, kind: str, item: Any) -> None:
    with_slice = vars(cls)[f"__{kind}slice__"]

    def method(self: Any, key: Any, *value: Any) -> Any:
        if isinstance(key, slice) and key.step is None:
            start, stop = (key.start or 0), (sys.maxsize if key.stop is None else key.stop)
            if start < 0 or stop < 0:
                start, stop = (bound + len(self) if bound < 0 else bound for bound in (start, stop))
            return with_slice(self, start, stop, *value)
        above = item or getattr(super(cls, cls), f"__{kind}item__", None)
        if above is None:
            raise TypeError(f"{cls.__name__!r} object does not support indexing")
        return above(self, key, *value)

    setattr(cls, f"__{kind}item__", method)
