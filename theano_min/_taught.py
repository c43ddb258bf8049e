"""What PyTensor's own classes are taught. The only file that changes them; it adds, and replaces nothing that works.

A program's class, one that is neither PyTensor's nor ours nor a PyTensor library's, may derive from any operation and
define Theano's methods, with Theano's arguments: they are called where Theano called them, whatever newer method the
class it derives from has.
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import cache, wraps
from types import ModuleType
from weakref import WeakSet, WeakValueDictionary

import numpy as np
from pytensor.compile.builders import OpFromGraph
from pytensor.gradient import DisconnectedType, disconnected_type
from pytensor.graph.basic import Apply, Constant, Variable
from pytensor.graph.features import ReplaceValidate
from pytensor.graph.fg import FunctionGraph, Output
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import GraphRewriter
from pytensor.graph.rewriting.db import RewriteDatabaseQuery
from pytensor.graph.type import Type
from pytensor.graph.utils import MethodNotDefined
from pytensor.link.basic import Linker
from pytensor.link.c.op import COp, ExternalCOp
from pytensor.link.c.type import Generic
from pytensor.raise_op import Assert
from pytensor.scalar.basic import ScalarOp, ScalarType, _scalar_py_operators, get_scalar_type, int64
from pytensor.scan.op import Scan, ScanInfo
from pytensor.tensor import basic as tensor_basic, math as tensor_math
from pytensor.tensor.elemwise import CAReduce, DimShuffle, Elemwise
from pytensor.tensor.extra_ops import CumOp
from pytensor.tensor.rewriting.shape import ShapeFeature
from pytensor.tensor.shape import Reshape, Shape
from pytensor.tensor.sort import ArgSortOp, SortOp
from pytensor.tensor.subtensor import IncSubtensor, Subtensor, get_constant_idx
from pytensor.tensor.type import DenseTensorType, TensorType
from pytensor.tensor.type_other import SliceType
from pytensor.tensor.variable import TensorVariable, _tensor_py_operators

from theano_min import _tracebacks
from theano_min._classes import StandIn
from theano_min._loop_lengths import without_loops
from theano_min._overridable import HAD_C, HAD_L_OP, HAD_NFUNC
from theano_min._pytensor import ADVANCED_INC_SUBTENSORS, ADVANCED_SUBTENSORS, IfElse, note_written, written
from theano_min.configdefaults import config

# ---------------------------------------------------------------- whose a class is

OURS = ("pytensor", "theano_min", "theano")


@cache
def is_a_programs(cls):
    """Whether a class is a Theano program's: not PyTensor's, not ours, not of a module that knows PyTensor alone."""
    module = cls.__module__
    if module == "abc":  # made by a call of type()
        named = (getattr(method, "__module__", None) for method in vars(cls).values() if inspect.isfunction(method))
        module = next((name for name in named if name and not _is_ours(name)), "theano")
    return _is_a_programs_module(module)


def _is_a_programs_module(module):
    if _is_ours(module):
        return False
    names = vars(sys.modules[module]).values() if module in sys.modules else ()
    packages = {each.__name__.partition(".")[0] for each in names if isinstance(each, ModuleType)}
    return "pytensor" not in packages or not packages.isdisjoint(OURS[1:])


def _is_ours(module):
    return module.partition(".")[0] in (*OURS, "builtins", "abc")


def derives_from_one(cls, paths):
    """Whether a class derives from one, ours or PyTensor's, that stands at one of these paths of Theano's."""
    there = set()
    for path in paths:
        module, _, name = path.rpartition(".")
        standing = getattr(sys.modules.get(module.replace("theano", "theano_min", 1)), name, None)
        there |= {standing, standing.stands_for if isinstance(standing, StandIn) else standing}
    return not there.isdisjoint(cls.__mro__)


# ---------------------------------------------------------------- derivatives

ROOTS = {Op, COp, ScalarOp}  # and Theano's own names for them: they have no derivatives


def derived_by(cls):
    """Which of a program's methods Theano called for a gradient: 'grad', 'L_op', or None for the operation's own."""
    base, name = _first(cls, "L_op", "pullback")
    if base is not None and is_a_programs(base):
        return name if name == "L_op" else None
    if derives_from_one(cls, HAD_L_OP):
        return None
    base, name = _first(cls, "grad")
    return name if base is not None and is_a_programs(base) else None


def replaces(cls, *methods):
    """Whether a program's class, or one that it derives from, has one of these methods of its own."""
    return any(base is not None and is_a_programs(base) for base, _ in (_first(cls, name) for name in methods))


def is_replaced(cls):
    """Whether Theano put BLAS's operations in the place of any subclass of the operation."""
    return derives_from_one(cls, ["theano.tensor.basic.Dot"])


def computes(cls):
    """Whether Theano's default mode ran a program's code for an operation, and not the C code of the class above it."""
    if is_replaced(cls):
        return False
    if has_c(cls) or replaces(cls, "make_thunk"):
        return True
    return replaces(cls, "perform", "impl") and not derives_from_one(cls, HAD_C)


def has_c(cls):
    """Whether a program's class has C code of its own, from its methods or from files."""
    return replaces(cls, "c_code") or (is_a_programs(cls) and issubclass(cls, ExternalCOp))


def _first(cls, *names):
    """The first class of the MRO whose body has one of these names, but for those that a bridge put there."""
    for base in cls.__mro__:
        for name in names:
            if not hasattr(vars(base).get(name, bridge), "is_a_bridge"):
                return base, name
    return None, None


def bridge(function):
    function.is_a_bridge = True
    return function


bridge(bridge)


@bridge
def _pullback_by_grad(self, inputs, outputs, cotangents):
    return self.grad(inputs, cotangents)


@bridge
def _pullback_by_L_op(self, inputs, outputs, cotangents):
    return self.L_op(inputs, outputs, cotangents)


