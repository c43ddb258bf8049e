"""The tutorial's scripts: what they print, what they draw, and the figures that real Theano gave for its real data."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# The tutorial's country data, where it is at hand: it is not ours to ship.
DATA = Path(os.environ.get("TUTORIAL_DATA", ROOT.parent / "shared" / "data" / "tutorial"))
COUNTRIES = [DATA / f"countries-classify-gdp-normalised.{part}.txt" for part in ("train", "test")]


QUICK = "linker=py,optimizer=fast_compile"  # nothing to compile; what compiled code computes is tested elsewhere


def run(script, *args, status=0, flags=QUICK):
    """Run the script, with the name ``theano`` from this checkout; return the lines that it printed."""
    path = str(ROOT / "scripts" / script)
    start = f"import runpy, sys, theano_min._theano; sys.argv = {[path, *map(str, args)]!r}"
    done = subprocess.run(
        [sys.executable, "-c", f"{start}; runpy.run_path({path!r}, run_name='__main__')"],
        capture_output=True,
        text=True,
        env={**os.environ, "THEANO_FLAGS": flags, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "scripts")])},
        timeout=600,
    )
    assert done.returncode == status, done.stderr
    return (done.stdout if status == 0 else done.stderr).splitlines()


TEN = [
    "0.9",
    "8.54",
    "13.124",
    "15.8744",
    "17.52464",
    "18.514784",
    "19.1088704",
    "19.46532224",
    "19.679193344",
    "19.8075160064",
]


def test_the_ten_values():
    assert run("minimal_training_example.py", flags="") == TEN


def test_the_working_example():
    assert run("minimal_working_example.py") == ["0.9"]


@pytest.mark.parametrize("script", ["minimal_working_example.py", "minimal_training_example.py"])
def test_a_seed_draws_other_weights_and_always_the_same(script):
    first = run(script, "--seed", 1)
    assert first == run(script, "--seed", 1)
    assert first != run(script)


@pytest.mark.parametrize(
    "script", ["minimal_working_example.py", "minimal_training_example.py", "classifier.py", "rnn_classifier.py"]
)
def test_help(script):
    text = "\n".join(run(script, "--help"))
    assert "--seed" in text
    assert "--plot" in text


def test_the_learning_curve_is_a_picture(tmp_path):
    file = tmp_path / "curve.png"
    run("minimal_training_example.py", "--plot", file)
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(not all(file.exists() for file in COUNTRIES), reason="the tutorial's data is not at hand")
def test_the_classifier_on_the_tutorials_data():
    lines = run("classifier.py", *COUNTRIES)
    costs = [float(re.search(r"Training_cost: (\S+),", line).group(1)) for line in lines[:-1]]
    theirs = [28.4304, 24.5186, 22.1284, 20.7941, 19.9642, 19.3749, 18.8899, 18.4006, 17.7210, 16.3156]
    assert costs == pytest.approx(theirs, abs=5.1e-5)
    cost, accuracy = re.match(r"Test_cost: (\S+), Test_accuracy: (\S+)", lines[-1]).groups()
    assert float(cost) == pytest.approx(5.018005780507489, abs=1e-9)
    assert accuracy == "0.925"


def test_the_classifier_learns_the_breast_cancer_data():
    last = run("classifier.py", "--epochs", 3)[-1]
    assert float(last.rpartition(" ")[2]) > 0.93


def test_the_classifier_wants_two_files_or_none():
    assert "both files" in run("classifier.py", "one.txt", status=2)[-1]


def test_the_recurrent_classifier_learns(tmp_path):
    files = [tmp_path / name for name in ("train.txt", "test.txt")]
    for file in files:
        file.write_text("1.0\tgood film\n0.0\tbad film\n" * 10)
    first, *_, last = run("rnn_classifier.py", *files, "--epochs", 12, "--classes", 2, "--learning-rate", 0.5)
    cost, accuracy = re.match(r"Test_cost: (\S+)\tTest_accuracy: (\S+)", last).groups()
    assert float(cost) < float(re.search(r"Cost: (\S+)", first).group(1)) / 2
    assert float(accuracy) == 1
