"""The caches keep below a bound: what was used longest ago goes first, several make room at once, and no call does."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import theano_min as theano
from theano_min._engine import room
from theano_min._engine.kept_graphs import config as pytensors

DAY = 86400


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A cache of twelve graphs, code by Numba and in C, each of another day and 100 kB, and what is not ours."""
    monkeypatch.setattr(type(pytensors).base_compiledir, "val", tmp_path, raising=False)
    monkeypatch.setattr(type(pytensors).compiledir, "val", tmp_path / "compiledir_x", raising=False)
    names = [f"rewritten/{i:x}abc.pickle" for i in range(12)]
    names += [f"numba/code-{i}.py311.{end}" for i in range(3) for end in ("nbi", "1.nbc")]
    names += ["compiledir_x/tmp1/key.pkl", "compiledir_x/tmp1/mod.so", "mine.pickle", "tmp1/key.pkl", "numba/mine.txt"]
    for i, name in enumerate(names):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_bytes(bytes(100_000))
        os.utime(file, (time.time() - (40 - i) * DAY,) * 2)
    return tmp_path


def held(base):
    return {str(file.relative_to(base)) for file in base.rglob("*") if file.is_file() and file.name != ".lock"}


def test_the_oldest_goes_first(base, monkeypatch):
    before = held(base)
    with theano.config.change_flags(cache_size=3):
        room.make_room()
        assert held(base) == before | {"looked"}
        (base / "rewritten" / "3abc.compiled").touch()  # it was used now
        with theano.config.change_flags(cache_size=1):
            room.make_room()
            assert held(base) == before | {"looked", "rewritten/3abc.compiled"}  # somebody has just looked
            os.utime(base / "looked", (0, 0))
            room.make_room()
    gone = {f"rewritten/{i:x}abc.pickle" for i in range(12) if i != 3} | {
        f"numba/code-0.py311.{e}" for e in ("nbi", "1.nbc")
    }
    assert before - held(base) == gone
    os.utime(base / "looked", (0, 0))
    with theano.config.change_flags(cache_size=0):
        room.make_room()
    assert before - held(base) == gone


def test_code_in_c_goes_whole_and_only_where_it_is_kept(base):
    room._delete([*room._graphs_and_code(), *room._modules()], 1)
    assert held(base) == {"mine.pickle", "tmp1/key.pkl", "numba/mine.txt"}
    assert not (base / "compiledir_x" / "tmp1").exists()


def test_what_was_left_half_goes(base):
    old, new = base / "rewritten" / "x1.tmp", base / "numba" / "f-1.py311.nbi.tmp.0af3"
    old.touch()
    new.touch()
    os.utime(old, (time.time() - DAY,) * 2)
    room.make_room()
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.more
def test_eight_at_once_beside_one_that_uses_it(tmp_path):
    """With room for next to nothing, whatever is needed is made anew."""
    code = """
import sys, time
import numpy as np, theano_min as theano, theano_min.tensor as T
from theano_min._engine import room
room.LOOKING = 0
while time.time() < float(sys.argv[1]):
    for i in range(3):
        x = T.dvector()
        np.testing.assert_array_equal(theano.function([x], x * i + i)(np.ones(2)), [2.0 * i] * 2)
        room._delete(list(room._graphs_and_code()), 1000)
        room.make_room()
print("right")
"""
    flags = {"THEANO_FLAGS": f"base_compiledir={tmp_path},cache_size=1", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", code, str(time.time() + 3)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    processes = [subprocess.Popen(command, env={**os.environ, **flags}, **pipes) for _ in range(8)]
    assert {process.communicate(timeout=300)[0] for process in processes} == {"right\n"}
