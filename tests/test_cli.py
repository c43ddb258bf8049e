"""The command line: ``theano-min`` and ``python -m theano_min``."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from theano_min import _cache, version
from theano_min.cli import main

ROOT = Path(__file__).resolve().parents[1]


def test_help_names_the_commands(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    assert "run" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["run", "cache", "doctor", "port", "show"])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"usage: theano-min {command}" in capsys.readouterr().out


MEASURING = [file for folder in ("benchmarks", "tools") for file in (ROOT / folder).glob("*.py")]


@pytest.mark.parametrize(
    "file", [file for file in MEASURING if "__main__" in file.read_text()], ids=lambda file: file.name
)
def test_every_benchmark_and_tool_has_help(file):
    done = subprocess.run([sys.executable, file, "--help"], capture_output=True, text=True, check=True)
    assert f"usage: {file.name}" in done.stdout


@pytest.mark.parametrize("command", [pytest.param("doctor", marks=pytest.mark.more), "cache"])
def test_what_nobody_reads_on_is_not_an_error(command):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "theano_min", command], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    said = re.fullmatch(r"theano-min (.+), with the API of Theano (.+)\n", capsys.readouterr().out)
    assert said
    assert said.groups() == (version.theano_min_version, version.version)


@pytest.mark.parametrize(
    "arguments",
    [[], ["unknown"], ["cache", "--warm"], ["run"], ["run", "--py2", "--py3", "x.py"], ["run", "--py", "x.py"]],
)
def test_wrong_usage_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: theano-min" in capsys.readouterr().err


def test_options_after_the_script_are_the_scripts(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import sys\nprint(sys.argv[1:], 7 / 2)\n")
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "theano_min",
            "run",
            "--py2",
            "--modern-print",
            str(script),
            "--py3",
            "-v",
            "--",
            "--help",
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "(['--py3', '-v', '--', '--help'], 3)\n", result.stderr
    assert result.returncode == 0


@pytest.mark.more
def test_status_of_the_script_is_the_commands(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("raise SystemExit(5)\n")
    result = subprocess.run(
        [sys.executable, "-m", "theano_min", "run", "script.py"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 5


def test_cache_is_filled_listed_and_cleared(tmp_path):
    (tmp_path / "script.py").write_text(
        "import sys, theano, theano.tensor as T\n"
        "x = T.dvector()\nprint(sys.argv[1], theano.function([x], x + 1)([1.0]))\n"
    )

    def cache(*arguments):
        command = [sys.executable, "-m", "theano_min", "cache", *arguments]
        flags = f"base_compiledir={tmp_path / 'compiled'}"
        env = {**os.environ, "PYTHONPATH": str(ROOT), "THEANO_FLAGS": flags}
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    def holds():
        listed = cache("--list")
        return "numba_funcified" in listed, "1 rewritten graph" in listed

    assert cache("--warm", "script.py", "--seed", "1") == "--seed [2.]\n"
    assert holds() == (True, True)
    assert "MB deleted" in cache("--clear")
    assert holds() == (False, False)


def test_what_another_program_deletes_meanwhile_is_not_counted(tmp_path, monkeypatch):
    (tmp_path / "there.pickle").write_bytes(bytes(2_000_000))
    monkeypatch.setattr(_cache, "_files", lambda place: [place / "there.pickle", place / "gone.pickle"])
    assert _cache._megabytes(tmp_path) == 2
