"""``theano.gof.op``: what an operation is, and how a program writes its own."""

import inspect as _inspect
import re as _re
import warnings as _warnings
from functools import cache as _cache, wraps as _wraps
from importlib import import_module as _import_module
from weakref import WeakValueDictionary as _WeakValueDictionary

import numpy as _np
from pytensor.compile.builders import OpFromGraph as _OpFromGraph
from pytensor.compile.mode import optdb as _optdb
from pytensor.gradient import DisconnectedType as _DisconnectedType, disconnected_type as _disconnected_type
from pytensor.graph.basic import Apply as _Apply, Constant as _Constant, Variable as _Variable
from pytensor.graph.op import Op as _Op
from pytensor.graph.rewriting.basic import GraphRewriter as _GraphRewriter
from pytensor.graph.utils import MetaType as _MetaType, MethodNotDefined as _MethodNotDefined
from pytensor.link.c.interface import CLinkerObject as CLinkerObject, CLinkerOp as CLinkerOp
from pytensor.link.c.op import COp as _COp, ExternalCOp as _ExternalCOp, OpenMPOp as _OpenMPOp
from pytensor.scalar.basic import Composite as _Composite
from pytensor.scan.op import Scan as _Scan
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.type import DenseTensorType as _DenseTensorType, TensorType as _TensorType

from theano_min import _removed
from theano_min.configdefaults import config as _config
from theano_min.gof._test_values import value_of as _value_of

__getattr__ = _removed.getattr_for(__name__)

ops_with_inner_function = {_OpFromGraph: "fn", _Scan: "fn"}

# ---------------------------------------------------------------- a user's methods, called as PyTensor calls them


def _takes_the_last(count):
    # PyTensor puts the FunctionGraph in front of what Theano passed (infer_shape: 3.0 alone)
    def bridge(method):
        @_wraps(method)
        def bridged(self, *args, **kwargs):
            return method(self, *args[-count:], **kwargs)

        return bridged

    return bridge


def _optional(default):
    # PyTensor passes keywords of its own, and takes a default where Theano took MethodNotDefined
    def bridge(method):
        @_wraps(method)
        def bridged(self, *args, **kwargs):
            try:
                return method(self, *args)
            except _MethodNotDefined:
                return default()

        return bridged

    return bridge


def _with_params(method):
    # PyTensor's thunks do not pass the parameters of an Op with a params_type
    @_wraps(method)
    def perform(self, node, inputs, output_storage, *params):
        return method(self, node, inputs, output_storage, *(params or _run_params(self, node)))

    return perform


def _run_params(op, node):
    """The parameters that ``op`` has for ``node``, filtered by its ``params_type``: () or one of them."""
    if getattr(op, "params_type", None) is None:
        return ()
    try:
        return (op.params_type.filter(op.get_params(node)),)
    except _MethodNotDefined:
        return ()


def _with_dimensions_alone(method):
    # `x.type()` said nothing about sizes: a PyTensor type may know x's, which need not be the result's
    @_wraps(method)
    def make_node(self, *args, **kwargs):
        node = method(self, *args, **kwargs)
        for output in node.outputs if isinstance(node, _Apply) else ():
            if isinstance(output.type, _TensorType) and set(output.type.shape) - {None, 1}:
                output.type = output.type.clone(shape=tuple(1 if one else None for one in output.type.broadcastable))
        return node

    return make_node


_BRIDGES = {
    "make_node": _with_dimensions_alone,
    "perform": _with_params,
    "infer_shape": _takes_the_last(2),
    "do_constant_folding": _takes_the_last(1),
    **dict.fromkeys(
        (
            *("c_headers", "c_header_dirs", "c_libraries", "c_lib_dirs", "c_compile_args", "c_no_compile_args"),
            "c_init_code",
        ),
        _optional(list),
    ),
    **dict.fromkeys(
        (
            *("c_support_code", "c_support_code_apply", "c_support_code_struct", "c_init_code_apply"),
            *("c_init_code_struct", "c_cleanup_code_struct", "c_code_cleanup"),
        ),
        _optional(str),
    ),
}


