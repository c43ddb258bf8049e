"""``theano.compile``: from a graph to a callable."""

from pytensor.compile.builders import OpFromGraph as OpFromGraph
from pytensor.compile.debug.profiling import ProfileStats as ProfileStats
from pytensor.compile.io import In as In, Out as Out, SymbolicInput as SymbolicInput, SymbolicOutput as SymbolicOutput
from pytensor.compile.maker import FunctionMaker as FunctionMaker
from pytensor.compile.mode import (
    Mode as Mode,
    get_default_mode as get_default_mode,
    get_mode as get_mode,
    predefined_linkers as predefined_linkers,
    predefined_modes as predefined_modes,
    predefined_optimizers as predefined_optimizers,
)
from pytensor.compile.ops import as_op as as_op
from pytensor.compile.rebuild import (
    UnusedInputError as UnusedInputError,
    rebuild_collect_shared as rebuild_collect_shared,
)

from theano_min.compile.function import function as function, function_dump as function_dump
from theano_min.compile.function_module import Function as Function
from theano_min.compile.sharedvalue import (
    SharedVariable as SharedVariable,
    shared as shared,
    shared_constructor as shared_constructor,
)
