"""The name ``theano``: installed as a top-level package, it hands out the modules of ``theano_min`` themselves."""

import sys
from importlib.machinery import ModuleSpec, PathFinder


class _Alias:
    """Finds ``theano.x.y`` and loads it as the module object ``theano_min.x.y``."""

    def __init__(self):
        spec = PathFinder.find_spec("theano_min")
        if spec is None:
            spec = sys.modules["theano_min"].__spec__
        self.path = list(spec.submodule_search_locations)

    def find_spec(self, fullname, path=None, target=None):
        # Runs under the import lock, so it looks up and imports nothing.
        if not fullname.startswith("theano."):
            return None
        spec = PathFinder.find_spec(self.real(fullname), self.path if fullname.count(".") == 1 else path)
        if spec is None:
            return None
        alias = ModuleSpec(fullname, self, origin=spec.origin, is_package=spec.submodule_search_locations is not None)
        alias.loader_state = spec
        return alias

    def create_module(self, spec):
        from importlib import import_module

        module = import_module(self.real(spec.name))
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module):
        # It ran under its own name; the import system has meanwhile given it the alias's spec.
        module.__spec__ = module.__spec__.loader_state

    def get_code(self, fullname):  # `python -m theano.x`
        from importlib.util import find_spec

        spec = find_spec(fullname)
        real = getattr(spec, "loader_state", None) or spec
        return real.loader.get_code(real.name)

    @staticmethod
    def real(fullname):
        return "theano_min" + fullname.removeprefix("theano")


# Before anything else: another thread may import `theano.x` at any moment from now on.
if not any(finder.__class__.__qualname__ == "_Alias" for finder in sys.meta_path):
    sys.meta_path.insert(0, _Alias())

import theano_min  # noqa: E402

sys.modules["theano"] = theano_min
# Programs of 2008-2016 loop over `xrange`: the script that imports theano gets it, nobody else.
if __name__ == "theano" and not hasattr(sys.modules["__main__"], "xrange"):
    sys.modules["__main__"].xrange = range  # type: ignore[attr-defined]
