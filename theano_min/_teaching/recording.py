"""What is noted of a program while it runs: functions, gradients, values of a first call, states, what it prints."""

from __future__ import annotations

import copyreg
import io
import os
import re
import sys
import sysconfig
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import process_time
from types import FrameType, TracebackType
from typing import Any

import numpy as np
import pytensor
from pytensor.compile.io import SymbolicInput
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Constant, Variable
from pytensor.graph.traversal import graph_inputs

import theano_min
from theano_min import _tracebacks
from theano_min._engine import watching
from theano_min._pytensor import pickle_function
from theano_min.compile import Function
from theano_min.gof._values import filtered

from . import values

POINTS = 1000  # of a curve, at most twice as many
SMALL = 16  # numbers of a shared variable that has a curve for each
PRINTED = 200_000  # characters of what is printed

HERE = Path(__file__).parent
_FOLDERS = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
_FOLDERS += [str(Path(module.__file__ or "").parent) for module in (theano_min, pytensor)]
_LIBRARIES = tuple(str(Path(each).resolve()) + os.sep for each in _FOLDERS)


def is_a_programs(filename: str) -> bool:
    """Whether a file belongs to the program, and to no library."""
    return not filename.startswith("<") and not os.path.realpath(filename).startswith(_LIBRARIES)


class Curve:
    """Values over the calls: all of them, or every second, fourth, ... of many."""

    def __init__(self) -> None:
        self.points: list[tuple[int, Any]] = []
        self.step = 1

    def wants(self, call: int) -> bool:
        return call % self.step == 0

    def add(self, call: int, value: Any) -> None:
        self.points.append((call, value))
        if len(self.points) > 2 * POINTS:
            self.step *= 2
            self.points = [point for point in self.points if point[0] % self.step == 0]


class Gradient:
    """A call of ``theano.grad``: the cost, what it was derived by, and the results."""

    def __init__(self, cost: Variable | None, wrt: list[Variable], results: list[Variable], place: Place):
        self.cost, self.wrt, self.results, self.place = cost, wrt, results, place


Place = tuple[str, int] | None


def _text_of(name: Any) -> Any:
    if isinstance(name, str) and not name.isascii():
        with suppress(UnicodeError):
            return name.encode("latin-1").decode("utf-8")
    return name


