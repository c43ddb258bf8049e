"""One package, two names: from a wheel, from an editable install and from a plain checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SUBMODULES = ["tensor", "tensor.nnet", "tensor.nnet.nnet", "compile.function_module", "gof", "scan_module", "gradient"]


def run(site, code, *options, environ=(), cwd=None):
    """Run ``code`` in a new interpreter that sees the packages of the directory ``site`` first; return its result."""
    script = f"import site, sys; site.addsitedir({str(site)!r}); sys.path.insert(0, sys.path.pop())\n" if site else ""
    return subprocess.run(
        [sys.executable, *options, "-c", script + code],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, **dict(environ)},
        timeout=300,
    )


@pytest.fixture(params=["wheel", pytest.param("editable", marks=pytest.mark.more)])
def site(request, sites):
    return sites[request.param]


def check(site, code, *options, **kwargs):
    done = run(site, code, *options, **kwargs)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_two_names_are_the_same_modules(site):
    imports = "\n".join(
        f"import theano.{m}; assert theano.{m} is sys.modules['theano_min.{m}'], '{m}'" for m in SUBMODULES
    )
    check(site, f"import theano, theano_min, sys; assert theano is theano_min\n{imports}", "-W", "error")


@pytest.mark.more
def test_lazy_submodules_are_the_same_modules_whichever_name_comes_first(site):
    for first, second in (("theano", "theano_min"), ("theano_min", "theano")):
        check(site, f"import {first}.cli, {second}.cli; import theano, theano_min; assert theano.cli is theano_min.cli")


@pytest.mark.more
def test_from_import_and_dir(site):
    check(
        site,
        "from theano.tensor import dot; from theano import tensor as T, function, shared, config\n"
        "import theano_min; assert T is theano_min.tensor and dot is T.dot and 'tensor' in dir(theano_min)",
    )


def test_a_submodule_that_does_not_exist_is_not_found(site):
    assert "ModuleNotFoundError" in run(site, "import theano.no_such_module").stderr


@pytest.mark.more
def test_imported_anew(site):
    check(
        site,
        "import theano, sys\n"
        "first = theano\n"
        "for name in [name for name in sys.modules if name.startswith('theano')]: del sys.modules[name]\n"
        "import theano, theano.tensor.nnet, theano_min\n"
        "assert theano is first is theano_min and theano.tensor.nnet is first.tensor.nnet\n"
        "x = theano.tensor.dvector()\n"
        "assert theano.function([x], (x * 2).sum())([1, 2]) == 6\n",
    )


@pytest.mark.more
def test_specs_and_reload(site):
    check(
        site,
        "import importlib, theano.tensor.nnet as nnet, theano\n"
        "assert nnet.__spec__.name == nnet.__name__ == 'theano_min.tensor.nnet'\n"
        "assert importlib.reload(nnet) is nnet\n"
        "assert importlib.reload(theano.tensor.nnet.sigm) is theano.tensor.nnet.sigm\n"
        "from theano.tensor.nnet import softmax; assert softmax is nnet.softmax",
    )


def test_pickles_cross_the_names(site, tmp_path):
    file = tmp_path / "f.pkl"
    check(
        site,
        "import pickle, theano, theano.tensor as T\n"
        "s = theano.shared(2.0, 's'); x = T.fvector('x')\n"
        f"pickle.dump((theano.function([x], x * s), theano.OrderedUpdates), open({str(file)!r}, 'wb'))\n"
        "assert pickle.loads(b'ctheano.updates\\nOrderedUpdates\\n.') is theano.OrderedUpdates",
    )
    code = (
        f"import pickle; f, cls = pickle.load(open({str(file)!r}, 'rb')); print(f([1.0, 2.0]).tolist(), cls.__name__)"
    )
    for name in ("theano_min", "theano"):
        assert check(site, f"import {name}\n{code}") == "[2.0, 4.0] OrderedUpdates\n"


@pytest.mark.parametrize("name", ["theano", pytest.param("theano_min", marks=pytest.mark.more)])
def test_a_module_runs_under_either_name(site, name):
    code = f"import runpy; print(runpy.run_module('{name}.version', run_name='__main__')['version'])"
    assert check(site, code) == "1.0.5\n"


def test_threads_import_submodules_at_the_same_time(site):
    names = [f"theano.{m}" for m in SUBMODULES]
    code = (
        "import importlib, threading\n"
        f"names, errors = {names!r}, []\n"
        "barrier = threading.Barrier(len(names))\n"
        "def load(name):\n"
        "    barrier.wait()\n"
        "    try: importlib.import_module(name)\n"
        "    except BaseException as error: errors.append(error)\n"
        "threads = [threading.Thread(target=load, args=(name,), daemon=True) for name in names]\n"
        "[t.start() for t in threads]; [t.join(120) for t in threads]\n"
        "assert not errors and not any(t.is_alive() for t in threads), errors\n"
        "import sys, theano, theano_min; assert theano is theano_min\n"
        "assert all(sys.modules[name] is sys.modules[name.replace('theano', 'theano_min')] for name in names)"
    )
    for _ in range(2):
        check(site, code)


def test_import_theano_gives_the_script_xrange_and_nobody_else(site):
    others = "assert not hasattr(builtins, 'xrange') and not hasattr(theano, 'xrange')"
    assert check(site, f"import builtins, theano; print(list(xrange(3))); {others}") == "[0, 1, 2]\n"
    check(site, "xrange = 'mine'; import theano; assert xrange == 'mine'")
    assert "NameError" in run(site, "import theano_min; xrange(3)").stderr


@pytest.mark.parametrize(
    ("before", "frozen", "enabled"),
    [
        ("", True, True),
        pytest.param("gc.disable()", False, False, marks=pytest.mark.more),
        pytest.param("import pytensor", False, True, marks=pytest.mark.more),
        ("import time; time.process_time = lambda: 10.0", False, True),
    ],
)
def test_a_program_that_begins_with_the_import_freezes_what_it_makes(before, frozen, enabled):
    code = f"import gc; {before}\nimport theano_min\nprint(gc.get_freeze_count() > 50_000, gc.isenabled())"
    assert check(None, code, "-W", "ignore", cwd=ROOT) == f"{frozen} {enabled}\n"


def test_a_plain_checkout_under_pytest(tmp_path):
    test = tmp_path / "test_it.py"
    test.write_text("import theano, theano_min, theano.tensor.nnet\ndef test_it(): assert theano is theano_min\n")
    conftest = tmp_path / "conftest.py"
    conftest.write_text((ROOT / "tests" / "conftest.py").read_text())
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(test)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "order",
    [
        "before ours on the path",
        *(pytest.param(x, marks=pytest.mark.more) for x in ("installed over ours", "left behind under ours")),
    ],
)
def test_another_theano_in_the_way_is_named(sites, tmp_path, order):
    theirs = tmp_path / "site"
    if order == "before ours on the path":
        theirs.mkdir()
    else:
        shutil.copytree(sites["wheel"], theirs)
    if order != "left behind under ours":
        (theirs / "theano").mkdir(exist_ok=True)
        (theirs / "theano" / "__init__.py").write_text("")
    meta = theirs / "Theano_PyMC-1.1.2.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: Theano-PyMC\nVersion: 1.1.2\n")
    (meta / "RECORD").write_text("theano/__init__.py,,\ntheano/tensor/__init__.py,,\n")
    done = run(theirs, f"sys.path.append({str(sites['wheel'])!r}); import theano_min")
    assert "ImportError" in done.stderr
    assert "pip uninstall Theano-PyMC" in done.stderr


def test_a_script_called_theano_is_named(sites, tmp_path):
    (tmp_path / "theano.py").write_text("")
    done = run(sites["wheel"], f"sys.path.insert(0, {str(tmp_path)!r}); import theano_min")
    assert "ImportError" in done.stderr
    assert str(tmp_path / "theano.py") in done.stderr


def test_the_tests_run_this_checkout():
    import theano

    import theano_min

    assert theano is theano_min
    assert Path(theano.__file__).parent == ROOT / "theano_min"


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    """The directory that the source distribution unpacks to."""
    place = tmp_path_factory.mktemp("sdist")
    build = f"from hatchling.build import build_sdist as build; print(build({str(place)!r}))"
    done = subprocess.run([sys.executable, "-c", build], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    shutil.unpack_archive(place / done.stdout.split()[-1], place, filter="data")
    return next(path for path in place.iterdir() if path.is_dir())


def test_the_source_distribution_holds_everything(source):
    held = {path.name for path in source.iterdir()}
    assert held >= {"theano_min", "typings", "tests", "tools", "scripts", "benchmarks", "docs", "README.md", "LICENSE"}
    for folder in ("benchmarks", "tests", "typings", "scripts", "tools"):
        files = [path for kind in ("*.py", "*.pyi", "*.json") for path in (ROOT / folder).rglob(kind)]
        assert [path for path in files if not (source / path.relative_to(ROOT)).exists()] == []


@pytest.mark.slow
def test_the_source_distribution_passes_its_tests(source):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "tests/test_cli.py",
        "tests/test_tutorial.py",
        "tests/test_package.py",
    ]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
