"""LongEnough for Numba: imported when the first loop with one is compiled by it."""

from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_default_op_cache_key

from theano_min._rewriting.loop_sequences import LongEnough


@register_funcify_default_op_cache_key(LongEnough)
def numba_funcify_long_enough(op, **kwargs):
    message = op.message

    @numba_njit
    def long_enough(x, n):
        if x.shape[0] < n.item():
            raise ValueError(message)
        return x

    return long_enough
