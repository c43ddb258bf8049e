"""Every program prints under the runner, byte for byte, what Python 2.7 printed."""

import json
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "programs"
GOLDEN = json.loads((PROGRAMS.parent.parent / "golden" / "python2.json").read_text())["programs"]


def test_every_program_is_recorded():
    assert sorted(GOLDEN) == sorted(path.name for path in PROGRAMS.glob("*.py2"))


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_prints_what_python2_printed(name, run):
    result = run(PROGRAMS / name)
    expected = GOLDEN[name]["stdout"].encode("latin-1")
    assert result.out.split(b"\n") == expected.split(b"\n"), result.err
    assert result.status == GOLDEN[name]["status"]
