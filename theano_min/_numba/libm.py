"""Functions of the C library for Numba, which calls it."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._pytensor import source_version
from theano_min.scalar._libm import LibraryCos, LibraryLog, LibrarySin

_VERSION = source_version(__name__)


@register_funcify_and_cache_key(LibraryLog)
def numba_funcify_log(op, **kwargs):
    @numba_njit(error_model="numpy")
    def log(x):
        return np.log(x)

    return log, f"theano_min.log {_VERSION}"


@register_funcify_and_cache_key(LibraryCos)
def numba_funcify_cos(op, **kwargs):
    @numba_njit
    def cos(x):
        return np.cos(x)

    return cos, f"theano_min.cos {_VERSION}"


@register_funcify_and_cache_key(LibrarySin)
def numba_funcify_sin(op, **kwargs):
    @numba_njit
    def sin(x):
        return np.sin(x)

    return sin, f"theano_min.sin {_VERSION}"
