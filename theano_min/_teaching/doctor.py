"""``theano-min doctor``: what a program that imports theano gets here, what stands in its way, and what to do about it.

It must answer where nothing of this package can be imported, so it rests on the standard library; what only a program
knows that has imported theano, another process tells, which tries to.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from configparser import Error, RawConfigParser
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import Any, NamedTuple

from theano_min import _conflict, version

NOTE, WRONG = "note", "wrong"


class Finding(NamedTuple):
    """A line: what it is about, what was found, whether that is to be noted or stands in the way, and what to do."""

    name: str
    value: str
    state: str = ""
    advice: str = ""


def examine(as_json: bool = False) -> int:
    """Print what was found, and return 1 if something stands in the way of a program, 0 otherwise."""
    told = _tried()
    path = [os.getcwd(), *_others(sys.path)]
    sections: dict[str, Callable[[], Iterator[Finding]]] = {
        "Versions": _versions,
        "import theano": lambda: _imported(told, path),
        "Compilers (none is needed)": lambda: _compilers(told),
        "BLAS": lambda: _blas(told),
        "Flags": lambda: _flags(told),
        "Caches": lambda: _caches(told),
    }
    found = {title: list(section()) for title, section in sections.items()}
    wrong = sum(each.state == WRONG for findings in found.values() for each in findings)
    if as_json:
        listed = [{"section": title, **each._asdict()} for title, findings in found.items() for each in findings]
        print(json.dumps({"ok": not wrong, "findings": listed}, indent=2))
    else:
        _print(found, wrong)
    return int(wrong > 0)


def _print(found: dict[str, list[Finding]], wrong: int) -> None:
    width = max(len(each.name) for findings in found.values() for each in findings)
    for title, findings in found.items():
        print(title)
        for name, value, state, advice in findings:
            mark = {NOTE: "*", WRONG: "!"}.get(state, " ")
            print(f"  {mark} {name:{width}}  {value}".rstrip())
            if advice:
                print(f"    {'':{width}}  -> {advice}")
    print()
    print("Nothing stands in the way." if not wrong else f"{wrong} in the way: see the lines marked with !.")


# ---- a program that tries ------------------------------------------------------------------------------------------

_PROGRAM = """
import json, sys, warnings
import theano, theano_min
from theano_min import _cache, configdefaults
from theano_min.configparser import _config_var_list
import numpy, pytensor
try:
    from threadpoolctl import threadpool_info
    numpy.ones((2, 2)) @ numpy.ones((2, 2))
    pools = threadpool_info()
except ImportError:
    pools = None
