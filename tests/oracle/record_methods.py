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
HEADER = '''"""Which of Theano's operations had what takes precedence over a program's methods: recorded from it.

Written by `tests/oracle/record_methods.py`.
"""

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


if __name__ == "__main__":
    paths = {"L_op": set(), "c_code": set(), "nfunc_spec": set()}
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
    text = HEADER
    for constant, what, found in (
        ("HAD_L_OP", "with L_op, which is called, not grad", paths["L_op"]),
        ("HAD_NFUNC", "with a function of NumPy's, which is called, not impl", paths["nfunc_spec"]),
        ("HAD_C", "with C code, which every mode that runs C prefers to perform and impl", paths["c_code"]),
    ):
        lines = "".join(f'    "{path}",\n' for path in sorted(found))
        text += f"# {what}\n{constant} = frozenset({{\n{lines}}})\n"
    TABLE.write_text(text)
