"""``theano.gof``: graphs, the operations and types they are made of, and their rewriting."""

from theano_min import _removed
from theano_min.gof import (
    cc as cc,
    cmodule as cmodule,
    compilelock as compilelock,
    destroyhandler as destroyhandler,
    fg as fg,
    graph as graph,
    link as link,
    null_type as null_type,
    op as op,
    opt as opt,
    optdb as optdb,
    params_type as params_type,
    toolbox as toolbox,
    type as type,
    utils as utils,
    vm as vm,
)
from theano_min.gof.cc import (
    CLinker as CLinker,
    DualLinker as DualLinker,
    HideC as HideC,
    OpWiseCLinker as OpWiseCLinker,
)
from theano_min.gof.destroyhandler import DestroyHandler as DestroyHandler
from theano_min.gof.fg import (
    CachedConstantError as CachedConstantError,
    FunctionGraph as FunctionGraph,
    InconsistencyError as InconsistencyError,
    MissingInputError as MissingInputError,
)
from theano_min.gof.graph import (
    Apply as Apply,
    Constant as Constant,
    Variable as Variable,
    view_roots as view_roots,
)
from theano_min.gof.link import (
    Container as Container,
    Linker as Linker,
    LocalLinker as LocalLinker,
    PerformLinker as PerformLinker,
    WrapLinker as WrapLinker,
    WrapLinkerMany as WrapLinkerMany,
)
from theano_min.gof.op import (
    COp as COp,
    Op as Op,
    OpenMPOp as OpenMPOp,
    PureOp as PureOp,
    ops_with_inner_function as ops_with_inner_function,
)
from theano_min.gof.opt import (
    CheckStackTraceOptimization as CheckStackTraceOptimization,
    EquilibriumOptimizer as EquilibriumOptimizer,
    LocalOptGroup as LocalOptGroup,
    LocalOptimizer as LocalOptimizer,
    MergeOptimizer as MergeOptimizer,
    NavigatorOptimizer as NavigatorOptimizer,
    OpKeyOptimizer as OpKeyOptimizer,
    OpRemove as OpRemove,
    OpSub as OpSub,
    Optimizer as Optimizer,
    PatternSub as PatternSub,
    SeqOptimizer as SeqOptimizer,
    TopoOptimizer as TopoOptimizer,
    inplace_optimizer as inplace_optimizer,
    local_optimizer as local_optimizer,
    optimizer as optimizer,
)
from theano_min.gof.optdb import (
    DB as DB,
    EquilibriumDB as EquilibriumDB,
    LocalGroupDB as LocalGroupDB,
    ProxyDB as ProxyDB,
    Query as Query,
    SequenceDB as SequenceDB,
)
from theano_min.gof.params_type import Params as Params, ParamsType as ParamsType
from theano_min.gof.toolbox import (
    Bookkeeper as Bookkeeper,
    Feature as Feature,
    History as History,
    NodeFinder as NodeFinder,
    NoOutputFromInplace as NoOutputFromInplace,
    PrintListener as PrintListener,
    ReplacementDidntRemovedError as ReplacementDidntRemovedError,
    ReplaceValidate as ReplaceValidate,
    Validator as Validator,
)
from theano_min.gof.type import (
    CEnumType as CEnumType,
    EnumList as EnumList,
    EnumType as EnumType,
    Generic as Generic,
    Type as Type,
    generic as generic,
)
from theano_min.gof.utils import (
    MethodNotDefined as MethodNotDefined,
    hashtype as hashtype,
    object2 as object2,
)

__getattr__ = _removed.getattr_for(__name__)
