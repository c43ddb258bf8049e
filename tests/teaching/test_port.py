"""``theano-min port``: the same numbers on PyTensor alone, comments kept, and what a human must decide named."""

import io
import os
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

pytest.importorskip("libcst")

from tests.test_scripts import QUICK, run as run_with_theano
from theano_min._teaching.port import port
from theano_min.cli import main

ROOT = Path(__file__).resolve().parents[2]
ALONE = """
import runpy, sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("theano", "theano_min"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run_alone(file, *arguments):
    """What a program prints where neither theano nor theano_min can be imported."""
    paths = os.pathsep.join([str(ROOT / "scripts")])
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", ALONE, str(file), *arguments],
        env={**os.environ, "PYTENSOR_FLAGS": QUICK, "THEANO_FLAGS": "", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def assert_same(ours, theirs):
    """The lines are the same but for the last digits of the numbers."""
    number = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
    for one, other in zip(ours, theirs, strict=True):
        assert number.sub("#", one) == number.sub("#", other)
        assert list(map(float, number.findall(one))) == pytest.approx(list(map(float, number.findall(other))), rel=1e-9)


def comments(text):
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


@pytest.mark.parametrize(
    ("script", "arguments"),
    [
        pytest.param("minimal_working_example.py", [], marks=pytest.mark.more),
        ("minimal_training_example.py", []),
        pytest.param("classifier.py", ["--epochs", "2"], marks=pytest.mark.more),
        pytest.param("rnn_classifier.py", ["--epochs", "1"], marks=pytest.mark.more),
    ],
)
def test_scripts_give_the_same_numbers(script, arguments, tmp_path):
    ported = port((ROOT / "scripts" / script).read_bytes(), script)
    assert "theano" not in re.sub(r"Theano|theano-min|\"\"\".*?\"\"\"", "", ported.after, flags=re.DOTALL)
    assert comments(ported.after) == comments(ported.before)
    assert port(ported.after.encode()).after == ported.after
    (tmp_path / script).write_text(ported.after)
    assert_same(run_alone(tmp_path / script, *arguments), run_with_theano(script, *arguments))


def test_a_python_2_program_gives_the_same_numbers(tmp_path):
    source = (ROOT / "tests" / "python2" / "programs" / "theano_.py2").read_text()
    flag = source[source.index("theano.config.int_division") : source.index("w = theano")]  # PyTensor has no such flag
    ported = port(source.replace(flag, "").encode(), "theano_.py2")
    (tmp_path / "program.py").write_text(ported.after)
    (tmp_path / "before.py").write_text(source.replace(flag, ""))
    done = subprocess.run(
        [sys.executable, "-m", "theano_min", "run", "--py2", str(tmp_path / "before.py")],
        env={**os.environ, "THEANO_FLAGS": QUICK, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert_same(run_alone(tmp_path / "program.py"), done.stdout.splitlines())


def after(text, **kwargs):
    return port(text.encode(), **kwargs).after


def test_imports():
    assert (
        after(
            "# what we need\nimport os, theano  # all of it\nfrom theano import tensor as T, function, config\n"
            "from theano.tensor.nnet import sigmoid as s, relu  # nonlinear\nimport theano.tensor.nnet\n"
            "f = function([], theano.tensor.nnet.sigmoid(T.ones(3, config.floatX)) + s(relu(2.0)))\n"
        )
        == "# what we need\nimport os  # all of it\nimport pytensor.tensor as pt\n"
        "from pytensor import function, config\n"
        "from theano.tensor.nnet import relu  # nonlinear\nfrom pytensor.tensor import sigmoid as s\n"
        "f = function([], pt.sigmoid(pt.ones(3, config.floatX)) + s(relu(2.0)))\n"
    )
    assert (
        after("def f():\n    import theano.tensor as T\n    pt = 1\n    return T.exp(pt)\n")
        == "def f():\n    import pytensor.tensor as ptensor\n    pt = 1\n    return ptensor.exp(pt)\n"
    )
    assert after("import numpy\nx = 1\n") == "import numpy\nx = 1\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("T.inv(x)", "pt.reciprocal(x)"),
        ("(T.abs_(x)).sum()", "(pt.abs(x)).sum()"),
        ("T.nnet.softmax(x)", "pt.special.softmax(x, axis=-1)"),
        ("T.stack(x, y)", "pt.stack([x, y])"),
        ("T.stack([x, y], 1)", "pt.stack([x, y], 1)"),
        ("T.stack([x, y], axis=1)", "pt.stack([x, y], axis=1)"),
        ('T.matrix("m", "float32")', 'pt.matrix("m", dtype="float32")'),
        ("T.reshape(x, s, 2)", "pt.reshape(x, s, ndim=2)"),
        ("T.mean(x, 0, None, False, True)", "pt.mean(x, 0, None, keepdims=True)"),
        ("T.grad(c, p.values())", "pt.grad(c, list(p.values()))"),
        ('T.TensorType("float32", (False, True))', 'pt.TensorType("float32", shape=(None, 1))'),
        ("theano.config.blas.ldflags", "pytensor.config.blas__ldflags"),
        ("theano.gradient.disconnected_grad(x)", "pytensor.gradient.disconnected_grad(x)"),
        ("T.nnet.nnet.softmax(x)", "pt.special.softmax(x, axis=-1)"),
        ("T.nnet.logsoftmax([x])", "pt.special.log_softmax([x], axis=-1)"),
        ("T.horizontal_stack(x, y)", "pt.horizontal_stack(x, y)"),
        ("T.nlinalg.matrix_dot(x, y, x)", "pt.linalg.matrix_dot(x, y, x)"),
        ("T.opt.assert_op(x, y, name='n')", "pytensor.raise_op.assert_op(x, y, name='n')"),
        ("T.tensor('int8', (True,), name='m')", "pt.tensor(dtype='int8', shape=(1,), name='m')"),
        (
            "T.TensorType('int8', [False] * n)",
            "pt.TensorType('int8', shape=[1 if is_1 else None for is_1 in [False] * n])",
        ),
        ("T.flatten(x, outdim=2)", "pt.flatten(x, ndim=2)"),
        ("theano.clone(x, {y: z}, False)", "pytensor.graph.replace.clone_replace(x, {y: z}, rebuild_strict=False)"),
        ("T.dscalars('a', 'b')", "[pt.dscalar('a'), pt.dscalar('b')]"),
        ("T.matrices(2)", "[pt.matrix(), pt.matrix()]"),
        ("theano.compat.OrderedDict()", "collections.OrderedDict()"),
        ("theano.function([x], y, mode='FAST_RUN')", "pytensor.function([x], y, mode='FAST_RUN')"),
    ],
)
def test_expressions(before, expected):
    text = after(f"import theano, theano.tensor as T\nz = {before}\n")
    assert text.splitlines()[-1] == f"z = {expected}"
    assert "theano" not in text


def test_loops():
    start = "import theano\n"
    assert after(start + "y, _ = theano.scan(f, x)\n").endswith("y = pytensor.scan(f, x, return_updates=False)\n")
    assert after(start + "y, u = theano.map(f, x)\nprint(u)\n").endswith("y, u = pytensor.map(f, x)\nprint(u)\n")
    assert (
        after(start + "y, _ = theano.reduce(f, x, a)\nz, _ = theano.foldl(f, x, a)\n")
        == "from pytensor.scan import reduce\nfrom pytensor.scan import foldl\n"
        "y = reduce(f, x, a, return_updates=False)\nz = foldl(f, x, a, return_updates=False)\n"
    )
    assert after(start + "y, _ = theano.reduce(f, x, reduce)\n").endswith(
        "y = reduce_(f, x, reduce, return_updates=False)\n"
    )
    assert (
        after(start + "y, _ = theano.scan(\n    f,\n    n_steps=3,\n)\n").partition("\n")[2]
        == "y = pytensor.scan(\n    f,\n    n_steps=3,\n    return_updates=False,\n)\n"
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x = T.nnet.relu(y)", "theano.tensor.nnet.relu: PyTensor has none"),
        ("x = T.nnet.conv2d(y, w)", "it needs theano-min"),
        ("x = T.shared_randomstreams.RandomStreams(1)", "draws other numbers"),
        ("x = T.nnet.softmax(y)", "of a vector"),
        ("x, u = theano.scan(f, y); print(u)", "the outputs alone"),
        ("import os; os.environ['THEANO_FLAGS'] = ''", "PYTENSOR_FLAGS"),
        ("theano.config.int_division = 'int'", "no such flag"),
        ("x = T.mean(y, op=True)", "has no argument op"),
        ("x = theano.sandbox.cuda.use('gpu')", "theano"),
        ("from theano.tensor import *", "one by one"),
        ("x = T.var(y)", "in Theano: over several axes"),
        ("x, y = T.dvectors(names)", "write x, y = pt.dvector('x'), pt.dvector('y')"),
        ("f = theano.function([x, theano.In(y, value=1)], x)", "functools.partial"),
        ("f = theano.function([x, theano.In(y, 'y', 1)], x)", "functools.partial"),
        ("f = theano.function([x, theano.Param(y, default=1)], x)", "functools.partial"),
        ("f = theano.function([x, (y, 1.0)], x)", "functools.partial"),
        ("f = theano.function([x], {'a': x})", "give lists"),
        ("g = f.copy(swap={x: y})", "in Theano a list of it"),
        ("x = T.Rop(y, w, v)", "on_unused_input='ignore'"),
        ("x = y.tag.test_value", "no test values"),
        ("x = theano.gof.graph.ancestors([y])", "an iterator"),
        ("print n / m", "if both are integers"),
    ],
)
def test_what_a_human_must_decide_is_named(text, word):
    ported = port(f"import theano\nimport theano.tensor as T\n{text}\n".encode())
    assert any(note.line == 3 and word in note.text for note in ported.notes), ported.notes


def test_values_of_inputs_are_named_each_time_and_inputs_without_them_never():
    ported = port(
        b"import theano\nfrom theano import In\n"
        b"f = theano.function([In(x, borrow=True)], x)\n"
        b"g = theano.function([In(x, value=1)], x)\n"
        b"h = theano.function([In(x, value=2)], x)\n"
    )
    assert [note.line for note in ported.notes] == [4, 5]


def test_several_variables_that_are_imported_by_name():
    assert (
        after("from theano.tensor import dscalars, exp\nx, y = dscalars('x', 'y')\nz = exp(x)\n")
        == "import pytensor.tensor as pt\nfrom pytensor.tensor import exp\n"
        "x, y = [pt.dscalar('x'), pt.dscalar('y')]\nz = exp(x)\n"
    )


def test_what_is_sure_is_not_named():
    text = "import theano\nn = 4 / 2\nm = len(x) / 2\nprint m / 2.0, n\n"
    ported = port(text.encode())
    assert ported.notes == []
    assert ported.after == "n = 4 // 2\nm = len(x) // 2\nprint(m / 2.0, n)\n"


def test_the_command(tmp_path, capsys):
    file = tmp_path / "program.py"
    before = "import theano.tensor as T\nx = T.nnet.relu(T.dvector())  # two\n"
    file.write_text(before)
    assert main(["port", str(file)]) == 0
    said = capsys.readouterr()
    assert f"+++ {file} (PyTensor)\n" in said.out
    assert "+x = T.nnet.relu(pt.dvector())  # two\n" in said.out
    assert said.err.startswith(f"{file}:2: theano.tensor.nnet.relu: ")
    assert file.read_text() == before
    assert main(["port", str(file), "--output", str(tmp_path / "ported.py")]) == 0
    assert capsys.readouterr().out == ""
    assert "import theano.tensor as T\nimport pytensor.tensor as pt\n" in (tmp_path / "ported.py").read_text()
    assert main(["port", "--write", str(file)]) == 0
    assert file.read_text() == (tmp_path / "ported.py").read_text()


def test_what_cannot_be_read(tmp_path, capsys):
    (tmp_path / "bad.py").write_text("import theano\nx = (\n")
    assert main(["port", str(tmp_path / "bad.py"), str(tmp_path / "none.py")]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"theano-min port: {tmp_path / 'bad.py'}:")
    assert second == f"theano-min port: cannot read {tmp_path / 'none.py'}: No such file or directory"


def test_without_libcst_the_extra_is_named(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "libcst", None)
    monkeypatch.delitem(sys.modules, "theano_min._teaching.port")
    monkeypatch.delattr("theano_min._teaching.port")
    assert main(["port", "program.py"]) == 2
    assert "pip install libcst fissix" in capsys.readouterr().err


@pytest.mark.more
def test_loops_and_clones_give_the_same_numbers(tmp_path):
    program = (
        "import numpy as np\nimport theano\nimport theano.tensor as T\n"
        "x, w = T.dmatrix('x'), theano.shared(2.0, 'w')\n"
        "total, _ = theano.reduce(lambda a, b: a + b, sequences=x, outputs_info=T.zeros_like(x[0]))\n"
        "last, _ = theano.foldl(lambda a, b: 2 * b + a, sequences=x, outputs_info=T.zeros_like(x[0]))\n"
        "twice, _ = theano.map(lambda a: a * 2, x)\n"
        "other = theano.clone(twice.sum() * w, replace={w: w * 3})\n"
        "for each in theano.function([x], [total, last, twice, other])(np.arange(6.0).reshape(2, 3)):\n"
        "    print(np.asarray(each).ravel().tolist())\n"
    )
    (tmp_path / "program.py").write_text(port(program.encode()).after)
    assert run_alone(tmp_path / "program.py") == [
        "[3.0, 5.0, 7.0]",
        "[3.0, 6.0, 9.0]",
        "[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]",
        "[180.0]",
    ]
