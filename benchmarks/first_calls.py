"""Measure the first calls of training steps, in three runs of a program that begin with an empty cache.

    python benchmarks/first_calls.py [--calls N] [--only WORKLOAD]

For each workload and run: the seconds of the first N calls beside those of NumPy by hand, the slowest call after the
first, how long a call takes on NumPy before it is compiled, and which of the two tiers runs at the end.
"""

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORKLOADS = ["call_arrays", "classifier", "small_classifier", "logistic_regression", "mlp", "gru", "lstm"]


def timed(step, calls):
    """Return the seconds of each of these calls."""
    seconds = []
    for _ in range(calls):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    return seconds


def inside(workload, calls):
    """Print what one run measures, as JSON."""
    sys.path.insert(0, str(HERE / "engines"))
    by_hand = timed(getattr(importlib.import_module("numpy_"), workload)(), calls)
    step = getattr(importlib.import_module("theano_"), workload)()
    ours = timed(step, calls)
    [function] = [cell.cell_contents for cell in step.__closure__ if hasattr(cell.cell_contents, "maker")]
    tiers = function.vm
    print(
        json.dumps(
            {
                "total": sum(ours),
                "by_hand": sum(by_hand),
                "slowest": max(ours[1:]),
                "ratio": statistics.median(ours[1:200]) / statistics.median(by_hand[1:200]),
                "tier": "NumPy" if tiers.vm is tiers.interpreter or not hasattr(tiers, "jit_fn") else "compiled",
            }
        )
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--only", action="append", choices=WORKLOADS)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options.inside, options.calls)
        return
    print(f"| first {options.calls} calls | total | NumPy by hand | a call / by hand | slowest | at the end |")
    print("|---|---|---|---|---|---|")
    one = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    for workload in options.only or WORKLOADS:
        with tempfile.TemporaryDirectory() as cache:
            env = {**os.environ, **one, "THEANO_FLAGS": f"base_compiledir={cache},floatX=float32"}
            for run in range(1, 4):
                command = [sys.executable, __file__, "--inside", workload, "--calls", str(options.calls)]
                done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
                seen = json.loads(done.stdout.splitlines()[-1])
                cells = f"{seen['total']:.2f} s | {seen['by_hand']:.2f} s | {seen['ratio']:.2f}"
                print(
                    f"| {workload}, run {run} | {cells} | {seen['slowest'] * 1e3:.1f} ms | {seen['tier']} |", flush=True
                )


if __name__ == "__main__":
    main()
