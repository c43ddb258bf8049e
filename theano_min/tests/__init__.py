"""``theano.tests``: helpers of Theano's own tests, for programs that test with them."""
