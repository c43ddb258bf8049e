"""Run a script as ``python script.py`` would, in Python 2's world or in Python 3's."""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType, TracebackType
from typing import Any

from .. import _era
from .._conflict import in_the_way
from . import detect, importing, notebook, stdlib, text, translate
from .files import open_standard_streams

_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_OWN = (_HERE, os.path.join(os.path.dirname(_HERE[:-1]), "_era") + os.sep, "<frozen importlib")


def run_path(
    path: str,
    arguments: Sequence[str] = (),
    python: int | None = None,
    modern_print: bool = False,
    restore: bool = True,
) -> int:
    """Run the script or the notebook at ``path`` with ``sys.argv == [path, *arguments]`` and return its exit status.

    ``python`` is 2 or 3, or None to let the file tell. ``modern_print`` keeps Python 3's way of writing numbers in a
    Python 2 script. Whatever the run changes in this process (``sys.argv``, ``sys.modules["__main__"]``, NumPy's old
    names, print options, the standard streams) is changed back afterwards, unless ``restore`` is false because the
    process ends with the script, its threads and its exit handlers. A missing or unreadable file raises OSError, a
    Python 2 script ImportError if fissix is missing; errors of the script are reported on stderr, as Python reports
    them, and give status 1.
    """
    data = sys.stdin.buffer.read() if path == "-" else _read(path)
    if notebook.is_notebook(path):
        try:
            data, named = notebook.script_of(data)
        except ValueError as error:
            raise ImportError(f"cannot run {path}: {error}") from None
        python = python or named
    names = {"__file__": "<stdin>" if path == "-" else path, "__cached__": None}
    directory = os.path.dirname(os.path.realpath(path)) if path != "-" else ""
    return _run(data, names, [path, *arguments], directory, python, modern_print, restore)


def run_string(
    text: str,
    arguments: Sequence[str] = (),
    python: int | None = None,
    modern_print: bool = False,
    restore: bool = True,
) -> int:
    """Run a program's text as ``python -c text arguments`` would; see `run_path`."""
    return _run(text.encode(), {}, ["-c", *arguments], "", python, modern_print, restore)


def run_module(
    name: str,
    arguments: Sequence[str] = (),
    python: int | None = None,
    modern_print: bool = False,
    restore: bool = True,
) -> int:
    """Run a module, or the ``__main__`` of a package, as ``python -m name arguments`` would; see `run_path`.

    pytest is given the plugin :mod:`theano_min.era`, as it compiles test modules itself.

    Errors: ImportError if there is none, or it has no source.
    """
    before = sys.path[:]
    sys.path[: 0 if restore or sys.flags.safe_path else 1] = [os.getcwd()]
    try:
        spec = _spec_of(name)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = _spec_of(f"{name}.__main__")
    finally:
        sys.path[:] = before
    if python is None and name in ("pytest", "unittest", "nose") and detect.runs_python2([*arguments], os.getcwd()):
        python = 2
    if name == "pytest":
        arguments = ["-p", "theano_min.era", *arguments]
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        raise ImportError(f"there is no module {name} that can be run")
    names = {"__file__": spec.origin, "__cached__": None, "__spec__": spec, "__package__": spec.parent}
    return _run(_read(spec.origin), names, [spec.origin, *arguments], os.getcwd(), python, modern_print, restore)


def _spec_of(name: str) -> ModuleSpec | None:
    """Where a module lies, told without importing the packages it is in, which are the program's."""
    spec, path = None, None
    for each in itertools.accumulate(name.split("."), "{}.{}".format):
        spec = PathFinder.find_spec(each, path)
        if spec is None:
            return None if path else importlib.util.find_spec(name)
        path = spec.submodule_search_locations
    return spec