asked = set(json.loads(sys.argv[1]))
flags = {each.fullname.lower(): each for each in _config_var_list}
other = {name.replace("__", ".").lower() for name in dir(type(pytensor.config))}
print(json.dumps({
    "theano": getattr(theano, "__file__", None), "theano_min": theano_min.__file__, "alias": theano is theano_min,
    "values": {name: str(each.__get__(theano.config)) for name, each in flags.items() if name in asked},
    "unknown": sorted(asked - flags.keys() - other - {name.lower() for name in configdefaults._RETIRED}),
    "names": {name: each.fullname for name, each in flags.items()},
    "cxx": theano.config.cxx,
    "blas": numpy.show_config(mode="dicts")["Build Dependencies"].get("blas", {}),
    "pools": pools,
    "caches": {name: [str(place), _cache._megabytes(place)] for name, place in _cache.places().items()},
}))
"""


def _tried() -> dict[str, Any]:
    """Return what a program says that imports theano here, with its ``notes``, or the ``error`` that ended it."""
    asked = sorted({name.lower() for _, names, _ in _settings() for name in names})
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, json.dumps(asked)],
            capture_output=True,
            text=True,
            errors="replace",
            env=environment,
            timeout=120,
        )
    except subprocess.TimeoutExpired:
        return {"error": "it took more than two minutes", "notes": []}
    said = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode:
        return {"error": said[-1] if said else f"it ended with status {done.returncode}", "notes": []}
    return {**json.loads(done.stdout.splitlines()[-1]), "notes": [line for line in said if not line.startswith(" ")]}


def _others(path: list[str]) -> list[str]:
    """Return a path for modules without the entry that Python put first for this command."""
    first = path[0] if path else ""
    return path[1:] if first in ("", os.getcwd(), os.path.dirname(os.path.abspath(sys.argv[0]))) else path


# ---- what is installed ---------------------------------------------------------------------------------------------


def _versions() -> Iterator[Finding]:
    yield Finding("Python", f"{sys.version.split()[0]}  {sys.executable}")
    first = shutil.which("python3" if sys.platform != "win32" else "python")
    if first and os.path.realpath(Path(first).parent) != os.path.realpath(Path(sys.executable).parent):
        yield Finding("", f"python3 is another one: {first}", NOTE, f"Start programs with {sys.executable}.")
    for name, least, below in (("NumPy", 2, 3), ("PyTensor", 3, 4), ("Numba", 0, 1)):
        number = _version(name)
        if number is None:
            yield Finding(name, "not installed", WRONG, f"pip install {name.lower()}")
        elif not least <= int(number.split(".")[0]) < below:
            wanted = f"{name.lower()}>={least},<{below}"
            yield Finding(name, number, WRONG, f'pip install "{wanted}"')
        else:
            yield Finding(name, number)
    yield Finding("theano-min", f"{version.theano_min_version}, with the API of Theano {version.version}")


def _version(name: str) -> str | None:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None


def _imported(told: dict[str, Any], path: list[str]) -> Iterator[Finding]:
    """What ``import theano`` finds on ``path``, and what else of that name there is."""
    obstacle = _conflict.in_the_way(path)
    if obstacle:
        yield Finding("theano", f"{obstacle.what}.", WRONG, obstacle.advice)
    elif PathFinder.find_spec("theano", path) is None:
        how = f"Install it: pip install -e {Path(_conflict.__file__).parents[1]}; `theano-min run` works without."
        yield Finding("theano", "there is no package of that name, only theano_min", WRONG, how)
    elif "error" in told:
        yield Finding("theano", f"fails: {told['error']}", WRONG, _mend(told["error"]))
    else:
        yield Finding("theano", f"this package: {Path(told['theano_min']).parent}")
    for line in told["notes"]:
        yield Finding("", f"it says: {line}", NOTE)
    copies = {os.path.realpath(place): place for place in map(_copy, path) if place}
    if len(copies) > 1:
        first, *rest = copies.values()
        yield Finding("theano_min", f"more than once; {first} counts", NOTE, f"Remove the others: {', '.join(rest)}")
    needing = sorted(name for dist in distributions() if (name := _needs_theano(dist)))
    if needing:
        how = f"Installing them may bring Theano over ours: pip install --no-deps {' '.join(needing)}"
        yield Finding("", f"asks pip for Theano: {', '.join(needing)}", NOTE, how)


def _mend(error: str) -> str:
    if "No module named" in error:
        return f"pip install {error.split()[-1].strip(chr(39))}"
    return "See the flags below." if "config" in error or "flag" in error.lower() else _conflict.reinstall()


def _copy(entry: str) -> str | None:
    place = Path(entry or ".", "theano_min", "__init__.py")
    return str(place.parent) if place.is_file() else None


def _needs_theano(dist: Any) -> str | None:
    names = {line.partition(";")[0].split(" ")[0].split("=")[0].strip("<>!~").lower() for line in dist.requires or ()}
    return dist.metadata["Name"] if names & {"theano", "theano-pymc"} else None


# ---- what computes -------------------------------------------------------------------------------------------------


def _compilers(told: dict[str, Any]) -> Iterator[Finding]:
    used = told.get("cxx")
    found = [name for name in ("g++", "clang++", "cl") if shutil.which(name)]
    for name in found:
        path = shutil.which(name)
        said = subprocess.run([str(path), "--version"], capture_output=True, text=True, errors="replace").stdout
        here = " (used)" if used and os.path.realpath(used) == os.path.realpath(str(path)) else ""
        yield Finding(name, f"{said.splitlines()[0] if said else path}{here}")
    if not found:
        how = "Only operations written in C and linker=cvm need one: g++ or clang++."
        yield Finding("C++", "none found", NOTE, how)
    elif used == "":
        yield Finding("C++", "not used: cxx is empty", NOTE, "Set THEANO_FLAGS=cxx=g++ for operations written in C.")


def _blas(told: dict[str, Any]) -> Iterator[Finding]:
    if blas := told.get("blas"):
        yield Finding("NumPy's", f"{blas.get('name')} {blas.get('version')}")
    pools = told.get("pools")
    for pool in pools or ():
        if pool["user_api"] == "blas":
            threads = f"{pool['num_threads']} threads"
            yield Finding(
                "threads", f"{threads}, {pool['internal_api']} {pool['version']} in {Path(pool['filepath']).name}"
            )
    if pools is None and told.get("blas"):
        yield Finding("threads", f"at most one for each of {os.cpu_count()} processors (threadpoolctl would tell)")
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        if name in os.environ:
            yield Finding(name, os.environ[name])
    flags = told.get("values", {}).get("blas.ldflags")
    yield Finding(
        "for C", flags if flags is not None else "looked for when C code first needs it (blas.ldflags is not set)"
    )


# ---- flags ---------------------------------------------------------------------------------------------------------


def _settings() -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield where flags are set, those that count most first: the place, values by Theano's names, what is wrong."""
    for variable, default in (("THEANO", "~/.theanorc"), ("PYTENSOR", "~/.pytensorrc")):
        yield _in_variable(f"{variable}_FLAGS")
        paths = os.getenv(f"{variable}RC")
        if paths is None:
            paths = default if sys.platform != "win32" else f"{default}{os.pathsep}{default}.txt"
        for path in reversed(paths.split(os.pathsep)):
            yield _in_file(os.path.expanduser(path), named=f"{variable}RC" in os.environ)


