"""``theano.tensor.signal``: pooling (``pool``), and convolution of single images (``conv``)."""
