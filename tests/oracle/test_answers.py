"""Every program of `tests/oracle/cases` answers as real Theano answered, in each mode that the subject names."""

import json
from importlib import import_module
from pathlib import Path

import pytest
import theano

from tests.known_differences import PROGRAMS
from tests.oracle.programs import agree, outcome

HERE = Path(__file__).parent
REASONS = {name: reason for reason, names in PROGRAMS.items() for name in names}
SUBJECTS = sorted(path.stem for path in (HERE / "cases").glob("[a-z]*.py"))
# NumPy's own random numbers; calls that are counted, or written down; what is told to write into its arguments
CALLS_ONCE = (
    *("random", "the tables of a profile", "a file with a part of each node", "of one function"),
    *("a mode that monitors", "a mode that guards", "steps that are recorded", "in place", "overwrites and views"),
)
IN_C = {"c_operations", "c_types"}  # the subjects of which plain `pytest` compiles programs in C
CASES = {subject: import_module(f"tests.oracle.cases.{subject}") for subject in SUBJECTS}
GOLDEN = {subject: json.loads((HERE / "golden" / f"{subject}.json").read_text()) for subject in SUBJECTS}


def mode_of(name):
    """The mode that a text like "cvm/fast_run" names, or "default", or "compiled" for the default one compiled."""
    linker, _, optimizer = name.partition("/")
    if name == "default":
        return None
    return theano.Mode("numba" if name == "compiled" else linker, optimizer or "fast_run")


def parameters():
    for subject, module in CASES.items():
        for number, name in enumerate(module.CASES):
            for mode in getattr(module, "MODES", ["default"]):
                marks = [pytest.mark.xfail(reason=REASONS[name], raises=AssertionError)] if name in REASONS else []
                is_slow = mode in getattr(module, "SLOW_MODES", ()) or number % getattr(module, "ONE_IN", 1)
                marks += [pytest.mark.slow] * bool(is_slow) + [pytest.mark.calls_once] * name.startswith(CALLS_ONCE)
                marks += [pytest.mark.more] * (mode.startswith("cvm") and subject not in IN_C)
                # PyTensor 3.0 asks a constant list for a tensor's lengths, fails, and goes on
                marks += [pytest.mark.rewrite_fails] * ((subject, name) == ("typed_lists", "a constant"))
                yield pytest.param(subject, name, mode, id=f"{subject}: {name} [{mode}]", marks=marks)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_golden_file_is_of_these_cases(subject):
    assert list(GOLDEN[subject]) == list(CASES[subject].CASES)


@pytest.mark.parametrize(("subject", "name", "mode"), list(parameters()))
def test_program(subject, name, mode):
    mine, theirs = outcome(theano, CASES[subject].CASES[name], mode_of(mode)), GOLDEN[subject][name]
    assert agree(mine, theirs), (mine, theirs)
