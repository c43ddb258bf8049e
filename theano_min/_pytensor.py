"""What PyTensor keeps in other places from one version to the next, or does not publish. The only file that knows."""

import inspect
import sys
import warnings
from copy import copy as _copy
from functools import wraps
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from weakref import finalize as _finalize

import numpy as np
import scipy
from pytensor import __version__ as _version
from pytensor.compile import builders as _builders
from pytensor.compile.aliasing import alias_root
from pytensor.compile.executor import Function as Function, _pickle_Function as pickle_function
from pytensor.compile.maker import FunctionMaker as FunctionMaker
from pytensor.compile.mode import Mode as _Mode
from pytensor.compile.rebuild import construct_function_ins_and_outs as construct_function_ins_and_outs
from pytensor.graph.basic import Constant as _Constant
from pytensor.scan.basic import scan as _scan
from pytensor.scan.checkpoints import scan_checkpoints as _scan_checkpoints
from pytensor.scan.op import Scan as _Scan
from pytensor.tensor import subtensor as _subtensor
from pytensor.tensor.basic import Join as _Join


def _quiet(loop):
    """Return ``loop`` without the notices that it means for PyTensor's own users."""

    @wraps(loop)
    def quiet(*args, **kwargs):
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Scan return signature will change", DeprecationWarning)
            warnings.filterwarnings("ignore", "The `mode` argument of `scan` is deprecated", FutureWarning)
            return loop(*args, **kwargs)

    return quiet


scan = _quiet(_scan)
scan_checkpoints = _quiet(_scan_checkpoints)


