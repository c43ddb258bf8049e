"""Theano's own tests and its documentation's examples, run as they stand: what fails is listed, what is listed fails.

    pytest -m conformance [-k subtensor]      # half an hour for all of it; left out unless asked for

Their text comes from Theano 1.0.5's source distribution, in THEANO_SRC; the programs that run it, and the verdicts of
real Theano, from the directory THEANO_MEASURE. The interpreter needs six and parameterized besides pytest.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.contract.compare import ENGINE
from tests.known_differences import THEANO_EXAMPLES, THEANO_TESTS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path(os.environ.get("THEANO_SRC", Path.home() / ".cache" / "theano-oracle" / "Theano-1.0.5"))
MEASURE = Path(os.environ.get("THEANO_MEASURE", ROOT.parent / "shared" / "measure"))
pytestmark = pytest.mark.conformance


def baseline(name):
    """What real Theano passes: {file: {test or line}}; empty if the measuring programs are not at hand."""
    path, passed = MEASURE / "baseline" / f"{name}.json", defaultdict(set)
    verdicts = json.loads(path.read_text()) if path.exists() else {}
    for key, found in verdicts.get("verdicts", verdicts).items():
        file, _, rest = key.partition("::") if name == "theano_tests" else key.partition(":")
        if found == "passed" or (
            isinstance(found, dict) and found["verdict"] == "pass" and found["kind"] != "testsetup"
        ):
            passed[file].add(rest)
    return passed


TESTS, EXAMPLES = baseline("theano_tests"), baseline("doc_examples")


def measure(program, tmp_path, *arguments, flags=""):
    """Run one of the measuring programs on this interpreter; return what it wrote."""
    for name, path in {"THEANO_SRC": SOURCE / "theano", "THEANO_MEASURE": MEASURE / program}.items():
        assert path.exists(), f"no {path}: let the environment variable {name} say where its directory is"
    missing = [name for name in ("six", "parameterized") if not find_spec(name)]
    assert not missing, f"Theano's tests import what is not installed: pip install {' '.join(missing)}"
    out = tmp_path / "out.json"
    subprocess.run(
        [sys.executable, MEASURE / program, "--python", sys.executable, "--out", out, *arguments],
        env={**os.environ, "THEANO_FLAGS": flags, "TMPDIR": str(tmp_path)},
        check=True,
        timeout=3600,
    )
    return json.loads(out.read_text())


def compare(found, wanted, listed):
    """Assert that of `wanted` all is in `found` as passed, but what is listed for this engine, which is not."""
    expected = {name.partition(" @")[0] for name in listed if name.partition(" @")[2] in ("", ENGINE)}
    failed = {name: why for name in wanted if (why := found.get(name, "missing")) not in ("passed", "pass")}
    unlisted = [f"{name}: {why}" for name, why in failed.items() if name not in expected]
    assert not unlisted, "\n".join(["not in tests/known_differences.py, and fails:", *sorted(unlisted)])
    stale = expected - failed.keys()
    assert not stale, "\n".join(["in tests/known_differences.py, and does not fail:", *sorted(stale)])


@pytest.mark.parametrize("file", sorted(TESTS.keys() | THEANO_TESTS.keys()))
def test_theano_tests(file, tmp_path):
    options = ("--theano-src", SOURCE, "--only", file, "--timeout", "1800")
    found = measure("theano_tests.py", tmp_path, *options, flags="linker=py,optimizer=fast_compile")
    verdicts = {
        name.removeprefix(f"{file}::"): " ".join([verdict, *found["notes"].get(name, ())])
        for name, verdict in found["verdicts"].items()
    }
    compare(verdicts, TESTS[file], THEANO_TESTS.get(file, {}))


@pytest.mark.parametrize("file", sorted(EXAMPLES.keys() | THEANO_EXAMPLES.keys()))
def test_examples(file, tmp_path):
    found = measure("doc_examples.py", tmp_path, "--docs", SOURCE / "doc", "--only", file)
    verdicts = {
        name.removeprefix(f"{file}:"): " ".join([one["verdict"], one.get("got", ""), one.get("error", "")]).strip()
        for name, one in found.items()
    }
    compare(verdicts, EXAMPLES[file], THEANO_EXAMPLES.get(file, {}))
