"""The builtins of a Python 2 program.

They stand in a namespace of their own, which translated modules have as their ``__builtins__``: nothing outside the
program sees them. Names that begin with ``_py2_`` are what :mod:`theano_min.python2.syntax` and
:mod:`theano_min.python2.semantics` write into the program.
"""

from __future__ import annotations
import __future__

import builtins
import importlib
import itertools
import math
import os
import sys
from collections.abc import Callable, Iterable
from functools import reduce
from types import CodeType, ModuleType
from typing import Any

from . import attributes, files, operators, text
from .random import hash2


class _AnyString(type):
    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, str | bytes)

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, str | bytes)


class basestring(metaclass=_AnyString):
    """The common ancestor of ``str`` and ``unicode``."""

    def __new__(cls) -> Any:
        raise TypeError("The basestring type cannot be instantiated")


# --- lists instead of iterators --------------------------------------------------------------------


def _of_then(function: Any) -> Any:
    """Python 2's ``str`` or ``repr`` for Python's own, which a program hands on; else the function itself."""
    if function is str:
        return str_
    return text.to_repr if function is repr else function


def imap(function: Callable[..., Any] | None, *sequences: Iterable[Any]) -> Iterable[Any]:
    """``itertools.imap``, which gives the tuples themselves where the function is None."""
    return zip(*sequences, strict=False) if function is None else map(_of_then(function), *sequences)


def map_(function: Callable[..., Any] | None = None, *sequences: Iterable[Any]) -> list[Any]:
    if not sequences:
        raise TypeError("map() requires at least two args")
    function = _of_then(function)
    if len(sequences) == 1:
        return list(sequences[0]) if function is None else [function(item) for item in sequences[0]]
    rows = itertools.zip_longest(*sequences)
    return list(rows) if function is None else [function(*row) for row in rows]


def filter_(function: Callable[[Any], Any] | None, sequence: Any) -> Any:
    kept = list(filter(function, sequence))
    if isinstance(sequence, str):
        return type(sequence)().join(kept)
    return tuple(kept) if isinstance(sequence, tuple) else kept


def zip_(*sequences: Iterable[Any]) -> list[tuple]:
    return list(zip(*sequences, strict=False))


def range_(*arguments: Any) -> list[int]:
    return list(xrange_(*arguments))


def xrange_(*arguments: Any) -> range:
    for argument, part in zip(arguments, ("start", "end", "step") if len(arguments) > 1 else ("end",), strict=False):
        if isinstance(argument, float):
            raise TypeError(f"range() integer {part} argument expected, got float.")
    return range(*arguments)


# --- order, numbers --------------------------------------------------------------------------------


def _extreme(original: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **keywords: Any) -> Any:
        if len(arguments) == 1:
            arguments = (list(arguments[0]),)
        try:
            return original(*arguments, **keywords)
        except TypeError:
            if (key := keywords.get("key")) is not None:
                raise
            return original(*arguments, **{**keywords, "key": attributes.sort_key(None, key)})

    call.__name__ = original.__name__
    return call


def round_(number: Any, ndigits: int = 0) -> float:
    """Round half away from zero, to a float."""
    if isinstance(number, str) or getattr(number, "ndim", 0) > 0:
        raise TypeError("a float is required")
    value = float(number)
    if not math.isfinite(value) or (abs(value) >= 2.0**52 and ndigits >= 0):
        return value
    from decimal import ROUND_HALF_UP, Context, Decimal

    exact = Decimal(value)
    quantum = Decimal(1).scaleb(-int(ndigits))
    return math.copysign(float(exact.quantize(quantum, rounding=ROUND_HALF_UP, context=Context(prec=800))), value)


def coerce(x: Any, y: Any) -> tuple[Any, Any]:
    kind = type(x + y)
    return kind(x), kind(y)


def oct_(number: int) -> str:
    value = oct(number).replace("0o", "0", 1)
    return "0" if number == 0 else value


def hex_(number: int) -> str:
    return hex(number) + ("L" if not -text.MAXINT - 2 < number <= text.MAXINT else "")


# --- text ------------------------------------------------------------------------------------------


def str_(*arguments: Any) -> str:
    if len(arguments) != 1:
        return str(*arguments)
    value = text.to_str(arguments[0])
    return text.encode(value) if type(value) is text.unicode else value


def isinstance_(value: Any, kinds: Any) -> bool:
    """``isinstance``; text is no ``str``."""
    if isinstance(value, text.unicode):
        if kinds is str:
            return False
        if isinstance(kinds, tuple):
            return any(isinstance_(value, kind) for kind in kinds)
    return isinstance(value, kinds)


def getattr_(owner: Any, name: str, *default: Any) -> Any:
    if name not in attributes.NAMES:
        return getattr(owner, name, *default)
    try:
        return attributes.attribute(owner, name)
    except AttributeError:
        if default:
            return default[0]
        raise


def hasattr_(owner: Any, name: str) -> bool:
    return getattr_(owner, name, _ABSENT) is not _ABSENT


_ABSENT = object()


def unichr(code: int) -> text.unicode:
    return text.unicode(chr(code))


def buffer(value: Any, offset: int = 0, size: int = -1) -> Any:
    view = text.to_bytes(value) if isinstance(value, str) else memoryview(value)
    end = None if size < 0 else offset + size
    return text.from_bytes(view[offset:end]) if isinstance(value, str) else view[offset:end]


def raw_input(prompt: Any = "") -> str:
    text.print_statement(None, False, prompt) if prompt != "" else None
    if sys.stdout:
        sys.stdout.softspace = 0  # type: ignore[union-attr]
        sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


def open_(name: Any, mode: str = "r", buffering: int = -1) -> files.File:
    return files.File(name, mode, buffering)


# --- code ------------------------------------------------------------------------------------------


