"""``theano.version``: the release of Theano whose API this is."""

version = "1.0.5"