def _run(
    data: bytes,
    names: dict[str, Any],
    argv: list[str],
    directory: str,
    python: int | None,
    modern_print: bool,
    restore: bool,
) -> int:
    filename = names.get("__file__", "<string>")
    undo: list[Callable[[], Any]] = []
    try:
        code, python2 = translate.compile_script(data, filename, python, [directory or ".", *importing.named_folders()])
    except SyntaxError as error:
        return _report(error)
    main = ModuleType("__main__")
    main.__dict__.update(names, __builtins__=importlib.import_module("builtins"))
    try:
        undo.append(_replaced_process_state(main, argv))
        # The command's own entry, the current directory or that of the console script, gives way to the script's.
        sys.path[: 0 if restore or sys.flags.safe_path else 1] = [directory]
        undo.append(importing.install(directory or os.getcwd(), python2))
        undo.append(_era.begin(stdlib.lost_names(), python2))
        undo.append(_era.print_as_numpy("" if modern_print else "1.13" if python2 else "1.21"))
        if python2:
            _prepare_python2(main, modern_print, undo)
        importing.remember_lines(data, filename) if python2 or not filename.endswith(".py") else None
        _find_theano()
        return _execute(code, main)
    finally:
        for step in reversed(undo) if restore else ():
            step()


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _prepare_python2(main: ModuleType, modern_print: bool, undo: list[Callable[[], Any]]) -> None:
    from . import builtins

    main.__dict__["__builtins__"] = builtins.module()
    text.modern, text.default_encoding = modern_print, "ascii"
    undo.extend([builtins.forget, stdlib.forget, open_standard_streams()])
    filters = warnings.filters[:]  # type: ignore[attr-defined]
    for kind in (DeprecationWarning, PendingDeprecationWarning, SyntaxWarning):
        warnings.simplefilter("ignore", kind)

    def restore_filters() -> None:
        warnings.filters[:] = filters  # type: ignore[attr-defined,index]
        text.modern = False

    undo.append(restore_filters)


def _execute(code: Any, main: ModuleType) -> int:
    try:
        if package := main.__dict__.get("__package__"):
            importlib.import_module(package)
        exec(code, main.__dict__)
        status = 0
    except SystemExit as request:
        status = _exit_status(request)
    except BaseException as error:
        _end_line()
        if isinstance(error, KeyboardInterrupt):
            _report(error)
            return 130
        return _report(error)
    _end_line()
    return status


def _end_line() -> None:
    try:
        text.end_line()
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        pass


def _exit_status(request: SystemExit) -> int:
    code = request.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(text.to_str(code), file=sys.stderr)
    return 1


# --- errors: the script's own frames, nothing of the runner's --------------------------------------


def _report(error: BaseException) -> int:
    _clean(error, set())
    sys.excepthook(type(error), error, error.__traceback__)
    return 1


def _clean(error: BaseException | None, seen: set[int]) -> None:
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    error.__traceback__ = _without_runner(error.__traceback__)
    _clean(error.__cause__, seen)
    _clean(error.__context__, seen)


def _without_runner(traceback: TracebackType | None) -> TracebackType | None:
    frames = []
    while traceback is not None:
        frames.append(traceback)
        traceback = traceback.tb_next
    kept = None
    for frame in reversed(frames):
        name = frame.tb_frame.f_code.co_filename
        if not name.startswith(_OWN):
            kept = TracebackType(kept, frame.tb_frame, frame.tb_lasti, frame.tb_lineno)
    return kept


# --- the process as the script expects it ----------------------------------------------------------


def _replaced_process_state(main: ModuleType, argv: list[str]) -> Callable[[], None]:
    before = sys.argv, sys.path[:], sys.modules.get("__main__"), sys.excepthook
    loaded = set(sys.modules)
    sys.argv = argv
    sys.modules["__main__"] = main

    def undo() -> None:
        sys.argv, sys.path[:], sys.excepthook = before[0], before[1], before[3]
        if before[2] is not None:
            sys.modules["__main__"] = before[2]
        for name in set(sys.modules) - loaded:
            if isinstance(getattr(sys.modules[name], "__loader__", None), importing.Loader):
                del sys.modules[name]

    return undo


def _find_theano() -> None:
    """Make ``import theano`` work from a plain checkout, where no installed package answers to the name."""
    if "theano" in sys.modules:
        return
    if obstacle := in_the_way():  # beside the script, as often as not
        raise ImportError(f"{obstacle.what}. {obstacle.advice}")
    if importlib.util.find_spec("theano") is None:
        try:
            importlib.import_module("theano_min._theano")
        except ModuleNotFoundError as error:
            if error.name not in ("theano_min._theano", "theano_min"):
                raise
