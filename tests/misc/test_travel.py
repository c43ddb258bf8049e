"""Compiled functions, shared variables and random streams go to another process by pickle, and go on there as here."""

import pickle
import subprocess
import sys

import numpy as np
import pytest

import theano_min as theano
import theano_min.tensor as T
from theano_min import sparse
from theano_min.ifelse import ifelse
from theano_min.sandbox.rng_mrg import MRG_RandomStreams
from theano_min.tensor.shared_randomstreams import RandomStreams

x, n = T.dvector("x"), T.lscalar("n")
X = np.array([0.5, -1.5, 2.0])


def training():
    W = theano.shared(np.array([0.2, 0.7, 0.1]), "W")
    cost = T.sqr((x * W).sum() - 20)
    return theano.function([x], [cost, T.grad(cost, W)], updates=[(W, W - 0.1 * T.grad(cost, W))]), W, (X,)


def scaled_draws(streams):
    scale = theano.shared(3.0, "scale")
    draws = [streams.normal((3,)), streams.uniform((2, 2)), streams.binomial((4,), p=0.3)]
    return theano.function([x], [scale * draws[0] + x, *draws[1:]], updates=[(scale, scale + 1)]), scale, (X,)


def noisy_loop():
    streams, W = RandomStreams(7), theano.shared(1.5, "W")
    states, updates = theano.scan(
        lambda s: s * W + streams.normal(()), outputs_info=T.constant(0.5, dtype="float64"), n_steps=n
    )
    return theano.function([n], states, updates=updates), W, (4,)


def lazily():
    W = theano.shared(2.0, "W")
    return theano.function([x], ifelse(W > 2.5, x.sum(), x.prod()), updates=[(W, W + 0.4)]), W, (X,)


def sparsely():
    W = theano.shared(np.eye(3), "W")
    M = sparse.csr_matrix("M")
    return theano.function([M], sparse.dot(M, W), updates=[(W, W * 2)]), W, (sparse_value(),)


def sparse_value():
    import scipy.sparse

    return scipy.sparse.csr_matrix(np.arange(6.0).reshape(2, 3))


def inside():
    a, b = T.dvectors("ab")
    W = theano.shared(np.ones(3), "W")
    twice = theano.OpFromGraph([a, b], [a * b + b])
    return theano.function([x, theano.In(n, value=3)], twice(x, W) + n, updates=[(W, W + x)]), W, (X,)


def in_mode(mode):
    W = theano.shared(np.ones(3), "W")
    return theano.function([x], T.nnet.sigmoid(x * W).sum(), updates=[(W, W + x)], mode=mode), W, (X,)


PROGRAMS = {
    "training": training,
    "RandomStreams": lambda: scaled_draws(RandomStreams(42)),
    "MRG": lambda: scaled_draws(MRG_RandomStreams(42)),
    "a loop that draws": noisy_loop,
    "ifelse": lazily,
    "sparse": sparsely,
    "OpFromGraph, a default value": inside,
    "FAST_RUN": lambda: in_mode("FAST_RUN"),
    "FAST_COMPILE": lambda: in_mode("FAST_COMPILE"),
    "py": lambda: in_mode(theano.Mode("py", "fast_run")),
}

THERE = """
import pickle, sys
import theano_min._theano
answers = {}
for name, pickled in pickle.load(sys.stdin.buffer).items():
    f, W, arguments = pickle.loads(pickled)
    first = f(*arguments), W.get_value()
    W.set_value(W.get_value() + 1)  # the function's own, here too
    answers[name] = first, f(*arguments), W.get_value()
sys.stdout.buffer.write(pickle.dumps(answers))
"""


@pytest.fixture(scope="module")
def answers():
    """What each program's function answers, called again here, and by another process that was sent it."""
    sent, here = {}, {}
    for name, program in PROGRAMS.items():
        f, W, arguments = program()
        f(*arguments)
        sent[name] = pickle.dumps((f, W, arguments))
        first = f(*arguments), W.get_value()
        W.set_value(W.get_value() + 1)
        here[name] = first, f(*arguments), W.get_value()
    done = subprocess.run([sys.executable, "-c", THERE], input=pickle.dumps(sent), capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return here, pickle.loads(done.stdout)


@pytest.mark.calls_once
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_function_goes_on_in_another_process(answers, name):
    here, there = answers
    np.testing.assert_equal(there[name], here[name])


def test_streams_travel():
    streams = pickle.loads(pickle.dumps(RandomStreams(3)))
    ours = theano.function([], streams.normal((2,)))
    np.testing.assert_array_equal(ours(), theano.function([], RandomStreams(3).normal((2,)))())
    mrg = pickle.loads(pickle.dumps(MRG_RandomStreams(3)))
    ours = theano.function([], mrg.uniform((2,)))
    np.testing.assert_array_equal(ours(), theano.function([], MRG_RandomStreams(3).uniform((2,)))())
