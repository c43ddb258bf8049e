"""The slips of those who learn Theano: the same error, which names what Theano's named, and is no longer to read."""

import json
import re
from pathlib import Path

import pytest
import theano

from tests.known_differences import SLIPS as KNOWN, UNNAMED
from tests.oracle.slips import COMMONEST, SLIPS, outcome

GOLDEN = json.loads((Path(__file__).parent / "golden" / "slips.json").read_text())
LIBRARIES = r"theano_min|pytensor|numba"


def named(message, text):
    """The numbers, dtypes and names of the program's variables in the sentence of a message."""
    place = r'File "program.py", line \d+.*|"program\.py:\d+"|0x0|\(beta \* y \+ alpha \* dot\(A, x\)\)|\b[yAx]: '
    sentence = re.sub(place, "", message.partition("\nApply node")[0])
    words = set(re.findall(r"\b\d+\b|(?:float|int|complex)\d+|[A-Za-z]\w*", sentence))
    names = set(re.findall(r"'(\w+)'", text)) | {
        "switch",
        "ifelse",
        "exception_verbosity",
        "on_unused_input",
        "optimizer",
    }
    return {word for word in words if re.fullmatch(r"\d+|(?:float|int|complex)\d+", word) or word in names}


def check(name, mode=None):
    theirs, mine = GOLDEN[name], outcome(theano, SLIPS[name])
    if theirs is None or mine is None:
        assert mine == theirs
        return
    assert theirs["classes"][0] in mine["classes"], mine["seen"]
    said = mine["message"].partition("\nApply node")[0]
    missing = {word for word in named(theirs["message"], SLIPS[name]) if not re.search(rf"\b{word}\b", said)}
    missing -= UNNAMED.get(name, set())
    assert not missing, (missing, mine["seen"], theirs["message"])
    assert not re.search(rf'File "[^"]*({LIBRARIES})[^"]*"', mine["seen"]), mine["seen"]
    assert "PyTensor" not in mine["message"]
    if "Apply node that caused" in mine["message"]:
        assert mine["seen"].rstrip().rpartition("\n")[2].startswith("Line "), mine["seen"]
    if name in COMMONEST:
        # Python 3.11 and later mark a part of a line below it
        marks = re.findall(r"^ *[~^]+\n", mine["seen"], re.MULTILINE)
        assert mine["characters"] - sum(map(len, marks)) <= theirs["characters"], mine["seen"]


def slips(names):
    return [
        pytest.param(name, marks=[pytest.mark.xfail(reason=KNOWN[name])] if name in KNOWN else []) for name in names
    ]


def test_the_golden_file_is_of_these_slips():
    assert list(GOLDEN) == list(SLIPS)


@pytest.mark.parametrize("name", slips(SLIPS))
def test_slip(name):
    check(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", slips(COMMONEST))
def test_slip_compiled(name):
    with theano.change_flags(tiered=False):
        check(name)
