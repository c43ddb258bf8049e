"""``theano.compile``: from a graph to a callable."""

from pytensor.compile.builders import OpFromGraph as OpFromGraph
from pytensor.compile.debug.profiling import ProfileStats as ProfileStats
from pytensor.compile.io import In as In
from pytensor.compile.io import Out as Out
from pytensor.compile.io import SymbolicInput as SymbolicInput
from pytensor.compile.io import SymbolicOutput as SymbolicOutput
from pytensor.compile.maker import FunctionMaker as FunctionMaker
from pytensor.compile.mode import Mode as Mode
from pytensor.compile.mode import get_default_mode as get_default_mode
from pytensor.compile.mode import get_mode as get_mode
from pytensor.compile.mode import predefined_linkers as predefined_linkers
from pytensor.compile.mode import predefined_modes as predefined_modes
from pytensor.compile.mode import predefined_optimizers as predefined_optimizers
from pytensor.compile.ops import as_op as as_op
from pytensor.compile.rebuild import UnusedInputError as UnusedInputError
from pytensor.compile.rebuild import rebuild_collect_shared as rebuild_collect_shared

from theano_min.compile.function import function as function
from theano_min.compile.function import function_dump as function_dump
from theano_min.compile.function_module import Function as Function
from theano_min.compile.sharedvalue import SharedVariable as SharedVariable
from theano_min.compile.sharedvalue import shared as shared
from theano_min.compile.sharedvalue import shared_constructor as shared_constructor
