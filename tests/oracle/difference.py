"""Where two outcomes of a program differ, and in what."""

import math
from itertools import zip_longest

FEW = ("digits", 2e-5), ("half", 5e-3)
DIGITS = {"float16": 2e-3, "float32": 2e-5, "complex64": 2e-5}


def differences(mine, theirs, digits=1e-10):
    """Yield (kind, where) of what differs between an outcome of ours and one of Theano's.

    Kinds: `value`, `digits` and `half` (a value whose float32's, float16's digits agree), `dtype`, `shape`, `pattern`,
    `error` (both raise, ours no subclass of Theano's), `refused` (we raise), `accepted` (Theano raises), `answer`
    (another object), `crash`, `timeout`.
    """
    for kind, where in _differences(mine, theirs, digits, ()):
        yield kind, ".".join(map(str, where))


def _differences(mine, theirs, digits, where):
    if isinstance(theirs, dict) and isinstance(mine, dict):
        if "error" in mine or "error" in theirs:
            yield from _errors(mine, theirs, where)
        elif "data" in theirs and "data" in mine:
            yield from _arrays(mine, theirs, digits, where)
        elif theirs.keys() != mine.keys():
            yield "answer", where
        else:
            for key in theirs:
                if key == "broadcastable":
                    if not _pattern(mine[key], theirs[key]):
                        yield "pattern", where
                elif key == "dtype":
                    if mine[key] != theirs[key]:
                        yield "dtype", where
                else:
                    yield from _differences(mine[key], theirs[key], digits, (*where, key))
    elif isinstance(theirs, list) and isinstance(mine, list):
        if len(mine) != len(theirs):
            yield "answer", where
            return
        for i, pair in enumerate(zip_longest(mine, theirs)):
            yield from _differences(*pair, digits, (*where, i))
    elif isinstance(theirs, dict) and "error" in theirs:
        yield "accepted", where
    elif isinstance(mine, dict) and "error" in mine:
        yield from _errors(mine, {}, where)
    elif isinstance(theirs, float) and isinstance(mine, float):
        if not _close(mine, theirs, digits):
            yield ("digits" if _close(mine, theirs, 2e-5) else "value"), where
    elif type(mine) is not type(theirs):
        yield "answer", where
    elif mine != theirs and not (isinstance(mine, str) and " object at 0x" in mine):
        yield "value", where


def _errors(mine, theirs, where):
    if "Crash" in mine.get("error", ()):
        yield "crash", where
    elif "Timeout" in mine.get("error", ()):
        yield "timeout", where
    elif "error" not in mine:
        yield "accepted", where
    elif "error" not in theirs:
        yield "refused", where
    elif theirs["error"][0] not in mine["error"]:
        yield "error", where


def _pattern(mine, theirs):
    """Whether ours knows of each axis at least what Theano's did."""
    return len(mine) == len(theirs) and all(a >= b for a, b in zip(mine, theirs, strict=True))


def _arrays(mine, theirs, digits, where):
    if mine["shape"] != theirs["shape"]:
        yield "shape", where
        return
    if mine["dtype"] != theirs["dtype"]:
        yield "dtype", where
    digits = max(digits, *(DIGITS.get(each["dtype"], 0) for each in (mine, theirs)))
    a, b = _flat(mine["data"]), _flat(theirs["data"])
    scale = max((abs(x) for x in b if isinstance(x, float) and math.isfinite(x)), default=0)
    wrong = [(x, y) for x, y in zip(a, b, strict=True) if not _close(x, y, digits, scale)]
    if wrong:
        yield next((kind for kind, few in FEW if all(_close(x, y, few, scale) for x, y in wrong)), "value"), where


def _flat(data):
    return [x for each in data for x in (each if isinstance(each, list) else [each])]


def _close(x, y, digits, scale=0):
    if isinstance(x, bool) or isinstance(y, bool) or (isinstance(x, int) and isinstance(y, int)):
        return x == y
    absolute = digits * max(0.05 if digits > 1e-6 else 1e-3, min(scale, 1))
    if isinstance(x, str) or isinstance(y, str):
        return x == y
    return x == y or (x != x and y != y) or math.isclose(x, y, rel_tol=digits, abs_tol=absolute)


def spread(theirs, digits=1e-10):
    """To how many digits Theano's own modes agree on a program: the tolerance that this asks for."""
    for tolerance in (1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4):
        if all(not list(differences(a, b, tolerance)) for a in theirs for b in theirs):
            return tolerance
    return digits
