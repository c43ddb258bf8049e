"""Record what Theano 1.0.5 makes of drawn convolutions, with the gradients.

    python3.8 scripts/record_conv.py      # an interpreter that has Theano 1.0.5, with a C++ compiler

``tests/tensor/conv_calls.py`` draws the calls with a fixed seed and evaluates them; with each call stands Theano's
answer, which ``tests/tensor/test_drawn_conv.py`` compares with theano-min's.
"""

import json
import logging
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tensor"))

import conv_calls  # noqa: E402
import theano  # noqa: E402

logging.disable(logging.ERROR)
warnings.simplefilter("ignore")
mode = theano.Mode("cvm", "fast_compile")
calls = list(conv_calls.Drawing(1989).calls(700))
for call in calls:
    call.update(conv_calls.evaluate(theano, call, mode))
golden = {"theano": theano.__version__, "calls": calls}
text = json.dumps(golden).replace('{"call"', '\n{"call"')
(ROOT / "tests" / "golden" / "conv.json").write_text(text + "\n")
print(len(calls), "calls,", sum("error" in call for call in calls), "of them errors")
