"""Imports of a script under the runner: its own modules translated, the standard library's moved ones found.

A finder, in ``sys.meta_path`` while the script runs, takes charge of the modules in the script's directory, in those of
``PYTHONPATH`` and in those the script itself appends to ``sys.path``, and of packages that import Theano, installed or
in a checkout. It writes no byte code. Modules of a Python 2 program are translated; a Python 3 program's, and installed
ones, only if they are no valid Python 3. All are given NumPy's meaning of the time (:mod:`theano_min._era.syntax`).
"""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import linecache
import os
import re
import sys
import sysconfig
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from .._era.syntax import compile_module
from . import stdlib, translate

_OURS = os.path.dirname(os.path.dirname(os.path.realpath(__file__))) + os.sep


class Loader(SourceFileLoader):
    """Loads one module of a program, translated or not, and leaves nothing beside it."""

    python2 = True

    def get_code(self, fullname: str) -> CodeType:  # type: ignore[override]
        path = self.get_filename(fullname)
        return compile_file(self.get_data(path), path, self.python2)[0]

    def get_source(self, fullname: str) -> str:
        return translate.text_of(self.get_data(self.get_filename(fullname)), self.get_filename(fullname))[0]

    def exec_module(self, module: ModuleType) -> None:
        path = self.get_filename(module.__name__)
        code, python2 = compile_file(self.get_data(path), path, self.python2)
        if python2:
            from .builtins import module as builtin

            module.__dict__["__builtins__"] = builtin()
        exec(code, module.__dict__)


def compile_file(data: bytes, path: str, python2: bool) -> tuple[CodeType, bool]:
    """The code of a module and whether it was translated.

    In a Python 2 program everything is Python 2 but files that use what only Python 3 has; elsewhere everything is
    Python 3 that compiles.
    """
    if python2 and not translate.is_certainly_python3(data, path):
        code = translate.compile_source(data, path)
        remember_lines(data, path)
        return code, True
    try:
        return compile_module(data, path), False
    except SyntaxError:
        with suppress(SyntaxError):
            code = translate.compile_source(data, path)
            remember_lines(data, path)
            return code, True
        raise


def remember_lines(data: bytes, path: str) -> None:
    """Let tracebacks quote the user's own lines, whatever their encoding."""
    lines = data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    linecache.cache[path] = (len(data), None, [line + "\n" for line in lines], path)


def named_folders() -> list[str]:
    """The folders of ``PYTHONPATH``, as they stand in ``sys.path``, but for those of installed packages."""
    named = os.environ.get("PYTHONPATH", "") if not sys.flags.ignore_environment else ""
    folders = [os.path.abspath(each) for each in named.split(os.pathsep) if each]
    return [each for each in folders if not _INSTALLED.search(os.path.realpath(each) + os.sep)]


class Finder:
    """Finds the modules that belong to the script."""

    def __init__(self, directory: str, python2: bool):
        self.directory = directory
        self.loader: type[Loader] = type("Loader", (Loader,), {"python2": python2})
        self.installed: type[Loader] = type("Loader", (Loader,), {"python2": False})
        self.packages: dict[str, bool] = {}
        self.foreign = [entry for entry in sys.path if entry not in named_folders()]
        paths = sysconfig.get_paths()
        self.excluded = (*(os.path.realpath(paths[each]) + os.sep for each in ("stdlib", "platstdlib")), _OURS)

    def roots(self) -> list[str]:
        return [self.directory, *(entry for entry in sys.path if entry not in self.foreign and entry != self.directory)]

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, self.roots() if path is None else [*path])
        if spec is None and path is None:
            spec = PathFinder.find_spec(fullname, None)
        if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
            return None
        if self.owns(spec.origin):
            loader = self.loader
        elif self.imports_theano(fullname, spec):
            loader = self.installed
        else:
            return None
        packages = spec.submodule_search_locations
        return importlib.util.spec_from_file_location(
            fullname, spec.origin, loader=loader(fullname, spec.origin), submodule_search_locations=packages
        )

    def owns(self, origin: str) -> bool:
        real = os.path.realpath(origin)
        if real.startswith(self.excluded) or _INSTALLED.search(real):
            return False
        return any(real.startswith(os.path.realpath(root or ".") + os.sep) for root in self.roots())

    def imports_theano(self, fullname: str, spec: ModuleSpec) -> bool:
        """Whether an installed package, of which ``spec`` is a module, is one of Python alone that imports Theano."""
        place = str(spec.origin)
        if os.path.realpath(place).startswith(self.excluded) and not _INSTALLED.search(place):
            return False
        package = fullname.partition(".")[0]
        if package not in self.packages:
            for _ in range(fullname.count(".") + (spec.submodule_search_locations is not None)):
                place = os.path.dirname(place)
            ours = f"{os.path.realpath(place)}{os.sep}".startswith(_OURS)
            self.packages[package] = not ours and _imports_theano(place)
        return self.packages[package]


