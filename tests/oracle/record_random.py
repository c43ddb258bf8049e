"""Record the random numbers of Theano 1.0.5: `tests/tensor/random_cases.py` evaluated, into `tests/golden/random.json`.

    python3.8 tests/oracle/record_random.py      # an interpreter that has Theano 1.0.5

MRG_RandomStreams draw in C, whose compiler is told to round after each operation, as every processor did before it had
fused ones; RandomStreams draw in Python, as they always do, and so the rest of their graphs does too.
"""

import json
import logging
import os
import sys
import warnings
from pathlib import Path

os.environ["THEANO_FLAGS"] = ",".join(
    [*filter(None, [os.environ.get("THEANO_FLAGS")]), "gcc.cxxflags=-ffp-contract=off"]
)
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "tensor"))

import theano  # noqa: E402
import theano.sandbox.rng_mrg  # noqa: E402
from random_cases import DRAWS, MRG_DRAWS, cases, draw, outcome  # noqa: E402

logging.disable(logging.ERROR)
warnings.simplefilter("ignore")
python = theano.Mode("py", "fast_compile")
golden = {"draws": [], "mrg_draws": [], "cases": {}}
for group, draws, mode in (("draws", DRAWS, python), ("mrg_draws", MRG_DRAWS, None)):
    for each in draws:
        print(each, flush=True)
        golden[group].append([*each, outcome(lambda: draw(theano, mode is None, [each], mode)[0])])  # noqa: B023
in_python = cases(theano, python)
for name, case in cases(theano).items():
    print(name, flush=True)
    golden["cases"][name] = outcome(case if "mrg" in name.lower() else in_python[name])
lines = []
for group, found in golden.items():
    rows = found if isinstance(found, list) else found.items()
    texts = [json.dumps(row) if group != "cases" else f"{json.dumps(row[0])}: {json.dumps(row[1])}" for row in rows]
    brackets = "[]" if isinstance(found, list) else "{}"
    lines.append(f'"{group}": {brackets[0]}\n' + ",\n".join(texts) + f"\n{brackets[1]}")
(ROOT / "tests" / "golden" / "random.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
print({group: len(found) for group, found in golden.items()})
