"""Refuse to run beside another package named ``theano``, and say which distribution brought it."""

from importlib.machinery import PathFinder
from pathlib import Path


def check() -> None:
    """Raise ImportError if ``import theano`` would find something else than this package's alias.

    Theano, Theano-PyMC and Aesara's early releases own the same top-level name; whichever was installed last overwrites
    the other's files, and either way the mixture fails later and obscurely.
    """
    spec = PathFinder.find_spec("theano")
    if spec is None or spec.origin is None:
        return
    file = Path(spec.origin)
    if spec.submodule_search_locations is None:
        raise ImportError(f"{file} hides the package `theano`: rename that file (and remove its __pycache__).")
    if "theano_min" in file.read_text("utf-8") and not any(
        info.name.lower().startswith("theano") and not info.name.lower().startswith("theano_min")
        for info in file.parent.parent.glob("*-info")
    ):
        return
    names = " ".join(_owners())
    where = f"another package named `theano` stands in the way: {file.parent}."
    if not names:
        raise ImportError(f"{where} It belongs to no installed distribution: move it out of sys.path.")
    raise ImportError(
        f"{where} It belongs to the distribution {names}. "
        f"Uninstall it, then install theano-min anew: pip uninstall {names} && pip install --force-reinstall theano-min"
    )


def _owners() -> list[str]:
    """Names of the installed distributions, this one left out, that own files of a top-level package ``theano``."""
    from importlib.metadata import distributions

    names = {
        dist.metadata["Name"]
        for dist in distributions()
        if any(file.parts[:1] == ("theano",) for file in dist.files or ())
    }
    return sorted(names - {"theano-min", "theano_min"})