def _imports_theano(place: str) -> bool:
    files = [place] if place.endswith(".py") else []
    for folder, _, names in os.walk(place):
        if any(name.endswith((".so", ".pyd")) for name in names):
            return False
        files += [os.path.join(folder, name) for name in names if name.endswith(".py")]
    for path in files:
        with open(path, "rb") as file:
            if _IMPORT.search(file.read()):
                return True
    return False


_INSTALLED = re.compile(r"[\\/](?:site|dist)-packages[\\/]")
_IMPORT = re.compile(rb"^[ \t]*(?:import|from)[ \t]+theano\b", re.MULTILINE)
_finder: Finder | None = None


def install(directory: str, python2: bool) -> Any:
    """Put the finder to work; return the function that takes it out again."""
    global _finder
    finder = _finder = Finder(directory, python2)
    position = next((i for i, found in enumerate(sys.meta_path) if found is PathFinder), len(sys.meta_path))
    sys.meta_path.insert(position, finder)  # type: ignore[arg-type]
    aliases = _Aliases()
    sys.meta_path.append(aliases)  # type: ignore[arg-type]

    def undo() -> None:
        global _finder
        for found in (finder, aliases):
            if found in sys.meta_path:
                sys.meta_path.remove(found)  # type: ignore[arg-type]
        for name in (*stdlib.ALIASES, "imp"):
            sys.modules.pop(name, None)
        _finder = None

    return undo


def take_test_modules() -> None:
    """Of a Python 2 program, find its modules before pytest does, which could not read them."""
    if _finder is not None and _finder.loader.python2:
        sys.meta_path.remove(_finder)  # type: ignore[arg-type]
        sys.meta_path.insert(0, _finder)  # type: ignore[arg-type]


class _Aliases:
    """Finds ``xml.etree.cElementTree`` and the other sub-modules that moved, and ``imp``."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname in stdlib.ALIASES or fullname == "imp":
            return ModuleSpec(fullname, self)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        if spec.name == "imp":
            return stdlib.imp()
        real = importlib.import_module(stdlib.ALIASES[spec.name])
        module = ModuleType(spec.name)
        vars(module).update({name: value for name, value in vars(real).items() if not name.startswith("__")})
        return module

    def exec_module(self, module: ModuleType) -> None:
        pass


def import_module(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
    """``__import__`` of a Python 2 program: a package's own modules first, then the script's, then Python's."""
    if level == -1:
        level = 0
    package = globals.get("__package__") if level == 0 and globals and "absolute_import" not in globals else None
    if package and _exists(package, name.split(".")[0]):
        return builtins.__import__(name, globals, locals, fromlist, 1)
    if level == 0 and (moved := _moved(name)) is not None:
        return moved
    return builtins.__import__(name, globals, locals, fromlist or (), level)


def _exists(package: str, name: str) -> bool:
    parent = sys.modules.get(package)
    return (
        name.isidentifier() and PathFinder.find_spec(f"{package}.{name}", getattr(parent, "__path__", [])) is not None
    )


def _moved(name: str) -> ModuleType | None:
    """Python 2's version of a module of the standard library, if the script has none of that name itself."""
    if name == "__builtin__":
        from .builtins import module

        return module()
    if name not in stdlib.VERSIONS and name not in stdlib.RENAMED:
        return None
    if _finder is not None and _finder.find_spec(name) is not None:
        return None
    if name in stdlib.VERSIONS:
        return stdlib.VERSIONS[name]()
    return importlib.import_module(stdlib.RENAMED[name])
