"""Put lost names back into the libraries that a program imports, when it imports them.

The finder below stands first in ``sys.meta_path`` during the era. It answers for the modules in :mod:`.tables`: the
library's own loader runs, then the module is given the names that it lacks, each resolved when it is first asked for;
a module that is gone is made of its names alone. Libraries that a program does not import are not imported.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from .tables import GONE, METHODS, NAMES, SETUP

_ABSENT: Any = object()


class Gone:
    """Stands for a name that has no equivalent, and says so when it is used."""

    def __init__(self, name: str, advice: str):
        self.__name__, self._advice = name, advice

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        raise NotImplementedError(f"{self.__name__} is gone; {self._advice}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self()


def resolved(where: str) -> Any:
    """What ``"package.module:name.attribute"`` means, ``"package.module"`` alone being the module."""
    module, _, path = where.partition(":")
    value: Any = importlib.import_module(module)
    for name in filter(None, path.split(".")):
        value = getattr(value, name)
    return value


def _lost(module: str, name: str) -> Any:
    """The value of a lost name; KeyError if the tables know none."""
    if (advice := GONE.get(f"{module}.{name}")) is not None:
        return Gone(f"{module}.{name}", advice)
    return resolved(NAMES.get(module, {})[name])


class Names:
    """The finder, and what it has changed."""

    def __init__(self) -> None:
        self.undo: list[Callable[[], Any]] = []
        self.modules = {*NAMES, *METHODS, *SETUP, *(name.rpartition(".")[0] for name in GONE)}
        self.modules |= {name.rpartition(".")[0] for name in self.modules} - {""}
        self.busy: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in self.busy or (fullname not in self.modules and fullname not in GONE):
            return None
        self.busy.add(fullname)
        try:
            spec = importlib.util.find_spec(fullname)
        finally:
            self.busy.discard(fullname)
        if spec is None and fullname in GONE:
            raise ModuleNotFoundError(f"{fullname} is gone; {GONE[fullname]}", name=fullname)
        if spec is None:
            is_package = any(name.startswith(f"{fullname}.") for name in self.modules)
            return ModuleSpec(fullname, _Made(self), is_package=is_package)  # type: ignore[arg-type]
        if spec.loader is not None:
            spec.loader = _Completing(spec.loader, self)  # type: ignore[assignment]
        return spec

    def complete(self, module: ModuleType) -> None:
        """Give a module the names, methods and habits that it lost."""
        name = module.__name__
        if name in NAMES or any(each.rpartition(".")[0] == name for each in GONE):
            self._change(module, "__getattr__", _fallback(name, vars(module).get("__getattr__")))
        for path, where in METHODS.get(name, {}).items():
            owner: Any = module
            *way, last = path.split(".")
            for step in way:
                owner = getattr(owner, step, None)
            if owner is not None and not hasattr(owner, last):
                self._change(owner, last, resolved(where))
        if name in SETUP:
            resolved(SETUP[name])(module, self._change)

    def complete_imported(self) -> None:
        """Complete the modules that were imported before the era began."""
        for name in sorted(self.modules & sys.modules.keys()):
            self.complete(sys.modules[name])

    def _change(self, owner: Any, name: str, value: Any) -> None:
        before = vars(owner).get(name, _ABSENT)
        setattr(owner, name, value)
        self.undo.append(lambda: delattr(owner, name) if before is _ABSENT else setattr(owner, name, before))

    def leave(self) -> None:
        """Take everything back."""
        for step in reversed(self.undo):
            step()
        for name in self.modules & sys.modules.keys():
            if isinstance(getattr(sys.modules[name].__spec__, "loader", None), _Made):
                del sys.modules[name]
        sys.meta_path.remove(self)  # type: ignore[arg-type]


def _fallback(module: str, before: Callable[[str], Any] | None) -> Callable[[str], Any]:
    def __getattr__(name: str) -> Any:
        try:
            return _lost(module, name)
        except KeyError:
            pass
        other = None if name.startswith("__") else NAMES.get(module, {}).get("*")
        try:
            if before is not None:
                return before(name)
        except AttributeError:
            if other is None:
                raise
        if other is not None:
            return getattr(resolved(other), name)
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return __getattr__


class _Completing:
    """A library's own loader, and then the lost names."""

    def __init__(self, loader: Any, names: Names):
        self._loader, self._names = loader, names

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)  # type: ignore[no-any-return]

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._names.complete(module)


class _Made:
    """Makes a module that is gone."""

    def __init__(self, names: Names):
        self._names = names

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__all__ = sorted(NAMES.get(module.__name__, {}))  # type: ignore[attr-defined]
        self._names.complete(module)
