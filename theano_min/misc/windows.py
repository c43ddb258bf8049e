"""``theano.misc.windows``: other programs, run without windows of theirs."""

import os as _os
import subprocess as _subprocess

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)


def subprocess_Popen(command, **params):
    """Start a program as ``subprocess.Popen`` does; no window opens, and it reads nothing unless ``stdin`` is given.

    On Windows the shell looks for it, so that files that end in .bat are found. Source: theano.misc.windows.
    """
    if _os.name == "nt":
        startup = _subprocess.STARTUPINFO()  # type: ignore[attr-defined,unused-ignore]
        startup.dwFlags |= _subprocess.STARTF_USESHOWWINDOW  # type: ignore[attr-defined,unused-ignore]
        params |= {"startupinfo": startup, "shell": True}
        command = " ".join(command) if isinstance(command, list) else command
    return _subprocess.Popen(command, **{"stdin": _subprocess.DEVNULL, **params})


def call_subprocess_Popen(command, **params):
    """Run a program and return its exit code; what it writes is dropped.

    Errors: TypeError for ``stdout`` or ``stderr``. Source: theano.misc.windows.
    """
    if "stdout" in params or "stderr" in params:
        raise TypeError("don't use stderr or stdout with call_subprocess_Popen")
    with subprocess_Popen(command, stdout=_subprocess.DEVNULL, stderr=_subprocess.DEVNULL, **params) as program:
        return program.wait()


def output_subprocess_Popen(command, **params):
    """Run a program and return what it wrote, its errors, both bytes, and its exit code.

    Errors: TypeError for ``stdout`` or ``stderr``. Source: theano.misc.windows.
    """
    if "stdout" in params or "stderr" in params:
        raise TypeError("don't use stderr or stdout with output_subprocess_Popen")
    with subprocess_Popen(command, stdout=_subprocess.PIPE, stderr=_subprocess.PIPE, **params) as program:
        return *program.communicate(), program.returncode
