"""Calls with one argument spoiled are refused as Theano refused them, by an error of the same class."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
import theano

from tests.known_differences import SPOILED as KNOWN
from tests.oracle.spoiled import TEXTS, outcome

GOLDEN = json.loads((Path(__file__).parent / "golden" / "spoiled.json").read_text())
ANSWERS = {text: None if name == "accepted" else name for name, texts in GOLDEN.items() for text in texts}
PATTERNS = [re.compile(pattern) for patterns in KNOWN.values() for pattern in patterns]
ONE_IN = 4
# what Theano's functions failed inside with, asking what is no variable for what variables have
FAILED_INSIDE = "AttributeError", "RecursionError"

CALLS: dict = defaultdict(list)
for text in TEXTS:
    CALLS[re.match(r"[\w.]*", text)[0]].append(text)


def agree(mine, theirs):
    if mine is None or theirs is None:
        return mine is theirs
    return theirs in mine or (
        theirs in FAILED_INSIDE and not {"TypeError", "ValueError", "AssertionError"}.isdisjoint(mine)
    )


def test_the_golden_file_is_of_these_calls():
    assert set(TEXTS) == set(ANSWERS)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * bool(i % ONE_IN)) for i, name in enumerate(CALLS)]
)
def test_refused(name):
    for text in CALLS[name]:
        mine = outcome(theano, text)
        if not any(pattern.fullmatch(text) for pattern in PATTERNS):
            assert agree(mine, ANSWERS[text]), (text, mine, ANSWERS[text])


@pytest.mark.slow
def test_each_known_difference_is_one():
    differ = [text for text in TEXTS if not agree(outcome(theano, text), ANSWERS[text])]
    unmet = [pattern.pattern for pattern in PATTERNS if not any(map(pattern.fullmatch, differ))]
    assert set(unmet) <= {r"T\.sgn\(z\)", r"T\.(isclose|allclose)\(.*z.*"}  # 3.0 refuses complex numbers, too
