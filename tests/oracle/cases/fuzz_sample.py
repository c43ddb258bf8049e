"""Two programs of each family of `tests/oracle/grammar`: record them anew when a grammar changes."""

from tests.oracle.grammar import FAMILIES, draw

MODES = ["default"]
# a rewrite of PyTensor's fails in the first; by 0 the second divides, which only Theano's C refuses, as negative indices
# of a list; a copy of a function computed with what was left of the function's own call in Theano's fast_run
LEFT_OUT = {"loops:1", "booleans:1", "lists:0", "several:0"}

NAMES = [(family, seed) for family in FAMILIES for seed in range(2)]
CASES = {f"{family}:{seed}": draw(family, seed) for family, seed in NAMES if f"{family}:{seed}" not in LEFT_OUT}
