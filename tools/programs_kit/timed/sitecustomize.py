"""Seeds the random numbers of a program that knows nothing of it, and times its functions; Python 2.7 and later.

With this folder in PYTHONPATH and PROGRAMS_TIMES naming a file, that file gets at the end: the seconds of CPU from the
start to the end of the first call of a function that has updates, and those of the median call of the one called most;
CPU, since a busy machine says nothing else. The generators of NumPy and of `random` start from 0 once Theano is
imported, so that two runs draw the same.
"""

import atexit
import json
import os
import sys
import time

try:
    import builtins
except ImportError:
    import __builtin__ as builtins

clock = getattr(time, "process_time", None) or time.clock
_import = builtins.__import__
calls, trains, first = {}, {}, []


def _importing(*arguments, **keywords):
    module = _import(*arguments, **keywords)
    theano = sys.modules.get("theano")
    if theano is not None and hasattr(theano, "function") and hasattr(theano, "printing"):
        builtins.__import__ = _import
        _import("random").seed(0)
        _import("numpy").random.seed(0)
        _watch(_import("theano.compile.function_module", fromlist=["Function"]).Function)
    return module


def _watch(function_class):
    call = function_class.__call__

    def timed(self, *arguments, **keywords):
        began = clock()
        result = call(self, *arguments, **keywords)
        ended = clock()
        if id(self) not in calls:
            inputs = self.maker.expanded_inputs
            trains[id(self)] = any(getattr(each, "update", None) is not None for each in inputs)
            if trains[id(self)] and not first:
                first.append(ended)
            calls[id(self)] = [self]  # held, so that its id stays its own
        calls[id(self)].append(ended - began)
        return result

    function_class.__call__ = timed


def _tell():
    trained = [each[1:] for key, each in calls.items() if trains[key]]
    longest = max(trained or [[]], key=lambda times: (len(times), sum(times)))
    warm = sorted(longest[len(longest) // 2 :])
    with open(os.environ["PROGRAMS_TIMES"], "w") as file:
        json.dump(
            {
                "first": first[0] if first else None,
                "step": warm[len(warm) // 2] if warm else None,
                "calls": len(longest),
                "whole": clock(),
            },
            file,
        )


if "PROGRAMS_TIMES" in os.environ:
    builtins.__import__ = _importing
    atexit.register(_tell)
