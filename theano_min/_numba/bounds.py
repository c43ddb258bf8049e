"""CheckIndex for Numba: imported when the first graph with one is compiled by it."""

from pytensor.link.numba.dispatch.basic import numba_njit, register_funcify_default_op_cache_key

from theano_min._rewriting.bounds import CheckIndex


@register_funcify_default_op_cache_key(CheckIndex)
def numba_funcify_check_index(op, **kwargs):
    axis, message = op.axis, op.message

    @numba_njit
    def check_index(index, x):
        length = x.shape[axis]
        for i in index.flat:
            if i < -length or i >= length:
                raise IndexError(message)
        return index

    return check_index
