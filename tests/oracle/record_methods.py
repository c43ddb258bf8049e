"""Write `theano_min/_overridable.py`, the methods of real Theano's operations: run by an interpreter that has it."""

import inspect
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import theano

HERE = Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "theano_min" / "_overridable.py"
ROOTS = {"PureOp", "Op", "CLinkerOp", "ScalarOp"}
CODE_IN_FILES = "COp"
LETTERS = {"L_op": "l", "nfunc_spec": "n", "c_code": "c"}
HEADER = '''"""Which of Theano's operations had what takes precedence over a program's methods: recorded from it.

Written by `tests/oracle/record_methods.py`.
"""

# module -> class -> l: L_op, which is called, not grad; n: a function of NumPy's, which is called, not impl;
# c: C code, which every mode that runs C prefers to perform and impl
_HAD = {
'''
FOOTER = '''}


def _with(letter):
    """The paths of the classes that had it."""
    return frozenset(f"{module}.{name}" for module, names in _HAD.items() for name in names if letter in names[name])


HAD_L_OP, HAD_NFUNC, HAD_C = _with("l"), _with("n"), _with("c")
'''


def modules():
    for each in pkgutil.walk_packages(theano.__path__, "theano.", onerror=lambda name: None):
        if not {"tests", "gpuarray", "misc", "theano.sandbox.cuda"} & {each.name, *each.name.split(".")}:
            try:
                yield import_module(each.name)
            except Exception as error:
                print(each.name, type(error).__name__, file=sys.stderr)


def owner(cls, method):
    """The name of the class that has the method, for ``cls``, or None for those that all operations derive from."""
    found = next((base for base in cls.__mro__ if method in vars(base)), None)
    return None if found is None or found.__name__ in ROOTS else found


def rows(paths):
    """The lines of the table."""
    modules = {}
    for method, found in paths.items():
        for path in found:
            module, _, name = path.rpartition(".")
            letters = modules.setdefault(module, {})
            letters[name] = letters.get(name, "") + LETTERS[method]
    for module in sorted(modules):
        yield f'    "{module}": {{\n'
        yield from (f'        "{name}": "{letters}",\n' for name, letters in sorted(modules[module].items()))
        yield "    },\n"


if __name__ == "__main__":
    paths = {method: set() for method in LETTERS}
    for module in modules():
        for cls in vars(module).values():
            if (
                inspect.isclass(cls)
                and issubclass(cls, theano.gof.op.PureOp)
                and cls.__module__ == module.__name__ != "theano.gof.op"
            ):
                for method in paths:
                    found = owner(cls, method)
                    if found is cls and method == "c_code" and "self.__class__ is not" in inspect.getsource(cls.c_code):
                        continue  # it refuses subclasses
                    in_files = found is not None and found.__name__ == CODE_IN_FILES and method == "c_code"
                    if found is cls or in_files:
                        paths[method].add(f"{cls.__module__}.{cls.__name__}")
    TABLE.write_text(HEADER + "".join(rows(paths)) + FOOTER)
