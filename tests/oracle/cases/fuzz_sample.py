"""Two programs of each family of `tests/oracle/grammar`: record them anew when a grammar changes."""

from tests.oracle.grammar import FAMILIES, draw

MODES = ["default"]
LEFT_OUT = {
    "loops:1",  # a rewrite of PyTensor's fails
    "booleans:1",  # divides by 0, which only Theano's C refuses
    "lists:0",  # negative indices of a list, which Theano's C refuses
    "lengths:0",  # digamma of a negative number, which is 0 in Theano's C
    "failing:0",  # a call that fails changes a state in place in Theano's C
    "failing:1",  # a loop of no steps, which Theano had not implemented, goes on from
    "several:0",  # Theano's copy of a function computes with what the function's own call left
}

NAMES = [(family, seed) for family in FAMILIES for seed in range(2)]
CASES = {f"{family}:{seed}": draw(family, seed) for family, seed in NAMES if f"{family}:{seed}" not in LEFT_OUT}
