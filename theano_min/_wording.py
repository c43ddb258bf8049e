"""PyTensor's messages in the words of those who call Theano."""

import re
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

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
    ("Invalid argument to PyTensor function", "Bad input argument to theano function"),
    ("PyTensor variables", "Theano variables"),
    ("`pytensor.scan.utils.until`", "`theano.scan_module.until`"),
    ("so PyTensor is not able", "so Theano is not able"),
    ("Missing input:", "Missing required input:"),
    (
        "\n\tDid you try to unpack a Variable or used a function that expects a list?",
        " Maybe Python's sum, max or min was called where theano.tensor's was meant.",
    ),
    ("Unknown input:", "Unknown input or state:"),
]
# where Theano had the exceptions that are elsewhere here
_HOMES = {
    "AliasedMemoryError": "compile.function_module",
    "AdvancedIndexingError": "tensor.subtensor",
    "AlreadyThere": "gof.toolbox",
    "BadOptimization": "gof.toolbox",
    "ComplexError": "scalar.basic",
    "DisconnectedInputError": "gradient",
    "EmptyConstantError": "tensor.basic",
    "GradientError": "gradient",
    "InconsistencyError": "gof.fg",
    "IntegerDivisionError": "scalar.basic",
    "MethodNotDefined": "gof.utils",
    "MissingGXX": "gof.cmodule",
    "MissingInputError": "gof.fg",
    "NotScalarConstantError": "tensor.basic",
    "NullTypeGradError": "gradient",
    "ProtocolError": "gof.destroyhandler",
    "ReplacementDidNotRemoveError": "gof.toolbox",
    "ShapeError": "tensor.basic",
    "UnusedInputError": "compile.function_module",
}
_MISSING = re.compile(r"Input (\d+) \(.*?\) of the graph(?= \(indices)")
_NOT_ONE = re.compile(r"The type's shape \((\((?:(?:1|None),? ?)+\))\) is not compatible with the data's \((\(.*\))\)")
# where a variable was made, less what made it for the program
HERE = tuple(
    str(Path(spec.origin).parent) for spec in map(find_spec, ("pytensor", "theano_min")) if spec and spec.origin
)
_INTERNAL = re.compile(rf'  File "(?:{"|".join(map(re.escape, HERE))})[/\\].*", line \d+, in .*\n(?:    .*\n)?')


def reworded(message):
    """Return PyTensor's ``message`` with the names that Theano had."""
    for theirs, ours in _WORDS:
        message = message.replace(theirs, ours)
    message = _NOT_ONE.sub(_broadcastable, _MISSING.sub(r"Input \1 of the graph", message))
    return _INTERNAL.sub("", message)


def _broadcastable(match):
    pattern = tuple(length == "1" for length in re.findall("1|None", match[1]))
    return f"Non-unit value on shape on a broadcastable dimension. {match[2]} {pattern}"


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
    if notes := getattr(error, "__notes__", None):
        notes[:] = map(reworded, notes)


def home(kind):
    """The module that Theano had an exception class in, or None if the class is none of Theano's."""
    package, _, room = kind.__module__.partition(".")
    if package not in ("pytensor", "theano_min"):
        return None
    if room == "compile.debug.debugmode":
        return "theano.compile.debugmode"
    return f"theano.{_HOMES.get(kind.__name__, room)}" if kind.__name__ in _HOMES or package == "theano_min" else None
