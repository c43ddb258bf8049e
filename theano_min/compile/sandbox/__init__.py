"""``theano.compile.sandbox``: Theano kept nothing in it."""