def _in_variable(variable: str) -> tuple[str, dict[str, str], str]:
    words = os.getenv(variable, "")
    try:
        from theano_min.configparser import parse_config_string

        names = parse_config_string(words, issue_warnings=False)
    except (ValueError, Error) as error:  # it reads them all when it is imported
        return variable, {}, f"{words}: {error}" if _reads_badly(words) else ""
    return variable, {name.replace("__", "."): value for name, value in names.items()}, ""


def _reads_badly(words: str) -> bool:
    return any(words.count(mark) % 2 for mark in "'\"")


def _in_file(path: str, named: bool) -> tuple[str, dict[str, str], str]:
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        read = parser.read(path)
    except (Error, UnicodeDecodeError) as error:
        return path, {}, str(error).replace("\n", " ")
    names = {
        (option if section == "global" else f"{section}.{option}").replace("__", "."): value
        for section in parser.sections()
        for option, value in parser.items(section)
    }
    return path, names, "there is no such file, or it cannot be read" if named and path and not read else ""


def _flags(told: dict[str, Any]) -> Iterator[Finding]:
    """The flags that are set, each with the value that counts, where it stands, and the values that do not count."""
    places = list(_settings())
    for place, names, wrong in places:
        if wrong:
            yield Finding(place, wrong, WRONG if "no such file" not in wrong else NOTE, "Mend it, or leave it out.")
        elif not names:
            yield Finding(place, "nothing is set")
    spelled, values, unknown = told.get("names", {}), told.get("values", {}), told.get("unknown", ())
    by_flag: dict[str, list[tuple[str, str]]] = {}
    for place, names, _ in places:
        for name, value in names.items():
            spelled.setdefault(name.lower(), name)
            by_flag.setdefault(name.lower(), []).append((value, place))
    for flag, ((value, place), *others) in by_flag.items():
        text = f"{value}  from {place}"
        if values.get(flag, value) != value:
            text += f"; in effect: {values[flag]}"
        text += "".join(f"; not {other} from {beside}" for other, beside in others)
        advice = "Theano has no such flag; print(theano.config) lists them." if flag in unknown else ""
        yield Finding(spelled[flag], text, NOTE if advice else "", advice)


# ---- caches --------------------------------------------------------------------------------------------------------


def _caches(told: dict[str, Any]) -> Iterator[Finding]:
    places = told.get("caches") or {"base": [os.path.expanduser("~/.pytensor"), None]}
    for name, (place, megabytes) in places.items():
        above = next((each for each in [Path(place), *Path(place).parents] if each.exists()), Path("/"))
        size = f"{megabytes:.1f} MB in " if megabytes is not None else ""
        if os.access(above, os.W_OK):
            yield Finding(name, f"{size}{place}")
        else:
            how = "Set THEANO_FLAGS=base_compiledir=DIRECTORY to one that can be written."
            yield Finding(name, f"{size}{place}, which cannot be written", NOTE, how)
    yield Finding("", "`theano-min cache` says what they hold, `theano-min cache --clear` empties them")