@bridge
def _pushforward_by_R_op(self, inputs, outputs, tangents):
    points = [None if isinstance(each.type, DisconnectedType) else each for each in tangents]
    return [disconnected_type() if each is None else each for each in self.R_op(inputs, points)]


def _own(op, *names):
    """What an operation derives itself by that is no program's, or None: a method, and whether it takes outputs."""
    for base in type(op).__mro__:
        for name in names:
            method = vars(base).get(name, bridge)
            if not hasattr(method, "is_a_bridge") and base not in ROOTS and not is_a_programs(base):
                return method.__get__(op), name
    return None, None


def own_pullback(op):
    """The method that gives an operation's gradients, its own where a program's ``grad`` or ``L_op`` stands over it.

    Theano's products with Jacobians never asked ``grad``.
    """
    method, name = _own(op, "pullback", "L_op") if is_a_programs(type(op)) else (None, None)
    return op.pullback if method is None else method


def grad(self, inputs, output_grads):
    """Return the gradients that the operation has of its own, as ``super().grad`` and ``op.grad`` did in Theano."""
    method, name = _own(self, "pullback", "L_op")
    if method is None:
        if is_a_programs(type(self)):
            message = f"{type(self).__name__!r} object has no attribute 'grad': nothing above it has a gradient"
            raise AttributeError(message, name="grad", obj=self)
        return _THEIRS["grad"](self, inputs, output_grads)
    return method(inputs, self.make_node(*inputs).outputs, output_grads)


def L_op(self, inputs, outputs, output_grads):
    """Return the gradients: as PyTensor does, but the class's own for ``super().L_op`` of a program."""
    if type(self).pullback is not _pullback_by_L_op:
        return _THEIRS["L_op"](self, inputs, outputs, output_grads)
    base, _ = _first(type(self), "grad")
    method, _ = _own(self, "pullback", "L_op")
    if method is None or (base is not None and is_a_programs(base)):
        return self.grad(inputs, output_grads)
    return method(inputs, outputs, output_grads)


def R_op(self, inputs, eval_points):
    """Return the products: as PyTensor does, but the class's own for ``super().R_op`` of a program."""
    if type(self).pushforward is not _pushforward_by_R_op:
        return _THEIRS["R_op"](self, inputs, eval_points)
    method, _ = _own(self, "pushforward")
    if method is None:
        raise NotImplementedError(f"{self} of class {type(self).__name__} does not implement R_op.")
    outputs = self.make_node(*inputs).outputs
    points = [disconnected_type() if each is None else each for each in eval_points]
    return [None if isinstance(each.type, DisconnectedType) else each for each in method(inputs, outputs, points)]


# ---------------------------------------------------------------- other methods, called as PyTensor calls them

_LENT: list = []  # what PyTensor passed and Theano did not, innermost call last


def _takes_the_last(count):
    # PyTensor puts the FunctionGraph in front of what Theano passed (infer_shape: 3.0 alone)
    def bridge(method):
        @wraps(method)
        def bridged(self, *args, **kwargs):
            _LENT.append(args[:-count])
            try:
                return method(self, *args[-count:], **kwargs)
            finally:
                _LENT.pop()

        return bridged

    return bridge


def _optional(default):
    # PyTensor passes keywords of its own, and takes a default where Theano took MethodNotDefined
    def bridge(method):
        @wraps(method)
        def bridged(self, *args, **kwargs):
            try:
                return method(self, *args)
            except MethodNotDefined:
                return default()

        return bridged

    return bridge


def _with_compiler(method):
    # Theano passed the compiler to those that take it
    takes = [each.kind for each in inspect.signature(method).parameters.values()][1:]
    takes_it = bool(takes) and takes[0] != inspect.Parameter.VAR_KEYWORD

    @wraps(method)
    def bridged(self, *args, **kwargs):
        if takes_it and not args:
            from pytensor.link.c.cmodule import GCC_compiler

            args = (kwargs.get("c_compiler", GCC_compiler),)
        try:
            return method(self, *args[: len(takes)])
        except MethodNotDefined:
            return []

    return bridged


def _with_params(method):
    # PyTensor's thunks do not pass the parameters of an Op with a params_type; its own have none, but the attributes
    needs_them = _positional(method) == 5

    @wraps(method)
    def perform(self, node, inputs, output_storage, *params):
        params = params or params_of(self, node) or (self,) * needs_them
        return method(self, node, inputs, output_storage, *params)

    return perform


def params_of(op, node):
    """The parameters that ``op`` has for ``node``, filtered by its ``params_type``: () or one of them."""
    if getattr(op, "params_type", None) is None:
        return ()
    try:
        return (op.params_type.filter(op.get_params(node)),)
    except MethodNotDefined:
        return ()


def _with_dimensions_alone(method):
    # `x.type()` said nothing about sizes: a PyTensor type may know x's, which need not be the result's
    @wraps(method)
    def make_node(self, *args, **kwargs):
        node = method(self, *args, **kwargs)
        for output in node.outputs if isinstance(node, Apply) else ():
            if isinstance(output.type, TensorType) and set(output.type.shape) - {None, 1}:
                output.type = output.type.clone(shape=tuple(1 if one else None for one in output.type.broadcastable))
        return node

    return make_node


def _with_names(method):
    bridged = _with_compiler(method)

    @wraps(method)
    def c_compile_args(self, *args, **kwargs):
        return [*bridged(self, *args, **kwargs), *NAMES_OF_C]

    return c_compile_args


