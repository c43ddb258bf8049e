"""``theano.tensor.xlogx``: x log y where it is 0 at x = 0."""

from pytensor.graph.basic import Constant as _Constant
from pytensor.scalar.basic import upgrade_to_float as _upgrade_to_float
from pytensor.tensor.special import xlogy as _xlogy
from pytensor.tensor.type import float_dtypes as _float_dtypes

from theano_min import _removed
from theano_min.tensor._constants import as_tensor_variable as _as_tensor_variable

__getattr__ = _removed.getattr_for(__name__)

# ---------------------------------------------------------------- restored


def xlogx(x):
    """Return x log x, which is 0 for x = 0, elementwise; integers give floats. Source: theano.tensor.xlogx.xlogx."""
    return xlogy0(x, x)


def xlogy0(x, y):
    """Return x log y, which is 0 for x = 0, elementwise; integers give floats. Source: theano.tensor.xlogx.xlogy0."""
    x, y = _as_tensor_variable(x), _as_tensor_variable(y)
    [type] = _upgrade_to_float(x.type.to_scalar_type(), y.type.to_scalar_type())
    if y.type.dtype not in _float_dtypes or isinstance(y, _Constant):
        y = y.astype(type.dtype)  # as C computes the logarithm
    return _xlogy(x.astype(type.dtype), y)
