"""The libraries of then: names, meanings, and the ways into the era."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from theano_min import _era
from theano_min._era import modules, names, replaced, syntax, tables

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(__file__).parent / "programs"
GOLDEN = json.loads((ROOT / "tests" / "golden" / "era.json").read_text())["programs"]
NEEDS = {
    "pictures_and_plots.py2": ("PIL", "matplotlib"),
    "pictures_and_splits.py2": ("PIL", "sklearn"),
    "splits_and_scores.py2": ("sklearn",),
    "tables_of_h5py.py2": ("h5py",),
    "texts_of_h5py.py": ("h5py",),
    "texts_of_h5py2.py2": ("h5py",),
    "tables_of_pandas.py2": ("pandas",),
}


def test_every_program_is_recorded():
    assert sorted(GOLDEN) == sorted(path.name for path in PROGRAMS.iterdir() if path.is_file())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_prints_what_it_printed_then(name, run):
    for library in NEEDS.get(name, ()):
        pytest.importorskip(library)
    result = run(PROGRAMS / name, python=2 if name.endswith("2") else 3)
    assert result.out.decode("latin-1") == GOLDEN[name]["stdout"], result.err
    assert result.status == GOLDEN[name]["status"]


def installed(module):
    return importlib.util.find_spec(module.partition(".")[0]) is not None


@pytest.mark.parametrize("module", sorted(tables.NAMES))
def test_lost_names_are_found(module):
    for name, where in tables.NAMES[module].items():
        if not installed(where.partition(":")[0]):
            continue
        if where.startswith(("scipy.datasets", "six", "setuptools")):
            continue  # they want a package more
        assert names.resolved(where) is not None, name
        assert where != f"{module}:{name}", f"{name} would look for itself"


def test_methods_and_habits_are_found():
    for module, methods in tables.METHODS.items():
        for where in methods.values():
            assert not installed(module) or names.resolved(where)
    assert all(callable(names.resolved(where)) for where in tables.SETUP.values())


def test_the_era_ends():
    undo = _era.begin({"itertools": {"izip": zip}})
    try:
        from distutils.version import LooseVersion
        from html.parser import HTMLParser
        from itertools import izip

        from scipy.integrate import trapz
        from scipy.misc import lena, logsumexp

        assert HTMLParser().unescape("&lt;") == "<"
        assert LooseVersion("1.10") > "1.9"
        assert (trapz([1, 1]), izip) == (1.0, zip)
        assert logsumexp([0.0]) == 0.0
        with pytest.raises(NotImplementedError, match=r"scipy.misc.lena is gone; .*face\(\)"):
            lena()
        with pytest.raises(ImportError, match=r"scipy.weave is gone; it compiled Python 2 alone"):
            import scipy.weave
    finally:
        undo()
    import itertools

    import scipy.integrate

    assert not hasattr(itertools, "izip")
    assert not hasattr(scipy.integrate, "trapz")
    assert not hasattr(HTMLParser, "unescape")
    assert not any(isinstance(finder, names.Names) for finder in sys.meta_path)


def test_libraries_work_with_numpy_as_it_is(run):
    result = run(
        "import numpy, sys, theano, scipy.special\n"
        "new = sys.modules['numpy']\n"
        "print(numpy is new, scipy.special.logsumexp.__globals__.get('np') is numpy, numpy.ndarray is new.ndarray)\n"
        "print(new.float32(2).__mul__(3.0).dtype, (numpy.float32(2) * 3.0).dtype)\n"
    )
    assert result.out.split() == b"False False True float32 float64".split(), result.err


def test_only_files_that_speak_of_numpy_are_changed():
    assert b"_era" not in syntax.compile_module(b"y = x * 2\n", "a.py").co_code
    assert "_era_arithmetic" in syntax.compile_module(b"import numpy\ny = x * 2\n", "a.py").co_names
    assert "_era_arithmetic" not in str(
        syntax.compile_module(b"@numba.jit\ndef f(x): return x * 2 # numpy", "").co_consts
    )


def test_an_error_shows_the_programs_own_lines(run):
    result = run("import numpy as np\n\n\nx = np.ones(3)\ni = [slice(None)]\nprint(x[i] * np.ones(2))\n")
    assert 'script.py", line 6, in <module>' in result.err
    assert "theano_min" not in result.err


def test_habits_of_pythons_library(run):
    result = run(
        "import configparser, io, pickle\n"
        "class Held: pass\n"
        "file = io.BytesIO()\n"
        "pickler = pickle.Pickler(file)\n"
        "pickler.persistent_id = lambda each: 'held' if isinstance(each, Held) else None\n"
        "pickler.dump([Held(), 1])\n"
        "unpickler = pickle.Unpickler(io.BytesIO(file.getvalue()))\n"
        "unpickler.persistent_load = lambda name: name\n"
        "print(unpickler.load())\n"
        "parser = configparser.ConfigParser()\n"
        "parser.readfp(io.StringIO('[a]\\nb = 1'))\n"
        "print(parser.get('a', 'b'))\n"
    )
    assert result.out.split(b"\n")[:2] == [b"['held', 1]", b"1"], result.err


def test_equal_elements_keep_their_order(run):
    result = run(
        "import numpy as np\n"
        "a = np.array([1, 0] * 5)\n"
        "print(np.argsort(a).tolist() == a.argsort().tolist() == sorted(range(10), key=a.tolist().__getitem__))\n"
    )
    assert result.out.split() == [b"True"], result.err


def test_versions_are_compared_without_packaging(monkeypatch):
    monkeypatch.setitem(sys.modules, "packaging.version", None)
    versions = [modules.parse_version(text) for text in ("1.9", "1.10", "1.9.0")]
    assert [*map(str, sorted(versions))] == ["1.9", "1.9.0", "1.10"]
    assert len({modules.LooseVersion("1.09"), modules.LooseVersion("1.9"), modules.StrictVersion("1.9")}) == 2


def test_what_era_names_need_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError, match="need Pillow: pip install pillow"):
        replaced.imread("picture.png")


def test_the_distribution_of_linux(monkeypatch):
    release = {"ID": "debian", "VERSION_ID": "8", "VERSION_CODENAME": "jessie"}
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: release)
    assert replaced.dist() == ("debian", "8", "jessie")
    monkeypatch.setattr("platform.freedesktop_os_release", Path("missing").read_text)
    assert replaced.dist() == ("", "", "")


def test_yaml_loads_without_a_loader(run):
    pytest.importorskip("yaml")
    assert run("import yaml\nprint(yaml.load('[1, 2]'))\n").out.split() == [b"[1,", b"2]"]


# --- the ways in ---------------------------------------------------------------------------------------------


def python(*arguments, cwd, **environment):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


MODULE = "import numpy as np\nx = np.ones((2, 3), 'float32')\ny = x[[slice(None), 1]] * np.float64(2)\n"


def test_the_flag_begins_it_for_what_is_imported_from_then_on(tmp_path):
    (tmp_path / "helper.py").write_text(MODULE)
    (tmp_path / "main.py").write_text("import theano\nimport helper\nprint(helper.y.dtype, helper.y.shape)\n")
    done = python("main.py", cwd=tmp_path, THEANO_FLAGS=f"{os.environ.get('THEANO_FLAGS', '')},era=True".strip(","))
    assert done.stdout == "float32 (2,)\n", done.stderr


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(["-m", "pytest", "-p", "theano_min.era"], marks=pytest.mark.more),
        ["-m", "theano_min", "run", "-m", "pytest"],
    ],
)
def test_pytest_runs_test_modules_of_the_era(tmp_path, way):
    (tmp_path / "helper.py").write_text(MODULE)
    (tmp_path / "conftest.py").write_text(
        "import collections, pytest\ncollections.Mapping\n\n\n"
        "@pytest.fixture('module', autouse=True)\ndef seed():\n    return 1\n"
    )
    (tmp_path / "test_it.py").write_text(
        MODULE
        + "import unittest\nfrom helper import y as other\n\n\ndef test():\n    assert y.dtype == other.dtype == 'f4'\n"
        "\n\ndef test_fails():\n    assert '\\(' == x.ptp(), 'told'\n"
        "\n\nclass TestIt(unittest.TestCase):\n    def test(self):\n        self.failUnless(1)\n"
    )
    for _ in range(2):  # the second time byte code may lie there
        done = python(*way, "-q", "-p", "no:cacheprovider", cwd=tmp_path)
        assert "1 failed, 2 passed" in done.stdout, done.stdout + done.stderr
        assert "AssertionError: told" in done.stdout
        assert "invalid escape" not in done.stdout


def test_pytest_runs_test_modules_of_python2(tmp_path):
    (tmp_path / "test_it.py").write_text("def test():\n    print 'x'\n    assert 7 / 2 == 3 and `1` == '1'\n")
    done = python("-m", "theano_min", "run", "-m", "pytest", "-q", cwd=tmp_path)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_a_program_runs_its_own_tests(tmp_path):
    for folder, sum_ in ("good", 3), ("bad", 4):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
        (tmp_path / folder / "test_it.py").write_text(f"def test():\n    print 'x'\n    assert 7 / 2 == {sum_}\n")
    (tmp_path / "test_own.py").write_text(
        "import good, pytest\nfrom numpy.testing import Tester, run_module_suite\n"
        "def test_own():\n    print 'x'\n    assert 7 / 2 == 3\n"
        "if __name__ == '__main__':\n"
        "    print 'told', Tester(good).test(), Tester('bad').bench(), pytest.main('-q -x test_own.py') == 0\n"
        "    run_module_suite()\n"
    )
    done = python("-m", "theano_min", "run", "test_own.py", cwd=tmp_path)
    assert "told True False True" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


def test_an_installed_package_that_imports_theano_is_of_the_era(tmp_path):
    for name, text in {
        "oldnet": f"import theano\n{MODULE}",
        "newnet": MODULE.replace("[[slice(None), 1]]", ""),
    }.items():
        package = tmp_path / "site-packages" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(text)
    (tmp_path / "main.py").write_text("import oldnet, newnet\nprint(oldnet.y.dtype, newnet.y.dtype)\n")
    path = os.pathsep.join([str(ROOT), str(tmp_path / "site-packages")])
    done = python("-m", "theano_min", "run", "main.py", cwd=tmp_path, PYTHONPATH=path)
    assert done.stdout == "float32 float64\n", done.stderr


def test_packages_in_pythonpath_and_in_checkouts_are_of_the_program(tmp_path):
    for name, place in {"oldnet": "path", "oldrbm": "checkout", "newnet": "checkout"}.items():
        package = tmp_path / place / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("import base\n" if name == "oldnet" else "from .base import *\n")
        text = MODULE.replace("[[slice(None), 1]]", "") if name == "newnet" else f"import theano\n{MODULE}print 7 / 2\n"
        (package / "base.py").write_text(text)
    (tmp_path / "scripts").mkdir()
    main = tmp_path / "scripts" / "main.py"
    main.write_text("import oldnet, oldrbm, newnet\nprint oldnet.base.y.dtype, oldrbm.y.dtype, newnet.y.dtype\n")
    start = (
        f"import sys; sys.path.append({str(tmp_path / 'checkout')!r}); "  # as a .pth file of an installed checkout does
    )
    start += "from theano_min.cli import main; sys.exit(main(['run', 'scripts/main.py']))"
    path = os.pathsep.join([str(ROOT), "path"])
    done = python("-c", start, cwd=tmp_path, PYTHONPATH=path)
    assert done.stdout == "3\n3\nfloat32 float32 float64\n", done.stdout + done.stderr


@pytest.mark.more
def test_a_program_is_of_the_python_of_its_modules(tmp_path):
    (tmp_path / "beside.py").write_text("def half(x):\n    return x / 2\n\n\ndef show(x):\n    print x, `x`\n")
    text = "import beside\nbeside.show(beside.half(7) + 9 / 2)\n"
    (tmp_path / "main.py").write_text(text)
    for way in (["main.py"], ["-m", "main"], ["-c", text]):
        assert python("-m", "theano_min", "run", *way, cwd=tmp_path).stdout == "7 7\n"
    assert python("-m", "theano_min", "run", "--py3", "main.py", cwd=tmp_path).stdout == "7.5 7.5\n"


def test_a_notebook_runs(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": ["# A notebook"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "!ls\n", "import numpy as np\n", "print 3 / 2"]},
        {"cell_type": "code", "source": "%%bash\necho no"},
        {"cell_type": "code", "source": "%%time\nfor i in range(2):\n    %timeit i\n    print np.int(i),\nnp.ones?"},
    ]
    kernel = {"kernelspec": {"name": "python2", "language": "python"}}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4}))
    (tmp_path / "b.ipynb").write_text("nothing")
    done = python("-m", "theano_min", "run", "a.ipynb", cwd=tmp_path)
    assert done.stdout == "1\n0 1\n", done.stderr
    cells.append({"cell_type": "code", "source": "x = 1\nx.wrong"})
    (tmp_path / "c.ipynb").write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4}))
    done = python("-m", "theano_min", "run", "c.ipynb", cwd=tmp_path)
    assert 'File "c.ipynb", line 16' in done.stderr
    assert "    x.wrong\n" in done.stderr or sys.version_info < (3, 13)  # Python looked in the file itself
    done = python("-m", "theano_min", "run", "b.ipynb", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "theano-min run: cannot run b.ipynb: it is no notebook: JSON with cells is expected\n",
    )


def test_numbers_of_scipy_before_the_programs_above():
    from theano_min._era import replaced

    x = [[1.0, 2.0], [float("nan"), 6.0]]
    assert replaced.nanmean(x).tolist() == [1.0, 4.0]  # along the first axis, where NumPy takes all
    assert replaced.nanmedian(x, 1).tolist() == [1.5, 6.0]
    assert replaced.nanstd(x, 1)[0] == 0.5**0.5  # divided by n - 1, where NumPy divides by n
    assert replaced.nanstd(x, 1, True)[0] == 0.5
    assert replaced.median_absolute_deviation([1.0, 2.0, 4.0]) == 1.4826
    assert replaced.median_absolute_deviation([[1.0, 2.0, 4.0], [3.0, 3.0, 9.0]])[2] == pytest.approx(3.7065)
    assert replaced.chisqprob(2.0, 2) == pytest.approx(0.36787944117144233)
    assert replaced.kelvin_to_celsius(replaced.celsius_to_kelvin([1.0])).tolist() == [1.0]


def test_lost_names_come_without_a_warning(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("import numpy as np\nprint(np.float(np.chararray((2,)).size))\n")
    command = [sys.executable, "-W", "error", "-m", "theano_min", "run", str(program)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "2.0\n", done.stderr
