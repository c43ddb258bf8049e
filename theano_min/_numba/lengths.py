"""Rebroadcast for Numba, which passes the array on: promises of length 1 are checks of PyTensor's by then."""

from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_default_op_cache_key

from theano_min.compile._lengths import Rebroadcast


@register_funcify_default_op_cache_key(Rebroadcast)
def numba_funcify_rebroadcast(op, **kwargs):
    @numba_njit
    def rebroadcast(x):
        return x

    return rebroadcast
