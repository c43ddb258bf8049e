"""``theano.compile.profiling``: how long functions take, and which operations take it."""

import atexit as _atexit
import copy as _copy
import logging
import sys as _sys
import time as _time
from contextlib import contextmanager as _contextmanager
from io import StringIO as _StringIO

from pytensor.compile.debug import profiling as _profiling
from pytensor.compile.debug.profiling import register_profiler_printer as register_profiler_printer
from pytensor.scan.utils import ScanProfileStats as _ScanProfileStats

from theano_min import _removed
from theano_min._wording import reworded as _reworded
from theano_min.configdefaults import config as config

__getattr__ = _removed.getattr_for(__name__)

logger = logging.getLogger("theano.compile.profiling")
theano_imported_time = _time.time()

# ---------------------------------------------------------------- differs


class ProfileStats(_profiling.ProfileStats):
    """The times of a function: give it as ``profile``, call the function, and call ``summary()``.

    ``atexit_print`` shows it when the program ends, if ``config.profile`` is True then; ``flag_time_thunks`` is whether
    each node is measured, by default ``config.profiling.time_thunks``: the linkers vm and cvm do so, and cvm takes the
    place of Numba, which runs the graph as one piece. Source: theano.ProfileStats.
    """

    # prints the sum at exit, as PyTensor no longer does; 3.0 fails at it
    show_sum = False

    def __init__(self, atexit_print=True, flag_time_thunks=None, gpu_checks=True, **kwargs):
        super().__init__(atexit_print=atexit_print, flag_time_thunks=flag_time_thunks, **kwargs)

    def summary(self, file=_sys.stderr, n_ops_to_print=20, n_apply_to_print=20):
        """Write the times to ``file``: the function's, then its classes of operations', operations' and nodes'."""
        text = _StringIO()
        super().summary(text, n_ops_to_print, n_apply_to_print)
        print(_reworded(text.getvalue()), file=file, end="")
        if self.fct_callcount and self.flag_time_thunks and not self.apply_time:
            print("  Nodes were not measured: the linkers vm and cvm measure each.", file=file)

    @property
    def optimizer_time(self):
        """Seconds that rewriting took."""
        return self.rewriting_time

    @property
    def optimizer_profile(self):
        """The rewriter and its own profile, or None."""
        return self.rewriter_profile


class ScanProfileStats(ProfileStats, _ScanProfileStats):
    """The times of a loop: ``callcount`` calls, ``nbsteps`` steps, ``call_time`` seconds.

    Source: theano.compile.profiling.ScanProfileStats.
    """

    def __init__(self, atexit_print=True, name=None, **kwargs):
        super().__init__(atexit_print, name=name, **kwargs)


def print_global_stats():
    """Print how long ago theano was imported, and how long functions ran, were rewritten and were linked.

    It goes where ``config.profiling.destination`` says. Source: theano.compile.profiling.print_global_stats.
    """
    # 3.0 fails at it
    with _destination() as file:
        print("=" * 50, file=file)
        print(
            "Global stats: ",
            f"Time elasped since Theano import = {_time.time() - theano_imported_time:6.3f}s, "
            f"Time spent in Theano functions = {_profiling.total_fct_exec_time:6.3f}s, "
            "Time spent compiling Theano functions:  "
            f"optimzation = {_profiling.total_graph_rewrite_time:6.3f}s, "
            f"linker = {_profiling.total_time_linker:6.3f}s ",
            file=file,
        )
        print("=" * 50, file=file)


# ---------------------------------------------------------------- when the program ends

# PyTensor registers its report with the first profile: ours, which prints the sum, takes the place of it
_profiling.ProfileStats()
_profiling._atexit_print_list.pop()
_atexit.unregister(_profiling._atexit_print_fn)


@_contextmanager
def _destination():
    names = {"stderr": _sys.stderr, "stdout": _sys.stdout}
    name = config.profiling.destination
    if name in names:
        yield names[name]
    else:
        with open(name, "a") as file:
            yield file


@_atexit.register
def _report():
    profiles = _profiling._atexit_print_list
    called = [each for each in profiles if each.fct_callcount or getattr(each, "callcount", 0)]
    if config.profile and called:
        called.sort(key=lambda each: each.compile_time + each.fct_call_time, reverse=True)
        functions = [each for each in called if not isinstance(each, _ScanProfileStats)]
        counts = {"n_ops_to_print": config.profiling.n_ops, "n_apply_to_print": config.profiling.n_apply}
        text = _StringIO()
        for each in [*called, *([_sum(functions)] if len(functions) > 1 else [])]:
            each.summary(file=text, **counts)
        with _destination() as file:
            print(_reworded(text.getvalue()), file=file, end="")  # loops' profiles are PyTensor's
    if config.print_global_stats:
        print_global_stats()


def _sum(profiles):
    """One profile that adds up several."""
    total = _copy.copy(profiles[0])
    total.message = f"Sum of all({len(profiles)}) printed profiles at exit excluding Scan op profile."
    total.rewriter_profile = None
    times = [name for name, value in vars(_profiling.ProfileStats).items() if type(value) is float]
    for name in ["fct_callcount", *times]:
        setattr(total, name, sum(getattr(each, name) for each in profiles))
    for name, value in vars(profiles[0]).items():
        if isinstance(value, dict):
            setattr(total, name, {key: number for each in profiles for key, number in getattr(each, name).items()})
    return total