def _is_users(method):
    """Whether ``method`` is a plain function from outside PyTensor and this module, and not bridged yet."""
    return (
        _inspect.isfunction(method)
        and not hasattr(method, "_theano_bridged")
        and (method.__module__ or "").partition(".")[0] != "pytensor"
        and method.__module__ != __name__
    )


class _OpType(_MetaType):
    """Make every operation, PyTensor's own too, an instance of ``PureOp`` and ``Op``, as in Theano."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, _Op) if cls.__module__ == __name__ else super().__instancecheck__(instance)


# ---------------------------------------------------------------- differs


class PureOp(_Op, metaclass=_OpType):
    """An operation: it makes the node of a call (``make_node``), computes it (``perform``) and derives it (``grad``).

    A subclass defines ``make_node(self, *inputs)`` or the types ``itypes`` and ``otypes``, then
    ``perform(self, node, inputs, output_storage)``, and if it can ``grad(self, inputs, output_grads)`` or ``L_op``,
    ``R_op(self, inputs, eval_points)``, ``infer_shape(self, node, shapes)`` and ``connection_pattern(self, node)``.
    ``__props__`` names the attributes by which two instances are equal. Source: theano.gof.PureOp.
    """

    def __init_subclass__(cls, **kwargs):
        for name, bridge in _BRIDGES.items():
            method = _inspect.getattr_static(cls, name, None)
            if _is_users(method):
                bridged = bridge(method)
                bridged._theano_bridged = True
                setattr(cls, name, bridged)
        super().__init_subclass__(**kwargs)

    def perform(self, node, inputs, output_storage, params=None):
        """Compute the outputs from ``inputs``, a list of values, into ``output_storage``, a list of 1-element lists.

        Errors: MethodNotDefined here, for an operation that does not define it.
        """
        raise _MethodNotDefined(f"{type(self).__name__} has no perform(): it computes in C or in a thunk alone.")

    def do_constant_folding(self, *args, **kwargs):
        """Return whether the node, the last argument, is computed at compilation if all its inputs are constants."""
        return True

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

    def R_op(self, inputs, eval_points):
        """Return for each output the product of its Jacobian with ``eval_points``, None standing for no point.

        Errors: NotImplementedError here, for an operation that does not define it.
        """
        raise NotImplementedError(f"{self} of class {type(self).__name__} does not implement R_op.")

    def pullback(self, inputs, outputs, cotangents):
        """Return L_op's gradients: PyTensor's name for it."""
        return self.L_op(inputs, outputs, cotangents)

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


# ---------------------------------------------------------------- Numba calls Ops back


class _CalledBack:
    """The thunk that another linker would run for a node, in C if there is C, as a function of the inputs' values."""

    def __init__(self, op, node):
        if not isinstance(node, _Apply):
            # inside a loop PyTensor has frozen its nodes, of which no thunk can be made
            inputs = [each if isinstance(each, _Constant) else each.type() for each in node.inputs]
            node = _Apply(op, inputs, [each.type() for each in node.outputs])
        self.op, self.inputs, self.outputs = op, node.inputs, node.outputs
        self.storage = {variable: [None] for variable in (*self.inputs, *self.outputs)}
        # PyTensor's own C code may lack its BLAS library
        impl = {} if issubclass(type(op), PureOp) else {"impl": "py"}
        self.thunk = op.make_thunk(node, self.storage, {variable: [False] for variable in self.storage}, [], **impl)
        _CALLED_BACK[id(self)] = self

    def __call__(self, values):
        for variable, value in zip(self.inputs, values, strict=True):
            self.storage[variable][0] = value
        for variable in self.outputs:
            self.storage[variable][0] = None
        self.thunk()
        outputs = tuple(self.declared(variable, self.storage[variable][0]) for variable in self.outputs)
        return outputs if len(outputs) > 1 else outputs[0]

    def declared(self, variable, value):
        """The value of an output as an array of its declared dtype, to which Numba holds an operation."""
        if not isinstance(variable.type, _DenseTensorType):
            return value
        value = _np.asarray(value)
        if value.ndim != variable.ndim or not _np.can_cast(value.dtype, variable.dtype, "same_kind"):
            got = f"an array of {value.ndim} dimensions and dtype {value.dtype}"
            raise TypeError(f"{self.op} declares an output {variable.type} and computed {got}.")
        return value.astype(variable.dtype, copy=False)

    def __reduce__(self):
        # Numba pickles what it calls back, and looks up in this process what it unpickles
        return _called_back, (id(self),)


