"""Text as Python 2 had it: bytes and unicode, ``str``, ``repr``, ``%`` and ``format``, twelve digits.

A Python 2 ``str`` was bytes. Here it is a Python 3 ``str`` whose characters stand for bytes (latin-1), so whatever a
program reads it writes back unchanged, and literals such as ``"\\xc3"`` compare with what a file holds. Text proper is
:class:`unicode`.
"""

from __future__ import annotations

import builtins
import codecs
import collections
import math
import re
import string
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

MAXINT = 2**63 - 1

modern = False
"""True under ``--modern-print``: floats and arrays read as they do in Python 3 with today's NumPy."""

default_encoding = "ascii"
"""What ``sys.setdefaultencoding`` changes."""


class unicode(str):
    """Python 2's ``unicode``: ``unicode(object)`` or ``unicode(bytes, encoding, errors)``."""

    __slots__ = ()

    def __new__(cls, value: Any = "", encoding: str | None = None, errors: str = "strict") -> unicode:
        if encoding is not None or isinstance(value, bytes):
            return decode(value, encoding or default_encoding, errors)
        if type(value) is not str and not isinstance(value, unicode):
            method = getattr(type(value), "__unicode__", None)
            value = method(value) if method else to_str(value)
        return str.__new__(cls, value)

    def __repr__(self) -> str:
        return to_repr(self)

    def __add__(self, other: str) -> str:
        return _text(str.__add__(self, other))

    def __radd__(self, other: str) -> str:
        return _text(str.__add__(other, self))

    def __mul__(self, times: Any) -> str:
        return _text(str.__mul__(self, times))

    __rmul__ = __mul__

    def __mod__(self, values: Any) -> str:
        return _text(percent(str.__str__(self), values))

    def __getitem__(self, index: Any) -> str:
        return _text(str.__getitem__(self, index))

    def __iter__(self) -> Any:
        return map(_text, str.__iter__(self))

    def __reduce__(self) -> Any:
        return str, (str.__str__(self),)


def _text(value: str) -> unicode:
    return str.__new__(unicode, value)


