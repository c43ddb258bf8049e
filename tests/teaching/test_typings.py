"""What editors and type checkers find under the name ``theano``."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ["minimal_working_example", "minimal_training_example", "classifier", "rnn_classifier", "train_distributed"]
PROGRAMS = [Path(__file__).with_name("typed_program.py"), *(ROOT / "scripts" / f"{name}.py" for name in SCRIPTS)]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the files are made with the newest PyTensor")
def test_typings_are_up_to_date():
    tool = ROOT / "tools" / "make_typings.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_program_that_is_checked_runs():
    code = f"import theano_min._theano, runpy; runpy.run_path({str(PROGRAMS[0])!r}, run_name='__main__')"
    flags = "linker=py,optimizer=fast_compile"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "THEANO_FLAGS": flags},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def programs(tmp_path, sites):
    """The programs in a directory of their own, and the package as a wheel brings it."""
    for program in PROGRAMS:
        shutil.copy(program, tmp_path)
    for name in ("reading.py", "showing.py"):
        shutil.copy(ROOT / "scripts" / name, tmp_path)
    return tmp_path, sites["wheel"]


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_mypy_finds_no_error(programs):
    place, site = programs
    names = [program.name for program in PROGRAMS]
    command = [sys.executable, "-m", "mypy", "--ignore-missing-imports", "--follow-imports", "silent", *names]
    environment = {**os.environ, "MYPYPATH": str(site)}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    (place / "wrong.py").write_text("import theano.tensor as T\nT.no_such_name\nT.dot(1, 2).no_such_method()\n")
    done = subprocess.run([*command, "wrong.py"], cwd=place, env=environment, capture_output=True, text=True)
    assert [line.partition(": ")[0] for line in done.stdout.splitlines() if "error:" in line] == [
        "wrong.py:2",
        "wrong.py:3",
    ]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pyright") is None, reason="pyright is not installed")
def test_pyright_finds_no_error(programs):
    place, site = programs
    names = [program.name for program in PROGRAMS]
    done = subprocess.run(
        ["pyright", "--pythonpath", sys.executable, *names],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import theano\ntheano.", {"function", "shared", "scan", "tensor", "config"}),
        ("import theano\ntheano.tensor.", {"fvector", "dot", "grad", "nnet", "exp"}),
        ("import theano.tensor as T\nT.nnet.", {"sigmoid", "softmax", "conv2d"}),
        ("import theano.tensor as T\nT.fvector('x').", {"sum", "dimshuffle", "T", "eval"}),
        ("import theano.tensor as T\n(T.exp(T.fvector('x')) * 2).", {"sum", "dimshuffle"}),
        ("import theano\ntheano.shared(1.0).", {"get_value", "set_value", "sum"}),
        ("import theano\ntheano.config.", {"floatX", "blas", "mode"}),
    ],
)
def test_jedi_completes(text, names, sites):
    jedi = pytest.importorskip("jedi")
    here = [entry for entry in sys.path if not (Path(entry) / "theano").exists() and entry != str(ROOT)]
    project = jedi.Project(sites["wheel"], sys_path=[str(sites["wheel"]), *here])
    lines = text.splitlines()
    found = {each.name for each in jedi.Script(text, project=project).complete(len(lines), len(lines[-1]))}
    assert names <= found
