"""Measure the first calls of training steps, in some runs of a program that begin with an empty cache.

    python benchmarks/first_calls.py [--calls N] [--runs N] [--only WORKLOAD] [--write]

For each workload and run: the seconds of the first N calls beside those of NumPy by hand, how long a call takes on
NumPy before it is compiled, the median and the slowest call after the first, and the call at which compiled code was
gone over to, or NumPy was stayed with. `--write` puts the table at the end of benchmarks/RESULTS.md.
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
WORKLOADS = ["call_arrays", "classifier", "small_classifier", "logistic_regression", "mlp", "lenet", "gru", "lstm"]


TITLE = "## The first calls"
ABOUT = [
    "Of a program that begins with an empty cache, and of its next runs: times on the clock, so that other work on the",
    "machine shows in the slowest call, and in steps of many small operations.",
]
BY_HAND = 200  # calls


def timed(step, calls, after=None):
    """Return the seconds of each of these calls."""
    seconds = []
    for _ in range(calls):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
        if after is not None:
            after(len(seconds))
    return seconds


def inside(workload, calls):
    """Print what one run measures, as JSON."""
    sys.path.insert(0, str(HERE / "engines"))
    by_hand = timed(getattr(importlib.import_module("numpy_"), workload)(), min(calls, BY_HAND))
    step = getattr(importlib.import_module("theano_"), workload)()
    [function] = [cell.cell_contents for cell in step.__closure__ if hasattr(cell.cell_contents, "maker")]
    tiers, settled = function.vm, []

    def note(call):
        if tiers.is_settled and not settled:
            settled.append((call, "compiled" if hasattr(tiers, "jit_fn") else "NumPy"))

    ours = timed(step, calls, note)
    call, tier = settled[0] if settled else (None, "NumPy")
    middle = statistics.median(by_hand[1:])
    print(
        json.dumps(
            {
                "total": sum(ours),
                "by_hand": middle * calls,
                "median": statistics.median(ours[1:]),
                "slowest": max(ours[1:]),
                "ratio": statistics.median(ours[1:BY_HAND]) / middle,
                "settled": f"{tier} from call {call:,} on" if call else "not yet",
            }
        )
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--only", action="append", choices=WORKLOADS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options.inside, options.calls)
        return
    lines = [f"| first {options.calls} calls | total | NumPy by hand | a call / by hand | median | slowest | tier |"]
    lines.append("|---" * 7 + "|")
    print(*lines, sep="\n")
    one = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
    for workload in options.only or WORKLOADS:
        with tempfile.TemporaryDirectory() as cache:
            env = {**os.environ, **one, "THEANO_FLAGS": f"base_compiledir={cache},floatX=float32"}
            for run in range(1, options.runs + 1):
                command = [sys.executable, __file__, "--inside", workload, "--calls", str(options.calls)]
                done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
                seen = json.loads(done.stdout.splitlines()[-1])
                cells = f"{seen['total']:.2f} s | {seen['by_hand']:.2f} s | {seen['ratio']:.2f}"
                times = f"{seen['median'] * 1e3:.3g} ms | {seen['slowest'] * 1e3:.1f} ms"
                name = workload.replace("_", " ")
                lines.append(f"| {name}, run {run} | {cells} | {times} | {seen['settled']} |")
                print(lines[-1], flush=True)
    if options.write:
        file = HERE / "RESULTS.md"
        before = file.read_text().partition(TITLE)[0].rstrip()
        file.write_text("\n".join([before, "", TITLE, "", *ABOUT, "", *lines, ""]))


if __name__ == "__main__":
    main()
