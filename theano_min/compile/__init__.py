"""``theano.compile``: from a graph to a callable."""

from theano_min import _removed
from theano_min.compile.builders import (
    DisconnectedType as DisconnectedType,
    NullType as NullType,
    OpFromGraph as OpFromGraph,
    Variable as Variable,
    inline_ofg_expansion as inline_ofg_expansion,
    io_connection_pattern as io_connection_pattern,
    ops_with_inner_function as ops_with_inner_function,
)
from theano_min.compile.debugmode import DebugMode as DebugMode
from theano_min.compile.function import function as function, function_dump as function_dump
from theano_min.compile.function_module import (
    DUPLICATE as DUPLICATE,
    NODEFAULT as NODEFAULT,
    AliasedMemoryError as AliasedMemoryError,
    Function as Function,
    FunctionMaker as FunctionMaker,
    UnusedInputError as UnusedInputError,
    alias_root as alias_root,
    check_equal as check_equal,
    convert_function_input as convert_function_input,
    fgraph_updated_vars as fgraph_updated_vars,
    get_info_on_inputs as get_info_on_inputs,
    infer_reuse_pattern as infer_reuse_pattern,
    insert_deepcopy as insert_deepcopy,
    orig_function as orig_function,
    register_checker as register_checker,
    std_fgraph as std_fgraph,
    view_tree_set as view_tree_set,
)
from theano_min.compile.io import (
    In as In,
    Out as Out,
    SymbolicInput as SymbolicInput,
    SymbolicOutput as SymbolicOutput,
)
from theano_min.compile.mode import (
    FAST_COMPILE as FAST_COMPILE,
    FAST_RUN as FAST_RUN,
    OPT_FAST_COMPILE as OPT_FAST_COMPILE,
    OPT_FAST_RUN as OPT_FAST_RUN,
    OPT_FAST_RUN_STABLE as OPT_FAST_RUN_STABLE,
    OPT_MERGE as OPT_MERGE,
    OPT_NONE as OPT_NONE,
    OPT_O2 as OPT_O2,
    OPT_O3 as OPT_O3,
    OPT_STABILIZE as OPT_STABILIZE,
    OPT_UNSAFE as OPT_UNSAFE,
    AddDestroyHandler as AddDestroyHandler,
    AddFeatureOptimizer as AddFeatureOptimizer,
    Mode as Mode,
    PrintCurrentFunctionGraph as PrintCurrentFunctionGraph,
    Supervisor as Supervisor,
    config as config,
    exclude as exclude,
    get_default_mode as get_default_mode,
    get_mode as get_mode,
    instantiated_default_mode as instantiated_default_mode,
    local_useless as local_useless,
    optdb as optdb,
    predefined_linkers as predefined_linkers,
    predefined_modes as predefined_modes,
    predefined_optimizers as predefined_optimizers,
    register_linker as register_linker,
    register_mode as register_mode,
    register_optimizer as register_optimizer,
)
from theano_min.compile.monitormode import MonitorMode as MonitorMode
from theano_min.compile.ops import (
    DeepCopyOp as DeepCopyOp,
    FromFunctionOp as FromFunctionOp,
    Rebroadcast as Rebroadcast,
    Shape as Shape,
    Shape_i as Shape_i,
    SpecifyShape as SpecifyShape,
    ViewOp as ViewOp,
    as_op as as_op,
    deep_copy_op as deep_copy_op,
    register_deep_copy_op_c_code as register_deep_copy_op_c_code,
    register_shape_c_code as register_shape_c_code,
    register_shape_i_c_code as register_shape_i_c_code,
    register_view_op_c_code as register_view_op_c_code,
    shape as shape,
    specify_shape as specify_shape,
    view_op as view_op,
)
from theano_min.compile.pfunc import (
    Param as Param,
    pfunc as pfunc,
    rebuild_collect_shared as rebuild_collect_shared,
)
from theano_min.compile.profiling import ProfileStats as ProfileStats, ScanProfileStats as ScanProfileStats
from theano_min.compile.sharedvalue import (
    SharedVariable as SharedVariable,
    shared as shared,
    shared_constructor as shared_constructor,
)
from theano_min.gof.graph import is_same_graph as is_same_graph

__getattr__ = _removed.getattr_for(__name__)
