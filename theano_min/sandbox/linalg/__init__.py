"""``theano.sandbox.linalg``: linear algebra, now in ``theano.tensor.nlinalg`` and ``theano.tensor.slinalg``."""

from theano_min.sandbox.linalg import ops as ops
from theano_min.sandbox.linalg.ops import psd as psd, spectral_radius_bound as spectral_radius_bound
from theano_min.tensor.nlinalg import (
    alloc_diag as alloc_diag,
    det as det,
    diag as diag,
    eig as eig,
    eigh as eigh,
    extract_diag as extract_diag,
    matrix_inverse as matrix_inverse,
    trace as trace,
)
from theano_min.tensor.slinalg import cholesky as cholesky, eigvalsh as eigvalsh, solve as solve
