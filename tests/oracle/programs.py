"""Programs as text: run by real Theano when they are recorded, by ours in the tests."""

import ast
import math
import warnings

import numpy as np

DIGITS = {"float16": 1e-2, "float32": 2e-5, "complex64": 2e-5}


def outcome(theano, text, mode=None):
    """What the last expression of a program gives, as JSON has it, or the classes of its error.

    The program has the names `theano`, `T`, `np`, `F`, which is `theano.function` in ``mode``, `call` and `about`.
    """

    def F(*args, **kwargs):
        return theano.function(*args, **dict({"mode": mode}, **kwargs))

    space = {
        "theano": theano,
        "T": theano.tensor,
        "np": np,
        "F": F,
        "call": call,
        "about": about,
        "__name__": "program",
    }
    *statements, last = ast.parse(text).body
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.random.seed(1)
        try:
            exec(compile(ast.Module(statements, type_ignores=[]), "program", "exec"), space)
            return {"value": plain(eval(compile(ast.Expression(last.value), "program", "eval"), space))}
        except Exception as error:
            return plain(error)


def call(f, *args, **kwargs):
    """What a call gives, or its error."""
    try:
        return f(*args, **kwargs)
    except Exception as error:
        return error


def about(variable):
    """What a variable says of the values that it will have."""
    return {"dtype": str(variable.dtype), "broadcastable": [bool(b) for b in variable.broadcastable]}


def plain(value):
    if isinstance(value, Exception):
        return {"error": [c.__name__ for c in type(value).__mro__ if c not in (object, BaseException)]}
    if isinstance(value, (np.ndarray, np.generic)):
        value = np.asarray(value)
        data = value.ravel()
        if value.dtype.kind == "c":
            data = np.stack([data.real, data.imag], -1)
        return {"dtype": str(value.dtype), "shape": list(value.shape), "data": data.tolist()}
    if isinstance(value, complex):
        return [value.real, value.imag]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (bool, int, float, type(None))) else str(value)


def agree(mine, theirs, digits=1e-10):
    """Whether two outcomes are the same: dtypes, shapes, errors exactly, floating-point numbers to ``digits``."""
    if isinstance(theirs, dict):
        if not isinstance(mine, dict) or mine.keys() != theirs.keys():
            return False
        if "error" in theirs:
            return theirs["error"][0] in mine["error"]
        digits = DIGITS.get(theirs.get("dtype"), digits)
        return all(agree(mine[key], theirs[key], digits) for key in theirs)
    if isinstance(theirs, list):
        return (
            isinstance(mine, list) and len(mine) == len(theirs) and all(map(agree, mine, theirs, [digits] * len(mine)))
        )
    if isinstance(theirs, float) and isinstance(mine, float):
        return math.isclose(mine, theirs, rel_tol=digits, abs_tol=digits) or (mine != mine and theirs != theirs)
    return type(mine) is type(theirs) and mine == theirs
