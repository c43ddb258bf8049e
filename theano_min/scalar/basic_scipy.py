"""``theano.scalar.basic_scipy``: the special functions of SciPy, on numbers."""

from pytensor.gradient import grad_not_implemented as grad_not_implemented
from pytensor.scalar.math import (
    I0 as I0,
    I1 as I1,
    J0 as J0,
    J1 as J1,
    Erf as Erf,
    Erfc as Erfc,
    Erfcinv as Erfcinv,
    Erfcx as Erfcx,
    Erfinv as Erfinv,
    Gamma as Gamma,
    GammaInc as GammaInc,
    GammaIncC as GammaIncC,
    GammaLn as GammaLn,
    Jv as Jv,
    Psi as Psi,
    TriGamma as TriGamma,
    erf as erf,
    erfc as erfc,
    erfcinv as erfcinv,
    erfcx as erfcx,
    erfinv as erfinv,
    gamma as gamma,
    gammainc as gammainc,
    gammaincc as gammaincc,
    gammaln as gammaln,
    i0 as i0,
    i1 as i1,
    j0 as j0,
    j1 as j1,
    jv as jv,
    psi as psi,
    tri_gamma as tri_gamma,
)

from theano_min import _removed
from theano_min.scalar._operations import (
    Chi2SF as Chi2SF,
    GammaL as GammaL,
    GammaU as GammaU,
    Iv as Iv,
    chi2sf as chi2sf,
    gammal as gammal,
    gammau as gammau,
    iv as iv,
)

__getattr__ = _removed.getattr_for(__name__)

imported_scipy_special = True
