"""Compiling beside the calls: no call waits for it, what goes wrong stops nothing, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

import theano_min as theano
import theano_min.tensor as T
from theano_min._engine import beside, tiers

SCRIPT = """
    import sys, time
    import numpy as np, theano, theano.tensor as T
    from theano_min._engine import beside, tiers

    tiers.IMPORTING_NUMBA = tiers.FIRST_COMPILATION = tiers.ONE_NODE = 0.0
    beside.processors = lambda: 2
    x, s = T.vector("x"), theano.shared(0.0)
    f = theano.function([x], T.exp(-x).sum() + s, updates=[(s, s + 1)])
    value, calls, slowest = np.arange(3.0), 0, 0.0
    end = time.time() + 100
    while not f.vm.is_settled and time.time() < end:
        start = time.perf_counter()
        result = f(value)
        slowest = max(slowest, time.perf_counter() - start)
        assert abs(float(result) - (np.exp(-value).sum() + calls)) < 1e-9, (calls, result)
        calls += 1
        {each}
    print(f.vm.is_settled, calls)
"""


def start(cache, each="time.sleep(0.001)", **options):
    env = {**os.environ, "THEANO_FLAGS": f"base_compiledir={cache}"}
    script = textwrap.dedent(SCRIPT).format(each=each)
    return subprocess.Popen([sys.executable, "-c", script], env=env, stdout=subprocess.PIPE, text=True, **options)


def workers():
    """The processes that compile beside others."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"theano_min._engine.worker" in (process / "cmdline").read_bytes():
                found.append(process)
        except OSError:
            continue
    return found


@pytest.mark.slow
def test_a_second_run_finds_what_the_first_compiled(tmp_path):
    first = start(tmp_path)
    assert first.communicate()[0].split()[0] == "True"
    second = start(tmp_path)
    settled, calls = second.communicate()[0].split()
    assert settled == "True"
    assert int(calls) < 20_000


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at the processes of Linux")
def test_nothing_goes_on_when_the_program_is_killed(tmp_path):
    before = workers()
    program = start(tmp_path, "print(flush=True) if beside.Job.running else None")
    program.stdout.readline()
    time.sleep(0.5)
    program.send_signal(signal.SIGKILL)
    program.wait()
    end = time.time() + 20
    while set(workers()) - set(before) and time.time() < end:
        time.sleep(0.1)
    assert not set(workers()) - set(before)


def function():
    x = T.vector("x")
    f = theano.function([x], T.tanh(x) * 2)
    f([1.0])
    f.vm.storage["input_storage"][0][0] = np.ones(3)
    return f


@pytest.fixture
def allowed(monkeypatch, tmp_path):
    monkeypatch.setattr(theano.config, "background_compile", True)
    monkeypatch.setattr(beside, "processors", lambda: 2)


def task(f):
    return beside.task_of(f.vm.linker.fgraph, f.vm.values())


def test_where_it_is_possible(allowed, monkeypatch):
    f = function()
    assert task(f) is not None
    f.vm.storage["input_storage"][0][0] = np.ones(3).astype(">f8")
    assert task(f) is None
    f = function()
    monkeypatch.setattr(beside, "processors", lambda: 1)
    assert task(f) is None
    monkeypatch.setattr(beside, "processors", lambda: 2)
    monkeypatch.setattr(theano.config, "background_compile", False)
    assert task(f) is None


def test_a_process_that_fails_stops_nothing(allowed, monkeypatch):
    monkeypatch.setattr(beside, "WORKER", "raise SystemExit(3)")
    job = beside.Job(b"")
    while job.state == "compiling":
        time.sleep(0.01)
    assert job.state == "failed"
    assert not os.path.exists(job.file)
    assert beside.Job.running is None


def test_arrays_of_a_layout():
    for value in (np.zeros(3), np.zeros((3, 2)).T, np.zeros((4, 6))[::2, ::3], np.zeros(()), np.arange(6)[::-1]):
        layout = beside._layout(value)
        assert beside._layout(beside.like(layout)) == layout
    fixed = np.zeros(3)
    fixed.flags.writeable = False
    assert not beside.like(beside._layout(fixed)).flags.writeable


def test_the_faster_one_stays(allowed):
    """NumPy, if compiled code is slower, as is noted on disk."""

    class Slow:
        allow_gc = True

        def __call__(self):
            time.sleep(0.002)
            return numpy()

    f = function()
    numpy, slow = f.vm.interpreter, Slow()
    f.vm.note("numpy").unlink(missing_ok=True)
    f.vm.compare(slow)
    for _ in range(2 * tiers.TRIALS + 2):
        np.testing.assert_allclose(f([0.5]), [2 * np.tanh(0.5)])
    assert f.vm.is_settled
    assert f.vm.vm is numpy
    assert f.vm.note("numpy").exists()
    f.vm.note("numpy").unlink()


def test_the_thread_that_reads_stops_when_it_has_had_its_share(monkeypatch):
    monkeypatch.setattr(beside, "NO_CALL", 60)
    monkeypatch.setattr(beside, "SHARE", 0.001)
    steps = []

    def read():
        while len(steps) < 20_000:
            steps.append(len(steps))
        return len(steps)

    reading = beside.Reading(read)
    time.sleep(0.05)
    before = len(steps)
    time.sleep(0.05)
    assert before == len(steps) < 20_000
    reading.may_go_on.set()
    while len(steps) == before:
        time.sleep(0.001)
    reading.finish()
    assert reading.result == 20_000


def test_what_a_run_before_compiled_is_read_by_the_first_call(allowed, monkeypatch):
    class Compiled:
        allow_gc = True

        def __init__(self, numpy):
            self.numpy = numpy

        def __call__(self):
            return self.numpy()

        def jit_fn(self, x):
            return [2 * np.tanh(x)]

    read = []
    monkeypatch.setattr(
        tiers.Tiers, "reader", lambda self: lambda: (read.append(self.vm), (Compiled(self.vm), True))[1]
    )
    f = function()
    notes = f.vm.note("compiled"), f.vm.note("numpy")
    for note in notes:
        note.unlink(missing_ok=True)
    assert not read
    notes[0].touch()
    f = function()
    assert read == [f.vm.interpreter]
    assert f.vm.step.__name__ == "turn"  # both are timed
    for _ in range(2 * tiers.TRIALS):
        np.testing.assert_allclose(f([0.5]), [2 * np.tanh(0.5)])
    assert f.vm.is_settled
    for note in notes:  # whichever was faster
        note.unlink(missing_ok=True)
    assert function().vm.seconds_left > 0