class Watched:
    """A compiled function: what it was made of, its first call, and what changed over the calls."""

    def __init__(self, function: Function, inputs: Any, outputs: Any, updates: Any, givens: Any, place: Place):
        self.place = place
        self.function = function
        self.inputs = [_variable(each) for each in inputs]
        given = outputs.values() if isinstance(outputs, dict) else outputs
        self.keys = sorted(outputs) if isinstance(outputs, dict) else None
        given = [outputs[key] for key in self.keys] if self.keys else given
        listed: list[Any] = list(given) if isinstance(given, list | tuple) else [] if given is None else [given]
        self.outputs: list[Any] = [getattr(each, "variable", each) for each in listed]
        self.givens = dict(_pairs(givens))
        self.updates = {shared: new for shared, new in _pairs(updates) if isinstance(new, Variable)}
        for each in inputs:
            if isinstance(each, SymbolicInput) and each.update is not None:
                self.updates[each.variable] = each.update
        roots = [*self.outputs, *self.updates.values(), *self.givens.values()]
        leaves = graph_inputs([each for each in roots if isinstance(each, Variable)])
        self.shared = [each for each in dict.fromkeys((*self.updates, *leaves)) if isinstance(each, SharedVariable)]
        self.updated = [
            each for each in self.shared if each in self.updates or getattr(each, "default_update", None) is not None
        ]
        self.name = _given_name(function, place)
        self.calls = 0
        self.first: values.Values | None = None  # of a call
        self.first_call = 0  # which it was
        self.arguments: dict[Variable, Any] = {}
        self.failure: str | None = None
        self.results = [Curve() for _ in self.outputs]

    def start(self, args: tuple, kwargs: dict, seconds: float) -> None:
        """Note the values of all variables of a call that is about to be made, as far as they take these seconds."""
        self.arguments = self._arguments(args, kwargs)
        known: dict[Variable, Any] = {**self.arguments}
        for shared in self.shared:
            known[shared] = shared.container.storage[0]
        roots: list[Any] = [*self.outputs, *self.updates.values()]
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the call itself will warn
            self.first = values.evaluate(roots, known, self.givens, seconds)
        self.first_call = self.calls + 1

    def _arguments(self, args: tuple, kwargs: dict) -> dict[Variable, Any]:
        storage, given = self.function.input_storage, {}
        for i, (container, variable) in enumerate(zip(storage, self.inputs, strict=False)):
            value = args[i] if i < len(args) else kwargs.get(getattr(variable, "name", None), container.storage[0])
            if isinstance(variable, Variable) and value is not None:
                with suppress(Exception):
                    given[variable] = filtered(variable.type, value, False, True)
        return given

    def note(self, results: Any) -> None:
        """Note what a call has returned."""
        first = self.first if self.first_call == self.calls + 1 else None
        if not (first or any(curve.wants(self.calls) for curve in self.results)):
            return
        listed = list(results.values()) if isinstance(results, dict) else results
        listed = listed if isinstance(listed, list | tuple) else [listed]
        if first:
            for output, result in zip(self.outputs, listed, strict=False):
                first.shown.setdefault(output, values.shown(result))
        for curve, result in zip(self.results, listed, strict=False):
            if curve.wants(self.calls) and getattr(result, "size", 0) == 1 and result.dtype.kind in "fiub":
                curve.add(self.calls, float(result.item()))


class History:
    """A shared variable over the calls of the functions that update it."""

    def __init__(self, variable: SharedVariable):
        self.variable, self.curve, self.calls = variable, Curve(), 0
        self.note()

    def note(self) -> None:
        if self.curve.wants(self.calls):
            self.curve.add(self.calls, _state(self.variable.container.storage[0]))
        self.calls += 1

    def finish(self) -> None:
        """Let the last point be what the variable holds in the end."""
        last = self.calls - 1
        if self.curve.points and self.curve.points[-1][0] != last:
            self.curve.points.append((last, _state(self.variable.container.storage[0])))


def _state(value: Any) -> Any:
    """A copy of a small array, the mean, least and greatest of a large one, or None."""
    if not isinstance(value, np.ndarray | np.generic | float | int):
        return None
    array = np.asarray(value)
    if array.dtype.kind not in "fiub" or not array.size:
        return None
    if array.size <= SMALL:
        return array.astype(float)
    with np.errstate(all="ignore"):
        return float(array.mean()), float(array.min()), float(array.max())