# what C code of the time calls by other names than NumPy 2 and Python 3
NAMES_OF_C = (
    *(
        f"-DNPY_{name}=NPY_ARRAY_{name}"
        for name in (
            *("C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "FORCECAST", "ENSURECOPY", "ENSUREARRAY", "ELEMENTSTRIDES"),
            *("ALIGNED", "NOTSWAPPED", "WRITEABLE", "BEHAVED", "BEHAVED_NS", "CARRAY", "CARRAY_RO", "FARRAY"),
            *("FARRAY_RO", "DEFAULT", "IN_ARRAY", "OUT_ARRAY", "INOUT_ARRAY", "IN_FARRAY", "OUT_FARRAY", "UPDATE_ALL"),
        )
    ),
    *("-DNPY_CONTIGUOUS=NPY_ARRAY_C_CONTIGUOUS", "-DNPY_FORTRAN=NPY_ARRAY_F_CONTIGUOUS"),
    *(f"-D{name}UPDATEIFCOPY=NPY_ARRAY_WRITEBACKIFCOPY" for name in ("NPY_", "NPY_ARRAY_")),
    *(f"-DPyInt_{name}=PyLong_{name}" for name in ("Check", "AsLong", "FromLong", "FromSsize_t", "AsSsize_t", "Type")),
    *("-DPyInt_AS_LONG=PyLong_AsLong", "-DPyNumber_Int=PyNumber_Long"),
    *(f"-DPyString_{name}=PyUnicode_{name}" for name in ("Check", "FromString", "FromFormat", "Concat", "Type")),
    *(f"-DPyString_{name}(text)=((char*)PyUnicode_AsUTF8(text))" for name in ("AsString", "AS_STRING")),
    *("-DPyString_Size=PyUnicode_GetLength", "-Dtheano_complex64=pytensor_complex64"),
    "-Dtheano_complex128=pytensor_complex128",
)
TAKE_COMPILER = "c_headers", "c_header_dirs", "c_libraries", "c_lib_dirs", "c_compile_args", "c_no_compile_args"
_BRIDGES = {
    "make_node": _with_dimensions_alone,
    "perform": _with_params,
    "infer_shape": _takes_the_last(2),
    "do_constant_folding": _takes_the_last(1),
    **dict.fromkeys(TAKE_COMPILER, _with_compiler),
    "c_compile_args": _with_names,
    "c_init_code": _optional(list),
    **dict.fromkeys(
        (
            *("c_support_code", "c_support_code_apply", "c_support_code_struct", "c_init_code_apply"),
            *("c_init_code_struct", "c_cleanup_code_struct", "c_code_cleanup"),
        ),
        _optional(str),
    ),
}


def _positional(function):
    """How many arguments a function takes at most."""
    kinds = [each.kind for each in inspect.signature(function).parameters.values()]
    return sys.maxsize if inspect.Parameter.VAR_POSITIONAL in kinds else len(kinds)


def _also_as_theano(method):
    """Let a method of PyTensor's take Theano's arguments too, as a program's passes them to ``super()``.

    Theano passed no FunctionGraph, and ``perform`` the parameters.
    """
    count = _positional(method) - 1
    has_graph = method.__name__ != "perform"

    @wraps(method)
    def either(self, *args, **kwargs):
        if has_graph and len(args) + len(kwargs) < count < sys.maxsize - 1:
            args = (*(_LENT[-1] if _LENT and _LENT[-1] else (None,)), *args)
        return method(self, *args[:count], **kwargs)

    either.takes_theanos = True
    return either


def _also_with_compiler(method):
    """Let a method of PyTensor's take the compiler, as a program passes it to ``super()``."""

    @wraps(method)
    def either(self, *compiler, **kwargs):
        return method(self, **({"c_compiler": compiler[0]} if compiler else {}), **kwargs)

    either.takes_theanos = True
    return either


def bridge_methods(cls, is_theanos):
    """Have Theano's methods of a class called as Theano called them: of each program's, of all where it is Theano's."""
    for name, made in _BRIDGES.items():
        base, _ = _first(cls, name)
        method = base and vars(base)[name]
        if not inspect.isfunction(method) or hasattr(method, "theano_bridged"):
            continue
        is_users = is_a_programs(base)
        if not (is_users or (is_theanos and not base.__module__.startswith("pytensor") and base not in ROOTS)):
            continue
        bridged = made(method)
        bridged.theano_bridged = True
        setattr(cls, name, bridged)
        if is_users and name in ("infer_shape", "do_constant_folding", "perform", *TAKE_COMPILER):
            also = _also_with_compiler if name in TAKE_COMPILER else _also_as_theano
            for each in cls.__mro__:
                native = vars(each).get(name)
                if inspect.isfunction(native) and not is_a_programs(each) and not hasattr(native, "takes_theanos"):
                    setattr(each, name, also(native))


def __init_subclass__(cls, **kwargs):
    """Have the methods of a program's class called, whatever PyTensor's class it derives from has."""
    is_theanos = getattr(cls, "_has_theanos_methods", False)
    if is_theanos or is_a_programs(cls):
        bridge_methods(cls, is_theanos)
    if is_a_programs(cls):
        if (way := derived_by(cls)) is not None:
            cls.pullback = {"grad": _pullback_by_grad, "L_op": _pullback_by_L_op}[way]
        base, name = _first(cls, "R_op", "pushforward")
        if name == "R_op" and is_a_programs(base):
            cls.pushforward = _pushforward_by_R_op
        if replaces(cls, "impl") and not replaces(cls, "nfunc_spec") and not derives_from_one(cls, HAD_NFUNC):
            cls.nfunc_spec = None
    theirs = _THEIRS["__init_subclass__"]
    theirs.__func__(cls, **kwargs) if theirs else super(Op, cls).__init_subclass__(**kwargs)


def _also_equal(equal):
    """Equality of an operation that Theano had under another class, which decides."""

    @wraps(equal)
    def __eq__(self, other):
        return equal(self, other) or (hasattr(other, "theirs") and other == self)

    return __eq__


MADE = (
    *(tensor_basic.Join, tensor_basic.Split, tensor_math.Dot, tensor_math.Max, tensor_math.Argmax),
    *(CumOp, SortOp, ArgSortOp, *ADVANCED_SUBTENSORS, *ADVANCED_INC_SUBTENSORS),
)

# ---------------------------------------------------------------- variables


def __bool__(self):
    """Return True, so that ``if not W: W = ...`` works. Errors: TypeError for a result of <, <=, > or >=."""
    if getattr(self, "_is_nonzero", True):
        return True
    raise TypeError(
        "Variables do not support boolean operations. Use theano.tensor.switch, or theano.ifelse.ifelse, to choose by "
        "the value of an expression."
    )


def _compared(compare):
    @wraps(compare)
    def compared(self, other):
        result = compare(self, other)
        if isinstance(result, Variable):
            result._is_nonzero = False
        return result

    return compared


def is_called_by_a_program():
    """Whether what calls this was called by a program's code."""
    frame = sys._getframe(2)
    if frame.f_code is _tracebacks.CALLED:
        frame = frame.f_back
    module = frame.f_globals.get("__name__", "")
    return module[:9] != "pytensor." and _is_a_programs_module(module)


functions: ModuleType = NotImplemented  # theano.tensor, handed down by theano_min/__init__.py
scalars: ModuleType = NotImplemented  # theano.scalar, handed down likewise


def _as_function(method):
    """A method that does what Theano's function of its name does, where a program calls it."""

    @wraps(method)
    def either(self, *args, **kwargs):
        if is_called_by_a_program():
            return getattr(functions, method.__name__)(self, *args, **kwargs)
        return method(self, *args, **kwargs)

    return either


def _scalar_division(operator):
    @wraps(operator)
    def __truediv__(self, other):
        return scalars.div_proxy(self, other) if is_called_by_a_program() else operator(self, other)

    return __truediv__


def _transpose(method):
    """x.transpose(axes) or x.transpose(*axes), which gives another variable of x's name where a program calls it."""

    @wraps(method)
    def transpose(self, *axes):
        if not is_called_by_a_program():
            return method(self, *axes)
        is_one = len(axes) == 1 and (axes[0] is None or isinstance(axes[0], list | tuple | np.ndarray))
        return functions.transpose(self, axes[0] if is_one else axes or None)

    return transpose


def _ravel(method):
    @wraps(method)
    def ravel(self):
        return functions.flatten(self) if is_called_by_a_program() else method(self)

    return ravel


def _T(prop):
    @wraps(prop.fget)
    def T(self):
        return functions.transpose(self) if is_called_by_a_program() else prop.fget(self)

    return property(T)


def _reshape(method):
    def reshape(self, shape, ndim=None):
        return method(self, shape, ndim=ndim)

    reshape.__doc__ = method.__doc__
    return reshape


def get_scalar_constant_value(self):
    """Return the number that the variable always is. Errors: NotScalarConstantError if it is none."""
    return functions.get_scalar_constant_value(self)


def _drop_ones(x, pattern):
    """Raise ValueError if a pattern of ``dimshuffle`` leaves out a dimension that may have another length than 1."""
    if not all(one or axis in pattern for axis, one in enumerate(x.broadcastable)):
        raise ValueError("You cannot drop a non-broadcastable dimension.", (list(x.broadcastable), pattern))


def _dimshuffle(dimshuffle):
    @wraps(dimshuffle)
    def of_ones(self, *pattern):
        shuffled = dimshuffle(self, *pattern)
        if is_called_by_a_program():
            is_one = len(pattern) == 1 and isinstance(pattern[0], list | tuple | np.ndarray)
            pattern = tuple(pattern[0]) if is_one else pattern
            _drop_ones(self, pattern)
            if shuffled is self:  # Theano's was another variable, with a name and a gradient of its own
                return DimShuffle(input_ndim=self.ndim, new_order=pattern)(self)
        return shuffled

    return of_ones


def _getitem(getitem):
    @wraps(getitem)
    def __getitem__(self, args):
        indices = args if isinstance(args, tuple) else (args,)
        if any(isinstance(each, Variable) and isinstance(each.type, SliceType) for each in indices):
            return functions.subtensor._index(self, indices)
        if any(each is None for each in indices) and is_called_by_a_program():
            named = [each for each in indices if each is not None]
            if len(named) < self.ndim and all(map(_is_basic, named)):
                # None is dimshuffle's "x", which drops the dimensions that are not named, if they broadcast
                count = iter(range(self.ndim))
                _drop_ones(self, ["x" if each is None else next(count) for each in indices])
                return getitem(self.dimshuffle(*range(len(named))), indices)
            part = getitem(self, args)
            part.tag.of_new_axes = not all(
                each is Ellipsis or _is_basic(each) for each in named
            )  # what is set there has self's axes: inc_subtensor
            return part
        return getitem(self, args)

    return __getitem__


def _is_basic(index):
    is_number = isinstance(index, int | np.integer) and not isinstance(index, bool)
    return isinstance(index, slice) or is_number or (getattr(index, "ndim", None) == 0 and index.dtype != "bool")


def __setitem__(self, key, value):
    """Raise the TypeError that Python raises of a class without item assignment."""
    raise TypeError(f"{type(self).__name__!r} object does not support item assignment")


def _operator(operator, name):
    """An operator that passes on the error of its function, but for operands that cannot be tensors."""

    @wraps(operator)
    def passes_on(self, other):
        result = operator(self, other)
        if result is NotImplemented:
            if isinstance(other, Variable) and not isinstance(other.type, DenseTensorType | ScalarType):
                return NotImplemented
            try:
                tensor_basic.as_tensor_variable(other)
            except (TypeError, NotImplementedError):
                return NotImplemented
            try:
                return getattr(tensor_math, name)(self, other)
            except NotImplementedError:
                return NotImplemented
        return result

    return passes_on


def _division(way):
    def divide(self, other):
        return functions.basic.div_proxy(*(self, other)[::way])

    return divide


def __array_function__(self, function, types, args, kwargs):
    """Return what NumPy's ``function`` does of a variable, which calls a method of its name where NumPy has one."""
    if own := _NUMPYS.get(function.__name__):
        return own(*args, **kwargs)
    if any(hasattr(each, "__array_function__") and not issubclass(each, np.ndarray | Variable) for each in types):
        return NotImplemented
    return function._implementation(*args, **kwargs)


def _ptp(*args, **kwargs):
    raise TypeError("ptp() got an unexpected keyword argument 'out'")


# where NumPy has come to pass a method what variables do not take, and goes on with an array of objects
_NUMPYS = {
    "argsort": lambda a, axis=-1, kind=None, order=None, **stable: a.argsort(axis, kind, order),
    "ptp": _ptp,
    "size": lambda a, axis=None: a.size if axis is None else a.shape[axis],
}


_GRAPHS: WeakSet = WeakSet()  # that are alive


class _ClientsOf(dict):
    """The clients of a graph's variables, PyTensor's dictionary, which is called as Theano's method ``clients(r)``."""

    def __call__(self, r):
        return _as_pairs(self[r])


def _graph_init(init):
    @wraps(init)
    def __init__(self, *args, **kwargs):
        init(self, *args, **kwargs)
        self.clients = _ClientsOf(self.clients)
        _GRAPHS.add(self)
        if is_called_by_a_program():
            self.attach_feature(ReplaceValidate())

    return __init__


def _as_pairs(clients):
    """Clients as Theano had them: pairs (node, position), of outputs ("output", position)."""
    return [("output", node.op.idx) if isinstance(node.op, Output) else (node, i) for node, i in clients]


def _graph_of(one):
    return next((graph for graph in _GRAPHS if one in graph.clients or one in graph.apply_nodes), None)


class _Clients:
    """What uses a variable of a FunctionGraph."""

    def __get__(self, variable, owner=None):
        if variable is None:
            return self
        if graph := _graph_of(variable):
            return _as_pairs(graph.clients[variable])
        raise AttributeError(f"{type(variable).__name__!r} object has no attribute 'clients': no FunctionGraph has it")


class _Graph:
    """The FunctionGraph that has a variable or a node."""

    def __get__(self, one, owner=None):
        if one is None:
            return self
        if graph := _graph_of(one):
            return graph
        raise AttributeError(f"{type(one).__name__!r} object has no attribute 'fgraph': no FunctionGraph has it")


def change_input(self, node, i, new_r, reason=None):
    """Let the input ``i`` of ``node``, or the output if node is "output", be ``new_r``."""
    if node == "output":
        node, i = self.get_output_client(i)
    self.change_node_input(node, i, new_r, reason=reason)


def disown(self):
    """Let go of all variables and nodes. The graph is not used any more."""
    for feature in list(self._features):
        self.remove_feature(feature)
    self.apply_nodes, self.variables, self.clients = set(), set(), _ClientsOf()
    self.inputs = self.outputs = self.profile = self.update_mapping = None


observers: list = []  # of variables that are made


def _tell_observers(cls, instance):
    """Call the observers with a new variable."""
    for observer in cls.construction_observers:
        observer(instance)


def _optional_owner(init):
    """The constructor of a variable as it is, but for an ``owner`` that may be left out."""

    @wraps(init)
    def __init__(self, type, owner=None, index=None, name=None):
        init(self, type, owner, index=index, name=name)
        if observers and init is _variable_init:
            self.notify_construction_observers(self)

    return __init__


_variable_init = Variable.__init__


# ---------------------------------------------------------------- graphs and loops


def optimize(self, fgraph, *args, **kwargs):
    """Rewrite a graph."""
    return self.rewrite(fgraph, *args, **kwargs)


_LOOPS: WeakValueDictionary = WeakValueDictionary()  # the first operation, if it is alive, by the identity of its info


def _notes_written(init):
    @wraps(init)
    def __init__(self, inputs, outputs, *args, **kwargs):
        init(self, inputs, outputs, *args, **kwargs)
        note_written(self, inputs, outputs)
        if isinstance(self, Scan):
            _LOOPS.setdefault(id(self.info), self)

    return __init__


def _without_derivatives(self):
    return {**vars(self), "_lop_op_cache": {}, "_rop_op_cache": None}


def _loops_item(self, key):
    op = _LOOPS.get(id(self))
    if key not in _LOOP_KEYS:
        raise KeyError(key)
    values = {
        "tap_array": list(map(list, self.tap_array)),
        "mit_mot_out_slices": list(map(list, self.mit_mot_out_slices)),
        "n_shared_outs": self.n_untraced_sit_sot,
        "gpua": False,
    }
    return values[key] if key in values else getattr(self if hasattr(self, key) else op, key, None)


_LOOP_KEYS = (
    *("tap_array", "n_seqs", "n_mit_mot", "n_mit_mot_outs", "mit_mot_out_slices", "n_mit_sot", "n_sit_sot"),
    *("n_shared_outs", "n_nit_sot", "truncate_gradient", "name", "mode", "destroy_map", "gpua", "as_while", "profile"),
    *("allow_gc", "strict"),
)


def _loops_own(self, name):
    if name == "n_outs" and "info" in vars(self):
        return self.info.n_mit_mot + self.info.n_mit_sot + self.info.n_sit_sot
    if name in _LOOP_KEYS and "info" in vars(self):
        return self.info[name]
    raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)


