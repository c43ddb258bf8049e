"""Answers programs, each in a process of its own: a crash or an endless loop loses one answer.

python worker.py WAY      reads lines of JSON, {"text": ..., "seconds": ...}, and writes a line for each: its outcome
"""

import json
import logging
import os
import resource
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import theano

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.oracle.programs import outcome
from tests.oracle.ways import WAYS

MEMORY = 12 << 30
WARM = """
x = T.dvector('x')
o = theano.scan(lambda a, p: T.tanh(a * p), x, T.constant(1.0))[0]
f = F([x], T.dot(o, o) + T.grad(o.sum(), x))
f([1., 2.])
"""


def go_over_after_one_call():
    """Let each function run its first call on NumPy, and all others compiled."""
    from theano_min._engine.tiers import Tiers

    run = Tiers.__call__

    def call(self):
        try:
            return run(self)
        finally:
            if not self.is_settled:
                self.waits, self.seconds_left = False, -1.0

    Tiers.__call__ = call


def rewrites_that_fail():
    """A list that gets what is logged when a rewrite fails, which changes no answer."""
    failures, handler = [], logging.Handler(logging.ERROR)
    handler.emit = lambda record: failures.append(record.getMessage()[-400:])
    logger = logging.getLogger("pytensor.graph.rewriting.basic")
    logger.addHandler(handler)
    logger.propagate = False
    return failures


def mode_of(way):
    linker, _, optimizer = way.mode.partition("/")
    return theano.Mode(linker, optimizer) if optimizer else way.mode or None


def answer(text, mode, seconds):
    """The outcome of a program, computed in a child of this process within so many seconds."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(int(seconds) + 5)
        failures = rewrites_that_fail()
        told = dict(outcome(theano, text, mode))
        if failures:
            told["rewrites failed"] = failures
        line = json.dumps(told).encode()
        while line:
            line = line[os.write(theirs, line) :]
        os._exit(0)
    os.close(theirs)
    pieces, end = [], time.time() + seconds
    while select.select([ours], [], [], max(0, end - time.time()))[0]:
        piece = os.read(ours, 1 << 16)
        if not piece:
            break
        pieces.append(piece)
    else:
        pieces = [b'{"error": ["Timeout"]}']
    os.close(ours)
    with suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    try:
        return json.loads(b"".join(pieces).decode())
    except ValueError:
        return {"error": ["Crash", f"status {status}"]}


def main(way):
    logging.getLogger("theano").setLevel(logging.CRITICAL)
    mode = mode_of(way)
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what programs print
    os.dup2(1, 2)
    outcome(theano, WARM, mode)
    if way.goes_over:
        go_over_after_one_call()
    for line in sys.stdin:
        asked = json.loads(line)
        for _ in range(way.runs):
            told = answer(asked["text"], mode, asked["seconds"])
        out.write(json.dumps(told) + "\n")
        out.flush()


if __name__ == "__main__":
    main(WAYS[sys.argv[1]])
