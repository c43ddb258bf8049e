"""Compare what a call costs with what PyTensor's own of the same graph costs, in each mode: CPU time, in turn.

Of a mode that has no code for one of a graph's operations, there is no line.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys, time
from functools import partial
import pytensor, theano, theano_
engine, mode, workload = sys.argv[1:]
mode = eval(mode, vars(theano))
theano.function = partial({"theano": theano, "pytensor": pytensor}[engine].function, mode=mode)
try:
    step = getattr(theano_, workload)()
except NotImplementedError:
    raise SystemExit
times = []
for _ in range(15):
    start, calls = time.process_time(), 0
    while time.process_time() - start < 0.05:
        for _ in range(20):
            step()
        calls += 20
    times.append((time.process_time() - start) / calls)
print(sorted(times)[7] * 1e6)
"""
MODES = ["'FAST_RUN'", "'FAST_COMPILE'", "Mode('py')", "Mode('cvm')", "Mode('c')", "Mode('numba')"]
ENGINES = ["theano", "pytensor"]


def run(engine, mode, workload):
    """CPU microseconds of a call, or None if the mode has no such function."""
    folder = Path(__file__).resolve().parent / "engines"
    env = {**os.environ, "OMP_NUM_THREADS": "1", "THEANO_FLAGS": "floatX=float32", "PYTHONPATH": str(folder)}
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, engine, mode, workload]
    text = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    return float(text) if text else None


def main(rounds):
    for workload in ("call_arrays", "call_lists", "classifier"):
        for mode in MODES:
            found = [[run(engine, mode, workload) for engine in ENGINES] for _ in range(rounds)]
            if found[0][0] is not None:
                ours, theirs = (statistics.median(times) for times in zip(*found, strict=True))
                print(f"{workload:11} {mode:14} {ours:7.2f} us, PyTensor {theirs:7.2f} us: {ours / theirs:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=3, help="how often (default: 3)")
    main(parser.parse_args().rounds)
