"""Refuse to run where ``import theano`` finds something else than this package's alias, and say what it is.

What is here must run where nothing else can be imported: it needs the standard library alone.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple


class Obstacle(NamedTuple):
    """What ``import theano`` finds instead of the alias, and what to do about it."""

    what: str
    advice: str


def check() -> None:
    """Raise ImportError, or end the command ``theano-min``, if something stands in the way of ``import theano``."""
    obstacle = in_the_way()
    if obstacle is None:
        return
    message = f"{obstacle.what}. {obstacle.advice}"
    if command():
        print(f"theano-min: {message} (`theano-min doctor` says more.)", file=sys.stderr)
        raise SystemExit(2)
    raise ImportError(message)


def command() -> list[str]:
    """Return the arguments of the command ``theano-min`` if that is what this process runs, or else an empty list."""
    program, *arguments = getattr(sys, "argv", None) or [""]
    module = program == "-m" and {"theano_min", "-mtheano_min"} & set(sys.orig_argv)
    return arguments if module or Path(program).stem == "theano-min" else []


def in_the_way(path: Sequence[str] | None = None) -> Obstacle | None:
    """Return what stands where ``import theano`` looks (on ``path``, or ``sys.path``), None if nothing but the alias.

    Theano, Theano-PyMC and Aesara's early releases own the same top-level name; whichever was installed last overwrites
    the other's files, and either way the mixture fails later and obscurely.
    """
    spec = PathFinder.find_spec("theano", path)
    if spec is None:
        return None
    if spec.origin is None:
        return _folder(Path(next(iter(spec.submodule_search_locations or ["theano"]))))
    file = Path(spec.origin)
    if spec.submodule_search_locations is None:
        return Obstacle(f"{file} hides the package `theano`", "Rename that file (and remove its __pycache__).")
    site = file.parent.parent
    if _is_ours(file) and not any(
        info.name.lower().startswith("theano") and not info.name.lower().startswith("theano_min")
        for info in site.glob("*-info")
    ):
        return None
    what, names = f"Another package named `theano` stands in the way: {file.parent}", " ".join(_owners())
    if not names:
        return Obstacle(f"{what}. It belongs to no installed distribution", "Rename it, or move it out of sys.path.")
    return Obstacle(
        f"{what}. It belongs to the distribution {names}",
        f"Uninstall it, then install theano-min anew: pip uninstall {names} && {reinstall()}",
    )


def _folder(folder: Path) -> Obstacle:
    """Say what a folder without ``__init__.py`` is, which Python imports as an empty package without a word."""
    what = f"{folder} has no __init__.py, so that `import theano` gives an empty package"
    if any(folder.parent.glob("theano_min-*.dist-info")):
        return Obstacle(f"{what}: `pip uninstall Theano` leaves that behind", f"Install anew: {reinstall()}")
    return Obstacle(what, "Rename that folder, or install theano-min (pip install -e its checkout).")


def _is_ours(file: Path) -> bool:
    return "theano_min" in file.read_text("utf-8", "replace")


def reinstall() -> str:
    """Return the command that installs theano-min once more from where it came."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        came = json.loads(distribution("theano-min").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        came = {}
    source = came.get("url", "theano-min").removeprefix("file://")
    if "vcs_info" in came:
        source = f"{came['vcs_info']['vcs']}+{source}"
    editable = "-e " if came.get("dir_info", {}).get("editable") else ""
    return f"pip install --force-reinstall --no-deps {editable}{source}"


def _owners() -> list[str]:
    """Names of the installed distributions, this one left out, that own files of a top-level package ``theano``."""
    from importlib.metadata import distributions

    names = {
        dist.metadata["Name"]
        for dist in distributions()
        if any(file.parts[:1] == ("theano",) for file in dist.files or ())
    }
    return sorted(names - {"theano-min", "theano_min"})