def _returning_text(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    def call(self: str, *arguments: Any, **keywords: Any) -> Any:
        result = method(self, *arguments, **keywords)
        if isinstance(result, str):
            return _text(result)
        return type(result)(map(_text, result))

    call.__name__ = name
    return call


for _name in (
    *("capitalize", "center", "expandtabs", "join", "ljust", "lower", "lstrip", "partition", "replace", "rjust"),
    *(
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "strip",
        "swapcase",
        "title",
        "translate",
        "upper",
        "zfill",
    ),
):
    setattr(unicode, _name, _returning_text(_name))


# --- bytes and characters --------------------------------------------------------------------------


def to_bytes(text: Any) -> Any:
    """The bytes a string stands for; what is no string comes back as it is."""
    if not isinstance(text, str):
        return text
    if not isinstance(text, unicode):
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            pass
    return text.encode("utf-8", "surrogateescape")


def from_bytes(data: Any) -> Any:
    """Bytes, or a list or tuple of them, as Python 2 strings; anything else comes back as it is."""
    if isinstance(data, bytes | bytearray):
        return data.decode("latin-1")
    if type(data) in (list, tuple):
        return type(data)(map(from_bytes, data))
    return data


_BYTES_TO_BYTES = {"hex", "hex_codec", "base64", "base64_codec", "zlib", "zip", "zlib_codec", "bz2", "quopri", "uu"}


def decode(value: Any, encoding: str | None = None, errors: str = "strict") -> Any:
    """``value.decode(encoding)`` of Python 2, codecs such as ``'hex'`` and ``'string_escape'`` included."""
    encoding = (encoding or default_encoding).lower().replace("-", "_")
    if encoding in ("rot13", "rot_13"):
        return codecs.decode(value, "rot13")
    # Text was first encoded, as ASCII unless the program changed the default.
    data = value.encode(default_encoding) if isinstance(value, unicode) else to_bytes(value)
    if encoding in _BYTES_TO_BYTES:
        return from_bytes(codecs.decode(data, encoding))
    if encoding == "string_escape":
        return from_bytes(codecs.escape_decode(data)[0])
    return _text(codecs.decode(data, encoding, errors))


def encode(value: str, encoding: str | None = None, errors: str = "strict") -> str:
    """``value.encode(encoding)`` of Python 2: a string of bytes."""
    encoding = (encoding or default_encoding).lower().replace("-", "_")
    if encoding in ("rot13", "rot_13"):
        return codecs.encode(value, "rot13")
    if encoding in _BYTES_TO_BYTES:
        return from_bytes(codecs.encode(to_bytes(value), encoding))
    if encoding == "string_escape":
        return from_bytes(codecs.escape_encode(to_bytes(value))[0])
    return from_bytes(str.encode(value, encoding, errors))


# --- str and repr ----------------------------------------------------------------------------------


def to_str(value: Any) -> str:
    """``str(value)`` as Python 2.7 with the NumPy of its day wrote it: floats with 12 significant digits."""
    kind = type(value)
    if kind is str or kind is unicode:
        return value
    if kind is float:
        return float_str(value)
    if kind is int or kind is bool or value is None:
        return builtins.str(value)
    if kind is complex:
        return _complex_str(value)
    if kind in _REPRS:
        return to_repr(value)
    if isinstance(value, type):
        return type_repr(value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, BaseException) and kind.__str__ is BaseException.__str__:
        return exception_str(value)
    if not modern and kind.__module__ == "numpy":
        return _numpy_str(value)
    return builtins.str(value)


def to_repr(value: Any) -> str:
    """``repr(value)`` as Python 2.7 wrote it."""
    write = _REPRS.get(type(value))
    if write is not None:
        return write(value)
    if isinstance(value, type):
        return type_repr(value)
    if isinstance(value, BaseException) and type(value).__repr__ is BaseException.__repr__:
        return type(value).__name__ + to_repr(value.args)
    if not modern and type(value).__module__ == "numpy" and type(value).__name__ in ("str_", "bytes_"):
        return to_repr(from_bytes(value.item()))
    return builtins.repr(value)


def float_str(value: float) -> str:
    if modern:
        return builtins.repr(value)
    text = format(value, ".12g")
    digits = text.lstrip("-")
    if not digits.isdigit():
        return text
    if len(digits) < 12:
        return text + ".0"
    mantissa, exponent = format(value, ".11e").split("e")  # no room for ".0" in twelve digits
    return f"{mantissa.rstrip('0').rstrip('.')}e{exponent}"


def _complex_str(value: complex) -> str:
    if modern:
        return builtins.str(value)
    if value.real == 0 and math.copysign(1, value.real) > 0:
        return format(value.imag, ".12g") + "j"
    return f"({value.real:.12g}{value.imag:+.12g}j)"


def _numpy_str(value: Any) -> str:
    import numpy

    if isinstance(value, numpy.ndarray) and value.ndim == 0 and type(value) is numpy.ndarray:
        return to_str(value.item())
    if isinstance(value, numpy.bytes_):
        return value.decode("latin-1")
    return builtins.str(value)


def type_repr(value: type) -> str:
    """``<type 'int'>`` for what is written in C, ``<class 'module.Name'>`` for the rest."""
    if type(value).__repr__ is not type.__repr__:
        return builtins.repr(value)
    written_in_c = not value.__flags__ & (1 << 9)
    if value is unicode:
        return "<type 'unicode'>"
    module, name = value.__module__, value.__qualname__.rpartition(".")[2]
    if module == "builtins" and issubclass(value, OSError):
        name = "IOError"
    if module == "builtins":
        module = "exceptions" if issubclass(value, BaseException) else "__builtin__"
    if module == "__builtin__":
        return f"<type '{name}'>"
    return f"<{'type' if written_in_c else 'class'} '{module}.{name}'>"


def exception_str(error: BaseException) -> str:
    if len(error.args) == 1:
        return to_str(error.args[0])
    return to_repr(error.args) if error.args else ""


def _string_repr(value: str) -> str:
    text = builtins.repr(str.__str__(value)) if value.isascii() else _escaped_repr(value)
    return ("u" if type(value) is unicode else "") + text


def _escaped_repr(value: str) -> str:
    def escape(match: re.Match[str]) -> str:
        code = ord(match[0])
        if code < 256:
            return f"\\x{code:02x}"
        return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"

    body = builtins.repr(str.__str__(value))
    # repr() wrote the printable ones as they are and escaped the rest in the same style.
    return re.sub(r"[^\x00-\x7f]", escape, body)


def _int_repr(value: int) -> str:
    return builtins.repr(value) if -MAXINT - 2 < value <= MAXINT else f"{value}L"


_open: set[int] = set()  # the containers being written, for those that hold themselves


def _container(before: str, after: str, items: Callable[[Any], Any], recursive: str) -> Callable[[Any], str]:
    def write(value: Any) -> str:
        if id(value) in _open:
            return recursive
        _open.add(id(value))
        try:
            return before + ", ".join(items(value)) + after
        finally:
            _open.discard(id(value))

    return write


def _each(values: Any) -> Any:
    return map(to_repr, values)


def _pairs(mapping: Any) -> Any:
    return (f"{to_repr(key)}: {to_repr(value)}" for key, value in mapping.items())


def _tuple_pairs(mapping: Any) -> Any:
    return (f"({to_repr(key)}, {to_repr(value)})" for key, value in mapping.items())


def _tuple_repr(value: tuple) -> str:
    if len(value) == 1:
        return f"({to_repr(value[0])},)"
    return _plain_tuple(value)


_plain_tuple = _container("(", ")", _each, "(...)")
_plain_dict = _container("{", "}", _pairs, "{...}")
_list_repr = _container("[", "]", _each, "[...]")
_ordered_dict = _container("OrderedDict([", "])", _tuple_pairs, "...")
_set_items = _container("[", "]", _each, "[...]")


def _default_dict(value: Any) -> str:
    return f"defaultdict({to_repr(value.default_factory)}, {_plain_dict(value)})"


def _xrange_repr(value: range) -> str:
    if value.step != 1:
        return f"xrange({value.start}, {value.stop}, {value.step})"
    return f"xrange({value.start}, {value.stop})" if value.start else f"xrange({value.stop})"


_REPRS: dict[type, Callable[[Any], str]] = {
    str: _string_repr,
    unicode: _string_repr,
    int: _int_repr,
    bytes: lambda value: _string_repr(value.decode("latin-1")),
    list: _list_repr,
    tuple: _tuple_repr,
    dict: _plain_dict,
    set: lambda value: f"set({_set_items(value)})",
    frozenset: lambda value: f"frozenset({_set_items(value)})",
    collections.OrderedDict: lambda value: _ordered_dict(value) if value else "OrderedDict()",
    collections.defaultdict: _default_dict,
    range: _xrange_repr,
    collections.deque: lambda value: f"deque({_list_repr(list(value))})",
}


# --- % and format ----------------------------------------------------------------------------------

_SPEC = re.compile(r"%(?:\((.*?)\))?([-#0 +]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)", re.DOTALL)


def percent(template: str, values: Any) -> str:
    """``template % values`` with Python 2's ``%s`` and ``%r``, and ``%d`` of any number."""
    found = list(_SPEC.finditer(template))
    if not any(match[5] in "sr" for match in found):
        return str.__mod__(template, values)
    if any(match[1] is not None for match in found):
        return _percent_mapping(template, values)
    arguments = list(values) if isinstance(values, tuple) else [values]
    position = 0
    text_type = False
    for match in found:
        if match[5] == "%":
            continue
        position += (match[3] == "*") + (match[4] == "*")
        if match[5] in "sr" and position < len(arguments):
            text_type |= isinstance(arguments[position], unicode)
            arguments[position] = _shown(arguments[position], match[5])
        position += 1
    plain = _SPEC.sub(lambda match: match[0][:-1] + "s" if match[5] == "r" else match[0], template)
    result = str.__mod__(plain, tuple(arguments))
    return _text(result) if text_type else result


def _percent_mapping(template: str, values: Any) -> str:
    shown: dict[str, Any] = {}

    def rename(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        key = f"{match[5]}{match[1]}"
        value = values[match[1]]
        shown[key] = _shown(value, match[5]) if match[5] in "sr" else value
        conversion = "s" if match[5] == "r" else match[5]
        return match[0].replace(f"({match[1]})", f"({key})", 1)[:-1] + conversion

    return str.__mod__(_SPEC.sub(rename, template), shown)


def _shown(value: Any, conversion: str) -> str:
    return to_repr(value) if conversion == "r" else to_str(value)


def format_value(value: Any, spec: str = "") -> str:
    """The builtin ``format``: without a specification it is ``str``."""
    if spec:
        return builtins.format(value, spec)
    if type(value).__module__ == "numpy" and value.dtype.kind == "f" and value.ndim == 0:
        return float_str(float(value))
    return to_str(value)


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return format_value(value, format_spec)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion in ("s", "r"):
            return _shown(value, conversion)
        return super().convert_field(value, conversion)


def format_method(template: str) -> Callable[..., str]:
    """``template.format`` of Python 2."""
    wrap = _text if isinstance(template, unicode) else str

    def call(*values: Any, **keywords: Any) -> str:
        return wrap(_Formatter().vformat(template, values, keywords))

    return call


# --- print -----------------------------------------------------------------------------------------


def print_statement(file: Any, newline: bool, *values: Any) -> None:
    """``print >>file, values``: a comma at the end leaves a space to be written before the next thing printed."""
    out = sys.stdout if file is None else file
    if out is None:
        return
    for value in values:
        text = value if isinstance(value, str) else to_str(value)
        if getattr(out, "softspace", 0):
            out.write(" ")
        out.write(text)
        _set_softspace(out, not isinstance(value, str) or not text or not text[-1].isspace() or text[-1] == " ")
    if newline:
        out.write("\n")
        _set_softspace(out, False)


def _set_softspace(file: Any, value: bool) -> None:
    with suppress(AttributeError, TypeError):
        file.softspace = int(value)


def end_line() -> None:
    """Write the line end that a last ``print x,`` left open, as Python 2 did at exit."""
    if getattr(sys.stdout, "softspace", 0):
        print_statement(None, True)


def print_function(*values: Any, sep: str | None = None, end: str | None = None, file: Any = None) -> None:
    """``print`` of a program that imports ``print_function``."""
    builtins.print(*map(to_str, values), sep=sep, end=end, file=file)
