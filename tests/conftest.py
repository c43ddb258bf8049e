"""Give the tests the name ``theano`` from a plain checkout as from an installation."""

import theano_min._theano  # noqa: F401