class Recording:
    """Everything that is noted of one run."""

    def __init__(self, script: str, calls: int | None = None):
        self.script, self.most_calls = script, calls
        self.functions: list[Watched] = []
        self.gradients: list[Gradient] = []
        self.histories: dict[SharedVariable, History] = {}
        self.names: dict[Variable, str] = {}  # by which the program's own code calls variables
        self.printed: list[tuple[str, str]] = []  # stream, text
        self.failure: str | None = None
        self.status = 0
        self.interrupted = self.cut = False
        self.seconds = 6 * values.SECONDS  # for the values of all functions
        self._length = 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note what is built, called, printed and raised."""
        watching.functions.append(self._function)
        watching.gradients.append(self._gradient)
        self._before, sys.excepthook = sys.excepthook, self._excepthook
        streams = sys.stdout, sys.stderr
        with suppress(AttributeError, ValueError, io.UnsupportedOperation):
            sys.stdout, sys.stderr = (
                self._copied(each, name) for each, name in zip(streams, ("out", "err"), strict=True)
            )
        try:
            yield
        finally:
            watching.functions.remove(self._function)
            watching.gradients.remove(self._gradient)
            sys.excepthook = self._before
            for each in (sys.stdout, sys.stderr):
                with suppress(Exception):
                    each.flush()
            sys.stdout, sys.stderr = streams
            for history in self.histories.values():
                history.finish()
            self._read_names()

    def _read_names(self) -> None:
        """Let names that are byte strings of Python 2, a character a byte, be the text that was meant."""
        for each in self.functions:
            each.keys = each.keys and [_text_of(key) for key in each.keys]
            roots = [*each.inputs, *each.outputs, *each.updates, *each.updates.values(), *each.givens.values()]
            for variable in values.in_order(roots, each.givens):
                variable.name = _text_of(variable.name)

    def _copied(self, stream: Any, name: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(
            _Copied(stream, lambda data: self._print(name, data)),  # type: ignore[arg-type]
            stream.encoding,
            stream.errors,
            line_buffering=True,
            write_through=True,
        )

    def _print(self, name: str, data: bytes) -> None:
        self._length += len(data)
        if self._length <= PRINTED:
            self.printed.append((name, data.decode("utf-8", "replace")))
        else:
            self.cut = True

    def _excepthook(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        self.interrupted = issubclass(kind, KeyboardInterrupt)
        _tracebacks.uncaught(error)
        told = traceback.TracebackException(type(error), error, error.__traceback__)
        _leave_out_libraries(told)
        self.failure = "".join(told.format())
        error.__traceback__ = _without(str(HERE), error.__traceback__)
        self._before(type(error), error, error.__traceback__)

    # --- what a program builds

    def _function(self, function: Any, inputs: Any, outputs: Any, updates: Any, givens: Any) -> None:
        if type(function) is not Function:
            return
        frame = sys._getframe(2)
        with suppress(Exception):
            self._note_names(frame)
            watched = Watched(function, inputs, outputs, updates, givens, _place(frame))
            self.functions.append(watched)
            function.__dict__["_watched"] = self, watched
            function.__class__ = Recorded

    def _gradient(self, cost: Variable | None, wrt: list[Variable], results: list[Variable]) -> None:
        frame = sys._getframe(2)
        with suppress(Exception):
            self._note_names(frame)
            self.gradients.append(Gradient(cost, wrt, list(results), _place(frame)))

    def _note_names(self, frame: FrameType | None) -> None:
        """Note by which names the frames of the program have variables."""
        while frame is not None:
            if is_a_programs(frame.f_code.co_filename) or frame.f_globals.get("__name__") == "__main__":
                spaces = [frame.f_locals, *([] if frame.f_locals is frame.f_globals else [frame.f_globals])]
                own = frame.f_locals.get("self")
                spaces.insert(1, getattr(own, "__dict__", {}) if not isinstance(own, Variable) else {})
                for space in spaces:
                    for name, value in list(space.items()):
                        self._note_name(str(name), value)
            frame = frame.f_back

    def _note_name(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            return
        if isinstance(value, Variable):
            self.names.setdefault(value, name)
        elif isinstance(value, list | tuple) and len(value) <= 50:
            for i, each in enumerate(value):
                if isinstance(each, Variable):
                    self.names.setdefault(each, f"{name}[{i}]")

    # --- calls

    def call(self, watched: Watched, run: Callable, args: tuple, kwargs: dict) -> Any:
        """Call a function, and note what it computes and changes."""
        records = self.most_calls is None or watched.calls < self.most_calls
        if watched.calls == 0:
            self._try(self._begin, watched, args, kwargs)
        try:
            results = run(*args, **kwargs)
        except Exception as error:
            watched.failure = str(error)
            if watched.calls:
                self._try(self._values, watched, args, kwargs)
            raise
        if records:
            self._try(self._end, watched, results)
        watched.calls += 1
        return results

    def _begin(self, watched: Watched, args: tuple, kwargs: dict) -> None:
        for shared in watched.shared:
            if shared not in self.histories:
                self.histories[shared] = History(shared)
        self._values(watched, args, kwargs)

    def _values(self, watched: Watched, args: tuple, kwargs: dict) -> None:
        started = process_time()
        watched.start(args, kwargs, min(values.SECONDS, self.seconds))
        self.seconds -= process_time() - started

    def _end(self, watched: Watched, results: Any) -> None:
        for shared in watched.updated:
            self.histories[shared].note()
        watched.note(results)

    def _try(self, note: Callable, *args: Any) -> None:
        # what is noted must never stop the program
        with suppress(Exception):
            note(*args)


class Recorded(Function):
    """A function whose calls are noted."""

    __slots__ = ()

    def __call__(self, *args, **kwargs):
        recording, watched = self.__dict__["_watched"]
        return recording.call(watched, super().__call__, args, kwargs)


Recorded.__name__, Recorded.__qualname__, Recorded.__module__ = "Function", "Function", Function.__module__
copyreg.pickle(Recorded, pickle_function)  # as a plain one


class _Copied(io.RawIOBase):
    """A stream of bytes that another one gets as well."""

    def __init__(self, stream: Any, copy: Callable[[bytes], None]):
        self.stream, self.copy = stream, copy

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        data = bytes(data)
        self.stream.buffer.write(data)
        self.stream.buffer.flush()
        self.copy(data)
        return len(data)

    def flush(self) -> None:
        with suppress(ValueError):
            self.stream.flush()

    def fileno(self) -> int:
        return self.stream.fileno()

    def isatty(self) -> bool:
        return self.stream.isatty()


def _leave_out_libraries(told: traceback.TracebackException | None) -> None:
    """Leave the frames of the program itself in an error's text."""
    if told is not None:
        kept = [frame for frame in told.stack if is_a_programs(frame.filename)]
        told.stack = traceback.StackSummary.from_list(kept or list(told.stack))
        _leave_out_libraries(told.__cause__)
        _leave_out_libraries(told.__context__)


