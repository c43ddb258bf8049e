"""Long runs: memory and open files stay where they are after the first tenth, and the cache on disk where it was.

``LONG_RUN`` is a factor of how long they take: 1 (minutes) by default, 30 for a training of an hour.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FACTOR = float(os.environ.get("LONG_RUN", 1))
MEASURE = """
import gc, os, sys, time
import numpy as np, theano_min as theano, theano_min.tensor as T
from theano_min._engine import tiers

def now():
    gc.collect()
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6, len(os.listdir("/proc/self/fd"))

def flat(work, times, megabytes):
    for i in range(times // 10):
        work(i)
    memory, handles = now()
    for i in range(times // 10, times):
        work(i)
    grown = now()
    assert grown[0] - memory < megabytes, f"{grown[0] - memory:.1f} MB more after {times}"
    assert grown[1] <= handles, grown
    print(f"{grown[0] - memory:.1f} MB more after {times}")
"""
RUNS = {
    "calls": """
x, s = T.dvector(), theano.shared(np.zeros(3))
f = theano.function([x], (x * s).sum(), updates=[(s, s + x)], givens={})
one = np.ones(3)
def call(i):
    if f(one) != 3 * i:
        raise AssertionError(i)
flat(call, TIMES, 5)
np.testing.assert_array_equal(s.get_value(), [TIMES] * 3)
""",
    "functions": """
x = T.dmatrix()
def make(i):
    s = theano.shared(np.full((40, 40), float(i)))
    f = theano.function([x], T.dot(x, s) + (i % 20), updates=[(s, s * 2)])
    assert f(np.eye(40))[0, 0] == i + i % 20
    assert f(np.eye(40))[0, 0] == 2 * i + i % 20
flat(make, TIMES, 25)
""",
    "values": """
s = theano.shared(np.zeros((100, 100)))
def exchange(i):
    s.set_value(np.full((100, 100), float(i)), borrow=bool(i % 2))
    assert s.get_value(borrow=bool(i % 3))[3, 3] == i
flat(exchange, TIMES, 5)
""",
    "training": """
rng = np.random.RandomState(0)
data, labels = rng.rand(2000, 30), rng.randint(0, 3, 2000)
X, Y, i = theano.shared(data), theano.shared(labels.astype("int32")), T.lscalar()
x, y = X[i * 50:(i + 1) * 50], Y[i * 50:(i + 1) * 50]
W, V = theano.shared(rng.randn(30, 40) * 0.1), theano.shared(rng.randn(40, 3) * 0.1)
stream = T.shared_randomstreams.RandomStreams(1)
hidden = T.tanh(x.dot(W)) * stream.binomial((50, 40), p=0.9, dtype="float64")
cost = T.nnet.categorical_crossentropy(T.nnet.softmax(hidden.dot(V)), y).mean()
train = theano.function([i], cost, updates=[(p, p - 0.3 * T.grad(cost, p)) for p in (W, V)])
costs, until = [], time.time() + TIMES
def epoch(_):
    costs.append(np.mean([train(batch) for batch in range(40)]))
while time.time() < until - 0.9 * TIMES:
    epoch(0)
before, epochs = now(), len(costs)
while time.time() < until:
    epoch(0)
after = now()
assert after[0] - before[0] < 30 and after[1] <= before[1], (before, after)
assert np.isfinite(costs).all() and costs[-1] < costs[0] - 0.02, costs[::100]
print(f"{after[0] - before[0]:.1f} MB more after {len(costs)} epochs, cost {costs[0]:.3f} to {costs[-1]:.3f}")
""",
}


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads what Linux tells of a process")
@pytest.mark.parametrize(
    ("kind", "times"),
    [
        ("calls", 20_000),
        *(
            pytest.param(kind, int(FACTOR * times), marks=pytest.mark.weekly)
            for kind, times in {"calls": 10**6, "functions": 2000, "values": 10**5, "training": 120}.items()
        ),
    ],
)
def test_flat(kind, times, tmp_path):
    code = f"TIMES = {times}\n{MEASURE}{RUNS[kind]}"
    env = {**os.environ, "THEANO_FLAGS": f"base_compiledir={tmp_path}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    assert not list(tmp_path.rglob("*.tmp"))
    assert sum(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file()) < 20e6
