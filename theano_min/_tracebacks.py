"""What the reader of a traceback sees of an error that leaves this package: the lines of the program.

Frames of this package, of PyTensor and Numba, and of what these called, are taken out of it where the error leaves a
function that programs call, unless the flag ``traceback.internals`` leaves them in; so are errors that were caught in
there. A bare ``raise`` enters no frame into a traceback, nor does the end of a ``with``: what does this leaves no trace
of itself.
"""

import sys
from functools import wraps
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from theano_min._wording import home, reword
from theano_min.configdefaults import config

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

OURS = {"pytensor", "theano_min", "theano", "numba"}
PARTS = sys.stdlib_module_names - {"__main__"} | {"numpy", "scipy", None}  # None: of code without a module


def shorten(error):
    """Leave the program's own frames in the tracebacks of an error and of those behind it; say it in Theano's words."""
    reword(error)
    if config.traceback.internals:
        return
    for each in _with_those_behind(error):
        frames = list(_frames(each.__traceback__))
        shown = _shown(frames)
        each.__traceback__ = _chain(shown)
        if frames and not (shown and shown[-1] is frames[-1]):  # raised in here
            cause = _of_the_program(each.__cause__)
            each.__context__ = _of_the_program(each.__context__) or cause
            each.__cause__ = cause if cause is each.__cause__ else None
            each.__suppress_context__ = each.__cause__ is not None


def uncaught(error):
    """Shorten an error that ends the program, and let it and those behind it print as of the modules of Theano."""
    shorten(error)
    for each in _with_those_behind(error):
        if module := home(type(each)):
            name = type(each).__qualname__
            each.__class__ = type(name, (type(each),), {"__module__": module, "__slots__": ()})


def leaving(function: F) -> F:
    """Return a function that does the same, and whose errors are shortened."""

    @wraps(function)
    def called(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            shorten(error)
            raise

    return called  # type: ignore[return-value]


CALLED = leaving(leaving).__code__  # which stands in the stack between the function and who called it


class Leaving:
    """``with leaves:`` shortens the errors that leave it, where a function looks at who called it."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if error is not None:
            shorten(error)


leaves = Leaving()


def _with_those_behind(error):
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _frames(step):
    while step is not None:
        yield step
        step = step.tb_next


def _package(step):
    name = step.tb_frame.f_globals.get("__name__")
    return name and name.partition(".")[0]


def _shown(frames):
    """The frames that are neither in here nor in a library that was called from here."""
    shown, is_inside = [], False
    for step in frames:
        package = _package(step)
        is_inside = package in OURS or (is_inside and package in PARTS)
        if not is_inside:
            shown.append(step)
    return shown


def _chain(steps):
    chain = None
    for step in reversed(steps):
        chain = TracebackType(chain, step.tb_frame, step.tb_lasti, step.tb_lineno)
    return chain


def _of_the_program(error):
    """The error, or the first one behind it, that was not caught in here."""
    while error is not None and (error.__traceback__ is None or _package(error.__traceback__) in OURS):
        error = error.__cause__ or error.__context__
    return error
