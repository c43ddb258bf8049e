"""What the reader of a traceback sees of an error that leaves this package."""

import importlib
import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

import numpy as np
import pytest
import theano
import theano.tensor as T

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = """
import numpy, theano, theano.tensor as T
x = T.dvector("x")
f = theano.function([x], (x * theano.shared(numpy.ones(2))).sum())

def test_f():
    f([1.0, 2.0, 3.0])
"""
OTHERS = """
import theano, theano.tensor as T

def test_f():
    T.concatenate([T.dmatrix("x"), T.dvector("y")])
"""
WAYS = {
    "python": ["-c", "import theano_min._theano, runpy; runpy.run_path('program.py', run_name='__main__')"],
    "theano-min run": ["-m", "theano_min", "run", "program.py"],
    "pytest": ["-m", "pytest", "-q", "-p", "no:cacheprovider", "program.py"],
}


def run(way, program, folder, flags="traceback.internals=False"):
    (folder / "program.py").write_text(program + "\nif __name__ == '__main__': test_f()\n")
    (folder / "conftest.py").write_text("import theano_min._theano")
    done = subprocess.run(
        [sys.executable, *WAYS[way]],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "THEANO_FLAGS": flags, "PYTHONPATH": str(ROOT)},
        timeout=300,
    )
    assert done.returncode == 1
    return done.stdout + done.stderr


def inside(seen):
    return [
        line
        for line in seen.splitlines()
        if "theano_min" in line.replace("theano_min._theano", "") or "pytensor/" in line
    ]


@pytest.mark.parametrize(
    "way", ["python", *(pytest.param(way, marks=pytest.mark.more) for way in WAYS if way != "python")]
)
def test_only_the_programs_lines(way, tmp_path):
    seen = run(way, PROGRAM, tmp_path)
    assert "f([1.0, 2.0, 3.0])" in seen
    assert "Input dimension mis-match" in seen
    assert "Line 4 of" in seen
    assert not inside(seen)


@pytest.mark.more
def test_of_a_function_that_is_pytensors(tmp_path):
    seen = run("python", OTHERS, tmp_path)
    assert "TypeError" in seen
    assert not inside(seen)


def test_a_flag_shows_all(tmp_path):
    assert len(inside(run("python", PROGRAM, tmp_path, "traceback.internals=True"))) > 5


def names(error):
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


def failing(*args):
    raise ValueError("mine")


def test_the_programs_own_lines_below_are_shown():
    class Fails(theano.Op):
        def make_node(self, x):
            return theano.Apply(self, [x], [x.type()])

        def perform(self, node, inputs, outputs):
            failing()

    x = T.dvector("x")
    with pytest.raises(ValueError, match="mine") as raised:
        theano.function([x], Fails()(x))([1.0])
    assert names(raised.value)[1:] == ["perform", "failing"]
    with pytest.raises(ValueError, match="mine") as raised:
        theano.scan(failing, [x])
    assert names(raised.value)[1:] == ["failing"]


def handling(wrong):
    try:
        failing()
    except ValueError:
        wrong()


def test_what_the_program_was_handling_is_shown_and_nothing_else():
    f = theano.function([T.dvector("x")], [], on_unused_input="ignore")
    for wrong in (lambda: f(np.ones((2, 2))), lambda: theano.function([], [], updates=[(1, 2)])):
        with pytest.raises(TypeError) as raised:
            handling(wrong)
        assert str(raised.value.__context__) == "mine"
        assert "".join(traceback.format_exception(raised.value)).count("Traceback") == 2


@pytest.mark.parametrize(
    "call",
    [
        lambda: T.exp(None),
        lambda: T.dvector() + T.dmatrix().sum(axis=5),
        lambda: T.dvector()[1.5],
        lambda: T.dvector().reshape("a"),
        lambda: T.dscalar().eval({}),
        lambda: T.grad(T.dvector(), T.dvector()),
        lambda: theano.shared(T.dvector()),
        lambda: theano.shared(1.0).set_value("a"),
        lambda: theano.function([], [], updates=[(1, 2)]),
        lambda: theano.function([], T.dscalar()),
        lambda: theano.function([], [])(1),
        lambda: theano.function([], [])["a"],
        lambda: theano.scan(lambda: 0),
        lambda: theano.ifelse.ifelse(1, 2),
        lambda: int(T.dscalar()),
    ],
)
def test_functions_that_programs_call_leave_no_frames(call):
    with pytest.raises(Exception) as raised:  # noqa: PT011
        call()
    assert set(names(raised.value)) <= {"<lambda>", "test_functions_that_programs_call_leave_no_frames"}


def test_where_a_variable_was_made_is_in_the_program():
    x, y = T.dvectors("x", "y")
    with pytest.raises(theano.gof.MissingInputError) as raised:
        theano.function([x], x + y)
    assert "test_tracebacks.py" in str(raised.value)
    assert "pytensor" not in str(raised.value)


def test_an_error_that_ends_the_program_is_of_theanos_module(capsys):
    for path in sorted((ROOT / "tests" / "contract").glob("*.json")):
        for name, entry in json.loads(path.read_text())["names"].items():
            if "exception" in entry and entry["home"].startswith("theano.") and name != "SkipTest":  # unittest's
                kind = getattr(importlib.import_module(path.stem), name)
                error = kind.__new__(kind, "a word")
                error.__cause__ = kind.__new__(kind, "another")
                sys.excepthook(kind, error, None)
                assert capsys.readouterr().err.count(f"{entry['home']}.{kind.__name__}: ") == 2, (path.stem, name)
                assert isinstance(error, kind)


def test_an_error_that_is_its_own_cause_ends_the_program_too(capsys):
    error = theano.gradient.DisconnectedInputError("a word")
    error.__cause__ = error
    sys.excepthook(type(error), error, None)
    assert capsys.readouterr().err == "theano.gradient.DisconnectedInputError: a word\n"
