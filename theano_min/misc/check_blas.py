"""``theano.misc.check_blas``: how fast matrices are multiplied; ``python -m theano.misc.check_blas`` prints it."""

import argparse as _argparse
import os as _os
import sys as _sys
import time as _time
import warnings as _warnings
from operator import attrgetter as _attrgetter

import numpy as _np

from theano_min import _removed
from theano_min.compile.function import function as _function
from theano_min.compile.sharedvalue import shared as _shared
from theano_min.configdefaults import config as _config
from theano_min.tensor import basic as _T

__getattr__ = _removed.getattr_for(__name__)


def execute(execute=True, verbose=True, M=2000, N=2000, K=2000, iters=10, order="C"):
    """Time ``c = 0.4 c + 0.8 a b``, a of M x N and b of N x K numbers of dtype floatX, ``iters`` times.

    ``order`` is how the matrices lie in memory, 'C' or 'F'; ``verbose`` prints flags, versions and the environment.
    Return the seconds that it took, -1 without ``execute``, and a text that says what multiplied.
    Source: theano.misc.check_blas.execute.
    """
    if verbose:
        _tell()
    a, b, c = (_shared(_np.ones(shape, _config.floatX, order=order)) for shape in ((M, N), (N, K), (M, K)))
    f = _function([], updates=[(c, 0.4 * c + 0.8 * _T.dot(a, b))])
    f()
    start = _time.perf_counter()
    for _ in range(iters if execute else 0):
        f()
    return _time.perf_counter() - start if execute else -1, "CPU (with numpy/scipy binding to blas)"


def _tell():
    print("Some Theano flags:")
    with _warnings.catch_warnings():
        _warnings.simplefilter("ignore", UserWarning)  # that C code has no BLAS to link to: it is asked here
        for name in ("blas.ldflags", "compiledir", "floatX", "device"):
            print(f"    {name}=", _attrgetter(name)(_config))
    print("Some OS information:")
    for name in ("platform", "version", "prefix"):
        print(f"    sys.{name}=", getattr(_sys, name))
    print("Some environment variables:")
    for name in ("MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        print(f"    {name}=", _os.getenv(name))
    print("\nNumpy config:")
    _np.show_config()
    print("Numpy location:", _np.__file__)
    print("Numpy version:", _np.__version__)


def _main():
    parser = _argparse.ArgumentParser(prog="python -m theano.misc.check_blas", description=__doc__)
    parser.add_argument("-q", "--quiet", action="store_true", help="print the time alone")
    parser.add_argument("--print_only", action="store_true", help="multiply nothing")
    for name in "MNK":
        parser.add_argument(f"-{name}", f"--{name}", type=int, default=2000, help="a length of the matrices")
    parser.add_argument("--iter", type=int, default=10, help="how often they are multiplied")
    parser.add_argument("--order", default="C", choices=["C", "F"], help="how they lie in memory")
    given = parser.parse_args()
    seconds, how = execute(not given.print_only, not given.quiet, given.M, given.N, given.K, given.iter, given.order)
    if given.quiet:
        print(seconds)
    elif not given.print_only:
        print(f"\n{given.iter} products of {given.M} x {given.N} and {given.N} x {given.K} in {seconds:.2f} s, {how}.")


if __name__ == "__main__":
    _main()
