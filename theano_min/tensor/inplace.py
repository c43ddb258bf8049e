"""``theano.tensor.inplace``: elementwise functions that write over their first argument."""

import numpy as _np
import pytensor.scalar as _scalar
from pytensor.tensor.basic import as_tensor_variable as _as_tensor_variable
from pytensor.tensor.elemwise import Elemwise as _Elemwise

from theano_min import _removed
from theano_min.tensor._shapes import DimShuffle as _DimShuffle

__getattr__ = _removed.getattr_for(__name__)


def _like_the_first(*types):
    return [types[0]]


def _inplace(scalar_op):
    """Return the elementwise function of ``scalar_op`` whose result has its first argument's memory and dtype."""
    return _Elemwise(type(scalar_op)(_like_the_first), {0: 0})


def _composed(function):
    """Return the elementwise form of a function of several scalar operations, in its first argument's memory."""

    def composed(*inputs):
        inputs = [_as_tensor_variable(x) for x in inputs]
        scalars = [_scalar.get_scalar_type(x.dtype)() for x in inputs]
        result = _scalar.cast(function(*scalars), inputs[0].dtype)
        return _Elemwise(_scalar.Composite(scalars, [result]), {0: 0})(*inputs)

    return composed


# ---------------------------------------------------------------- restored

abs__inplace = _inplace(_scalar.abs)
add_inplace = _inplace(_scalar.add)
and__inplace = _inplace(_scalar.and_)
arccos_inplace = _inplace(_scalar.arccos)
arccosh_inplace = _inplace(_scalar.arccosh)
arcsin_inplace = _inplace(_scalar.arcsin)
arcsinh_inplace = _inplace(_scalar.arcsinh)
arctan2_inplace = _inplace(_scalar.arctan2)
arctan_inplace = _inplace(_scalar.arctan)
arctanh_inplace = _inplace(_scalar.arctanh)
ceil_inplace = _inplace(_scalar.ceil)
chi2sf_inplace = _composed(lambda x, k: _scalar.gammaincc(k / 2, x / 2))
conj_inplace = _inplace(_scalar.conj)
cos_inplace = _inplace(_scalar.cos)
cosh_inplace = _inplace(_scalar.cosh)
deg2rad_inplace = _composed(lambda x: x * (_np.pi / 180))
eq_inplace = _inplace(_scalar.eq)
erf_inplace = _inplace(_scalar.erf)
erfc_inplace = _inplace(_scalar.erfc)
erfcx_inplace = _inplace(_scalar.erfcx)
exp2_inplace = _inplace(_scalar.exp2)
exp_inplace = _inplace(_scalar.exp)
expm1_inplace = _inplace(_scalar.expm1)
fill_inplace = _inplace(_scalar.second)
floor_inplace = _inplace(_scalar.floor)
gamma_inplace = _inplace(_scalar.gamma)
gammaln_inplace = _inplace(_scalar.gammaln)
ge_inplace = _inplace(_scalar.ge)
gt_inplace = _inplace(_scalar.gt)
i0_inplace = _inplace(_scalar.i0)
i1_inplace = _inplace(_scalar.i1)
int_div_inplace = _inplace(_scalar.int_div)
inv_inplace = _inplace(_scalar.reciprocal)
invert_inplace = _inplace(_scalar.invert)
iv_inplace = _composed(lambda v, x: _scalar.mul(_scalar.ive(v, x), _scalar.exp(_scalar.abs(x))))
j0_inplace = _inplace(_scalar.j0)
j1_inplace = _inplace(_scalar.j1)
jv_inplace = _inplace(_scalar.jv)
le_inplace = _inplace(_scalar.le)
log10_inplace = _inplace(_scalar.log10)
log1p_inplace = _inplace(_scalar.log1p)
log2_inplace = _inplace(_scalar.log2)
log_inplace = _inplace(_scalar.log)
lt_inplace = _inplace(_scalar.lt)
maximum_inplace = _inplace(_scalar.maximum)
minimum_inplace = _inplace(_scalar.minimum)
mod_inplace = _inplace(_scalar.mod)
mul_inplace = _inplace(_scalar.mul)
neg_inplace = _inplace(_scalar.neg)
neq_inplace = _inplace(_scalar.neq)
or__inplace = _inplace(_scalar.or_)
pow_inplace = _inplace(_scalar.pow)
psi_inplace = _inplace(_scalar.psi)
rad2deg_inplace = _composed(lambda x: x * (180 / _np.pi))
round_half_away_from_zero_inplace = _inplace(_scalar.round_half_away_from_zero)
round_half_to_even_inplace = _inplace(_scalar.round_half_to_even)
second_inplace = _inplace(_scalar.second)
sgn_inplace = _inplace(_scalar.sign)
sin_inplace = _inplace(_scalar.sin)
sinh_inplace = _inplace(_scalar.sinh)
sqr_inplace = _inplace(_scalar.sqr)
sqrt_inplace = _inplace(_scalar.sqrt)
sub_inplace = _inplace(_scalar.sub)
tan_inplace = _inplace(_scalar.tan)
tanh_inplace = _inplace(_scalar.tanh)
tri_gamma_inplace = _inplace(_scalar.tri_gamma)
true_div_inplace = _inplace(_scalar.true_div)
trunc_inplace = _inplace(_scalar.trunc)
xor_inplace = _inplace(_scalar.xor)


def transpose_inplace(x, **kwargs):
    """Return x with its dimensions in reverse order, in x's memory. Source: theano.tensor.inplace.transpose_inplace."""
    return _DimShuffle(x.broadcastable, range(x.ndim)[::-1])(x)


for _name, _op in list(vars().items()):
    if isinstance(_op, _Elemwise):
        _op.name = "second_inplace" if _name == "fill_inplace" else _name
