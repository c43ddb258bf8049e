"""Build hook: give the installed package ``theano`` a small file for each module that it lends from ``theano_min``.

They are read only by a thread that imports ``theano.x`` in the instant between the appearance of ``theano`` in
``sys.modules`` and the first line of its ``__init__.py``, which sets up the alias: the import system does not wait.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STAND_IN = '''"""Stands in for ``theano_min{name}`` until the alias ``theano`` is set up."""

import sys
from importlib import import_module

import_module("theano")
sys.modules[__name__] = import_module("theano_min{name}")
'''


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version, build_data):
        self.stand_ins = TemporaryDirectory()
        package = Path(self.root, "theano_min")
        for module in package.rglob("*.py"):
            place = module.relative_to(package)
            parts = place.parent.parts if place.name == "__init__.py" else place.with_suffix("").parts
            if not parts or any(part.startswith("_") for part in parts):
                continue
            file = Path(self.stand_ins.name, place)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(STAND_IN.format(name="".join(f".{part}" for part in parts)))
            build_data["force_include"][str(file)] = str(Path("theano", place))

    def finalize(self, version, build_data, artifact_path):
        self.stand_ins.cleanup()