_CALLED_BACK: _WeakValueDictionary[int, _CalledBack] = _WeakValueDictionary()


def _called_back(key):
    return _CALLED_BACK[key]


def _keep_freed_memory():
    """Let the C library keep up to 62 MiB of what has been freed for what comes next.

    Numba's code takes and frees the memory of all its arrays in each call. glibc returns it to the system if it is more
    than twice the largest block of at most 32 MiB that was freed before (mallopt(3)), so that a loop of a few MiB can
    spend a third of its time on getting it back page by page. Where there is no glibc this does nothing.
    """
    _np.empty(31 << 20, _np.uint8)


@_cache
def _numba_dispatch():
    """Return PyTensor's table of how Numba runs Ops, and our entry; imported when needed, as Numba is large."""
    import numba
    from pytensor.link.numba.dispatch.basic import get_numba_type, numba_funcify, numba_njit

    _keep_freed_memory()
    _import_module("theano_min.scan_module._loop_numba")  # which lets loops notice ^C

    def numba_kind(kind):
        return kind._numba_kind() if hasattr(kind, "_numba_kind") else get_numba_type(kind)

    def numba_funcify_op(op, node, **kwargs):
        call = _CalledBack(op, node)
        kinds = [numba_kind(output.type) for output in node.outputs]
        kind = kinds[0] if len(kinds) == 1 else numba.types.Tuple(kinds)

        def call_python(values):
            return call(values)

        @numba_njit
        def call_back(*values):
            with numba.objmode(outputs=kind):
                outputs = call_python(values)
            return outputs

        return call_back

    return numba_funcify, numba_funcify_op


class _ImportNumba(_GraphRewriter):
    """Change nothing, but import what `_TeachNumba` needs, for the linkers that run Numba from the first call."""

    def apply(self, fgraph):
        _numba_dispatch()


class _TeachNumba(_GraphRewriter):
    """Change nothing, but enter how Numba calls those Ops back for which PyTensor has no code for it.

    Does nothing while Numba has not been imported.
    """

    def apply(self, fgraph):
        if not _numba_dispatch.cache_info().currsize:
            return
        # PyTensor's way to call back shows a notice, knows no C code and trusts every output's type
        table, entry = _numba_dispatch()
        for variable in fgraph.inputs:
            if hasattr(variable.type, "_numba_kind"):
                variable.type._numba_kind()  # Numba knows such values from now on
        for kind in {kind for node in fgraph.apply_nodes for kind in _kinds(node.op)}:
            if module := getattr(kind, "_numba", None):
                _import_module(module)  # which registers code of ours
            if table.dispatch(kind) is table.dispatch(object):
                table.register(kind, entry)


def _kinds(op):
    """Yield the class of an operation, and those of the functions of numbers that it applies."""
    yield type(op)
    if isinstance(op, _Composite):
        for node in op.fgraph.apply_nodes:
            yield from _kinds(node.op)
    elif (scalar_op := getattr(op, "scalar_op", None)) is not None:
        yield from _kinds(scalar_op)


_optdb.register("theano_min_import_numba", _ImportNumba(), "numba", position=48.55)
_optdb.register("theano_min_teach_numba", _TeachNumba(), "numba", position=48.6)

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
