"""Logarithm, cosine and sine as the C library has them, to the last bit, also where NumPy runs them.

NumPy computes several numbers at once, and differs by up to three units in the last place. Its exponential of complex
numbers and SciPy's x log(y) call the C library for each number.
"""

import numpy as np
from pytensor.scalar.basic import Cos, Log, Sin, upgrade_to_float


class _OfTheLibrary:
    """A function on arrays of float32 or float64, or of whatever else as NumPy has it."""

    nin = nout = 1

    def __init__(self, function, numpy):
        self.function, self.numpy, self.types = function, numpy, numpy.types

    def __call__(self, x, *args, out=None, **kwargs):
        if np.asarray(x).dtype not in ("float32", "float64"):
            return self.numpy(x, *args, out=out, **kwargs)
        result = self.function(x)
        if out is None:
            return np.array(result)
        out = out[0] if isinstance(out, tuple) else out
        out[...] = result
        return out


def _log(x):
    from scipy.special import xlogy  # here, as it takes a while

    return xlogy(np.asarray(x).dtype.type(1), x)


def _turned(x):
    return np.exp(x * (np.complex64(1j) if np.asarray(x).dtype == "float32" else 1j))


log_of = _OfTheLibrary(_log, np.log)
cos_of = _OfTheLibrary(lambda x: _turned(x).real, np.cos)
sin_of = _OfTheLibrary(lambda x: _turned(x).imag, np.sin)


class LibraryLog(Log):
    """The logarithm of the C library."""

    nfunc_spec = f"{__name__}.log_of", 1, 1
    _numba = "theano_min._numba.libm"

    def impl(self, x):
        return log_of(x)[()]


class LibraryCos(Cos):
    """The cosine of the C library."""

    nfunc_spec = f"{__name__}.cos_of", 1, 1
    _numba = LibraryLog._numba

    def impl(self, x):
        return cos_of(x)[()]


class LibrarySin(Sin):
    """The sine of the C library."""

    nfunc_spec = f"{__name__}.sin_of", 1, 1
    _numba = LibraryLog._numba

    def impl(self, x):
        return sin_of(x)[()]


log, cos, sin = (kind(upgrade_to_float, name=kind.__name__) for kind in (LibraryLog, LibraryCos, LibrarySin))
