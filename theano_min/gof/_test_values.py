"""While ``config.compute_test_value`` is on, the application of operations is observed; off, nothing is touched.

``config.print_test_value`` shows test values in the representation of variables, while it is True.
"""

import sys
import warnings
from contextlib import contextmanager, suppress
from copy import deepcopy
from functools import wraps
from pathlib import Path

import pytensor
from pytensor.compile.debug.debugmode import _Maker as DebugMaker
from pytensor.compile.maker import FunctionMaker
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.graph.basic import Apply, Constant, NominalVariable, Variable
from pytensor.graph.op import HasInnerGraph, Op
from pytensor.graph.traversal import ancestors
from pytensor.graph.type import Type
from pytensor.graph.utils import MethodNotDefined, get_variable_trace_string
from pytensor.scalar.basic import ScalarType

from theano_min.configdefaults import config
from theano_min.gof._values import filtered

_PYTENSOR, _OURS = f"{Path(pytensor.__file__).parent}/", f"{Path(__file__).parents[1]}/"
# where programs ask for variables
_CONSTRUCTORS = (
    *(
        f"{_PYTENSOR}{path}"
        for path in ("graph/type.py", "tensor/type.py", "tensor/random/type.py", "sparse/", "utils.py")
    ),
    *(f"{_OURS}{path}" for path in ("gof/type.py", "tensor/_constants.py", "scalar/_constants.py", "sparse/")),
)


def value_of(variable):
    """Return the test value of a variable. Errors: AttributeError if there is none, its type's if it is wrong."""
    if isinstance(variable, Constant):
        return variable.data
    if isinstance(variable, SharedVariable):
        return variable.get_value(borrow=True, return_internal_type=True)
    if not hasattr(variable.tag, "test_value"):
        raise AttributeError(f"{variable} has no test value {get_variable_trace_string(variable)}")
    try:
        return filtered(variable.type, variable.tag.test_value)
    except Exception as error:
        message = "For compute_test_value, one input test value does not have the requested type."
        error.args = ("\n".join([message, get_variable_trace_string(variable), *map(str, error.args)]),)
        raise


# ---------------------------------------------------------------- a node's test values


def compute(node):
    """Give the outputs of ``node`` their test values, if its inputs have theirs.

    Errors: what the operation raises on them; ValueError for a missing one if ``config.compute_test_value`` is 'raise'.
    """
    values = {}
    for position, variable in enumerate(node.inputs):
        try:
            values[variable] = _value(variable)
        except AttributeError:
            if not _is_inner(variable):
                _missing(node, position)
            return
    for position in {i for positions in node.op.destroy_map.values() for i in positions}:
        values[node.inputs[position]] = deepcopy(values[node.inputs[position]])
    with _paused(), pytensor.config.change_flags(mode="FAST_COMPILE"):
        for output, value in zip(node.outputs, _run(node, values), strict=True):
            output.tag.test_value = value


def _value(variable):
    """The test value of a variable, computed if nothing observed how it was made."""
    if isinstance(variable.owner, Apply) and not hasattr(variable.tag, "test_value"):
        compute(variable.owner)
    return value_of(variable)


def _run(node, values):
    if isinstance(node.op, HasInnerGraph):
        # running it may rewrite its graph
        node = Apply(node.op.clone(), node.inputs, [output.type() for output in node.outputs])
    op, kept = node.op, getattr(node.op, "_fn", None)
    try:
        return _thunk_outputs(node, values, impl="py")
    except (MethodNotDefined, NotImplementedError):
        return _thunk_outputs(node, values, impl=None)  # it has C code alone
    finally:
        if hasattr(op, "_fn"):
            op._fn = kept


def _thunk_outputs(node, values, impl):
    storage = {variable: [value] for variable, value in values.items()} | {output: [None] for output in node.outputs}
    computed = {variable: [variable in values] for variable in storage}
    thunk = node.op.make_thunk(node, storage, computed, no_recycling=[], impl=impl)
    required = thunk()
    assert not required
    return [storage[output][0] for output in node.outputs]


