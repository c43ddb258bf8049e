"""What the benchmarks that run themselves in other interpreters measure by."""

import time


def best(call, seconds):
    """The milliseconds of CPU time that the quickest of some calls takes, once the machine has come to its speed."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        call()
    shortest, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < seconds:
        before = time.process_time()
        call()
        shortest = min(shortest, time.process_time() - before)
    return shortest * 1e3
