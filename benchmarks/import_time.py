"""Compare what `import theano` costs with what `import pytensor` costs: CPU seconds of whole processes, in turn."""

import argparse
import os
import resource
import statistics
import subprocess
import sys


def cpu_seconds(module):
    """CPU seconds of a fresh interpreter that imports ``module`` and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs):
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    cpu_seconds("pytensor"), cpu_seconds("theano")  # bytecode and file caches
    pairs = [(cpu_seconds("pytensor"), cpu_seconds("theano")) for _ in range(runs)]
    print(f"import pytensor: {statistics.median(p for p, _ in pairs):.3f} s")
    print(f"import theano:   {statistics.median(t for _, t in pairs):.3f} s")
    print(f"ratio, median of {runs} pairs: {statistics.median(t / p for p, t in pairs):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="?", type=int, default=15, help="how often (default: 15)")
    main(parser.parse_args().runs)