_frame, _INDEXING = sys._getframe, vars(sys.modules[Subtensor.__module__])


class _IndexTypes:
    """``op.idx_list``: for a program's own code, the types of the indices in the places of their numbers."""

    def __get__(self, op, owner=None):
        if op is None:
            return self
        if _frame(1).f_globals is _INDEXING:  # at once, since perform() asks for it
            return op.__dict__["idx_list"]
        try:
            numbers = vars(op)["idx_list"]
        except KeyError:
            raise AttributeError(f"{type(op).__name__!r} object has no attribute 'idx_list'") from None
        if not is_called_by_a_program():
            return numbers
        types = vars(op).get("index_types", (int64,) * len(numbers) * 3)
        return tuple(
            slice(*(part if part is None else types[part] for part in (entry.start, entry.stop, entry.step)))
            if isinstance(entry, slice)
            else types[entry]
            for entry in numbers
        )

    def __set__(self, op, idx_list):
        count = iter(range(sys.maxsize))

        def number(part):
            return next(count) if isinstance(part, Type) else part

        vars(op)["idx_list"] = tuple(
            slice(number(entry.start), number(entry.stop), number(entry.step))
            if isinstance(entry, slice)
            else number(entry)
            for entry in idx_list
        )


def _index_init(init):
    @wraps(init)
    def __init__(self, idx_list, *args, **kwargs):
        self.idx_list = idx_list
        init(self, vars(self)["idx_list"], *args, **kwargs)

    return __init__


