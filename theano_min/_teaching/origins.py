"""Whose a name of Theano's is: PyTensor's own, adapted, or restored; docs/compatibility.md and ``port`` read it."""

from __future__ import annotations

import importlib
import inspect
import sys
import warnings
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from pytensor.graph.op import Op
from pytensor.graph.type import Type

from theano_min._classes import StandIn


def status(name: str, value: Any) -> tuple[str, str]:
    """`same`, `renamed`, `adapted` or `restored`, and for the middle two what PyTensor calls it or does otherwise."""
    named = isinstance(value, type) or inspect.isroutine(value)
    home = value.__module__ if named else type(value).__module__
    if home.startswith("pytensor"):
        theirs = getattr(value, "__name__", name)
        is_same = theirs == name or getattr(sys.modules[home], name, None) is value
        return ("same", "") if is_same else ("renamed", f"PyTensor's `{theirs}`")
    return ("adapted", comment(value)) if name in theirs_by_name() else ("restored", "")


@cache
def theirs_by_name() -> dict[str, list[str]]:
    """The names that PyTensor's modules give to what they define, with the names of those modules."""
    found: dict[str, list[str]] = {}
    for module in [name for name in sys.modules if name.partition(".")[0] == "pytensor"]:
        for name, value in vars(sys.modules[module]).items():
            if _is_theirs(value):
                found.setdefault(name, []).append(module)
    found.pop("__getattr__", None)
    return found


def _is_theirs(value: Any) -> bool:
    return str(getattr(value, "__module__", "")).startswith("pytensor") or isinstance(value, Op | Type)


def comment(value: Any) -> str:
    """The comment of an adapter that says what differs: above its `def`, or the first one in its body."""
    try:
        above = inspect.getcomments(value)
        body = [line.strip() for line in inspect.getsource(value).splitlines() if line.strip().startswith("# ")]
    except (OSError, TypeError):
        return ""
    lines = above.splitlines() if above else body[:1]
    return " ".join(line.strip().removeprefix("#").strip() for line in lines)


class Origin(NamedTuple):
    """A name of Theano's: what it stands for here, whose that is, and where PyTensor has it (module, name; or "")."""

    value: Any
    status: str
    difference: str = ""
    module: str = ""
    name: str = ""

    @property
    def theirs(self) -> Any:
        """PyTensor's object, None if it has none."""
        return getattr(sys.modules[self.module], self.name) if self.module else None


def origin(name: str) -> Origin:
    """Return the origin of a name such as ``theano.tensor.dot``. Errors: AttributeError, ImportError with advice."""
    value = _value(name)
    if isinstance(value, ModuleType):
        return Origin(value, "module")
    last = name.rpartition(".")[2]
    if not (inspect.isroutine(value) or isinstance(value, type) or _is_theirs(value)):
        return Origin(value, "value")
    whose, difference = status(last, value)
    if isinstance(value, StandIn) and value.stands_for is not None:
        return Origin(value, "adapted", comment(value), *_place(name, value.stands_for))
    place = _place(name, value) if whose in ("same", "renamed") else ("", "")
    if place[0]:
        return Origin(value, whose, "", *place)
    if whose != "restored" and last in theirs_by_name():
        return Origin(value, "adapted", difference, _best(name, theirs_by_name()[last], last), last)
    return Origin(value, "restored")


def _value(name: str) -> Any:
    value: Any = importlib.import_module("theano_min")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of modules that Theano had moved
        for part in name.split(".")[1:]:
            try:
                value = getattr(value, part)
            except AttributeError as error:
                if not isinstance(value, ModuleType) or " is gone: " in str(error):
                    raise
                value = importlib.import_module(f"{value.__name__}.{part}")
    return value


@cache
def _names() -> dict[int, list[tuple[str, str]]]:
    """The modules and names by which PyTensor has its objects."""
    found: dict[int, list[tuple[str, str]]] = {}
    for name, modules in theirs_by_name().items():
        for module in modules:
            if not name.startswith("_"):
                found.setdefault(id(vars(sys.modules[module])[name]), []).append((module, name))
    return found


def _place(name: str, value: Any) -> tuple[str, str]:
    """The module and the name where a program would look for an object of PyTensor's; two empty strings if nowhere."""
    places = _names().get(id(value), [])
    last = name.rpartition(".")[2]
    places = [place for place in places if place[1] == last] or places
    if not places:
        return "", ""
    module = _best(name, [module for module, _ in places], places[0][1])
    return module, next(found for where, found in places if where == module)


def _best(name: str, modules: list[str], found: str) -> str:
    """Of PyTensor's modules the one whose name reads most like Theano's, or the shortest in which it is at home."""
    path = name.rpartition(".")[0].replace("theano", "pytensor", 1)
    order = ["pytensor.tensor", "pytensor", path] if path.startswith("pytensor.tensor") else [path, "pytensor"]
    known = [module for module in order if module in modules]
    if known:
        return known[0]
    value = getattr(sys.modules[modules[0]], found)
    home = f"{getattr(value, '__module__', '')}."
    return min(modules, key=lambda module: (not home.startswith(f"{module}."), module.count("."), module))
