"""Record what Theano 1.0.5 makes of drawn calls of ``theano.tensor.nnet``.

    python3.8 scripts/record_tensor_nnet.py      # an interpreter that has Theano 1.0.5

``tests/tensor/nnet_calls.py`` draws the calls with a fixed seed and evaluates them; with each call stands Theano's
answer, which ``tests/tensor/test_drawn_nnet.py`` compares with theano-min's.
"""

import json
import logging
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tensor"))

import nnet_calls  # noqa: E402
import numpy as np  # noqa: E402
import theano  # noqa: E402
import theano.tensor.nnet  # noqa: E402

logging.disable(logging.ERROR)
warnings.simplefilter("ignore")
np.seterr(all="ignore")
calls = list(nnet_calls.Drawing(2013).calls(560))
for call in calls:
    call.update(nnet_calls.evaluate(theano, call))
golden = {"theano": theano.__version__, "calls": calls}
text = json.dumps(golden).replace('{"call"', '\n{"call"')
(ROOT / "tests" / "golden" / "tensor_nnet.json").write_text(text + "\n")
print(len(calls), "calls,", sum("error" in call for call in calls), "of them errors")
