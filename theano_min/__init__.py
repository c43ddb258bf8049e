"""Theano 1.0.5's API on PyTensor: PyTensor builds, rewrites and compiles the graph, names and meaning are Theano's."""

# ruff: noqa: E402, I001

from importlib import import_module as _module

from theano_min import _conflict, _removed

if _conflict.command()[:1] == ["doctor"] and set(_conflict.command()) <= {"doctor", "--json"}:
    # it is asked why the rest cannot be imported
    raise SystemExit(_module("theano_min.cli").main(_conflict.command()))
_conflict.check()

from theano_min.configdefaults import config as config  # configures PyTensor: nothing may import it earlier
from theano_min.configparser import change_flags as change_flags
from theano_min.version import version as __version__  # noqa: F401

from theano_min import (
    _engine,
    _taught,
    _text,
    _tracebacks,
    compat as compat,
    compile as compile,
    configdefaults as configdefaults,
    gof as gof,
    gradient as gradient,
    misc as misc,
    printing as printing,
    scalar as scalar,
    scan_module as scan_module,
    tensor as tensor,
    tests as tests,
    updates as updates,
)
from theano_min.compile import (
    FunctionMaker as FunctionMaker,
    In as In,
    Mode as Mode,
    OpFromGraph as OpFromGraph,
    Out as Out,
    Param as Param,
    ProfileStats as ProfileStats,
    SymbolicInput as SymbolicInput,
    SymbolicOutput as SymbolicOutput,
    as_op as as_op,
    function as function,
    function_dump as function_dump,
    predefined_linkers as predefined_linkers,
    predefined_modes as predefined_modes,
    predefined_optimizers as predefined_optimizers,
    shared as shared,
)
from theano_min.gof import (
    Apply as Apply,
    CLinker as CLinker,
    Constant as Constant,
    Container as Container,
    DualLinker as DualLinker,
    FunctionGraph as FunctionGraph,
    Generic as Generic,
    InconsistencyError as InconsistencyError,
    Linker as Linker,
    LocalLinker as LocalLinker,
    Op as Op,
    OpenMPOp as OpenMPOp,
    OpWiseCLinker as OpWiseCLinker,
    PerformLinker as PerformLinker,
    Type as Type,
    Variable as Variable,
    generic as generic,
    object2 as object2,
)
from theano_min.gradient import Lop as Lop, Rop as Rop, grad as grad, subgraph_grad as subgraph_grad
from theano_min._logging import (
    disable_log_handler as disable_log_handler,
    has_handlers as has_handlers,
    logging_default_formatter as logging_default_formatter,
    logging_default_handler as logging_default_handler,
    theano_logger as theano_logger,
)
from theano_min.misc.safe_asarray import _asarray as _asarray
from theano_min.printing import pp as pp, pprint as pprint
from theano_min.scan_module import (
    clone as clone,
    foldl as foldl,
    foldr as foldr,
    map as map,
    reduce as reduce,
    scan as scan,
    scan_checkpoints as scan_checkpoints,
)
from theano_min.tensor._constants import scalar_constant_of as get_scalar_constant_value  # noqa: F401
from theano_min.tensor._products import dot_of as dot  # noqa: F401
from theano_min.tensor.subtensor import _sparse_grad as sparse_grad  # noqa: F401
from theano_min.updates import OrderedUpdates as OrderedUpdates

__getattr__ = _removed.getattr_for(__name__)

from pytensor.utils import add_excepthook as _add_excepthook

from theano_min import _rewriting  # above all that it rewrites


def _checking_nan(optimizer):
    return _module("theano_min.compile.nanguardmode").NanGuardMode(True, True, True, optimizer=optimizer)


# what rooms below are handed from those above
configdefaults._follow(compute_test_value=gof._test_values.observe, print_test_value=gof._test_values.represent)
_taught.functions, _taught.scalars = tensor, scalar
_taught.texts = _text
_text.tensor, _text.scalars, _text.composite = tensor, scalar.basic, printing._composite
_add_excepthook(lambda kind, error, traceback: _tracebacks.uncaught(error))
_taught.test_value_of = gof.op.get_test_value
compile.mode._checking_modes["NanGuardMode"] = _checking_nan
printing._drawn["dot"] = lambda *graph, **options: (
    _module("theano_min.d3viz._printed").drawn(*graph, **options).to_string()
)
printing._drawn["loops"] = lambda graph: _module("theano_min.d3viz._printed").loops(graph)
_taught.picture = lambda it: _module("theano_min._teaching.notebook").html(it)
gof.graph._renewed = lambda *node: _module("theano_min._old_pickles").renewed(*node)
misc.pkl_utils._stand_in = lambda *name: _module("theano_min._old_pickles").stand_in(*name)
_rewriting.enter()
_engine.kept_graphs.registered = _engine.kept_graphs.Registered()
if config.era:
    _module("theano_min.era").begin()
