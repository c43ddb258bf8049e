"""What functions leave on disk for the next run: compiled code, Numba's and C's, and rewritten graphs."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from pathlib import Path

from theano_min.configdefaults import config


def places() -> dict[str, Path]:
    """Return the directories of the caches, by what they hold: the code of a compiler, or graphs."""
    from theano_min._engine import kept_graphs

    return {
        "Numba": Path(config.base_compiledir, "numba"),
        "C": Path(config.compiledir),
        "Graphs": kept_graphs.place(),
    }


def list_contents() -> None:
    """Print where the caches are, how large, and how many pieces of code of which name, and graphs, they hold."""
    for holding, place in places().items():
        print(f"{holding}: {_megabytes(place):.1f} MB in {place}")
        kept = [file for file in _files(place) if file.suffix in (".nbc", ".so", ".pyd", ".pickle")]
        for name, number in sorted(Counter(_name(file) for file in kept).items()):
            print(f"{number:8} {name}")


def clear() -> None:
    """Delete the compiled code and the graphs, and print how much that was."""
    from pytensor.compile.compilelock import lock_ctx
    from pytensor.link.c.basic import get_module_cache

    before = sum(map(_megabytes, places().values()))
    for file in _files(places()["Numba"]) + _files(places()["Graphs"]):
        if file.suffix in (".nbc", ".nbi", ".pickle", ".numpy", ".compiled"):
            file.unlink(missing_ok=True)
    with lock_ctx():
        get_module_cache().clear(unversioned_min_age=-1, clear_base_files=True, delete_if_problem=True)
    print(f"{before - sum(map(_megabytes, places().values())):.1f} MB deleted")


def warm(script: str, arguments: list[str]) -> int:
    """Run a script with every function compiled at its first call, and return its exit status."""
    from theano_min._engine.tiers import Tiers
    from theano_min.python2 import run_path

    Tiers.waits = False
    try:
        return run_path(script, arguments)
    finally:
        Tiers.waits = True


def _files(place: Path) -> list[Path]:
    return [Path(folder, file) for folder, _, files in os.walk(place) for file in files]


def _megabytes(place: Path) -> float:
    size = 0
    for file in _files(place):
        with suppress(OSError):  # another program may have deleted it
            size += file.stat().st_size
    return size / 1e6


def _name(file: Path) -> str:
    """Return what a file holds: of machine code what it computes, as far as its name or what lies beside it tells."""
    if file.suffix == ".pickle":
        return "rewritten graph"
    if file.suffix == ".nbc":
        return file.name.split("-")[0].removeprefix("string.")
    return file.parent.name if not file.parent.name.startswith("tmp") else "operation in C"
