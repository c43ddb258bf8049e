"""``theano.compile.pfunc``: functions of graphs with shared variables."""

import warnings as _warnings

from pytensor.compile.rebuild import rebuild_collect_shared as rebuild_collect_shared
from pytensor.graph.basic import Constant as _Constant, Variable as _Variable

from theano_min import _pytensor, _removed
from theano_min._wording import in_theano_words as _in_theano_words
from theano_min.compile.function_module import orig_function as _orig_function
from theano_min.compile.io import In as _In
from theano_min.compile.profiling import ProfileStats as _ProfileStats
from theano_min.compile.sharedvalue import _of_type, shared as _shared
from theano_min.configdefaults import config as _config
from theano_min.gof._values import filtered as _filtered

__getattr__ = _removed.getattr_for(__name__)


class Param(_In):
    """An input with a default value: ``In(variable, value=default)``, which Theano preferred, is the same.

    Source: theano.Param.
    """

    def __init__(
        self,
        variable,
        default=None,
        name=None,
        mutable=False,
        strict=False,
        allow_downcast=None,
        implicit=None,
        borrow=None,
    ):
        _warnings.warn(
            "The Param class is deprecated: theano.In(variable, value=...) does the same.",
            stacklevel=2,
        )
        super().__init__(variable, name, default, None, mutable, strict, allow_downcast, True, implicit, borrow)


def pfunc(
    params,
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
    output_keys=None,
):
    """Compile a graph: `theano.function`, which calls it, for outputs in a list and inputs without tuples.

    ``output_keys`` are the keys of the outputs, if a dictionary shall be returned. Source: theano.compile.pfunc.pfunc.
    """
    if not isinstance(params, list | tuple):
        raise TypeError("Input variables of a Theano function should be contained in a list, even a single one.")
    if profile is None:
        profile = _config.profile or _config.print_global_stats or None
    if profile is True or isinstance(profile, str):
        profile = _ProfileStats(message=name if profile is True else profile)
    inputs = [_in(param, allow_input_downcast) for param in params]
    with _in_theano_words():
        ins, outs = _pytensor.construct_function_ins_and_outs(
            inputs,
            outputs,
            updates=_pairs(updates),
            givens=_replacements(givens, {each.variable for each in inputs}, rebuild_strict),
            no_default_updates=no_default_updates,
            rebuild_strict=rebuild_strict,
        )
    return _orig_function(ins, outs, mode, accept_inplace, name, profile, on_unused_input, output_keys)


def _in(param, allow_downcast):
    """Return the ``In`` of one of ``params``."""
    if isinstance(param, _Constant) or not isinstance(param, _Variable | _In):
        raise TypeError(f"An input is a variable or an In: not {param!r} of type {type(param).__name__}.")
    return param if isinstance(param, _In) else _In(param, allow_downcast=allow_downcast)


def _replacements(givens, inputs, strict):
    """Return ``givens`` as a list of pairs of variables, values being shared variables. Inputs are refused later."""
    pairs = [(old, new if isinstance(new, _Variable) else _shared(new)) for old, new in iter_over_pairs(givens or ())]
    for old, new in pairs:
        kinds = type(getattr(old, "type", None)), type(new.type)
        is_compared = strict and isinstance(old, _Variable) and old not in inputs
        if is_compared and not (issubclass(*kinds) or issubclass(*kinds[::-1])):
            raise TypeError(f"`givens` replace {old} of type {old.type} by {new} of type {new.type}.")
    return [(old, _of_type(new, old)) for old, new in pairs]


def _pairs(updates):
    """Return ``updates`` as a list of pairs (shared variable, new value), or raise an error."""
    pairs = list(iter_over_pairs(updates or ()))
    if not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in pairs):
        error = ValueError if all(isinstance(pair, list | tuple | _Variable) for pair in pairs) else TypeError
        raise error(
            "The updates parameter must be a dictionary or a list of pairs of 2 elements, (shared variable, "
            f"new value): got {updates!r}"
        )
    for target, _ in pairs:
        if not isinstance(target, _Variable):
            raise TypeError("update target must be a SharedVariable", target)
    return [(shared, new if isinstance(new, _Variable) else _value_of(shared, new)) for shared, new in pairs]


def _value_of(shared, new):
    try:
        return _filtered(shared.type, new)
    except TypeError as error:
        raise TypeError(
            "An update must have the same type as the original shared variable "
            f"(shared_var={shared}, shared_var.type={shared.type}, update_val={new}, update_val.type=None)."
        ) from error


def iter_over_pairs(pairs):
    """Return an iterator over the items of a dictionary, or over the pairs of anything else.

    Source: theano.compile.pfunc.iter_over_pairs.
    """
    return iter(pairs.items() if hasattr(pairs, "items") else pairs)
