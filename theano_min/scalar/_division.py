"""Division of integers by zero: ZeroDivisionError where Theano compiled; where Python ran it, it gave 0."""

import numpy as np
from pytensor.scalar.basic import IntDiv, Mod, upcast_out


class _Raising:
    """A function of NumPy's on arrays of integers, with Theano's error for a zero among the divisors."""

    nin, nout = 2, 1

    def __init__(self, ufunc, message):
        self.ufunc, self.message = ufunc, message
        self.types = ufunc.types

    def __call__(self, x, y, **kwargs):
        try:
            with np.errstate(divide="raise", over="ignore"):
                return self.ufunc(x, y, **kwargs)
        except FloatingPointError:
            raise ZeroDivisionError(self.message) from None


quotient = _Raising(np.floor_divide, "integer division by zero")
remainder = _Raising(np.remainder, "integer modulo by zero")


class Quotient(IntDiv):
    """Divide integers, rounding down. Errors: ZeroDivisionError."""

    nfunc_spec = f"{__name__}.quotient", 2, 1
    message = quotient.message
    _numba = "theano_min._numba.division"


class Remainder(Mod):
    """Return what is left over by `Quotient`. Errors: ZeroDivisionError."""

    nfunc_spec = f"{__name__}.remainder", 2, 1
    message = remainder.message
    _numba = Quotient._numba


CHECKED = {IntDiv: Quotient(upcast_out, name="int_div"), Mod: Remainder(upcast_out, name="mod")}
