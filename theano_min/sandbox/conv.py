"""``theano.sandbox.conv``: empty; convolution is in ``theano.tensor.nnet.conv``."""

import sys as _sys

print(
    "DEPRECATION: theano.sandbox.conv no longer provides conv. They have been moved to theano.tensor.nnet.conv",
    file=_sys.stderr,
)
