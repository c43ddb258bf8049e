"""Compare how fast MRG_RandomStreams draws ten million numbers here and in real Theano, in turn, on one core."""

import argparse
import json
import os
import statistics
import subprocess
import sys

PROGRAM = """
import json, sys, time
import theano
from theano.sandbox.rng_mrg import MRG_RandomStreams

found, mode = {}, sys.argv[1] or None
for dtype, nstreams in (("float32", None), ("float64", None), ("float32", 1)):
    drawn = MRG_RandomStreams(123).uniform((10**7,), dtype=dtype, nstreams=nstreams)
    f = theano.function([], theano.Out(drawn, borrow=True), mode=mode)
    first = float(f()[-1])
    times = []
    for _ in range(5):
        start = time.process_time()
        f()
        times.append(time.process_time() - start)
    found["uniform, {}, {} streams".format(dtype, nstreams or 15360)] = min(times), first
drawn = MRG_RandomStreams(123).normal((10**6,), dtype="float32")
f = theano.function([], drawn, mode=mode)
first = float(f()[-1])
times = []
for _ in range(5):
    start = time.process_time()
    f()
    times.append(time.process_time() - start)
found["normal, float32, a tenth as many"] = min(times), first
start = time.process_time()
MRG_RandomStreams(123).get_substream_rstates(15360, "float32")
found["the states of 15360 streams"] = time.process_time() - start, 0.0
print(json.dumps(found))
"""


def run(python, mode, flags):
    """CPU seconds, and a number drawn, of each task."""
    env = {**os.environ, "OMP_NUM_THREADS": "1", "THEANO_FLAGS": flags}
    lines = subprocess.run(
        [python, "-W", "ignore", "-c", PROGRAM, mode], env=env, capture_output=True, text=True, check=True
    )
    return json.loads(lines.stdout.splitlines()[-1])


def main(oracle, rounds):
    engines = {
        "theano-min, Numba": (sys.executable, "NUMBA", ""),
        "theano-min, C": (sys.executable, "", "linker=cvm"),
        "Theano 1.0.5, C": (oracle, "", ""),
    }
    found = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine, arguments in engines.items():
            found[engine].append(run(*arguments))
    for task in found["Theano 1.0.5, C"][0]:
        seconds = {engine: statistics.median(each[task][0] for each in runs) for engine, runs in found.items()}
        same = len({runs[0][task][1] for runs in found.values()}) == 1
        print(f"{task}: " + ", ".join(f"{engine} {1000 * s:.0f} ms" for engine, s in seconds.items()), end="")
        print("" if same else "; the last number differs in its last digit")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("oracle", metavar="PYTHON", help="an interpreter that has Theano 1.0.5")
    parser.add_argument("rounds", nargs="?", type=int, default=3, help="how often (default: 3)")
    options = parser.parse_args()
    main(options.oracle, options.rounds)
