"""``theano.tensor.elemwise``: the operations behind elementwise functions, reductions and dimshuffle."""

from pytensor.tensor.elemwise import (
    CAReduce as CAReduce,
    DimShufflePrinter as DimShufflePrinter,
    Elemwise as Elemwise,
)
from pytensor.tensor.math import (
    All as All,
    Any as Any,
    MulWithoutZeros as MulWithoutZeros,
    Prod as Prod,
    ProdWithoutZeros as ProdWithoutZeros,
    Sum as Sum,
    mul_without_zeros as mul_without_zeros,
)

from theano_min import _removed
from theano_min._classes import StandIn as _StandIn
from theano_min.configdefaults import config as config
from theano_min.tensor._constants import as_tensor_variable as as_tensor_variable
from theano_min.tensor._shapes import DimShuffle as DimShuffle
from theano_min.tensor.type import TensorType as TensorType
from theano_min.tensor.var import TensorConstant as TensorConstant, TensorVariable as TensorVariable

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- differs


class CAReduceDtype(CAReduce, metaclass=_StandIn):
    """Reduces with a scalar operation, a sum or a product of integers having 64 bits.

    Source: theano.tensor.elemwise.CAReduceDtype.
    """

    def __init__(self, scalar_op, axis=None, dtype=None, acc_dtype=None):
        # PyTensor's one class has a flag for it
        CAReduce.__init__(self, scalar_op, axis, dtype, acc_dtype, upcast_discrete_output=True)
