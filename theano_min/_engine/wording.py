"""PyTensor's messages in the words of those who call Theano."""

import re
from contextlib import contextmanager

_WORDS = [
    ("pytensor.function", "theano.function"),
    ("pytensor function", "theano function"),
    ("pytensor.clone_replace", "theano.clone"),
    ("pytensor Variable", "theano Variable"),
    (
        "Backtrace when the node is created (use PyTensor flag traceback__limit=N",
        "Backtrace when the node is created(use Theano flag traceback.limit=N",
    ),
    (
        "PyTensor flag `exception_verbosity=high` for a debug print-out and storage map footprint of this Apply",
        "Theano flag 'exception_verbosity=high' for a debugprint and storage map footprint of this apply",
    ),
    ("PyTensor flag", "Theano flag"),
    ("PyTensor optimizations", "Theano optimizations"),
    ("Debug print of the apply node", "Debugprint of the apply node"),
    ("PyTensor rewrite time", "Theano Optimizer time"),
    ("PyTensor validate time", "Theano validate time"),
    ("PyTensor Linker time", "Theano Linker time"),
    ("pytensor.grad()", "theano.grad()"),
    ("Time since pytensor import", "Time since theano import"),
    ("Function.vm.__call__", "Function.fn.__call__"),
    ("config profiling__time_thunks", "config.profiling.time_thunks"),
    ("an PyTensor ", "a Theano "),
    ("Missing input:", "Missing required input:"),
    ("Unknown input:", "Unknown input or state:"),
]
_MISSING = re.compile(r"Input (\d+) \(.*?\) of the graph(?= \(indices)")


def reworded(message):
    """Return PyTensor's ``message`` with the names that Theano had."""
    for theirs, ours in _WORDS:
        message = message.replace(theirs, ours)
    return _MISSING.sub(r"Input \1 of the graph", message)


@contextmanager
def in_theano_words():
    """Let PyTensor's errors speak of the functions that the user called."""
    try:
        yield
    except Exception as error:
        reword(error)
        raise


def reword(error):
    """Change the messages in an exception's arguments."""
    error.args = tuple(reworded(arg) if isinstance(arg, str) else arg for arg in error.args)
