"""The tutorial's scripts: what they print, what they draw, and the figures that real Theano gave for its real data."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# The tutorial's country data, where it is at hand: it is not ours to ship.
DATA = Path(os.environ.get("TUTORIAL_DATA", ROOT.parent / "shared" / "data" / "tutorial"))
COUNTRIES = [DATA / f"countries-classify-gdp-normalised.{part}.txt" for part in ("train", "test")]


QUICK = "linker=py,optimizer=fast_compile"  # nothing to compile; what compiled code computes is tested elsewhere


def start(script, *args, flags=QUICK, group=False):
    """Start the script, with the name ``theano`` from this checkout; in a group of processes of its own, if asked."""
    path = str(ROOT / "scripts" / script)
    program = f"import runpy, sys, theano_min._theano; sys.argv = {[path, *map(str, args)]!r}"
    return subprocess.Popen(
        [sys.executable, "-c", f"{program}; runpy.run_path({path!r}, run_name='__main__')"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "THEANO_FLAGS": flags,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "scripts")]),
            "PYTHONUNBUFFERED": "1",
        },
        start_new_session=group,
        preexec_fn=None if sys.platform == "win32" else _hear_interrupts,
    )


def _hear_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # which a job in the background ignores


def run(script, *args, status=0, flags=QUICK):
    """Run the script; return the lines that it printed."""
    process = start(script, *args, flags=flags)
    stdout, stderr = process.communicate(timeout=600)
    assert process.returncode == status, stderr
    return (stdout if status == 0 else stderr).splitlines()


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


@pytest.mark.more
@pytest.mark.parametrize("script", ["minimal_working_example.py", "minimal_training_example.py"])
def test_a_seed_draws_other_weights_and_always_the_same(script):
    first = run(script, "--seed", 1)
    assert first == run(script, "--seed", 1)
    assert first != run(script)


@pytest.mark.parametrize(
    "script",
    [
        "minimal_working_example.py",
        "minimal_training_example.py",
        "classifier.py",
        "rnn_classifier.py",
        "train_distributed.py",
    ],
)
def test_help(script):
    text = "\n".join(run(script, "--help"))
    assert "--seed" in text
    assert "--plot" in text


@pytest.mark.more
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


@pytest.mark.more
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


# ---------------------------------------------------------------- what is refused, before any training

ROW, SENTENCE = b"1 0.5 0.25\n0 1 2\n", b"1.0\tgood film\n0.0\tbad film\n"
WRONG = {  # what one of the files holds, and what is said of it
    "classifier.py": [
        (None, "No such file or directory"),
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (ROW + b"1 2\n", "line 3: 2 numbers, not a label and 2 features"),
        (ROW + b"\n1 2 x\n", "line 4: 'x' is not a number"),
        (ROW + b"1 2 nan\n", "line 3: 'nan' is not a number"),
        (ROW + b"2 2 2\n", "line 3: the label is 2, not 0 or 1"),
        (ROW + b"1 2 \xff\n", "line 3: the text is not UTF-8"),
        (b"1\n", "line 1: 1 numbers, not a label and"),
    ],
    "rnn_classifier.py": [
        (None, "No such file or directory"),
        (b"", "the file is empty"),
        (SENTENCE + b"1.0 good film\n", "line 3: not a score, a tab and words"),
        (SENTENCE + b"1.0\t\n", "line 3: not a score, a tab and words"),
        (SENTENCE + b"good\tfilm\n", "line 3: 'good' is not a number"),
        (SENTENCE + b"1.5\tgood film\n", "line 3: the score is 1.5, not from 0 to 1"),
        (SENTENCE + b"1.0\tgood f\xe9lm\n", "line 3: the text is not UTF-8"),
    ],
}


@pytest.fixture
def refused(monkeypatch):
    """What the script in this process says as it ends, without a line of its training."""
    monkeypatch.syspath_prepend(ROOT / "scripts")

    def refused(script, *args):
        main = __import__(script.removesuffix(".py")).main
        with pytest.raises(SystemExit) as end:
            main([str(arg) for arg in args])
        return end.value.code

    return refused


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("script", "content", "said"), [(script, *case) for script, cases in WRONG.items() for case in cases]
)
def test_a_file_that_is_wrong(refused, script, content, said, place, tmp_path, capsys):
    files = [tmp_path / name for name in ("train.txt", "test.txt")]
    for file in files:
        file.write_bytes(ROW if script == "classifier.py" else SENTENCE)
    if content is None:
        files[place].unlink()
    else:
        files[place].write_bytes(content)
    line = refused(script, *files)
    assert line.startswith(str(files[place]))
    assert said in line
    assert "\n" not in line
    assert not capsys.readouterr().out


def test_files_of_another_width(refused, tmp_path):
    train, test = tmp_path / "train.txt", tmp_path / "test.txt"
    train.write_bytes(ROW)
    test.write_bytes(b"1 2 3 4\n")
    assert refused("classifier.py", train, test) == f"{test}, line 1: 4 numbers, not a label and 2 features"


@pytest.mark.parametrize(
    ("script", "args", "said"),
    [
        ("classifier.py", ["--epochs", "0"], "0 is not at least 1"),
        ("classifier.py", ["--epochs", "many"], "invalid whole number value: 'many'"),
        ("classifier.py", ["--hidden", "-1"], "-1 is not at least 1"),
        ("classifier.py", ["--learning-rate", "0"], "0 is not above 0"),
        ("classifier.py", ["--learning-rate", "inf"], "inf is not above 0"),
        ("classifier.py", ["--l2", "-0.5"], "-0.5 is not at least 0"),
        ("classifier.py", ["--seed", "-1"], "-1 is not from 0 to 4294967295"),
        ("classifier.py", ["--plot", "curve.text"], "curve.text ends with none of"),
        ("classifier.py", ["--plot", "nowhere/curve.png"], "there is no directory nowhere"),
        ("rnn_classifier.py", ["--classes", "1"], "1 is not at least 2"),
        ("rnn_classifier.py", ["--embedding", "0"], "0 is not at least 1"),
        ("rnn_classifier.py", ["--recurrent", "0"], "0 is not at least 1"),
        ("rnn_classifier.py", ["--min-count", "0"], "0 is not at least 1"),
        ("train_distributed.py", ["--workers", "-1"], "-1 is not at least 0"),
        ("train_distributed.py", ["--batch", "0"], "0 is not at least 1"),
        ("train_distributed.py", ["--sweep", "1", "0"], "0 is not above 0"),
        ("train_distributed.py", ["--workers", "1", "--scheduler", "tcp://host:1"], "not allowed with argument"),
        ("minimal_training_example.py", ["--seed", "x"], "invalid seed value: 'x'"),
        ("minimal_working_example.py", ["--seed", "4294967296"], "4294967296 is not from 0 to 4294967295"),
    ],
)
def test_arguments_out_of_range(refused, script, args, said, capsys):
    assert refused(script, *args) == 2
    assert said in capsys.readouterr().err


@pytest.mark.more
@pytest.mark.parametrize("script", ["classifier.py", "rnn_classifier.py"])
def test_ctrl_c_ends_with_one_line_and_draws_what_there_is(script, tmp_path):
    file = tmp_path / "curve.png"
    process = start(script, "--epochs", 10**6, "--plot", file)
    assert process.stdout.readline().startswith("Epoch: 0")
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 130
    assert stderr.rpartition("\r")[2].strip().splitlines()[-1] == "stopped by Ctrl-C"
    assert "Traceback" not in stderr
    assert f"figure written to {file}" in stdout
    assert file.read_bytes().startswith(b"\x89PNG")


def test_classes_end_with_their_upper_ends(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    from rnn_classifier import encode

    ids = {"<s>": 1, "</s>": 2}
    for n in (2, 3, 4, 49):
        for score in (0.0, 0.1, 0.25, 1 / 3, 0.5, 0.5000001, 2 / 3, 0.75, 1.0):
            [(found, _)] = encode([(score, [])], ids, n)
            assert found == next((i for i in range(n) if score <= (i + 1.0) * (1.0 / float(n))), n - 1)
