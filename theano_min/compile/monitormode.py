"""``theano.compile.monitormode``: a look at every step of a function that runs."""

import numpy as _np
from pytensor.link.c.basic import OpWiseCLinker as _OpWiseCLinker

from theano_min import _removed
from theano_min.compile.mode import Mode as Mode
from theano_min.gof.link import WrapLinkerMany as _WrapLinkerMany
from theano_min.printing import debugprint as _debugprint

__getattr__ = _removed.getattr_for(__name__)


class MonitorMode(Mode):
    """A mode that calls ``pre_func`` before and ``post_func`` after each node, with ``(i, node, fn)``.

    ``i`` counts the nodes in the order in which they run; ``fn.inputs`` and ``fn.outputs`` hold the values, each in a
    list of one. ``optimizer`` is as in ``theano.Mode``; the linker, which runs C where there is C, is the mode's own.
    Errors: Exception if another linker is given. Source: theano.compile.MonitorMode.
    """

    def __init__(self, pre_func=None, post_func=None, optimizer="default", linker=None):
        self.pre_func = pre_func
        self.post_func = post_func
        if linker is not None:
            raise Exception("MonitorMode can only use its own linker! You should not provide one.", linker)
        super().__init__(_WrapLinkerMany([_OpWiseCLinker()], [self.eval]), optimizer)

    def __getstate__(self):
        return self.provided_optimizer, self.pre_func, self.post_func

    def __setstate__(self, state):
        if len(state) == 3:  # from a pickle
            optimizer, pre_func, post_func = state
            self.__init__(pre_func, post_func, optimizer)  # type: ignore[misc]
        else:
            super().__setstate__(state)

    def eval(self, i, node, fn):
        """Run the node, ``fn()``, between the two functions."""
        if self.pre_func is not None:
            self.pre_func(i, node, fn)
        fn()
        if self.post_func is not None:
            self.post_func(i, node, fn)

    def clone(self, link_kwargs=None, optimizer="", **kwargs):
        """Return a mode with the same functions, and ``optimizer`` unless it is empty."""
        return type(self)(self.pre_func, self.post_func, self.provided_optimizer if optimizer == "" else optimizer)


def detect_nan(i, node, fn):
    """Print a node that has computed NaN, and its values: a ``post_func`` for ``MonitorMode``.

    Source: theano.compile.monitormode.detect_nan.
    """
    if any(_has_nan(value) for [value] in fn.outputs):
        print("*** NaN detected ***")
        _debugprint(node)
        print(f"Inputs : {[value for [value] in fn.inputs]}")
        print(f"Outputs: {[value for [value] in fn.outputs]}")


def _has_nan(value):
    try:
        return bool(_np.isnan(value).any())
    except TypeError:  # a random state, or another value that is no number
        return False