def _without(folder: str, trace: TracebackType | None) -> TracebackType | None:
    """Return a traceback without the frames of a folder's files."""
    if trace is None:
        return None
    rest = _without(folder, trace.tb_next)
    if trace.tb_frame.f_code.co_filename.startswith(folder):
        return rest
    return TracebackType(rest, trace.tb_frame, trace.tb_lasti, trace.tb_lineno)


def _variable(spec: Any) -> Any:
    """The variable of any spelling of an input."""
    while isinstance(spec, list | tuple) and spec:
        spec = next((each for each in spec if not isinstance(each, str)), None)
    return getattr(spec, "variable", spec)


def _pairs(given: Any) -> list[tuple[Any, Any]]:
    pairs = given.items() if hasattr(given, "items") else given or ()
    return [(old, new) for old, new in pairs if not isinstance(old, Constant)]


def _place(frame: FrameType | None) -> Place:
    """The innermost line of the program itself."""
    while frame is not None:
        filename = frame.f_code.co_filename
        if is_a_programs(filename) and os.path.exists(filename):
            return filename, frame.f_lineno
        frame = frame.f_back
    return None


_ASSIGNED = re.compile(r"\s*([A-Za-z_][\w.]*)\s*=[^=]")


def _given_name(function: Function, place: Place) -> str:
    """How the program calls a function: by its ``name``, or by what it is assigned to."""
    name = function.name
    if name and not re.search(r":\d+$", name):
        return name
    if place is not None:
        lines = source(place[0])
        if 0 < place[1] <= len(lines) and (assigned := _ASSIGNED.match(lines[place[1] - 1])):
            return assigned[1].removeprefix("self.")
    return ""


_SOURCES: dict[str, list[str]] = {}


def source(filename: str) -> list[str]:
    """The lines of a file of the program's, whatever its encoding."""
    if filename not in _SOURCES:
        try:
            data = Path(filename).read_bytes()
        except OSError:
            data = b""
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        _SOURCES[filename] = text.expandtabs(4).splitlines()
    return _SOURCES[filename]