def _notes_index_types(make_node, before):
    @wraps(make_node)
    def noting(self, *inputs):
        node = make_node(self, *inputs)
        self.index_types = tuple(get_scalar_type(each.type.dtype) for each in node.inputs[before:])
        return node

    return noting


def _of_no_elements(make_node):
    @wraps(make_node)
    def reshaped(self, x, shp):
        shape = getattr(getattr(x, "type", None), "shape", ())
        if 0 not in shape:
            return make_node(self, x, shp)
        node = make_node(self, x.type.clone(shape=(None,) * len(shape))(), shp)
        node.inputs[0] = x
        return node

    return reshaped


def _of_a_constant(on_change_input):
    @wraps(on_change_input)
    def changed(self, fgraph, node, i, r, new_r, reason):
        if isinstance(r, Constant) and r not in self.shape_of:
            self.init_r(r)
        return on_change_input(self, fgraph, node, i, r, new_r, reason)

    return changed


def _of_loops_lengths(make_node, first):
    @wraps(make_node)
    def allocated(self, *inputs):
        lengths = without_loops(inputs[first:])
        node = make_node(self, *inputs[:first], *lengths)
        for i, (given, length) in enumerate(zip(inputs[first:], lengths, strict=True), first):
            if given is not length:
                node.inputs[i] = given
        return node

    return allocated


