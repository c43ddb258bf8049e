"""``theano.tensor``: symbolic arrays."""

# ruff: noqa: F403, I001

from pytensor.gradient import (
    DisconnectedType as DisconnectedType,
)
from pytensor.graph.utils import MethodNotDefined as MethodNotDefined
from pytensor.graph.type import Type as Type
from pytensor.tensor.shape import SpecifyShape as SpecifyShape, specify_shape as specify_shape

from theano_min import _removed
from theano_min.tensor.basic import *
from theano_min.tensor import (
    basic as basic,
    elemwise as elemwise,
    inplace as inplace,
    io as io,
    nnet as nnet,
    sharedvar as sharedvar,
    type as type,
    type_other as type_other,
    utils as utils,
    xlogx as xlogx,
)
from theano_min.tensor.io import *
from theano_min.tensor.type_other import *
from theano_min.tensor import _index_check as _index_check
from theano_min.gradient import Lop as Lop, Rop as Rop, grad as grad

__getattr__ = _removed.getattr_for(__name__)
