"""``theano.compile.function``: compile a graph."""

import sys as _sys
import warnings as _warnings
from collections import OrderedDict as _OrderedDict
from typing import TYPE_CHECKING as _TYPE_CHECKING

from theano_min import _removed
from theano_min._engine import watching as _watching
from theano_min._tracebacks import leaves as _leaves
from theano_min.compile.function_module import orig_function as _orig_function
from theano_min.compile.pfunc import pfunc as _pfunc
from theano_min.misc.pkl_utils import StripPickler as _StripPickler

if _TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pytensor.graph.basic import Variable

    from theano_min._types import ModeLike, Updates
    from theano_min.compile.function_module import Function

__getattr__ = _removed.getattr_for(__name__)


def function(
    inputs: "Sequence[Any]",
    outputs: "Any" = None,
    mode: "ModeLike" = None,
    updates: "Updates | None" = None,
    givens: "Updates | None" = None,
    no_default_updates: "bool | Sequence[Variable]" = False,
    accept_inplace: bool = False,
    name: str | None = None,
    rebuild_strict: bool = True,
    allow_input_downcast: bool | None = None,
    profile: "Any" = None,
    on_unused_input: str | None = None,
) -> "Function":
    """Compile a graph and return a callable that computes ``outputs`` from values for ``inputs``.

    ``inputs`` is a list of variables, ``In``, or tuples such as ``(x, value)`` and ``((x, update), value)``;
    ``outputs`` an expression, a list of them (or ``Out``), a dictionary of them by strings, or None.
    After each call the shared variables of ``updates`` (a dictionary or a list of pairs) take the values of their
    expressions, and those with a ``default_update`` theirs, unless ``no_default_updates`` is True or lists them;
    ``givens`` replaces variables of the graph by others, of the same type unless ``rebuild_strict`` is False. A call
    converts its arguments only where nothing is lost: a Python number or a list goes into a float32 input if float32
    holds it exactly, a float64 array never; ``allow_input_downcast=True`` lifts that. ``mode`` says how to rewrite and
    link, as a name or a ``Mode``; ``name`` is by default the place of the call; ``profile`` is True, a message or a
    ``ProfileStats``.
    Errors: TypeError for inputs that are no list, are shared variables or no variables, and for updates that would
    change a shared variable's type; ValueError for malformed updates; RuntimeError for ``givens`` that replace an
    input; UnusedInputError for an input that no output needs, unless ``on_unused_input`` is 'warn' or 'ignore';
    MissingInputError for one that is missing; NotImplementedError for tuples beside updates, givens or a profile.
    Source: theano.function.
    """
    options = dict(locals())
    del options["inputs"]
    with _leaves:
        if not isinstance(inputs, list | tuple):
            raise TypeError("Input variables of a Theano function should be contained in a list, even a single one.")
        if isinstance(outputs, dict):
            assert all(isinstance(key, str) for key in outputs), (
                f"The keys of `outputs` must be strings: {list(outputs)}."
            )
            keys = sorted(outputs)
            outputs = [outputs[key] for key in keys]
            options.update(outputs=outputs, output_keys=keys)
        if name is None:
            caller = _sys._getframe(1)
            options["name"] = f"{caller.f_code.co_filename}:{caller.f_lineno}"
        if isinstance(updates, dict) and not isinstance(updates, _OrderedDict) and len(updates) > 1:
            _warnings.warn(
                "The `updates` of theano.function() should be an OrderedDict or a list of pairs, not a "
                f"{type(updates)}: before Python 3.7 a dictionary had no order, so that the updates were done in any.",
                stacklevel=2,
            )
        if any(isinstance(i, list | tuple) for i in inputs):
            if profile or updates or givens:
                raise NotImplementedError(
                    "Tuples as inputs allow of no `updates`, `givens` or `profile`: write theano.In(variable, "
                    "value=..., update=...) instead."
                )
            made = _orig_function(inputs, outputs, mode, accept_inplace, options["name"])
        else:
            made = _pfunc(inputs, **options)
        for tell in _watching.functions:
            tell(made, inputs, outputs, updates, givens)
        return made


def function_dump(
    filename,
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
    extra_tag_to_remove=None,
):
    """Pickle the arguments of `function`, shared variables with their values, to the file ``filename``.

    ``theano.function(**pickle.load(file))`` then compiles what was to be compiled. ``extra_tag_to_remove`` lists tags
    of variables that are left out. Source: theano.function_dump.
    """
    arguments = dict(locals())
    for name in ("filename", "extra_tag_to_remove"):
        del arguments[name]
    if not isinstance(filename, str):
        raise AssertionError(f"`filename` must be a string: {filename!r}.")
    with open(filename, "wb") as file:
        _StripPickler(file, protocol=-1, extra_tag_to_remove=extra_tag_to_remove).dump(arguments)
