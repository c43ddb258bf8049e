"""Functions of the C library for Numba, which calls it."""

import numpy as np
from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_and_cache_key

from theano_min._pytensor import source_version
from theano_min.scalar._libm import LibraryCos, LibraryLog, LibrarySin

_VERSION = source_version(__name__)


for kind, function in ((LibraryLog, np.log), (LibraryCos, np.cos), (LibrarySin, np.sin)):

    @register_funcify_and_cache_key(kind)
    def numba_funcify_library(op, function=function, **kwargs):
        @numba_njit(error_model="numpy")
        def call(x):
            return function(x)

        return call, f"theano_min.{function.__name__} {_VERSION}"
