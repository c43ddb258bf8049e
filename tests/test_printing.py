"""Graphs as text: `debugprint`, `pp` and `min_informative_str` write what Theano 1.0.5 wrote.

Recorded by `tests/oracle/record_cases.py` from the graphs of `printing_cases.py`.
"""

import json
from pathlib import Path

import pytest

from tests.contract.compare import ENGINE
from tests.known_differences import PRINTING, PRINTING_3_0, known_difference
from tests.printing_cases import EXPRESSIONS, texts

GOLDEN = json.loads((Path(__file__).parent / "golden" / "printing.json").read_text())["texts"]
KNOWN = PRINTING | (PRINTING_3_0 if ENGINE == "3.0" else {})
DIFFERENT = {expression: reason for reason, listed in KNOWN.items() for expression in listed}


def test_the_golden_file_is_of_these_graphs():
    assert list(GOLDEN) == EXPRESSIONS
    assert DIFFERENT.keys() <= GOLDEN.keys()


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_text(expression, request):
    if expression in DIFFERENT:
        request.applymarker(known_difference(DIFFERENT[expression]))
    assert texts(expression) == GOLDEN[expression]
