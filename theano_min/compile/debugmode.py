"""``theano.compile.debugmode``: a mode that checks operations and rewrites while a function runs."""

from copy import copy as _copy

import numpy as _np
from pytensor.compile.debug.debugmode import (
    BadDestroyMap as BadDestroyMap,
    BadOptimization as BadOptimization,
    BadThunkOutput as BadThunkOutput,
    BadViewMap as BadViewMap,
    DataDestroyed as DataDestroyed,
    DebugMode as _DebugMode,
    DebugModeError as DebugModeError,
    InvalidValueError as InvalidValueError,
    StochasticOrder as StochasticOrder,
    _Maker as _PyTensorsMaker,
    check_eq as check_eq,
    data_destroyed as data_destroyed,
    default_make_thunk as default_make_thunk,
)
from pytensor.printing import char_from_number as char_from_number
from pytensor.tensor.type import TensorType as _TensorType
from pytensor.utils import NoDuplicateOptWarningFilter as NoDuplicateOptWarningFilter

from theano_min import _removed
from theano_min.compile.mode import (
    Mode as Mode,
    _checking_modes,
    predefined_modes as _predefined_modes,
)
from theano_min.configdefaults import config as config

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class _Finite(_TensorType):
    """A type of arrays without NaN and infinity, for as long as its mode wants that."""

    mode: "DebugMode"

    def is_valid_value(self, data, strict=True):
        return super().is_valid_value(data, strict) and bool(not self.mode.check_isfinite or _np.isfinite(data).all())

    def is_super(self, otype):
        return _TensorType(self.dtype, shape=self.shape).is_super(otype)


class _Maker(_PyTensorsMaker):
    def __init__(self, inputs, outputs, mode, *args, **kwargs):
        # PyTensor's types no longer read the flag that its mode sets
        super().__init__(inputs, outputs, mode, *args, **kwargs)
        for variable in self.fgraph.variables if mode.check_isfinite else ():
            kind = variable.type
            lets_pass = "filter_checks_isfinite" in vars(kind)
            if type(kind) is _TensorType and kind.numpy_dtype.kind in "fc" and not lets_pass:
                variable.type = _Finite(kind.dtype, shape=kind.shape)
                variable.type.mode = mode

    @staticmethod
    def wrap_in(input):
        # PyTensor overwrites a number in a way that NumPy 2 no longer has
        spec = _PyTensorsMaker.wrap_in(input)
        if spec.mutable and getattr(spec.variable.type, "ndim", None) == 0:
            spec = _copy(spec)
            spec.mutable = False
        return spec


class DebugMode(_DebugMode, Mode):
    """A mode that runs every node in C and in Python, compares the results, and what rewrites have replaced.

    ``optimizer`` is as in ``theano.Mode``; the graph is rewritten ``stability_patience`` times. ``check_c_code`` and
    ``check_py_code`` say what to run, ``check_isfinite`` refuses NaN and infinity, ``check_preallocated_output`` lists
    kinds of memory to offer for the outputs, ``require_matching_strides`` compares strides (0: no, 1: warn, 2: raise).
    What is not given is as the flags ``config.DebugMode`` say. Errors: ValueError for a mode that runs nothing; from a
    function ``BadThunkOutput``, ``BadOptimization``, ``BadDestroyMap``, ``BadViewMap``, ``StochasticOrder`` and
    ``InvalidValueError``, which are all ``DebugModeError``. Source: theano.compile.DebugMode.
    """

    def function_maker(self, i, o, m, *args, **kwargs):
        """Return what makes a function of the inputs ``i``, the outputs ``o`` and the mode ``m``."""
        return _Maker(i, o, m, *args, **kwargs)


_checking_modes["DebugMode"] = lambda optimizer: DebugMode(optimizer=optimizer)
_predefined_modes["DEBUG_MODE"] = DebugMode(optimizer="fast_run")