def _variable_class(name):
    class Named:
        def __get__(self, kind, owner):
            return getattr(owner, name)

    return Named()


def constant_idx(self, inputs, allow_partial=False, only_process_constants=False, elemwise=True):
    """Return the indices with Python's numbers for constants. Errors: NotScalarConstantError for what is none.

    With ``allow_partial`` that stays a variable.
    """
    return get_constant_idx(vars(self)["idx_list"], inputs, allow_partial, only_process_constants, elemwise)


def run_params(self):
    """Return what the node's operation takes as its parameters, None if it has none."""
    return next(iter(params_of(self.op, self)), None)


def value_validity_msg(self, a):
    """Return why a value is none of the type, or "value is valid"."""
    try:
        self.filter(a, strict=True)
    except Exception as error:
        return str(error)
    return "value is valid"


def value_zeros(self, shape):
    """Return an array of zeros of the type's dtype."""
    return np.zeros(shape, dtype=self.dtype)


test_value_of: Callable = NotImplemented  # handed down by theano_min/__init__.py


def _get_test_value(cls, v):
    """Return the test value of a variable."""
    return test_value_of(v)


def make_function(self, unpack_single=True, **kwargs):
    """Return a function of the graph's inputs, which returns its outputs: a list, or the one that there is."""
    thunk, inputs, outputs, *_ = self.make_thunk(**kwargs)

    def execute(*args):
        if len(args) != len(inputs):
            raise TypeError(f"Function call takes exactly {len(inputs)} argument(s) ({len(args)} given)")
        for arg, container in zip(args, inputs, strict=True):
            container.data = arg
        thunk()
        values = [container.data for container in outputs]
        return values[0] if unpack_single and len(values) == 1 else values

    execute.thunk, execute.inputs, execute.outputs = thunk, inputs, outputs
    return execute


# ---------------------------------------------------------------- lists


def teach_lists(count, index):
    """Have lists know dtype and dimensions, as Theano's did; called when ``theano.typed_list`` is imported.

    What ``count`` and ``index`` give is of floatX.
    """
    from pytensor.typed_list.basic import TypedListConstant, TypedListVariable
    from pytensor.typed_list.type import TypedListType

    TypedListType.ndim = property(lambda self: self.ttype.ndim + 1)
    for each in (TypedListVariable, TypedListConstant):
        each.ndim = property(lambda self: self.type.ndim)
        each.dtype = property(lambda self: getattr(self.ttype, "dtype", None) or self.ttype.ttype.dtype)
        each.count = lambda self, elem: count(self, elem)
        each.ind = lambda self, elem: index(self, elem)
        each.__len__ = each.length  # so that len() has Python's TypeError


# ---------------------------------------------------------------- sparse matrices


def teach_sparse(negative, refusal):
    """Have PyTensor's sparse variables behave as Theano's did; called when ``theano.sparse`` is imported.

    ``negative`` is ``-x`` with the gradient that Theano had: PyTensor's is 0 where x stores no number. ``refusal`` is
    the error for a sparse variable among dense ones.
    """
    from pytensor.sparse import basic, variable
    from pytensor.sparse.type import SparseTensorType
    from pytensor.tensor import _as_tensor_variable

    make_node = Elemwise.make_node

    @wraps(make_node)
    def of_dense(self, *inputs):
        # whose nodes PyTensor cannot run
        for x in inputs:
            if isinstance(getattr(x, "type", None), SparseTensorType):
                raise refusal("Variable type field must be a TensorType.", x, x.type)
        return make_node(self, *inputs)

    def is_dense_variable(x):
        # PyTensor's own takes a sparse variable, whose type derives from TensorType, for a dense one
        if not isinstance(x, Variable):
            raise NotImplementedError(f"is a variable dense, asked of no variable: {x!r}")
        return isinstance(x.type, TensorType) and not isinstance(x.type, SparseTensorType)

    @_as_tensor_variable.register(variable.SparseVariable)
    @_as_tensor_variable.register(variable.SparseConstant)
    def no_tensor(x, name, ndim, **kwargs):
        # PyTensor's operations on tensors take it, and give a sparse variable which they cannot run
        raise refusal("Variable type field must be a TensorType.", x, x.type)

    shape_node = Shape.make_node

    @wraps(shape_node)
    def of_either(self, x):
        return shape_node(self, x.toarray() if isinstance(getattr(x, "type", None), SparseTensorType) else x)

    class NotOfSparse:
        """A method that Theano's sparse variables did not have, and PyTensor's inherit from those of tensors."""

        def __init__(self, name):
            self.name = name

        def __get__(self, instance, owner):
            raise AttributeError(f"{owner.__name__!r} object has no attribute {self.name!r}")

    operators = variable._sparse_py_operators
    for name, method in {**vars(_tensor_py_operators), **vars(operators)}.items():
        if callable(method) and (name not in vars(operators) or hasattr(method, "_is_dense_override")):
            if not name.startswith("_"):
                setattr(operators, name, NotOfSparse(name))
            elif name in vars(operators):
                setattr(operators, name, None)  # Python's TypeError for an operator that is not supported

    Elemwise.make_node = of_dense
    Shape.make_node = of_either
    basic._is_dense_variable = is_dense_variable
    operators.__neg__ = lambda self: negative(self)


