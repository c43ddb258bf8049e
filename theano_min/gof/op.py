"""``theano.gof.op``: what an operation is, and how a program writes its own."""

import re as _re
import warnings as _warnings
from copy import copy as _copy
from functools import cache as _cache
from importlib import import_module as _import_module
from inspect import signature as _signature
from weakref import WeakValueDictionary as _WeakValueDictionary

import numpy as _np
from pytensor.compile.builders import OpFromGraph as _OpFromGraph
from pytensor.compile.mode import optdb as _optdb
from pytensor.gradient import DisconnectedType as _DisconnectedType, disconnected_type as _disconnected_type
from pytensor.graph.basic import Apply as _Apply, Constant as _Constant, Variable as _Variable
from pytensor.graph.features import ReplaceValidate as _ReplaceValidate
from pytensor.graph.op import Op as _Op
from pytensor.graph.rewriting.basic import GraphRewriter as _GraphRewriter
from pytensor.graph.utils import MetaType as _MetaType, MethodNotDefined as _MethodNotDefined
from pytensor.link.c.interface import CLinkerObject as CLinkerObject, CLinkerOp as CLinkerOp
from pytensor.link.c.op import COp as _COp, ExternalCOp as _ExternalCOp, OpenMPOp as _OpenMPOp
from pytensor.scalar.basic import Composite as _Composite, Identity as _Identity
from pytensor.scan.op import Scan as _Scan
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.elemwise import CAReduce as _CAReduce, Elemwise as _Elemwise
from pytensor.tensor.exceptions import ShapeError as _ShapeError
from pytensor.tensor.type import DenseTensorType as _DenseTensorType

from theano_min import _removed, _taught
from theano_min.configdefaults import config as _config
from theano_min.gof._test_values import value_of as _value_of

__getattr__ = _removed.getattr_for(__name__)

ops_with_inner_function = {_OpFromGraph: "fn", _Scan: "fn"}

# ---------------------------------------------------------------- differs


class _OpType(_MetaType):
    """Make every operation, PyTensor's own too, an instance of ``PureOp`` and ``Op``, as in Theano."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, _Op) if cls.__module__ == __name__ else super().__instancecheck__(instance)


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
        raise _MethodNotDefined(f"{type(self).__name__} has no perform(): it computes in C or in a thunk alone.")

    def do_constant_folding(self, *args, **kwargs):
        """Return whether the node, the last argument, is computed at compilation if all its inputs are constants."""
        return True

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


class _AsTheano(PureOp):
    """A program's operation that runs as Theano ran it, in C if the program has C code for it, never by Numba."""

    __props__ = ("op",)
    view_map = property(lambda self: self.op.view_map)
    destroy_map = property(lambda self: self.op.destroy_map)

    def __init__(self, op):
        self.op = op

    def make_node(self, *inputs):
        node = self.op.make_node(*inputs)
        return _Apply(self, node.inputs, [output.type() for output in node.outputs])

    def theirs(self, node):
        """Return a node of the program's operation, on the same inputs."""
        return _Apply(self.op, node.inputs, [output.clone() for output in node.outputs])

    def make_thunk(self, node, storage_map, compute_map, no_recycling, impl=None):
        theirs = self.theirs(node)
        same = dict(zip((*node.inputs, *node.outputs), (*node.inputs, *theirs.outputs), strict=True))
        storage_map, compute_map = (
            each and {new: each[old] for old, new in same.items()} for each in (storage_map, compute_map)
        )
        kinds = {type(self.op), type(getattr(self.op, "scalar_op", None))}
        impl = None if any(_taught.replaces(kind, "c_code") for kind in kinds) else "py"
        kept = [same[each] for each in no_recycling if each in same]
        return self.op.make_thunk(theirs, storage_map, compute_map, kept, impl=impl)

    def perform(self, node, inputs, output_storage, params=None):
        self.op.perform(self.theirs(node), inputs, output_storage)

    def do_constant_folding(self, node):
        asks = _taught.replaces(type(self.op), "do_constant_folding")
        return self.op.do_constant_folding(None, self.theirs(node)) if asks else True

    def infer_shape(self, node, shapes):
        if not hasattr(self.op, "infer_shape"):
            raise _ShapeError(f"{self.op} does not say how its shapes follow")
        takes_graph = len(_signature(self.op.infer_shape).parameters) == 3  # PyTensor 3.0's
        return self.op.infer_shape(*[None] * takes_graph, self.theirs(node), shapes)

    def __str__(self):
        return str(self.op)


class _RunPrograms(_GraphRewriter):
    """A program's subclass of an operation -> itself as Theano ran it: rewrites and Numba know the class above alone.

    Where Theano ran the C code of the class above instead of the program's ``perform`` or ``impl`` -> an operation of
    that class.
    """

    def __init__(self, are=object):
        super().__init__()
        self.are = are  # what the scalar operations of those that are looked at are

    def add_requirements(self, fgraph):
        fgraph.attach_feature(_ReplaceValidate())

    def apply(self, fgraph):
        for node in fgraph.toposort():
            if not isinstance(getattr(node.op, "scalar_op", None), self.are):
                continue
            if (op := _as_theano_ran(node.op)) is not node.op:
                new = _Apply(op, node.inputs, [output.clone() for output in node.outputs])
                fgraph.replace_all_validate(list(zip(node.outputs, new.outputs, strict=True)), reason="programs")


def _as_theano_ran(op):
    """The operation that runs as Theano ran ``op`` in its default mode: ``op`` itself but for a program's subclass."""
    runs = op.scalar_op if isinstance(op, _Elemwise | _CAReduce) and not _taught.is_a_programs(type(op)) else op
    kind = type(runs)
    if not _taught.is_a_programs(kind) or not _taught.replaces(kind, "perform", "impl", "c_code", "make_thunk"):
        return op
    if _taught.computes(kind):
        return _AsTheano(op)
    above = _copy(runs)
    above.__class__ = next(base for base in kind.__mro__ if not _taught.is_a_programs(base))
    if runs is op:
        return above
    applied = _copy(op)
    applied.scalar_op = above
    if isinstance(op, _Elemwise):
        applied.nfunc_spec = getattr(above, "nfunc_spec", None)
        applied.__setstate__(applied.__getstate__())  # which forgets the function found for the other
    return applied


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


# PyTensor takes any subclass of Identity out; the other rewrites are Theano's too, so they come first
_optdb.register("theano_min_run_identities", _RunPrograms(_Identity), "numba", position=0.03)
_optdb.register("theano_min_run_programs", _RunPrograms(), "numba", position=47.5)  # before loops are fused
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
