"""NumPy's lost names, put back while a script runs."""

from __future__ import annotations

import warnings
from typing import Any


def lost_names() -> dict[str, Any]:
    """``{name: value}`` of what NumPy had until 1.20, 1.24 or 2.0 and programs of 2008-2020 use."""
    import builtins
    import math

    import numpy as np

    return {
        # Python's own types under NumPy's roof
        "int": builtins.int,
        "float": builtins.float,
        "complex": builtins.complex,
        "object": builtins.object,
        "str": builtins.str,
        "unicode": builtins.str,
        "long": builtins.int,
        "bool": builtins.bool,
        # array scalars
        "bool8": np.bool_,
        "int0": np.intp,
        "uint0": np.uintp,
        "object0": np.object_,
        "str0": np.str_,
        "bytes0": np.bytes_,
        "void0": np.void,
        "string0": np.bytes_,
        "unicode0": np.str_,
        "float_": np.float64,
        "complex_": np.complex128,
        "cfloat": np.complex128,
        "singlecomplex": np.complex64,
        "longfloat": np.longdouble,
        "longcomplex": np.clongdouble,
        "clongfloat": np.clongdouble,
        "string_": np.bytes_,
        "unicode_": np.str_,
        "sctypes": {
            "int": [np.int8, np.int16, np.int32, np.int64],
            "uint": [np.uint8, np.uint16, np.uint32, np.uint64],
            "float": [np.float16, np.float32, np.float64, np.longdouble],
            "complex": [np.complex64, np.complex128, np.clongdouble],
            "others": [bool, object, bytes, str, np.void],
        },
        "cast": _Cast(),
        "nbytes": _ByFunction(lambda kind: np.dtype(kind).itemsize),
        "typeDict": np.sctypeDict,
        "chararray": _chararray(),
        # warnings and errors
        "AxisError": np.exceptions.AxisError,
        "ComplexWarning": np.exceptions.ComplexWarning,
        "ModuleDeprecationWarning": np.exceptions.ModuleDeprecationWarning,
        "RankWarning": np.exceptions.RankWarning,
        "TooHardError": np.exceptions.TooHardError,
        "VisibleDeprecationWarning": np.exceptions.VisibleDeprecationWarning,
        "warnings": warnings,
        # constants
        "Inf": np.inf,
        "Infinity": np.inf,
        "infty": np.inf,
        "PINF": np.inf,
        "NINF": -np.inf,
        "PZERO": 0.0,
        "NZERO": -0.0,
        "NaN": np.nan,
        "NAN": np.nan,
        # functions
        "alen": lambda a: len(np.atleast_1d(a)),
        "alltrue": np.all,
        "sometrue": np.any,
        "asscalar": lambda a: a.item(),
        "asfarray": _asfarray,
        "cumproduct": np.cumprod,
        "fastCopyAndTranspose": lambda a: np.array(a).T.copy(),
        "disp": _disp,
        "find_common_type": _find_common_type,
        "frombuffer": _frombuffer(np.frombuffer),
        "fromstring": _fromstring(np.fromstring),
        "in1d": _in1d,
        "issctype": lambda kind: isinstance(kind, type | np.dtype) and _obj2sctype(kind) not in (None, np.object_),
        "issubclass_": _issubclass,
        "issubsctype": lambda one, other: issubclass(_obj2sctype(one), _obj2sctype(other)),
        "mat": np.asmatrix,
        "math": math,
        "msort": lambda a: np.sort(a, axis=0),
        "maximum_sctype": _maximum_sctype,
        "obj2sctype": _obj2sctype,
        "product": np.prod,
        "rank": np.ndim,
        "round_": np.round,
        "row_stack": np.vstack,
        "safe_eval": _safe_eval,
        "sctype2char": _sctype2char,
        "trapz": _trapz,
    }


ALWAYS = frozenset({"fromstring", "frombuffer", "row_stack", "in1d", "trapz"})
"""Names NumPy still has, with less behind them than before or with a warning at each call."""


def _chararray() -> type:
    import numpy as np

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # NumPy 2.5's
        return np.char.chararray


