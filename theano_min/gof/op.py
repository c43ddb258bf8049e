"""``theano.gof.op``: what an operation is, and how a program writes its own."""

import re as _re
import warnings as _warnings

from pytensor.compile.builders import OpFromGraph as _OpFromGraph
from pytensor.gradient import DisconnectedType as _DisconnectedType, disconnected_type as _disconnected_type
from pytensor.graph.basic import Constant as _Constant, Variable as _Variable
from pytensor.graph.op import Op as _Op
from pytensor.graph.utils import MetaType as _MetaType, MethodNotDefined as _MethodNotDefined
from pytensor.link.c.interface import CLinkerObject as CLinkerObject, CLinkerOp as CLinkerOp
from pytensor.link.c.op import COp as _COp, ExternalCOp as _ExternalCOp, OpenMPOp as _OpenMPOp
from pytensor.scan.op import Scan as _Scan
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable

from theano_min import _removed, _taught
from theano_min.configdefaults import config as _config
from theano_min.gof._test_values import value_of as _value_of

__getattr__ = _removed.getattr_for(__name__)

ops_with_inner_function = {_OpFromGraph: "fn", _Scan: "fn"}

# ---------------------------------------------------------------- differs


class _OpType(_MetaType):
    """Make every operation, PyTensor's own too, an instance of ``PureOp`` and ``Op``, as in Theano."""

    def __instancecheck__(cls, instance):
        if cls.__module__ == __name__:
            return isinstance(instance, _Op)
        # what runs a program's operation counts as that
        is_one = super().__instancecheck__
        return is_one(instance) or (isinstance(instance, _Op) and is_one(getattr(instance, "runs", None)))


class PureOp(_Op, metaclass=_OpType):
    """An operation: it makes the node of a call (``make_node``), computes it (``perform``) and derives it (``grad``).

    A subclass defines ``make_node(self, *inputs)`` or the types ``itypes`` and ``otypes``, then
    ``perform(self, node, inputs, output_storage)``, and if it can ``grad(self, inputs, output_grads)`` or ``L_op``,
    ``R_op(self, inputs, eval_points)``, ``infer_shape(self, node, shapes)`` and ``connection_pattern(self, node)``.
    ``__props__`` names the attributes by which two instances are equal. Source: theano.gof.PureOp.
    """

    _has_theanos_methods = True

    def perform(self, node, inputs, output_storage, params=None):
        """Compute the outputs from ``inputs``, a list of values, into ``output_storage``, a list of 1-element lists.

        Errors: MethodNotDefined here, for an operation that does not define it.
        """
        advice = "Did you used Theano flags mode=FAST_COMPILE? You can use optimizer=fast_compile instead."
        if not _config.cxx:
            advice = "It computes in C, and there is no C++ compiler: install g++, or set the flag cxx to one."
        raise _MethodNotDefined("perform", type(self), type(self).__name__, advice)

    def do_constant_folding(self, *args, **kwargs):
        """Return whether the node, the last argument, is computed at compilation if all its inputs are constants."""
        return type(self).perform is not PureOp.perform or bool(_config.cxx)

    @_taught.bridge
    def L_op(self, inputs, outputs, output_grads):
        """Return the gradient for each of ``inputs``, which may be written in terms of ``outputs``: by default grad's.

        Errors: AttributeError if the operation defines neither.
        """
        if type(self).grad is _Op.grad:
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute 'grad': it takes a method grad(self, inputs, "
                "output_grads) to be differentiated.",
                name="grad",
                obj=self,
            )
        return self.grad(inputs, output_grads)

    @_taught.bridge
    def R_op(self, inputs, eval_points):
        """Return for each output the product of its Jacobian with ``eval_points``, None standing for no point.

        Errors: NotImplementedError here, for an operation that does not define it.
        """
        raise NotImplementedError(f"{self} of class {type(self).__name__} does not implement R_op.")

    @_taught.bridge
    def pullback(self, inputs, outputs, cotangents):
        """Return L_op's gradients: PyTensor's name for it."""
        return self.L_op(inputs, outputs, cotangents)

    @_taught.bridge
    def pushforward(self, inputs, outputs, tangents):
        """Return R_op's products: PyTensor's name for it, which has disconnected variables where Theano has None."""
        points = [None if isinstance(t.type, _DisconnectedType) else t for t in tangents]
        return [_disconnected_type() if r is None else r for r in self.R_op(inputs, points)]


