"""``theano.sandbox.neighbours``: the names of ``theano.tensor.nnet.neighbours``, from before it moved there."""

from theano_min.tensor.nnet.neighbours import (
    Images2Neibs as Images2Neibs,
    images2neibs as images2neibs,
    neibs2images as neibs2images,
)

__all__ = ["Images2Neibs", "images2neibs", "neibs2images"]
