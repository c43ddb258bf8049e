"""Run one workload of one engine: `measure.py ENGINE WORKLOAD` prints the CPU seconds of a step once it is hot.

A workload that returns no step is one run of a program, and its caller measures the process.
"""

import importlib
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
WARM, RUN, PARTS = 20.0, 1.5, 7


def main(engine, workload):
    step = getattr(importlib.import_module(engine + "_"), workload)()
    if not callable(step):
        return
    start, calls = time.process_time(), 0
    while calls < 5 or (calls < 300000 and time.process_time() - start < WARM and not settled(engine)):
        step()
        calls += 1
    start, calls = time.process_time(), 0
    while time.process_time() - start < RUN / PARTS:
        step()
        calls += 1
    parts = []
    for _ in range(PARTS):
        start = time.process_time()
        for _ in range(calls):
            step()
        parts.append((time.process_time() - start) / calls)
    print(sorted(parts)[PARTS // 2])


def settled(engine):
    """Whether all has been compiled that will be: of the engine "theano" alone it takes many calls."""
    if engine != "theano":
        return True
    import gc

    tiers = [o for o in gc.get_objects() if type(o).__name__ == "Tiers"]
    for t in tiers:
        t.seconds_left = -1.0  # the question here is how fast, not when
    return all(t.is_settled for t in tiers)


if __name__ == "__main__":
    main(*sys.argv[1:])