def set_default_update(variable, value):
    """Set ``variable.default_update``, for which PyTensor has a notice for its own users."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Setting default_update is deprecated", DeprecationWarning)
        variable.default_update = value


# 3.0 has classes of their own for one index vector on the first axis
ADVANCED_SUBTENSORS = tuple(
    getattr(_subtensor, name) for name in ("AdvancedSubtensor", "AdvancedSubtensor1") if hasattr(_subtensor, name)
)
ADVANCED_INC_SUBTENSORS = tuple(
    getattr(_subtensor, name) for name in ("AdvancedIncSubtensor", "AdvancedIncSubtensor1") if hasattr(_subtensor, name)
)
# what adds to parts of an array at a vector of indices, and refuses to broadcast what it adds
IncrementAtVector = ADVANCED_INC_SUBTENSORS[-1]

# 3.0's Numba adds what fits of an array to a slice that is shorter
NUMBA_CHECKS_INCREMENTS = find_spec("pytensor.tensor.blas_headers") is None

# 3.0's Python fails to cast to a narrower dtype what that cannot hold
PYTHON_CASTS = find_spec("pytensor.tensor.blas_headers") is None

# inside of a fused kernel 3.0's Numba lets no narrow integer wrap around
NUMBA_NARROWS = find_spec("pytensor.tensor.blas_headers") is None

# 3.0 keeps BLAS's declarations beside its operations, not below them
if find_spec("pytensor.tensor.blas_headers"):
    from pytensor.tensor import blas_c as blas_c, blas_headers as blas_headers  # type: ignore[attr-defined]
else:
    from pytensor.tensor.blas import blas_c as blas_c
    from pytensor.tensor.blas.c_code import blas_headers as blas_headers

# 3.0 keeps the lazy choice in `ifelse` alone
if find_spec("pytensor.conditional"):
    from pytensor.conditional import rewriting as ifelse_rewriting
    from pytensor.conditional.op import IfElse as IfElse, ifelse as ifelse
else:
    from pytensor.ifelse import IfElse as IfElse, ifelse as ifelse  # type: ignore[assignment,no-redef]

    ifelse_rewriting = import_module("pytensor.ifelse")  # the package has a function of that name

# 3.0's Numba computes both branches
IFELSE_CHOOSES = bool(find_spec("pytensor.conditional"))

# 3.0 keeps the inlining of graphs with the rewrites of tensors
if find_spec("pytensor.compile.rewriting"):
    from pytensor.compile.rewriting import inline_ofg_expansion as inline_ofg_expansion
else:
    from pytensor.tensor.rewriting.ofg import (  # type: ignore[attr-defined,no-redef]
        inline_ofg_expansion as inline_ofg_expansion,
    )

# 3.0 assumes nothing about matrices
ASSUMPTIONS: tuple[type, ...] = ()
if find_spec("pytensor.assumptions"):
    from pytensor.assumptions.core import AssumptionFeature

    ASSUMPTIONS = (AssumptionFeature,)

# 3.0 makes the shapes of an inner graph in a function, later versions in the feature alone
try:
    from pytensor.compile.builders import infer_shape as infer_shape  # type: ignore[attr-defined]
except ImportError:

    def infer_shape(outs, inputs, input_shapes):
        """Return the shapes of ``outs``, a list of tuples, given those of ``inputs``, tuples of scalar expressions."""
        from pytensor.graph.replace import graph_replace
        from pytensor.tensor.rewriting.shape import ShapeFeature

        feature = ShapeFeature()
        shapes = [feature.shape_tuple(out) for out in outs]
        given = {
            feature.get_shape(variable, i): length
            for variable, shape in zip(inputs, input_shapes, strict=True)
            for i, length in enumerate(shape or ())
        }
        lengths = iter(graph_replace([length for shape in shapes for length in shape or ()], given, strict=False))
        return [shape and tuple(next(lengths) for _ in shape) for shape in shapes]


def thawed(op):
    """Return the inputs and outputs of the graph inside a loop or ``OpFromGraph``: later versions freeze its nodes."""
    graph = op.fgraph.unfreeze() if hasattr(op.fgraph, "unfreeze") else op.fgraph
    return list(graph.inputs), list(graph.outputs)


_WRITTEN: dict = {}  # by the identity of the graph inside, which may equal another one


def note_written(op, inputs, outputs):
    """Keep the variables that a loop or ``OpFromGraph`` is made of, as long as the graph inside, which has copies."""
    _WRITTEN[id(op.fgraph)] = list(inputs), list(outputs)
    _finalize(op.fgraph, _WRITTEN.pop, id(op.fgraph), None).atexit = False


def written(op):
    """Return the inputs and outputs that a loop or ``OpFromGraph`` was made of, with the names and tags they have."""
    if id(op.fgraph) not in _WRITTEN:  # a copy's
        note_written(op, *thawed(op))
    return _WRITTEN[id(op.fgraph)]


# 3.0 takes the axis of a join as an input
if "axis" in _Join.__props__:

    def joined(node):
        """Return the axis of a join, None if it is not known, and what is joined."""
        return node.op.axis, node.inputs

else:

    def joined(node):
        """Return the axis of a join, None if it is not known, and what is joined."""
        axis, *arrays = node.inputs
        return int(axis.data) if isinstance(axis, _Constant) else None, arrays


def source_version(module):
    """A number that changes with the source of ``module``, for keys of what is kept on disk."""
    return int(sha256(inspect.getsource(sys.modules[module]).encode()).hexdigest()[:16], 16)


def numba_kernel(function):
    """Compile ``function`` with Numba when it is called, once for all graphs, and keep it in the cache on disk."""
    # here, as Numba is large
    from pytensor import config
    from pytensor.link.numba.cache import CACHED_SRC_FUNCTIONS
    from pytensor.link.numba.dispatch.basic import numba_njit

    key = f"{function.__module__}.{function.__qualname__}.{source_version(function.__module__)}"
    CACHED_SRC_FUNCTIONS[function] = sha256(key.encode()).hexdigest()
    return numba_njit(function, cache=config.numba__cache, fastmath=False, error_model="numpy")


# What only compilers run as it is, and what the interpreter of `_engine.tiers` makes of it

if hasattr(_builders, "FinalizedOpFromGraph"):

    def kernel(op):
        """Return the graph of a kernel made for compilers, or None for any other operation."""
        return op.fgraph.unfreeze() if isinstance(op, _builders.OpFromGraph) else None

    def interpreted(op, linker):
        """Return the operation with its inner functions, if it has any, run by ``linker``."""
        from pytensor.compile.inner_function import HasInnerFunction, link_only_mode

        if isinstance(op, HasInnerFunction):
            op = _copy(op)
            op._fn = op.compile_fn(link_only_mode(linker))
        for name in ("true_branch", "false_branch", "core_op"):
            if isinstance(inner := getattr(op, name, None), HasInnerFunction):
                op = _copy(op)
                setattr(op, name, interpreted(inner, linker))
        return op

    def overwritten_states(op):
        """Yield (output, input) for the states of a loop that its step overwrites though they are not the loop's.

        A loop rewritten for Numba may: its code copies such states before the first step. No interpreter does.
        """
        if not isinstance(op, _Scan):
            return
        destroyed = {
            alias_root(node.inputs[place])
            for node in op.fgraph.apply_nodes
            for places in node.op.destroy_map.values()
            for place in places
        }
        for i, state in enumerate(op.inner_untraced_sit_sot(op.fgraph.inputs)):
            output = op.n_tap_outs + op.info.n_nit_sot + i
            if state in destroyed and output not in op.destroy_map:
                yield output, op.untraced_sit_sot_arg_offset + i

else:  # 3.0 rewrites inner graphs when it compiles them
    from pytensor.tensor.blockwise import OpWithCoreShape
    from pytensor.tensor.rewriting.indexed_elemwise import IndexedElemwise
    from pytensor.tensor.special import LogSoftmax, Softmax

    def kernel(op):
        """Return the graph of a kernel made for compilers, or of a softmax, as later versions do; or None."""
        if isinstance(op, Softmax | LogSoftmax):
            return op._frozen_fgraph.unfreeze()  # as it was: Numba rewrites ``fgraph`` in place
        return op.fgraph if isinstance(op, OpWithCoreShape | IndexedElemwise) else None

    def interpreted(op, linker):
        """Return the operation with its inner function, if it has one, run by ``linker``."""
        if isinstance(op, _Scan):
            op = op.clone()  # with a graph of its own: Numba needs it without what is rewritten for NumPy
            op.mode, op._fn, op.allow_gc = _in_python(linker), None, True
        elif isinstance(op, _builders.OpFromGraph):
            op = _copy(op)
            # Numba has rewritten the graph in place
            op.kwargs, op._fn = {**op.kwargs, "mode": _in_python(linker), "accept_inplace": True}, None
        return op

    def _in_python(linker):
        return _Mode(linker, "fast_run").including("theano_min_run_programs")

    def overwritten_states(op):
        """Yield nothing: the interpreter rewrites what is inside a loop itself."""
        return iter(())


def keep_numba_code_apart():
    """Let Numba's code in PyTensor's directory bear the versions that it was made by.

    PyTensor knows it by what it computes, and by numbers that are raised by hand when other code computes that.
    """
    import numba
    from numba.core.caching import CacheImpl
    from pytensor.link.numba.cache import NumbaPyTensorCacheLocator

    ours = import_module("theano_min.version").theano_min_version
    versions = ours, _version, numba.__version__, np.__version__, scipy.__version__
    made_by = sha256(repr(versions).encode()).hexdigest()[:8]

    class Locator(NumbaPyTensorCacheLocator):
        def get_disambiguator(self):
            return f"{super().get_disambiguator()}_{made_by}"

    CacheImpl._locator_classes.insert(0, Locator)
    global numba_code_is_by
    numba_code_is_by = made_by


numba_code_is_by = ""


def is_in_numba_cache(key):
    """Whether compiled code of that key lies in PyTensor's directory."""
    from pytensor.link.numba.cache import NUMBA_CACHE_PATH

    return key is not None and any(NUMBA_CACHE_PATH.glob(f"*{key}_*_{numba_code_is_by}.*.nbc"))


def for_numba(fgraph, source, options):
    """Return a graph as a function for Numba to compile, called by the function ``numbers`` of ``source``, and its key.

    It is None if the function is the graph alone, since the code of one of its operations cannot lie in the cache.
    """
    from pytensor.configdefaults import config
    from pytensor.link.numba.dispatch import basic

    run, key = basic.numba_funcify_and_cache_key(fgraph, **options)
    if key is None or not config.numba__cache:
        return run, None
    key += f"_{sha256(source.encode()).hexdigest()[:8]}"
    names, full = {**vars(basic), "run": run}, f"{key}_fastmath{int(config.numba__fastmath)}"
    return basic.numba_njit(basic.compile_numba_function_src(source, "numbers", names, cache_key=full), cache=True), key


def named(module, *names):
    """Return what a module has by one of these names, other ones in other versions."""
    return next(getattr(module, name) for name in names if hasattr(module, name))
