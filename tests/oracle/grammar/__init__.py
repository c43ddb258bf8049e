"""Programs drawn from a family and a number.

A family is a function that writes a program: `Program` has what they all draw from. Each stands in a file by its
subject. These files run on Python 3.8, too.
"""

import random

from tests.oracle.grammar import (
    arrays,
    assorted,
    derivatives,
    failing,
    functions,
    layers,
    linear,
    loops,
    models,
    numbers,
    own,
    wrong,
)
from tests.oracle.grammar.program import Program

FAMILIES = {}
for module in (numbers, arrays, assorted, linear, layers, loops, functions, own, derivatives, wrong, models, failing):
    FAMILIES.update(module.FAMILIES)


def draw(family, seed):
    """The text of a program."""
    program = Program(random.Random(f"{family}:{seed}"))
    FAMILIES[family](program)
    return program.text()
