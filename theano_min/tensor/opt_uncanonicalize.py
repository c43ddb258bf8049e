"""``theano.tensor.opt_uncanonicalize``: rewrites that undo canonical forms where another one runs faster."""

from pytensor.tensor.rewriting.basic import (
    local_dimshuffle_alloc as local_dimshuffle_alloc,
)
from pytensor.tensor.rewriting.uncanonicalize import (
    local_alloc_dimshuffle as local_alloc_dimshuffle,
    local_dimshuffle_subtensor as local_dimshuffle_subtensor,
    local_max_to_min as local_max_to_min,
    local_reshape_dimshuffle as local_reshape_dimshuffle,
)

from theano_min import _removed

__getattr__ = _removed.getattr_for(__name__)