class Op(PureOp, _COp):
    """An operation that may have C code too, ``c_code(self, node, name, inputs, outputs, sub)`` and its companions.

    The linkers that run C take it, the others ``perform``; under Numba it is called back, in C where it has C.
    See ``PureOp`` for the other methods. Source: theano.Op.
    """

    def c_code(self, node, name, inputs, outputs, sub):
        """Return the C code that computes the outputs. Errors: MethodNotDefined here, for an operation without."""
        raise _MethodNotDefined(f"{type(self).__name__}.c_code")

    def c_code_cache_version(self):
        """Return the version of the C code, a tuple; () stands for code that is compiled anew by each process."""
        return ()

    def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
        """Return what computes the node, from and into the lists of ``storage_map``; ``impl`` is 'c', 'py' or None."""
        # of constants Theano's Python modes, too, computed in C what has no perform(), and nothing else
        is_constant = all(isinstance(each, _Constant) for each in node.inputs)
        if impl == "py" and is_constant and _config.cxx and type(self).perform is PureOp.perform:
            impl = None
        return super().make_thunk(node, storage_map, compute_map, no_recycling, impl=impl)

    def c_compile_args(self, **kwargs):
        """Return what the compiler is told besides: the names that Theano's NumPy and Python had."""
        return list(_taught.NAMES_OF_C)


class OpenMPOp(_OpenMPOp, Op):
    """An operation whose C code uses OpenMP where ``openmp``, by default ``config.openmp``, and the compiler allow.

    Source: theano.gof.OpenMPOp.
    """

    c_code_cache_version = Op.c_code_cache_version


class COp(_ExternalCOp, Op):
    """An operation whose C code is in files, ``func_files`` beside the module of its class, in named sections.

    ``func_name`` is the function that computes; without it there must be a section ``code``. Errors: ValueError for
    files without sections, with code outside them or with unknown ones. Source: theano.gof.COp.
    """

    backward_re = _re.compile(r"^THEANO_(APPLY|SUPPORT)_CODE_SECTION$", _re.MULTILINE)

    def __init__(self, func_files, func_name=None):
        # a notice for PyTensor's own users
        with _warnings.catch_warnings():
            _warnings.filterwarnings("ignore", "ExternalCOp is deprecated", FutureWarning)
            super().__init__(func_files, func_name)


# ---------------------------------------------------------------- test values


def get_test_value(v):
    """Return the test value of ``v``: a constant's or shared variable's own, or what its ``tag.test_value`` holds.

    What is no variable counts as a constant. Errors: AttributeError if it has none, TypeError or ValueError if the
    tag's does not fit the type. Source: theano.gof.op.get_test_value.
    """
    return _value_of(v if isinstance(v, _Variable) else _as_tensor_variable(v))


def missing_test_message(msg):
    """Say that a test value is missing, as ``config.compute_test_value`` wants it: not, as a warning or as an error.

    Errors: AttributeError for 'raise'. Source: theano.gof.op.missing_test_message.
    """
    if _config.compute_test_value == "raise":
        raise AttributeError(msg)
    if _config.compute_test_value == "warn":
        _warnings.warn(msg, stacklevel=2)


def debug_error_message(msg):
    """Say that test values are wrong: a warning if ``config.compute_test_value`` is 'warn', else an error.

    Errors: ValueError for 'raise' and 'ignore'; AssertionError for 'off', when there are no test values.
    Source: theano.gof.op.debug_error_message.
    """
    assert _config.compute_test_value != "off", "config.compute_test_value is 'off'"
    if _config.compute_test_value in ("raise", "ignore"):
        raise ValueError(msg)
    _warnings.warn(msg, stacklevel=2)


def debug_assert(condition, msg=None):
    """Assert ``condition``; a warning if ``config.compute_test_value`` is 'warn', else an AssertionError.

    Source: theano.gof.op.debug_assert.
    """
    if condition:
        return
    if _config.compute_test_value != "warn":
        raise AssertionError(msg or "debug_assert failed")
    _warnings.warn(msg or "debug_assert failed", stacklevel=2)


def get_debug_values(*args):
    """Return the test values of ``args`` in a list of one element, or an empty one if there are not all of them.

    The element is the value for one argument and a tuple of values for several. It is always empty while
    ``config.compute_test_value`` is 'off'. Source: theano.gof.op.get_debug_values.
    """
    if _config.compute_test_value == "off":
        return []
    values = []
    for i, arg in enumerate(args):
        try:
            values.append(get_test_value(arg))
        except AttributeError:
            name = getattr(arg, "name", None)
            missing_test_message(f"Argument {i}" + (f"({name!r})" if name else "") + " has no test value")
            return []
    return [values[0] if len(values) == 1 else tuple(values)]
