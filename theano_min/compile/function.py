"""``theano.compile.function``: compile a graph."""

import sys as _sys
from contextlib import contextmanager as _contextmanager

from pytensor.compile.debug.dump import function_dump as function_dump
from pytensor.compile.debug.profiling import ProfileStats as _ProfileStats
from pytensor.graph.basic import Variable as _Variable

from theano_min import _pytensor
from theano_min.compile.function_module import Function as _Function
from theano_min.compile.mode import get_mode as _get_mode
from theano_min.configdefaults import config as _config


def function(
    inputs,
    outputs=None,
    mode=None,
    updates=None,
    givens=None,
    no_default_updates=False,
    accept_inplace=False,
    name=None,
    rebuild_strict=True,
    allow_input_downcast=None,
    profile=None,
    on_unused_input=None,
):
    """Compile a graph and return a callable that computes ``outputs`` from values for ``inputs``.

    ``inputs`` is a list of variables (or ``In``), ``outputs`` an expression, a list of them (or ``Out``), or None.
    After each call the shared variables of ``updates`` (a dictionary or a list of pairs) take the values of their
    expressions; ``givens`` replaces variables of the graph by others. A call converts its arguments only where nothing
    is lost: a Python number or a list goes into a float32 input if float32 holds it exactly, a float64 array never;
    ``allow_input_downcast=True`` lifts that. ``mode`` says how to rewrite and link, as a name or a ``Mode``.
    Errors: TypeError for inputs that are no list, are shared variables or no variables, and for updates that would
    change a shared variable's type; ValueError for malformed updates; UnusedInputError for an input that no output
    needs, unless ``on_unused_input`` is 'warn' or 'ignore'; MissingInputError for one that is missing.
    Source: theano.function.
    """
    if not isinstance(inputs, list | tuple):
        raise TypeError("Input variables of a Theano function should be contained in a list, even a single one.")
    updates = _pairs(updates)
    if name is None:
        caller = _sys._getframe(1)
        name = f"{caller.f_code.co_filename}:{caller.f_lineno}"
    if profile is None:
        profile = _config.profile or _config.print_global_stats or None
    if profile is True or isinstance(profile, str):
        profile = _ProfileStats(message=name if profile is True else profile)
    mode = _get_mode(mode)
    with _in_theano_words():
        ins, outs = _pytensor.construct_function_ins_and_outs(
            inputs,
            outputs,
            updates=updates,
            givens=givens,
            no_default_updates=no_default_updates,
            rebuild_strict=rebuild_strict,
            allow_input_downcast=allow_input_downcast,
        )
        maker = mode.function_maker(
            ins,
            outs,
            mode,
            accept_inplace=accept_inplace,
            function_class=_Function,
            profile=profile,
            on_unused_input=on_unused_input,
            name=name,
        )
    return maker.create()


@_contextmanager
def _in_theano_words():
    """Let PyTensor's errors speak of the functions that the user called."""
    try:
        yield
    except Exception as error:
        error.args = tuple(_words(arg) if isinstance(arg, str) else arg for arg in error.args)
        raise


def _words(message):
    for theirs, ours in _WORDS:
        message = message.replace(theirs, ours)
    return message


_WORDS = [
    ("pytensor.function", "theano.function"),
    ("pytensor.clone_replace", "theano.clone"),
    ("pytensor Variable", "theano Variable"),
    ("PyTensor flag", "Theano flag"),
]


def _pairs(updates):
    """Return ``updates`` as a list of pairs (shared variable, new value), or raise ValueError."""
    pairs = list(updates.items() if hasattr(updates, "items") else updates or ())
    if not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in pairs):
        raise ValueError(
            "The updates parameter must be a dictionary or a list of pairs (shared variable, new value): "
            f"got {updates!r}"
        )
    for target, _ in pairs:
        if not isinstance(target, _Variable):
            raise TypeError("update target must be a SharedVariable", target)
    return pairs
