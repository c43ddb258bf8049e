"""The libraries of 2008-2020 as programs of that time knew them: names that are gone, and meanings that changed.

In the era (see :mod:`theano_min.era` for how it begins)

- NumPy's old names exist (:mod:`.numpy_names`), and those of SciPy, scikit-learn, Matplotlib, pandas, h5py and Python's
  library (:mod:`.tables`), each put in place when the program imports the library (:mod:`.names`);
- modules that are gone are there again (:mod:`.modules`);
- in the program's own modules, and in installed packages that import Theano, NumPy means what it did: ragged lists are
  arrays of objects (:mod:`.numpy`), scalars do not widen arrays (:mod:`.arithmetic`), a list of slices is an index
  (:mod:`.indexing`), and arrays have their lost methods (:mod:`.attributes`). :mod:`.syntax` puts calls of those into
  the program's syntax tree.

Other libraries see nothing of the last kind: PyTensor, Numba and SciPy work with NumPy as it is.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable
from typing import Any

_ABSENT = object()
of_python2 = False
"""Whether the program of this era is one of Python 2, whose texts of bytes are ``str`` here."""


def begin(lost: dict[str, dict[str, Any]], python2: bool = False) -> Callable[[], None]:
    """Put lost names in place, those of ``{module: {name: value}}`` too; return what takes them away again."""
    from .names import Names

    global of_python2
    of_python2 = python2
    names = Names()
    sys.meta_path.insert(0, names)  # type: ignore[arg-type]
    names.complete_imported()
    changed: list[tuple[Any, str, Any]] = []
    tables = dict(lost)
    if importlib.util.find_spec("numpy") is not None:
        from .numpy_names import names_to_restore

        tables["numpy"] = names_to_restore()
    for module_name, values in tables.items():
        module = importlib.import_module(module_name)
        for name, value in values.items():
            if module_name != "numpy" and name in vars(module):
                continue
            changed.append((module, name, vars(module).get(name, _ABSENT)))
            setattr(module, name, value)

    def undo() -> None:
        for module, name, value in reversed(changed):
            if value is not _ABSENT:
                setattr(module, name, value)
            elif name in vars(module):
                delattr(module, name)
        names.leave()

    return undo


def has_begun() -> bool:
    """Whether an era has begun and not ended."""
    return any(type(finder).__module__ == f"{__name__}.names" for finder in sys.meta_path)


def print_as_numpy(version: str) -> Callable[[], None]:
    """Write arrays and their scalars as an old NumPy did, ``""`` being today's; return what undoes that."""
    if not version or importlib.util.find_spec("numpy") is None:
        return lambda: None
    numpy = importlib.import_module("numpy")
    before = numpy.get_printoptions()
    numpy.set_printoptions(legacy=version)
    return lambda: numpy.set_printoptions(**before)
