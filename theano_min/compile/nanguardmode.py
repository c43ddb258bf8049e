"""``theano.compile.nanguardmode``: a mode that stops at NaN, infinity and huge numbers."""

import logging
import pdb as _pdb

import numpy as np
from pytensor.graph.utils import get_variable_trace_string as _trace
from pytensor.link.vm import VMLinker as _VMLinker

from theano_min import _removed
from theano_min.compile.mode import Mode as Mode
from theano_min.configdefaults import config as config
from theano_min.printing import debugprint as _debugprint

__getattr__ = _removed.getattr_for(__name__)

logger = logging.getLogger("theano.compile.nanguardmode")
pygpu_available = False


def flatten(l):  # noqa: E741
    """Return what nested lists and tuples hold, in one list; anything else in a list of one.

    Source: theano.compile.nanguardmode.flatten.
    """
    return [leaf for each in l for leaf in flatten(each)] if isinstance(l, list | tuple) else [l]


def _numbers(value):
    """The numbers of a value, an array without any for what is no array."""
    value = getattr(value, "data", value) if hasattr(value, "nnz") else value
    return value if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc" else np.empty(0)


def contains_nan(arr, node=None, var=None):
    """Return whether the array ``arr`` has a NaN: never for integers, empty arrays or what is no array.

    Source: theano.compile.nanguardmode.contains_nan.
    """
    return bool(np.isnan(_numbers(arr)).any())


def contains_inf(arr, node=None, var=None):
    """Return whether the array ``arr`` has an infinity: never for integers, empty arrays or what is no array.

    Source: theano.compile.nanguardmode.contains_inf.
    """
    return bool(np.isinf(_numbers(arr)).any())


def _is_big(value):
    return bool((np.abs(_numbers(value)) > 1e10).any())


class NanGuardMode(Mode):
    """A mode in which NaN, infinity and numbers beyond 1e10 are errors, in inputs and in what a node computes.

    ``nan_is_error``, ``inf_is_error`` and ``big_is_error`` are by default what ``config.NanGuardMode`` says, whose
    ``action`` is 'raise', 'warn' or 'pdb'. A variable with ``tag.nan_guard_mode_check = False`` is let pass.
    ``optimizer`` is as in ``theano.Mode``; the linker is the mode's own. Errors: AssertionError if nothing is to be an
    error and, from the function, for what is one. Source: theano.compile.nanguardmode.NanGuardMode.
    """

    def __init__(self, nan_is_error=None, inf_is_error=None, big_is_error=None, optimizer="default", linker=None):
        kinds = config.NanGuardMode
        self.nan_is_error = kinds.nan_is_error if nan_is_error is None else nan_is_error
        self.inf_is_error = kinds.inf_is_error if inf_is_error is None else inf_is_error
        self.big_is_error = kinds.big_is_error if big_is_error is None else big_is_error
        assert self.nan_is_error or self.inf_is_error or self.big_is_error, "NanGuardMode: nothing is to be an error"
        super().__init__(_VMLinker(callback=self._check_node, callback_input=self._check), optimizer)

    def __getstate__(self):
        return self.nan_is_error, self.inf_is_error, self.big_is_error, self.provided_optimizer

    def __setstate__(self, state):
        if len(state) == 4:  # from a pickle
            self.__init__(*state)  # type: ignore[misc]
        else:
            super().__setstate__(state)

    def clone(self, link_kwargs=None, optimizer="", **kwargs):
        """Return a mode with the same errors, and ``optimizer`` unless it is empty."""
        # Theano's forgot which errors
        state = self.__getstate__()
        return type(self)(*state[:3], optimizer=state[3] if optimizer == "" else optimizer)

    def _check_node(self, *, node, thunk, storage_map, compute_map):
        for variable in node.outputs:
            if compute_map[variable][0]:
                self._check(variable, storage_map[variable][0], node)

    def _check(self, variable, value, node=None):
        if not getattr(variable.tag, "nan_guard_mode_check", True):
            return
        found = []
        if self.nan_is_error and contains_nan(value):
            found.append("NaN detected")
        if self.inf_is_error and contains_inf(value):
            found.append("Inf detected")
        if self.big_is_error and _is_big(value):
            found.append("Big value detected")
        if not found:
            return
        if node is None:
            found.append("NanGuardMode found an error in an input of the graph.")
        else:
            found.append("NanGuardMode found an error in the output of a node in this variable:")
            found.append(_debugprint(node, file="str"))
        message = "\n".join([*found, _trace(variable)])
        if config.NanGuardMode.action == "raise":
            raise AssertionError(message)
        if config.NanGuardMode.action == "warn":
            logger.error(message)
        else:
            print(message)
            _pdb.set_trace()
