"""Record what Theano 1.0.5 makes of drawn calls of ``nlinalg``, ``slinalg``, ``fft``, ``fourier`` and ``blas``.

    python3.8 scripts/record_tensor_linalg.py      # an interpreter that has Theano 1.0.5

``tests/tensor/linalg_calls.py`` draws the calls with a fixed seed and evaluates them; with each call stands Theano's
answer, which ``tests/tensor/test_drawn_linalg.py`` compares with theano-min's.
"""

import json
import logging
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tensor"))

import linalg_calls  # noqa: E402
import theano  # noqa: E402

logging.disable(logging.ERROR)
warnings.simplefilter("ignore")
calls = list(linalg_calls.Drawing(1925).calls(900))
for call in calls:
    call.update(linalg_calls.evaluate(theano, call))
golden = {"theano": theano.__version__, "calls": calls}
text = json.dumps(golden).replace('{"call"', '\n{"call"')
(ROOT / "tests" / "golden" / "tensor_linalg.json").write_text(text + "\n")
print(len(calls), "calls,", sum("error" in call for call in calls), "of them errors")
