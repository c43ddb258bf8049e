"""A program that computes in the ways that its arguments name, and prints ``right`` if the numbers of each call are.

``first``: on NumPy; ``compiled``: by Numba in the first call; ``c``: in C where that is.
"""

import sys

import numpy as np

import theano_min as theano
import theano_min.tensor as T
from theano_min._engine.tiers import Tiers

DATA = np.linspace(-2, 2, 12).reshape(4, 3)


def stepping(mode=None):
    """Return a function that checks one of a state, call by call."""
    x, s = T.matrix("x"), theano.shared(1.0, "s")
    f = theano.function([x], [T.tanh(x) * s, x.sum()], updates=[(s, s + 1)], mode=mode)

    def step():
        now, x = s.get_value(), DATA * s.get_value()
        tanh, total = f(x)
        np.testing.assert_allclose(tanh, np.tanh(x) * now, 1e-12)
        np.testing.assert_allclose(total, x.sum(), 1e-12, 1e-12)
        np.testing.assert_array_equal(x, DATA * now)
        assert s.get_value() == now + 1

    step.function, step.state = f, s
    return step


def others():
    """Return a function that checks one of a loop, of a choice, and a gradient, of the first tier."""
    x, n = T.matrix("x"), T.iscalar("n")
    powers, updates = theano.scan(lambda p, y: p * y, outputs_info=T.ones_like(x), non_sequences=x, n_steps=n)
    loop = theano.function([x, n], powers[-1], updates=updates)
    choice = theano.function([x, n], theano.ifelse.ifelse(n > 1, x.dot(x.T), x[::-1].dot(x.T)))
    gradient = theano.function([x], T.grad(T.nnet.softplus(x).sum(), x))

    def check():
        np.testing.assert_allclose(loop(DATA, 3), DATA**3, 1e-12)
        for n, first in (1, DATA[::-1]), (2, DATA):
            np.testing.assert_allclose(choice(DATA, n), first @ DATA.T, 1e-12)
        np.testing.assert_allclose(gradient(DATA), 1 / (1 + np.exp(-DATA)), 1e-12)

    return check


def main(ways):
    for way in ways:
        Tiers.waits = way != "compiled"
        checks = [stepping(theano.Mode("c|py", "fast_run") if way == "c" else None)]
        checks += [others()] * (way == "first")
        for check in checks * 3:
            check()
    print("right")


if __name__ == "__main__":
    main(sys.argv[1:])