# ---------------------------------------------------------------- text

texts: ModuleType = NotImplemented  # theano_min._text, handed down by theano_min/__init__.py
# where code is made, and known by its text
_KNOWS_BY_TEXT = (
    "pytensor.link.numba",
    "pytensor.link.c.",
    "pytensor.link.jax",
    "pytensor.link.pytorch",
    "pytensor.link.mlx",
)


def _text(cls, name, write):
    """The method that writes an object as Theano did, and as PyTensor does where ``config.pytensor_text`` says so."""
    theirs = getattr(cls, name)

    @wraps(theirs)
    def text(self, *args, **kwargs):
        made_for_code = sys._getframe(1).f_globals.get("__name__", "").startswith(_KNOWS_BY_TEXT)
        if config.pytensor_text or made_for_code:
            return theirs(self, *args, **kwargs)
        return getattr(texts, write)(self)

    text.theirs = theirs
    return text


def _with_texts(*classes):
    """These classes, and those of PyTensor's that derive from them and have a text of their own."""
    found = []
    for cls in classes:
        if "__str__" in vars(cls) or not found:
            found.append(cls)
        found += _with_texts(*[each for each in cls.__subclasses__() if each.__module__.startswith("pytensor.")])
    return [cls for cls in dict.fromkeys(found) if "__str__" in vars(cls)]


OPERATIONS = _with_texts(
    ScalarOp,
    *(DimShuffle, Elemwise, CAReduce, tensor_math.Dot, Subtensor, IncSubtensor, tensor_basic.Join, tensor_basic.Split),
    *(
        SortOp,
        ArgSortOp,
        CumOp,
        Assert,
        tensor_basic.AllocDiag,
        IfElse,
        Scan,
        *ADVANCED_SUBTENSORS,
        *ADVANCED_INC_SUBTENSORS,
    ),
)
TEXTS = [
    *[(Variable, name, "variable_text") for name in ("__str__", "__repr__")],
    *[(Constant, name, "variable_text") for name in ("__str__", "__repr__")],
    *[(TensorType, name, "type_text") for name in ("__str__", "__repr__")],
    (ScalarType, "__repr__", "scalar_type_text"),
    *[(cls, "__str__", "op_text") for cls in OPERATIONS],
    *[(Apply, name, "apply_text") for name in ("__str__", "__repr__")],
    (FunctionGraph, "__repr__", "graph_text"),
    (RewriteDatabaseQuery, "__str__", "query_text"),
    *[(cls, "__repr__", "object_text") for cls in (Generic, SliceType)],
]

# ---------------------------------------------------------------- pictures

picture: Callable = NotImplemented  # theano_min._teaching.notebook.html, handed down by theano_min/__init__.py


def _repr_html_(self):
    """Return what a notebook shows, or None for the text."""
    return picture(self)


# ---------------------------------------------------------------- the table

