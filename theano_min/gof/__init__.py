"""``theano.gof``: the graph's own objects, as PyTensor has them."""

from pytensor.graph.basic import Apply as Apply, Constant as Constant, Variable as Variable
from pytensor.graph.fg import FunctionGraph as FunctionGraph
from pytensor.graph.type import Type as Type
from pytensor.graph.utils import InconsistencyError as InconsistencyError, MissingInputError as MissingInputError
from pytensor.link.basic import Container as Container
from pytensor.link.c.type import generic as generic

from theano_min.gof import op as op
from theano_min.gof.op import (
    COp as COp,
    Op as Op,
    OpenMPOp as OpenMPOp,
    PureOp as PureOp,
    ops_with_inner_function as ops_with_inner_function,
)
