"""``theano.sandbox.softsign``: where ``theano.tensor.nnet.nnet.softsign`` was at first."""

import sys as _sys

from theano_min.tensor.nnet.nnet import softsign as softsign

print(
    "DEPRECATION WARNING: softsign was moved from theano.sandbox.softsign to theano.tensor.nnet.nnet", file=_sys.stderr
)
