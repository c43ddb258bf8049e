"""``theano.gof.compilelock``: the lock of the directory of compiled code."""

import os as _os
from contextlib import ExitStack as _ExitStack, contextmanager as _contextmanager

from pytensor.compile.compilelock import force_unlock as _force_unlock, lock_ctx as _lock_ctx

from theano_min import _removed
from theano_min.configdefaults import config as config

__getattr__ = _removed.getattr_for(__name__)

_held: list[_ExitStack] = []  # as often as it was got and not released
_use_lock = True


def _directory(lock_dir):
    return _os.path.join(config.compiledir, "lock_dir") if lock_dir is None else lock_dir


def get_lock(lock_dir=None, **kw):
    """Wait for the lock of ``lock_dir``, by default of ``config.compiledir``, and hold it until `release_lock`.

    It may be got several times; ``timeout`` is how many seconds to wait. Errors: PyTensor's for a lock that another
    process does not release. Source: theano.gof.compilelock.get_lock.
    """
    # PyTensor's lock is a context
    stack = _ExitStack()
    if _use_lock:
        directory = _directory(lock_dir)
        _os.makedirs(directory, exist_ok=True)
        stack.enter_context(_lock_ctx(directory, **{key: kw[key] for key in kw.keys() & {"timeout"}}))
    _held.append(stack)


def release_lock():
    """Release the lock that was got last; without one do nothing. Source: theano.gof.compilelock.release_lock."""
    if _held:
        _held.pop().close()


def set_lock_status(use_lock):
    """Have `get_lock` lock, or not if ``use_lock`` is False. Source: theano.gof.compilelock.set_lock_status."""
    global _use_lock
    _use_lock = use_lock


def force_unlock():
    """Release the lock of ``config.compiledir``, whoever holds it. Source: theano.gof.compilelock.force_unlock."""
    # PyTensor names the directory
    directory = _directory(None)
    if _os.path.isdir(directory):
        _force_unlock(directory)


@_contextmanager
def lock_ctx(lock_dir=None, keep_lock=False, **kw):
    """Hold the lock meanwhile, or with ``keep_lock`` after it, too. Source: theano.gof.compilelock.lock_ctx."""
    get_lock(lock_dir=lock_dir, **kw)
    yield
    if not keep_lock:
        release_lock()