# class, attribute, value: what Theano did
TAUGHT = [
    (Op, "__init_subclass__", classmethod(__init_subclass__)),  # it called a subclass's methods
    (Op, "grad", grad),  # an operation had its gradient under this name
    (Op, "L_op", L_op),  # super().L_op was the base class's
    (Op, "R_op", R_op),  # super().R_op was the base class's
    (_tensor_py_operators, "__bool__", __bool__),  # a variable was true
    *[  # but what a < b < c compares was not
        (_tensor_py_operators, name, _compared(vars(_tensor_py_operators)[name]))
        for name in ("__lt__", "__le__", "__gt__", "__ge__")
    ],
    (_tensor_py_operators, "__getitem__", _getitem(_tensor_py_operators.__getitem__)),  # x[:, None] of a column
    (_tensor_py_operators, "dimshuffle", _dimshuffle(_tensor_py_operators.dimshuffle)),  # it knew what broadcasts
    (_tensor_py_operators, "__setitem__", __setitem__),  # Python's words
    (_tensor_py_operators, "__array_function__", __array_function__),  # np.argsort(x) was x.argsort()
    *[  # an error inside of an operator said what was wrong
        (_tensor_py_operators, name, _operator(vars(_tensor_py_operators)[name], function))
        for name, function in (
            *(("__add__", "add"), ("__sub__", "sub"), ("__mul__", "mul"), ("__pow__", "pow")),
            ("__mod__", "mod_check"),
        )
    ],
    *[  # as theano.tensor's functions of these names
        (_tensor_py_operators, name, _as_function(vars(_tensor_py_operators)[name]))
        for name in ("var", "std", "max", "min", "argmax", "argmin", "choose", "conj", "swapaxes", "squeeze", "flatten")
    ],
    (_tensor_py_operators, "ravel", _ravel(_tensor_py_operators.ravel)),  # another variable, where x is a vector
    (_tensor_py_operators, "transpose", _transpose(_tensor_py_operators.transpose)),  # named x.T, another variable
    (_tensor_py_operators, "T", _T(_tensor_py_operators.T)),
    (_tensor_py_operators, "reshape", _reshape(_tensor_py_operators.reshape)),  # ndim by position
    (_tensor_py_operators, "get_scalar_constant_value", get_scalar_constant_value),
    *[(cls, "__eq__", _also_equal(cls.__eq__)) for cls in MADE],  # Theano had one operation for all nodes
    (Reshape, "make_node", _of_no_elements(Reshape.make_node)),  # an unknown length is not 0 // 0
    *(  # 3.0's fails where a constant that is an output is replaced by an equal one
        [(ShapeFeature, "on_change_input", _of_a_constant(ShapeFeature.on_change_input))]
        if hasattr(ShapeFeature, "update_shape")
        else []
    ),
    *[  # it inferred no lengths, for which PyTensor goes through all loops before, each time
        (cls, "make_node", _of_loops_lengths(cls.make_node, first))
        for cls, first in ((tensor_basic.Alloc, 1), (tensor_basic.AllocEmpty, 0))
    ],
    (ScalarType, "may_share_memory", staticmethod(lambda a, b: False)),  # numbers never do
    (_scalar_py_operators, "__bool__", __bool__),  # a number of a scalar graph was true, too
    (_scalar_py_operators, "__truediv__", _scalar_division(_scalar_py_operators.__truediv__)),  # integers' was floored
    (Variable, "clients", _Clients()),  # a variable knew what used it
    (FunctionGraph, "__init__", _graph_init(FunctionGraph.__init__)),  # for `clients` to look them up, a method there
    *[(cls, "fgraph", _Graph()) for cls in (Variable, Apply)],  # and knew its graph
    (FunctionGraph, "change_input", change_input),  # `change_node_input`
    (FunctionGraph, "disown", disown),
    (FunctionGraph, "__import__", lambda self, node, check=True, reason=None: self.import_node(node, check, reason)),
    (FunctionGraph, "__import_r__", lambda self, variable, reason: self.import_var(variable, reason)),
    (Linker, "make_function", make_function),  # a linker made functions
    (Variable, "construction_observers", observers),  # told of new variables
    (Variable, "append_construction_observer", classmethod(lambda cls, observer: observers.append(observer))),
    (Variable, "remove_construction_observer", classmethod(lambda cls, observer: observers.remove(observer))),
    (Variable, "notify_construction_observers", classmethod(_tell_observers)),
    *[(cls, "__init__", _optional_owner(cls.__init__)) for cls in (Variable, TensorVariable)],  # owner=None
    (GraphRewriter, "optimize", optimize),  # `rewrite`
    (Op, "_get_test_value", classmethod(_get_test_value)),  # what is now theano.gof.op.get_test_value
    *[(ScanInfo, name, getattr(Mapping, name)) for name in ("get", "keys", "items", "values", "__contains__")],
    (ScanInfo, "__getitem__", _loops_item),  # op.info was a dictionary
    (ScanInfo, "__iter__", lambda self: iter(_LOOP_KEYS)),
    (ScanInfo, "__len__", lambda self: len(_LOOP_KEYS)),
    *[(cls, "__init__", _notes_written(cls.__init__)) for cls in (Scan, OpFromGraph)],  # what is in it; op.info
    (Scan, "__getattr__", _loops_own),  # its entries
    (OpFromGraph, "__getstate__", _without_derivatives),  # the functions that make those do not pickle
    *[(cls, "idx_list", _IndexTypes()) for cls in (Subtensor, IncSubtensor)],  # types of indices
    *[(cls, "__init__", _index_init(cls.__init__)) for cls in (Subtensor, IncSubtensor)],  # which it was made of
    (Subtensor, "make_node", _notes_index_types(Subtensor.make_node, 1)),
    (IncSubtensor, "make_node", _notes_index_types(IncSubtensor.make_node, 2)),
    (Subtensor, "get_constant_idx", constant_idx),  # a method
    (DimShuffle, "transposition", property(lambda self: self.shuffle + self.drop)),  # what is kept, then what is not
    (DimShuffle, "inplace", True),  # a view it was, too
    (TensorType, "sparse_grad", False),
    *[  # Python 2's division, which is called by name
        (_tensor_py_operators, name, _division(way)) for name, way in (("__div__", 1), ("__rdiv__", -1))
    ],
    (Apply, "run_params", run_params),
    (Type, "Variable", _variable_class("variable_type")),
    (Type, "Constant", _variable_class("constant_type")),
    (Type, "value_validity_msg", value_validity_msg),
    (TensorType, "value_zeros", value_zeros),
    *[  # of the graph inside, as it was written
        (cls, name, value)
        for cls in (Scan, OpFromGraph)
        for name, value in (
            ("inputs", property(lambda self: written(self)[0])),
            ("outputs", property(lambda self: written(self)[1])),
        )
    ],
    *[(cls, "_repr_html_", _repr_html_) for cls in (Variable, Type)],  # a notebook had text
]
_THEIRS = {name: vars(cls).get(name) for cls, name, _ in TAUGHT if cls is Op}

for _cls, _name, _write in TEXTS:
    setattr(_cls, _name, _text(_cls, _name, _write))
for _cls, _name, _value in TAUGHT:
    setattr(_cls, _name, _value)

# what programs call, and whose errors show the program's lines alone
_FIRST = {"__eq__", "__hash__", "__bool__", "__getattr__"}  # asked of everything, and they have no errors to tell
LEAVING = [
    (Op, "__call__"),
    (Variable, "eval"),
    *[
        (_tensor_py_operators, name)
        for name, method in vars(_tensor_py_operators).items()
        if inspect.isfunction(method) and name not in _FIRST
    ],
]
for _cls, _name in LEAVING:
    setattr(_cls, _name, _tracebacks.leaving(vars(_cls)[_name]))
