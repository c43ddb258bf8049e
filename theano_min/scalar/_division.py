"""Division as Theano compiled it: ZeroDivisionError for integers by zero, the floor of the rounded ratio of floats."""

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


class _Floored:
    """x // y of floats as Theano's C had it: 1 // 0.1 is 10, where NumPy has 9."""

    nin, nout, types = 2, 1, np.floor_divide.types

    def __call__(self, x, y, out=None, **kwargs):
        with np.errstate(all="ignore"):
            ratio = np.true_divide(x, y)
            result = np.floor(ratio, out=out)
            opposite = (np.less(x, 0) != np.less(y, 0)) & np.not_equal(y, 0)
            if opposite.any():
                below = -np.floor(-ratio) - (np.fmod(x, y) != 0)
                result = np.where(opposite, below, result) if out is None else np.copyto(out, below, where=opposite)
        return result if out is None else out


quotient = _Raising(np.floor_divide, "integer division by zero")
remainder = _Raising(np.remainder, "integer modulo by zero")
floored = _Floored()


class Quotient(IntDiv):
    """Divide integers, rounding down. Errors: ZeroDivisionError."""

    nfunc_spec = f"{__name__}.quotient", 2, 1
    message = quotient.message
    _numba = "theano_min._numba.division"


class Floored(IntDiv):
    """Divide floats, rounding down."""

    nfunc_spec = f"{__name__}.floored", 2, 1
    _numba = Quotient._numba


class Remainder(Mod):
    """Return what is left over by `Quotient`. Errors: ZeroDivisionError."""

    nfunc_spec = f"{__name__}.remainder", 2, 1
    message = remainder.message
    _numba = Quotient._numba


FLOORED = Floored(upcast_out, name="int_div")
CHECKED = {IntDiv: Quotient(upcast_out, name="int_div"), Mod: Remainder(upcast_out, name="mod")}
