"""Record what Theano 1.0.5 makes of drawn calls of ``signal.pool`` and ``nnet.neighbours``.

    python3.8 scripts/record_pool.py      # an interpreter that has Theano 1.0.5, and a C++ compiler

``tests/tensor/pool_calls.py`` draws the calls with a fixed seed and evaluates them; with each call stands Theano's
answer, by its C code for floats, which ``tests/tensor/test_pool.py`` compares with theano-min's.
"""

import json
import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tensor"))

import pool_calls  # noqa: E402
import theano  # noqa: E402

logging.disable(logging.ERROR)
calls = list(pool_calls.Drawing(2017).calls(420))
for call in calls:
    call.update(pool_calls.evaluate(theano, call, {"c": "cvm", "py": "py"}[call["linker"]]))
golden = {"theano": theano.__version__, "calls": calls}
text = json.dumps(golden).replace('{"call"', '\n{"call"')
(ROOT / "tests" / "golden" / "pool.json").write_text(text + "\n")
print(len(calls), "calls,", sum("error" in call for call in calls), "of them errors")
