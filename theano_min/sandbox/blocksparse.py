"""``theano.sandbox.blocksparse``: where ``theano.tensor.nnet.blocksparse`` was at first."""

import warnings as _warnings

from theano_min.tensor.nnet.blocksparse import (
    SparseBlockGemv as SparseBlockGemv,
    SparseBlockOuter as SparseBlockOuter,
    sparse_block_dot as sparse_block_dot,
    sparse_block_gemv as sparse_block_gemv,
    sparse_block_gemv_inplace as sparse_block_gemv_inplace,
    sparse_block_outer as sparse_block_outer,
    sparse_block_outer_inplace as sparse_block_outer_inplace,
)

_warnings.warn(
    "theano.sandbox.blocksparse is theano.tensor.nnet.blocksparse now", category=DeprecationWarning, stacklevel=2
)