class _Cast:
    """``numpy.cast['float32'](x)``."""

    def __getitem__(self, kind: Any) -> Any:
        import numpy as np

        return lambda x: np.asarray(x).astype(kind)


class _ByFunction:
    def __init__(self, function: Any):
        self.function = function

    def __getitem__(self, key: Any) -> Any:
        return self.function(key)


def _asfarray(a: Any, dtype: Any = None) -> Any:
    import numpy as np

    dtype = np.float64 if dtype is None or not np.issubdtype(dtype, np.inexact) else dtype
    return np.asarray(a, dtype=dtype)


def _disp(mesg: Any, device: Any = None, linefeed: bool = True) -> None:
    import sys

    (sys.stdout if device is None else device).write(f"{mesg}\n" if linefeed else f"{mesg}")


def _find_common_type(array_types: Any, scalar_types: Any) -> Any:
    """The type of arrays of these types with scalars of those, which count where they are of a later kind alone."""
    import numpy as np

    array, scalar = (np.result_type(*types) if len(types) else None for types in (array_types, scalar_types))
    if array is None or scalar is None:
        return scalar if array is None else array
    kinds = "buifcSUVOMm"
    return np.result_type(array, scalar) if kinds.index(scalar.kind) > kinds.index(array.kind) else array


def _issubclass(arg1: Any, arg2: Any) -> bool:
    try:
        return issubclass(arg1, arg2)
    except TypeError:
        return False


def _obj2sctype(rep: Any, default: Any = None) -> Any:
    import numpy as np

    if isinstance(rep, type) and issubclass(rep, np.generic):
        return rep
    try:
        return rep.dtype.type if isinstance(rep, np.ndarray) else np.dtype(rep).type
    except TypeError:
        return default


def _sctype2char(sctype: Any) -> str:
    import numpy as np

    if (found := _obj2sctype(sctype)) is None:
        raise ValueError("unrecognized type")
    return np.dtype(found).char


def _maximum_sctype(t: Any) -> Any:
    import numpy as np

    largest = {"i": np.int64, "u": np.uint64, "f": np.longdouble, "c": np.clongdouble}
    found = _obj2sctype(t)
    return found if found is None else largest.get(np.dtype(found).kind, found)


def _in1d(ar1: Any, ar2: Any, assume_unique: bool = False, invert: bool = False) -> Any:
    import numpy as np

    return np.isin(np.ravel(ar1), ar2, assume_unique=assume_unique, invert=invert)


def _trapz(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    import numpy as np

    return np.trapezoid(y, x, dx, axis)


def _safe_eval(source: str) -> Any:
    import ast

    return ast.literal_eval(source)


def _to_bytes(string: Any) -> Any:
    if not isinstance(string, str):
        return string
    try:
        return str.__str__(string).encode("latin-1")
    except UnicodeEncodeError:
        return str.__str__(string).encode("utf-8", "surrogateescape")


def _fromstring(original: Any) -> Any:
    def fromstring(string: Any, dtype: Any = float, count: int = -1, sep: str = "", **keywords: Any) -> Any:
        """``numpy.fromstring``, of binary data as well."""
        import numpy as np

        if sep == "":
            return np.frombuffer(_to_bytes(string), dtype=dtype, count=count).copy()
        return original(string, dtype=dtype, count=count, sep=sep, **keywords)

    return fromstring


def _frombuffer(original: Any) -> Any:
    def frombuffer(buffer: Any, *arguments: Any, **keywords: Any) -> Any:
        """``numpy.frombuffer``, of a string of bytes as well."""
        return original(_to_bytes(buffer), *arguments, **keywords)

    return frombuffer


def missing(name: str) -> bool:
    """Whether NumPy has the name no more, or only to complain about it."""
    import numpy

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            getattr(numpy, name)
        except (AttributeError, Warning):
            return True
    return False


def names_to_restore() -> dict[str, Any]:
    """The part of :func:`lost_names` that this NumPy lacks."""
    return {name: value for name, value in lost_names().items() if name in ALWAYS or missing(name)}
