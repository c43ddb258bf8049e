"""Print, as JSON, the names that real Theano's modules had by importing: run by an interpreter that has it."""

import inspect
import json
import pkgutil
import types
from importlib import import_module

import theano

LEFT_OUT = {"tests", "gpuarray", "misc", "cuda"}


def modules():
    yield theano
    for each in pkgutil.walk_packages(theano.__path__, "theano.", onerror=lambda name: None):
        if not LEFT_OUT & set(each.name.split(".")):
            try:
                yield import_module(each.name)
            except Exception:
                continue


def home(module, name, value):
    """Where a name is from, as "module" or "module:name", or None if it is the module's own."""
    if isinstance(value, types.ModuleType):
        return value.__name__ if value.__name__.split(".")[0] in ("theano", "numpy", "scipy") else None
    where = getattr(value, "__module__", None)
    if not (inspect.isclass(value) or inspect.isfunction(value)) or not isinstance(where, str):
        return None
    if (
        where.split(".")[0] != "theano"
        or where == module
        or getattr(import_module(where), value.__name__, 0) is not value
    ):
        return None
    return f"{where}:{value.__name__}"


if __name__ == "__main__":
    found = {}
    for module in modules():
        for name, value in sorted(vars(module).items()):
            there = None if name.startswith("__") else home(module.__name__, name, value)
            if there:
                found.setdefault(module.__name__, {})[name] = there
    print("JSON" + json.dumps(found))
