"""The name ``theano``: installed as a top-level package, it hands out the modules of ``theano_min`` themselves."""

import sys
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any


class _Alias:
    """Finds ``theano.x.y`` and loads it as the module object ``theano_min.x.y``."""

    def __init__(self):
        spec = PathFinder.find_spec("theano_min") or sys.modules["theano_min"].__spec__
        self.root = spec.submodule_search_locations[0]
        self.modules = {}

    def find_spec(self, fullname, path=None, target=None):
        # Runs under the import lock, so it looks up and imports nothing.
        if not fullname.startswith("theano."):
            return None
        real = self.real(fullname)
        directory = "/".join([self.root, *real.split(".")[1:-1]])
        spec = PathFinder.find_spec(real, [directory])
        if spec is None:
            removed = sys.modules.get("theano_min._removed")
            if removed and (advice := removed.module_advice(fullname)):
                raise ModuleNotFoundError(advice, name=fullname)
            return None
        alias = ModuleSpec(fullname, self, origin=spec.origin, is_package=spec.submodule_search_locations is not None)
        alias.loader_state = spec
        return alias

    def create_module(self, spec):
        from importlib import import_module

        import_module("theano_min")  # waits until whichever thread imports it is through
        module = import_module(self.real(spec.name))
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module):
        # It ran under its own name; the import system has meanwhile given it the alias's spec.
        module.__spec__ = module.__spec__.loader_state

    def get_code(self, fullname):  # `python -m theano.x`
        from importlib.util import find_spec

        spec = find_spec(self.real(fullname))
        return spec.loader.get_code(spec.name)

    @staticmethod
    def real(fullname):
        return "theano_min" + fullname.removeprefix("theano")


# Before anything else: another thread may import `theano.x` at any moment from now on.
if not any(finder.__class__.__qualname__ == "_Alias" for finder in sys.meta_path):
    sys.meta_path.insert(0, _Alias())

# A program that took `theano` and all its names out of `sys.modules` gets them back: PyTensor holds our rewrites.
_alias: Any = next(finder for finder in sys.meta_path if finder.__class__.__qualname__ == "_Alias")
if "theano_min" not in sys.modules:
    sys.modules.update(_alias.modules)

import theano_min  # noqa: E402

sys.modules["theano"] = theano_min
_alias.modules = {name: sys.modules[name] for name in [*sys.modules] if name.partition(".")[0] == "theano_min"}
# Imported by that name later on, the module `theano.tensor.var` would take the place of the function of its name.
for _name in [name for name in sys.modules if name.startswith("theano_min.")]:
    _package, _, _child = _name.rpartition(".")
    if getattr(sys.modules[_package], _child, None) is not sys.modules[_name]:
        sys.modules["theano" + _name.removeprefix("theano_min")] = sys.modules[_name]
# Programs of 2008-2016 loop over `xrange`: the script that imports theano gets it, nobody else.
if __name__ == "theano" and not hasattr(sys.modules["__main__"], "xrange"):
    sys.modules["__main__"].xrange = range  # type: ignore[attr-defined]