def _namespaces(given_globals: Any, given_locals: Any, depth: int = 2) -> tuple[Any, Any]:
    if given_globals is None:
        frame = sys._getframe(depth)
        return frame.f_globals, frame.f_locals if given_locals is None else given_locals
    given_globals.setdefault("__builtins__", namespace())
    return given_globals, given_globals if given_locals is None else given_locals


def _compiled(source: Any, mode: str, filename: str = "<string>", depth: int = 2) -> Any:
    if isinstance(source, CodeType):
        return source
    from .translate import compile_string

    if isinstance(source, files.File) or hasattr(source, "read"):
        source = source.read()
    source = text.from_bytes(source)
    caller = sys._getframe(depth).f_globals  # what it imports from __future__ holds in its strings too
    inherited = {name for name in __future__.all_feature_names if caller.get(name) is getattr(__future__, name)}
    return compile_string(source.lstrip(" \t") if mode == "eval" else source, filename, mode, inherited)


def eval_(source: Any, globals: Any = None, locals: Any = None) -> Any:
    where = _namespaces(globals, locals)
    return eval(_compiled(source, "eval"), *where)


def exec_(source: Any, globals: Any = None, locals: Any = None) -> None:
    if isinstance(source, tuple) and globals is None:
        source, globals, locals = (*source, None)[:3]
    where = _namespaces(globals, locals)
    exec(_compiled(source, "exec"), *where)


def execfile(filename: Any, globals: Any = None, locals: Any = None) -> None:
    from .translate import compile_source

    where = _namespaces(globals, locals)
    with open(filename, "rb") as file:
        code = compile_source(file.read(), os.fspath(filename))
    exec(code, *where)


def compile_(source: Any, filename: str, mode: str, flags: int = 0, dont_inherit: int = 0) -> Any:
    if not isinstance(source, str):
        return compile(source, filename, mode, flags, True)
    return _compiled(source, mode, filename)


def input_(prompt: Any = "") -> Any:
    line = raw_input(prompt)
    where = _namespaces(None, None)
    return eval(_compiled(line, "eval"), *where)


def apply(function: Callable, arguments: Any = (), keywords: dict[str, Any] | None = None) -> Any:
    return function(*arguments, **(keywords or {}))


def reload(module: ModuleType) -> ModuleType:
    # Programs reloaded sys only to get at sys.setdefaultencoding, which is there.
    return module if module is sys else importlib.reload(module)


def raise_(kind: Any, value: Any = None, traceback: Any = None) -> BaseException:
    """The exception that ``raise kind, value, traceback`` raised."""
    while isinstance(kind, tuple) and kind:
        kind = kind[0]
    if isinstance(kind, type):
        if isinstance(value, kind):
            error = value
        elif value is None:
            error = kind()
        else:
            error = kind(*value) if isinstance(value, tuple) else kind(value)
    elif value is None:
        error = kind
    else:
        raise TypeError("instance exception may not have a separate value")
    if not isinstance(error, BaseException):
        kind = type(error).__name__
        raise TypeError(f"exceptions must be old-style classes or derived from BaseException, not {kind}")
    return error.with_traceback(traceback) if traceback is not None else error


_NAMES: dict[str, Any] = {
    "StandardError": Exception,
    "apply": apply,
    "basestring": basestring,
    "buffer": buffer,
    "bytes": str,
    "cmp": operators.cmp,
    "coerce": coerce,
    "compile": compile_,
    "eval": eval_,
    "execfile": execfile,
    "file": files.File,
    "filter": filter_,
    "format": text.format_value,
    "getattr": getattr_,
    "hasattr": hasattr_,
    "hash": hash2,
    "hex": hex_,
    "input": input_,
    "intern": sys.intern,
    "long": int,
    "map": map_,
    "max": _extreme(max),
    "min": _extreme(min),
    "oct": oct_,
    "open": open_,
    "print": text.print_function,
    "range": range_,
    "raw_input": raw_input,
    "reduce": reduce,
    "reload": reload,
    "repr": text.to_repr,
    "round": round_,
    "sorted": attributes.python2_sorted,
    "unichr": unichr,
    "unicode": text.unicode,
    "xrange": xrange_,
    "zip": zip_,
    "_py2_attribute": attributes.attribute,
    "_py2_class": attributes.python2_class,
    "_py2_div": operators.div,
    "_py2_exec": exec_,
    "_py2_ge": operators.ge,
    "_py2_gt": operators.gt,
    "_py2_iattribute": operators.iattribute,
    "_py2_idiv": operators.idiv,
    "_py2_iitem": operators.iitem,
    "_py2_imod": operators.imod,
    "_py2_isinstance": isinstance_,
    "_py2_le": operators.le,
    "_py2_lt": operators.lt,
    "_py2_mod": operators.mod,
    "_py2_print": text.print_statement,
    "_py2_raise": raise_,
    "_py2_repr": text.to_repr,
    "_py2_slice": slice,
    "_py2_str": str_,
    "_py2_unicode": text.unicode,
}

_GONE = ("aiter", "anext", "ascii", "breakpoint", "exec", "ExceptionGroup", "BaseExceptionGroup", "EncodingWarning")


_module: ModuleType | None = None


def module() -> ModuleType:
    """The module ``__builtin__`` of the running program; its dictionary is what translated modules look names up in."""
    global _module
    if _module is None:
        from .importing import import_module

        _module = ModuleType("__builtin__")
        vars(_module).update({name: value for name, value in vars(builtins).items() if name not in _GONE})
        vars(_module).update(_NAMES, __name__="__builtin__", __import__=import_module)
    return _module


def namespace() -> dict[str, Any]:
    return vars(module())


def forget() -> None:
    """Let the next program start with a module of its own."""
    global _module
    _module = None
