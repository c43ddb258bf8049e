"""Compiling beside the program: another process compiles a function's graph, and a thread here reads the code.

No call waits for a compiler. The process reads the kept graph, as the next run of the program will, and puts the code
into PyTensor's cache on disk. There is one at a time, of low priority, which ends with the program; what it was given
lies in a file of its own that only this user can read.
"""

import atexit
import ctypes
import json
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from time import perf_counter

import numpy as np
from pytensor.configdefaults import config

from theano_min.configdefaults import config as flags

WORKER = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from theano_min._engine.worker import main; main()"
# seconds
SWITCHING = 0.0005  # that each step of NumPy's in a call waits at most while a thread reads compiled code
SHARE = 0.02  # that the thread takes of a call, or of short ones together
NO_CALL = 0.05  # after which it goes on though there was no call


class Job:
    """Code that is being made: ``state`` is "compiling", "compiled", or "failed"."""

    running = None

    def __init__(self, task):
        handle, self.file = tempfile.mkstemp(prefix="theano_min_", suffix=".task")
        with os.fdopen(handle, "wb") as file:
            file.write(task)
        command = [sys.executable, "-c", WORKER, json.dumps(sys.path), self.file]
        given = f"{os.environ.get('THEANO_FLAGS', '')},base_compiledir={config.base_compiledir}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if os.name == "posix":
            quiet["process_group"] = 0  # ^C is the program's
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, env={**os.environ, "THEANO_FLAGS": given.strip(",")}, **quiet
            )
        except OSError:
            os.unlink(self.file)
            raise
        Job.running = self

    @property
    def state(self):
        code = self.process.poll()
        if code is None:
            return "compiling"
        self.end()
        return "failed" if code else "compiled"

    def end(self):
        """Stop compiling, if it goes on, and leave nothing behind."""
        if Job.running is self:
            Job.running = None
        with suppress(OSError):
            self.process.kill()
            self.process.wait()
        with suppress(OSError):
            self.process.stdin.close()
        with suppress(OSError):
            os.unlink(self.file)


@atexit.register
def _end():
    if Job.running is not None:
        Job.running.end()
    if Reading.last is not None:
        Reading.last.end()


if hasattr(os, "register_at_fork"):

    def _wait():
        """Let no process begin with locks that a thread of this one holds."""
        if Reading.last is not None:
            Reading.last.finish()

    def _forget():
        Job.running = None  # it is the parent's

    os.register_at_fork(before=_wait, after_in_child=_forget)


def processors():
    """How many processors the program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_be_beside():
    """Whether this program may have another process compile."""
    return flags.background_compile and sys.executable and processors() > 1


def task_of(fgraph, values):
    """What another process needs to compile a graph for such values; None if it cannot, or should not."""
    file = getattr(fgraph, "kept", None)
    if file is None or not can_be_beside():
        return None
    layouts = [_layout(value) for value in values]
    if None in layouts or not config.numba__cache or not file.exists():
        return None
    set_ = {name: flag.val for name, flag in config._config_var_dict.items() if hasattr(flag, "val")}
    with suppress(pickle.PicklingError, AttributeError, TypeError):
        return pickle.dumps((set_, str(file), [x.type for x in fgraph.inputs], layouts))
    return None


def _layout(value):
    """What Numba asks of an array: its dtype, dimensions, order, whether it is aligned, and may be overwritten."""
    if type(value) is not np.ndarray or not value.dtype.isnative or not value.flags.aligned:
        return None
    order = "C" if value.flags.c_contiguous else "F" if value.flags.f_contiguous else "A"
    return value.dtype.str, value.ndim, order, value.flags.writeable


def like(layout):
    """Return an array of that layout."""
    dtype, ndim, order, writeable = layout
    array = np.zeros((4,) * ndim, dtype, "F" if order == "F" else "C")
    if order == "A":
        array = array[(slice(None, None, 2),) * ndim]
    array.flags.writeable = writeable
    return array


class Reading(threading.Thread):
    """Does ``read()`` beside the program, which goes on with short waits, for a ``result`` or an ``error``.

    Python runs one thread at a time, so this one stops when it has had its share, until it is given the next.
    """

    last = None

    def __init__(self, read):
        super().__init__(name="theano_min reads compiled code", daemon=True)
        self.read, self.result, self.error = read, None, None
        self.may_go_on, self.until = threading.Event(), 0.0
        Reading.last = self
        self.start()

    def run(self):
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCHING)
        sys.setprofile(self.pause)  # this thread's: whenever it calls or returns
        try:
            self.result = self.read()
        except BaseException as error:
            self.error = error
        finally:
            sys.setprofile(None)
            sys.setswitchinterval(before)

    def pause(self, frame, event, argument):
        """Wait for the next share, if this one is used up."""
        if perf_counter() > self.until:
            self.may_go_on.wait(NO_CALL)
            self.may_go_on.clear()
            self.until = max(self.until, perf_counter() + SHARE)

    def finish(self):
        """Wait until it is done."""
        self.until = float("inf")
        self.may_go_on.set()
        self.join()

    def end(self):
        """End the thread, since the program ends: it is left at the next step of Python in it."""
        while self.is_alive():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident), ctypes.py_object(SystemExit))
            self.join(0.05)
