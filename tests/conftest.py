"""Give the tests the name ``theano`` from a plain checkout as from an installation; hold back the slowest."""

import logging
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

import theano_min._theano  # noqa: F401
from theano_min.configdefaults import config

config.background_compile = False  # a test says when
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """Directories with the package as a wheel and as an editable install bring it."""
    made = {}
    for kind in ("wheel", "editable"):
        site = made[kind] = tmp_path_factory.mktemp(kind)
        build = f"from hatchling.build import build_{kind} as build; print(build({str(site)!r}))"
        done = subprocess.run([sys.executable, "-c", build], cwd=ROOT, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        file = site / done.stdout.split()[-1]
        zipfile.ZipFile(file).extractall(site)
        file.unlink()
    return made


class Failures(logging.Handler):
    """The failures of rewrites and of writing graphs out that were logged."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.noted = []
        for name in ("pytensor.graph.rewriting.basic", "theano.compile.written"):
            logging.getLogger(name).addHandler(self)

    def emit(self, record):
        self.noted.append(record.getMessage())


FAILURES = Failures()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Fail a test in which a rewrite or writing a graph out failed silently, but one marked `rewrite_fails`."""
    result = yield
    noted, FAILURES.noted = FAILURES.noted, []
    assert not noted or item.get_closest_marker("rewrite_fails"), noted
    return result


def pytest_addoption(parser):
    parser.addoption(
        "--twice",
        nargs="?",
        const="alike",
        choices=["alike", "called", "switched"],
        help="call each function twice, and check that nothing changes that may not change: see tests/aliasing.py",
    )


@pytest.fixture(autouse=True)
def calls_twice(request):
    """With --twice, call each function twice, but in tests that are marked `calls_once`."""
    how = request.config.option.twice
    if how and not request.node.get_closest_marker("calls_once"):
        from tests.aliasing import install

        install(request.getfixturevalue("monkeypatch"), how)


# where compiling is worth its seconds: one in how many tests, of those that the default suite runs
SWITCHED = {
    "tests/compile/test_function_cases.py": 20,
    "tests/oracle/test_answers.py": 20,
    "tests/tensor/": 80,
    "tests/scan_module/test_loops.py": 20,
    "tests/tensor/test_random.py": 10,
}


# where the cases are of one kind: one in how many plain `pytest` runs; `pytest tests` runs each
SAMPLED = {
    "tests/test_cli.py::test_every_benchmark_and_tool_has_help": 8,
    "tests/test_config.py::test_settings_mean_what_they_meant": 8,
    "tests/test_docs.py::test_a_page_prints_what_it_shows": 8,
    "tests/test_scripts.py::test_help": 4,
    "tests/compile/test_function_cases.py": 2,
    "tests/compile/test_mode_cases.py": 3,
    "tests/compile/test_written.py": 4,
    "tests/era/test_era.py::test_lost_names_are_found": 4,
    "tests/era/test_era.py::test_prints_what_it_printed_then": 2,
    "tests/gof/test_op.py": 2,
    "tests/oracle/test_answers.py": 8,
    "tests/scan_module/test_loops.py": 8,
    "tests/tensor/test_basic.py": 4,
    "tests/tensor/test_drawn_": 6,
    "tests/tensor/test_linalg.py": 3,
    "tests/tensor/test_nnet.py": 2,
    "tests/tensor/test_pool.py": 6,
    "tests/tensor/test_random.py": 4,
    "tests/tensor/test_sort.py::test_gradients": 3,
    "tests/tensor/test_inplace.py": 3,
    "tests/tensor/test_subtensor.py": 2,
}


def is_sampled(config):
    """Whether neither places nor groups nor names were asked for."""
    asked = config.option.markexpr or config.option.keyword or config.option.twice
    return config.args_source == pytest.Config.ArgsSource.TESTPATHS and not asked


def is_of_the_sample(item):
    """Whether a case is not marked `more`, and the checksum of its name draws it: one more case moves no other."""
    one_in = next((one_in for start, one_in in SAMPLED.items() if item.nodeid.startswith(start)), 1)
    drawn = "[" not in item.name or zlib.crc32(item.nodeid.encode()) % one_in == 0
    return drawn and not item.get_closest_marker("more")


def pytest_report_header(config):
    return "a sample of the recorded and drawn cases; `pytest tests` runs each" if is_sampled(config) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark the group `switched`; leave out the long groups unless `-m` names them; draw the sample."""
    for start, one_in in SWITCHED.items():
        for item in [item for item in items if item.nodeid.startswith(start)][::one_in]:
            item.add_marker("switched")
    left_out = [group for group in ("slow", "weekly", "tiers", "conformance") if group not in config.option.markexpr]
    kept, held = [], []
    for item in items:
        is_held = any(map(item.get_closest_marker, left_out)) or (is_sampled(config) and not is_of_the_sample(item))
        (held if is_held else kept).append(item)
    config.hook.pytest_deselected(items=held)
    items[:] = kept