def _missing(node, position):
    variable = node.inputs[position]
    message = f"Cannot compute test value: input {position} ({variable}) of Op {node} missing default value"
    choice = config.compute_test_value
    if choice == "warn":
        warnings.warn(f"Warning, {message}", stacklevel=_frames_inside() + 1)
    elif choice == "raise":
        raise ValueError(f"{message}. {get_variable_trace_string(variable)}")
    elif choice == "pdb":
        print(message)
        breakpoint()


def _is_inner(variable):
    """Whether a variable comes of one that PyTensor or this package made for itself, so that nobody gave it a value."""
    leaves = [each for each in ancestors([variable]) if each.owner is None]
    return any(isinstance(each, NominalVariable) or hasattr(each.tag, "made_inside") for each in leaves)


def _frames_inside():
    """How many frames there are from here to the program."""
    frame, count = sys._getframe(1), 1
    while frame and frame.f_code.co_filename.startswith((_PYTENSOR, _OURS)):
        frame, count = frame.f_back, count + 1
    return count - 1


def _made_inside():
    """Whether the variable that is being made is nothing that the program asked for."""
    frame = sys._getframe(2)
    while frame and frame.f_code.co_filename.startswith(_CONSTRUCTORS):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith((_PYTENSOR, _OURS))


# ---------------------------------------------------------------- the observer

_observed: dict = {}  # {(class, method): the method as it was}
_depth = 0


@contextmanager
def _paused():
    """Observe nothing meanwhile."""
    global _depth
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1


def _apply(call):
    @wraps(call)
    def observed(self, *args, **kwargs):
        result = call(self, *args, **kwargs)
        first = result[0] if isinstance(result, list | tuple) and result else result
        node = getattr(first, "owner", None)
        is_made = hasattr(self, "theirs") and not hasattr(getattr(first, "tag", None), "test_value")
        if not _depth and isinstance(node, Apply) and (is_made or type(node.op) is type(self)):
            compute(node)
        return result

    return observed


def _make_variable(make):
    @wraps(make)
    def observed(self, *args, **kwargs):
        variable = make(self, *args, **kwargs)
        if _made_inside():
            variable.tag.made_inside = True
        return variable

    return observed


def _compile(method):
    @wraps(method)
    def observed(self, *args, **kwargs):
        if _depth or config.compute_test_value_opt != "off":
            return method(self, *args, **kwargs)
        with _paused():
            return method(self, *args, **kwargs)

    return observed


def _represent(method):
    @wraps(method)
    def observed(self, *args, **kwargs):
        shown = method(self, *args, **kwargs)
        with suppress(AttributeError):
            shown = f"{shown}\n{value_of(self)!r}"
        return shown

    return observed


_APPLICATIONS = {
    (Op, "__call__"): _apply,
    (Type, "make_variable"): _make_variable,
    (ScalarType, "make_variable"): _make_variable,
    (FunctionMaker, "__init__"): _compile,
    (FunctionMaker, "create"): _compile,
    (DebugMaker, "__init__"): _compile,
}
_REPRESENTATIONS = {(Variable, "__repr__"): _represent}


def observe(choice):
    """Start to observe the application of operations, or stop if ``choice`` is 'off'."""
    _switch(_APPLICATIONS, choice != "off")


def represent(choice):
    """Start to show test values in the representation of variables, or stop if ``choice`` is False."""
    _switch(_REPRESENTATIONS, choice)


def _switch(observers, on):
    for (owner, name), observer in observers.items():
        if on and (owner, name) not in _observed:
            _observed[owner, name] = vars(owner)[name]
            setattr(owner, name, observer(vars(owner)[name]))
        elif not on and (owner, name) in _observed:
            setattr(owner, name, _observed.pop((owner, name)))
