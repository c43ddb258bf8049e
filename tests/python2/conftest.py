import sys
from pathlib import Path

import pytest

import theano_min
from theano_min.python2 import run_path


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(tmp_path, monkeypatch, capfdbinary):
    """Run a program, given as text or bytes or as a path, in this process; what it wrote comes back as bytes."""

    def call(program, *arguments, name="script.py", **options):
        if not isinstance(program, Path):
            path = tmp_path / name
            path.write_bytes(program if isinstance(program, bytes) else program.encode())
            program = path
        monkeypatch.chdir(tmp_path)
        flags = theano_min.config
        with theano_min.change_flags(int_division=flags.int_division, floatX=flags.floatX):  # programs set them
            status = run_path(str(program), arguments, **options)
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Result(status, out, err.decode("utf-8", "replace"))

    return call
